//! What a dictionary makes of a word, and the configuration that is used where none is named.

use value::{Scalar, Value, ValueError, array_of};

use super::configuration::{DEFAULT, Dictionary};
use crate::arguments::text;
use crate::table::patterns::{REGCONFIG, TEXT, TEXTS};
use crate::{Builtin, Context};

pub(crate) const TABLE: &[Builtin] = &[
    Builtin::function("ts_lexize", &[TEXT, TEXT], TEXTS, lexize),
    Builtin::function("get_current_ts_config", &[], REGCONFIG, |_, _| Ok(Value::text(DEFAULT)))
        .stable(),
];

fn lexize(_: &Context<'_>, arguments: &[Value]) -> Result<Value, ValueError> {
    let found = Dictionary::named(text(arguments, 0)?)?.find(text(arguments, 1)?);
    let lexemes: Vec<Value> = found.map(Value::text).into_iter().collect();
    Ok(array_of(&Scalar::Text.of(), &lexemes))
}

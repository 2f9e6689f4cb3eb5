//! Arrays to and from text with delimiters: `string_to_array`, `array_to_string`.

use value::{Type, Value, ValueError};

use super::Elements;
use crate::arguments::text;
use crate::table::patterns::{ARRAY, TEXT, TEXTS};
use crate::text::within_limit;
use crate::{Builtin, Context};

type Answer = Result<Value, ValueError>;

pub(crate) const TABLE: &[Builtin] = &[
    Builtin::function("string_to_array", &[TEXT, TEXT], TEXTS, string_to_array).lenient(),
    Builtin::function("string_to_array", &[TEXT, TEXT, TEXT], TEXTS, string_to_array).lenient(),
    Builtin::function("array_to_string", &[ARRAY, TEXT], TEXT, array_to_string).stable(),
    Builtin::function("array_to_string", &[ARRAY, TEXT, TEXT], TEXT, array_to_string)
        .lenient()
        .stable(),
];

fn string_to_array(_: &Context<'_>, arguments: &[Value]) -> Answer {
    Ok(split(arguments)?.map_or(Value::Null, |parts| super::build(&Type::TEXT, &parts)))
}

/// The parts between the delimiters; without a delimiter each character is one. A part that is the third
/// argument is null.
pub(crate) fn split(arguments: &[Value]) -> Result<Option<Vec<Value>>, ValueError> {
    if arguments.first().is_none_or(Value::is_null) {
        return Ok(None);
    }
    let whole = text(arguments, 0)?;
    let null = match arguments.get(2) {
        Some(Value::Text(null)) => Some(&**null),
        _ => None,
    };
    let part = |it: &str| if Some(it) == null { Value::Null } else { Value::text(it) };
    if whole.is_empty() {
        return Ok(Some(Vec::new()));
    }
    let parts = match arguments.get(1) {
        Some(Value::Text(delimiter)) if delimiter.is_empty() => vec![part(whole)],
        Some(Value::Text(delimiter)) => whole.split(&**delimiter).map(part).collect(),
        _ => whole.chars().map(|it| part(it.encode_utf8(&mut [0; 4]))).collect(),
    };
    Ok(Some(parts))
}

fn array_to_string(context: &Context<'_>, arguments: &[Value]) -> Answer {
    if arguments.iter().take(2).any(Value::is_null) {
        return Ok(Value::Null);
    }
    let (array, delimiter) = (Elements::read(context, arguments, 0)?, text(arguments, 1)?);
    let null = match arguments.get(2) {
        Some(Value::Text(null)) => Some(&**null),
        _ => None,
    };
    let (mut out, mut first) = (String::new(), true);
    for value in &array.values {
        if value.is_null() && null.is_none() {
            continue;
        }
        if !first {
            out.push_str(delimiter);
        }
        first = false;
        match null.filter(|_| value.is_null()) {
            Some(null) => out.push_str(null),
            None => value::write_output(&array.of, value, &mut out),
        }
        within_limit(out.len())?;
    }
    Ok(Value::text(out))
}

//! `width_bucket` by a list of thresholds.

use value::{Value, ValueError};

use super::{Elements, subscript_error};
use crate::table::patterns::{COMPATIBLE, COMPATIBLES, INT4};
use crate::{Builtin, Context};

pub(crate) const TABLE: &[Builtin] =
    &[Builtin::function("width_bucket", &[COMPATIBLE, COMPATIBLES], INT4, width_bucket)];

/// How many of the ascending thresholds the value has reached.
fn width_bucket(context: &Context<'_>, arguments: &[Value]) -> Result<Value, ValueError> {
    let thresholds = Elements::read(context, arguments, 1)?;
    if thresholds.dimensions.len() > 1 {
        return Err(subscript_error("thresholds must be one-dimensional array"));
    }
    if thresholds.values.iter().any(Value::is_null) {
        return Err(ValueError::new("22004", "thresholds array must not contain NULLs"));
    }
    let value = arguments.first().unwrap_or(&Value::Null);
    let reached = |it: &Value| value::compare(&thresholds.of, value, it).is_ge();
    Ok(Value::Int(thresholds.values.partition_point(reached) as i64))
}

//! What a modifier does to a value that is already of its type: `varchar(3)`, `numeric(10,2)`, `time(0)`.

use std::borrow::Cow;
use std::sync::Arc;

use crate::array::Array;
use crate::interval::Interval;
use crate::{Modifier, Scalar, Type, Value, ValueError, datetime, numeric, read, write};

/// Fits a value to a modifier. An explicit cast cuts text that is too long; a column refuses it.
pub fn fit(
    of: &Type,
    modifier: Modifier,
    value: Value,
    explicit: bool,
) -> Result<Value, ValueError> {
    if let Type::Domain(domain) = of {
        return fit(&domain.base, domain.modifier, value, explicit);
    }
    if modifier == Modifier::None {
        return Ok(value);
    }
    match (of, &value) {
        (Type::Scalar(scalar), Value::Text(text)) => match scalar {
            Scalar::Varchar | Scalar::Char => {
                let fitted = length(*scalar, modifier, text, explicit)?;
                Ok(if fitted.len() == text.len() { value } else { Value::text(fitted) })
            }
            Scalar::Numeric => Ok(Value::text(numeric::canonical(text, modifier)?)),
            Scalar::Interval => Ok(Value::text(Interval::parse(text)?.round(modifier).to_string())),
            _ => Ok(value),
        },
        (Type::Scalar(Scalar::Timestamp | Scalar::Timestamptz), Value::Int(micros)) => {
            Ok(Value::Int(datetime::round_timestamp(*micros, modifier)?))
        }
        (Type::Scalar(Scalar::Time), Value::Int(micros)) => {
            Ok(Value::Int(datetime::round_time(*micros, modifier)))
        }
        (Type::Array(element), Value::Text(text)) => {
            fit_elements(element, modifier, text, explicit)
        }
        _ => Ok(value),
    }
}

fn fit_elements(
    element: &Type,
    modifier: Modifier,
    text: &str,
    explicit: bool,
) -> Result<Value, ValueError> {
    let mut array = Array::parse(text)?;
    for slot in &mut array.elements {
        if let Some(raw) = slot.take() {
            let value = fit(element, modifier, read::read_output(element, &raw)?, explicit)?;
            *slot = Some(Cow::Owned(write::nested(element, modifier, value.as_ref())));
        }
    }
    let mut out = String::with_capacity(text.len());
    array.write(&mut out);
    Ok(Value::Text(Arc::from(out)))
}

/// Text of at most so many characters; blanks beyond that are dropped in silence. A `char` loses those at its end.
pub(crate) fn length(
    of: Scalar,
    modifier: Modifier,
    text: &str,
    explicit: bool,
) -> Result<&str, ValueError> {
    let fitted = match modifier {
        Modifier::Length(most) if text.len() > most as usize => {
            let end = text.char_indices().nth(most as usize).map_or(text.len(), |(at, _)| at);
            let (kept, over) = text.split_at(end);
            if !explicit && over.bytes().any(|byte| byte != b' ') {
                let message = format!("value too long for type {}({most})", of.name());
                return Err(ValueError::new("22001", message));
            }
            kept
        }
        _ => text,
    };
    Ok(if of == Scalar::Char { fitted.trim_end_matches(' ') } else { fitted })
}

/// An identifier of at most 63 bytes.
pub(crate) fn name(text: &str) -> &str {
    text.get(..text.floor_char_boundary(63)).unwrap_or(text)
}

//! Constants in SQL, with the cast that gives them their type.

use super::names::text;
use super::type_name::write_type;
use catalog::Type;
use value::{Modifier, Scalar, Value};

/// A constant that reads back as the same value of the same type.
pub(super) fn constant(value: &Value, of: &Type) -> String {
    match (of, value) {
        (Type::Scalar(Scalar::Unknown), Value::Null) => "null".to_owned(),
        (Type::Scalar(Scalar::Unknown), Value::Text(literal)) => text(literal),
        (_, Value::Null) => format!("null::{}", write_type(of, Modifier::None)),
        (Type::Scalar(Scalar::Bool), Value::Int(truth)) => (*truth != 0).to_string(),
        (Type::Scalar(Scalar::Int4), Value::Int(number)) if *number >= 0 => number.to_string(),
        _ => typed(value, of),
    }
}

/// A constant where a number by itself would be a position.
pub(super) fn typed(value: &Value, of: &Type) -> String {
    if value.is_null() {
        return format!("null::{}", write_type(of, Modifier::None));
    }
    let mut shown = String::new();
    value::write_output(of, value, &mut shown);
    format!("{}::{}", text(&shown), write_type(of, Modifier::None))
}

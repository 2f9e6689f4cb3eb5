//! Taking arguments out of a call in the form that their type has.

use value::{Value, ValueError};

use crate::Context;

/// An integer, a boolean, a date, a time or a timestamp.
pub(crate) fn int(arguments: &[Value], at: usize) -> Result<i64, ValueError> {
    match arguments.get(at) {
        Some(Value::Int(int)) => Ok(*int),
        _ => Err(wrong_form(at, "an integer")),
    }
}

/// A boolean.
pub(crate) fn truth(arguments: &[Value], at: usize) -> Result<bool, ValueError> {
    int(arguments, at).map(|int| int != 0)
}

/// A floating-point number.
pub(crate) fn float(arguments: &[Value], at: usize) -> Result<f64, ValueError> {
    match arguments.get(at) {
        Some(Value::Float(float)) => Ok(*float),
        // A store may hand out a float without a fraction as an integer.
        Some(Value::Int(int)) => Ok(*int as f64),
        _ => Err(wrong_form(at, "a floating-point number")),
    }
}

/// A value whose form is text.
pub(crate) fn text(arguments: &[Value], at: usize) -> Result<&str, ValueError> {
    match arguments.get(at) {
        Some(Value::Text(text)) => Ok(text),
        _ => Err(wrong_form(at, "text")),
    }
}

/// A value whose form is bytes.
pub(crate) fn bytes(arguments: &[Value], at: usize) -> Result<&[u8], ValueError> {
    match arguments.get(at) {
        Some(Value::Bytes(bytes)) => Ok(bytes),
        _ => Err(wrong_form(at, "bytes")),
    }
}

/// The caller broke the contract that each value is in the form of its type.
fn wrong_form(at: usize, expected: &str) -> ValueError {
    ValueError::new("XX000", format!("argument {} is not in the form of {expected}", at + 1))
}

/// The text of an argument of any type, as its output function gives.
pub(crate) fn written(context: &Context<'_>, arguments: &[Value], at: usize, out: &mut String) {
    if let (Some(of), Some(value)) = (context.arguments.get(at), arguments.get(at)) {
        value::write_output(of, value, out);
    }
}

/// The bytes of a text or of bytes.
pub(crate) fn raw(arguments: &[Value], at: usize) -> Result<&[u8], ValueError> {
    match arguments.get(at) {
        Some(Value::Text(text)) => Ok(text.as_bytes()),
        _ => bytes(arguments, at),
    }
}

//! PostgreSQL's output functions: from a type's form to text.

use crate::{Modifier, Scalar, Sink, Type, Value, ValueRef, bytes, datetime, float};

/// The text of a value, as a cast to `text` gives it: a boolean is `true` or `false`. A null has none.
pub fn write(of: &Type, value: &Value, out: &mut String) {
    match (of.scalar(), value) {
        (Some(Scalar::Bool), Value::Int(truth)) => out.put(word(*truth)),
        _ => output(of, value.as_ref(), out),
    }
}

/// The text of a value as the type's output function gives it: a boolean is `t` or `f`.
pub fn write_output(of: &Type, value: &Value, out: &mut String) {
    output(of, value.as_ref(), out);
}

/// The text of a borrowed value as the type's output function gives it, a `char(n)` padded as its modifier says.
pub fn write_output_cell(of: &Type, modifier: Modifier, value: ValueRef<'_>, out: &mut String) {
    match (of.base(), value) {
        (Type::Scalar(Scalar::Timestamptz), ValueRef::Int(micros)) => {
            datetime::session::write_moment(micros, b' ', false, out);
        }
        _ => output(of, value, out),
    }
    if let (Some(width), ValueRef::Text(text)) = (padded_width(of, modifier), value) {
        let missing = width.saturating_sub(text.chars().count());
        out.extend(std::iter::repeat_n(' ', missing));
    }
}

pub(crate) const fn word(truth: i64) -> &'static str {
    if truth == 0 { "false" } else { "true" }
}

/// The text of a value inside of an array or a row, where a `char(n)` is padded.
pub(crate) fn nested(of: &Type, modifier: Modifier, value: ValueRef<'_>) -> String {
    let mut out = String::new();
    output(of, value, &mut out);
    pad(of, modifier, &mut out);
    out
}

/// Blanks up to the length of a `char(n)`.
fn pad(of: &Type, modifier: Modifier, out: &mut String) {
    if let Some(width) = padded_width(of, modifier) {
        let missing = width.saturating_sub(out.chars().count());
        out.extend(std::iter::repeat_n(' ', missing));
    }
}

/// The characters that a `char(n)` is shown with.
pub(crate) fn padded_width(of: &Type, modifier: Modifier) -> Option<usize> {
    match (of, modifier) {
        (Type::Scalar(Scalar::Char), Modifier::Length(width)) => Some(width as usize),
        (Type::Domain(domain), _) => padded_width(&domain.base, domain.modifier),
        _ => None,
    }
}

/// Prints any form of a type; a form that is not the type's is printed as what it is.
pub(crate) fn output<S: Sink>(of: &Type, value: ValueRef<'_>, out: &mut S) {
    match (of, value) {
        (_, ValueRef::Null) => {}
        (Type::Domain(domain), _) => output(&domain.base, value, out),
        (Type::Enum(of), ValueRef::Int(position)) => {
            let label = usize::try_from(position).ok().and_then(|at| of.labels.get(at));
            out.put(label.map_or("", |label| label.as_str()));
        }
        (Type::Scalar(scalar), ValueRef::Int(int)) => output_int(*scalar, int, out),
        (Type::Scalar(scalar), ValueRef::Float(number)) => float::write(*scalar, number, out),
        (Type::Scalar(Scalar::Uuid), ValueRef::Bytes(uuid)) => bytes::write_uuid(uuid, out),
        (_, ValueRef::Bytes(plain)) => bytes::write_bytea(plain, out),
        (_, ValueRef::Text(text)) => out.put(text),
        (_, ValueRef::Int(int)) => out.put_int(int),
        (_, ValueRef::Float(number)) => float::write(Scalar::Float8, number, out),
    }
}

fn output_int<S: Sink>(of: Scalar, int: i64, out: &mut S) {
    match of {
        Scalar::Bool => out.put_ascii(if int == 0 { b'f' } else { b't' }),
        Scalar::Date => datetime::write_date(int, out),
        Scalar::Time => datetime::write_time(int, out),
        Scalar::Timestamp => datetime::write_timestamp(int, b' ', "", out),
        Scalar::Timestamptz => datetime::write_timestamp(int, b' ', "+00", out),
        _ => out.put_int(int),
    }
}

//! Every cast that PostgreSQL has between these types.

mod context;
mod scalar;

use std::borrow::Cow;

use context::is_text;
pub use context::{Context, cast_context};

use crate::array::Array;
use crate::fit::fit;
use crate::{
    Composite, Modifier, Moment, Scalar, Type, Value, ValueError, composite, read, read_output,
    write, write_output,
};

/// How a cast is done.
#[derive(Clone, Copy)]
struct How<'a> {
    explicit: bool,
    at: &'a Moment,
}

/// Casts a value. An explicit cast cuts text that is too long for its modifier; an assignment refuses it.
/// Whether the cast may stand where it does is [`cast_context`]'s to say.
pub fn cast(
    from: &Type,
    to: &Type,
    modifier: Modifier,
    value: &Value,
    explicit: bool,
    at: &Moment,
) -> Result<Value, ValueError> {
    if value.is_null() {
        return Ok(Value::Null);
    }
    if let Type::Domain(domain) = to {
        let plain = cast(from, &domain.base, Modifier::None, value, explicit, at)?;
        return fit(&domain.base, domain.modifier, plain, explicit);
    }
    let plain = convert(from.base(), to, value, How { explicit, at })?;
    fit(to, modifier, plain, explicit)
}

/// The cast without the modifier.
fn convert(from: &Type, to: &Type, value: &Value, how: How<'_>) -> Result<Value, ValueError> {
    if from == to {
        return Ok(value.clone());
    }
    match (from, to) {
        (Type::Scalar(a), Type::Scalar(b)) => {
            scalar::convert(*a, *b, value, how.at).unwrap_or_else(|| by_text(from, to, value, how))
        }
        (Type::Array(a), Type::Array(b)) => elements(a, b, value, how),
        (Type::Composite(a), Type::Composite(b)) => fields(a, b, value, how),
        (Type::Scalar(Scalar::Record), Type::Composite(_))
        | (Type::Composite(_), Type::Scalar(Scalar::Record)) => by_output(from, to, value, how),
        _ => by_text(from, to, value, how),
    }
}

/// By the output of one type and the input of the other, where one of them is a string.
fn by_text(from: &Type, to: &Type, value: &Value, how: How<'_>) -> Result<Value, ValueError> {
    if is_text(from) || is_text(to) || *from == Type::UNKNOWN {
        return by_output(from, to, value, how);
    }
    Err(ValueError::new("42846", format!("cannot cast type {from} to {to}")))
}

fn by_output(from: &Type, to: &Type, value: &Value, how: How<'_>) -> Result<Value, ValueError> {
    let mut text = String::new();
    write(from, value, &mut text);
    match to {
        Type::Scalar(Scalar::Record) => Ok(Value::text(text)),
        _ => read(to, Modifier::None, &text, how.at),
    }
}

fn nested(
    from: &Type,
    to: &Type,
    modifier: Modifier,
    text: &str,
    how: How<'_>,
) -> Result<Option<Cow<'static, str>>, ValueError> {
    let value = read_output(from, text)?;
    let cast = cast(from, to, modifier, &value, how.explicit, how.at)?;
    let mut out = String::new();
    write_output(to, &cast, &mut out);
    Ok((!cast.is_null()).then_some(Cow::Owned(out)))
}

fn elements(from: &Type, to: &Type, value: &Value, how: How<'_>) -> Result<Value, ValueError> {
    let Value::Text(text) = value else { return Ok(value.clone()) };
    let array = Array::parse(text)?;
    let mut cast = Array { dimensions: array.dimensions, elements: Vec::new() };
    for slot in array.elements {
        let slot = slot.map(|text| nested(from, to, Modifier::None, &text, how)).transpose()?;
        cast.elements.push(slot.flatten());
    }
    let mut out = String::new();
    cast.write(&mut out);
    Ok(Value::text(out))
}

fn fields(
    from: &Composite,
    to: &Composite,
    value: &Value,
    how: How<'_>,
) -> Result<Value, ValueError> {
    let Value::Text(text) = value else { return Ok(value.clone()) };
    if from.fields.len() != to.fields.len() {
        let message = format!("cannot cast type {} to {}", from.name, to.name);
        return Err(ValueError::new("42846", message));
    }
    let slots = composite::parse(text, Some(from.fields.len()))?;
    let mut cast = Vec::with_capacity(slots.len());
    for (slot, (from, to)) in slots.into_iter().zip(from.fields.iter().zip(&to.fields)) {
        let slot =
            slot.map(|text| nested(&from.of, &to.of, to.modifier, &text, how)).transpose()?;
        cast.push(slot.flatten());
    }
    let mut out = String::new();
    composite::write(cast.iter().map(Option::as_deref), &mut out);
    Ok(Value::text(out))
}

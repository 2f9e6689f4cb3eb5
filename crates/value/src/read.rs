//! PostgreSQL's input functions: from text to a type's form.

use std::borrow::Cow;

use crate::array::Array;
use crate::interval::Interval;
use crate::jsonpath::JsonPath;
use crate::network::Inet;
use crate::text_search::{Query, Vector, read_configuration};
use crate::{
    Composite, Enum, Modifier, Moment, Multirange, Range, Scalar, Type, Value, ValueError, bytes,
    composite, datetime, fit, float, integer, json, network, numeric, write,
};

/// How much longer than its text an array or row may become by its numbers being written out.
const MOST_EXPANSION: usize = 16 << 20;

/// Reads text as PostgreSQL's input function of a type does, and fits it to the modifier as a column would.
pub fn read(of: &Type, modifier: Modifier, text: &str, at: &Moment) -> Result<Value, ValueError> {
    if text.as_bytes().contains(&0) {
        return Err(nul());
    }
    match of {
        Type::Scalar(scalar) => read_scalar(*scalar, modifier, text, at),
        Type::Enum(of) => read_enum(of, text),
        Type::Domain(domain) => read(&domain.base, domain.modifier, text, at),
        Type::Array(element) => read_array(element, modifier, text, at),
        Type::Composite(of) => read_composite(of, text, at),
    }
}

/// `22021`: text of PostgreSQL never holds a NUL.
fn nul() -> ValueError {
    ValueError::new("22021", "invalid byte sequence for encoding \"UTF8\": 0x00")
}

fn read_scalar(
    of: Scalar,
    modifier: Modifier,
    text: &str,
    at: &Moment,
) -> Result<Value, ValueError> {
    Ok(match of {
        Scalar::Bool => Value::bool(integer::read_bool(text)?),
        Scalar::Int2 | Scalar::Int4 | Scalar::Int8 => Value::Int(integer::read(of, text)?),
        Scalar::Oid => Value::Int(integer::read_oid(text)?),
        Scalar::Float4 | Scalar::Float8 => Value::Float(float::read(of, text)?),
        Scalar::Numeric => Value::text(numeric::canonical(text, modifier)?),
        Scalar::Text | Scalar::Citext | Scalar::Unknown | Scalar::Void => Value::text(text),
        Scalar::Varchar | Scalar::Char => Value::text(fit::length(of, modifier, text, false)?),
        Scalar::Name => Value::text(fit::name(text)),
        Scalar::Uuid => Value::bytes(bytes::read_uuid(text)?),
        Scalar::Date => Value::Int(datetime::read_date(text, at)?),
        Scalar::Time => Value::Int(datetime::read_time(text, modifier, at)?),
        Scalar::Timestamp => Value::Int(datetime::read_timestamp(text, modifier, at)?),
        Scalar::Timestamptz => Value::Int(datetime::read_timestamptz(text, modifier, at)?),
        Scalar::Interval => Value::text(Interval::parse(text)?.round(modifier).to_string()),
        Scalar::Json => {
            json::check(text)?;
            Value::text(text)
        }
        Scalar::Jsonb => Value::text(json::canonical(text)?),
        Scalar::Bytea => Value::bytes(bytes::read_bytea(text)?),
        Scalar::Inet | Scalar::Cidr => {
            let mut out = String::new();
            Inet::parse(of, text)?.write(of == Scalar::Cidr, &mut out);
            Value::text(out)
        }
        Scalar::Macaddr => Value::text(network::read_macaddr(text)?),
        Scalar::Tsvector => Value::text(Vector::read(text)?.to_string()),
        Scalar::Tsquery => Value::text(Query::read(text)?.to_string()),
        Scalar::Regconfig => Value::text(read_configuration(text)?),
        Scalar::Jsonpath => {
            let mut out = String::new();
            JsonPath::parse(text)?.write(&mut out);
            Value::text(out)
        }
        Scalar::Range(of) => {
            let mut out = String::new();
            Range::parse(of, text, at)?.write(of, &mut out);
            Value::text(out)
        }
        Scalar::Multirange(of) => {
            let mut out = String::new();
            Multirange::parse(of, text, at)?.write(of, &mut out);
            Value::text(out)
        }
        Scalar::Record => {
            let message = "input of anonymous composite types is not implemented";
            return Err(ValueError::new("0A000", message));
        }
    })
}

fn read_enum(of: &Enum, text: &str) -> Result<Value, ValueError> {
    match of.labels.iter().position(|label| label.as_str() == text) {
        Some(position) => Ok(Value::Int(position as i64)),
        None => {
            let name =
                Type::Enum(std::sync::Arc::new(Enum { name: of.name.clone(), labels: Vec::new() }));
            let message = format!("invalid input value for enum {name}: \"{text}\"");
            Err(ValueError::new("22P02", message))
        }
    }
}

/// A value from the text of the output function: nothing depends on the moment there.
pub fn read_output(of: &Type, text: &str) -> Result<Value, ValueError> {
    read(of, Modifier::None, text, &Moment::default())
}

/// The canonical text of one element or field, counted against what may be written out.
fn nested<'a>(
    of: &Type,
    modifier: Modifier,
    text: Cow<'a, str>,
    at: &Moment,
    expansion: &mut usize,
) -> Result<Cow<'a, str>, ValueError> {
    if matches!(of, Type::Scalar(Scalar::Text | Scalar::Citext)) {
        return Ok(text);
    }
    let value = read(of, modifier, &text, at)?;
    let out = write::nested(of, modifier, value.as_ref());
    *expansion += out.len().saturating_sub(text.len() + 64);
    if *expansion > MOST_EXPANSION {
        return Err(ValueError::new(
            "54000",
            "array or row is too long when its numbers are written out",
        ));
    }
    Ok(Cow::Owned(out))
}

fn read_array(
    element: &Type,
    modifier: Modifier,
    text: &str,
    at: &Moment,
) -> Result<Value, ValueError> {
    let mut array = Array::parse(text)?;
    let mut expansion = 0;
    for slot in &mut array.elements {
        if let Some(raw) = slot.take() {
            *slot = Some(nested(element, modifier, raw, at, &mut expansion)?);
        }
    }
    let mut out = String::with_capacity(text.len());
    array.write(&mut out);
    Ok(Value::text(out))
}

fn read_composite(of: &Composite, text: &str, at: &Moment) -> Result<Value, ValueError> {
    let mut fields = composite::parse(text, Some(of.fields.len()))?;
    let mut expansion = 0;
    for (slot, field) in fields.iter_mut().zip(&of.fields) {
        if let Some(raw) = slot.take() {
            *slot = Some(nested(&field.of, field.modifier, raw, at, &mut expansion)?);
        }
    }
    let mut out = String::with_capacity(text.len());
    composite::write(fields.iter().map(Option::as_deref), &mut out);
    Ok(Value::text(out))
}

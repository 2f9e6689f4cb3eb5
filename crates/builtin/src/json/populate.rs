//! Rows from JSON objects: `json_populate_record` and its relatives. Keys without a field are ignored, fields
//! without a key keep what the base row has.

use std::sync::Arc;

use value::{Composite, Moment, Type, Value, ValueError, row_of, row_values};

use super::scan::{self, Kind};
use crate::arguments::text;
use crate::table::patterns::{BOOL, ELEMENT, JSON, JSONB};
use crate::{Builtin, Context};

type Answer = Result<Value, ValueError>;

pub(crate) const TABLE: &[Builtin] = &[
    Builtin::function("json_populate_record", &[ELEMENT, JSON, BOOL], ELEMENT, populate)
        .optional(1)
        .lenient()
        .stable(),
    Builtin::function("jsonb_populate_record", &[ELEMENT, JSONB], ELEMENT, populate)
        .lenient()
        .stable(),
];

fn populate(context: &Context<'_>, arguments: &[Value]) -> Answer {
    let base = arguments.first().unwrap_or(&Value::Null);
    if arguments.get(1).is_none_or(Value::is_null) {
        return Ok(base.clone());
    }
    let of = row_type(context.arguments.first(), "json_populate_record")?;
    let object = text(arguments, 1)?;
    if Kind::of(object) != Kind::Object {
        let kind = Kind::of(object);
        let kind = if kind == Kind::Array { "an array" } else { "a scalar" };
        let message = format!("cannot call populate_composite on {kind}");
        return Err(ValueError::new("22023", message));
    }
    row(&of, base, object, context.at)
}

/// The composite type that the rows have.
pub(crate) fn row_type(of: Option<&Type>, function: &str) -> Result<Arc<Composite>, ValueError> {
    match of.map(Type::base) {
        Some(Type::Composite(composite)) => Ok(Arc::clone(composite)),
        _ => {
            let message = format!("first argument of {function} must be a row type");
            Err(ValueError::new("42804", message))
        }
    }
}

/// The base row with what the object says.
pub(crate) fn row(of: &Composite, base: &Value, object: &str, at: &Moment) -> Answer {
    let mut values = match base {
        Value::Text(text) => row_values(of, text)?,
        _ => vec![Value::Null; of.fields.len()],
    };
    for (value, field) in values.iter_mut().zip(&of.fields) {
        if let Some(raw) = scan::field(object, &field.name) {
            *value = value::read_json(&field.of, field.modifier, raw, at)?;
        }
    }
    Ok(row_of(
        of.fields.iter().zip(&values).map(|(field, value)| (&field.of, field.modifier, value)),
    ))
}

//! Rows out of JSON: elements, members, keys, and rows of a type.

use value::{Modifier, Type, Value, ValueError};

use super::column;
use crate::arguments::text;
use crate::json::populate::{row, row_type};
use crate::json::scan::{self, Kind};
use crate::table::patterns::{BOOL, ELEMENT, JSON, JSONB, RECORD, TEXT};
use crate::{Context, Rows, SetReturning};

pub(crate) const TABLE: &[SetReturning] = &[
    SetReturning::new("json_array_elements", &[JSON], &[("value", JSON)], elements),
    SetReturning::new("jsonb_array_elements", &[JSONB], &[("value", JSONB)], elements),
    SetReturning::new("json_array_elements_text", &[JSON], &[("value", TEXT)], element_texts),
    SetReturning::new("jsonb_array_elements_text", &[JSONB], &[("value", TEXT)], element_texts),
    SetReturning::new("json_each", &[JSON], &[("key", TEXT), ("value", JSON)], each),
    SetReturning::new("jsonb_each", &[JSONB], &[("key", TEXT), ("value", JSONB)], each),
    SetReturning::new("json_each_text", &[JSON], &[("key", TEXT), ("value", TEXT)], each_text),
    SetReturning::new("jsonb_each_text", &[JSONB], &[("key", TEXT), ("value", TEXT)], each_text),
    SetReturning::new("json_object_keys", &[JSON], &[("json_object_keys", TEXT)], keys),
    SetReturning::new("jsonb_object_keys", &[JSONB], &[("jsonb_object_keys", TEXT)], keys),
    SetReturning::new(
        "json_populate_recordset",
        &[ELEMENT, JSON, BOOL],
        &[("json_populate_recordset", ELEMENT)],
        populate,
    )
    .optional(1)
    .lenient(),
    SetReturning::new(
        "jsonb_populate_recordset",
        &[ELEMENT, JSONB],
        &[("jsonb_populate_recordset", ELEMENT)],
        populate,
    )
    .lenient(),
    // These four take their columns from the list behind them in SQL. Who reads it gives the columns as a
    // composite type in the context's result.
    SetReturning::new("json_to_record", &[JSON], &[("json_to_record", RECORD)], to_record),
    SetReturning::new("jsonb_to_record", &[JSONB], &[("jsonb_to_record", RECORD)], to_record),
    SetReturning::new("json_to_recordset", &[JSON], &[("json_to_recordset", RECORD)], to_records),
    SetReturning::new(
        "jsonb_to_recordset",
        &[JSONB],
        &[("jsonb_to_recordset", RECORD)],
        to_records,
    ),
];

fn array<'a>(
    context: &Context<'_>,
    arguments: &'a [Value],
    function: &str,
) -> Result<&'a str, ValueError> {
    let whole = text(arguments, 0)?;
    let prefix = if crate::json::is_jsonb(context.arguments.first()) { "jsonb" } else { "json" };
    match (Kind::of(whole), prefix) {
        (Kind::Array, _) => Ok(whole),
        (Kind::Object, "json") => {
            let message = format!("cannot call {prefix}_{function} on a non-array");
            Err(ValueError::new("22023", message))
        }
        (Kind::Object, _) => {
            Err(ValueError::new("22023", "cannot extract elements from an object"))
        }
        (_, "json") => {
            let message = format!("cannot call {prefix}_{function} on a scalar");
            Err(ValueError::new("22023", message))
        }
        _ => Err(ValueError::new("22023", "cannot extract elements from a scalar")),
    }
}

fn elements(context: &Context<'_>, arguments: &[Value]) -> Result<Rows, ValueError> {
    let whole = array(context, arguments, "array_elements")?;
    Ok(column(scan::elements(whole).map(Value::text).collect()))
}

fn element_texts(context: &Context<'_>, arguments: &[Value]) -> Result<Rows, ValueError> {
    let whole = array(context, arguments, "array_elements_text")?;
    let texts: Result<Vec<Value>, ValueError> = scan::elements(whole)
        .map(|it| Ok(scan::as_text(it)?.map_or(Value::Null, Value::text)))
        .collect();
    Ok(column(texts?))
}

fn object<'a>(
    context: &Context<'_>,
    arguments: &'a [Value],
    function: &str,
) -> Result<&'a str, ValueError> {
    let whole = text(arguments, 0)?;
    let prefix = if crate::json::is_jsonb(context.arguments.first()) { "jsonb" } else { "json" };
    let what = match (Kind::of(whole), prefix) {
        (Kind::Object, _) => return Ok(whole),
        (_, "jsonb") if function != "object_keys" => "a non-object",
        (Kind::Array, _) => "an array",
        _ => "a scalar",
    };
    let message = match (prefix, function) {
        ("json", "each" | "each_text") if what == "an array" => {
            "cannot deconstruct an array as an object".to_owned()
        }
        ("json", "each" | "each_text") => "cannot deconstruct a scalar".to_owned(),
        _ => format!("cannot call {prefix}_{function} on {what}"),
    };
    Err(ValueError::new("22023", message))
}

fn each(context: &Context<'_>, arguments: &[Value]) -> Result<Rows, ValueError> {
    let whole = object(context, arguments, "each")?;
    let rows: Result<Vec<Vec<Value>>, ValueError> =
        scan::members(whole).map(|it| Ok(vec![key(it.key)?, Value::text(it.value)])).collect();
    Ok(Box::new(rows?.into_iter().map(Ok)))
}

fn each_text(context: &Context<'_>, arguments: &[Value]) -> Result<Rows, ValueError> {
    let whole = object(context, arguments, "each_text")?;
    let rows: Result<Vec<Vec<Value>>, ValueError> = scan::members(whole)
        .map(|it| Ok(vec![key(it.key)?, scan::as_text(it.value)?.map_or(Value::Null, Value::text)]))
        .collect();
    Ok(Box::new(rows?.into_iter().map(Ok)))
}

fn keys(context: &Context<'_>, arguments: &[Value]) -> Result<Rows, ValueError> {
    let whole = object(context, arguments, "object_keys")?;
    let keys: Result<Vec<Value>, ValueError> = scan::members(whole).map(|it| key(it.key)).collect();
    Ok(column(keys?))
}

fn key(raw: &str) -> Result<Value, ValueError> {
    Ok(Value::text(scan::as_text(raw)?.unwrap_or_default()))
}

fn populate(context: &Context<'_>, arguments: &[Value]) -> Result<Rows, ValueError> {
    if arguments.get(1).is_none_or(Value::is_null) {
        return Ok(Box::new(std::iter::empty()));
    }
    let of = row_type(context.arguments.first(), "json_populate_recordset")?;
    let base = arguments.first().cloned().unwrap_or_default();
    let rows: Result<Vec<Value>, ValueError> = {
        let jsonb = crate::json::is_jsonb(context.arguments.get(1));
        let function = if jsonb { "jsonb_populate_recordset" } else { "json_populate_recordset" };
        objects(text(arguments, 1)?, function)?
    }
    .into_iter()
    .map(|object| row(&of, &base, object, context.at))
    .collect();
    Ok(column(rows?))
}

/// The elements of an array of objects.
fn objects<'a>(whole: &'a str, function: &str) -> Result<Vec<&'a str>, ValueError> {
    match Kind::of(whole) {
        Kind::Array => {}
        Kind::Object => {
            let message = format!("cannot call {function} on a non-array");
            return Err(ValueError::new("22023", message));
        }
        _ => {
            let message = format!("cannot call {function} on a scalar");
            return Err(ValueError::new("22023", message));
        }
    }
    let found: Vec<&str> = scan::elements(whole).collect();
    if found.iter().any(|it| Kind::of(it) != Kind::Object) {
        let message = format!("argument of {function} must be an array of objects");
        return Err(ValueError::new("22023", message));
    }
    Ok(found)
}

fn to_record(context: &Context<'_>, arguments: &[Value]) -> Result<Rows, ValueError> {
    records(context, vec![text(arguments, 0)?])
}

fn to_records(context: &Context<'_>, arguments: &[Value]) -> Result<Rows, ValueError> {
    records(context, {
        let jsonb = crate::json::is_jsonb(context.arguments.first());
        let function = if jsonb { "jsonb_to_recordset" } else { "json_to_recordset" };
        objects(text(arguments, 0)?, function)?
    })
}

/// One value for each column that the context's result names.
fn records(context: &Context<'_>, objects: Vec<&str>) -> Result<Rows, ValueError> {
    let Type::Composite(of) = context.returns.base() else {
        let message = "a column definition list is required for functions returning \"record\"";
        return Err(ValueError::new("42601", message));
    };
    let cell = |object: &str, name: &str, of: &Type, modifier: Modifier| {
        scan::field(object, name)
            .map_or(Ok(Value::Null), |raw| value::read_json(of, modifier, raw, context.at))
    };
    let rows: Result<Vec<Vec<Value>>, ValueError> = objects
        .into_iter()
        .map(|object| {
            let fields = of.fields.iter();
            fields.map(|field| cell(object, &field.name, &field.of, field.modifier)).collect()
        })
        .collect();
    Ok(Box::new(rows?.into_iter().map(Ok)))
}

//! Reading `json` and `jsonb`: `->`, `->>`, `#>`, `#>>`, types and lengths.

use value::{Value, ValueError};

use super::scan::{self, Kind};
use super::{is_jsonb, path};
use crate::arguments::{int, text};
use crate::table::patterns::{INT4, JSON, JSONB, TEXT, TEXTS};
use crate::{Builtin, Context};

type Answer = Result<Value, ValueError>;

pub(crate) const TABLE: &[Builtin] = &[
    Builtin::function("json_object_field", &[JSON, TEXT], JSON, field).operator("->").safe(),
    Builtin::function("jsonb_object_field", &[JSONB, TEXT], JSONB, field).operator("->").safe(),
    Builtin::function("json_array_element", &[JSON, INT4], JSON, element).operator("->").safe(),
    Builtin::function("jsonb_array_element", &[JSONB, INT4], JSONB, element).operator("->").safe(),
    Builtin::function("json_object_field_text", &[JSON, TEXT], TEXT, field_text).operator("->>"),
    Builtin::function("jsonb_object_field_text", &[JSONB, TEXT], TEXT, field_text)
        .operator("->>")
        .safe(),
    Builtin::function("json_array_element_text", &[JSON, INT4], TEXT, element_text).operator("->>"),
    Builtin::function("jsonb_array_element_text", &[JSONB, INT4], TEXT, element_text)
        .operator("->>")
        .safe(),
    Builtin::function("json_extract_path_op", &[JSON, TEXTS], JSON, at_path).operator("#>"),
    Builtin::function("jsonb_extract_path_op", &[JSONB, TEXTS], JSONB, at_path).operator("#>"),
    Builtin::function("json_extract_path_text_op", &[JSON, TEXTS], TEXT, text_at_path)
        .operator("#>>"),
    Builtin::function("jsonb_extract_path_text_op", &[JSONB, TEXTS], TEXT, text_at_path)
        .operator("#>>"),
    Builtin::function("json_extract_path", &[JSON, TEXT], JSON, along).variadic().safe(),
    Builtin::function("jsonb_extract_path", &[JSONB, TEXT], JSONB, along).variadic().safe(),
    Builtin::function("json_extract_path_text", &[JSON, TEXT], TEXT, text_along).variadic(),
    Builtin::function("jsonb_extract_path_text", &[JSONB, TEXT], TEXT, text_along)
        .variadic()
        .safe(),
    Builtin::function("json_typeof", &[JSON], TEXT, kind).safe(),
    Builtin::function("jsonb_typeof", &[JSONB], TEXT, kind).safe(),
    Builtin::function("json_array_length", &[JSON], INT4, array_length),
    Builtin::function("jsonb_array_length", &[JSONB], INT4, array_length),
];

fn field(_: &Context<'_>, arguments: &[Value]) -> Answer {
    Ok(part(scan::field(text(arguments, 0)?, text(arguments, 1)?)))
}

fn element(context: &Context<'_>, arguments: &[Value]) -> Answer {
    Ok(part(element_of(context, arguments)?))
}

fn field_text(_: &Context<'_>, arguments: &[Value]) -> Answer {
    text_part(scan::field(text(arguments, 0)?, text(arguments, 1)?))
}

fn element_text(context: &Context<'_>, arguments: &[Value]) -> Answer {
    text_part(element_of(context, arguments)?)
}

/// A scalar `jsonb` is stored as an array of one element, and PostgreSQL shows it here.
fn element_of<'a>(
    context: &Context<'_>,
    arguments: &'a [Value],
) -> Result<Option<&'a str>, ValueError> {
    let (whole, index) = (text(arguments, 0)?, int(arguments, 1)?);
    if is_jsonb(context.arguments.first()) && !Kind::of(whole).is_container() {
        return Ok((index == 0 || index == -1).then_some(whole));
    }
    Ok(scan::element(whole, index))
}

fn at_path(_: &Context<'_>, arguments: &[Value]) -> Answer {
    Ok(match path::read(arguments, 1)? {
        Some(steps) => part(follow(text(arguments, 0)?, steps.iter().map(String::as_str))),
        None => Value::Null,
    })
}

fn text_at_path(_: &Context<'_>, arguments: &[Value]) -> Answer {
    match path::read(arguments, 1)? {
        Some(steps) => text_part(follow(text(arguments, 0)?, steps.iter().map(String::as_str))),
        None => Ok(Value::Null),
    }
}

fn along(_: &Context<'_>, arguments: &[Value]) -> Answer {
    let steps = steps(arguments)?;
    Ok(part(follow(text(arguments, 0)?, steps.into_iter())))
}

fn text_along(_: &Context<'_>, arguments: &[Value]) -> Answer {
    let steps = steps(arguments)?;
    text_part(follow(text(arguments, 0)?, steps.into_iter()))
}

fn steps(arguments: &[Value]) -> Result<Vec<&str>, ValueError> {
    (1..arguments.len()).map(|at| text(arguments, at)).collect()
}

/// Goes down the steps: keys in objects, indexes in arrays.
fn follow<'a, 's>(whole: &'a str, steps: impl Iterator<Item = &'s str>) -> Option<&'a str> {
    let mut found = scan::trim(whole);
    for step in steps {
        found = match Kind::of(found) {
            Kind::Object => scan::field(found, step)?,
            Kind::Array => scan::element(found, path::index(step)?)?,
            _ => return None,
        };
    }
    Some(found)
}

fn part(found: Option<&str>) -> Value {
    found.map_or(Value::Null, Value::text)
}

fn text_part(found: Option<&str>) -> Answer {
    match found {
        None => Ok(Value::Null),
        Some(raw) => Ok(scan::as_text(raw)?.map_or(Value::Null, Value::text)),
    }
}

fn kind(_: &Context<'_>, arguments: &[Value]) -> Answer {
    Ok(Value::text(Kind::of(text(arguments, 0)?).name()))
}

fn array_length(_: &Context<'_>, arguments: &[Value]) -> Answer {
    let whole = text(arguments, 0)?;
    match Kind::of(whole) {
        Kind::Array => Ok(Value::Int(scan::count(whole) as i64)),
        Kind::Object => Err(ValueError::new("22023", "cannot get array length of a non-array")),
        _ => Err(ValueError::new("22023", "cannot get array length of a scalar")),
    }
}

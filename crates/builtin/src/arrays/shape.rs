//! How large an array is, in which dimensions, and where an element stands.

use value::array::Array;
use value::{Value, ValueError};

use super::{Elements, subscript_error};
use crate::arguments::{int, text};
use crate::table::patterns::{ARRAY, COMPATIBLE, COMPATIBLES, INT4, TEXT};
use crate::{Builtin, Context, Pattern};

type Answer = Result<Value, ValueError>;

const INT4S: Pattern = Pattern::Array(value::Scalar::Int4);

pub(crate) const TABLE: &[Builtin] = &[
    Builtin::function("array_length", &[ARRAY, INT4], INT4, array_length).safe(),
    Builtin::function("array_lower", &[ARRAY, INT4], INT4, array_lower).safe(),
    Builtin::function("array_upper", &[ARRAY, INT4], INT4, array_upper).safe(),
    Builtin::function("array_ndims", &[ARRAY], INT4, array_ndims).safe(),
    Builtin::function("array_dims", &[ARRAY], TEXT, array_dims).safe(),
    Builtin::function("cardinality", &[ARRAY], INT4, cardinality).safe(),
    Builtin::function("array_position", &[COMPATIBLES, COMPATIBLE], INT4, array_position).lenient(),
    Builtin::function("array_position", &[COMPATIBLES, COMPATIBLE, INT4], INT4, array_position)
        .lenient(),
    Builtin::function("array_positions", &[COMPATIBLES, COMPATIBLE], INT4S, array_positions)
        .lenient(),
];

/// The lower bound and the length of the dimension in the second argument.
fn dimension(arguments: &[Value]) -> Result<Option<(i64, i64)>, ValueError> {
    let array = Array::parse(text(arguments, 0)?)?;
    let index = usize::try_from(int(arguments, 1)? - 1).ok();
    let found = index.and_then(|index| array.dimensions.get(index));
    Ok(found.map(|it| (i64::from(it.lower), it.length as i64)))
}

fn array_length(_: &Context<'_>, arguments: &[Value]) -> Answer {
    Ok(dimension(arguments)?.map_or(Value::Null, |(_, length)| Value::Int(length)))
}

fn array_lower(_: &Context<'_>, arguments: &[Value]) -> Answer {
    Ok(dimension(arguments)?.map_or(Value::Null, |(lower, _)| Value::Int(lower)))
}

fn array_upper(_: &Context<'_>, arguments: &[Value]) -> Answer {
    Ok(dimension(arguments)?.map_or(Value::Null, |(lower, length)| Value::Int(lower + length - 1)))
}

fn array_ndims(_: &Context<'_>, arguments: &[Value]) -> Answer {
    match Array::parse(text(arguments, 0)?)?.dimensions.len() {
        0 => Ok(Value::Null),
        count => Ok(Value::Int(count as i64)),
    }
}

fn array_dims(_: &Context<'_>, arguments: &[Value]) -> Answer {
    let dimensions = Array::parse(text(arguments, 0)?)?.dimensions;
    if dimensions.is_empty() {
        return Ok(Value::Null);
    }
    let shown = dimensions
        .iter()
        .map(|it| format!("[{}:{}]", it.lower, i64::from(it.lower) + it.length as i64 - 1));
    Ok(Value::text(shown.collect::<String>()))
}

fn cardinality(_: &Context<'_>, arguments: &[Value]) -> Answer {
    Ok(Value::Int(Array::parse(text(arguments, 0)?)?.elements.len() as i64))
}

fn array_position(context: &Context<'_>, arguments: &[Value]) -> Answer {
    if arguments.first().is_none_or(Value::is_null) {
        return Ok(Value::Null);
    }
    if arguments.len() > 2 && arguments[2].is_null() {
        return Err(ValueError::new("22004", "initial position must not be null"));
    }
    let start = if arguments.len() > 2 { int(arguments, 2)? } else { i64::MIN };
    let mut found = positions(context, arguments)?;
    Ok(found.find(|at| *at >= start).map_or(Value::Null, Value::Int))
}

fn array_positions(context: &Context<'_>, arguments: &[Value]) -> Answer {
    if arguments.first().is_none_or(Value::is_null) {
        return Ok(Value::Null);
    }
    let found: Vec<Value> = positions(context, arguments)?.map(Value::Int).collect();
    Ok(super::build(&value::Scalar::Int4.of(), &found))
}

/// Where the second argument stands in the first, null beside null.
fn positions(
    context: &Context<'_>,
    arguments: &[Value],
) -> Result<impl Iterator<Item = i64>, ValueError> {
    let array = Elements::read(context, arguments, 0)?;
    if array.dimensions.len() > 1 {
        let message = "searching for elements in multidimensional arrays is not supported";
        return Err(ValueError { code: "0A000", ..subscript_error(message) });
    }
    let lower = array.dimensions.first().map_or(1, |it| i64::from(it.lower));
    let wanted = arguments.get(1).cloned().unwrap_or_default();
    let same: Vec<bool> = array.values.iter().map(|it| array.same(it, &wanted)).collect();
    let places = same.into_iter().enumerate().filter(|(_, same)| *same);
    Ok(places.map(move |(at, _)| lower + at as i64))
}

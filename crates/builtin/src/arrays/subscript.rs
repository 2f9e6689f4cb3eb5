//! `array[1]` and `array[1:2]` as functions: `array_subscript` and `array_slice`. They are this program's
//! own names; PostgreSQL has a form of expression for them.

use value::array::Dimension;
use value::{Type, Value, ValueError};

use super::Elements;
use crate::arguments::int;
use crate::table::patterns::{ARRAY, ELEMENT, INT4};
use crate::{Builtin, Context};

type Answer = Result<Value, ValueError>;

pub(crate) const TABLE: &[Builtin] = &[
    Builtin::function("array_subscript", &[ARRAY, INT4], ELEMENT, subscript).variadic().safe(),
    // Bounds come in pairs, one pair a dimension; a null is a bound that was left out.
    Builtin::function("array_slice", &[ARRAY, INT4], ARRAY, slice).variadic().lenient(),
];

/// The element at the subscripts, or null if there is none.
fn subscript(context: &Context<'_>, arguments: &[Value]) -> Answer {
    let array = Elements::read(context, arguments, 0)?;
    if arguments.len() != array.dimensions.len() + 1 {
        return Ok(Value::Null);
    }
    let mut place = 0;
    for (at, dimension) in array.dimensions.iter().enumerate() {
        let index = int(arguments, at + 1)? - i64::from(dimension.lower);
        match usize::try_from(index) {
            Ok(index) if index < dimension.length => place = place * dimension.length + index,
            _ => return Ok(Value::Null),
        }
    }
    Ok(array.values.get(place).cloned().unwrap_or_default())
}

/// The part of the array between the bounds; it is numbered from 1.
fn slice(context: &Context<'_>, arguments: &[Value]) -> Answer {
    if arguments.first().is_none_or(Value::is_null) {
        return Ok(Value::Null);
    }
    let array = Elements::read(context, arguments, 0)?;
    let bounds = &arguments[1..];
    if bounds.len() / 2 > array.dimensions.len() {
        return Ok(empty(&array.of));
    }
    let mut ranges = Vec::new();
    for (at, dimension) in array.dimensions.iter().enumerate() {
        let (first, last) =
            (i64::from(dimension.lower), i64::from(dimension.lower) + dimension.length as i64 - 1);
        let lower = bound(bounds, at * 2, first)?.max(first);
        let upper = bound(bounds, at * 2 + 1, last)?.min(last);
        if lower > upper {
            return Ok(empty(&array.of));
        }
        ranges.push(((lower - first) as usize, (upper - first) as usize));
    }
    let dimensions: Vec<Dimension> =
        ranges.iter().map(|(from, to)| Dimension { lower: 1, length: to - from + 1 }).collect();
    let values = array
        .values
        .iter()
        .enumerate()
        .filter(|(place, _)| is_within(*place, &array.dimensions, &ranges))
        .map(|(_, value)| value.clone())
        .collect();
    Elements { of: array.of, dimensions, values }.answer()
}

fn bound(bounds: &[Value], at: usize, default: i64) -> Result<i64, ValueError> {
    match bounds.get(at) {
        None | Some(Value::Null) => Ok(default),
        Some(_) => int(bounds, at),
    }
}

fn is_within(mut place: usize, dimensions: &[Dimension], ranges: &[(usize, usize)]) -> bool {
    for (dimension, (from, to)) in dimensions.iter().zip(ranges).rev() {
        let index = place % dimension.length.max(1);
        if index < *from || index > *to {
            return false;
        }
        place /= dimension.length.max(1);
    }
    true
}

fn empty(of: &Type) -> Value {
    super::build(of, &[])
}

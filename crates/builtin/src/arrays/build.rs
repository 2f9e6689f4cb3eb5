//! Arrays put together: `||`, `array_append`, `array_prepend`, `array_cat`, `array_fill`.

use value::array::Dimension;
use value::{Type, Value, ValueError};

use super::{Elements, MOST_ELEMENTS, subscript_error, too_large};
use crate::arguments::int;
use crate::table::patterns::{ARRAY, COMPATIBLE, COMPATIBLES, ELEMENT};
use crate::{Builtin, Context, Pattern};

type Answer = Result<Value, ValueError>;

const INT4S: Pattern = Pattern::Array(value::Scalar::Int4);

pub(crate) const TABLE: &[Builtin] = &[
    Builtin::function("array_append", &[COMPATIBLES, COMPATIBLE], COMPATIBLES, append)
        .operator("||")
        .lenient(),
    Builtin::function("array_prepend", &[COMPATIBLE, COMPATIBLES], COMPATIBLES, prepend)
        .operator("||")
        .lenient(),
    Builtin::function("array_cat", &[COMPATIBLES, COMPATIBLES], COMPATIBLES, concat)
        .operator("||")
        .lenient(),
    Builtin::function("array_fill", &[ELEMENT, INT4S], ARRAY, fill).lenient(),
    Builtin::function("array_fill", &[ELEMENT, INT4S, INT4S], ARRAY, fill).lenient(),
];

fn append(context: &Context<'_>, arguments: &[Value]) -> Answer {
    let mut array = Elements::read_or_empty(context, arguments, 0)?;
    one_dimension(&mut array)?.length += 1;
    array.values.push(arguments.get(1).cloned().unwrap_or_default());
    array.answer()
}

/// The array keeps its lower bound, so that the first element stays where the first was.
fn prepend(context: &Context<'_>, arguments: &[Value]) -> Answer {
    let mut array = Elements::read_or_empty(context, arguments, 1)?;
    one_dimension(&mut array)?.length += 1;
    array.values.insert(0, arguments.first().cloned().unwrap_or_default());
    array.answer()
}

/// The one dimension of the array, which an empty one is given.
fn one_dimension(array: &mut Elements) -> Result<&mut Dimension, ValueError> {
    if array.dimensions.is_empty() {
        array.dimensions.push(Dimension { lower: 1, length: 0 });
    }
    match array.dimensions.as_mut_slice() {
        [single] => Ok(single),
        _ => Err(ValueError::new("22000", "argument must be empty or one-dimensional array")),
    }
}

fn concat(context: &Context<'_>, arguments: &[Value]) -> Answer {
    match (arguments.first(), arguments.get(1)) {
        (Some(Value::Null), Some(other)) | (Some(other), Some(Value::Null)) => {
            return Ok(other.clone());
        }
        _ => {}
    }
    let left = Elements::read(context, arguments, 0)?;
    let right = Elements::read(context, arguments, 1)?;
    joined(left, right)?.answer()
}

/// Arrays of as many dimensions are joined along the first; one that has a dimension less is an element of
/// the other.
fn joined(left: Elements, right: Elements) -> Result<Elements, ValueError> {
    if left.dimensions.is_empty() {
        return Ok(right);
    }
    if right.dimensions.is_empty() {
        return Ok(left);
    }
    let incompatible = |detail: String| {
        Err(subscript_error("cannot concatenate incompatible arrays").detail(detail))
    };
    let lengths = |of: &[Dimension]| of.iter().map(|it| it.length).collect::<Vec<_>>();
    let (left_count, right_count) = (left.dimensions.len(), right.dimensions.len());
    let mut dimensions = match left_count.cmp(&right_count) {
        std::cmp::Ordering::Equal => {
            if lengths(&left.dimensions[1..]) != lengths(&right.dimensions[1..]) {
                return incompatible(
                    "Arrays with differing element dimensions are not compatible for \
                     concatenation."
                        .to_owned(),
                );
            }
            let mut dimensions = left.dimensions.clone();
            dimensions[0].length += right.dimensions[0].length;
            dimensions
        }
        std::cmp::Ordering::Greater if left_count == right_count + 1 => {
            if lengths(&left.dimensions[1..]) != lengths(&right.dimensions) {
                return incompatible(differing());
            }
            grown(&left.dimensions)
        }
        std::cmp::Ordering::Less if left_count + 1 == right_count => {
            if lengths(&left.dimensions) != lengths(&right.dimensions[1..]) {
                return incompatible(differing());
            }
            grown(&right.dimensions)
        }
        _ => {
            return incompatible(format!(
                "Arrays of {left_count} and {right_count} dimensions are not compatible for \
                 concatenation."
            ));
        }
    };
    dimensions.truncate(left_count.max(right_count));
    let mut values = left.values;
    values.extend(right.values);
    Ok(Elements { of: left.of, dimensions, values })
}

fn differing() -> String {
    "Arrays with differing dimensions are not compatible for concatenation.".to_owned()
}

fn grown(dimensions: &[Dimension]) -> Vec<Dimension> {
    let mut dimensions = dimensions.to_vec();
    if let Some(first) = dimensions.first_mut() {
        first.length += 1;
    }
    dimensions
}

fn fill(context: &Context<'_>, arguments: &[Value]) -> Answer {
    let of = context.returns.element().unwrap_or(&Type::TEXT).clone();
    let null = || ValueError::new("22004", "dimension array or low bound array cannot be null");
    let numbers = |at: usize| -> Result<Vec<i64>, ValueError> {
        if arguments.get(at).is_none_or(Value::is_null) {
            return Err(null());
        }
        let array = Elements::read(context, arguments, at)?;
        (0..array.values.len())
            .map(|index| {
                int(&array.values, index)
                    .map_err(|_| ValueError::new("22004", "dimension values cannot be null"))
            })
            .collect()
    };
    let lengths = numbers(1)?;
    let lowers = if arguments.len() > 2 { numbers(2)? } else { vec![1; lengths.len()] };
    if lowers.len() != lengths.len() {
        return Err(subscript_error("wrong number of array subscripts")
            .detail("Low bound array has different size than dimensions array."));
    }
    let mut count = usize::from(!lengths.is_empty());
    let mut dimensions = Vec::new();
    for (length, lower) in lengths.iter().zip(&lowers) {
        let length = usize::try_from(*length).map_err(|_| too_large())?;
        count =
            count.checked_mul(length).filter(|it| *it <= MOST_ELEMENTS).ok_or_else(too_large)?;
        let lower = i32::try_from(*lower).map_err(|_| too_large())?;
        dimensions.push(Dimension { lower, length });
    }
    let value = arguments.first().cloned().unwrap_or_default();
    Elements { of, dimensions, values: vec![value; count] }.answer()
}

//! Arrays changed: `array_remove`, `array_replace`, `trim_array`.

use value::{Value, ValueError};

use super::Elements;
use crate::arguments::int;
use crate::table::patterns::{ARRAY, COMPATIBLE, COMPATIBLES, INT4};
use crate::{Builtin, Context};

type Answer = Result<Value, ValueError>;

pub(crate) const TABLE: &[Builtin] = &[
    Builtin::function("array_remove", &[COMPATIBLES, COMPATIBLE], COMPATIBLES, remove).lenient(),
    Builtin::function(
        "array_replace",
        &[COMPATIBLES, COMPATIBLE, COMPATIBLE],
        COMPATIBLES,
        replace,
    )
    .lenient(),
    Builtin::function("trim_array", &[ARRAY, INT4], ARRAY, trim),
];

fn remove(context: &Context<'_>, arguments: &[Value]) -> Answer {
    let [array, wanted] = arguments else { return Ok(Value::Null) };
    if array.is_null() {
        return Ok(Value::Null);
    }
    let mut elements = Elements::read(context, arguments, 0)?;
    if elements.dimensions.len() > 1 {
        let message = "removing elements from multidimensional arrays is not supported";
        return Err(ValueError::new("0A000", message));
    }
    let kept: Vec<Value> =
        elements.values.iter().filter(|it| !elements.same(it, wanted)).cloned().collect();
    if kept.len() == elements.values.len() {
        return Ok(array.clone());
    }
    if let Some(dimension) = elements.dimensions.first_mut() {
        dimension.length = kept.len();
    }
    elements.values = kept;
    elements.answer()
}

fn replace(context: &Context<'_>, arguments: &[Value]) -> Answer {
    let [array, from, to] = arguments else { return Ok(Value::Null) };
    if array.is_null() {
        return Ok(Value::Null);
    }
    let mut elements = Elements::read(context, arguments, 0)?;
    let replaced: Vec<Value> = elements
        .values
        .iter()
        .map(|it| if elements.same(it, from) { to.clone() } else { it.clone() })
        .collect();
    elements.values = replaced;
    elements.answer()
}

fn trim(context: &Context<'_>, arguments: &[Value]) -> Answer {
    let mut array = Elements::read(context, arguments, 0)?;
    let length = array.dimensions.first().map_or(0, |it| it.length);
    let Some(kept) = usize::try_from(int(arguments, 1)?).ok().and_then(|it| length.checked_sub(it))
    else {
        let message = format!("number of elements to trim must be between 0 and {length}");
        return Err(ValueError::new("2202E", message));
    };
    let of_one = array.values.len().checked_div(length).unwrap_or(0);
    array.values.truncate(kept * of_one);
    if let Some(first) = array.dimensions.first_mut() {
        first.length = kept;
    }
    // Trimming starts the numbering anew.
    array.dimensions.iter_mut().for_each(|it| it.lower = 1);
    array.answer()
}

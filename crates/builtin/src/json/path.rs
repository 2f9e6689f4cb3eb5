//! Paths into JSON: an array of texts, keys for objects and indexes for arrays.

use value::{Value, ValueError};

use crate::arguments::text;
use crate::arrays;

/// The steps of the path, or nothing if one of them is null.
pub(crate) fn read(arguments: &[Value], at: usize) -> Result<Option<Vec<String>>, ValueError> {
    Ok(read_with_nulls(arguments, at)?.into_iter().collect())
}

/// The steps of the path, nulls included.
pub(crate) fn read_with_nulls(
    arguments: &[Value],
    at: usize,
) -> Result<Vec<Option<String>>, ValueError> {
    let elements = arrays::texts(text(arguments, at)?)?;
    Ok(elements)
}

/// A step as an index.
pub(crate) fn index(step: &str) -> Option<i64> {
    step.trim_start().parse::<i32>().ok().map(i64::from)
}

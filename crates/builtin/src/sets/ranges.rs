//! The ranges of a multirange as rows.

use value::{Value, ValueError};

use super::column;
use crate::ranges::{range_value, set};
use crate::table::patterns::{MULTIRANGE, RANGE};
use crate::{Context, Rows, SetReturning};

pub(crate) const TABLE: &[SetReturning] =
    &[SetReturning::new("unnest", &[MULTIRANGE], &[("unnest", RANGE)], unnest)];

fn unnest(context: &Context<'_>, arguments: &[Value]) -> Result<Rows, ValueError> {
    let (of, set) = set(context, arguments, 0)?;
    Ok(column(set.ranges().iter().map(|range| range_value(of, range)).collect()))
}

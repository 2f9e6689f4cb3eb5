//! `(start, end) overlaps (start, length)`.

use value::datetime::DAY;
use value::interval::add_to_timestamp;
use value::{Scalar, Value, ValueError};

use super::interval::interval;
use crate::arguments::int;
use crate::table::patterns::{BOOL, INTERVAL, TIME, TIMESTAMP, TIMESTAMPTZ};
use crate::{Builtin, Context, Pattern};

type Answer = Result<Value, ValueError>;

pub(crate) const TABLE: &[Builtin] = &[
    row(&[TIMESTAMP, TIMESTAMP, TIMESTAMP, TIMESTAMP]),
    row(&[TIMESTAMP, INTERVAL, TIMESTAMP, TIMESTAMP]),
    row(&[TIMESTAMP, TIMESTAMP, TIMESTAMP, INTERVAL]),
    row(&[TIMESTAMP, INTERVAL, TIMESTAMP, INTERVAL]),
    row(&[TIMESTAMPTZ, TIMESTAMPTZ, TIMESTAMPTZ, TIMESTAMPTZ]),
    row(&[TIMESTAMPTZ, INTERVAL, TIMESTAMPTZ, TIMESTAMPTZ]).stable(),
    row(&[TIMESTAMPTZ, TIMESTAMPTZ, TIMESTAMPTZ, INTERVAL]).stable(),
    row(&[TIMESTAMPTZ, INTERVAL, TIMESTAMPTZ, INTERVAL]).stable(),
    row(&[TIME, TIME, TIME, TIME]),
    row(&[TIME, INTERVAL, TIME, TIME]),
    row(&[TIME, TIME, TIME, INTERVAL]),
    row(&[TIME, INTERVAL, TIME, INTERVAL]),
];

const fn row(arguments: &'static [Pattern]) -> Builtin {
    Builtin::function("overlaps", arguments, BOOL, overlaps).lenient()
}

fn overlaps(context: &Context<'_>, arguments: &[Value]) -> Answer {
    let first = period(context, arguments, 0)?;
    let second = period(context, arguments, 2)?;
    Ok(match (ordered(first), ordered(second)) {
        (Some(first), Some(second)) => share(first, second).map_or(Value::Null, Value::bool),
        _ => Value::Null,
    })
}

/// Start and end, of which one may be unknown.
fn period(
    context: &Context<'_>,
    arguments: &[Value],
    at: usize,
) -> Result<(Option<i64>, Option<i64>), ValueError> {
    let known = |at: usize| arguments.get(at).is_some_and(|it| !it.is_null());
    let start = if known(at) { Some(int(arguments, at)?) } else { None };
    let is_length =
        context.arguments.get(at + 1).and_then(value::Type::scalar) == Some(Scalar::Interval);
    let end = match start {
        _ if !known(at + 1) => None,
        _ if !is_length => Some(int(arguments, at + 1)?),
        None => None,
        Some(start) => {
            let length = interval(arguments, at + 1)?;
            let is_time =
                context.arguments.get(at).and_then(value::Type::scalar) == Some(Scalar::Time);
            Some(if is_time {
                (start + length.micros % DAY).rem_euclid(DAY)
            } else {
                add_to_timestamp(start, length)?
            })
        }
    };
    Ok((start, end))
}

/// The known end first, and the later one second, if it is known.
fn ordered(period: (Option<i64>, Option<i64>)) -> Option<(i64, Option<i64>)> {
    match period {
        (None, None) => None,
        (None, Some(only)) | (Some(only), None) => Some((only, None)),
        (Some(start), Some(end)) => Some((start.min(end), Some(start.max(end)))),
    }
}

/// Whether the periods share a moment, or nothing if that depends on an unknown end.
fn share(first: (i64, Option<i64>), second: (i64, Option<i64>)) -> Option<bool> {
    let ((late, late_end), (early, early_end)) =
        if first.0 > second.0 { (first, second) } else { (second, first) };
    if late == early {
        return (late_end.is_some() && early_end.is_some()).then_some(true);
    }
    match early_end {
        None => None,
        Some(end) if late < end => Some(true),
        Some(_) => late_end.map(|_| false),
    }
}

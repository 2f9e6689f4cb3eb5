//! `age`: a difference in years, months and days; and whether a time is finite.

use value::datetime::{DAY, is_infinite};
use value::{Value, ValueError, interval};

use super::interval::answer;
use crate::arguments::int;
use crate::table::patterns::{BOOL, DATE, INTERVAL, TIMESTAMP, TIMESTAMPTZ};
use crate::{Builtin, Context};

type Answer = Result<Value, ValueError>;

pub(crate) const TABLE: &[Builtin] = &[
    Builtin::function("age", &[TIMESTAMP], INTERVAL, age_today).stable(),
    Builtin::function("age", &[TIMESTAMPTZ], INTERVAL, age_today).stable(),
    Builtin::function("age", &[TIMESTAMP, TIMESTAMP], INTERVAL, age_between),
    Builtin::function("age", &[TIMESTAMPTZ, TIMESTAMPTZ], INTERVAL, age_between),
    Builtin::function("isfinite", &[DATE], BOOL, finite).safe(),
    Builtin::function("isfinite", &[TIMESTAMP], BOOL, finite).safe(),
    Builtin::function("isfinite", &[TIMESTAMPTZ], BOOL, finite).safe(),
];

fn finite(_: &Context<'_>, arguments: &[Value]) -> Answer {
    Ok(Value::bool(!is_infinite(int(arguments, 0)?)))
}

fn age_today(context: &Context<'_>, arguments: &[Value]) -> Answer {
    let midnight = context.at.now_micros.div_euclid(DAY) * DAY;
    interval::age(midnight, int(arguments, 0)?).map(answer)
}

fn age_between(_: &Context<'_>, arguments: &[Value]) -> Answer {
    interval::age(int(arguments, 0)?, int(arguments, 1)?).map(answer)
}

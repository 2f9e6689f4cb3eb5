//! `+` and `-` between dates, times, timestamps and intervals.

use value::datetime::{DAY, check_date, check_timestamp, is_infinite};
use value::interval::{Interval, add_to_timestamp, between};
use value::{Value, ValueError};

use super::interval;
use crate::arguments::int;
use crate::table::patterns::{DATE, INT4, INTERVAL, TIME, TIMESTAMP, TIMESTAMPTZ};
use crate::{Builtin, Context};

type Answer = Result<Value, ValueError>;

pub(crate) const TABLE: &[Builtin] = &[
    Builtin::function("date_pli", &[DATE, INT4], DATE, |_, a| add_days(a, 0, int(a, 1)?))
        .operator("+"),
    Builtin::function("integer_pl_date", &[INT4, DATE], DATE, |_, a| add_days(a, 1, int(a, 0)?))
        .operator("+"),
    Builtin::function("date_mii", &[DATE, INT4], DATE, |_, a| add_days(a, 0, -int(a, 1)?))
        .operator("-"),
    Builtin::function("date_mi", &[DATE, DATE], INT4, date_difference).operator("-"),
    Builtin::function("date_pl_interval", &[DATE, INTERVAL], TIMESTAMP, |_, a| {
        add_to_date(a, 0, 1)
    })
    .operator("+"),
    Builtin::function("interval_pl_date", &[INTERVAL, DATE], TIMESTAMP, |_, a| {
        add_to_date(a, 1, 0)
    })
    .operator("+"),
    Builtin::function("date_mi_interval", &[DATE, INTERVAL], TIMESTAMP, subtract_from_date)
        .operator("-"),
    Builtin::function("datetime_pl", &[DATE, TIME], TIMESTAMP, |_, a| at_time(a, 0, 1))
        .operator("+"),
    Builtin::function("timedate_pl", &[TIME, DATE], TIMESTAMP, |_, a| at_time(a, 1, 0))
        .operator("+"),
    Builtin::function("time_pl_interval", &[TIME, INTERVAL], TIME, |_, a| turn(a, 0, 1, 1))
        .operator("+"),
    Builtin::function("interval_pl_time", &[INTERVAL, TIME], TIME, |_, a| turn(a, 1, 0, 1))
        .operator("+"),
    Builtin::function("time_mi_interval", &[TIME, INTERVAL], TIME, |_, a| turn(a, 0, 1, -1))
        .operator("-"),
    Builtin::function("time_mi_time", &[TIME, TIME], INTERVAL, time_difference).operator("-"),
    Builtin::function("timestamp_pl_interval", &[TIMESTAMP, INTERVAL], TIMESTAMP, add)
        .operator("+"),
    Builtin::function("timestamptz_pl_interval", &[TIMESTAMPTZ, INTERVAL], TIMESTAMPTZ, add)
        .operator("+")
        .stable(),
    Builtin::function("interval_pl_timestamp", &[INTERVAL, TIMESTAMP], TIMESTAMP, add_turned)
        .operator("+"),
    Builtin::function("interval_pl_timestamptz", &[INTERVAL, TIMESTAMPTZ], TIMESTAMPTZ, add_turned)
        .operator("+")
        .stable(),
    Builtin::function("timestamp_mi_interval", &[TIMESTAMP, INTERVAL], TIMESTAMP, subtract)
        .operator("-"),
    Builtin::function("timestamptz_mi_interval", &[TIMESTAMPTZ, INTERVAL], TIMESTAMPTZ, subtract)
        .operator("-")
        .stable(),
    Builtin::function("timestamp_mi", &[TIMESTAMP, TIMESTAMP], INTERVAL, difference).operator("-"),
    Builtin::function("timestamptz_mi", &[TIMESTAMPTZ, TIMESTAMPTZ], INTERVAL, difference)
        .operator("-"),
];

fn add_days(arguments: &[Value], date: usize, count: i64) -> Answer {
    match int(arguments, date)? {
        date if is_infinite(date) => Ok(Value::Int(date)),
        date => check_date(date.saturating_add(count)).map(Value::Int),
    }
}

fn date_difference(_: &Context<'_>, arguments: &[Value]) -> Answer {
    let (left, right) = (int(arguments, 0)?, int(arguments, 1)?);
    if is_infinite(left) || is_infinite(right) {
        return Err(ValueError::new("22008", "cannot subtract infinite dates"));
    }
    Ok(Value::Int(left - right))
}

/// The timestamp at a time of a day.
pub(crate) fn at_clock(date: i64, time: i64) -> Result<i64, ValueError> {
    check_timestamp(i128::from(date) * i128::from(DAY) + i128::from(time))
}

/// Midnight of the day.
fn midnight(date: i64) -> Result<i64, ValueError> {
    if is_infinite(date) {
        return Ok(date);
    }
    at_clock(date, 0).map_err(|_| ValueError::new("22008", "date out of range for timestamp"))
}

fn add_to_date(arguments: &[Value], date: usize, by: usize) -> Answer {
    let by = interval::interval(arguments, by)?;
    add_to_timestamp(midnight(int(arguments, date)?)?, by).map(Value::Int)
}

fn subtract_from_date(_: &Context<'_>, arguments: &[Value]) -> Answer {
    let by = interval::interval(arguments, 1)?.neg()?;
    add_to_timestamp(midnight(int(arguments, 0)?)?, by).map(Value::Int)
}

fn at_time(arguments: &[Value], date: usize, time: usize) -> Answer {
    let (date, time) = (int(arguments, date)?, int(arguments, time)?);
    if is_infinite(date) {
        return Ok(Value::Int(date));
    }
    at_clock(date, time).map(Value::Int)
}

/// Months and days don't move a time, and it goes round with the clock.
fn turn(arguments: &[Value], time: usize, by: usize, sign: i64) -> Answer {
    let by = interval::interval(arguments, by)?.micros % DAY;
    Ok(Value::Int((int(arguments, time)? + sign * by).rem_euclid(DAY)))
}

fn time_difference(_: &Context<'_>, arguments: &[Value]) -> Answer {
    let micros = int(arguments, 0)? - int(arguments, 1)?;
    Ok(interval::answer(Interval::new(0, 0, micros)))
}

fn add(_: &Context<'_>, arguments: &[Value]) -> Answer {
    add_to_timestamp(int(arguments, 0)?, interval::interval(arguments, 1)?).map(Value::Int)
}

fn add_turned(_: &Context<'_>, arguments: &[Value]) -> Answer {
    add_to_timestamp(int(arguments, 1)?, interval::interval(arguments, 0)?).map(Value::Int)
}

fn subtract(_: &Context<'_>, arguments: &[Value]) -> Answer {
    let by = interval::interval(arguments, 1)?.neg()?;
    add_to_timestamp(int(arguments, 0)?, by).map(Value::Int)
}

/// In days and time, never in months.
fn difference(_: &Context<'_>, arguments: &[Value]) -> Answer {
    between(int(arguments, 0)?, int(arguments, 1)?).map(interval::answer)
}

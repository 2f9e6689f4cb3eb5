//! Times from their parts: `make_date`, `make_timestamp`, `make_interval`, `to_timestamp(seconds)`.

use value::datetime::zone::Zone;
use value::datetime::{
    DAY, HOUR, INFINITY, NEG_INFINITY, SECOND, check_date, check_timestamp, days_from_civil,
    days_in_month,
};
use value::interval::Interval;
use value::{Value, ValueError};

use super::arithmetic::at_clock;
use super::interval::{answer, out_of_range};
use crate::arguments::{float, int, text};
use crate::table::patterns::{DATE, FLOAT8, INT4, INTERVAL, TEXT, TIME, TIMESTAMP, TIMESTAMPTZ};
use crate::{Builtin, Context, Pattern};

type Answer = Result<Value, ValueError>;

const PARTS: &[Pattern] = &[INT4, INT4, INT4, INT4, INT4, FLOAT8];
const PARTS_IN_ZONE: &[Pattern] = &[INT4, INT4, INT4, INT4, INT4, FLOAT8, TEXT];
const INTERVAL_PARTS: &[Pattern] = &[INT4, INT4, INT4, INT4, INT4, INT4, FLOAT8];

pub(crate) const TABLE: &[Builtin] = &[
    Builtin::function("make_date", &[INT4, INT4, INT4], DATE, make_date),
    Builtin::function("make_time", &[INT4, INT4, FLOAT8], TIME, |_, a| time(a, 0).map(Value::Int)),
    Builtin::function("make_timestamp", PARTS, TIMESTAMP, |_, a| local(a).map(Value::Int)),
    Builtin::function("make_timestamptz", PARTS, TIMESTAMPTZ, |_, a| local(a).map(Value::Int))
        .stable(),
    Builtin::function("make_timestamptz", PARTS_IN_ZONE, TIMESTAMPTZ, in_zone).stable(),
    Builtin::function("make_interval", INTERVAL_PARTS, INTERVAL, make_interval).optional(7),
    Builtin::function("to_timestamp", &[FLOAT8], TIMESTAMPTZ, to_timestamp),
];

fn make_date(_: &Context<'_>, arguments: &[Value]) -> Answer {
    check_date(date(arguments)?)
        .map(Value::Int)
        .map_err(|_| ValueError::new("22008", format!("date out of range: {}", shown(arguments))))
}

/// The day that the first three arguments name. A negative year is before Christ, and none is 0.
fn date(arguments: &[Value]) -> Result<i64, ValueError> {
    let (year, month, day) = (int(arguments, 0)?, int(arguments, 1)?, int(arguments, 2)?);
    let counted = if year < 0 { year + 1 } else { year };
    let exists = year != 0
        && (1..=12).contains(&month)
        && day >= 1
        && day <= i64::from(days_in_month(counted, month as u8));
    if !exists {
        let shown = shown(arguments);
        return Err(ValueError::new("22008", format!("date field value out of range: {shown}")));
    }
    Ok(days_from_civil(counted, month, day))
}

fn shown(arguments: &[Value]) -> String {
    let part = |at: usize| int(arguments, at).unwrap_or_default();
    format!("{}-{:02}-{:02}", part(0), part(1), part(2))
}

/// The time of day in three arguments from a place on; 24:00:00 is one, and so is a leap second.
fn time(arguments: &[Value], from: usize) -> Result<i64, ValueError> {
    let (hour, minute) = (int(arguments, from)?, int(arguments, from + 1)?);
    let seconds = float(arguments, from + 2)?;
    let exists = (0..=24).contains(&hour)
        && (0..=59).contains(&minute)
        && (0.0..=60.0).contains(&seconds)
        && (hour < 24 || (minute == 0 && seconds == 0.0));
    if !exists {
        let shown = format!("{hour}:{minute:02}:{seconds:02}");
        return Err(ValueError::new("22008", format!("time field value out of range: {shown}")));
    }
    Ok(hour * HOUR + minute * 60 * SECOND + (seconds * 1_000_000.0).round_ties_even() as i64)
}

fn local(arguments: &[Value]) -> Result<i64, ValueError> {
    let (date, time) = (date(arguments)?, time(arguments, 3)?);
    at_clock(date, time).map_err(|_| {
        let shown = shown(arguments);
        ValueError::new("22008", format!("timestamp out of range: {shown}"))
    })
}

fn in_zone(_: &Context<'_>, arguments: &[Value]) -> Answer {
    let local = local(arguments)?;
    let name = text(arguments, 6)?;
    // Unlike in `at time zone`, a bare offset counts to the east.
    let east = name.starts_with(['+', '-']);
    let utc = Zone::of_expression(name)?.to_utc(local);
    let utc = if east { local.saturating_mul(2).saturating_sub(utc) } else { utc };
    check_timestamp(i128::from(utc)).map(Value::Int)
}

/// Years, months, weeks, days, hours, minutes, seconds; what is left out is 0.
fn make_interval(_: &Context<'_>, arguments: &[Value]) -> Answer {
    let part = |at: usize| if arguments.len() > at { int(arguments, at) } else { Ok(0) };
    let seconds = if arguments.len() > 6 { float(arguments, 6)? } else { 0.0 };
    if !seconds.is_finite() || seconds.abs() > 9_000_000_000_000.0 {
        return Err(out_of_range());
    }
    let months = part(0)? * 12 + part(1)?;
    let days = part(2)? * 7 + part(3)?;
    let micros =
        part(4)? * HOUR + part(5)? * 60 * SECOND + (seconds * 1_000_000.0).round_ties_even() as i64;
    Ok(answer(Interval {
        months: i32::try_from(months).map_err(|_| out_of_range())?,
        days: i32::try_from(days).map_err(|_| out_of_range())?,
        micros,
    }))
}

fn to_timestamp(_: &Context<'_>, arguments: &[Value]) -> Answer {
    let seconds = float(arguments, 0)?;
    if seconds.is_nan() {
        return Err(ValueError::new("22008", "timestamp cannot be NaN"));
    }
    if seconds.is_infinite() {
        return Ok(Value::Int(if seconds > 0.0 { INFINITY } else { NEG_INFINITY }));
    }
    let out = || {
        let mut shown = String::new();
        value::write(&value::Scalar::Float8.of(), &arguments[0], &mut shown);
        ValueError::new("22008", format!("timestamp out of range: \"{shown}\""))
    };
    if seconds.abs() > 9_223_372_036_854.0 {
        return Err(out());
    }
    // PostgreSQL counts from 2000, and rounds there.
    let since_2000 = ((seconds - 946_684_800.0) * 1_000_000.0).round_ties_even() as i64;
    let micros = since_2000.checked_add(10_957 * DAY).ok_or_else(out)?;
    check_timestamp(i128::from(micros)).map(Value::Int).map_err(|_| out())
}

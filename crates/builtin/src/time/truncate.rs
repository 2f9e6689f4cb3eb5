//! `date_trunc` and `date_bin`: the start of the unit, or of the stride, that a time is in.

use value::datetime::zone::Zone;
use value::datetime::{
    Civil, DAY, HOUR, SECOND, check_timestamp, civil_from_days, day_of_week, days_from_civil,
    is_infinite,
};
use value::interval::Interval;
use value::{Type, Value, ValueError};

use super::arithmetic::at_clock;
use super::interval::{answer, interval, out_of_range};
use super::unit::{self, Unit};
use crate::arguments::{int, text};
use crate::table::patterns::{INTERVAL, TEXT, TIMESTAMP, TIMESTAMPTZ};
use crate::{Builtin, Context};

type Answer = Result<Value, ValueError>;

pub(crate) const TABLE: &[Builtin] = &[
    Builtin::function("date_trunc", &[TEXT, TIMESTAMP], TIMESTAMP, date_trunc),
    Builtin::function("date_trunc", &[TEXT, TIMESTAMPTZ], TIMESTAMPTZ, date_trunc).stable(),
    Builtin::function("date_trunc", &[TEXT, TIMESTAMPTZ, TEXT], TIMESTAMPTZ, trunc_in_zone)
        .stable(),
    Builtin::function("date_trunc", &[TEXT, INTERVAL], INTERVAL, trunc_interval),
    Builtin::function("date_bin", &[INTERVAL, TIMESTAMP, TIMESTAMP], TIMESTAMP, date_bin),
    Builtin::function("date_bin", &[INTERVAL, TIMESTAMPTZ, TIMESTAMPTZ], TIMESTAMPTZ, date_bin),
];

fn date_trunc(context: &Context<'_>, arguments: &[Value]) -> Answer {
    truncated(context, text(arguments, 0)?, int(arguments, 1)?).map(Value::Int)
}

/// In another zone a day begins at another moment.
fn trunc_in_zone(context: &Context<'_>, arguments: &[Value]) -> Answer {
    let (word, timestamp) = (text(arguments, 0)?, int(arguments, 1)?);
    let zone = Zone::of_expression(text(arguments, 2)?)?;
    if is_infinite(timestamp) {
        return truncated(context, word, timestamp).map(Value::Int);
    }
    let start = truncated(context, word, zone.to_local(timestamp))?;
    check_timestamp(i128::from(zone.to_utc(start))).map(Value::Int)
}

fn truncated(context: &Context<'_>, word: &str, timestamp: i64) -> Result<i64, ValueError> {
    let of = context.arguments.get(1).map_or(&Type::UNKNOWN, Type::base);
    if is_infinite(timestamp) {
        return Ok(timestamp);
    }
    let unit = unit::read(word, of)?;
    let (date, time) = (timestamp.div_euclid(DAY), timestamp.rem_euclid(DAY));
    let Civil { year, month, .. } = civil_from_days(date);
    let first = |year: i64, month: i64| at_clock(days_from_civil(year, month, 1), 0);
    let within = |length: i64| at_clock(date, time - time % length);
    match unit {
        Unit::Microsecond => Ok(timestamp),
        Unit::Millisecond => within(1_000),
        Unit::Second => within(SECOND),
        Unit::Minute => within(60 * SECOND),
        Unit::Hour => within(HOUR),
        Unit::Day => within(DAY),
        Unit::Week => at_clock(date - (i64::from(day_of_week(date)) + 6) % 7, 0),
        Unit::Month => first(year, i64::from(month)),
        Unit::Quarter => first(year, (i64::from(month) - 1) / 3 * 3 + 1),
        Unit::Year => first(year, 1),
        Unit::Decade => first(year.div_euclid(10) * 10, 1),
        // Centuries and millennia begin with the year 1.
        Unit::Century => first((year - 1).div_euclid(100) * 100 + 1, 1),
        Unit::Millennium => first((year - 1).div_euclid(1_000) * 1_000 + 1, 1),
        _ => Err(unit::not_to_truncate(unit, word, of)),
    }
}

fn trunc_interval(context: &Context<'_>, arguments: &[Value]) -> Answer {
    let (word, of) = (text(arguments, 0)?, interval(arguments, 1)?);
    let of_type = context.arguments.get(1).map_or(&Type::UNKNOWN, Type::base);
    let months =
        |length: i32| Interval { months: of.months - of.months % length, days: 0, micros: 0 };
    let micros = |length: i64| Interval { micros: of.micros - of.micros % length, ..of };
    let unit = unit::read(word, of_type)?;
    Ok(answer(match unit {
        Unit::Microsecond => of,
        Unit::Millisecond => micros(1_000),
        Unit::Second => micros(SECOND),
        Unit::Minute => micros(60 * SECOND),
        Unit::Hour => micros(HOUR),
        Unit::Day => Interval { micros: 0, ..of },
        Unit::Month => months(1),
        Unit::Quarter => months(3),
        Unit::Year => months(12),
        Unit::Decade => months(120),
        Unit::Century => months(1_200),
        Unit::Millennium => months(12_000),
        Unit::Week => {
            return Err(
                unit::unsupported(word, of_type).detail("Months usually have fractional weeks.")
            );
        }
        _ => return Err(unit::not_to_truncate(unit, word, of_type)),
    }))
}

fn date_bin(_: &Context<'_>, arguments: &[Value]) -> Answer {
    let (stride, at, origin) = (interval(arguments, 0)?, int(arguments, 1)?, int(arguments, 2)?);
    if is_infinite(at) {
        return Ok(Value::Int(at));
    }
    if is_infinite(origin) {
        return Err(ValueError::new("22008", "origin out of range"));
    }
    if stride.months != 0 {
        let message = "timestamps cannot be binned into intervals containing months or years";
        return Err(ValueError::new("0A000", message));
    }
    let stride = i64::from(stride.days)
        .checked_mul(DAY)
        .and_then(|days| days.checked_add(stride.micros))
        .ok_or_else(out_of_range)?;
    if stride <= 0 {
        return Err(ValueError::new("22008", "stride must be greater than zero"));
    }
    let distance = at.checked_sub(origin).ok_or_else(out_of_range)?;
    let start = i128::from(origin) + i128::from(distance.div_euclid(stride)) * i128::from(stride);
    check_timestamp(start).map(Value::Int)
}

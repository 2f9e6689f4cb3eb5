//! Dates, times of day and timestamps: days and microseconds since 1970, what they mean on a calendar, and
//! the text of them that applications write and PostgreSQL prints.

mod calendar;
mod decode;
pub(crate) mod lexer;
mod parse;
mod print;
mod resolve;
pub mod session;
mod words;
pub mod zone;

pub use calendar::{
    Civil, Fields, civil_from_days, day_of_week, day_of_year, days_from_civil, days_in_month,
    fields, is_leap, iso_week, iso_year_start, julian_day, micros_from_fields,
};
pub(crate) use parse::{Wrong, fraction_micros};
pub use parse::{read_date, read_time, read_timestamp, read_timestamptz};
pub(crate) use print::write_fraction;
pub use print::{write_date, write_time, write_timestamp};

use crate::{Modifier, ValueError};

/// Microseconds of a second.
pub const SECOND: i64 = 1_000_000;
/// Microseconds of a minute.
pub const MINUTE: i64 = 60 * SECOND;
/// Microseconds of an hour.
pub const HOUR: i64 = 60 * MINUTE;
/// Microseconds of a day.
pub const DAY: i64 = 24 * HOUR;

/// The form of `infinity`, for dates and timestamps.
pub const INFINITY: i64 = i64::MAX;
/// The form of `-infinity`.
pub const NEG_INFINITY: i64 = i64::MIN;

/// The first day of all: 24 November 4714 BC, day 0 of the Julian count.
pub const FIRST_DAY: i64 = -2_440_588;
/// The last day of a `date`: 31 December 5874897.
pub const LAST_DAY: i64 = 2_145_042_905;
/// The first microsecond of a timestamp.
pub const FIRST_MICRO: i64 = FIRST_DAY * DAY;
/// 2000-01-01, from which PostgreSQL counts; it matters where a half is rounded.
const MILLENNIUM: i64 = 946_684_800 * SECOND;

/// Whether a date or timestamp is one of the infinities.
pub const fn is_infinite(form: i64) -> bool {
    form == INFINITY || form == NEG_INFINITY
}

/// `22008` unless the day is infinite or one that a `date` holds.
pub fn check_date(days: i64) -> Result<i64, ValueError> {
    match days {
        FIRST_DAY..=LAST_DAY | INFINITY | NEG_INFINITY => Ok(days),
        _ => Err(ValueError::new("22008", "date out of range")),
    }
}

/// `22008` unless a timestamp holds so many microseconds; the infinities are no result of arithmetic.
pub fn check_timestamp(micros: i128) -> Result<i64, ValueError> {
    match i64::try_from(micros) {
        Ok(micros) if (FIRST_MICRO..INFINITY).contains(&micros) => Ok(micros),
        _ => Err(ValueError::new("22008", "timestamp out of range")),
    }
}

/// A timestamp as `timestamp(p)` holds it.
pub fn round_timestamp(micros: i64, modifier: Modifier) -> Result<i64, ValueError> {
    if is_infinite(micros) {
        return Ok(micros);
    }
    let since = i128::from(micros) - i128::from(MILLENNIUM);
    check_timestamp(round_fraction(since, modifier) + i128::from(MILLENNIUM))
}

/// A time of day as `time(p)` holds it.
pub fn round_time(micros: i64, modifier: Modifier) -> i64 {
    i64::try_from(round_fraction(i128::from(micros), modifier)).unwrap_or(micros)
}

/// Microseconds rounded to so many digits of a second, half away from zero.
pub(crate) fn round_fraction(micros: i128, modifier: Modifier) -> i128 {
    let Modifier::Fraction(digits @ 0..6) = modifier else { return micros };
    let unit = 10_i128.pow(6 - u32::from(digits));
    let size = (micros.abs() + unit / 2) / unit * unit;
    if micros < 0 { -size } else { size }
}

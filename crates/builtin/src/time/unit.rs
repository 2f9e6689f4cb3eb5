//! The units of time that `extract` and `date_trunc` are asked for.

use value::{Type, ValueError};

/// A unit, or another thing that a time is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unit {
    Microsecond,
    Millisecond,
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
    Millennium,
    Dow,
    IsoDow,
    Doy,
    IsoYear,
    Julian,
    Epoch,
    Timezone,
    TimezoneHour,
    TimezoneMinute,
}

/// The unit that a word means.
pub(crate) fn read(word: &str, of: &Type) -> Result<Unit, ValueError> {
    let lower = word.to_ascii_lowercase();
    named(&lower).ok_or_else(|| unrecognized(&lower, of))
}

/// 0A000: the unit makes no sense for the type.
pub(crate) fn unsupported(word: &str, of: &Type) -> ValueError {
    let word = word.to_ascii_lowercase();
    ValueError::new("0A000", format!("unit \"{word}\" not supported for type {of}"))
}

/// What isn't a length of time is no unit to truncate to; a zone is one of PostgreSQL's words for units.
pub(crate) fn not_to_truncate(unit: Unit, word: &str, of: &Type) -> ValueError {
    match unit {
        Unit::Timezone | Unit::TimezoneHour | Unit::TimezoneMinute => unsupported(word, of),
        _ => unrecognized(word, of),
    }
}

fn unrecognized(word: &str, of: &Type) -> ValueError {
    ValueError::new("22023", format!("unit \"{word}\" not recognized for type {of}"))
}

fn named(word: &str) -> Option<Unit> {
    Some(match word {
        "microsecond" | "microseconds" | "us" | "usec" | "usecs" | "useconds" => Unit::Microsecond,
        "millisecond" | "milliseconds" | "ms" | "msec" | "msecs" | "mseconds" => Unit::Millisecond,
        "second" | "seconds" | "sec" | "secs" | "s" => Unit::Second,
        "minute" | "minutes" | "min" | "mins" | "m" => Unit::Minute,
        "hour" | "hours" | "hr" | "hrs" | "h" => Unit::Hour,
        "day" | "days" | "d" => Unit::Day,
        "week" | "weeks" | "w" => Unit::Week,
        "month" | "months" | "mon" | "mons" => Unit::Month,
        "quarter" | "qtr" => Unit::Quarter,
        "year" | "years" | "yr" | "yrs" | "y" => Unit::Year,
        "decade" | "decades" | "dec" | "decs" => Unit::Decade,
        "century" | "centuries" | "cent" | "c" => Unit::Century,
        "millennium" | "millennia" | "mil" | "mils" => Unit::Millennium,
        "dow" => Unit::Dow,
        "isodow" => Unit::IsoDow,
        "doy" => Unit::Doy,
        "isoyear" => Unit::IsoYear,
        "julian" | "jd" | "j" => Unit::Julian,
        "epoch" => Unit::Epoch,
        "timezone" => Unit::Timezone,
        "timezone_h" | "timezone_hour" => Unit::TimezoneHour,
        "timezone_m" | "timezone_minute" => Unit::TimezoneMinute,
        _ => return None,
    })
}

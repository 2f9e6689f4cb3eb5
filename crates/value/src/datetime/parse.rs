//! Reading dates, times and timestamps, with PostgreSQL's words for what is wrong with them.

use super::decode::Draft;
use super::session;
use super::words::Meaning;
use super::zone::Zone;
use super::{
    DAY, HOUR, INFINITY, MINUTE, NEG_INFINITY, SECOND, check_date, check_timestamp, lexer,
    round_time, round_timestamp,
};
use crate::{Modifier, Moment, ValueError};

/// What is wrong with a date or time, before it is said about a text and a type.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Wrong {
    Syntax,
    Field,
    /// A month or day that is too large: perhaps they are the other way round.
    MonthOrDay,
    Displacement,
    Zone(String),
}

impl Wrong {
    fn about(self, of: &str, text: &str) -> ValueError {
        let field = format!("date/time field value out of range: \"{text}\"");
        match self {
            Self::Syntax => {
                ValueError::new("22007", format!("invalid input syntax for type {of}: \"{text}\""))
            }
            Self::Field => ValueError::new("22008", field),
            Self::MonthOrDay => ValueError::new("22008", field)
                .hint("Perhaps you need a different \"datestyle\" setting."),
            Self::Displacement => {
                ValueError::new("22009", format!("time zone displacement out of range: \"{text}\""))
            }
            Self::Zone(name) => super::zone::unknown(&name),
        }
    }
}

fn draft(text: &str, at: &Moment, time_only: bool) -> Result<Draft, Wrong> {
    let fields = lexer::fields(text).ok_or(Wrong::Syntax)?;
    if fields.is_empty() {
        return Err(Wrong::Syntax);
    }
    Draft::read(&fields, at, time_only)
}

/// A `date`: days since 1970-01-01.
pub fn read_date(text: &str, at: &Moment) -> Result<i64, ValueError> {
    if let Some(days) = plain_date(text.as_bytes()) {
        return Ok(days);
    }
    let days = draft(text, at, false).and_then(|draft| match draft.special {
        Some(special) => Ok(special_form(special)),
        None => draft.days().and_then(|days| draft.clock().map(|_| days)),
    });
    let days = days.map_err(|wrong| wrong.about("date", text))?;
    check_date(days).map_err(|_| ValueError::new("22008", format!("date out of range: \"{text}\"")))
}

const fn special_form(special: Meaning) -> i64 {
    match special {
        Meaning::Infinity => INFINITY,
        Meaning::NegInfinity => NEG_INFINITY,
        _ => 0,
    }
}

/// `2024-05-01`, the spelling that nearly every date has.
fn plain_date(text: &[u8]) -> Option<i64> {
    let [y1, y2, y3, y4, b'-', m1, m2, b'-', d1, d2] = *text else { return None };
    let digits = [y1, y2, y3, y4, m1, m2, d1, d2];
    if !digits.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let number =
        |digits: &[u8]| digits.iter().fold(0, |sum, digit| sum * 10 + i64::from(digit - b'0'));
    let (year, month, day) = (number(&digits[..4]), number(&digits[4..6]), number(&digits[6..]));
    let known = year > 0 && (1..=12).contains(&month) && day > 0;
    (known && day <= i64::from(super::days_in_month(year, month as u8)))
        .then(|| super::days_from_civil(year, month, day))
}

/// A `time`: microseconds since midnight, rounded as its modifier says.
pub fn read_time(text: &str, modifier: Modifier, at: &Moment) -> Result<i64, ValueError> {
    let clock = draft(text, at, true).and_then(|draft| match draft.special {
        Some(_) => Err(Wrong::Syntax),
        // What the clock of a place shows needs a date.
        None if draft.zone.as_ref().is_some_and(Zone::varies) && !draft.has_date() => {
            Err(Wrong::Syntax)
        }
        None => {
            if draft.has_date() {
                draft.days()?;
            }
            draft.clock()?.ok_or(Wrong::Syntax)
        }
    });
    let clock = clock.map_err(|wrong| wrong.about("time", text))?;
    Ok(round_time(clock, modifier))
}

/// A `timestamp`: its zone, if it has one, says nothing.
pub fn read_timestamp(text: &str, modifier: Modifier, at: &Moment) -> Result<i64, ValueError> {
    timestamp(text, modifier, at, "timestamp", false)
}

/// A `timestamptz`, in the session's zone where none is named.
pub fn read_timestamptz(text: &str, modifier: Modifier, at: &Moment) -> Result<i64, ValueError> {
    timestamp(text, modifier, at, "timestamp with time zone", true)
}

fn timestamp(
    text: &str,
    modifier: Modifier,
    at: &Moment,
    of: &str,
    zoned: bool,
) -> Result<i64, ValueError> {
    let draft = draft(text, at, false).map_err(|wrong| wrong.about(of, text))?;
    if let Some(special) = draft.special {
        return Ok(special_form(special));
    }
    let parts = || Ok((draft.days()?, draft.clock()?.unwrap_or(0)));
    let (days, clock) = parts().map_err(|wrong: Wrong| wrong.about(of, text))?;
    let mut micros = i128::from(days) * i128::from(DAY) + i128::from(clock);
    if zoned {
        let local = i64::try_from(micros).unwrap_or(0);
        let offset = match &draft.zone {
            Some(zone) => zone.offset_of_local(local),
            None => session::offset_of_local(local),
        };
        micros -= i128::from(offset) * i128::from(SECOND);
    }
    check_timestamp(micros)
        .and_then(|micros| round_timestamp(micros, modifier))
        .map_err(|_| ValueError::new("22008", format!("timestamp out of range: \"{text}\"")))
}

/// `04:05`, `04:05:06.7`: microseconds since midnight.
pub(super) fn clock(text: &str) -> Result<i64, Wrong> {
    let mut parts = text.split(':');
    let mut next = || parts.next().unwrap_or_default();
    let (mut hour, mut minute, mut second) = (next(), next(), next());
    if parts.next().is_some() {
        return Err(Wrong::Syntax);
    }
    // Two parts with a fraction are minutes and seconds.
    if second.is_empty() && minute.contains('.') {
        (hour, minute, second) = ("0", hour, minute);
    }
    let number = |digits: &str| match digits.len() {
        1..=10 if digits.bytes().all(|byte| byte.is_ascii_digit()) => {
            digits.parse::<i64>().map_err(|_| Wrong::Field)
        }
        0 => Ok(0),
        _ if digits.bytes().all(|byte| byte.is_ascii_digit()) => Err(Wrong::Field),
        _ => Err(Wrong::Syntax),
    };
    let (second, fraction) = match second.split_once('.') {
        Some((second, fraction)) => (second, Some(fraction)),
        None => (second, None),
    };
    number(second)?;
    clock_of(number(hour)?, number(minute)?, seconds(second, fraction)?)
}

/// Seconds with a fraction as microseconds.
pub(super) fn seconds(whole: &str, fraction: Option<&str>) -> Result<i64, Wrong> {
    let whole: i64 = if whole.is_empty() { 0 } else { whole.parse().map_err(|_| Wrong::Field)? };
    let micros = fraction.map_or(Ok(0), fraction_micros)?;
    Ok(whole.saturating_mul(SECOND).saturating_add(micros))
}

/// The digits behind a second's point as microseconds.
pub(crate) fn fraction_micros(digits: &str) -> Result<i64, Wrong> {
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Wrong::Syntax);
    }
    let part: f64 = format!("0.{digits}").parse().map_err(|_| Wrong::Syntax)?;
    Ok((part * SECOND as f64).round_ties_even() as i64)
}

/// A time of day from its parts; the seconds are in microseconds and may be 60.
pub(super) fn clock_of(hour: i64, minute: i64, seconds: i64) -> Result<i64, Wrong> {
    if minute > 59 || seconds > MINUTE || hour > 24 {
        return Err(Wrong::Field);
    }
    Ok(hour * HOUR + minute * MINUTE + seconds)
}

/// `+02`, `-03:30`, `+0530`, `+01:02:03`: seconds east of Greenwich.
pub(super) fn offset(text: &str) -> Result<i32, Wrong> {
    let (sign, digits) = match text.split_at_checked(1) {
        Some(("+", digits)) => (1, digits),
        Some(("-", digits)) => (-1, digits),
        _ => return Err(Wrong::Syntax),
    };
    let number = |digits: &str| match digits.parse::<i32>() {
        Ok(number) if digits.bytes().all(|byte| byte.is_ascii_digit()) => Ok(number),
        Err(_) if !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()) => {
            Err(Wrong::Displacement)
        }
        _ => Err(Wrong::Syntax),
    };
    let mut parts = digits.split(':');
    let first = parts.next().unwrap_or_default();
    let (hour, minute) = match parts.next() {
        Some(minute) => (number(first)?, number(minute)?),
        None if first.len() > 2 => (number(first)? / 100, number(first)? % 100),
        None => (number(first)?, 0),
    };
    let second = parts.next().map_or(Ok(0), number)?;
    if parts.next().is_some() {
        return Err(Wrong::Syntax);
    }
    if hour > 15 || minute > 59 || second > 59 {
        return Err(Wrong::Displacement);
    }
    Ok(sign * (hour * 3600 + minute * 60 + second))
}

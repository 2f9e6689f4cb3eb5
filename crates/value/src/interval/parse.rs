//! Reading intervals: `1 year 2 mons`, `1-2 3 4:05:06`, `@ 1 hour ago`; ISO 8601's are in a file of their own.

use super::units::{Sum, Unit, out_of_range, unit};
use super::{Interval, iso};
use crate::ValueError;
use crate::datetime::lexer::{self, Field, Shape};
use crate::datetime::{HOUR, MINUTE, SECOND, Wrong, fraction_micros};

pub(super) fn parse(text: &str) -> Result<Interval, ValueError> {
    let sum = lexer::fields(text).ok_or(Wrong::Syntax).and_then(|fields| read(&fields));
    let sum = match sum {
        Err(Wrong::Syntax) => iso::read(crate::spaces::trim(text)).map(|sum| (sum, false)),
        other => other,
    };
    match sum {
        Ok((sum, ago)) => sum.finish(ago).map_err(|total| match total {
            true => ValueError::new("22008", "interval out of range"),
            false => out_of_range(text),
        }),
        Err(Wrong::Syntax) => {
            let message = format!("invalid input syntax for type interval: \"{text}\"");
            Err(ValueError::new("22007", message))
        }
        Err(_) => Err(out_of_range(text)),
    }
}

/// What a number without a unit is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Expected {
    /// Seconds, at the end of the text.
    Nothing,
    Unit(Unit),
    /// `ago` must have a unit before it.
    Ago,
}

/// The fields from the last to the first: a unit stands behind its number.
fn read(fields: &[Field]) -> Result<(Sum, bool), Wrong> {
    let mut sum = Sum::default();
    let mut ago = false;
    let mut expected = Expected::Nothing;
    let mut seen = 0u32;
    for field in fields.iter().rev() {
        let used = match field.shape {
            Shape::Time => {
                sum.set_time(clock(&field.text)?);
                expected = Expected::Unit(Unit::Day);
                TIME
            }
            Shape::Zone if field.text.contains(':') => {
                let micros = clock(&field.text[1..]).map_err(|_| Wrong::Syntax)?;
                sum.set_time(if field.text.starts_with('-') { -micros } else { micros });
                expected = Expected::Unit(Unit::Day);
                TIME
            }
            Shape::Zone | Shape::Number | Shape::Date => {
                let (used, next) = number(&field.text, expected, &mut sum)?;
                expected = next;
                used
            }
            Shape::Word if field.text == "ago" => {
                ago = true;
                expected = Expected::Ago;
                continue;
            }
            Shape::Word | Shape::Special => {
                expected = Expected::Unit(unit(&field.text).ok_or(Wrong::Syntax)?);
                continue;
            }
        };
        if seen & used != 0 {
            return Err(Wrong::Syntax);
        }
        seen |= used;
    }
    if seen == 0 { Err(Wrong::Syntax) } else { Ok((sum, ago)) }
}

const fn bit(unit: Unit) -> u32 {
    1 << unit as u32
}

/// The parts that `04:05:06` says.
const TIME: u32 = bit(Unit::Hour) | bit(Unit::Minute) | SECONDS;

/// A second and its parts.
const SECONDS: u32 = bit(Unit::Second) | bit(Unit::Millisecond) | bit(Unit::Microsecond);

/// A number, with the unit that stands behind it; `1-2` is years and months.
fn number(text: &str, expected: Expected, sum: &mut Sum) -> Result<(u32, Expected), Wrong> {
    let negative = text.starts_with('-');
    let digits = text.trim_start_matches(['-', '+']);
    let end = digits.find(|c: char| !c.is_ascii_digit()).unwrap_or(digits.len());
    let (whole, rest) = digits.split_at(end);
    let whole = integer(whole, negative)?;
    if let Some(months) = rest.strip_prefix('-') {
        let months = integer(months, negative)?;
        if months.abs() >= 12 {
            return Err(Wrong::Field);
        }
        let total = whole.checked_mul(12).and_then(|years| years.checked_add(months));
        sum.add(total.ok_or(Wrong::Field)?, 0.0, Unit::Month);
        return Ok((bit(Unit::Month), Expected::Unit(Unit::Month)));
    }
    let part = match rest.strip_prefix('.') {
        Some(part) if part.bytes().all(|byte| byte.is_ascii_digit()) => fraction(part, negative)?,
        None if rest.is_empty() => 0.0,
        _ => return Err(Wrong::Syntax),
    };
    let of = match expected {
        Expected::Nothing => Unit::Second,
        Expected::Unit(unit) => unit,
        Expected::Ago => return Err(Wrong::Syntax),
    };
    sum.add(whole, part, of);
    let used = match of {
        Unit::Second if part != 0.0 => SECONDS,
        _ => bit(of),
    };
    let next = if of == Unit::Hour { Unit::Day } else { of };
    Ok((used, Expected::Unit(next)))
}

fn integer(digits: &str, negative: bool) -> Result<i64, Wrong> {
    if digits.is_empty() {
        return Ok(0);
    }
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(Wrong::Syntax);
    }
    let size: i128 = digits.parse().map_err(|_| Wrong::Field)?;
    i64::try_from(if negative { -size } else { size }).map_err(|_| Wrong::Field)
}

fn fraction(digits: &str, negative: bool) -> Result<f64, Wrong> {
    let part: f64 = format!("0.{digits}").parse().map_err(|_| Wrong::Syntax)?;
    Ok(if negative { -part } else { part })
}

/// `04:05`, `04:05:06.7`; hours may be many.
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
    let (second, part) = second.split_once('.').unwrap_or((second, ""));
    if hour.is_empty() || minute.is_empty() {
        return Err(Wrong::Syntax);
    }
    let (hour, minute) = (integer(hour, false)?, integer(minute, false)?);
    let second = integer(second, false)?;
    if minute > 59 || second > 60 {
        return Err(Wrong::Field);
    }
    let micros = if part.is_empty() { 0 } else { fraction_micros(part)? };
    let rest = minute * MINUTE + second * SECOND + micros;
    hour.checked_mul(HOUR).and_then(|hours| hours.checked_add(rest)).ok_or(Wrong::Field)
}

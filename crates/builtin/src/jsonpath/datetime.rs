//! `.datetime()`: dates and times in a document, their order and their JSON.

use std::cmp::Ordering;

use value::datetime::{
    DAY, HOUR, MINUTE, SECOND, days_from_civil, days_in_month, write_date, write_time,
    write_timestamp,
};
use value::{Sink, ValueError};

use super::run::Failure;
use crate::format::read_by_template;

/// Which of the types of dates and times it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Date,
    Time,
    TimeWithZone,
    Timestamp,
    TimestampWithZone,
}

/// A date, a time or both, with or without a zone.
#[derive(Clone, Copy, Debug)]
pub(super) struct Moment {
    kind: Kind,
    /// Local microseconds since 1970, or since midnight.
    local: i64,
    /// Microseconds that its zone is ahead of UTC.
    east: i64,
}

impl Moment {
    /// Reads a text by a template, or by any of those of ISO 8601 that PostgreSQL tries.
    pub(super) fn read(text: &str, template: Option<&str>) -> Result<Self, ValueError> {
        match template {
            None => iso(text).ok_or_else(|| {
                let message = format!("datetime format is not recognized: \"{text}\"");
                ValueError::new("22031", message)
                    .hint("Use a datetime template argument to specify the input data format.")
            }),
            Some(template) => {
                let (found, has) = read_by_template(text, template)?;
                let (kind, days) = match (has.date, has.time, has.zone) {
                    (true, true, true) => (Kind::TimestampWithZone, found.date),
                    (true, true, false) => (Kind::Timestamp, found.date),
                    (true, false, _) => (Kind::Date, found.date),
                    (false, true, true) => (Kind::TimeWithZone, 0),
                    (false, true, false) => (Kind::Time, 0),
                    (false, false, _) => {
                        let message = "datetime format is not dated and not timed";
                        return Err(ValueError::new("22007", message));
                    }
                };
                let clock = if has.time { found.time } else { 0 };
                let local = days.checked_mul(DAY).and_then(|it| it.checked_add(clock));
                let local =
                    local.ok_or_else(|| ValueError::new("22008", "timestamp out of range"))?;
                Ok(Self { kind, local, east: found.east })
            }
        }
    }

    pub(super) const fn type_name(&self) -> &'static str {
        match self.kind {
            Kind::Date => "date",
            Kind::Time => "time without time zone",
            Kind::TimeWithZone => "time with time zone",
            Kind::Timestamp => "timestamp without time zone",
            Kind::TimestampWithZone => "timestamp with time zone",
        }
    }

    /// The moment as a JSON string.
    pub(super) fn json(&self) -> String {
        let mut out = String::from("\"");
        match self.kind {
            Kind::Date => write_date(self.local.div_euclid(DAY), &mut out),
            Kind::Time => write_time(self.local, &mut out),
            Kind::TimeWithZone => {
                write_time(self.local, &mut out);
                write_zone(self.east, &mut out);
            }
            Kind::Timestamp => write_timestamp(self.local, b'T', "", &mut out),
            Kind::TimestampWithZone => {
                let mut zone = String::new();
                write_zone(self.east, &mut zone);
                write_timestamp(self.local, b'T', &zone, &mut out);
            }
        }
        out.push('"');
        out
    }

    /// Which is earlier; nothing for a date and a time. Without a zone, only with `zoned` is UTC taken for it.
    pub(super) fn order(&self, other: &Self, zoned: bool) -> Result<Option<Ordering>, Failure> {
        let is_time = |it: &Self| matches!(it.kind, Kind::Time | Kind::TimeWithZone);
        let has_zone = |it: &Self| matches!(it.kind, Kind::TimeWithZone | Kind::TimestampWithZone);
        if is_time(self) != is_time(other) {
            return Ok(None);
        }
        if has_zone(self) != has_zone(other) && !zoned {
            let (from, to) = if has_zone(self) { (other, self) } else { (self, other) };
            let name = |it: &Self| match it.kind {
                Kind::Date => "date",
                Kind::Time => "time",
                Kind::TimeWithZone => "timetz",
                Kind::Timestamp => "timestamp",
                Kind::TimestampWithZone => "timestamptz",
            };
            let message = format!(
                "cannot convert value from {} to {} without time zone usage",
                name(from),
                name(to)
            );
            let error = ValueError::new("0A000", message);
            return Err(Failure::OfCall(error.hint("Use *_tz() function for time zone support.")));
        }
        let order = (self.local - self.east).cmp(&(other.local - other.east));
        // Times at one moment are told apart by their zones.
        let by_zone = is_time(self) && has_zone(self) && has_zone(other);
        Ok(Some(if by_zone { order.then_with(|| other.east.cmp(&self.east)) } else { order }))
    }
}

/// `+02:00`
fn write_zone(east: i64, out: &mut String) {
    out.push(if east < 0 { '-' } else { '+' });
    let minutes = east.unsigned_abs() / MINUTE.unsigned_abs();
    out.put_digits(minutes / 60, 2);
    out.push(':');
    out.put_digits(minutes % 60, 2);
}

/// A date, a time, or both with a blank or a `T` between them.
fn iso(text: &str) -> Option<Moment> {
    let mut reader = Reader(text);
    let dated = reader.looks_dated();
    let days = if dated { reader.date()? } else { 0 };
    if dated && reader.is_done() {
        return Some(Moment { kind: Kind::Date, local: days * DAY, east: 0 });
    }
    if dated && !(reader.takes('T') || reader.takes(' ')) {
        return None;
    }
    let clock = reader.clock()?;
    let east = if reader.is_done() { None } else { Some(reader.zone()?) };
    let kind = match (dated, east.is_some()) {
        (true, true) => Kind::TimestampWithZone,
        (true, false) => Kind::Timestamp,
        (false, true) => Kind::TimeWithZone,
        (false, false) => Kind::Time,
    };
    reader.is_done().then_some(Moment { kind, local: days * DAY + clock, east: east.unwrap_or(0) })
}

struct Reader<'a>(&'a str);

impl Reader<'_> {
    fn is_done(&self) -> bool {
        self.0.trim_start().is_empty()
    }

    /// Whether digits and a hyphen come first.
    fn looks_dated(&self) -> bool {
        self.0.trim_start().trim_start_matches(|it: char| it.is_ascii_digit()).starts_with('-')
    }

    fn takes(&mut self, sign: char) -> bool {
        match self.0.strip_prefix(sign) {
            Some(rest) => {
                self.0 = rest;
                true
            }
            None => false,
        }
    }

    fn number(&mut self, most: usize) -> Option<i64> {
        let text = self.0.trim_start();
        let length = text.bytes().take(most).take_while(u8::is_ascii_digit).count();
        let number = text[..length].parse().ok()?;
        self.0 = &text[length..];
        Some(number)
    }

    fn date(&mut self) -> Option<i64> {
        let year = self.number(6)?;
        let month = self.takes('-').then(|| self.number(6))??;
        let day = self.takes('-').then(|| self.number(6))??;
        let month = u8::try_from(month).ok().filter(|it| (1..=12).contains(it))?;
        let day = u8::try_from(day).ok()?;
        (day >= 1 && day <= days_in_month(year, month))
            .then(|| days_from_civil(year, i64::from(month), i64::from(day)))
    }

    fn clock(&mut self) -> Option<i64> {
        let hour = self.number(6)?;
        let minute = self.takes(':').then(|| self.number(6))??;
        let second = self.takes(':').then(|| self.number(6))??;
        let micros = if self.takes('.') { self.fraction()? } else { 0 };
        let fits = hour < 24 && minute < 60 && second < 60;
        fits.then_some(hour * HOUR + minute * MINUTE + second * SECOND + micros)
    }

    fn fraction(&mut self) -> Option<i64> {
        let length = self.0.bytes().take(6).take_while(u8::is_ascii_digit).count();
        let number: i64 = self.0[..length].parse().ok()?;
        self.0 = &self.0[length..];
        Some(number * 10_i64.pow(6 - length as u32))
    }

    /// Behind a blank `+` may be left out, and `-` is none.
    fn zone(&mut self) -> Option<i64> {
        let apart = self.0.starts_with(' ');
        self.0 = self.0.trim_start();
        let west = self.takes('-');
        let is_east = !west && self.takes('+');
        if (west && apart) || !(west || is_east || apart) {
            return None;
        }
        let hours = self.number(2)?;
        let minutes = if self.takes(':') { self.number(2)? } else { 0 };
        let east = hours * HOUR + minutes * MINUTE;
        (hours <= 15 && minutes < 60).then_some(if west { -east } else { east })
    }
}

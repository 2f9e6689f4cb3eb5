//! Spans of time: months, days and microseconds apart, since neither a month nor a day has one length.

mod arithmetic;
mod iso;
mod parse;
mod units;

#[cfg(test)]
mod tests;

use std::cmp::Ordering;
use std::fmt;

pub use arithmetic::{add_to_timestamp, age, between};

use crate::datetime::{DAY, HOUR, MINUTE, SECOND, round_fraction};
use crate::{Modifier, Sink, ValueError};

/// A span of time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Interval {
    /// Months, years being twelve.
    pub months: i32,
    /// Days.
    pub days: i32,
    /// Microseconds, hours and minutes among them.
    pub micros: i64,
}

impl Interval {
    /// A span of so many months, days and microseconds.
    pub const fn new(months: i32, days: i32, micros: i64) -> Self {
        Self { months, days, micros }
    }

    /// Reads any spelling that PostgreSQL reads, its own output among them.
    pub fn parse(text: &str) -> Result<Self, ValueError> {
        parse::parse(text)
    }

    /// As `interval(p)` holds it.
    #[must_use]
    pub fn round(self, modifier: Modifier) -> Self {
        let micros = round_fraction(i128::from(self.micros), modifier);
        Self { micros: i64::try_from(micros).unwrap_or(self.micros), ..self }
    }

    /// Its length in microseconds where a month has 30 days and a day 24 hours, by which spans are ordered.
    pub const fn estimated(self) -> i128 {
        let days = self.months as i128 * 30 + self.days as i128;
        days * DAY as i128 + self.micros as i128
    }

    /// PostgreSQL's order: by estimated length, so that a month equals 30 days.
    pub fn compare(self, other: Self) -> Ordering {
        self.estimated().cmp(&other.estimated())
    }

    /// Prints it in PostgreSQL's own style, `1 year 2 mons 3 days 04:05:06.7`.
    pub fn write<S: Sink>(self, out: &mut S) {
        let mut printer = Printer { out, empty: true, after_minus: false };
        printer.part(self.months / 12, "year");
        printer.part(self.months % 12, "mon");
        printer.part(self.days, "day");
        printer.clock(self.micros);
    }
}

impl fmt::Display for Interval {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = String::new();
        self.write(&mut text);
        f.write_str(&text)
    }
}

struct Printer<'a, S> {
    out: &'a mut S,
    empty: bool,
    /// The part before is negative, so that a positive one needs its sign.
    after_minus: bool,
}

impl<S: Sink> Printer<'_, S> {
    fn separate(&mut self) {
        if !self.empty {
            self.out.put_ascii(b' ');
        }
        self.empty = false;
    }

    fn part(&mut self, count: i32, unit: &str) {
        if count == 0 {
            return;
        }
        self.separate();
        if self.after_minus && count > 0 {
            self.out.put_ascii(b'+');
        }
        self.out.put_int(i64::from(count));
        self.out.put_ascii(b' ');
        self.out.put(unit);
        if count != 1 {
            self.out.put_ascii(b's');
        }
        self.after_minus = count < 0;
    }

    fn clock(&mut self, micros: i64) {
        if micros == 0 && !self.empty {
            return;
        }
        self.separate();
        if micros < 0 {
            self.out.put_ascii(b'-');
        } else if self.after_minus {
            self.out.put_ascii(b'+');
        }
        let size = micros.unsigned_abs();
        let unit = [HOUR, MINUTE, SECOND].map(i64::unsigned_abs);
        self.out.put_digits(size / unit[0], 2);
        self.out.put_ascii(b':');
        self.out.put_digits(size % unit[0] / unit[1], 2);
        self.out.put_ascii(b':');
        self.out.put_digits(size % unit[1] / unit[2], 2);
        crate::datetime::write_fraction(size % unit[2], self.out);
    }
}

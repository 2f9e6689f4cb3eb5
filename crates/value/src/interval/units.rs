//! The units of an interval, and amounts of them added up with their fractions carried down.

use super::Interval;
use crate::ValueError;
use crate::datetime::{DAY, HOUR, MINUTE, SECOND};

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    Microsecond,
    Millisecond,
    Second,
    Minute,
    Hour,
    Day,
    Week,
    Month,
    Year,
    Decade,
    Century,
    Millennium,
}

/// The unit that a word in lower case names; only its first ten letters count.
pub(super) fn unit(word: &str) -> Option<Unit> {
    Some(match word.get(..10).unwrap_or(word) {
        "us" | "usec" | "usecs" | "microsecon" => Unit::Microsecond,
        "ms" | "msec" | "msecs" | "millisecon" => Unit::Millisecond,
        "s" | "sec" | "secs" | "second" | "seconds" => Unit::Second,
        "m" | "min" | "mins" | "minute" | "minutes" => Unit::Minute,
        "h" | "hr" | "hrs" | "hour" | "hours" => Unit::Hour,
        "d" | "day" | "days" => Unit::Day,
        "w" | "week" | "weeks" => Unit::Week,
        "mon" | "mons" | "month" | "months" => Unit::Month,
        "y" | "yr" | "yrs" | "year" | "years" => Unit::Year,
        "dec" | "decs" | "decade" | "decades" => Unit::Decade,
        "c" | "cent" | "century" | "centuries" => Unit::Century,
        "mil" | "mils" | "millennia" | "millennium" => Unit::Millennium,
        _ => return None,
    })
}

/// `22015`: more than an interval holds.
pub(super) fn out_of_range(text: &str) -> ValueError {
    ValueError::new("22015", format!("interval field value out of range: \"{text}\""))
}

/// An interval that is being added up; nothing is left of one that became too large.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sum {
    years: i128,
    months: i128,
    days: i128,
    micros: i128,
}

impl Sum {
    /// Adds a whole number of a unit and a fraction of one.
    pub(super) fn add(&mut self, whole: i64, part: f64, unit: Unit) {
        let whole = i128::from(whole);
        match unit {
            Unit::Microsecond => self.time(whole, part, 1),
            Unit::Millisecond => self.time(whole, part, 1000),
            Unit::Second => self.time(whole, part, SECOND),
            Unit::Minute => self.time(whole, part, MINUTE),
            Unit::Hour => self.time(whole, part, HOUR),
            Unit::Day => {
                self.days += whole;
                self.time(0, part, DAY);
            }
            Unit::Week => {
                self.days += whole * 7;
                self.part_of_days(part * 7.0);
            }
            Unit::Month => {
                self.months += whole;
                self.part_of_days(part * 30.0);
            }
            Unit::Year => self.years(whole, part, 1),
            Unit::Decade => self.years(whole, part, 10),
            Unit::Century => self.years(whole, part, 100),
            Unit::Millennium => self.years(whole, part, 1000),
        }
    }

    fn time(&mut self, whole: i128, part: f64, unit: i64) {
        let micros = part * unit as f64;
        let cut = micros.trunc();
        let rest = micros - cut;
        let carry = i128::from(rest > 0.5) - i128::from(rest < -0.5);
        self.micros += whole * i128::from(unit) + cut as i128 + carry;
    }

    fn part_of_days(&mut self, days: f64) {
        self.days += days.trunc() as i128;
        self.time(0, days.fract(), DAY);
    }

    fn years(&mut self, whole: i128, part: f64, years: i32) {
        let months = part * f64::from(years) * 12.0;
        self.years += whole * i128::from(years);
        self.months += months.round_ties_even() as i128;
    }

    /// Sets the time of day; fractions of units to the right of it are lost, as in PostgreSQL.
    pub(super) fn set_time(&mut self, micros: i64) {
        self.micros = i128::from(micros);
    }

    /// The sum, negated if the text says `ago`; otherwise, whether only years and months together are too many.
    pub(super) fn finish(self, ago: bool) -> Result<Interval, bool> {
        let sign = if ago { -1 } else { 1 };
        let part = |amount: i128| i32::try_from(amount * sign).map_err(|_| false);
        let (years, months, days) = (part(self.years)?, part(self.months)?, part(self.days)?);
        let micros = i64::try_from(self.micros * sign).map_err(|_| false)?;
        let months = i64::from(years) * 12 + i64::from(months);
        Ok(Interval { months: i32::try_from(months).map_err(|_| true)?, days, micros })
    }
}

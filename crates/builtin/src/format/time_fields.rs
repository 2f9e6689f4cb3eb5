//! The fields of a date and a time that a template found in a text, and the moment that they mean.

use value::datetime::{
    FIRST_DAY, HOUR, MINUTE, SECOND, days_from_civil, days_in_month, is_leap, iso_year_start,
};

/// What was read.
pub(crate) struct Found {
    /// Days since 1970.
    pub(crate) date: i64,
    /// Microseconds since midnight.
    pub(crate) time: i64,
    /// Microseconds that the clock is ahead of UTC.
    pub(crate) east: i64,
}

/// The fields that were found.
#[derive(Default)]
pub(super) struct Parts {
    pub(super) year: Option<i64>,
    pub(super) before_christ: bool,
    pub(super) century: Option<i64>,
    pub(super) month: Option<i64>,
    pub(super) day: Option<i64>,
    pub(super) day_of_year: Option<i64>,
    pub(super) week: Option<i64>,
    pub(super) week_of_month: Option<i64>,
    pub(super) iso_year: Option<i64>,
    pub(super) iso_week: Option<i64>,
    pub(super) iso_weekday: Option<i64>,
    pub(super) julian: Option<i64>,
    pub(super) hour: i64,
    pub(super) twelve: bool,
    pub(super) afternoon: Option<bool>,
    pub(super) minute: i64,
    pub(super) second: i64,
    pub(super) micros: i64,
    pub(super) second_of_day: Option<i64>,
    pub(super) zone_hour: i64,
    pub(super) zone_minute: i64,
    pub(super) zone_negative: bool,
}

impl Parts {
    /// What the fields mean together, or that they mean nothing.
    pub(super) fn found(&self) -> Result<Found, ()> {
        let time = self.time()?;
        let date = self.date()?;
        if self.zone_hour > 15 || self.zone_minute > 59 {
            return Err(());
        }
        let east = self.zone_hour * HOUR + self.zone_minute * MINUTE;
        Ok(Found { date, time, east: if self.zone_negative { -east } else { east } })
    }

    fn time(&self) -> Result<i64, ()> {
        let (mut hour, mut minute, mut second) = (self.hour, self.minute, self.second);
        if let Some(of_day) = self.second_of_day {
            (hour, minute, second) = (of_day / 3_600, of_day / 60 % 60, of_day % 60);
        }
        if self.twelve || self.afternoon.is_some() {
            if self.afternoon == Some(true) && hour < 12 {
                hour += 12;
            } else if self.afternoon != Some(true) && hour == 12 && self.twelve {
                hour = 0;
            }
        }
        let exists =
            (0..24).contains(&hour) && (0..60).contains(&minute) && (0..60).contains(&second);
        if !exists {
            return Err(());
        }
        Ok(hour * HOUR + minute * MINUTE + second * SECOND + self.micros)
    }

    fn date(&self) -> Result<i64, ()> {
        if let Some(julian) = self.julian {
            return Ok(julian + FIRST_DAY);
        }
        if let (Some(year), Some(week)) = (self.iso_year, self.iso_week) {
            if !(1..=53).contains(&week) {
                return Err(());
            }
            let weekday = self.iso_weekday.unwrap_or(1);
            return Ok(iso_year_start(year) + (week - 1) * 7 + weekday - 1);
        }
        let year = self.year()?;
        let of_year = self.day_of_year.or(self.week.map(|week| (week - 1) * 7 + 1));
        if let (Some(day), None) = (of_year, self.month) {
            let length = if is_leap(year) { 366 } else { 365 };
            let exists = (1..=length).contains(&day);
            return if exists { Ok(days_from_civil(year, 1, 1) + day - 1) } else { Err(()) };
        }
        let month = self.month.unwrap_or(1);
        let day = match (self.day, self.week_of_month) {
            (Some(day), _) => day,
            (None, Some(week)) => (week - 1) * 7 + 1,
            _ => 1,
        };
        let exists = (1..=12).contains(&month)
            && day >= 1
            && day <= i64::from(days_in_month(year, month as u8));
        if exists { Ok(days_from_civil(year, month, day)) } else { Err(()) }
    }

    /// The year, where 1 BC is 0. Nothing written means 1 BC, as in PostgreSQL.
    fn year(&self) -> Result<i64, ()> {
        let year = match (self.year, self.century) {
            (None, None) => return Ok(0),
            (Some(year), None) => year,
            (None, Some(century)) => (century - 1) * 100 + 1,
            (Some(year), Some(century)) if year % 100 != 0 => (century - 1) * 100 + year % 100,
            (Some(_), Some(century)) => century * 100,
        };
        Ok(match (self.before_christ, year) {
            (_, 0) => 0,
            (true, year) if year > 0 => 1 - year,
            (false, year) if year < 0 => year + 1,
            (_, year) => year,
        })
    }
}

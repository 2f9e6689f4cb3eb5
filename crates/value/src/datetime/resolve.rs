//! From the parts of a date and time that were read to a day and a time of it.

use super::decode::{DATE, Draft};
use super::parse::Wrong;
use super::{DAY, HOUR, days_from_civil, days_in_month};

impl Draft {
    /// The day that was read, in days since 1970.
    pub(super) fn days(&self) -> Result<i64, Wrong> {
        if let Some(julian) = self.julian {
            return Ok(julian + super::FIRST_DAY);
        }
        if self.known & DATE != DATE {
            return Err(Wrong::Syntax);
        }
        let year = self.full_year()?;
        if let Some(day) = self.day_of_year {
            return Ok(days_from_civil(year, 1, day));
        }
        if !(1..=12).contains(&self.month) || !(1..=31).contains(&self.day) {
            return Err(Wrong::MonthOrDay);
        }
        if self.day > i64::from(days_in_month(year, self.month as u8)) {
            return Err(Wrong::Field);
        }
        Ok(days_from_civil(year, self.month, self.day))
    }

    /// The year as astronomers count, from two digits or before Christ.
    fn full_year(&self) -> Result<i64, Wrong> {
        match self.year {
            year if self.before_christ == Some(true) => {
                if year > 0 {
                    Ok(1 - year)
                } else {
                    Err(Wrong::Field)
                }
            }
            year @ 0..70 if self.two_digits => Ok(year + 2000),
            year @ 70..100 if self.two_digits => Ok(year + 1900),
            year if year > 0 => Ok(year),
            _ => Err(Wrong::Field),
        }
    }

    /// Microseconds since midnight, if a time was read; at most 24:00, but for a leap second.
    pub(super) fn clock(&self) -> Result<Option<i64>, Wrong> {
        let Some(clock) = self.clock else { return Ok(None) };
        let (hour, rest) = (clock / HOUR, clock % HOUR);
        let hour = match self.afternoon {
            Some(_) if hour > 12 => return Err(Wrong::Field),
            Some(true) if hour < 12 => hour + 12,
            Some(false) if hour == 12 => 0,
            _ => hour,
        };
        match hour * HOUR + rest {
            clock @ 0..=DAY => Ok(Some(clock)),
            _ => Err(Wrong::Field),
        }
    }
}

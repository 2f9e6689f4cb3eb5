//! The calendar: days since 1970 and the years, months, days and weeks that they are, Gregorian throughout.

use super::{DAY, HOUR, MINUTE, SECOND};

/// A day on the calendar. Year 0 is 1 BC, as astronomers count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Civil {
    /// The year.
    pub year: i64,
    /// 1 to 12.
    pub month: u8,
    /// 1 to 31.
    pub day: u8,
}

/// A timestamp on the calendar and the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fields {
    /// The day.
    pub civil: Civil,
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
    /// 0 to 59.
    pub second: u8,
    /// 0 to 999,999.
    pub micros: u32,
}

/// Days of 400 years.
const ERA: i64 = 146_097;
/// Days from 1 March of the year 0 to 1970-01-01.
const EPOCH: i64 = 719_468;

/// The days since 1970-01-01 of a day; the month may be any number and carries into the year.
pub fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    // A year that begins in March has its leap day at the end.
    let months = year * 12 + (month - 3);
    let (year, month) = (months.div_euclid(12), months.rem_euclid(12));
    let (era, year_of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let day_of_year = (153 * month + 2) / 5 + day - 1;
    era * ERA + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - EPOCH
}

/// The calendar's name of a day.
pub fn civil_from_days(days: i64) -> Civil {
    let days = days.saturating_add(EPOCH);
    let (era, day_of_era) = (days.div_euclid(ERA), days.rem_euclid(ERA));
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * month + 2) / 5 + 1;
    let (month, carry) = if month < 10 { (month + 3, 0) } else { (month - 9, 1) };
    Civil { year: era * 400 + year_of_era + carry, month: month as u8, day: day as u8 }
}

/// A timestamp's fields.
pub fn fields(micros: i64) -> Fields {
    let clock = micros.rem_euclid(DAY);
    Fields {
        civil: civil_from_days(micros.div_euclid(DAY)),
        hour: (clock / HOUR) as u8,
        minute: (clock % HOUR / MINUTE) as u8,
        second: (clock % MINUTE / SECOND) as u8,
        micros: (clock % SECOND) as u32,
    }
}

/// The microseconds since 1970 that fields mean; wide, because not every day has a timestamp.
pub fn micros_from_fields(fields: &Fields) -> i128 {
    let Civil { year, month, day } = fields.civil;
    let days = days_from_civil(year, i64::from(month), i64::from(day));
    let clock = i64::from(fields.hour) * HOUR
        + i64::from(fields.minute) * MINUTE
        + i64::from(fields.second) * SECOND
        + i64::from(fields.micros);
    i128::from(days) * i128::from(DAY) + i128::from(clock)
}

/// Whether a year has a 29 February.
pub const fn is_leap(year: i64) -> bool {
    year % 4 == 0 && (year % 100 != 0 || year % 400 == 0)
}

/// 28 to 31; the month is 1 to 12.
pub const fn days_in_month(year: i64, month: u8) -> u8 {
    match month {
        2 if is_leap(year) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// 0 for Sunday to 6 for Saturday.
pub const fn day_of_week(days: i64) -> u8 {
    (days + 4).rem_euclid(7) as u8
}

/// 1 to 366.
pub fn day_of_year(days: i64) -> i64 {
    days - days_from_civil(civil_from_days(days).year, 1, 1) + 1
}

/// The year of ISO 8601's week, and the week from 1 to 53.
pub fn iso_week(days: i64) -> (i64, u8) {
    // A week belongs to the year of its Thursday.
    let thursday = days - (days + 3).rem_euclid(7) + 3;
    let year = civil_from_days(thursday).year;
    let week = (thursday - days_from_civil(year, 1, 1)) / 7 + 1;
    (year, week as u8)
}

/// The Monday that begins the first week of an ISO 8601 year.
pub fn iso_year_start(year: i64) -> i64 {
    let fourth = days_from_civil(year, 1, 4);
    fourth - (fourth + 3).rem_euclid(7)
}

/// Days since 24 November 4714 BC.
pub const fn julian_day(days: i64) -> i64 {
    days - super::FIRST_DAY
}

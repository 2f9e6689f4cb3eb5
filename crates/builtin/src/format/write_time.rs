//! A timestamp or an interval written by a template.

use value::ValueError;
use value::datetime::{
    DAY, HOUR, MINUTE, SECOND, civil_from_days, day_of_week, day_of_year, days_from_civil,
    iso_week, iso_year_start, julian_day,
};
use value::interval::Interval;

use super::time_template::{Case, DAYS, Field, Item, MONTHS, Part, ROMAN};
use super::write_number::ordinal;

/// What is written, taken apart.
pub(super) struct Parts {
    year: i64,
    month: i64,
    day: i64,
    hour: i64,
    minute: i64,
    second: i64,
    micros: i64,
    /// Days since 1970; an interval is on no day.
    date: Option<i64>,
    /// Whether the time knows its zone, which is UTC.
    zoned: bool,
}

impl Parts {
    /// A finite timestamp.
    pub(super) fn of_timestamp(at: i64, zoned: bool) -> Self {
        let date = at.div_euclid(DAY);
        let civil = civil_from_days(date);
        let clock = Self::of_clock(at.rem_euclid(DAY));
        let (month, day) = (i64::from(civil.month), i64::from(civil.day));
        Self { year: civil.year, month, day, date: Some(date), zoned, ..clock }
    }

    /// An interval, whose parts may each be negative.
    pub(super) fn of_interval(of: Interval) -> Self {
        let months = i64::from(of.months);
        let clock = Self::of_clock(of.micros);
        Self { year: months / 12, month: months % 12, day: i64::from(of.days), ..clock }
    }

    fn of_clock(time: i64) -> Self {
        Self {
            year: 0,
            month: 0,
            day: 0,
            hour: time / HOUR,
            minute: time % HOUR / MINUTE,
            second: time % MINUTE / SECOND,
            micros: time % SECOND,
            date: None,
            zoned: false,
        }
    }

    /// The year as people count, where the one before 1 is 1 BC.
    fn shown_year(&self, year: i64) -> i64 {
        if self.date.is_some() && year <= 0 { 1 - year } else { year }
    }

    /// The day of the year; of an interval its length in days.
    fn day_of_year(&self) -> i64 {
        match self.date {
            Some(date) => day_of_year(date),
            None => (self.year * 12 + self.month) * 30 + self.day,
        }
    }

    /// The day, which an interval doesn't have.
    fn calendar_date(&self) -> Result<i64, ValueError> {
        self.date.ok_or_else(|| {
            ValueError::new("22007", "invalid format specification for an interval value")
                .hint("Intervals are not tied to specific calendar dates.")
        })
    }
}

/// Writes the parts as the template says.
pub(super) fn write(parts: &Parts, template: &[Part]) -> Result<String, ValueError> {
    let mut out = String::new();
    for part in template {
        match part {
            Part::Literal(character) => out.push(*character),
            Part::Field(item) => {
                let shown = match number(parts, item.field)? {
                    Some((number, width)) => padded(number, width, *item),
                    None => word(parts, *item)?,
                };
                out.push_str(&shown);
            }
        }
    }
    Ok(out)
}

/// A number with leading zeros, and its ordinal ending. A sign takes a place more.
fn padded(number: i64, width: usize, item: Item) -> String {
    let width = match item.bare {
        true => 0,
        false => width + usize::from(number < 0 && width > 1),
    };
    let mut shown = format!("{number:0width$}");
    if let Some(upper) = item.ordinal {
        shown.push_str(ordinal(&shown, upper));
    }
    shown
}

/// A field that is a number, with its usual width.
fn number(parts: &Parts, field: Field) -> Result<Option<(i64, usize)>, ValueError> {
    let year = parts.shown_year(parts.year);
    Ok(Some(match field {
        Field::Hour12 => (if parts.hour % 12 == 0 { 12 } else { parts.hour % 12 }, 2),
        Field::Hour24 => (parts.hour, 2),
        Field::Minute => (parts.minute, 2),
        Field::Second => (parts.second, 2),
        Field::SecondOfDay => (parts.hour * 3_600 + parts.minute * 60 + parts.second, 0),
        Field::Month => (parts.month, 2),
        Field::Day => (parts.day, 2),
        Field::DayOfYear => (parts.day_of_year(), 3),
        Field::Weekday => (i64::from(day_of_week(parts.calendar_date()?)) + 1, 0),
        Field::IsoWeekday => {
            let weekday = i64::from(day_of_week(parts.calendar_date()?));
            (if weekday == 0 { 7 } else { weekday }, 0)
        }
        Field::Week => ((parts.day_of_year() - 1) / 7 + 1, 2),
        Field::WeekOfMonth => ((parts.day - 1) / 7 + 1, 0),
        Field::IsoWeek => (i64::from(iso_week(parts.calendar_date()?).1), 2),
        Field::IsoDayOfYear => {
            let date = parts.calendar_date()?;
            (date - iso_year_start(iso_week(date).0) + 1, 3)
        }
        Field::IsoYear(digits) => {
            let date = parts.calendar_date()?;
            let year = parts.shown_year(iso_week(date).0);
            (last_digits(year, digits), digits as usize)
        }
        Field::Year(digits) => (last_digits(year, digits), digits as usize),
        Field::Century => (century(parts), 2),
        Field::Quarter if parts.month != 0 => ((parts.month - 1) / 3 + 1, 0),
        Field::Julian => {
            let date = days_from_civil(parts.year, parts.month, parts.day);
            (julian_day(parts.date.unwrap_or(date)), 0)
        }
        _ => return Ok(None),
    }))
}

/// Four digits are the whole year.
fn last_digits(year: i64, digits: u32) -> i64 {
    if digits == 4 { year } else { year % 10_i64.pow(digits) }
}

fn century(parts: &Parts) -> i64 {
    match parts.date {
        None => parts.year / 100,
        Some(_) if parts.year > 0 => (parts.year - 1) / 100 + 1,
        Some(_) => parts.year / 100 - 1,
    }
}

/// A field that is no plain number.
fn word(parts: &Parts, item: Item) -> Result<String, ValueError> {
    let cased = |word: &str, case: Case| match case {
        Case::Upper => word.to_ascii_uppercase(),
        Case::Title => word.to_owned(),
        Case::Lower => word.to_ascii_lowercase(),
    };
    let wide = |word: String, width: usize| {
        if item.bare { word } else { format!("{word:width$}") }
    };
    let fraction = |number: i64, width: usize| {
        let mut shown = format!("{number:0width$}");
        shown.push_str(item.ordinal.map_or("", |upper| ordinal(&shown.clone(), upper)));
        shown
    };
    Ok(match item.field {
        Field::Fraction(digits) => fraction(parts.micros / 10_i64.pow(6 - digits), digits as usize),
        Field::Millisecond => fraction(parts.micros / 1_000, 3),
        Field::Microsecond => fraction(parts.micros, 6),
        Field::Meridian { dots, upper } => {
            let afternoon = parts.hour.rem_euclid(24) >= 12;
            marked(if afternoon { ["PM", "P.M."] } else { ["AM", "A.M."] }, dots, upper)
        }
        Field::Era { dots, upper } => {
            parts.calendar_date()?;
            marked(if parts.year <= 0 { ["BC", "B.C."] } else { ["AD", "A.D."] }, dots, upper)
        }
        Field::MonthName(case) => wide(cased(month_name(parts)?, case), 9),
        Field::MonthShort(case) => cased(&month_name(parts)?[..3], case),
        Field::DayName(case) => wide(cased(day_name(parts)?, case), 9),
        Field::DayShort(case) => cased(&day_name(parts)?[..3], case),
        Field::Roman { upper } => roman(parts)
            .map(|it| wide(cased(it, if upper { Case::Upper } else { Case::Lower }), 4))
            .unwrap_or_default(),
        Field::YearWithComma => {
            let year = parts.shown_year(parts.year);
            format!("{},{:03}", year / 1_000, year % 1_000)
        }
        Field::Zone { upper } => {
            parts.calendar_date()?;
            let shown = if parts.zoned { "UTC" } else { "" };
            cased(shown, if upper { Case::Upper } else { Case::Lower })
        }
        Field::Offset | Field::ZoneHour => {
            parts.calendar_date()?;
            "+00".to_owned()
        }
        Field::ZoneMinute => {
            parts.calendar_date()?;
            "00".to_owned()
        }
        _ => String::new(),
    })
}

fn marked(words: [&str; 2], dots: bool, upper: bool) -> String {
    let word = words[usize::from(dots)];
    if upper { word.to_owned() } else { word.to_ascii_lowercase() }
}

fn month_name(parts: &Parts) -> Result<&'static str, ValueError> {
    parts.calendar_date()?;
    Ok(MONTHS[(parts.month - 1).rem_euclid(12) as usize])
}

fn day_name(parts: &Parts) -> Result<&'static str, ValueError> {
    Ok(DAYS[usize::from(day_of_week(parts.calendar_date()?)) % 7])
}

/// Years without months are twelve months, forwards or backwards.
fn roman(parts: &Parts) -> Option<&'static str> {
    let index = match (parts.month, parts.year) {
        (0, 0) => return None,
        (0, year) if year > 0 => 11,
        (0, _) => 0,
        (month, _) if month < 0 => 12 + month,
        (month, _) => month - 1,
    };
    ROMAN.get(usize::try_from(index).ok()?).copied()
}

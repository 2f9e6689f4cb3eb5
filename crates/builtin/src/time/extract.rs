//! `extract`, which gives exact numbers, and `date_part`, which gives floats.

use value::datetime::{
    Civil, DAY, HOUR, SECOND, civil_from_days, day_of_week, day_of_year, is_infinite, iso_week,
    julian_day,
};
use value::numeric::Numeric;
use value::{Scalar, Type, Value, ValueError};

use super::interval::interval;
use super::unit::{self, Unit};
use crate::arguments::{int, text};
use crate::table::patterns::{DATE, FLOAT8, INTERVAL, NUMERIC, TEXT, TIME, TIMESTAMP, TIMESTAMPTZ};
use crate::{Builtin, Context};

type Answer = Result<Value, ValueError>;

pub(crate) const TABLE: &[Builtin] = &[
    Builtin::function("extract", &[TEXT, DATE], NUMERIC, extract),
    Builtin::function("extract", &[TEXT, TIME], NUMERIC, extract),
    Builtin::function("extract", &[TEXT, TIMESTAMP], NUMERIC, extract),
    Builtin::function("extract", &[TEXT, TIMESTAMPTZ], NUMERIC, extract).stable(),
    Builtin::function("extract", &[TEXT, INTERVAL], NUMERIC, extract),
    Builtin::function("date_part", &[TEXT, DATE], FLOAT8, date_part),
    Builtin::function("date_part", &[TEXT, TIME], FLOAT8, date_part),
    Builtin::function("date_part", &[TEXT, TIMESTAMP], FLOAT8, date_part),
    Builtin::function("date_part", &[TEXT, TIMESTAMPTZ], FLOAT8, date_part).stable(),
    Builtin::function("date_part", &[TEXT, INTERVAL], FLOAT8, date_part),
];

/// What a part is.
enum Part {
    /// A whole number of units of 10 to the power of minus a scale.
    Scaled(i128, u32),
    /// A quotient that doesn't end.
    Fraction {
        whole: i64,
        of_day: i64,
    },
    Infinite {
        negative: bool,
    },
    Missing,
}

fn extract(context: &Context<'_>, arguments: &[Value]) -> Answer {
    Ok(match part(context, arguments)? {
        Part::Missing => Value::Null,
        Part::Infinite { negative: true } => Value::text("-Infinity"),
        Part::Infinite { negative: false } => Value::text("Infinity"),
        Part::Scaled(number, scale) => Value::text(decimal(number, scale)),
        Part::Fraction { whole, of_day } => {
            let part = Numeric::from(of_day).div(&Numeric::from(DAY))?;
            Value::text(Numeric::from(whole).add(&part)?.to_string())
        }
    })
}

fn date_part(context: &Context<'_>, arguments: &[Value]) -> Answer {
    Ok(match part(context, arguments)? {
        Part::Missing => Value::Null,
        Part::Infinite { negative: true } => Value::Float(f64::NEG_INFINITY),
        Part::Infinite { negative: false } => Value::Float(f64::INFINITY),
        Part::Scaled(number, scale) => Value::Float(number as f64 / 10_f64.powi(scale as i32)),
        Part::Fraction { whole, of_day } => Value::Float(whole as f64 + of_day as f64 / DAY as f64),
    })
}

/// The number with its scale: `-1.500000`.
fn decimal(number: i128, scale: u32) -> String {
    if scale == 0 {
        return number.to_string();
    }
    let sign = if number < 0 { "-" } else { "" };
    let base = 10_u128.pow(scale);
    let (whole, rest) = (number.unsigned_abs() / base, number.unsigned_abs() % base);
    format!("{sign}{whole}.{rest:0width$}", width = scale as usize)
}

fn part(context: &Context<'_>, arguments: &[Value]) -> Result<Part, ValueError> {
    let word = text(arguments, 0)?;
    let of = context.arguments.get(1).map_or(&Type::UNKNOWN, Type::base);
    let unit = unit::read(word, of)?;
    let found = match of.scalar() {
        // As a float PostgreSQL gives the parts of the day's midnight.
        Some(Scalar::Date) if context.returns.scalar() == Some(Scalar::Float8) => {
            let date = int(arguments, 1)?;
            of_timestamp(unit, if is_infinite(date) { date } else { date.saturating_mul(DAY) })
        }
        Some(Scalar::Date) => of_date(unit, int(arguments, 1)?),
        Some(Scalar::Time) => of_time(unit, int(arguments, 1)?),
        Some(Scalar::Interval) => of_interval(unit, arguments)?,
        Some(Scalar::Timestamptz) => of_timestamptz(unit, int(arguments, 1)?),
        _ => of_timestamp(unit, int(arguments, 1)?),
    };
    found.ok_or_else(|| unit::unsupported(word, of))
}

fn whole(number: i64) -> Option<Part> {
    Some(Part::Scaled(i128::from(number), 0))
}

/// Parts of a time of day, which timestamps have as well.
fn of_clock(unit: Unit, time: i64) -> Option<Part> {
    let of_minute = i128::from(time % (60 * SECOND));
    match unit {
        Unit::Microsecond => Some(Part::Scaled(of_minute, 0)),
        Unit::Millisecond => Some(Part::Scaled(of_minute, 3)),
        Unit::Second => Some(Part::Scaled(of_minute, 6)),
        Unit::Minute => whole(time / (60 * SECOND) % 60),
        Unit::Hour => whole(time / HOUR),
        _ => None,
    }
}

fn of_time(unit: Unit, time: i64) -> Option<Part> {
    match unit {
        Unit::Epoch => Some(Part::Scaled(i128::from(time), 6)),
        _ => of_clock(unit, time),
    }
}

fn of_date(unit: Unit, date: i64) -> Option<Part> {
    let is_of_clock = matches!(
        unit,
        Unit::Microsecond | Unit::Millisecond | Unit::Second | Unit::Minute | Unit::Hour
    );
    if is_of_clock {
        return None;
    }
    match unit {
        _ if is_infinite(date) => of_infinity(unit, date),
        Unit::Epoch => whole(date * 86_400),
        Unit::Julian => whole(julian_day(date)),
        _ => of_calendar(unit, date),
    }
}

fn of_timestamptz(unit: Unit, timestamp: i64) -> Option<Part> {
    match unit {
        Unit::Timezone | Unit::TimezoneHour | Unit::TimezoneMinute => {
            if is_infinite(timestamp) {
                Some(Part::Missing)
            } else {
                whole(0)
            }
        }
        _ => of_timestamp(unit, timestamp),
    }
}

fn of_timestamp(unit: Unit, timestamp: i64) -> Option<Part> {
    if is_infinite(timestamp) {
        return of_infinity(unit, timestamp);
    }
    let (date, time) = (timestamp.div_euclid(DAY), timestamp.rem_euclid(DAY));
    match unit {
        Unit::Epoch => Some(Part::Scaled(i128::from(timestamp), 6)),
        Unit::Julian => Some(Part::Fraction { whole: julian_day(date), of_day: time }),
        _ => of_clock(unit, time).or_else(|| of_calendar(unit, date)),
    }
}

/// What only grows is infinite as well, what comes again and again is nothing.
fn of_infinity(unit: Unit, of: i64) -> Option<Part> {
    match unit {
        Unit::Timezone | Unit::TimezoneHour | Unit::TimezoneMinute => None,
        Unit::Year
        | Unit::Decade
        | Unit::Century
        | Unit::Millennium
        | Unit::IsoYear
        | Unit::Julian
        | Unit::Epoch => Some(Part::Infinite { negative: of < 0 }),
        _ => Some(Part::Missing),
    }
}

fn of_calendar(unit: Unit, date: i64) -> Option<Part> {
    let Civil { year, month, day } = civil_from_days(date);
    let (month, day) = (i64::from(month), i64::from(day));
    match unit {
        Unit::Day => whole(day),
        Unit::Month => whole(month),
        Unit::Quarter => whole((month - 1) / 3 + 1),
        Unit::Week => whole(i64::from(iso_week(date).1)),
        Unit::IsoYear => whole(without_zero(iso_week(date).0)),
        Unit::Year => whole(without_zero(year)),
        Unit::Decade => whole(year.div_euclid(10)),
        Unit::Century => whole(count_of(year, 100)),
        Unit::Millennium => whole(count_of(year, 1_000)),
        Unit::Dow => whole(i64::from(day_of_week(date))),
        Unit::IsoDow => whole((i64::from(day_of_week(date)) + 6) % 7 + 1),
        Unit::Doy => whole(day_of_year(date)),
        _ => None,
    }
}

/// The year before 1 is -1 here, 1 BC.
fn without_zero(year: i64) -> i64 {
    if year > 0 { year } else { year - 1 }
}

/// Centuries and millennia are counted from 1, and before it from -1.
fn count_of(year: i64, length: i64) -> i64 {
    if year > 0 { (year + length - 1) / length } else { -((length - 1 - (year - 1)) / length) }
}

fn of_interval(unit: Unit, arguments: &[Value]) -> Result<Option<Part>, ValueError> {
    let of = interval(arguments, 1)?;
    let (years, months) = (i64::from(of.months / 12), i64::from(of.months % 12));
    Ok(match unit {
        Unit::Day => whole(i64::from(of.days)),
        Unit::Month => whole(months),
        Unit::Quarter => whole(months / 3 + 1),
        Unit::Year => whole(years),
        Unit::Decade => whole(years / 10),
        Unit::Century => whole(years / 100),
        Unit::Millennium => whole(years / 1_000),
        Unit::Epoch => {
            // A year has 365.25 days here, which is why quarters of days are counted.
            let quarter_days = years * 1_461 + months * 120 + i64::from(of.days) * 4;
            let micros = i128::from(quarter_days) * i128::from(DAY / 4) + i128::from(of.micros);
            Some(Part::Scaled(micros, 6))
        }
        _ => of_clock(unit, of.micros),
    })
}

//! Intervals and timestamps computed with, against what PostgreSQL 15 computed.

use crate::datetime::{
    self, day_of_week, day_of_year, iso_week, julian_day, read_date, read_timestamp,
};
use crate::interval::{Interval, add_to_timestamp, age, between};
use crate::tests::{Case, cases, difference, report};
use crate::{Modifier, Moment, ValueError};

fn timestamp(text: &str) -> Result<i64, ValueError> {
    read_timestamp(text, Modifier::None, &Moment::default())
}

fn fields(text: &str) -> Result<String, ValueError> {
    let days = read_date(text, &Moment::default())?;
    let (year, week) = iso_week(days);
    let year = if year > 0 { year } else { year - 1 };
    let (weekday, day) = (day_of_week(days), day_of_year(days));
    Ok(format!("{year} {week} {weekday} {day} {}", julian_day(days)))
}

fn compute(operation: &str, operands: &str) -> Result<String, ValueError> {
    let (a, b) = operands.split_once('|').unwrap_or((operands, ""));
    let factor: f64 = b.parse().unwrap_or(0.0);
    let interval = match operation {
        "fields" => return fields(a),
        "ts+" => {
            let moved = add_to_timestamp(timestamp(a)?, Interval::parse(b)?)?;
            let mut out = String::new();
            datetime::write_timestamp(moved, b' ', "", &mut out);
            return Ok(out);
        }
        "ts-" => between(timestamp(a)?, timestamp(b)?),
        "age" => age(timestamp(a)?, timestamp(b)?),
        "justify_hours" => Interval::parse(a)?.justify_hours(),
        "justify_days" => Interval::parse(a)?.justify_days(),
        "justify_interval" => Interval::parse(a)?.justify_interval(),
        "-" => Interval::parse(a)?.neg(),
        "*" => Interval::parse(a)?.mul(factor),
        "/" => Interval::parse(a)?.div(factor),
        other => panic!("no operation {other}"),
    };
    interval.map(|interval| interval.to_string())
}

#[test]
fn spans_of_time_are_computed_as_postgresql_does() {
    let check = |case: &Case| difference(case, &compute(&case.value, &case.second));
    report(
        &cases(include_str!("../../cases/time.tsv")).iter().filter_map(check).collect::<Vec<_>>(),
    );
}

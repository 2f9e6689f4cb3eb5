//! `to_char`, `to_date`, `to_timestamp` and `to_number`: values to and from text by a template.

mod number_template;
mod read_number;
mod read_time;
mod time_fields;
mod time_template;
mod write_number;
mod write_time;

use value::datetime::{check_timestamp, is_infinite};
use value::interval::Interval;
use value::numeric::Numeric;
use value::{Scalar, Value, ValueError};

use crate::arguments::{float, int, text};
use crate::table::patterns::{
    DATE, FLOAT4, FLOAT8, INT4, INT8, INTERVAL, NUMERIC, TEXT, TIMESTAMP, TIMESTAMPTZ,
};
use crate::text::within_limit;
use crate::{Builtin, Context};

type Answer = Result<Value, ValueError>;

/// How long a template may be, in bytes.
const LONGEST: usize = 64 * 1024;

pub(crate) const TABLE: &[Builtin] = &[
    Builtin::function("to_char", &[TIMESTAMP, TEXT], TEXT, |_, a| timestamp(a, false)).stable(),
    Builtin::function("to_char", &[TIMESTAMPTZ, TEXT], TEXT, |_, a| timestamp(a, true)).stable(),
    Builtin::function("to_char", &[INTERVAL, TEXT], TEXT, interval).stable(),
    Builtin::function("to_char", &[NUMERIC, TEXT], TEXT, numeric).stable(),
    Builtin::function("to_char", &[INT4, TEXT], TEXT, whole).stable(),
    Builtin::function("to_char", &[INT8, TEXT], TEXT, whole).stable(),
    Builtin::function("to_char", &[FLOAT4, TEXT], TEXT, |_, a| floating(a, 6)).stable(),
    Builtin::function("to_char", &[FLOAT8, TEXT], TEXT, |_, a| floating(a, 15)).stable(),
    Builtin::function("to_date", &[TEXT, TEXT], DATE, to_date).stable(),
    Builtin::function("to_timestamp", &[TEXT, TEXT], TIMESTAMPTZ, to_timestamp).stable(),
    Builtin::function("to_number", &[TEXT, TEXT], NUMERIC, to_number).stable(),
];

/// The template in the second argument.
fn template(arguments: &[Value]) -> Result<&str, ValueError> {
    let template = text(arguments, 1)?;
    if template.len() > LONGEST {
        return Err(ValueError::new("54000", "the template is too long"));
    }
    Ok(template)
}

fn timestamp(arguments: &[Value], zoned: bool) -> Answer {
    let (at, template) = (int(arguments, 0)?, template(arguments)?);
    if template.is_empty() || is_infinite(at) {
        return Ok(Value::Null);
    }
    let parts = write_time::Parts::of_timestamp(at, zoned);
    write_time::write(&parts, &time_template::read(template)).map(Value::text)
}

fn interval(_: &Context<'_>, arguments: &[Value]) -> Answer {
    let (of, template) = (Interval::parse(text(arguments, 0)?)?, template(arguments)?);
    if template.is_empty() {
        return Ok(Value::Null);
    }
    let parts = write_time::Parts::of_interval(of);
    write_time::write(&parts, &time_template::read(template)).map(Value::text)
}

fn numeric(_: &Context<'_>, arguments: &[Value]) -> Answer {
    let number = Numeric::parse(text(arguments, 0)?)?;
    shown(&number, template(arguments)?)
}

fn whole(_: &Context<'_>, arguments: &[Value]) -> Answer {
    shown(&Numeric::from(int(arguments, 0)?), template(arguments)?)
}

fn shown(number: &Numeric, template: &str) -> Answer {
    let template = number_template::read(template)?;
    let out = write_number::write_numeric(number, &template)?;
    within_limit(out.len())?;
    Ok(Value::text(out))
}

/// A float shows no more digits than its type is sure of.
fn floating(arguments: &[Value], digits: usize) -> Answer {
    let number = float(arguments, 0)?;
    let template = number_template::read(template(arguments)?)?;
    write_number::write_float(number, digits, &template).map(Value::text)
}

fn to_date(_: &Context<'_>, arguments: &[Value]) -> Answer {
    let (written, template) = (text(arguments, 0)?, template(arguments)?);
    let found = read_time::read(written, &time_template::read(template))?;
    value::datetime::check_date(found.date)
        .map(Value::Int)
        .map_err(|_| ValueError::new("22008", format!("date out of range: \"{written}\"")))
}

fn to_timestamp(_: &Context<'_>, arguments: &[Value]) -> Answer {
    let (written, template) = (text(arguments, 0)?, template(arguments)?);
    let found = read_time::read(written, &time_template::read(template))?;
    let local = i128::from(found.date) * i128::from(value::datetime::DAY) + i128::from(found.time);
    check_timestamp(local - i128::from(found.east)).map(Value::Int)
}

/// Which parts of a moment a template has.
pub(crate) struct Has {
    pub(crate) date: bool,
    pub(crate) time: bool,
    pub(crate) zone: bool,
}

/// What a text is by a template, and what the template asks for.
pub(crate) fn read_by_template(
    written: &str,
    template: &str,
) -> Result<(time_fields::Found, Has), ValueError> {
    use time_template::{Field, Part};
    if template.len() > LONGEST {
        return Err(ValueError::new("54000", "the template is too long"));
    }
    let parts = time_template::read(template);
    let mut has = Has { date: false, time: false, zone: false };
    for part in &parts {
        let Part::Field(item) = part else { continue };
        match item.field {
            Field::Exact => {}
            Field::Offset | Field::ZoneHour | Field::ZoneMinute | Field::Zone { .. } => {
                has.zone = true;
            }
            Field::Meridian { .. }
            | Field::Fraction(_)
            | Field::Hour24
            | Field::Hour12
            | Field::Minute
            | Field::Millisecond
            | Field::Microsecond
            | Field::SecondOfDay
            | Field::Second => has.time = true,
            _ => has.date = true,
        }
    }
    Ok((read_time::read(written, &parts)?, has))
}

fn to_number(_: &Context<'_>, arguments: &[Value]) -> Answer {
    let (written, template) = (text(arguments, 0)?, template(arguments)?);
    if template.is_empty() {
        return Ok(Value::Null);
    }
    let template = number_template::read(template)?;
    let digits = read_number::read(written, &template)?;
    let number = Numeric::parse(&digits).map_err(|_| {
        ValueError::syntax(Scalar::Numeric.name(), if digits.is_empty() { " " } else { &digits })
    })?;
    let moved = match template.shift {
        Some(shift) => number.mul(&Numeric::from(10).power(&Numeric::from(-(shift as i64)))?)?,
        None => number,
    };
    Ok(Value::text(moved.to_string()))
}

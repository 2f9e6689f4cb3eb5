//! `generate_series` and `generate_subscripts`.

use value::datetime::is_infinite;
use value::interval::{Interval, add_to_timestamp};
use value::numeric::Numeric;
use value::{Value, ValueError};

use crate::arguments::{int, text, truth};
use crate::numbers::numeric::{answer, numeric};
use crate::table::patterns::{ARRAY, BOOL, INT4, INT8, INTERVAL, NUMERIC, TIMESTAMP, TIMESTAMPTZ};
use crate::{Context, Rows, SetReturning};

const NAME: &str = "generate_series";
const SUBSCRIPTS: &str = "generate_subscripts";

pub(crate) const TABLE: &[SetReturning] = &[
    SetReturning::new(NAME, &[INT4, INT4], &[(NAME, INT4)], |_, a| integers(a, INT4_MOST)),
    SetReturning::new(NAME, &[INT4, INT4, INT4], &[(NAME, INT4)], |_, a| integers(a, INT4_MOST)),
    SetReturning::new(NAME, &[INT8, INT8], &[(NAME, INT8)], |_, a| integers(a, i64::MAX)),
    SetReturning::new(NAME, &[INT8, INT8, INT8], &[(NAME, INT8)], |_, a| integers(a, i64::MAX)),
    SetReturning::new(NAME, &[NUMERIC, NUMERIC], &[(NAME, NUMERIC)], numerics),
    SetReturning::new(NAME, &[NUMERIC, NUMERIC, NUMERIC], &[(NAME, NUMERIC)], numerics),
    SetReturning::new(NAME, &[TIMESTAMP, TIMESTAMP, INTERVAL], &[(NAME, TIMESTAMP)], timestamps),
    SetReturning::new(
        NAME,
        &[TIMESTAMPTZ, TIMESTAMPTZ, INTERVAL],
        &[(NAME, TIMESTAMPTZ)],
        timestamps,
    ),
    SetReturning::new(SUBSCRIPTS, &[ARRAY, INT4], &[(SUBSCRIPTS, INT4)], subscripts),
    SetReturning::new(SUBSCRIPTS, &[ARRAY, INT4, BOOL], &[(SUBSCRIPTS, INT4)], subscripts),
];

const INT4_MOST: i64 = i32::MAX as i64;

fn zero_step() -> ValueError {
    ValueError::new("22023", "step size cannot equal zero")
}

/// The series ends where the next number would not fit the type.
fn integers(arguments: &[Value], most: i64) -> Result<Rows, ValueError> {
    let (start, stop) = (int(arguments, 0)?, int(arguments, 1)?);
    let step = if arguments.len() > 2 { int(arguments, 2)? } else { 1 };
    if step == 0 {
        return Err(zero_step());
    }
    let mut next = Some(start);
    Ok(Box::new(std::iter::from_fn(move || {
        let current = next?;
        if (step > 0 && current > stop) || (step < 0 && current < stop) {
            return None;
        }
        next = current.checked_add(step).filter(|it| (-most - 1..=most).contains(it));
        Some(Ok(vec![Value::Int(current)]))
    })))
}

fn numerics(_: &Context<'_>, arguments: &[Value]) -> Result<Rows, ValueError> {
    let (start, stop) = (numeric(arguments, 0)?, numeric(arguments, 1)?);
    let step = if arguments.len() > 2 { numeric(arguments, 2)? } else { Numeric::from(1) };
    let names = [(&start, "start"), (&stop, "stop"), (&step, "step")];
    for (number, name) in names {
        let what = match (number, name) {
            (Numeric::Finite(_), _) => continue,
            (Numeric::NaN, "step") => "step size cannot be NaN".to_owned(),
            (Numeric::NaN, _) => format!("{name} value cannot be NaN"),
            (_, "step") => "step size cannot be infinity".to_owned(),
            _ => format!("{name} value cannot be infinity"),
        };
        return Err(ValueError::new("22023", what));
    }
    if step.sign() == 0 {
        return Err(zero_step());
    }
    let mut next = Some(start);
    Ok(Box::new(std::iter::from_fn(move || {
        let current = next.take()?;
        if (step.sign() > 0 && current > stop) || (step.sign() < 0 && current < stop) {
            return None;
        }
        let shown = answer(&current);
        match current.add(&step) {
            Ok(following) => next = Some(following),
            Err(error) => return Some(Err(error)),
        }
        Some(Ok(vec![shown]))
    })))
}

fn timestamps(_: &Context<'_>, arguments: &[Value]) -> Result<Rows, ValueError> {
    let (start, stop) = (int(arguments, 0)?, int(arguments, 1)?);
    let step = Interval::parse(text(arguments, 2)?)?;
    let direction = step.estimated().signum();
    if direction == 0 {
        return Err(zero_step());
    }
    if is_infinite(start) {
        // An infinite start never comes nearer to its end.
        let message = "start value cannot be infinity";
        return Err(ValueError::new("22023", message));
    }
    let mut next = Some(Ok(start));
    Ok(Box::new(std::iter::from_fn(move || {
        let current = match next.take()? {
            Ok(current) => current,
            Err(error) => return Some(Err(error)),
        };
        if (direction > 0 && current > stop) || (direction < 0 && current < stop) {
            return None;
        }
        next = Some(add_to_timestamp(current, step));
        Some(Ok(vec![Value::Int(current)]))
    })))
}

/// The indexes of one dimension of an array, from the last one on if asked so.
fn subscripts(_: &Context<'_>, arguments: &[Value]) -> Result<Rows, ValueError> {
    let dimensions = value::array::Array::parse(text(arguments, 0)?)?.dimensions;
    let at = usize::try_from(int(arguments, 1)? - 1).ok();
    let Some(dimension) = at.and_then(|at| dimensions.get(at)) else {
        return Ok(Box::new(std::iter::empty()));
    };
    let first = i64::from(dimension.lower);
    let range = first..first + dimension.length as i64;
    if arguments.len() > 2 && truth(arguments, 2)? {
        return Ok(Box::new(range.rev().map(|at| Ok(vec![Value::Int(at)]))));
    }
    Ok(Box::new(range.map(|at| Ok(vec![Value::Int(at)]))))
}

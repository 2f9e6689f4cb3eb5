//! Intervals as arguments, and the arithmetic among them.

use value::interval::Interval;
use value::{Value, ValueError};

use crate::arguments::{float, text};
use crate::table::patterns::{BOOL, FLOAT8, INTERVAL};
use crate::{Builtin, Context};

type Answer = Result<Value, ValueError>;

pub(crate) const TABLE: &[Builtin] = &[
    Builtin::function("interval_um", &[INTERVAL], INTERVAL, negate).operator("-"),
    Builtin::function("interval_pl", &[INTERVAL, INTERVAL], INTERVAL, add).operator("+"),
    Builtin::function("interval_mi", &[INTERVAL, INTERVAL], INTERVAL, subtract).operator("-"),
    Builtin::function("interval_mul", &[INTERVAL, FLOAT8], INTERVAL, |_, a| multiply(a, 0, 1))
        .operator("*"),
    Builtin::function("mul_d_interval", &[FLOAT8, INTERVAL], INTERVAL, |_, a| multiply(a, 1, 0))
        .operator("*"),
    Builtin::function("interval_div", &[INTERVAL, FLOAT8], INTERVAL, divide).operator("/"),
    Builtin::function("justify_hours", &[INTERVAL], INTERVAL, justify_hours),
    Builtin::function("justify_days", &[INTERVAL], INTERVAL, justify_days),
    Builtin::function("justify_interval", &[INTERVAL], INTERVAL, justify_interval),
    Builtin::function("isfinite", &[INTERVAL], BOOL, |_, _| Ok(Value::bool(true))).safe(),
];

/// An argument that is an interval.
pub(crate) fn interval(arguments: &[Value], at: usize) -> Result<Interval, ValueError> {
    Interval::parse(text(arguments, at)?)
}

/// The interval as a value.
pub(crate) fn answer(interval: Interval) -> Value {
    let mut out = String::new();
    interval.write(&mut out);
    Value::text(out)
}

/// 22008
pub(crate) fn out_of_range() -> ValueError {
    ValueError::new("22008", "interval out of range")
}

fn negate(_: &Context<'_>, arguments: &[Value]) -> Answer {
    interval(arguments, 0)?.neg().map(answer)
}

fn add(_: &Context<'_>, arguments: &[Value]) -> Answer {
    interval(arguments, 0)?.add(interval(arguments, 1)?).map(answer)
}

fn subtract(_: &Context<'_>, arguments: &[Value]) -> Answer {
    interval(arguments, 0)?.sub(interval(arguments, 1)?).map(answer)
}

fn multiply(arguments: &[Value], interval_at: usize, factor_at: usize) -> Answer {
    interval(arguments, interval_at)?.mul(float(arguments, factor_at)?).map(answer)
}

fn divide(_: &Context<'_>, arguments: &[Value]) -> Answer {
    interval(arguments, 0)?.div(float(arguments, 1)?).map(answer)
}

fn justify_hours(_: &Context<'_>, arguments: &[Value]) -> Answer {
    interval(arguments, 0)?.justify_hours().map(answer)
}

fn justify_days(_: &Context<'_>, arguments: &[Value]) -> Answer {
    interval(arguments, 0)?.justify_days().map(answer)
}

fn justify_interval(_: &Context<'_>, arguments: &[Value]) -> Answer {
    interval(arguments, 0)?.justify_interval().map(answer)
}

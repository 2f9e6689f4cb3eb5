//! Arithmetic of `float4` and `float8`, with PostgreSQL's errors where IEEE has infinities.

use value::{Value, ValueError};

use super::integer::division_by_zero;
use crate::arguments::float;
use crate::table::patterns::{FLOAT4, FLOAT8};
use crate::{Builtin, Context};

type Answer = Result<Value, ValueError>;

pub(crate) const TABLE: &[Builtin] = &[
    Builtin::function("float4pl", &[FLOAT4, FLOAT4], FLOAT4, add4).operator("+"),
    Builtin::function("float8pl", &[FLOAT8, FLOAT8], FLOAT8, add8).operator("+"),
    Builtin::function("float48pl", &[FLOAT4, FLOAT8], FLOAT8, add8).operator("+"),
    Builtin::function("float84pl", &[FLOAT8, FLOAT4], FLOAT8, add8).operator("+"),
    Builtin::function("float4mi", &[FLOAT4, FLOAT4], FLOAT4, subtract4).operator("-"),
    Builtin::function("float8mi", &[FLOAT8, FLOAT8], FLOAT8, subtract8).operator("-"),
    Builtin::function("float48mi", &[FLOAT4, FLOAT8], FLOAT8, subtract8).operator("-"),
    Builtin::function("float84mi", &[FLOAT8, FLOAT4], FLOAT8, subtract8).operator("-"),
    Builtin::function("float4mul", &[FLOAT4, FLOAT4], FLOAT4, multiply4).operator("*"),
    Builtin::function("float8mul", &[FLOAT8, FLOAT8], FLOAT8, multiply8).operator("*"),
    Builtin::function("float48mul", &[FLOAT4, FLOAT8], FLOAT8, multiply8).operator("*"),
    Builtin::function("float84mul", &[FLOAT8, FLOAT4], FLOAT8, multiply8).operator("*"),
    Builtin::function("float4div", &[FLOAT4, FLOAT4], FLOAT4, divide4).operator("/"),
    Builtin::function("float8div", &[FLOAT8, FLOAT8], FLOAT8, divide8).operator("/"),
    Builtin::function("float48div", &[FLOAT4, FLOAT8], FLOAT8, divide8).operator("/"),
    Builtin::function("float84div", &[FLOAT8, FLOAT4], FLOAT8, divide8).operator("/"),
    Builtin::function("float4um", &[FLOAT4], FLOAT4, negate).operator("-").safe(),
    Builtin::function("float8um", &[FLOAT8], FLOAT8, negate).operator("-").safe(),
    Builtin::function("float4up", &[FLOAT4], FLOAT4, same).operator("+").safe(),
    Builtin::function("float8up", &[FLOAT8], FLOAT8, same).operator("+").safe(),
    Builtin::function("float4abs", &[FLOAT4], FLOAT4, absolute).operator("@").safe(),
    Builtin::function("float8abs", &[FLOAT8], FLOAT8, absolute).operator("@").safe(),
    Builtin::function("abs", &[FLOAT4], FLOAT4, absolute).safe(),
    Builtin::function("abs", &[FLOAT8], FLOAT8, absolute).safe(),
];

/// How precise the result is.
#[derive(Clone, Copy)]
enum Precision {
    Single,
    Double,
}

fn add4(_: &Context<'_>, arguments: &[Value]) -> Answer {
    sum(arguments, Precision::Single, |left, right| left + right)
}

fn add8(_: &Context<'_>, arguments: &[Value]) -> Answer {
    sum(arguments, Precision::Double, |left, right| left + right)
}

fn subtract4(_: &Context<'_>, arguments: &[Value]) -> Answer {
    sum(arguments, Precision::Single, |left, right| left - right)
}

fn subtract8(_: &Context<'_>, arguments: &[Value]) -> Answer {
    sum(arguments, Precision::Double, |left, right| left - right)
}

fn multiply4(_: &Context<'_>, arguments: &[Value]) -> Answer {
    product(arguments, Precision::Single)
}

fn multiply8(_: &Context<'_>, arguments: &[Value]) -> Answer {
    product(arguments, Precision::Double)
}

fn divide4(_: &Context<'_>, arguments: &[Value]) -> Answer {
    quotient(arguments, Precision::Single)
}

fn divide8(_: &Context<'_>, arguments: &[Value]) -> Answer {
    quotient(arguments, Precision::Double)
}

fn negate(_: &Context<'_>, arguments: &[Value]) -> Answer {
    Ok(Value::Float(-float(arguments, 0)?))
}

fn same(_: &Context<'_>, arguments: &[Value]) -> Answer {
    Ok(Value::Float(float(arguments, 0)?))
}

fn absolute(_: &Context<'_>, arguments: &[Value]) -> Answer {
    Ok(Value::Float(float(arguments, 0)?.abs()))
}

fn sum(arguments: &[Value], precision: Precision, of: fn(f64, f64) -> f64) -> Answer {
    let (left, right) = (float(arguments, 0)?, float(arguments, 1)?);
    let result = round_to(of(left, right), precision);
    if result.is_infinite() && left.is_finite() && right.is_finite() {
        return Err(overflow());
    }
    Ok(Value::Float(result))
}

fn product(arguments: &[Value], precision: Precision) -> Answer {
    let (left, right) = (float(arguments, 0)?, float(arguments, 1)?);
    let result = round_to(left * right, precision);
    if result.is_infinite() && left.is_finite() && right.is_finite() {
        return Err(overflow());
    }
    if result == 0.0 && left != 0.0 && right != 0.0 {
        return Err(underflow());
    }
    Ok(Value::Float(result))
}

fn quotient(arguments: &[Value], precision: Precision) -> Answer {
    let (left, right) = (float(arguments, 0)?, float(arguments, 1)?);
    if right == 0.0 && !left.is_nan() {
        return Err(division_by_zero());
    }
    let result = round_to(left / right, precision);
    if result.is_infinite() && left.is_finite() {
        return Err(overflow());
    }
    if result == 0.0 && left != 0.0 && right.is_finite() {
        return Err(underflow());
    }
    Ok(Value::Float(result))
}

/// One operation on two singles in double precision, then rounded, is the operation in single precision.
fn round_to(result: f64, precision: Precision) -> f64 {
    match precision {
        Precision::Single => f64::from(result as f32),
        Precision::Double => result,
    }
}

/// 22003
pub(crate) fn overflow() -> ValueError {
    ValueError::new("22003", "value out of range: overflow")
}

/// 22003
pub(crate) fn underflow() -> ValueError {
    ValueError::new("22003", "value out of range: underflow")
}

//! Mathematics of `float8`: roots, powers, logarithms, angles, rounding, chance.

use value::{Value, ValueError};

use super::float::{overflow, underflow};
use crate::arguments::{float, int};
use crate::table::patterns::{FLOAT8, INT4};
use crate::{Builtin, Context};

type Answer = Result<Value, ValueError>;

pub(crate) const TABLE: &[Builtin] = &[
    Builtin::function("ceil", &[FLOAT8], FLOAT8, ceil).safe(),
    Builtin::function("ceiling", &[FLOAT8], FLOAT8, ceil).safe(),
    Builtin::function("floor", &[FLOAT8], FLOAT8, floor).safe(),
    Builtin::function("round", &[FLOAT8], FLOAT8, round).safe(),
    Builtin::function("trunc", &[FLOAT8], FLOAT8, trunc).safe(),
    Builtin::function("sign", &[FLOAT8], FLOAT8, sign).safe(),
    Builtin::function("sqrt", &[FLOAT8], FLOAT8, sqrt),
    Builtin::function("dsqrt", &[FLOAT8], FLOAT8, sqrt).operator("|/"),
    Builtin::function("cbrt", &[FLOAT8], FLOAT8, cbrt).safe(),
    Builtin::function("dcbrt", &[FLOAT8], FLOAT8, cbrt).operator("||/").safe(),
    Builtin::function("power", &[FLOAT8, FLOAT8], FLOAT8, power),
    Builtin::function("pow", &[FLOAT8, FLOAT8], FLOAT8, power),
    Builtin::function("dpow", &[FLOAT8, FLOAT8], FLOAT8, power).operator("^"),
    Builtin::function("exp", &[FLOAT8], FLOAT8, exp),
    Builtin::function("ln", &[FLOAT8], FLOAT8, ln),
    Builtin::function("log", &[FLOAT8], FLOAT8, log10),
    Builtin::function("log10", &[FLOAT8], FLOAT8, log10),
    Builtin::function("pi", &[], FLOAT8, pi).safe(),
    Builtin::function("degrees", &[FLOAT8], FLOAT8, degrees),
    Builtin::function("radians", &[FLOAT8], FLOAT8, radians),
    Builtin::function("sin", &[FLOAT8], FLOAT8, |_, a| periodic(a, f64::sin)),
    Builtin::function("cos", &[FLOAT8], FLOAT8, |_, a| periodic(a, f64::cos)),
    Builtin::function("tan", &[FLOAT8], FLOAT8, |_, a| periodic(a, f64::tan)),
    Builtin::function("cot", &[FLOAT8], FLOAT8, |_, a| periodic(a, |it| 1.0 / it.tan())),
    Builtin::function("asin", &[FLOAT8], FLOAT8, |_, a| inverse(a, f64::asin)),
    Builtin::function("acos", &[FLOAT8], FLOAT8, |_, a| inverse(a, f64::acos)),
    Builtin::function("atan", &[FLOAT8], FLOAT8, |_, a| total(a, f64::atan)).safe(),
    Builtin::function("atan2", &[FLOAT8, FLOAT8], FLOAT8, atan2).safe(),
    Builtin::function("sinh", &[FLOAT8], FLOAT8, |_, a| total(a, f64::sinh)).safe(),
    Builtin::function("cosh", &[FLOAT8], FLOAT8, |_, a| total(a, f64::cosh)).safe(),
    Builtin::function("tanh", &[FLOAT8], FLOAT8, |_, a| total(a, f64::tanh)).safe(),
    Builtin::function("asinh", &[FLOAT8], FLOAT8, |_, a| total(a, f64::asinh)).safe(),
    Builtin::function("acosh", &[FLOAT8], FLOAT8, acosh),
    Builtin::function("atanh", &[FLOAT8], FLOAT8, |_, a| inverse(a, f64::atanh)),
    Builtin::function("random", &[], FLOAT8, random).volatile().safe(),
    Builtin::function("width_bucket", &[FLOAT8, FLOAT8, FLOAT8, INT4], INT4, width_bucket),
];

fn ceil(_: &Context<'_>, arguments: &[Value]) -> Answer {
    total(arguments, f64::ceil)
}

fn floor(_: &Context<'_>, arguments: &[Value]) -> Answer {
    total(arguments, f64::floor)
}

/// Halves go to the even neighbour, as IEEE rounds; `numeric` rounds them away from zero.
fn round(_: &Context<'_>, arguments: &[Value]) -> Answer {
    total(arguments, f64::round_ties_even)
}

fn trunc(_: &Context<'_>, arguments: &[Value]) -> Answer {
    total(arguments, f64::trunc)
}

fn sign(_: &Context<'_>, arguments: &[Value]) -> Answer {
    total(arguments, |it| match it {
        it if it > 0.0 => 1.0,
        it if it < 0.0 => -1.0,
        _ => 0.0,
    })
}

fn sqrt(_: &Context<'_>, arguments: &[Value]) -> Answer {
    match float(arguments, 0)? {
        it if it < 0.0 => {
            Err(ValueError::new("2201F", "cannot take square root of a negative number"))
        }
        it => Ok(Value::Float(it.sqrt())),
    }
}

fn cbrt(_: &Context<'_>, arguments: &[Value]) -> Answer {
    total(arguments, f64::cbrt)
}

fn power(_: &Context<'_>, arguments: &[Value]) -> Answer {
    let (base, exponent) = (float(arguments, 0)?, float(arguments, 1)?);
    if base == 0.0 && exponent < 0.0 {
        let message = "zero raised to a negative power is undefined";
        return Err(ValueError::new("2201F", message));
    }
    if base < 0.0 && exponent.is_finite() && exponent.fract() != 0.0 {
        let message = "a negative number raised to a non-integer power yields a complex result";
        return Err(ValueError::new("2201F", message));
    }
    let result = base.powf(exponent);
    if base.is_finite() && exponent.is_finite() {
        if result.is_infinite() {
            return Err(overflow());
        }
        if result == 0.0 && base != 0.0 {
            return Err(underflow());
        }
    }
    Ok(Value::Float(result))
}

fn exp(_: &Context<'_>, arguments: &[Value]) -> Answer {
    let exponent = float(arguments, 0)?;
    let result = exponent.exp();
    if exponent.is_finite() && result.is_infinite() {
        return Err(overflow());
    }
    if exponent.is_finite() && result == 0.0 {
        return Err(underflow());
    }
    Ok(Value::Float(result))
}

fn ln(_: &Context<'_>, arguments: &[Value]) -> Answer {
    logarithm(arguments, f64::ln)
}

fn log10(_: &Context<'_>, arguments: &[Value]) -> Answer {
    logarithm(arguments, f64::log10)
}

fn pi(_: &Context<'_>, _: &[Value]) -> Answer {
    Ok(Value::Float(std::f64::consts::PI))
}

fn degrees(_: &Context<'_>, arguments: &[Value]) -> Answer {
    let angle = float(arguments, 0)?;
    let result = angle / 0.017_453_292_519_943_295;
    if result.is_infinite() && angle.is_finite() {
        return Err(overflow());
    }
    Ok(Value::Float(result))
}

fn radians(_: &Context<'_>, arguments: &[Value]) -> Answer {
    let angle = float(arguments, 0)?;
    let result = angle * 0.017_453_292_519_943_295;
    if result == 0.0 && angle != 0.0 {
        return Err(underflow());
    }
    Ok(Value::Float(result))
}

fn atan2(_: &Context<'_>, arguments: &[Value]) -> Answer {
    Ok(Value::Float(float(arguments, 0)?.atan2(float(arguments, 1)?)))
}

fn acosh(_: &Context<'_>, arguments: &[Value]) -> Answer {
    match float(arguments, 0)? {
        it if it < 1.0 => Err(input_out_of_range()),
        it => Ok(Value::Float(it.acosh())),
    }
}

/// 53 random bits make a float from 0 up to, but not including, 1.
fn random(context: &Context<'_>, _: &[Value]) -> Answer {
    let mut bytes = [0; 8];
    context.outside.random(&mut bytes);
    Ok(Value::Float((u64::from_le_bytes(bytes) >> 11) as f64 / (1_u64 << 53) as f64))
}

fn width_bucket(_: &Context<'_>, arguments: &[Value]) -> Answer {
    let invalid = |message: &str| Err(ValueError::new("2201G", message));
    let (operand, low, high) = (float(arguments, 0)?, float(arguments, 1)?, float(arguments, 2)?);
    let count = int(arguments, 3)?;
    if count <= 0 {
        return invalid("count must be greater than zero");
    }
    if operand.is_nan() || low.is_nan() || high.is_nan() {
        return invalid("operand, lower bound, and upper bound cannot be NaN");
    }
    if low.is_infinite() || high.is_infinite() {
        return invalid("lower and upper bounds must be finite");
    }
    if low == high {
        return invalid("lower bound cannot equal upper bound");
    }
    let (before, past) = if low < high {
        (operand < low, operand >= high)
    } else {
        (operand > low, operand <= high)
    };
    let bucket = match (before, past) {
        (true, _) => 0,
        (_, true) => count + 1,
        _ => ((operand - low) / (high - low) * count as f64).floor() as i64 + 1,
    };
    if bucket > i64::from(i32::MAX) {
        return Err(super::integer::out_of_range("integer"));
    }
    // Rounding must not push an operand below the upper bound past the last bucket.
    Ok(Value::Int(if past { bucket } else { bucket.min(count) }))
}

/// A function that is defined everywhere.
fn total(arguments: &[Value], of: fn(f64) -> f64) -> Answer {
    Ok(Value::Float(of(float(arguments, 0)?)))
}

/// A function of an angle, which is not infinite.
fn periodic(arguments: &[Value], of: fn(f64) -> f64) -> Answer {
    match float(arguments, 0)? {
        angle if angle.is_infinite() => Err(input_out_of_range()),
        angle => Ok(Value::Float(of(angle))),
    }
}

/// A function from -1..1 to an angle.
fn inverse(arguments: &[Value], of: fn(f64) -> f64) -> Answer {
    match float(arguments, 0)? {
        it if !(-1.0..=1.0).contains(&it) && !it.is_nan() => Err(input_out_of_range()),
        it => Ok(Value::Float(of(it))),
    }
}

fn logarithm(arguments: &[Value], of: fn(f64) -> f64) -> Answer {
    match float(arguments, 0)? {
        0.0 => Err(ValueError::new("2201E", "cannot take logarithm of zero")),
        it if it < 0.0 => {
            Err(ValueError::new("2201E", "cannot take logarithm of a negative number"))
        }
        it => Ok(Value::Float(of(it))),
    }
}

fn input_out_of_range() -> ValueError {
    ValueError::new("22003", "input is out of range")
}

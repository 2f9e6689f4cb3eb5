//! Angles in degrees, where what is exact on paper is exact here: the sine of 30 is 0.5.

use std::f64::consts::PI;

use value::{Value, ValueError};

use crate::arguments::float;
use crate::table::patterns::FLOAT8;
use crate::{Builtin, Context};

type Answer = Result<Value, ValueError>;

pub(crate) const TABLE: &[Builtin] = &[
    Builtin::function("sind", &[FLOAT8], FLOAT8, |_, a| of_angle(a, sine)),
    Builtin::function("cosd", &[FLOAT8], FLOAT8, |_, a| of_angle(a, cosine)),
    Builtin::function("tand", &[FLOAT8], FLOAT8, |_, a| of_angle(a, tangent)),
    Builtin::function("cotd", &[FLOAT8], FLOAT8, |_, a| of_angle(a, cotangent)),
    Builtin::function("asind", &[FLOAT8], FLOAT8, |_, a| of_ratio(a, arcsine)),
    Builtin::function("acosd", &[FLOAT8], FLOAT8, |_, a| of_ratio(a, arccosine)),
    Builtin::function("atand", &[FLOAT8], FLOAT8, arctangent).safe(),
    Builtin::function("atan2d", &[FLOAT8, FLOAT8], FLOAT8, arctangent_of_two).safe(),
];

const DEGREE: f64 = PI / 180.0;

fn out_of_range() -> ValueError {
    ValueError::new("22003", "input is out of range")
}

fn of_angle(arguments: &[Value], of: fn(f64) -> f64) -> Answer {
    let angle = float(arguments, 0)?;
    if angle.is_infinite() {
        return Err(out_of_range());
    }
    Ok(Value::Float(if angle.is_nan() { angle } else { of(angle % 360.0) }))
}

fn of_ratio(arguments: &[Value], of: fn(f64) -> f64) -> Answer {
    let ratio = float(arguments, 0)?;
    if ratio.abs() > 1.0 {
        return Err(out_of_range());
    }
    Ok(Value::Float(if ratio.is_nan() { ratio } else { of(ratio) }))
}

/// The sine of up to 30 degrees.
fn small_sine(angle: f64) -> f64 {
    (angle * DEGREE).sin() / (30.0 * DEGREE).sin() / 2.0
}

/// The cosine of up to 60 degrees.
fn small_cosine(angle: f64) -> f64 {
    1.0 - ((1.0 - (angle * DEGREE).cos()) / (1.0 - (60.0 * DEGREE).cos())) / 2.0
}

/// The sine in the first quarter of the circle.
fn first_sine(angle: f64) -> f64 {
    if angle <= 30.0 { small_sine(angle) } else { small_cosine(90.0 - angle) }
}

fn first_cosine(angle: f64) -> f64 {
    if angle <= 60.0 { small_cosine(angle) } else { small_sine(90.0 - angle) }
}

/// The angle in the first quarter, whether it was negative, beyond half a circle, beyond a quarter.
fn folded(angle: f64) -> (f64, bool, bool, bool) {
    let negative = angle < 0.0;
    let mut angle = angle.abs();
    let (lower, left);
    (angle, lower) = if angle > 180.0 { (360.0 - angle, true) } else { (angle, false) };
    (angle, left) = if angle > 90.0 { (180.0 - angle, true) } else { (angle, false) };
    (angle, negative, lower, left)
}

fn signed(size: f64, negative: bool) -> f64 {
    if negative { -size } else { size }
}

fn sine(angle: f64) -> f64 {
    let (angle, negative, lower, _) = folded(angle);
    signed(first_sine(angle), negative != lower)
}

fn cosine(angle: f64) -> f64 {
    let (angle, _, _, left) = folded(angle);
    signed(first_cosine(angle), left)
}

fn tangent(angle: f64) -> f64 {
    let (angle, negative, lower, left) = folded(angle);
    let of_45 = first_sine(45.0) / first_cosine(45.0);
    let size = first_sine(angle) / first_cosine(angle) / of_45;
    // There is no negative zero among the results.
    signed(size, (negative != lower) != left) + 0.0
}

fn cotangent(angle: f64) -> f64 {
    let (angle, negative, lower, left) = folded(angle);
    let of_45 = first_cosine(45.0) / first_sine(45.0);
    let size = first_cosine(angle) / first_sine(angle) / of_45;
    signed(size, (negative != lower) != left) + 0.0
}

/// The angle of a sine from 0 to 1.
fn first_arcsine(ratio: f64) -> f64 {
    if ratio <= 0.5 {
        ratio.asin() / 0.5_f64.asin() * 30.0
    } else {
        90.0 - ratio.acos() / 0.5_f64.acos() * 60.0
    }
}

fn arcsine(ratio: f64) -> f64 {
    if ratio >= 0.0 { first_arcsine(ratio) } else { -first_arcsine(-ratio) }
}

fn arccosine(ratio: f64) -> f64 {
    match ratio {
        ratio if ratio < 0.0 => 90.0 + first_arcsine(-ratio),
        ratio if ratio <= 0.5 => 90.0 - ratio.asin() / 0.5_f64.asin() * 30.0,
        ratio => ratio.acos() / 0.5_f64.acos() * 60.0,
    }
}

fn arctangent(_: &Context<'_>, arguments: &[Value]) -> Answer {
    Ok(Value::Float(float(arguments, 0)?.atan() / 1.0_f64.atan() * 45.0))
}

fn arctangent_of_two(_: &Context<'_>, arguments: &[Value]) -> Answer {
    let angle = float(arguments, 0)?.atan2(float(arguments, 1)?);
    Ok(Value::Float(angle / 1.0_f64.atan() * 45.0))
}

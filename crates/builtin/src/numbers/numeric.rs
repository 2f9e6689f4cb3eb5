//! Arithmetic and mathematics of `numeric`, exact and with PostgreSQL's scales.

use value::numeric::Numeric;
use value::{Value, ValueError};

use super::integer::out_of_range;
use crate::arguments::{int, text};
use crate::table::patterns::{INT4, INT8, NUMERIC};
use crate::{Builtin, Context};

type Answer = Result<Value, ValueError>;

pub(crate) const TABLE: &[Builtin] = &[
    Builtin::function("numeric_add", &[NUMERIC, NUMERIC], NUMERIC, |_, a| two(a, Numeric::add))
        .operator("+"),
    Builtin::function("numeric_sub", &[NUMERIC, NUMERIC], NUMERIC, |_, a| two(a, Numeric::sub))
        .operator("-"),
    Builtin::function("numeric_mul", &[NUMERIC, NUMERIC], NUMERIC, |_, a| two(a, Numeric::mul))
        .operator("*"),
    Builtin::function("numeric_div", &[NUMERIC, NUMERIC], NUMERIC, |_, a| two(a, Numeric::div))
        .operator("/"),
    Builtin::function("numeric_mod", &[NUMERIC, NUMERIC], NUMERIC, |_, a| two(a, Numeric::rem))
        .operator("%"),
    Builtin::function("numeric_power", &[NUMERIC, NUMERIC], NUMERIC, |_, a| two(a, Numeric::power))
        .operator("^"),
    Builtin::function("mod", &[NUMERIC, NUMERIC], NUMERIC, |_, a| two(a, Numeric::rem)),
    Builtin::function("div", &[NUMERIC, NUMERIC], NUMERIC, |_, a| two(a, Numeric::div_whole)),
    Builtin::function("power", &[NUMERIC, NUMERIC], NUMERIC, |_, a| two(a, Numeric::power)),
    Builtin::function("pow", &[NUMERIC, NUMERIC], NUMERIC, |_, a| two(a, Numeric::power)),
    Builtin::function("log", &[NUMERIC, NUMERIC], NUMERIC, |_, a| two(a, |base, of| of.log(base))),
    Builtin::function("numeric_uminus", &[NUMERIC], NUMERIC, |_, a| one(a, |it| Ok(-it)))
        .operator("-")
        .safe(),
    Builtin::function("numeric_uplus", &[NUMERIC], NUMERIC, |_, a| one(a, |it| Ok(it.clone())))
        .operator("+")
        .safe(),
    Builtin::function("numeric_abs", &[NUMERIC], NUMERIC, |_, a| one(a, |it| Ok(it.abs())))
        .operator("@")
        .safe(),
    Builtin::function("abs", &[NUMERIC], NUMERIC, |_, a| one(a, |it| Ok(it.abs()))).safe(),
    Builtin::function("sign", &[NUMERIC], NUMERIC, sign).safe(),
    Builtin::function("ceil", &[NUMERIC], NUMERIC, |_, a| one(a, Numeric::ceil)),
    Builtin::function("ceiling", &[NUMERIC], NUMERIC, |_, a| one(a, Numeric::ceil)),
    Builtin::function("floor", &[NUMERIC], NUMERIC, |_, a| one(a, Numeric::floor)),
    Builtin::function("round", &[NUMERIC], NUMERIC, |_, a| one(a, |it| it.round(0))),
    Builtin::function("round", &[NUMERIC, INT4], NUMERIC, |_, a| digits(a, Numeric::round)),
    Builtin::function("trunc", &[NUMERIC], NUMERIC, |_, a| one(a, |it| it.trunc(0))),
    Builtin::function("trunc", &[NUMERIC, INT4], NUMERIC, |_, a| digits(a, Numeric::trunc)),
    Builtin::function("sqrt", &[NUMERIC], NUMERIC, |_, a| one(a, Numeric::sqrt)),
    Builtin::function("exp", &[NUMERIC], NUMERIC, |_, a| one(a, Numeric::exp)),
    Builtin::function("ln", &[NUMERIC], NUMERIC, |_, a| one(a, Numeric::ln)),
    Builtin::function("log", &[NUMERIC], NUMERIC, |_, a| one(a, log10)),
    Builtin::function("log10", &[NUMERIC], NUMERIC, |_, a| one(a, log10)),
    Builtin::function("scale", &[NUMERIC], INT4, |_, a| scale(a, Numeric::scale)).safe(),
    Builtin::function("min_scale", &[NUMERIC], INT4, |_, a| scale(a, least_scale)).safe(),
    Builtin::function("trim_scale", &[NUMERIC], NUMERIC, |_, a| one(a, |it| Ok(it.trim_scale())))
        .safe(),
    Builtin::function("gcd", &[NUMERIC, NUMERIC], NUMERIC, |_, a| two(a, greatest_divisor)),
    Builtin::function("lcm", &[NUMERIC, NUMERIC], NUMERIC, |_, a| two(a, least_multiple)),
    Builtin::function("factorial", &[INT8], NUMERIC, factorial),
    Builtin::function("width_bucket", &[NUMERIC, NUMERIC, NUMERIC, INT4], INT4, width_bucket),
];

/// An argument that is a `numeric`.
pub(crate) fn numeric(arguments: &[Value], at: usize) -> Result<Numeric, ValueError> {
    Numeric::parse(text(arguments, at)?)
}

/// The number as a value.
pub(crate) fn answer(number: &Numeric) -> Value {
    Value::text(number.to_string())
}

fn one(arguments: &[Value], of: fn(&Numeric) -> Result<Numeric, ValueError>) -> Answer {
    Ok(answer(&of(&numeric(arguments, 0)?)?))
}

fn two(arguments: &[Value], of: fn(&Numeric, &Numeric) -> Result<Numeric, ValueError>) -> Answer {
    Ok(answer(&of(&numeric(arguments, 0)?, &numeric(arguments, 1)?)?))
}

fn digits(arguments: &[Value], of: fn(&Numeric, i64) -> Result<Numeric, ValueError>) -> Answer {
    Ok(answer(&of(&numeric(arguments, 0)?, int(arguments, 1)?)?))
}

fn sign(_: &Context<'_>, arguments: &[Value]) -> Answer {
    match numeric(arguments, 0)? {
        Numeric::NaN => Ok(Value::text("NaN")),
        number => Ok(Value::text(number.sign().to_string())),
    }
}

fn log10(of: &Numeric) -> Result<Numeric, ValueError> {
    of.log(&Numeric::from(10))
}

/// What is no number has no scale.
fn scale(arguments: &[Value], of: fn(&Numeric) -> i64) -> Answer {
    match numeric(arguments, 0)? {
        number @ Numeric::Finite(_) => Ok(Value::Int(of(&number))),
        _ => Ok(Value::Null),
    }
}

fn least_scale(of: &Numeric) -> i64 {
    of.trim_scale().scale()
}

fn is_finite(of: &Numeric) -> bool {
    matches!(of, Numeric::Finite(_))
}

fn greatest_divisor(left: &Numeric, right: &Numeric) -> Result<Numeric, ValueError> {
    if !is_finite(left) || !is_finite(right) {
        return Ok(Numeric::NaN);
    }
    let scale = left.scale().max(right.scale());
    let (mut left, mut right) = (left.abs(), right.abs());
    while right.sign() != 0 {
        let rest = left.rem(&right)?;
        (left, right) = (right, rest);
    }
    left.round(scale)
}

fn least_multiple(left: &Numeric, right: &Numeric) -> Result<Numeric, ValueError> {
    if !is_finite(left) || !is_finite(right) {
        return Ok(Numeric::NaN);
    }
    let scale = left.scale().max(right.scale());
    if left.sign() == 0 || right.sign() == 0 {
        return Numeric::from(0).round(scale);
    }
    let divisor = greatest_divisor(left, right)?;
    left.div_whole(&divisor)?.mul(right)?.abs().round(scale)
}

/// The largest number whose factorial a `numeric` holds.
const LARGEST_FACTORIAL: i64 = 32_177;

fn factorial(_: &Context<'_>, arguments: &[Value]) -> Answer {
    let number = int(arguments, 0)?;
    if number < 0 {
        return Err(ValueError::new("22003", "factorial of a negative number is undefined"));
    }
    if number > LARGEST_FACTORIAL {
        return Err(ValueError::new("22003", "value overflows numeric format"));
    }
    let mut product = Numeric::from(1);
    for factor in 2..=number {
        product = product.mul(&Numeric::from(factor))?;
    }
    Ok(answer(&product))
}

fn width_bucket(_: &Context<'_>, arguments: &[Value]) -> Answer {
    let invalid = |message: &str| Err(ValueError::new("2201G", message));
    let (operand, low, high) =
        (numeric(arguments, 0)?, numeric(arguments, 1)?, numeric(arguments, 2)?);
    let count = int(arguments, 3)?;
    if count <= 0 {
        return invalid("count must be greater than zero");
    }
    if operand.is_nan() || low.is_nan() || high.is_nan() {
        return invalid("operand, lower bound, and upper bound cannot be NaN");
    }
    if !is_finite(&low) || !is_finite(&high) {
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
    if before {
        return Ok(Value::Int(0));
    }
    if past {
        let beyond = count + 1;
        return if beyond > i64::from(i32::MAX) {
            Err(out_of_range("integer"))
        } else {
            Ok(Value::Int(beyond))
        };
    }
    let share = operand.sub(&low)?.mul(&Numeric::from(count))?;
    let bucket = share.div_whole(&high.sub(&low)?)?.to_int(value::Scalar::Int8)? + 1;
    Ok(Value::Int(bucket))
}

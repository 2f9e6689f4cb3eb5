//! Arithmetic of `int2`, `int4` and `int8`. The result has the wider type of the two and must fit in it.

use value::{Value, ValueError};

use crate::arguments::int;
use crate::table::patterns::{INT2, INT4, INT8};
use crate::{Builtin, Context, Pattern};

type Answer = Result<Value, ValueError>;

pub(crate) const TABLE: &[Builtin] = &[
    binary("int2pl", "+", INT2, INT2, INT2, add::<Int2>),
    binary("int4pl", "+", INT4, INT4, INT4, add::<Int4>),
    binary("int8pl", "+", INT8, INT8, INT8, add::<Int8>),
    binary("int24pl", "+", INT2, INT4, INT4, add::<Int4>),
    binary("int42pl", "+", INT4, INT2, INT4, add::<Int4>),
    binary("int28pl", "+", INT2, INT8, INT8, add::<Int8>),
    binary("int82pl", "+", INT8, INT2, INT8, add::<Int8>),
    binary("int48pl", "+", INT4, INT8, INT8, add::<Int8>),
    binary("int84pl", "+", INT8, INT4, INT8, add::<Int8>),
    binary("int2mi", "-", INT2, INT2, INT2, subtract::<Int2>),
    binary("int4mi", "-", INT4, INT4, INT4, subtract::<Int4>),
    binary("int8mi", "-", INT8, INT8, INT8, subtract::<Int8>),
    binary("int24mi", "-", INT2, INT4, INT4, subtract::<Int4>),
    binary("int42mi", "-", INT4, INT2, INT4, subtract::<Int4>),
    binary("int28mi", "-", INT2, INT8, INT8, subtract::<Int8>),
    binary("int82mi", "-", INT8, INT2, INT8, subtract::<Int8>),
    binary("int48mi", "-", INT4, INT8, INT8, subtract::<Int8>),
    binary("int84mi", "-", INT8, INT4, INT8, subtract::<Int8>),
    binary("int2mul", "*", INT2, INT2, INT2, multiply::<Int2>),
    binary("int4mul", "*", INT4, INT4, INT4, multiply::<Int4>),
    binary("int8mul", "*", INT8, INT8, INT8, multiply::<Int8>),
    binary("int24mul", "*", INT2, INT4, INT4, multiply::<Int4>),
    binary("int42mul", "*", INT4, INT2, INT4, multiply::<Int4>),
    binary("int28mul", "*", INT2, INT8, INT8, multiply::<Int8>),
    binary("int82mul", "*", INT8, INT2, INT8, multiply::<Int8>),
    binary("int48mul", "*", INT4, INT8, INT8, multiply::<Int8>),
    binary("int84mul", "*", INT8, INT4, INT8, multiply::<Int8>),
    binary("int2div", "/", INT2, INT2, INT2, divide::<Int2>),
    binary("int4div", "/", INT4, INT4, INT4, divide::<Int4>),
    binary("int8div", "/", INT8, INT8, INT8, divide::<Int8>),
    binary("int24div", "/", INT2, INT4, INT4, divide::<Int4>),
    binary("int42div", "/", INT4, INT2, INT4, divide::<Int4>),
    binary("int28div", "/", INT2, INT8, INT8, divide::<Int8>),
    binary("int82div", "/", INT8, INT2, INT8, divide::<Int8>),
    binary("int48div", "/", INT4, INT8, INT8, divide::<Int8>),
    binary("int84div", "/", INT8, INT4, INT8, divide::<Int8>),
    binary("int2mod", "%", INT2, INT2, INT2, modulo),
    binary("int4mod", "%", INT4, INT4, INT4, modulo),
    binary("int8mod", "%", INT8, INT8, INT8, modulo),
    Builtin::function("mod", &[INT2, INT2], INT2, modulo),
    Builtin::function("mod", &[INT4, INT4], INT4, modulo),
    Builtin::function("mod", &[INT8, INT8], INT8, modulo),
    Builtin::function("int2um", &[INT2], INT2, negate::<Int2>).operator("-"),
    Builtin::function("int4um", &[INT4], INT4, negate::<Int4>).operator("-"),
    Builtin::function("int8um", &[INT8], INT8, negate::<Int8>).operator("-"),
    Builtin::function("int2up", &[INT2], INT2, same).operator("+").safe(),
    Builtin::function("int4up", &[INT4], INT4, same).operator("+").safe(),
    Builtin::function("int8up", &[INT8], INT8, same).operator("+").safe(),
    Builtin::function("int2abs", &[INT2], INT2, absolute::<Int2>).operator("@"),
    Builtin::function("int4abs", &[INT4], INT4, absolute::<Int4>).operator("@"),
    Builtin::function("int8abs", &[INT8], INT8, absolute::<Int8>).operator("@"),
    Builtin::function("abs", &[INT2], INT2, absolute::<Int2>),
    Builtin::function("abs", &[INT4], INT4, absolute::<Int4>),
    Builtin::function("abs", &[INT8], INT8, absolute::<Int8>),
    Builtin::function("gcd", &[INT4, INT4], INT4, greatest_divisor::<Int4>),
    Builtin::function("gcd", &[INT8, INT8], INT8, greatest_divisor::<Int8>),
    Builtin::function("lcm", &[INT4, INT4], INT4, least_multiple::<Int4>),
    Builtin::function("lcm", &[INT8, INT8], INT8, least_multiple::<Int8>),
];

const fn binary(
    name: &'static str,
    symbol: &'static str,
    left: Pattern,
    right: Pattern,
    returns: Pattern,
    call: crate::Implementation,
) -> Builtin {
    let arguments: &'static [Pattern] = match (left, right) {
        (INT2, INT2) => &[INT2, INT2],
        (INT2, INT4) => &[INT2, INT4],
        (INT2, INT8) => &[INT2, INT8],
        (INT4, INT2) => &[INT4, INT2],
        (INT4, INT4) => &[INT4, INT4],
        (INT4, INT8) => &[INT4, INT8],
        (INT8, INT2) => &[INT8, INT2],
        (INT8, INT4) => &[INT8, INT4],
        _ => &[INT8, INT8],
    };
    Builtin::function(name, arguments, returns, call).operator(symbol)
}

/// How wide a result may be.
pub(crate) trait Width {
    const NAME: &'static str;
    const LEAST: i64;
    const GREATEST: i64;
}

pub(crate) struct Int2;
pub(crate) struct Int4;
pub(crate) struct Int8;

impl Width for Int2 {
    const NAME: &'static str = "smallint";
    const LEAST: i64 = i16::MIN as i64;
    const GREATEST: i64 = i16::MAX as i64;
}

impl Width for Int4 {
    const NAME: &'static str = "integer";
    const LEAST: i64 = i32::MIN as i64;
    const GREATEST: i64 = i32::MAX as i64;
}

impl Width for Int8 {
    const NAME: &'static str = "bigint";
    const LEAST: i64 = i64::MIN;
    const GREATEST: i64 = i64::MAX;
}

fn add<W: Width>(_: &Context<'_>, arguments: &[Value]) -> Answer {
    fit::<W>(int(arguments, 0)?.checked_add(int(arguments, 1)?))
}

fn subtract<W: Width>(_: &Context<'_>, arguments: &[Value]) -> Answer {
    fit::<W>(int(arguments, 0)?.checked_sub(int(arguments, 1)?))
}

fn multiply<W: Width>(_: &Context<'_>, arguments: &[Value]) -> Answer {
    fit::<W>(int(arguments, 0)?.checked_mul(int(arguments, 1)?))
}

fn divide<W: Width>(_: &Context<'_>, arguments: &[Value]) -> Answer {
    match int(arguments, 1)? {
        0 => Err(division_by_zero()),
        divisor => fit::<W>(int(arguments, 0)?.checked_div(divisor)),
    }
}

fn modulo(_: &Context<'_>, arguments: &[Value]) -> Answer {
    match int(arguments, 1)? {
        0 => Err(division_by_zero()),
        divisor => Ok(Value::Int(int(arguments, 0)?.wrapping_rem(divisor))),
    }
}

fn negate<W: Width>(_: &Context<'_>, arguments: &[Value]) -> Answer {
    fit::<W>(int(arguments, 0)?.checked_neg())
}

fn same(_: &Context<'_>, arguments: &[Value]) -> Answer {
    Ok(Value::Int(int(arguments, 0)?))
}

fn absolute<W: Width>(_: &Context<'_>, arguments: &[Value]) -> Answer {
    fit::<W>(int(arguments, 0)?.checked_abs())
}

fn greatest_divisor<W: Width>(_: &Context<'_>, arguments: &[Value]) -> Answer {
    let divisor = euclid(int(arguments, 0)?, int(arguments, 1)?);
    fit::<W>(i64::try_from(divisor).ok())
}

fn least_multiple<W: Width>(_: &Context<'_>, arguments: &[Value]) -> Answer {
    let (left, right) = (int(arguments, 0)?, int(arguments, 1)?);
    if left == 0 || right == 0 {
        return Ok(Value::Int(0));
    }
    let multiple = (left.unsigned_abs() / euclid(left, right)).checked_mul(right.unsigned_abs());
    fit::<W>(multiple.and_then(|it| i64::try_from(it).ok()))
}

fn euclid(left: i64, right: i64) -> u64 {
    let (mut left, mut right) = (left.unsigned_abs(), right.unsigned_abs());
    while right != 0 {
        (left, right) = (right, left % right);
    }
    left
}

/// The result if it fits its type.
pub(crate) fn fit<W: Width>(result: Option<i64>) -> Answer {
    match result {
        Some(int) if (W::LEAST..=W::GREATEST).contains(&int) => Ok(Value::Int(int)),
        _ => Err(out_of_range(W::NAME)),
    }
}

/// 22003: `integer out of range`
pub(crate) fn out_of_range(type_name: &str) -> ValueError {
    ValueError::new("22003", format!("{type_name} out of range"))
}

/// 22012
pub(crate) fn division_by_zero() -> ValueError {
    ValueError::new("22012", "division by zero")
}

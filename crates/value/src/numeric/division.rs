//! What rounds: moving the point of an integer, dividing integers, and how many digits a quotient shows.

use bigdecimal::BigDecimal;
use bigdecimal::num_bigint::{BigInt, Sign};

use super::Numeric;

/// The digits that a result of division, roots or powers has at least.
pub(super) const SIGNIFICANT: i64 = 16;
/// The most digits that such a result shows after the point.
pub(super) const MOST_SHOWN: i64 = 1000;

/// 10 to a power that isn't negative.
pub(crate) fn power_of_ten(exponent: i64) -> BigInt {
    BigInt::from(10).pow(u32::try_from(exponent).unwrap_or(0))
}

/// `int × 10^-from` as an integer of `10^-to`, rounded half away from zero.
pub(crate) fn rescale(int: &BigInt, from: i64, to: i64) -> BigInt {
    if to >= from {
        int * power_of_ten(to - from)
    } else {
        divide_rounded(int, &power_of_ten(from - to))
    }
}

/// The same, cut off.
pub(super) fn rescale_cut(int: &BigInt, from: i64, to: i64) -> BigInt {
    if to >= from { int * power_of_ten(to - from) } else { int / power_of_ten(from - to) }
}

/// A quotient of integers, rounded half away from zero. The divisor isn't zero.
pub(super) fn divide_rounded(dividend: &BigInt, divisor: &BigInt) -> BigInt {
    let quotient = dividend / divisor;
    let rest = dividend - &quotient * divisor;
    if rest.magnitude() * 2u8 < *divisor.magnitude() {
        return quotient;
    }
    if (dividend.sign() == Sign::Minus) == (divisor.sign() == Sign::Minus) {
        quotient + 1
    } else {
        quotient - 1
    }
}

/// Two numbers as integers with the same digits after the point.
pub(super) fn align(a: &BigDecimal, b: &BigDecimal) -> (BigInt, BigInt, i64) {
    let ((a, a_scale), (b, b_scale)) = (Numeric::pieces(a), Numeric::pieces(b));
    let scale = a_scale.max(b_scale);
    (rescale(&a, a_scale, scale), rescale(&b, b_scale, scale), scale)
}

/// The first digits of a number: PostgreSQL counts in base 10,000, and chooses scales by that.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Leading {
    /// The power of 10,000 of the first digit.
    pub(super) weight: i64,
    /// The first digit in base 10,000.
    pub(super) first: u32,
    /// The second.
    pub(super) second: u32,
    /// Whether there is nothing but zeros behind the first digit.
    pub(super) alone: bool,
}

impl Leading {
    /// Of `int × 10^-scale`.
    pub(super) fn of(int: &BigInt, scale: i64) -> Self {
        if int.sign() == Sign::NoSign {
            return Self { alone: true, ..Self::default() };
        }
        let digits = int.magnitude().to_string();
        let point = digits.len() as i64 - scale;
        let weight = (point - 1).div_euclid(4);
        let width = ((point - 1).rem_euclid(4) + 1) as usize;
        let group = |from: usize, to: usize| {
            (from..to).fold(0, |sum, at| {
                sum * 10 + digits.as_bytes().get(at).map_or(0, |digit| u32::from(digit - b'0'))
            })
        };
        let alone = digits.bytes().skip(width).all(|digit| digit == b'0');
        Self { weight, first: group(0, width), second: group(width, width + 4), alone }
    }
}

/// The digits after the point that a quotient shows.
pub(super) fn quotient_scale(a: (&BigInt, i64), b: (&BigInt, i64)) -> i64 {
    let (top, bottom) = (Leading::of(a.0, a.1), Leading::of(b.0, b.1));
    let mut weight = top.weight - bottom.weight;
    if top.first <= bottom.first {
        weight -= 1;
    }
    shown(SIGNIFICANT - weight * 4, a.1.max(b.1))
}

/// A scale that is not less than the inputs' nor more than is ever shown.
pub(super) fn shown(wanted: i64, least: i64) -> i64 {
    wanted.max(least).clamp(0, MOST_SHOWN)
}

/// `a / b` rounded to a scale.
pub(super) fn quotient(a: (&BigInt, i64), b: (&BigInt, i64), scale: i64) -> BigInt {
    let shift = scale + b.1 - a.1;
    if shift >= 0 {
        divide_rounded(&(a.0 * power_of_ten(shift)), b.0)
    } else {
        divide_rounded(a.0, &(b.0 * power_of_ten(-shift)))
    }
}

//! Roots, powers, exponentials and logarithms, with the scale that PostgreSQL gives each result.

use std::cmp::Ordering;

use bigdecimal::BigDecimal;
use bigdecimal::num_bigint::{BigInt, Sign};

use super::division::{Leading, SIGNIFICANT, power_of_ten, quotient, rescale, shown};
use super::series::{self, approximate};
use super::{Numeric, overflow};
use crate::ValueError;
use crate::numeric::arithmetic::division_by_zero;
use Numeric::{Finite, Infinity, NaN, NegInfinity};

/// The largest estimate of a natural logarithm whose exponential is computed at all.
const MOST_EXPONENT: f64 = 6020.0;

const COMPLEX: &str = "a negative number raised to a non-integer power yields a complex result";

fn complex(message: &str) -> ValueError {
    ValueError::new("2201F", message)
}

fn no_logarithm(number: &Numeric) -> ValueError {
    let what = if number.sign() == 0 { "zero" } else { "a negative number" };
    ValueError::new("2201E", format!("cannot take logarithm of {what}"))
}

impl Numeric {
    /// The square root.
    pub fn sqrt(&self) -> Result<Self, ValueError> {
        match self {
            NaN | Infinity => Ok(self.clone()),
            Finite(number) if number.sign() != Sign::Minus => {
                let (int, scale) = Self::pieces(number);
                let weight = (Leading::of(&int, scale).weight + 1) * 4 / 2 - 1;
                let result = shown(SIGNIFICANT - weight, scale);
                // One digit more, the rest only matters for ties, which a root that isn't exact never has.
                let root = super::division::rescale_cut(&int, scale, 2 * result + 2).sqrt();
                Self::finite(rescale(&root, result + 1, result), result)
            }
            _ => Err(complex("cannot take square root of a negative number")),
        }
    }

    /// e to the power of it.
    pub fn exp(&self) -> Result<Self, ValueError> {
        match self {
            NaN | Infinity => Ok(self.clone()),
            NegInfinity => Ok(Self::from_int(0)),
            Finite(number) => {
                let (int, scale) = Self::pieces(number);
                let weight = approximate(&int, scale) * std::f64::consts::LOG10_E;
                let weight = weight.clamp(-2000.0, 2000.0) as i64;
                exponential(&int, scale, shown(SIGNIFICANT - weight, scale))
            }
        }
    }

    /// The natural logarithm.
    pub fn ln(&self) -> Result<Self, ValueError> {
        if let Some(special) = self.logarithm_special()? {
            return Ok(special);
        }
        let Finite(number) = self else { return Ok(NaN) };
        let (int, scale) = Self::pieces(number);
        let result = shown(SIGNIFICANT - ln_weight(&int, scale), scale);
        Self::finite(series::ln(&int, scale, result), result)
    }

    /// The logarithm to a base.
    pub fn log(&self, base: &Self) -> Result<Self, ValueError> {
        if self.is_nan() || base.is_nan() {
            return Ok(NaN);
        }
        let mut both = [base, self];
        if !matches!(both, [Finite(_), Finite(_)]) {
            both.sort_by_key(|number| number.sign());
        }
        if let Some(number) = both.into_iter().find(|number| number.sign() <= 0) {
            return Err(no_logarithm(number));
        }
        let (Finite(number), Finite(base)) = (self, base) else {
            return Ok(match (self, base) {
                (Infinity, Infinity) => NaN,
                (Infinity, _) => Infinity,
                _ => Self::from_int(0),
            });
        };
        let ((a, a_scale), (b, b_scale)) = (Self::pieces(number), Self::pieces(base));
        let (a_weight, b_weight) = (ln_weight(&a, a_scale), ln_weight(&b, b_scale));
        let weight = a_weight - b_weight;
        let result = shown(SIGNIFICANT - weight, a_scale.max(b_scale));
        let top_scale = (result + weight - a_weight + 8).max(0);
        let bottom_scale = (result + weight - b_weight + 8).max(0);
        let top = series::ln(&a, a_scale, top_scale);
        let bottom = series::ln(&b, b_scale, bottom_scale);
        if bottom.sign() == Sign::NoSign {
            return Err(division_by_zero());
        }
        Self::finite(quotient((&top, top_scale), (&bottom, bottom_scale), result), result)
    }

    fn logarithm_special(&self) -> Result<Option<Self>, ValueError> {
        match self {
            NaN | Infinity => Ok(Some(self.clone())),
            Finite(_) if self.sign() > 0 => Ok(None),
            _ => Err(no_logarithm(self)),
        }
    }

    /// This to a power.
    pub fn power(&self, exponent: &Self) -> Result<Self, ValueError> {
        match (self, exponent) {
            (Finite(base), Finite(exponent)) => power_finite(base, exponent),
            _ => self.power_special(exponent),
        }
    }

    /// Where either is no number, as POSIX says of `pow`.
    fn power_special(&self, exponent: &Self) -> Result<Self, ValueError> {
        let one = Self::from_int(1);
        if exponent.sign() == 0 || *self == one {
            return Ok(one);
        }
        if self.is_nan() || exponent.is_nan() {
            return Ok(if self.cmp(&one).is_eq() { one } else { NaN });
        }
        if self.sign() == 0 && exponent.sign() < 0 {
            return Err(complex("zero raised to a negative power is undefined"));
        }
        if matches!(exponent, Infinity | NegInfinity) {
            let size = self.abs().cmp(&one);
            let grows = size.is_gt() == matches!(exponent, Infinity);
            return Ok(match size {
                Ordering::Equal => one,
                _ if grows => Infinity,
                _ => Self::from_int(0),
            });
        }
        let negative = matches!(self, NegInfinity);
        if negative && exponent.floor()? != exponent.ceil()? {
            return Err(complex(COMPLEX));
        }
        if exponent.sign() < 0 {
            return Ok(Self::from_int(0));
        }
        let odd = exponent.rem(&Self::from_int(2))?.sign() != 0;
        Ok(if negative && odd { NegInfinity } else { Infinity })
    }
}

/// The power of ten of a natural logarithm, estimated.
fn ln_weight(int: &BigInt, scale: i64) -> i64 {
    let lead = Leading::of(int, scale);
    let one = power_of_ten(scale);
    let (tenfold, near) = (int * 10, (&one * 9, &one * 11));
    if tenfold >= near.0 && tenfold <= near.1 {
        let rest = int - one;
        if rest.sign() == Sign::NoSign {
            return 0;
        }
        let rest = Leading::of(&rest, scale);
        return rest.weight * 4 + i64::from(rest.first.max(1).ilog10());
    }
    let (digits, power) = if lead.alone {
        (f64::from(lead.first), lead.weight * 4)
    } else {
        (f64::from(lead.first) * 10_000.0 + f64::from(lead.second), lead.weight * 4 - 4)
    };
    let estimate = digits.ln() + power as f64 * std::f64::consts::LN_10;
    estimate.abs().log10() as i64
}

/// `exp(int × 10^-scale)`, shown with so many digits after the point.
fn exponential(int: &BigInt, scale: i64, result: i64) -> Result<Numeric, ValueError> {
    let estimate = approximate(int, scale);
    if estimate.abs() >= 6000.0 {
        return if estimate > 0.0 {
            Err(overflow())
        } else {
            Numeric::finite(BigInt::ZERO, result)
        };
    }
    Numeric::finite(series::exp(int, scale, result), result)
}

fn power_finite(base: &BigDecimal, exponent: &BigDecimal) -> Result<Numeric, ValueError> {
    let ((base, base_scale), (exponent, exponent_scale)) =
        (Numeric::pieces(base), Numeric::pieces(exponent));
    let unit = power_of_ten(exponent_scale);
    let whole = &exponent / &unit;
    let is_whole = &whole * &unit == exponent;
    if base.sign() == Sign::NoSign && exponent.sign() == Sign::Minus {
        return Err(complex("zero raised to a negative power is undefined"));
    }
    if is_whole && let Ok(power) = i32::try_from(&whole) {
        return power_whole((&base, base_scale), power);
    }
    if base.sign() == Sign::NoSign {
        return Numeric::finite(BigInt::ZERO, SIGNIFICANT);
    }
    if base.sign() == Sign::Minus && !is_whole {
        return Err(complex(COMPLEX));
    }
    let odd = base.sign() == Sign::Minus && whole.bit(0);
    let base = BigInt::from(base.magnitude().clone());
    let positive = power_by_logarithm((&base, base_scale), (&exponent, exponent_scale))?;
    Ok(if odd { -&positive } else { positive })
}

/// `base ^ exponent` as `exp(exponent × ln(base))`; the base is positive.
fn power_by_logarithm(
    base: (&BigInt, i64),
    exponent: (&BigInt, i64),
) -> Result<Numeric, ValueError> {
    let weight = ln_weight(base.0, base.1);
    let product = |digits: i64| {
        let digits = digits.max(0);
        let ln = series::ln(base.0, base.1, digits);
        rescale(&(ln * exponent.0), digits + exponent.1, digits)
    };
    let rough_scale = (8 - weight).max(0);
    let rough = approximate(&product(rough_scale), rough_scale);
    if rough.abs() > MOST_EXPONENT {
        return if rough > 0.0 { Err(overflow()) } else { Numeric::finite(BigInt::ZERO, 1000) };
    }
    let result_weight = (rough * std::f64::consts::LOG10_E) as i64;
    let result = shown(SIGNIFICANT - result_weight, base.1.max(exponent.1));
    let significant = (result + result_weight).max(0);
    let digits = (significant - weight + 8).max(0);
    exponential(&product(digits), digits, result)
}

/// A base to a whole power, by squaring, with as many digits as the result needs.
fn power_whole(base: (&BigInt, i64), power: i32) -> Result<Numeric, ValueError> {
    let result = shown(SIGNIFICANT, base.1);
    match power {
        0 => return Numeric::finite(power_of_ten(result), result),
        1 => return Numeric::finite(rescale(base.0, base.1, result), result),
        -1 => {
            return Numeric::finite(quotient((&BigInt::from(1), 0), base, result), result);
        }
        _ if base.0.sign() == Sign::NoSign => return Numeric::finite(BigInt::ZERO, result),
        _ => {}
    }
    let lead = Leading::of(base.0, base.1);
    let digits = f64::from(lead.first) + f64::from(lead.second) / 10_000.0;
    let weight = (digits.log10() + lead.weight as f64 * 4.0) * f64::from(power);
    if weight > super::decimal::MOST_DIGITS as f64 + 10.0 {
        return Err(overflow());
    }
    if weight < -(result as f64) - 4.0 {
        return Numeric::finite(BigInt::ZERO, result);
    }
    let keep = (result + weight as i64).max(0) + 2 * i64::from(power.unsigned_abs().ilog2()) + 12;
    let (int, scale) = raise(base, power.unsigned_abs(), keep);
    match power {
        0.. => Numeric::finite(rescale(&int, scale, result), result),
        _ => Numeric::finite(quotient((&BigInt::from(1), 0), (&int, scale), result), result),
    }
}

/// Squares and multiplies, keeping so many significant digits. The scale may become negative.
fn raise(base: (&BigInt, i64), mut power: u32, keep: i64) -> (BigInt, i64) {
    let shorten = |(int, scale): (BigInt, i64)| {
        let extra = int.bits() as i64 * 100 / 333 - keep;
        if extra > 0 { (rescale(&int, extra, 0), scale - extra) } else { (int, scale) }
    };
    let mut square = (base.0.clone(), base.1);
    let mut product = (BigInt::from(1), 0);
    while power > 0 {
        if power & 1 == 1 {
            product = shorten((product.0 * &square.0, product.1 + square.1));
        }
        power >>= 1;
        if power > 0 {
            square = shorten((&square.0 * &square.0, square.1 * 2));
        }
    }
    product
}

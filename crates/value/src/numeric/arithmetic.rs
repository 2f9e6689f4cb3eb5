//! The four operations, remainders and rounding, with the scale that PostgreSQL gives each result.

use std::ops::Neg;

use bigdecimal::BigDecimal;
use bigdecimal::num_bigint::Sign;

use super::Numeric;
use super::division::{
    align, divide_rounded, power_of_ten, quotient, quotient_scale, rescale, rescale_cut,
};
use crate::ValueError;
use Numeric::{Finite, Infinity, NaN, NegInfinity};

/// `22012`
pub(crate) fn division_by_zero() -> ValueError {
    ValueError::new("22012", "division by zero")
}

impl Numeric {
    /// The sum.
    pub fn add(&self, other: &Self) -> Result<Self, ValueError> {
        match (self, other) {
            (Finite(a), Finite(b)) => {
                let (a, b, scale) = align(a, b);
                Self::finite(a + b, scale)
            }
            (NaN, _) | (_, NaN) | (Infinity, NegInfinity) | (NegInfinity, Infinity) => Ok(NaN),
            (Finite(_), infinite) | (infinite, _) => Ok(infinite.clone()),
        }
    }

    /// The difference.
    pub fn sub(&self, other: &Self) -> Result<Self, ValueError> {
        self.add(&-other)
    }

    /// The product.
    pub fn mul(&self, other: &Self) -> Result<Self, ValueError> {
        match (self, other) {
            (Finite(a), Finite(b)) => {
                let ((a, a_scale), (b, b_scale)) = (Self::pieces(a), Self::pieces(b));
                Self::finite(a * b, a_scale + b_scale)
            }
            (NaN, _) | (_, NaN) => Ok(NaN),
            _ => Ok(Self::infinite(self.sign() * other.sign())),
        }
    }

    /// Infinity with a sign; with none it is not a number.
    fn infinite(sign: i32) -> Self {
        match sign {
            1 => Infinity,
            -1 => NegInfinity,
            _ => NaN,
        }
    }

    /// The quotient, with at least 16 significant digits.
    pub fn div(&self, other: &Self) -> Result<Self, ValueError> {
        if let Some(special) = self.divide_special(other)? {
            return Ok(special);
        }
        let (Finite(a), Finite(b)) = (self, other) else { return Ok(NaN) };
        let ((a, a_scale), (b, b_scale)) = (Self::pieces(a), Self::pieces(b));
        let scale = quotient_scale((&a, a_scale), (&b, b_scale));
        Self::finite(quotient((&a, a_scale), (&b, b_scale), scale), scale)
    }

    /// The whole part of the quotient, as the function `div` gives it.
    pub fn div_whole(&self, other: &Self) -> Result<Self, ValueError> {
        if let Some(special) = self.divide_special(other)? {
            return Ok(special);
        }
        let (Finite(a), Finite(b)) = (self, other) else { return Ok(NaN) };
        let (a, b, _) = align(a, b);
        Self::finite(a / b, 0)
    }

    /// Quotients that need no division, and the refusal of zero.
    fn divide_special(&self, other: &Self) -> Result<Option<Self>, ValueError> {
        match (self, other) {
            (NaN, _) | (_, NaN) => Ok(Some(NaN)),
            (_, Finite(b)) if b.sign() == Sign::NoSign => Err(division_by_zero()),
            (Finite(_), Finite(_)) => Ok(None),
            (Finite(_), _) => Ok(Some(Self::from_int(0))),
            (_, Finite(_)) => Ok(Some(Self::infinite(self.sign() * other.sign()))),
            _ => Ok(Some(NaN)),
        }
    }

    /// The remainder, with the dividend's sign.
    pub fn rem(&self, other: &Self) -> Result<Self, ValueError> {
        match (self, other) {
            (NaN, _) | (_, NaN) => Ok(NaN),
            (_, Finite(b)) if b.sign() == Sign::NoSign => Err(division_by_zero()),
            (Infinity | NegInfinity, _) => Ok(NaN),
            (Finite(_), Infinity | NegInfinity) => Ok(self.clone()),
            (Finite(a), Finite(b)) => {
                let (a, b, scale) = align(a, b);
                Self::finite(a % b, scale)
            }
        }
    }

    /// Without its sign.
    #[must_use]
    pub fn abs(&self) -> Self {
        match self {
            NegInfinity => Infinity,
            Finite(number) => Finite(number.abs()),
            other => other.clone(),
        }
    }

    /// Rounded half away from zero to digits after the point, or before it if negative.
    pub fn round(&self, digits: i64) -> Result<Self, ValueError> {
        self.shorten(digits, rescale)
    }

    /// Cut off after so many digits behind the point, or before it if negative.
    pub fn trunc(&self, digits: i64) -> Result<Self, ValueError> {
        self.shorten(digits, rescale_cut)
    }

    fn shorten(
        &self,
        digits: i64,
        rescale: fn(&super::BigInt, i64, i64) -> super::BigInt,
    ) -> Result<Self, ValueError> {
        let Finite(number) = self else { return Ok(self.clone()) };
        let digits = digits.clamp(-2000, 2000);
        let (int, scale) = Self::pieces(number);
        let shortened = rescale(&int, scale, digits);
        match digits {
            0.. => Self::finite(shortened, digits),
            _ => Self::finite(shortened * power_of_ten(-digits), 0),
        }
    }

    /// The least whole number that isn't less.
    pub fn ceil(&self) -> Result<Self, ValueError> {
        Ok(-&(-self).floor()?)
    }

    /// The greatest whole number that isn't greater.
    pub fn floor(&self) -> Result<Self, ValueError> {
        let Finite(number) = self else { return Ok(self.clone()) };
        let (int, scale) = Self::pieces(number);
        let unit = power_of_ten(scale);
        let mut whole = &int / &unit;
        if int.sign() == Sign::Minus && &whole * &unit != int {
            whole -= 1;
        }
        Self::finite(whole, 0)
    }

    /// Without the zeros at the end of its fraction.
    #[must_use]
    pub fn trim_scale(&self) -> Self {
        let Finite(number) = self else { return self.clone() };
        let (int, scale) = Self::pieces(number);
        let digits = int.magnitude().to_string();
        let zeros = digits.bytes().rev().take_while(|&digit| digit == b'0').count() as i64;
        let drop = if int.sign() == Sign::NoSign { scale } else { zeros.min(scale) };
        Finite(BigDecimal::new(divide_rounded(&int, &power_of_ten(drop)), scale - drop))
    }
}

impl Neg for &Numeric {
    type Output = Numeric;

    fn neg(self) -> Numeric {
        match self {
            NaN => NaN,
            Infinity => NegInfinity,
            NegInfinity => Infinity,
            Finite(number) => Finite(-number),
        }
    }
}

//! PostgreSQL's `numeric`: exact decimal numbers that remember how many digits they show, and the three
//! values that are no numbers.

mod arithmetic;
pub(crate) mod decimal;
mod division;
mod powers;
mod series;

#[cfg(test)]
mod tests;

use std::cmp::Ordering;
use std::fmt;

use bigdecimal::BigDecimal;
use bigdecimal::num_bigint::{BigInt, Sign};

pub(crate) use arithmetic::division_by_zero;
use decimal::Parsed;
pub use decimal::compare_text;
pub(crate) use decimal::overflow;
pub(crate) use division::power_of_ten;

use crate::{Modifier, Scalar, ValueError, float, integer};

/// A `numeric`. The scale of a finite one is the digits that it shows after the point, never negative.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Numeric {
    /// Not a number; equal to itself and greater than all others here.
    NaN,
    /// Positive infinity.
    Infinity,
    /// Negative infinity.
    NegInfinity,
    /// A number.
    Finite(BigDecimal),
}

impl Numeric {
    /// Reads a number as PostgreSQL's input function does, or from canonical text.
    pub fn parse(text: &str) -> Result<Self, ValueError> {
        match decimal::parse(text)? {
            Parsed::NaN => Ok(Self::NaN),
            Parsed::Infinity => Ok(Self::Infinity),
            Parsed::NegInfinity => Ok(Self::NegInfinity),
            Parsed::Finite(decimal) => {
                let wanted = (decimal.point + decimal.scale).max(0) as usize;
                let mut digits = decimal.digits;
                digits.resize(wanted.max(digits.len()), b'0');
                let sign = if decimal.negative { Sign::Minus } else { Sign::Plus };
                let magnitude = BigInt::parse_bytes(&digits, 10).unwrap_or_default();
                let int = BigInt::from_biguint(sign, magnitude.into_parts().1);
                Ok(Self::Finite(BigDecimal::new(int, decimal.scale)))
            }
        }
    }

    /// A whole number.
    pub fn from_int(int: impl Into<BigInt>) -> Self {
        Self::Finite(BigDecimal::new(int.into(), 0))
    }

    /// A float as a cast to `numeric` reads it: 15 significant digits, or 6 of a `real`.
    pub fn from_float(of: Scalar, float: f64) -> Result<Self, ValueError> {
        if float.is_nan() {
            return Ok(Self::NaN);
        }
        if float.is_infinite() {
            return Ok(if float > 0.0 { Self::Infinity } else { Self::NegInfinity });
        }
        let text = float::significant(of, float);
        let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
        let mantissa = mantissa.trim_end_matches('0').trim_end_matches('.');
        Self::parse(&format!("{mantissa}e{exponent}"))
    }

    /// A number from an integer and a count of digits after the point, refused if it is too long.
    pub(crate) fn finite(mut int: BigInt, mut scale: i64) -> Result<Self, ValueError> {
        if scale > decimal::MOST_SCALE {
            int = division::rescale(&int, scale, decimal::MOST_SCALE);
            scale = decimal::MOST_SCALE;
        }
        // A digit is more than 3.32 bits: only what may be too long is counted exactly.
        let digits = int.bits() as i64 * 100 / 332;
        if digits - scale > decimal::MOST_DIGITS - 2
            && exact_digits(&int) - scale > decimal::MOST_DIGITS
        {
            return Err(overflow());
        }
        Ok(Self::Finite(BigDecimal::new(int, scale)))
    }

    /// The integer and the digits after the point of a finite number.
    pub(crate) fn pieces(number: &BigDecimal) -> (BigInt, i64) {
        let (int, scale) = number.as_bigint_and_exponent();
        match scale {
            0.. => (int, scale),
            _ => (int * division::power_of_ten(-scale), 0),
        }
    }

    /// How many digits it shows after the point; none for what is no number.
    pub fn scale(&self) -> i64 {
        match self {
            Self::Finite(number) => number.fractional_digit_count().max(0),
            _ => 0,
        }
    }

    /// Whether it is NaN.
    pub const fn is_nan(&self) -> bool {
        matches!(self, Self::NaN)
    }

    /// -1, 0 or 1; NaN counts as positive.
    pub fn sign(&self) -> i32 {
        match self {
            Self::NaN | Self::Infinity => 1,
            Self::NegInfinity => -1,
            Self::Finite(number) => match number.sign() {
                Sign::Minus => -1,
                Sign::NoSign => 0,
                Sign::Plus => 1,
            },
        }
    }

    /// The nearest integer of a type, half away from zero.
    pub fn to_int(&self, of: Scalar) -> Result<i64, ValueError> {
        let refuse = |what: &str| {
            Err(ValueError::new("0A000", format!("cannot convert {what} to {}", of.name())))
        };
        match self {
            Self::NaN => refuse("NaN"),
            Self::Infinity | Self::NegInfinity => refuse("infinity"),
            Self::Finite(number) => {
                let (int, scale) = Self::pieces(number);
                let whole = division::rescale(&int, scale, 0);
                let whole = i128::try_from(whole).map_err(|_| integer::out_of_range(of))?;
                integer::in_range(of, whole)
            }
        }
    }

    /// The nearest float of a type; refused if it is beyond that.
    pub fn to_float(&self, of: Scalar) -> Result<f64, ValueError> {
        float::read(of, &self.to_string())
    }

    /// The number as a column's `numeric(precision, scale)` holds it.
    pub fn fit(&self, modifier: Modifier) -> Result<Self, ValueError> {
        match modifier {
            Modifier::Precision(..) => Self::parse(&canonical(&self.to_string(), modifier)?),
            _ => Ok(self.clone()),
        }
    }
}

/// The canonical text of what PostgreSQL reads as a `numeric`, rounded and checked as its modifier says.
pub fn canonical(text: &str, modifier: Modifier) -> Result<String, ValueError> {
    let infinite = |text: &str| match modifier {
        Modifier::Precision(precision, scale) => {
            Err(decimal::field_overflow(precision, scale, "cannot hold an infinite value"))
        }
        _ => Ok(text.to_owned()),
    };
    match decimal::parse(text)? {
        Parsed::NaN => Ok("NaN".to_owned()),
        Parsed::Infinity => infinite("Infinity"),
        Parsed::NegInfinity => infinite("-Infinity"),
        Parsed::Finite(mut decimal) => {
            if let Modifier::Precision(precision, scale) = modifier {
                decimal.fit(precision, scale)?;
            }
            let mut out = String::with_capacity(decimal.digits.len() + 3);
            decimal.write(&mut out);
            Ok(out)
        }
    }
}

/// The count of an integer's decimal digits.
pub(crate) fn exact_digits(int: &BigInt) -> i64 {
    match int.sign() {
        Sign::NoSign => 0,
        _ => int.magnitude().to_string().len() as i64,
    }
}

/// As PostgreSQL prints it.
impl fmt::Display for Numeric {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let number = match self {
            Self::NaN => return f.write_str("NaN"),
            Self::Infinity => return f.write_str("Infinity"),
            Self::NegInfinity => return f.write_str("-Infinity"),
            Self::Finite(number) => number,
        };
        let (int, scale) = Self::pieces(number);
        let digits = int.magnitude().to_string();
        let scale = scale as usize;
        if int.sign() == Sign::Minus {
            f.write_str("-")?;
        }
        if scale == 0 {
            return f.write_str(&digits);
        }
        match digits.len().checked_sub(scale) {
            Some(before @ 1..) => write!(f, "{}.{}", &digits[..before], &digits[before..]),
            _ => {
                f.write_str("0.")?;
                (digits.len()..scale).try_for_each(|_| f.write_str("0"))?;
                f.write_str(&digits)
            }
        }
    }
}

impl PartialOrd for Numeric {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// NaN equals itself and is the greatest; `1.0` and `1.00` are equal.
impl Ord for Numeric {
    fn cmp(&self, other: &Self) -> Ordering {
        let rank = |number: &Self| match number {
            Self::NegInfinity => 0,
            Self::Finite(_) => 1,
            Self::Infinity => 2,
            Self::NaN => 3,
        };
        match (self, other) {
            (Self::Finite(a), Self::Finite(b)) => {
                let (a, b, _) = division::align(a, b);
                a.cmp(&b)
            }
            _ => rank(self).cmp(&rank(other)),
        }
    }
}

impl From<i64> for Numeric {
    fn from(int: i64) -> Self {
        Self::from_int(int)
    }
}

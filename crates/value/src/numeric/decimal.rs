//! A decimal number as its digits: reading, rounding to a column's scale and printing need no arithmetic.

use std::cmp::Ordering;

use crate::spaces::trim;
use crate::{Sink, ValueError};

/// Most digits before the point.
pub(super) const MOST_DIGITS: i64 = 131_072;
/// Most digits after the point.
pub(super) const MOST_SCALE: i64 = 16_383;

/// What text for a `numeric` says.
#[derive(Clone, Debug)]
pub(crate) enum Parsed {
    NaN,
    Infinity,
    NegInfinity,
    Finite(Decimal),
}

/// `0.d₁d₂d₃… × 10^point`, shown with `scale` digits after the point.
#[derive(Clone, Debug, Default)]
pub(crate) struct Decimal {
    pub(crate) negative: bool,
    /// ASCII digits without leading zeros.
    pub(crate) digits: Vec<u8>,
    pub(crate) point: i64,
    pub(crate) scale: i64,
}

/// `22003`: more digits than a `numeric` holds.
pub(crate) fn overflow() -> ValueError {
    ValueError::new("22003", "value overflows numeric format")
}

/// Reads what PostgreSQL's `numeric_in` reads.
pub(crate) fn parse(text: &str) -> Result<Parsed, ValueError> {
    let number = trim(text);
    let (negative, rest) = match number.as_bytes() {
        [b'-', ..] => (true, &number[1..]),
        [b'+', ..] => (false, &number[1..]),
        _ => (false, number),
    };
    let signed = rest.len() < number.len();
    match rest.as_bytes().first() {
        Some(b'0'..=b'9' | b'.') => parse_finite(negative, rest)
            .ok_or_else(|| ValueError::syntax("numeric", text))
            .and_then(|pieces| pieces.decimal())
            .map(Parsed::Finite),
        _ if rest.eq_ignore_ascii_case("infinity") || rest.eq_ignore_ascii_case("inf") => {
            Ok(if negative { Parsed::NegInfinity } else { Parsed::Infinity })
        }
        _ if rest.eq_ignore_ascii_case("nan") && !signed => Ok(Parsed::NaN),
        _ => Err(ValueError::syntax("numeric", text)),
    }
}

/// The pieces of `12.34e5`.
struct Pieces<'a> {
    negative: bool,
    whole: &'a str,
    fraction: &'a str,
    exponent: i64,
}

fn parse_finite(negative: bool, rest: &str) -> Option<Pieces<'_>> {
    let digits_end = |text: &str| text.bytes().position(|b| !b.is_ascii_digit());
    let (whole, after) = rest.split_at(digits_end(rest).unwrap_or(rest.len()));
    let (fraction, after) = match after.strip_prefix('.') {
        Some(after) => after.split_at(digits_end(after).unwrap_or(after.len())),
        None => ("", after),
    };
    if whole.is_empty() && fraction.is_empty() {
        return None;
    }
    let exponent = match after.as_bytes() {
        [] => 0,
        [b'e' | b'E', ..] => parse_exponent(&after[1..])?,
        _ => return None,
    };
    Some(Pieces { negative, whole, fraction, exponent })
}

/// An exponent; one that no number can have is as large as is needed to be refused.
fn parse_exponent(text: &str) -> Option<i64> {
    let digits = text.strip_prefix(['+', '-']).unwrap_or(text);
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let size = digits.trim_start_matches('0').get(..10).map_or_else(
        || digits.parse::<i64>().unwrap_or(i64::from(i32::MAX)),
        |_| i64::from(i32::MAX),
    );
    Some(if text.starts_with('-') { -size } else { size })
}

impl Pieces<'_> {
    fn decimal(&self) -> Result<Decimal, ValueError> {
        if self.exponent.abs() >= i64::from(i32::MAX) / 2 {
            return Err(overflow());
        }
        let all = self.whole.bytes().chain(self.fraction.bytes());
        let zeros = all.clone().take_while(|&byte| byte == b'0').count();
        let digits: Vec<u8> = all.skip(zeros).collect();
        let scale = (self.fraction.len() as i64 - self.exponent).max(0);
        let point = self.whole.len() as i64 + self.exponent - zeros as i64;
        let mut decimal = Decimal { negative: self.negative, digits, point, scale };
        decimal.trim();
        if decimal.point > MOST_DIGITS || scale > MOST_SCALE {
            return Err(overflow());
        }
        Ok(decimal)
    }
}

impl Decimal {
    /// Drops zeros at the end of the digits; a zero has no sign.
    fn trim(&mut self) {
        while self.digits.last() == Some(&b'0') {
            self.digits.pop();
        }
        if self.digits.is_empty() {
            self.point = 0;
            self.negative = false;
        }
    }

    /// Rounds half away from zero to a number of digits after the point, or before it if negative.
    pub(crate) fn round(&mut self, scale: i64) {
        self.scale = scale.max(0);
        let Ok(keep) = usize::try_from(self.point + scale) else {
            self.digits.clear();
            return self.trim();
        };
        if keep >= self.digits.len() {
            return;
        }
        let up = self.digits[keep] >= b'5';
        self.digits.truncate(keep);
        if up {
            self.increase_last();
        }
        self.trim();
    }

    fn increase_last(&mut self) {
        for digit in self.digits.iter_mut().rev() {
            if *digit < b'9' {
                *digit += 1;
                return;
            }
            *digit = b'0';
        }
        self.digits.insert(0, b'1');
        self.point += 1;
    }

    /// A column's `numeric(precision, scale)`.
    pub(crate) fn fit(&mut self, precision: u16, scale: i16) -> Result<(), ValueError> {
        self.round(i64::from(scale));
        let most = i64::from(precision) - i64::from(scale);
        if self.digits.is_empty() || self.point <= most {
            return Ok(());
        }
        let bound = if most == 0 { "1".to_owned() } else { format!("10^{most}") };
        Err(field_overflow(
            precision,
            scale,
            &format!("must round to an absolute value less than {bound}"),
        ))
    }

    /// Prints it.
    pub(crate) fn write<S: Sink>(&self, out: &mut S) {
        let digit = |at: i64| {
            let digit = usize::try_from(at).ok().and_then(|at| self.digits.get(at));
            digit.copied().unwrap_or(b'0')
        };
        if self.negative {
            out.put_ascii(b'-');
        }
        if self.point <= 0 {
            out.put_ascii(b'0');
        }
        (0..self.point).for_each(|at| out.put_ascii(digit(at)));
        if self.scale > 0 {
            out.put_ascii(b'.');
            (self.point..self.point + self.scale).for_each(|at| out.put_ascii(digit(at)));
        }
    }
}

/// `22003`: a value that a column's precision can't hold.
pub(crate) fn field_overflow(precision: u16, scale: i16, why: &str) -> ValueError {
    ValueError::new("22003", "numeric field overflow")
        .detail(format!("A field with precision {precision}, scale {scale} {why}."))
}

/// Numeric order of two texts in canonical form, without arithmetic: NaN is the greatest.
pub fn compare_text(a: &str, b: &str) -> Ordering {
    let rank = |text: &str| match text {
        "NaN" => 3,
        "Infinity" => 2,
        "-Infinity" => 0,
        _ => 1,
    };
    match rank(a).cmp(&rank(b)) {
        Ordering::Equal if rank(a) == 1 => compare_finite(a, b),
        order => order,
    }
}

fn compare_finite(a: &str, b: &str) -> Ordering {
    match (a.strip_prefix('-'), b.strip_prefix('-')) {
        (None, None) => compare_magnitude(a, b),
        (Some(a), Some(b)) => compare_magnitude(b, a),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
    }
}

fn compare_magnitude(a: &str, b: &str) -> Ordering {
    let (a_whole, a_fraction) = a.split_once('.').unwrap_or((a, ""));
    let (b_whole, b_fraction) = b.split_once('.').unwrap_or((b, ""));
    (a_whole.len().cmp(&b_whole.len()))
        .then_with(|| a_whole.cmp(b_whole))
        .then_with(|| a_fraction.trim_end_matches('0').cmp(b_fraction.trim_end_matches('0')))
}

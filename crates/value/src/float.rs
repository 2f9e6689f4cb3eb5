//! `real` and `double precision` as text: the shortest digits that read back to the same number.

use std::fmt::Write;

use bigdecimal::num_bigint::BigInt;

use crate::numeric::power_of_ten;
use crate::spaces::trim;
use crate::{Scalar, Sink, ValueError};

/// Reads either float type; a `real` is rounded to its own precision.
pub(crate) fn read(of: Scalar, text: &str) -> Result<f64, ValueError> {
    let number = trim(text);
    let wrong = || ValueError::syntax(of.name(), text);
    let parsed = match of {
        Scalar::Float4 => f64::from(number.parse::<f32>().map_err(|_| wrong())?),
        _ => number.parse::<f64>().map_err(|_| wrong())?,
    };
    let written_infinite = number.bytes().any(|byte| matches!(byte, b'i' | b'I'));
    let lost = parsed == 0.0 && has_digits(number);
    if lost || (parsed.is_infinite() && !written_infinite) {
        let message = format!("\"{number}\" is out of range for type {}", of.name());
        return Err(ValueError::new("22003", message));
    }
    Ok(parsed)
}

/// Whether the digits before an exponent say anything but zero.
fn has_digits(number: &str) -> bool {
    let end = number.find(['e', 'E']).unwrap_or(number.len());
    number[..end].bytes().any(|byte| matches!(byte, b'1'..=b'9'))
}

/// Prints a float as PostgreSQL 12 and later do.
pub(crate) fn write<S: Sink>(of: Scalar, float: f64, out: &mut S) {
    if float.is_nan() {
        return out.put("NaN");
    }
    if float.is_infinite() {
        return out.put(if float > 0.0 { "Infinity" } else { "-Infinity" });
    }
    let mut digits = Buffer::default();
    // The buffer is longer than any float's shortest digits, so writing can't fail.
    let (fixed_digits, most) = match of {
        Scalar::Float4 => {
            let _ = write!(digits, "{:e}", float as f32);
            (6, 9)
        }
        _ => {
            let _ = write!(digits, "{float:e}");
            (15, 17)
        }
    };
    let mut even = Buffer::default();
    if even_tie(of, float, digits.text(), &mut even) {
        digits = even;
    }
    if let Some(inside) = not_halfway(of, float, digits.text(), most) {
        return layout(&inside, fixed_digits, out);
    }
    layout(digits.text(), fixed_digits, out);
}

/// Where two spellings of the shortest length are equally near, the one that ends in an even digit.
fn even_tie(of: Scalar, float: f64, shortest: &str, even: &mut Buffer) -> bool {
    let digits =
        shortest.bytes().take_while(|&byte| byte != b'e').filter(u8::is_ascii_digit).count();
    // Fewer digits are exact.
    if digits < if of == Scalar::Float4 { 6 } else { 15 } {
        return false;
    }
    let _ = write!(even, "{float:.*e}", digits - 1);
    even.text() != shortest && read(of, even.text()) == Ok(float)
}

/// Digits that are exactly half of the way to the next float read back by rounding to even alone.
/// PostgreSQL doesn't rely on that: then it prints the shortest ones that are nearer to this float.
fn not_halfway(of: Scalar, float: f64, shortest: &str, most: usize) -> Option<String> {
    // Below these the middle between two floats has too many digits to be what was printed.
    let least = if of == Scalar::Float4 { 1e6 } else { 1e15 };
    if float.abs() < least || !is_halfway(of, float, shortest) {
        return None;
    }
    let tries = (0..most).map(|digits| format!("{float:.digits$e}"));
    let inside = |text: &String| {
        let same = match of {
            Scalar::Float4 => text.parse::<f32>().is_ok_and(|read| f64::from(read) == float),
            _ => text.parse::<f64>().is_ok_and(|read| read == float),
        };
        same && !is_halfway(of, float, text)
    };
    tries.into_iter().find(inside)
}

fn is_halfway(of: Scalar, float: f64, scientific: &str) -> bool {
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((scientific, "0"));
    let digits: String = mantissa.chars().filter(char::is_ascii_digit).collect();
    let scale = mantissa.split_once('.').map_or(0, |(_, fraction)| fraction.len() as i64);
    let power = exponent.parse::<i64>().unwrap_or(0) - scale;
    // A middle that is a multiple of a greater power of ten would have more than 54 bits.
    let (Ok(digits), true) = (digits.parse::<u64>(), (-2..=23).contains(&power)) else {
        return false;
    };
    // Twice the number, times 100 so that it is whole, against the sums of neighbours.
    let printed = BigInt::from(digits) * power_of_ten(power + 2) * 2;
    let whole = |float: f64| exact_hundredfold(float.abs());
    let (below, above) = match of {
        Scalar::Float4 => {
            let float = (float as f32).abs();
            (f64::from(float.next_down()), f64::from(float.next_up()))
        }
        _ => (float.abs().next_down(), float.abs().next_up()),
    };
    [below, above].into_iter().any(|next| next.is_finite() && printed == whole(float) + whole(next))
}

/// A large float times 100 as an integer; the floats here have at most two fractional bits.
fn exact_hundredfold(float: f64) -> BigInt {
    let bits = float.to_bits();
    let mantissa = BigInt::from((bits & ((1 << 52) - 1)) | (1 << 52)) * 100;
    let exponent = (bits >> 52 & 0x7ff) as i64 - 1075;
    if exponent >= 0 {
        mantissa << exponent.unsigned_abs()
    } else {
        mantissa >> exponent.unsigned_abs()
    }
}

/// From Rust's `1.25e-7` to PostgreSQL's choice between fixed and scientific notation.
fn layout<S: Sink>(scientific: &str, fixed_digits: i32, out: &mut S) {
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((scientific, "0"));
    let exponent: i32 = exponent.parse().unwrap_or(0);
    let (sign, mantissa) = match mantissa.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", mantissa),
    };
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
    out.put(sign);
    if exponent < -4 || exponent >= fixed_digits {
        out.put(mantissa);
        out.put(if exponent < 0 { "e-" } else { "e+" });
        return out.put_digits(u64::from(exponent.unsigned_abs()), 2);
    }
    if exponent < 0 {
        out.put("0.");
        (1..-exponent).for_each(|_| out.put_ascii(b'0'));
        out.put(whole);
        return out.put(fraction);
    }
    let before = exponent.unsigned_abs() as usize;
    out.put(whole);
    out.put(&fraction[..before.min(fraction.len())]);
    (fraction.len()..before).for_each(|_| out.put_ascii(b'0'));
    if fraction.len() > before {
        out.put_ascii(b'.');
        out.put(&fraction[before..]);
    }
}

/// As many significant digits as a cast to `numeric` takes of a float, in scientific notation.
pub(crate) fn significant(of: Scalar, float: f64) -> String {
    match of {
        Scalar::Float4 => format!("{float:.5e}"),
        _ => format!("{float:.14e}"),
    }
}

/// A few bytes on the stack that a float is printed into.
#[derive(Default)]
struct Buffer {
    bytes: [u8; 32],
    used: usize,
}

impl Buffer {
    fn text(&self) -> &str {
        std::str::from_utf8(&self.bytes[..self.used]).unwrap_or_default()
    }
}

impl Write for Buffer {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        let end = self.used + text.len();
        self.bytes.get_mut(self.used..end).ok_or(std::fmt::Error)?.copy_from_slice(text.as_bytes());
        self.used = end;
        Ok(())
    }
}

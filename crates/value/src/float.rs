//! `real` and `double precision` as text: the shortest digits that read back to the same number.

use std::fmt::Write;

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
    let mut shortest = Buffer::default();
    // The buffer is longer than any float's shortest digits, so writing can't fail.
    let fixed_digits = match of {
        Scalar::Float4 => {
            let _ = write!(shortest, "{:e}", float as f32);
            6
        }
        _ => {
            let _ = write!(shortest, "{float:e}");
            15
        }
    };
    layout(shortest.text(), fixed_digits, out);
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

//! Booleans, integers and object identifiers as text.

use crate::spaces::trim;
use crate::{Scalar, ValueError};

/// `22003`: text that is a number, but not of this type.
fn too_large(of: Scalar, text: &str) -> ValueError {
    ValueError::new("22003", format!("value \"{text}\" is out of range for type {}", of.name()))
}

/// Reads `smallint`, `integer` or `bigint`.
pub(crate) fn read(of: Scalar, text: &str) -> Result<i64, ValueError> {
    let (low, high) = range(of);
    let number = trim(text);
    let (negative, digits) = match number.as_bytes() {
        [b'-', ..] => (true, &number[1..]),
        [b'+', ..] => (false, &number[1..]),
        _ => (false, number),
    };
    if !digits.as_bytes().first().is_some_and(u8::is_ascii_digit) {
        return Err(ValueError::syntax(of.name(), text));
    }
    let mut sum: i128 = 0;
    for byte in digits.bytes() {
        if !byte.is_ascii_digit() {
            return Err(ValueError::syntax(of.name(), text));
        }
        sum = sum * 10 + i128::from(byte - b'0');
        let signed = if negative { -sum } else { sum };
        if signed < i128::from(low) || signed > i128::from(high) {
            return Err(too_large(of, text));
        }
    }
    i64::try_from(if negative { -sum } else { sum }).map_err(|_| too_large(of, text))
}

/// The least and the greatest value of an integer type.
pub(crate) const fn range(of: Scalar) -> (i64, i64) {
    match of {
        Scalar::Int2 => (i16::MIN as i64, i16::MAX as i64),
        Scalar::Int4 => (i32::MIN as i64, i32::MAX as i64),
        Scalar::Oid => (0, u32::MAX as i64),
        _ => (i64::MIN, i64::MAX),
    }
}

/// `22003` when a computed number is not of the type.
pub(crate) fn in_range(of: Scalar, int: i128) -> Result<i64, ValueError> {
    let (low, high) = range(of);
    match i64::try_from(int) {
        Ok(int) if int >= low && int <= high => Ok(int),
        _ => Err(out_of_range(of)),
    }
}

/// `integer out of range`.
pub(crate) fn out_of_range(of: Scalar) -> ValueError {
    match of {
        Scalar::Oid => ValueError::new("22003", "OID out of range"),
        _ => ValueError::new("22003", format!("{} out of range", of.name())),
    }
}

/// Reads an `oid`; negative numbers wrap, as they do in PostgreSQL.
pub(crate) fn read_oid(text: &str) -> Result<i64, ValueError> {
    let int = read(Scalar::Int8, text).map_err(|error| match error.code {
        "22003" => too_large(Scalar::Oid, text),
        _ => ValueError::syntax("oid", text),
    })?;
    match int {
        0..=0xffff_ffff => Ok(int),
        -0x8000_0000..0 => Ok(int + 0x1_0000_0000),
        _ => Err(too_large(Scalar::Oid, text)),
    }
}

/// Reads a `boolean`: any unique beginning of its words.
pub(crate) fn read_bool(text: &str) -> Result<bool, ValueError> {
    let word = trim(text).to_ascii_lowercase();
    let begins = |whole: &str, least: usize| word.len() >= least && whole.starts_with(&word);
    if begins("true", 1) || begins("yes", 1) || begins("on", 2) || word == "1" {
        Ok(true)
    } else if begins("false", 1) || begins("no", 1) || begins("off", 2) || word == "0" {
        Ok(false)
    } else {
        Err(ValueError::syntax("boolean", text))
    }
}

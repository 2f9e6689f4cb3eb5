//! `bytea` and `uuid` as text.

use crate::spaces::is_space;
use crate::{Sink, ValueError};

const HEX: &[u8; 16] = b"0123456789abcdef";

/// Reads a `bytea` in either of its spellings, `\x00ff` and `\000\377`.
pub(crate) fn read_bytea(text: &str) -> Result<Vec<u8>, ValueError> {
    match text.strip_prefix("\\x") {
        Some(hex) => read_hex(hex),
        None => read_escaped(text.as_bytes())
            .ok_or_else(|| ValueError::new("22P02", "invalid input syntax for type bytea")),
    }
}

fn read_hex(hex: &str) -> Result<Vec<u8>, ValueError> {
    let mut out = Vec::with_capacity(hex.len() / 2);
    let mut chars = hex.chars();
    let value = |c: char| {
        c.to_digit(16)
            .ok_or_else(|| ValueError::new("22023", format!("invalid hexadecimal digit: \"{c}\"")))
    };
    while let Some(first) = chars.next() {
        if first.is_ascii() && is_space(first as u8) {
            continue;
        }
        let high = value(first)?;
        let Some(second) = chars.next() else {
            return Err(ValueError::new("22023", "invalid hexadecimal data: odd number of digits"));
        };
        out.push((high * 16 + value(second)?) as u8);
    }
    Ok(out)
}

fn read_escaped(text: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::with_capacity(text.len());
    let mut rest = text;
    loop {
        rest = match rest {
            [] => return Some(out),
            [b'\\', b'\\', after @ ..] => {
                out.push(b'\\');
                after
            }
            [b'\\', a @ b'0'..=b'3', b @ b'0'..=b'7', c @ b'0'..=b'7', after @ ..] => {
                out.push((a - b'0') * 64 + (b - b'0') * 8 + (c - b'0'));
                after
            }
            [b'\\', ..] => return None,
            [byte, after @ ..] => {
                out.push(*byte);
                after
            }
        };
    }
}

/// Prints a `bytea` as `\x00ff`; in JSON the backslash is escaped.
pub(crate) fn write_bytea<S: Sink>(bytes: &[u8], out: &mut S) {
    out.put("\\x");
    write_hex(bytes, out);
}

pub(crate) fn write_hex<S: Sink>(bytes: &[u8], out: &mut S) {
    for byte in bytes {
        out.put_ascii(HEX[usize::from(byte >> 4)]);
        out.put_ascii(HEX[usize::from(byte & 15)]);
    }
}

/// Reads a `uuid`: 32 digits, with hyphens after any four, perhaps in braces.
pub(crate) fn read_uuid(text: &str) -> Result<[u8; 16], ValueError> {
    parse_uuid(text).ok_or_else(|| ValueError::syntax("uuid", text))
}

fn parse_uuid(text: &str) -> Option<[u8; 16]> {
    let digits = match text.strip_prefix('{') {
        Some(inner) => inner.strip_suffix('}')?,
        None => text,
    };
    let mut out = [0; 16];
    let mut rest = digits.as_bytes();
    for (at, slot) in out.iter_mut().enumerate() {
        let [high, low, after @ ..] = rest else { return None };
        let digit = |byte: u8| char::from(byte).to_digit(16);
        *slot = (digit(*high)? * 16 + digit(*low)?) as u8;
        rest = match after {
            [b'-', after @ ..] if at % 2 == 1 && at < 15 => after,
            _ => after,
        };
    }
    rest.is_empty().then_some(out)
}

/// Prints a `uuid`.
pub(crate) fn write_uuid<S: Sink>(bytes: &[u8], out: &mut S) {
    for (at, byte) in bytes.iter().enumerate() {
        if matches!(at, 4 | 6 | 8 | 10) {
            out.put_ascii(b'-');
        }
        write_hex(&[*byte], out);
    }
}

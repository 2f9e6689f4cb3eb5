//! `encode` and `decode`: bytes as hexadecimal, base64 or escaped text.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use value::{Value, ValueError};

use super::within_limit;
use crate::arguments::{bytes, text};
use crate::table::patterns::{BYTEA, TEXT};
use crate::{Builtin, Context};

type Answer = Result<Value, ValueError>;

pub(crate) const TABLE: &[Builtin] = &[
    Builtin::function("encode", &[BYTEA, TEXT], TEXT, encode),
    Builtin::function("decode", &[TEXT, TEXT], BYTEA, decode),
];

fn encode(_: &Context<'_>, arguments: &[Value]) -> Answer {
    let (raw, encoding) = (bytes(arguments, 0)?, text(arguments, 1)?);
    within_limit(raw.len().saturating_mul(2))?;
    Ok(Value::text(match encoding.to_ascii_lowercase().as_str() {
        "hex" => hex(raw),
        "base64" => base64_lines(raw),
        "escape" => escaped(raw),
        _ => return Err(unrecognized(encoding)),
    }))
}

fn decode(_: &Context<'_>, arguments: &[Value]) -> Answer {
    let (written, encoding) = (text(arguments, 0)?, text(arguments, 1)?);
    Ok(Value::bytes(match encoding.to_ascii_lowercase().as_str() {
        "hex" => from_hex(written)?,
        "base64" => from_base64(written)?,
        "escape" => from_escaped(written)?,
        _ => return Err(unrecognized(encoding)),
    }))
}

/// Two lower-case digits a byte.
pub(crate) fn hex(raw: &[u8]) -> String {
    let mut out = String::with_capacity(raw.len() * 2);
    for byte in raw {
        for half in [byte >> 4, byte & 15] {
            out.push(char::from_digit(u32::from(half), 16).unwrap_or_default());
        }
    }
    out
}

/// Base64 in lines of 76 characters, as mail has it.
fn base64_lines(raw: &[u8]) -> String {
    let plain = STANDARD.encode(raw);
    let mut out = String::with_capacity(plain.len() + plain.len() / 76 + 1);
    for (index, character) in plain.chars().enumerate() {
        if index > 0 && index % 76 == 0 {
            out.push('\n');
        }
        out.push(character);
    }
    out
}

fn escaped(raw: &[u8]) -> String {
    let mut out = String::with_capacity(raw.len());
    for byte in raw {
        match byte {
            b'\\' => out.push_str("\\\\"),
            0 | 0x80.. => out.push_str(&format!("\\{byte:03o}")),
            _ => out.push(char::from(*byte)),
        }
    }
    out
}

fn from_hex(written: &str) -> Result<Vec<u8>, ValueError> {
    let (mut raw, mut high) = (Vec::with_capacity(written.len() / 2), None);
    for character in written.chars().filter(|it| !matches!(it, ' ' | '\n' | '\t' | '\r')) {
        let digit = character.to_digit(16).ok_or_else(|| {
            ValueError::new("22023", format!("invalid hexadecimal digit: \"{character}\""))
        })? as u8;
        match high.take() {
            Some(high) => raw.push(high << 4 | digit),
            None => high = Some(digit),
        }
    }
    match high {
        Some(_) => Err(ValueError::new("22023", "invalid hexadecimal data: odd number of digits")),
        None => Ok(raw),
    }
}

fn from_base64(written: &str) -> Result<Vec<u8>, ValueError> {
    let blank = |it: &char| matches!(it, ' ' | '\t' | '\n' | '\r');
    let plain: String = written.chars().filter(|it| !blank(it)).collect();
    let known = |it: char| it.is_ascii_alphanumeric() || matches!(it, '+' | '/' | '=');
    if let Some(wrong) = plain.chars().find(|it| !known(*it)) {
        let message = format!("invalid symbol \"{wrong}\" found while decoding base64 sequence");
        return Err(ValueError::new("22023", message));
    }
    let digits = plain.trim_end_matches('=');
    let padding = plain.len() - digits.len();
    if digits.contains('=') || padding > 2 || (padding > 0 && digits.len() % 4 < 2) {
        let message = "unexpected \"=\" while decoding base64 sequence";
        return Err(ValueError::new("22023", message));
    }
    lenient().decode(&plain).map_err(|_| {
        ValueError::new("22023", "invalid base64 end sequence")
            .hint("Input data is missing padding, is truncated, or is otherwise corrupted.")
    })
}

/// PostgreSQL does not mind bits that are left over in the last digit.
fn lenient() -> base64::engine::GeneralPurpose {
    let config = base64::engine::GeneralPurposeConfig::new().with_decode_allow_trailing_bits(true);
    base64::engine::GeneralPurpose::new(&base64::alphabet::STANDARD, config)
}

fn from_escaped(written: &str) -> Result<Vec<u8>, ValueError> {
    let (mut raw, mut rest) = (Vec::with_capacity(written.len()), written.as_bytes());
    while let [first, others @ ..] = rest {
        match (*first, others) {
            (b'\\', [b'\\', after @ ..]) => {
                raw.push(b'\\');
                rest = after;
            }
            (b'\\', [a @ b'0'..=b'3', b @ b'0'..=b'7', c @ b'0'..=b'7', after @ ..]) => {
                raw.push((a - b'0') << 6 | (b - b'0') << 3 | (c - b'0'));
                rest = after;
            }
            (b'\\', _) => {
                return Err(ValueError::new("22P02", "invalid input syntax for type bytea"));
            }
            (plain, _) => {
                raw.push(plain);
                rest = others;
            }
        }
    }
    Ok(raw)
}

fn unrecognized(encoding: &str) -> ValueError {
    ValueError::new("22023", format!("unrecognized encoding: \"{encoding}\""))
}

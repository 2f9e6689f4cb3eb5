//! JSON's strings: what they say, and how PostgreSQL writes them.

use std::borrow::Cow;

use super::invalid;
use crate::{Sink, ValueError};

/// A string as JSON, escaped as PostgreSQL does: only what must be.
pub fn write_json_string(text: &str, out: &mut Vec<u8>) {
    write_string(text, out);
}

pub(crate) fn write_string<S: Sink>(text: &str, out: &mut S) {
    out.put_ascii(b'"');
    write_escaped(text, out);
    out.put_ascii(b'"');
}

/// The inside of a string.
pub(crate) fn write_escaped<S: Sink>(text: &str, out: &mut S) {
    let mut from = 0;
    for (at, &byte) in text.as_bytes().iter().enumerate() {
        if byte >= 0x20 && byte != b'"' && byte != b'\\' {
            continue;
        }
        out.put(&text[from..at]);
        from = at + 1;
        match byte {
            b'"' => out.put("\\\""),
            b'\\' => out.put("\\\\"),
            0x08 => out.put("\\b"),
            0x0c => out.put("\\f"),
            b'\n' => out.put("\\n"),
            b'\r' => out.put("\\r"),
            b'\t' => out.put("\\t"),
            _ => {
                const HEX: &[u8; 16] = b"0123456789abcdef";
                out.put("\\u00");
                out.put_ascii(HEX[usize::from(byte >> 4)]);
                out.put_ascii(HEX[usize::from(byte & 15)]);
            }
        }
    }
    out.put(&text[from..]);
}

/// What a JSON string says; it was lexed before and has its quotes. NUL and half a surrogate are refused.
pub fn unescape(quoted: &str) -> Result<Cow<'_, str>, ValueError> {
    let inside = quoted.get(1..quoted.len().saturating_sub(1)).unwrap_or_default();
    if !inside.contains('\\') {
        return Ok(Cow::Borrowed(inside));
    }
    let mut out = String::with_capacity(inside.len());
    let mut high: Option<u32> = None;
    let mut rest = inside;
    while let Some(at) = rest.find('\\') {
        let (before, escape) = rest.split_at(at);
        if high.is_some() && !before.is_empty() {
            return Err(low_missing());
        }
        out.push_str(before);
        let letter = escape.as_bytes().get(1).copied().unwrap_or_default();
        if letter == b'u' {
            let digits = escape.get(2..6).unwrap_or_default();
            let code = u32::from_str_radix(digits, 16).unwrap_or_default();
            high = push_code(code, high, &mut out)?;
            rest = escape.get(6..).unwrap_or_default();
            continue;
        }
        if high.is_some() {
            return Err(low_missing());
        }
        out.push(match letter {
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'n' => '\n',
            b'r' => '\r',
            b't' => '\t',
            other => char::from(other),
        });
        rest = escape.get(2..).unwrap_or_default();
    }
    if high.is_some() {
        return Err(low_missing());
    }
    out.push_str(rest);
    Ok(Cow::Owned(out))
}

fn low_missing() -> ValueError {
    invalid("Unicode low surrogate must follow a high surrogate.")
}

/// One `\u` escape; a high surrogate waits for its other half.
fn push_code(code: u32, high: Option<u32>, out: &mut String) -> Result<Option<u32>, ValueError> {
    let code = match (high, code) {
        (None, 0) => {
            return Err(ValueError::new("22P05", "unsupported Unicode escape sequence")
                .detail("\\u0000 cannot be converted to text."));
        }
        (None, 0xd800..=0xdbff) => return Ok(Some(code)),
        (Some(_), 0xd800..=0xdbff) => {
            return Err(invalid("Unicode high surrogate must not follow a high surrogate."));
        }
        (None, 0xdc00..=0xdfff) => return Err(low_missing()),
        (Some(high), 0xdc00..=0xdfff) => 0x10000 + ((high & 0x3ff) << 10) + (code & 0x3ff),
        (Some(_), _) => return Err(low_missing()),
        (None, _) => code,
    };
    out.push(char::from_u32(code).ok_or_else(low_missing)?);
    Ok(None)
}

//! Percent-encoding, both ways: paths, query strings and form bodies into text, and parameters back.

use std::fmt::Write;

use super::ParseError;

/// The parts of a path between its slashes; none for the root.
pub(super) fn segments(path: &str) -> Result<Vec<String>, ParseError> {
    let path = path.strip_prefix('/').unwrap_or(path);
    if path.is_empty() {
        return Ok(Vec::new());
    }
    path.split('/').map(|segment| text(decode(segment.as_bytes(), false))).collect()
}

/// The parameters in their order; one without `=` has no value.
///
/// Only `&` parts them. A `;` belongs to its value, since to cut a value there in silence would change which rows a
/// filter means.
pub(super) fn pairs(encoded: &[u8]) -> Result<Vec<(String, Option<String>)>, ParseError> {
    let pairs = encoded.split(|byte| *byte == b'&').filter(|pair| !pair.is_empty());
    pairs
        .map(|pair| {
            let (name, value) = match pair.iter().position(|byte| *byte == b'=') {
                Some(at) => (&pair[..at], Some(&pair[at + 1..])),
                None => (pair, None),
            };
            let value = value.map(|value| text(decode(value, true))).transpose()?;
            Ok((text(decode(name, true))?, value))
        })
        .collect()
}

/// The parameters sorted by name and encoded; the values of one name are joined by commas.
pub(super) fn canonical(pairs: &[(String, Option<String>)]) -> String {
    let mut sorted: Vec<_> = pairs.iter().collect();
    sorted.sort_by(|(a, _), (b, _)| a.cmp(b));
    let mut out = String::new();
    let mut last = None;
    for (name, value) in sorted {
        if last == Some(name) {
            out.push(',');
        } else {
            if last.is_some() {
                out.push('&');
            }
            encode(name, &mut out);
            out.push('=');
        }
        encode(value.as_deref().unwrap_or_default(), &mut out);
        last = Some(name);
    }
    out
}

/// Text that PostgreSQL could hold: UTF-8 without NUL.
pub(super) fn text(bytes: Vec<u8>) -> Result<String, ParseError> {
    if bytes.contains(&0) {
        return Err(ParseError::Text { byte: 0 });
    }
    String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        ParseError::Text { byte: error.as_bytes().get(at).copied().unwrap_or_default() }
    })
}

/// Encodes all but what RFC 3986 calls unreserved.
pub(crate) fn encode(text: &str, out: &mut String) {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            // Writing to a string can't fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
}

/// A `%` without two hexadecimal digits stays as it is.
fn decode(encoded: &[u8], plus_is_space: bool) -> Vec<u8> {
    let mut out = Vec::with_capacity(encoded.len());
    let mut rest = encoded;
    while let [byte, tail @ ..] = rest {
        rest = tail;
        match (byte, tail) {
            (b'%', [high, low, tail @ ..]) if hex(*high).is_some() && hex(*low).is_some() => {
                out.push(hex(*high).unwrap_or(0) << 4 | hex(*low).unwrap_or(0));
                rest = tail;
            }
            (b'+', _) if plus_is_space => out.push(b' '),
            _ => out.push(*byte),
        }
    }
    out
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit).to_digit(16).and_then(|value| u8::try_from(value).ok())
}

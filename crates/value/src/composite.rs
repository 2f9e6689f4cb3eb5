//! Rows as text: `(a,"b c",)`.

use std::borrow::Cow;

use crate::spaces::{is_space, trim};
use crate::{Sink, ValueError};

fn malformed(text: &str, detail: &str) -> ValueError {
    ValueError::new("22P02", format!("malformed record literal: \"{text}\"")).detail(detail)
}

/// The fields of a row's text; a null is nothing. With a count, there must be as many.
pub fn parse(text: &str, count: Option<usize>) -> Result<Vec<Option<Cow<'_, str>>>, ValueError> {
    let inner =
        trim(text).strip_prefix('(').ok_or_else(|| malformed(text, "Missing left parenthesis."))?;
    if inner == ")" && count == Some(0) {
        return Ok(Vec::new());
    }
    let mut fields = Vec::new();
    let mut rest = inner;
    loop {
        let (field, after) =
            field(rest).ok_or_else(|| malformed(text, "Unexpected end of input."))?;
        fields.push(field);
        if count.is_some_and(|count| fields.len() > count) {
            return Err(malformed(text, "Too many columns."));
        }
        match after.strip_prefix(',') {
            Some(next) => rest = next,
            None => {
                if after.len() > 1 {
                    return Err(malformed(text, "Junk after right parenthesis."));
                }
                break;
            }
        }
    }
    if count.is_some_and(|count| fields.len() < count) {
        return Err(malformed(text, "Too few columns."));
    }
    Ok(fields)
}

/// One field, and the rest from the comma or parenthesis behind it.
fn field(text: &str) -> Option<(Option<Cow<'_, str>>, &str)> {
    if text.starts_with([',', ')']) {
        return Some((None, text));
    }
    let mut out: Option<String> = None;
    let mut quoted = false;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        match c {
            ',' | ')' if !quoted => {
                let field = out.map_or(Cow::Borrowed(&text[..at]), Cow::Owned);
                return Some((Some(field), &text[at..]));
            }
            '"' => {
                let out = out.get_or_insert_with(|| text[..at].to_owned());
                if quoted && chars.next_if(|(_, next)| *next == '"').is_some() {
                    out.push('"');
                } else {
                    quoted = !quoted;
                }
            }
            '\\' => {
                let out = out.get_or_insert_with(|| text[..at].to_owned());
                out.push(chars.next()?.1);
            }
            _ => {
                if let Some(out) = &mut out {
                    out.push(c);
                }
            }
        }
    }
    None
}

/// Prints a row of fields' output texts.
pub fn write<'a, S: Sink>(fields: impl Iterator<Item = Option<&'a str>>, out: &mut S) {
    out.put_ascii(b'(');
    for (at, field) in fields.enumerate() {
        if at > 0 {
            out.put_ascii(b',');
        }
        if let Some(text) = field {
            write_field(text, out);
        }
    }
    out.put_ascii(b')');
}

fn write_field<S: Sink>(text: &str, out: &mut S) {
    let special = |byte: u8| matches!(byte, b'"' | b'\\' | b'(' | b')' | b',') || is_space(byte);
    if !text.is_empty() && !text.bytes().any(special) {
        return out.put(text);
    }
    out.put_ascii(b'"');
    for part in text.split_inclusive(['"', '\\']) {
        out.put(part);
        if let Some(&last @ (b'"' | b'\\')) = part.as_bytes().last() {
            out.put_ascii(last);
        }
    }
    out.put_ascii(b'"');
}

//! `parse_ident`: a qualified name as its parts; `unistr`: text with Unicode escapes.

use value::{Type, Value, ValueError};

use crate::arguments::{text, truth};
use crate::arrays;
use crate::table::patterns::{BOOL, TEXT, TEXTS};
use crate::{Builtin, Context};

type Answer = Result<Value, ValueError>;

pub(crate) const TABLE: &[Builtin] = &[
    Builtin::function("parse_ident", &[TEXT, BOOL], TEXTS, parse_ident).optional(1),
    Builtin::function("unistr", &[TEXT], TEXT, unistr),
];

fn parse_ident(_: &Context<'_>, arguments: &[Value]) -> Answer {
    let whole = text(arguments, 0)?;
    let strict = arguments.len() < 2 || truth(arguments, 1)?;
    let invalid =
        || ValueError::new("22023", format!("string is not a valid identifier: \"{whole}\""));
    let mut rest = whole.trim_start();
    let (mut parts, mut behind_dot) = (Vec::new(), false);
    loop {
        let (part, after) = match rest.strip_prefix('"') {
            Some(inside) => quoted(inside).map_err(|detail| invalid().detail(detail))?,
            None => {
                let begins = rest.starts_with(|it: char| {
                    it.is_ascii_alphabetic() || it == '_' || !it.is_ascii()
                });
                let goes_on = |it: char| {
                    it.is_ascii_alphanumeric() || matches!(it, '_' | '$') || !it.is_ascii()
                };
                let end =
                    if begins { rest.find(|it| !goes_on(it)).unwrap_or(rest.len()) } else { 0 };
                (rest[..end].to_ascii_lowercase(), &rest[end..])
            }
        };
        if part.is_empty() {
            return Err(match (rest.starts_with('.'), behind_dot) {
                (true, _) => invalid().detail("No valid identifier before \".\"."),
                (false, true) => invalid().detail("No valid identifier after \".\"."),
                (false, false) => invalid(),
            });
        }
        parts.push(Value::text(part));
        rest = after.trim_start();
        match rest.strip_prefix('.') {
            Some(after) => (rest, behind_dot) = (after.trim_start(), true),
            None if rest.is_empty() || !strict => break,
            None => return Err(invalid()),
        }
    }
    Ok(arrays::build(&Type::TEXT, &parts))
}

/// What stands between the quotes, and what follows.
fn quoted(inside: &str) -> Result<(String, &str), &'static str> {
    let mut out = String::new();
    let mut rest = inside;
    loop {
        let (part, after) = rest.split_once('"').ok_or("String has unclosed double quotes.")?;
        out.push_str(part);
        match after.strip_prefix('"') {
            Some(after) => {
                out.push('"');
                rest = after;
            }
            None if out.is_empty() => return Err("Quoted identifier must not be empty."),
            None => return Ok((out, after)),
        }
    }
}

/// `\XXXX`, `\+XXXXXX`, `\uXXXX`, `\UXXXXXXXX` and `\\`.
fn unistr(_: &Context<'_>, arguments: &[Value]) -> Answer {
    let mut out = String::new();
    let mut rest = text(arguments, 0)?;
    let mut high: Option<u32> = None;
    while let Some((before, after)) = rest.split_once('\\') {
        if high.is_some() && !before.is_empty() {
            return Err(bad_pair());
        }
        out.push_str(before);
        if let Some(after) = after.strip_prefix('\\') {
            if high.is_some() {
                return Err(bad_pair());
            }
            out.push('\\');
            rest = after;
            continue;
        }
        let (code, length) = code(after).ok_or_else(bad_escape)?;
        rest = &after[length..];
        let whole = match (high.take(), code) {
            (Some(high), 0xdc00..=0xdfff) => 0x1_0000 + ((high - 0xd800) << 10) + (code - 0xdc00),
            (Some(_), _) | (None, 0xdc00..=0xdfff) => return Err(bad_pair()),
            (None, 0xd800..=0xdbff) => {
                high = Some(code);
                continue;
            }
            (None, code) => code,
        };
        let letter = char::from_u32(whole).filter(|it| *it != '\0');
        out.push(letter.ok_or_else(|| {
            ValueError::new("22023", format!("invalid Unicode code point: {whole:04X}"))
        })?);
    }
    if high.is_some() {
        return Err(bad_pair());
    }
    out.push_str(rest);
    Ok(Value::text(out))
}

/// The code behind a backslash and how long it is written.
fn code(text: &str) -> Option<(u32, usize)> {
    let (skip, digits) = match text.bytes().next()? {
        b'+' => (1, 6),
        b'u' => (1, 4),
        b'U' => (1, 8),
        _ => (0, 4),
    };
    let written = text.get(skip..skip + digits)?;
    let plain = written.bytes().all(|it| it.is_ascii_hexdigit());
    Some((u32::from_str_radix(written, 16).ok().filter(|_| plain)?, skip + digits))
}

fn bad_escape() -> ValueError {
    ValueError::new("42601", "invalid Unicode escape")
        .hint("Unicode escapes must be \\XXXX, \\+XXXXXX, \\uXXXX, or \\UXXXXXXXX.")
}

fn bad_pair() -> ValueError {
    ValueError::new("42601", "invalid Unicode surrogate pair")
}

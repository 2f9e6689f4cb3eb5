//! `like` and `ilike`: `%` is any text, `_` any character, `\` takes the next character as it is.

use value::{Value, ValueError};

use super::case::lower;
use crate::arguments::{bytes, text};
use crate::table::patterns::{BOOL, BYTEA, CITEXT, TEXT};
use crate::{Builtin, Context};

type Answer = Result<Value, ValueError>;

pub(crate) const TABLE: &[Builtin] = &[
    Builtin::function("textlike", &[TEXT, TEXT], BOOL, like).operator("~~"),
    Builtin::function("textnlike", &[TEXT, TEXT], BOOL, not_like).operator("!~~"),
    Builtin::function("texticlike", &[TEXT, TEXT], BOOL, ilike).operator("~~*"),
    Builtin::function("texticnlike", &[TEXT, TEXT], BOOL, not_ilike).operator("!~~*"),
    Builtin::function("texticlike", &[CITEXT, CITEXT], BOOL, ilike).operator("~~"),
    Builtin::function("texticlike", &[CITEXT, TEXT], BOOL, ilike).operator("~~"),
    Builtin::function("texticnlike", &[CITEXT, CITEXT], BOOL, not_ilike).operator("!~~"),
    Builtin::function("texticnlike", &[CITEXT, TEXT], BOOL, not_ilike).operator("!~~"),
    Builtin::function("bytealike", &[BYTEA, BYTEA], BOOL, bytes_like).operator("~~"),
    Builtin::function("byteanlike", &[BYTEA, BYTEA], BOOL, bytes_not_like).operator("!~~"),
    Builtin::function("like_escape", &[TEXT, TEXT], TEXT, like_escape),
];

fn like(_: &Context<'_>, arguments: &[Value]) -> Answer {
    matches_text(text(arguments, 0)?, text(arguments, 1)?).map(Value::bool)
}

fn not_like(_: &Context<'_>, arguments: &[Value]) -> Answer {
    matches_text(text(arguments, 0)?, text(arguments, 1)?).map(|it| Value::bool(!it))
}

fn ilike(_: &Context<'_>, arguments: &[Value]) -> Answer {
    folded(arguments).map(Value::bool)
}

fn not_ilike(_: &Context<'_>, arguments: &[Value]) -> Answer {
    folded(arguments).map(|it| Value::bool(!it))
}

fn bytes_like(_: &Context<'_>, arguments: &[Value]) -> Answer {
    matches(bytes(arguments, 0)?, bytes(arguments, 1)?, |_| 1).map(Value::bool)
}

fn bytes_not_like(_: &Context<'_>, arguments: &[Value]) -> Answer {
    matches(bytes(arguments, 0)?, bytes(arguments, 1)?, |_| 1).map(|it| Value::bool(!it))
}

fn folded(arguments: &[Value]) -> Result<bool, ValueError> {
    matches_text(&lower(text(arguments, 0)?), &lower(text(arguments, 1)?))
}

fn matches_text(subject: &str, pattern: &str) -> Result<bool, ValueError> {
    matches(subject.as_bytes(), pattern.as_bytes(), width)
}

/// How many bytes the character has that begins with this byte.
fn width(first: u8) -> usize {
    match first {
        0xF0.. => 4,
        0xE0.. => 3,
        0xC0.. => 2,
        _ => 1,
    }
}

/// Goes along both; on a mismatch the last `%` takes one character more.
fn matches(subject: &[u8], pattern: &[u8], width: fn(u8) -> usize) -> Result<bool, ValueError> {
    let (mut at, mut in_pattern) = (0, 0);
    let mut last_any: Option<(usize, usize)> = None;
    while at < subject.len() {
        let step = match pattern.get(in_pattern) {
            Some(b'%') => {
                in_pattern += 1;
                last_any = Some((at, in_pattern));
                continue;
            }
            Some(b'_') => Some((width(subject[at]), 1)),
            Some(b'\\') => match pattern.get(in_pattern + 1) {
                None => return Err(ends_with_escape()),
                Some(literal) => (*literal == subject[at]).then_some((1, 2)),
            },
            Some(literal) => (*literal == subject[at]).then_some((1, 1)),
            None => None,
        };
        match (step, last_any) {
            (Some((in_subject, of_pattern)), _) => {
                at += in_subject;
                in_pattern += of_pattern;
            }
            (None, Some((taken, after))) => {
                at = taken + width(subject[taken]);
                in_pattern = after;
                last_any = Some((at, after));
            }
            (None, None) => return Ok(false),
        }
    }
    Ok(pattern.get(in_pattern..).is_none_or(|rest| rest.iter().all(|it| *it == b'%')))
}

fn ends_with_escape() -> ValueError {
    ValueError::new("22025", "LIKE pattern must not end with escape character")
}

/// The pattern of `like … escape '!'` with `\` as its escape.
fn like_escape(_: &Context<'_>, arguments: &[Value]) -> Answer {
    let (pattern, escape) = (text(arguments, 0)?, text(arguments, 1)?);
    let mut characters = escape.chars();
    let escape = match (characters.next(), characters.next()) {
        (None, _) => return Ok(Value::text(pattern.replace('\\', "\\\\"))),
        (Some('\\'), None) => return Ok(Value::text(pattern)),
        (Some(escape), None) => escape,
        _ => {
            return Err(ValueError::new("22025", "invalid escape string")
                .hint("Escape string must be empty or one character."));
        }
    };
    let mut out = String::with_capacity(pattern.len());
    let mut after_escape = false;
    for character in pattern.chars() {
        if character == escape && !after_escape {
            out.push('\\');
            after_escape = true;
            continue;
        }
        if character == '\\' && !after_escape {
            out.push('\\');
        }
        out.push(character);
        after_escape = false;
    }
    Ok(Value::text(out))
}

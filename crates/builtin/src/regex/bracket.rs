//! `[…]`: classes of characters, as PostgreSQL's `C.UTF-8` has them.

use value::ValueError;

use super::escape::{Escaped, escape};
use super::invalid;
use super::translate::{Input, push_literal};

pub(super) const DIGIT: &str = "0-9";
pub(super) const SPACE: &str =
    r"\x09-\x0d\x20\x{1680}\x{2000}-\x{2006}\x{2008}-\x{200a}\x{2028}\x{2029}\x{205f}\x{3000}";
pub(super) const WORD: &str = r"\p{Alphabetic}\p{Nd}_";
pub(super) const NOT_DIGIT: &str = "^0-9";
pub(super) const NOT_SPACE: &str =
    r"^\x09-\x0d\x20\x{1680}\x{2000}-\x{2006}\x{2008}-\x{200a}\x{2028}\x{2029}\x{205f}\x{3000}";
pub(super) const NOT_WORD: &str = r"^\p{Alphabetic}\p{Nd}_";

/// Reads the class behind a `[`. Where line breaks stop a match, a negated class doesn't match one.
pub(super) fn class(input: &mut Input, newline_stops: bool) -> Result<String, ValueError> {
    let mut out = String::from("[");
    if input.take("^") {
        out.push_str(if newline_stops { "^\\n" } else { "^" });
    }
    let mut first = true;
    loop {
        match input.peek() {
            None => return Err(invalid("brackets [] not balanced")),
            Some(']') if !first => {
                input.next();
                out.push(']');
                return Ok(out);
            }
            Some(_) => item(input, &mut out)?,
        }
        first = false;
    }
}

/// A character, a range, or a class in the class.
fn item(input: &mut Input, out: &mut String) -> Result<(), ValueError> {
    if input.take("[:") {
        let name = input.until(":]").ok_or_else(|| invalid("brackets [] not balanced"))?;
        out.push_str(named(&name).ok_or_else(|| invalid("invalid character class"))?);
        return Ok(());
    }
    let Some(from) = end_of_range(input, out)? else { return Ok(()) };
    let is_range = input.peek() == Some('-') && input.peek_second().is_some_and(|it| it != ']');
    if !is_range {
        push_literal(out, from);
        return Ok(());
    }
    input.next();
    let mut ignored = String::new();
    let to = end_of_range(input, &mut ignored)?.filter(|to| from <= *to);
    let to = to.ok_or_else(|| invalid("invalid character range"))?;
    push_literal(out, from);
    out.push('-');
    push_literal(out, to);
    Ok(())
}

/// One character, or nothing if it was a class, which is written out.
fn end_of_range(input: &mut Input, out: &mut String) -> Result<Option<char>, ValueError> {
    for mark in [".", "="] {
        if input.take(&format!("[{mark}")) {
            let element = input.until(&format!("{mark}]")).unwrap_or_default();
            let mut characters = element.chars();
            return match (characters.next(), characters.next()) {
                (Some(single), None) => Ok(Some(single)),
                _ => Err(invalid("invalid collating element")),
            };
        }
    }
    match input.next() {
        None => Err(invalid("brackets [] not balanced")),
        Some('\\') => match escape(input)? {
            Escaped::Character(character) => Ok(Some(character)),
            Escaped::Class(class) => {
                out.push('[');
                out.push_str(class);
                out.push(']');
                Ok(None)
            }
            Escaped::Constraint(_) => Err(invalid("invalid escape \\ sequence")),
        },
        plain => Ok(plain),
    }
}

fn named(name: &str) -> Option<&'static str> {
    Some(match name {
        "alpha" => r"[\p{Alphabetic}[\p{Nd}--0-9]]",
        "alnum" => r"\p{Alphabetic}\p{Nd}",
        "word" => r"\p{Alphabetic}\p{Nd}_",
        "digit" => "0-9",
        "xdigit" => "0-9A-Fa-f",
        "upper" => r"\p{Uppercase}",
        "lower" => r"\p{Lowercase}",
        "space" => SPACE,
        "blank" => r"\x20\t",
        "cntrl" => r"\p{Cc}",
        "ascii" => r"\x00-\x7f",
        "print" => r"[^\p{Cc}\p{Cs}\p{Cn}]",
        "graph" => r"[^\p{Cc}\p{Cs}\p{Cn}\p{Z}]",
        "punct" => r"[^\p{Cc}\p{Cs}\p{Cn}\p{Z}\p{Alphabetic}\p{Nd}]",
        _ => return None,
    })
}

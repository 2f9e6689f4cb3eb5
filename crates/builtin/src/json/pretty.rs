//! `jsonb_pretty` and stripping nulls, in one pass over the text.

use value::{Value, ValueError};

use super::scan::{self, BLANKS};
use crate::arguments::text;
use crate::table::patterns::{JSON, JSONB, TEXT};
use crate::text::within_limit;
use crate::{Builtin, Context};

type Answer = Result<Value, ValueError>;

pub(crate) const TABLE: &[Builtin] = &[
    Builtin::function("jsonb_pretty", &[JSONB], TEXT, pretty),
    Builtin::function("json_strip_nulls", &[JSON], JSON, |_, a| strip(a, ",", ":")),
    Builtin::function("jsonb_strip_nulls", &[JSONB], JSONB, |_, a| strip(a, ", ", ": ")),
];

/// Four blanks for each level, one element a line; an empty container has its brackets on two lines.
fn pretty(_: &Context<'_>, arguments: &[Value]) -> Answer {
    let whole = text(arguments, 0)?;
    let (mut out, mut depth, mut at) = (String::with_capacity(whole.len() * 2), 0_usize, 0);
    while at < whole.len() {
        let rest = &whole[at..];
        let mut taken = 1;
        match rest.as_bytes()[0] {
            open @ (b'{' | b'[') => {
                out.push(char::from(open));
                depth += 1;
                let is_empty = matches!(rest.as_bytes().get(1), Some(b'}' | b']'));
                if !is_empty {
                    new_line(&mut out, depth);
                }
            }
            close @ (b'}' | b']') => {
                depth = depth.saturating_sub(1);
                new_line(&mut out, depth);
                out.push(char::from(close));
            }
            b',' => {
                out.push(',');
                new_line(&mut out, depth);
                taken = 2;
            }
            b':' => {
                out.push_str(": ");
                taken = 2;
            }
            _ => {
                taken = scan::length(rest);
                out.push_str(&rest[..taken]);
            }
        }
        within_limit(out.len())?;
        at += taken;
    }
    Ok(Value::text(out))
}

fn new_line(out: &mut String, depth: usize) {
    out.push('\n');
    out.extend(std::iter::repeat_n("    ", depth));
}

/// Leaves out the members of objects that are null; nulls in arrays stay.
fn strip(arguments: &[Value], comma: &str, colon: &str) -> Answer {
    let whole = text(arguments, 0)?;
    let mut out = String::with_capacity(whole.len());
    let mut rest = whole.trim_start_matches(BLANKS);
    while let Some(first) = rest.bytes().next() {
        let taken = match first {
            b'{' | b'[' | b'}' | b']' => {
                if matches!(first, b'{' | b'[') {
                    separate(&mut out, comma);
                }
                out.push(char::from(first));
                1
            }
            b',' => 1,
            _ => match member(rest) {
                Some((_, length, true)) => length,
                Some((key, length, false)) => {
                    separate(&mut out, comma);
                    out.push_str(key);
                    out.push_str(colon);
                    length
                }
                None => {
                    let length = scan::length(rest);
                    separate(&mut out, comma);
                    out.push_str(&rest[..length]);
                    length
                }
            },
        };
        rest = rest[taken..].trim_start_matches(BLANKS);
    }
    Ok(Value::text(out))
}

/// A comma, unless a container or a member's value just began. Strings end in a quote, so that what stands
/// in them is not mistaken.
fn separate(out: &mut String, comma: &str) {
    if !out.is_empty() && !out.ends_with(['{', '[', ':']) && !out.ends_with(": ") {
        out.push_str(comma);
    }
}

/// The key that comes next, how long it is with its colon, and whether its value is null, which then
/// counts to the length.
fn member(rest: &str) -> Option<(&str, usize, bool)> {
    if !rest.starts_with('"') {
        return None;
    }
    let key = &rest[..scan::length(rest)];
    let behind = rest[key.len()..].trim_start_matches(BLANKS).strip_prefix(':')?;
    let value = behind.trim_start_matches(BLANKS);
    if value.starts_with("null") {
        return Some((key, rest.len() - value.len() + 4, true));
    }
    Some((key, rest.len() - behind.len(), false))
}

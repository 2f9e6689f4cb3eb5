//! Parts of a text: `substring`, `left`, `right`, trimming, padding, `split_part`, `overlay`.

use value::{Value, ValueError};

use super::{find, within_limit};
use crate::arguments::{int, text};
use crate::table::patterns::{CITEXT, INT4, TEXT};
use crate::{Builtin, Context};

type Answer = Result<Value, ValueError>;

pub(crate) const TABLE: &[Builtin] = &[
    Builtin::function("substring", &[TEXT, INT4], TEXT, substring).safe(),
    Builtin::function("substring", &[TEXT, INT4, INT4], TEXT, substring),
    Builtin::function("substr", &[TEXT, INT4], TEXT, substring).safe(),
    Builtin::function("substr", &[TEXT, INT4, INT4], TEXT, substring),
    Builtin::function("left", &[TEXT, INT4], TEXT, left).safe(),
    Builtin::function("right", &[TEXT, INT4], TEXT, right).safe(),
    Builtin::function("btrim", &[TEXT], TEXT, btrim).safe(),
    Builtin::function("btrim", &[TEXT, TEXT], TEXT, btrim).safe(),
    Builtin::function("ltrim", &[TEXT], TEXT, ltrim).safe(),
    Builtin::function("ltrim", &[TEXT, TEXT], TEXT, ltrim).safe(),
    Builtin::function("rtrim", &[TEXT], TEXT, rtrim).safe(),
    Builtin::function("rtrim", &[TEXT, TEXT], TEXT, rtrim).safe(),
    Builtin::function("lpad", &[TEXT, INT4], TEXT, lpad),
    Builtin::function("lpad", &[TEXT, INT4, TEXT], TEXT, lpad),
    Builtin::function("rpad", &[TEXT, INT4], TEXT, rpad),
    Builtin::function("rpad", &[TEXT, INT4, TEXT], TEXT, rpad),
    Builtin::function("split_part", &[TEXT, TEXT, INT4], TEXT, split_part),
    Builtin::function("split_part", &[CITEXT, CITEXT, INT4], TEXT, split_part_folded),
    Builtin::function("overlay", &[TEXT, TEXT, INT4], TEXT, overlay),
    Builtin::function("overlay", &[TEXT, TEXT, INT4, INT4], TEXT, overlay),
];

fn substring(_: &Context<'_>, arguments: &[Value]) -> Answer {
    let (whole, start) = (text(arguments, 0)?, int(arguments, 1)?);
    let length = if arguments.len() > 2 { Some(int(arguments, 2)?) } else { None };
    let (skip, take) = window(start, length)?;
    Ok(Value::text(characters(whole, skip, take)))
}

/// Where a part from a position counted from 1 begins, and how long it is. A start before the text takes
/// away from the length.
pub(crate) fn window(start: i64, length: Option<i64>) -> Result<(usize, usize), ValueError> {
    let skip = (start - 1).max(0) as usize;
    let Some(length) = length else { return Ok((skip, usize::MAX)) };
    let end = start + length;
    // An end beyond what an integer holds is no error, even for a length that would be one elsewhere.
    if length < 0 && end >= i64::from(i32::MIN) {
        return Err(ValueError::new("22011", "negative substring length not allowed"));
    }
    Ok((skip, (end - 1).max(0).saturating_sub(skip as i64).max(0) as usize))
}

/// `take` characters after `skip` characters.
pub(crate) fn characters(whole: &str, skip: usize, take: usize) -> &str {
    let start = offset(whole, skip);
    let rest = &whole[start..];
    &rest[..offset(rest, take)]
}

/// The offset in bytes after this many characters, or the end.
fn offset(text: &str, count: usize) -> usize {
    if count >= text.len() {
        return if text.is_ascii() { text.len() } else { nth(text, count) };
    }
    if text.is_char_boundary(count) && text.as_bytes()[..count].is_ascii() {
        return count;
    }
    nth(text, count)
}

fn nth(text: &str, count: usize) -> usize {
    text.char_indices().nth(count).map_or(text.len(), |(at, _)| at)
}

/// The characters of a text that a count from the left (or, negative, from the right) leaves.
fn counted(whole: &str, count: i64) -> usize {
    if count >= 0 {
        count as usize
    } else {
        whole.chars().count().saturating_sub(count.unsigned_abs() as usize)
    }
}

fn left(_: &Context<'_>, arguments: &[Value]) -> Answer {
    let whole = text(arguments, 0)?;
    Ok(Value::text(characters(whole, 0, counted(whole, int(arguments, 1)?))))
}

fn right(_: &Context<'_>, arguments: &[Value]) -> Answer {
    let whole = text(arguments, 0)?;
    let keep = counted(whole, int(arguments, 1)?);
    let skip = whole.chars().count().saturating_sub(keep);
    Ok(Value::text(characters(whole, skip, usize::MAX)))
}

fn btrim(_: &Context<'_>, arguments: &[Value]) -> Answer {
    let set = trimmed(arguments)?;
    Ok(Value::text(text(arguments, 0)?.trim_matches(|it| set.contains(it))))
}

fn ltrim(_: &Context<'_>, arguments: &[Value]) -> Answer {
    let set = trimmed(arguments)?;
    Ok(Value::text(text(arguments, 0)?.trim_start_matches(|it| set.contains(it))))
}

fn rtrim(_: &Context<'_>, arguments: &[Value]) -> Answer {
    let set = trimmed(arguments)?;
    Ok(Value::text(text(arguments, 0)?.trim_end_matches(|it| set.contains(it))))
}

/// The characters that are trimmed: blanks unless told.
fn trimmed(arguments: &[Value]) -> Result<&str, ValueError> {
    if arguments.len() > 1 { text(arguments, 1) } else { Ok(" ") }
}

fn lpad(_: &Context<'_>, arguments: &[Value]) -> Answer {
    let (kept, padding) = padded(arguments)?;
    Ok(Value::text(padding + kept))
}

fn rpad(_: &Context<'_>, arguments: &[Value]) -> Answer {
    let (kept, padding) = padded(arguments)?;
    Ok(Value::text(kept.to_owned() + &padding))
}

/// What of the text fits the width, and what fills it up.
fn padded(arguments: &[Value]) -> Result<(&str, String), ValueError> {
    let (whole, width) = (text(arguments, 0)?, int(arguments, 1)?.max(0) as usize);
    let fill = if arguments.len() > 2 { text(arguments, 2)? } else { " " };
    let length = whole.chars().count();
    if length >= width || fill.is_empty() {
        return Ok((characters(whole, 0, width), String::new()));
    }
    within_limit((width - length).saturating_mul(4))?;
    Ok((whole, fill.chars().cycle().take(width - length).collect()))
}

fn split_part(_: &Context<'_>, arguments: &[Value]) -> Answer {
    let (whole, delimiter) = (text(arguments, 0)?, text(arguments, 1)?);
    let parts = if delimiter.is_empty() || whole.is_empty() {
        vec![whole]
    } else {
        whole.split(delimiter).collect()
    };
    part(&parts, int(arguments, 2)?)
}

fn split_part_folded(_: &Context<'_>, arguments: &[Value]) -> Answer {
    let (whole, delimiter) = (text(arguments, 0)?, text(arguments, 1)?);
    let (mut parts, mut start) = (Vec::new(), 0);
    for found in find::folded(whole, delimiter).filter(|it| !it.is_empty()) {
        parts.push(&whole[start..found.start]);
        start = found.end;
    }
    parts.push(&whole[start..]);
    part(&parts, int(arguments, 2)?)
}

fn part(parts: &[&str], position: i64) -> Answer {
    let index = match position {
        0 => return Err(ValueError::new("22023", "field position must not be zero")),
        position if position > 0 => usize::try_from(position - 1).ok(),
        position => usize::try_from(position.unsigned_abs())
            .ok()
            .and_then(|from_end| parts.len().checked_sub(from_end)),
    };
    Ok(Value::text(index.and_then(|index| parts.get(index).copied()).unwrap_or_default()))
}

fn overlay(_: &Context<'_>, arguments: &[Value]) -> Answer {
    let (whole, placed, start) = (text(arguments, 0)?, text(arguments, 1)?, int(arguments, 2)?);
    let length =
        if arguments.len() > 3 { int(arguments, 3)? } else { placed.chars().count() as i64 };
    if start <= 0 {
        return Err(ValueError::new("22011", "negative substring length not allowed"));
    }
    if start + length > i64::from(i32::MAX) {
        return Err(crate::numbers::integer::out_of_range("integer"));
    }
    let before = characters(whole, 0, (start - 1) as usize);
    let after = characters(whole, (start + length - 1).max(0) as usize, usize::MAX);
    Ok(Value::text(format!("{before}{placed}{after}")))
}

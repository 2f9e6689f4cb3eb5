//! Names, JSON paths, and the paths through embeds that filters and orders start with.

use super::reader::Failure;
use super::{Parsed, Reader};
use crate::parse::{Arrow, Bound, Field, JsonKey, JsonStep};

/// As deep as a body's JSON may be; each step is an expression within the one before.
const PATH_STEPS_MAX: usize = 128;

/// `title`, `first name`, `first-name`, `"any.name"`
pub(super) fn field_name(r: &mut Reader<'_>) -> Parsed<String> {
    r.label("field name (* or [a..z0..9_$])", |r| {
        r.either(quoted_value, |r| with_dashes(r, identifier))
    })
}

/// Letters, digits, `_`, `$` and blanks; those at the ends don't count.
pub(super) fn identifier(r: &mut Reader<'_>) -> Parsed<String> {
    let class = |c: char| c.is_alphabetic() || c.is_ascii_digit() || "_ $".contains(c);
    let name = r.some_of(class, &["letter", "digit"])?;
    Ok(name.trim().to_owned())
}

/// `"…"`, in which `\` takes the next character as it is.
pub(super) fn quoted_value(r: &mut Reader<'_>) -> Parsed<String> {
    r.char('"')?;
    let value = r.many(|r| {
        r.either(
            |r| r.one_of(|c| c != '\\' && c != '"', &[]),
            |r| {
                r.char('\\')?;
                r.one_of(|_| true, &[])
            },
        )
    })?;
    r.char('"')?;
    Ok(value.into_iter().collect())
}

/// `.`
pub(super) fn delimiter(r: &mut Reader<'_>) -> Parsed<()> {
    r.one_of(|c| c == '.', &["delimiter (.)"])?;
    Ok(())
}

/// `data->items->0->>name`, with blanks around it
pub(super) fn field(r: &mut Reader<'_>) -> Parsed<Field> {
    r.padded(|r| {
        let name = field_name(r)?;
        Ok(Field { name, path: json_path(r)? })
    })
}

/// `director.country.data->>name`: the embeds, and the field of the last
pub(super) fn tree_path(r: &mut Reader<'_>) -> Parsed<(Vec<String>, Field)> {
    let mut path = r.separated(field_name, delimiter)?;
    let name = path.pop().unwrap_or_default();
    Ok((path, Field { name, path: json_path(r)? }))
}

/// Names joined by dashes, where a dash before `>` is an arrow's.
fn with_dashes(
    r: &mut Reader<'_>,
    name: impl FnMut(&mut Reader<'_>) -> Parsed<String>,
) -> Parsed<String> {
    let dash = |r: &mut Reader<'_>| {
        r.attempt(|r| {
            r.char('-')?;
            r.not_followed_by(|c| c == '>', &["\">\""])
        })
    };
    let mut parts = r.separated(name, dash)?;
    Ok(if parts.len() == 1 { parts.swap_remove(0) } else { parts.join("-") })
}

fn json_path(r: &mut Reader<'_>) -> Parsed<Vec<JsonStep>> {
    let mut steps = 0;
    r.many(|r| {
        if steps == PATH_STEPS_MAX && r.sees("->") {
            return Err(Failure::Bound(Bound::PathSteps, PATH_STEPS_MAX));
        }
        steps += 1;
        let arrow = r.word(&[("->>", Arrow::Text), ("->", Arrow::Json)])?;
        let key =
            r.either(|r| r.attempt(index), |r| r.attempt(|r| key_name(r).map(JsonKey::Name)))?;
        Ok(JsonStep { arrow, key })
    })
}

/// `0`, `-1`: a number that the step ends with; `1st` is a name.
fn index(r: &mut Reader<'_>) -> Parsed<JsonKey> {
    let sign = r.optional(|r| r.char('-'))?;
    let digits = r.some_of(|c| c.is_ascii_digit(), &["digit"])?;
    // In an embed's parentheses or an order's, a path may end there as well.
    if !r.sees(")") {
        let ends = ["->", "::", ".", ","];
        r.either(|r| any_ahead(r, &ends), |r| r.attempt(Reader::end))?;
    }
    let index = digits.parse().unwrap_or(i64::MAX);
    Ok(JsonKey::Index(if sign.is_some() { -index } else { index }))
}

fn any_ahead(r: &mut Reader<'_>, words: &[&str]) -> Parsed<()> {
    match words {
        [] => r.never(),
        [word, rest @ ..] => r.either(|r| r.look_ahead(word), |r| any_ahead(r, rest)),
    }
}

fn key_name(r: &mut Reader<'_>) -> Parsed<String> {
    r.label("any non reserved character different from: .,>()", |r| {
        let part = |r: &mut Reader<'_>| {
            let part = r.some_of(|c| !"(-:.,>)".contains(c), &[])?;
            Ok(part.trim().to_owned())
        };
        r.either(quoted_value, |r| with_dashes(r, part))
    })
}

//! Ranges as text: `[1,5)`, `("2024-01-01 00:00:00",)`, `empty`.

use super::{Bound, Range, RangeOf};
use crate::spaces::{is_space, trim};
use crate::{Modifier, Moment, Sink, ValueError, read, read_output, write};

fn malformed(text: &str, detail: &str) -> ValueError {
    ValueError::new("22P02", format!("malformed range literal: \"{text}\"")).detail(detail)
}

/// The text of a bound, or nothing for one that is infinitely far.
type Slot = Option<String>;

/// A bound's text, and whether it is inclusive.
type Half = (Slot, bool);

impl Range {
    /// Reads a range as PostgreSQL does, into its canonical form.
    pub fn parse(of: RangeOf, text: &str, at: &Moment) -> Result<Self, ValueError> {
        let Some((lower, upper)) = halves(text)? else { return Ok(Self::Empty) };
        let bound = |(slot, inclusive): Half| match slot {
            None => Ok(Bound::INFINITE),
            Some(text) => read(&of.element().of(), Modifier::None, &text, at)
                .map(|value| Bound::new(value, inclusive)),
        };
        Self::new(of, bound(lower)?, bound(upper)?)
    }

    /// Reads what [`Range::write`] wrote.
    pub fn parse_output(of: RangeOf, text: &str) -> Result<Self, ValueError> {
        let Some((lower, upper)) = halves(text)? else { return Ok(Self::Empty) };
        let bound = |(slot, inclusive): Half| match slot {
            None => Ok(Bound::INFINITE),
            Some(text) => read_output(&of.element().of(), &text)
                .map(|value| Bound { value: Some(value), inclusive }),
        };
        Ok(Self::Span(bound(lower)?, bound(upper)?))
    }

    /// Prints the range as PostgreSQL does.
    pub fn write<S: Sink>(&self, of: RangeOf, out: &mut S) {
        let Self::Span(lower, upper) = self else { return out.put("empty") };
        out.put_ascii(if lower.inclusive { b'[' } else { b'(' });
        write_bound(of, lower, out);
        out.put_ascii(b',');
        write_bound(of, upper, out);
        out.put_ascii(if upper.inclusive { b']' } else { b')' });
    }
}

/// Both bounds as text and whether they are inclusive; nothing for an empty range.
fn halves(text: &str) -> Result<Option<(Half, Half)>, ValueError> {
    let start = trim(text);
    if start.get(..5).is_some_and(|word| word.eq_ignore_ascii_case("empty")) {
        return match start.len() {
            5 => Ok(None),
            _ => Err(malformed(text, "Junk after \"empty\" key word.")),
        };
    }
    let lower_inclusive = start.starts_with('[');
    let rest = start
        .strip_prefix(['[', '('])
        .ok_or_else(|| malformed(text, "Missing left parenthesis or bracket."))?;
    let ends = || malformed(text, "Unexpected end of input.");
    let (lower, rest) = slot(rest).ok_or_else(ends)?;
    let rest = rest
        .strip_prefix(',')
        .ok_or_else(|| malformed(text, "Missing comma after lower bound."))?;
    let (upper, rest) = slot(rest).ok_or_else(ends)?;
    let upper_inclusive = rest.starts_with(']');
    let rest = rest.strip_prefix([']', ')']).ok_or_else(|| malformed(text, "Too many commas."))?;
    if !rest.is_empty() {
        return Err(malformed(text, "Junk after right parenthesis or bracket."));
    }
    Ok(Some(((lower, lower_inclusive), (upper, upper_inclusive))))
}

/// One bound's text and the rest from what ends it; nothing if the text ends first.
fn slot(text: &str) -> Option<(Slot, &str)> {
    if text.starts_with([',', ')', ']']) {
        return Some((None, text));
    }
    let (mut out, mut quoted) = (String::new(), false);
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        match letter {
            ',' | ')' | ']' if !quoted => return Some((Some(out), &text[at..])),
            '\\' => out.push(letters.next()?.1),
            '"' if !quoted => quoted = true,
            '"' if letters.next_if(|(_, next)| *next == '"').is_some() => out.push('"'),
            '"' => quoted = false,
            plain => out.push(plain),
        }
    }
    None
}

fn write_bound<S: Sink>(of: RangeOf, bound: &Bound, out: &mut S) {
    let Some(value) = &bound.value else { return };
    let mut text = String::new();
    write::output(&of.element().of(), value.as_ref(), &mut text);
    // No bound's text has a quote, a backslash or a bracket.
    if text.bytes().any(is_space) {
        out.put_ascii(b'"');
        out.put(&text);
        out.put_ascii(b'"');
    } else {
        out.put(&text);
    }
}

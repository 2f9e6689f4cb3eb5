//! Looking into the canonical text of a vector without building the vector, which is what a search does to
//! each row.

use std::borrow::Cow;

use super::vector::Place;

/// A lexeme of a canonical text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Lexeme<'a> {
    /// The lexeme.
    pub text: Cow<'a, str>,
    /// Its places as they are written, `1A,5`; nothing if they are not known.
    pub places: &'a str,
}

/// The lexemes of a canonical text in order. Text that isn't canonical ends where it isn't.
pub fn lexemes(canonical: &str) -> impl Iterator<Item = Lexeme<'_>> {
    let mut rest = canonical;
    std::iter::from_fn(move || {
        let body = rest.strip_prefix('\'')?;
        let (text, after) = unquote(body)?;
        let places = after.strip_prefix(':').unwrap_or("");
        let end = places.find(' ').unwrap_or(places.len());
        let places = &places[..end];
        let skipped = if places.is_empty() { 0 } else { 1 + places.len() };
        rest = after.get(skipped..)?;
        rest = rest.strip_prefix(' ').unwrap_or(rest);
        Some(Lexeme { text, places })
    })
}

/// The lexeme up to its closing quote, and what follows.
fn unquote(body: &str) -> Option<(Cow<'_, str>, &str)> {
    let bytes = body.as_bytes();
    let mut at = 0;
    let mut doubled = false;
    loop {
        match (*bytes.get(at)?, bytes.get(at + 1)) {
            (b'\'', Some(b'\'')) | (b'\\', Some(b'\\')) => {
                doubled = true;
                at += 2;
            }
            (b'\'', _) => break,
            _ => at += 1,
        }
    }
    let raw = &body[..at];
    let text = match doubled {
        false => Cow::Borrowed(raw),
        true => Cow::Owned(raw.replace("''", "'").replace("\\\\", "\\")),
    };
    Some((text, &body[at + 1..]))
}

/// The places that are written so.
pub fn places(written: &str) -> impl Iterator<Item = Place> {
    written.split(',').filter_map(|place| {
        let digits = place.find(|c: char| !c.is_ascii_digit()).unwrap_or(place.len());
        let position = place[..digits].parse().ok()?;
        let weight = match place.as_bytes().get(digits) {
            Some(b'A') => 3,
            Some(b'B') => 2,
            Some(b'C') => 1,
            _ => 0,
        };
        Some(Place { position, weight })
    })
}

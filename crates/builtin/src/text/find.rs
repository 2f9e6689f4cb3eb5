//! Finding a part of a text without regard to case, as `citext` does.

use std::ops::Range;

use super::case::lower_char;

/// Where the part stands, from left to right, without overlaps. An empty part stands at the start only.
pub(crate) fn folded<'a>(whole: &'a str, part: &str) -> impl Iterator<Item = Range<usize>> + 'a {
    let part: Vec<char> = part.chars().map(lower_char).collect();
    let mut next = Some(0);
    std::iter::from_fn(move || {
        let mut at = next?;
        loop {
            if let Some(length) = prefix(&whole[at..], &part) {
                next = (length > 0).then_some(at + length);
                return Some(at..at + length);
            }
            at += whole[at..].chars().next()?.len_utf8();
        }
    })
}

/// The length in bytes of the part at the start of the text, if it stands there.
fn prefix(text: &str, part: &[char]) -> Option<usize> {
    let mut characters = text.char_indices();
    for expected in part {
        let (_, found) = characters.next()?;
        if lower_char(found) != *expected {
            return None;
        }
    }
    Some(characters.next().map_or(text.len(), |(at, _)| at))
}

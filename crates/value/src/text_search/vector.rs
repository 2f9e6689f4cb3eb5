//! `tsvector`: lexemes in order, each with the positions at which it stands.

use super::operand::{Within, Words};
use super::{LONGEST_LEXEME, LONGEST_VECTOR, MOST_PLACES, POSITIONS, too_much};
use crate::{Sink, ValueError};

/// A position, and the weight of the word there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    /// From 1 on.
    pub position: u16,
    /// `A` is 3, `B` 2, `C` 1, `D` 0.
    pub weight: u8,
}

/// A lexeme and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The lexeme.
    pub lexeme: String,
    /// Its places in order; none if they are not known.
    pub places: Vec<Place>,
}

/// A `tsvector`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Vector {
    entries: Vec<Entry>,
}

impl Vector {
    /// Reads any spelling of a vector.
    pub fn read(text: &str) -> Result<Self, ValueError> {
        let mut words = Words::new(text, Within::Vector);
        let mut entries = Vec::new();
        let mut length = 0;
        while let Some(word) = words.next()? {
            check_lexeme(word.text.len())?;
            check_length(length, "bytes")?;
            length += word.text.len();
            entries.push(Entry { lexeme: word.text, places: word.places });
        }
        Self::merge(entries)
    }

    /// A vector of lexemes in any order, where those of equal lexemes become one.
    pub fn merge(mut entries: Vec<Entry>) -> Result<Self, ValueError> {
        entries.sort_by(|a, b| a.lexeme.as_bytes().cmp(b.lexeme.as_bytes()));
        let mut merged: Vec<Entry> = Vec::with_capacity(entries.len());
        for entry in entries {
            match merged.last_mut() {
                Some(last) if last.lexeme == entry.lexeme => last.places.extend(entry.places),
                _ => merged.push(entry),
            }
        }
        for entry in &mut merged {
            distinct_places(&mut entry.places);
        }
        Self::sorted(merged)
    }

    /// A vector of lexemes that are in order, each once, with their places in order.
    pub fn sorted(entries: Vec<Entry>) -> Result<Self, ValueError> {
        let vector = Self { entries };
        check_length(vector.stored_length(), "bytes")?;
        Ok(vector)
    }

    /// Its lexemes in order.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// Its lexemes in order, to be changed one by one.
    pub fn into_entries(self) -> Vec<Entry> {
        self.entries
    }

    /// The bytes that PostgreSQL stores behind the table of lexemes.
    pub(super) fn stored_length(&self) -> usize {
        self.entries.iter().fold(0, |length, entry| {
            let length = length + entry.lexeme.len();
            match entry.places.len() {
                0 => length,
                count => length + length % 2 + 2 + 2 * count,
            }
        })
    }

    /// As PostgreSQL prints it.
    pub fn write<S: Sink>(&self, out: &mut S) {
        for (index, entry) in self.entries.iter().enumerate() {
            if index > 0 {
                out.put_ascii(b' ');
            }
            write_quoted(&entry.lexeme, out);
            for (index, place) in entry.places.iter().enumerate() {
                out.put_ascii(if index == 0 { b':' } else { b',' });
                out.put_int(i64::from(place.position));
                if place.weight > 0 {
                    out.put_ascii(b'D' - place.weight);
                }
            }
        }
    }
}

impl std::fmt::Display for Vector {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut out = String::new();
        self.write(&mut out);
        f.write_str(&out)
    }
}

/// A lexeme between quotes.
pub(super) fn write_quoted<S: Sink>(lexeme: &str, out: &mut S) {
    out.put_ascii(b'\'');
    let mut rest = lexeme;
    while let Some(at) = rest.find(['\'', '\\']) {
        let special = &rest[at..=at];
        out.put(&rest[..at]);
        out.put(special);
        out.put(special);
        rest = &rest[at + 1..];
    }
    out.put(rest);
    out.put_ascii(b'\'');
}

fn check_lexeme(length: usize) -> Result<(), ValueError> {
    if length < LONGEST_LEXEME {
        return Ok(());
    }
    let most = LONGEST_LEXEME - 1;
    Err(too_much(format!("word is too long ({length} bytes, max {most} bytes)")))
}

fn check_length(length: usize, unit: &str) -> Result<(), ValueError> {
    if length <= LONGEST_VECTOR {
        return Ok(());
    }
    let message =
        format!("string is too long for tsvector ({length} {unit}, max {LONGEST_VECTOR} {unit})");
    Err(too_much(message))
}

/// Each position once, with its greatest weight, as far as they are kept.
fn distinct_places(places: &mut Vec<Place>) {
    places.sort_by_key(|place| place.position);
    let mut kept: Vec<Place> = Vec::with_capacity(places.len());
    for place in places.drain(..) {
        match kept.last_mut() {
            Some(last) if last.position == place.position => {
                last.weight = last.weight.max(place.weight);
            }
            last => {
                let first = last.is_none();
                kept.push(place);
                // The last position stands for all behind it.
                let ended = u32::from(place.position) == POSITIONS - 1;
                if !first && (ended || kept.len() >= MOST_PLACES) {
                    break;
                }
            }
        }
    }
    *places = kept;
}

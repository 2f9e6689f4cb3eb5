//! JSON cut into the source text of its members, so that numbers and nested values stay as they were written.

use std::borrow::Cow;

use super::{Event, Events, invalid, unescape};
use crate::ValueError;

/// The first character of JSON decides what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An object.
    Object,
    /// An array.
    Array,
    /// A string.
    String,
    /// A number.
    Number,
    /// `true` or `false`
    Bool,
    /// `null`
    Null,
}

/// What JSON is, by its first character; the text isn't checked.
pub fn kind(json: &str) -> Kind {
    match json.trim_start_matches([' ', '\t', '\n', '\r']).as_bytes().first() {
        Some(b'{') => Kind::Object,
        Some(b'[') => Kind::Array,
        Some(b'"') => Kind::String,
        Some(b't' | b'f') => Kind::Bool,
        Some(b'n') => Kind::Null,
        _ => Kind::Number,
    }
}

/// The text of each element of a JSON array.
pub fn split_array(json: &str) -> Result<Vec<&str>, ValueError> {
    let mut elements = Vec::new();
    split(json, Kind::Array, |_, element| {
        elements.push(element);
        Ok(())
    })?;
    Ok(elements)
}

/// The name and the text of each member of a JSON object, in their order, equal names included.
pub fn split_object(json: &str) -> Result<Vec<(Cow<'_, str>, &str)>, ValueError> {
    let mut members = Vec::new();
    split(json, Kind::Object, |key, value| {
        members.push((unescape(key)?, value));
        Ok(())
    })?;
    Ok(members)
}

fn split<'a>(
    json: &'a str,
    wanted: Kind,
    mut member: impl FnMut(&'a str, &'a str) -> Result<(), ValueError>,
) -> Result<(), ValueError> {
    let mut events = Events::new(json);
    let (mut key, mut start) = ("", 0);
    let mut first = true;
    while let Some(event) = events.next() {
        let event = event?;
        let (from, to) = events.span();
        let opens = matches!(event, Event::ObjectStart | Event::ArrayStart);
        let closes = matches!(event, Event::ObjectEnd | Event::ArrayEnd);
        if first {
            first = false;
            let is = match event {
                Event::ObjectStart => Kind::Object,
                Event::ArrayStart => Kind::Array,
                _ => Kind::Null,
            };
            if is != wanted {
                return Err(invalid("Expected an array or object here."));
            }
            continue;
        }
        // The depth is the one behind the event.
        match (events.depth(), event) {
            (1, Event::Key(quoted)) => key = quoted,
            (1, _) if closes => member(key, json.get(start..to).unwrap_or_default())?,
            (2, _) if opens => start = from,
            (1, _) => member(key, json.get(from..to).unwrap_or_default())?,
            _ => {}
        }
    }
    Ok(())
}

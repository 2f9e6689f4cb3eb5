//! A `jsonb` value as a tree: keys in order and once, numbers as `numeric` prints them.

use std::borrow::Cow;

use super::string::{unescape, write_string};
use super::{Event, Events};
use crate::{Modifier, Sink, ValueError, numeric};

/// A `jsonb` value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Json<'a> {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// The canonical text of a `numeric`.
    Number(Cow<'a, str>),
    /// What a string says.
    String(Cow<'a, str>),
    /// An array.
    Array(Vec<Self>),
    /// An object's members, by their key's length, then bytes; no key is there twice.
    Object(Vec<(Cow<'a, str>, Self)>),
}

/// How much longer numbers may become by being written out (`1e100000`), in all of one value.
const MOST_EXPANSION: usize = 16 << 20;

impl<'a> Json<'a> {
    /// Reads JSON into `jsonb`'s form.
    pub fn parse(text: &'a str) -> Result<Self, ValueError> {
        let mut builder = Builder { open: Vec::new(), root: None, expansion: 0 };
        for event in Events::new(text) {
            builder.event(event?)?;
        }
        Ok(builder.root.unwrap_or(Self::Null))
    }

    /// An object of members in any order; of equal keys the last one stays.
    pub fn object(mut members: Vec<(Cow<'a, str>, Self)>) -> Self {
        let rank = |key: &str| (key.len(), key.as_bytes().to_vec());
        let sorted = |pair: &[(Cow<'a, str>, Self)]| key_order(&pair[0].0, &pair[1].0).is_lt();
        if !members.windows(2).all(sorted) {
            if members.len() > 64 {
                members.sort_by_cached_key(|(key, _)| rank(key));
            } else {
                members.sort_by(|(a, _), (b, _)| key_order(a, b));
            }
            members.reverse();
            members.dedup_by(|(a, _), (b, _)| a == b);
            members.reverse();
        }
        Self::Object(members)
    }

    /// A member of an object.
    pub fn get(&self, key: &str) -> Option<&Self> {
        let Self::Object(members) = self else { return None };
        let at = members.binary_search_by(|(name, _)| key_order(name, key)).ok()?;
        Some(&members[at].1)
    }

    /// The name that `jsonb_typeof` gives.
    pub const fn type_name(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "boolean",
            Self::Number(_) => "number",
            Self::String(_) => "string",
            Self::Array(_) => "array",
            Self::Object(_) => "object",
        }
    }

    /// Prints it as `jsonb` is printed, `{"a": 1, "b": [1, 2]}`.
    pub fn write<S: Sink>(&self, out: &mut S) {
        match self {
            Self::Null => out.put("null"),
            Self::Bool(truth) => out.put(if *truth { "true" } else { "false" }),
            Self::Number(number) => out.put(number),
            Self::String(text) => write_string(text, out),
            Self::Array(elements) => {
                out.put_ascii(b'[');
                for (at, element) in elements.iter().enumerate() {
                    if at > 0 {
                        out.put(", ");
                    }
                    element.write(out);
                }
                out.put_ascii(b']');
            }
            Self::Object(members) => {
                out.put_ascii(b'{');
                for (at, (key, value)) in members.iter().enumerate() {
                    if at > 0 {
                        out.put(", ");
                    }
                    write_string(key, out);
                    out.put(": ");
                    value.write(out);
                }
                out.put_ascii(b'}');
            }
        }
    }
}

/// The order of an object's keys.
pub(super) fn key_order(a: &str, b: &str) -> std::cmp::Ordering {
    a.len().cmp(&b.len()).then_with(|| a.as_bytes().cmp(b.as_bytes()))
}

/// An array or object whose end hasn't come yet.
enum Open<'a> {
    Array(Vec<Json<'a>>),
    Object(Vec<(Cow<'a, str>, Json<'a>)>, Cow<'a, str>),
}

struct Builder<'a> {
    open: Vec<Open<'a>>,
    root: Option<Json<'a>>,
    expansion: usize,
}

impl<'a> Builder<'a> {
    fn event(&mut self, event: Event<'a>) -> Result<(), ValueError> {
        let value = match event {
            Event::ObjectStart => {
                self.open.push(Open::Object(Vec::new(), Cow::Borrowed("")));
                return Ok(());
            }
            Event::ArrayStart => {
                self.open.push(Open::Array(Vec::new()));
                return Ok(());
            }
            Event::Key(quoted) => {
                if let Some(Open::Object(_, key)) = self.open.last_mut() {
                    *key = unescape(quoted)?;
                }
                return Ok(());
            }
            Event::ObjectEnd | Event::ArrayEnd => match self.open.pop() {
                Some(Open::Object(members, _)) => Json::object(members),
                Some(Open::Array(elements)) => Json::Array(elements),
                None => return Ok(()),
            },
            Event::String(quoted) => Json::String(unescape(quoted)?),
            Event::Number(text) => Json::Number(self.number(text)?),
            Event::Bool(truth) => Json::Bool(truth),
            Event::Null => Json::Null,
        };
        match self.open.last_mut() {
            None => self.root = Some(value),
            Some(Open::Array(elements)) => elements.push(value),
            Some(Open::Object(members, key)) => members.push((std::mem::take(key), value)),
        }
        Ok(())
    }

    /// Most numbers are canonical as they stand.
    fn number(&mut self, text: &'a str) -> Result<Cow<'a, str>, ValueError> {
        let plain = !text.contains(['e', 'E']) && !text.starts_with('-') && text.len() < 1000;
        if plain {
            return Ok(Cow::Borrowed(text));
        }
        let canonical = numeric::canonical(text, Modifier::None)?;
        self.expansion += canonical.len().saturating_sub(text.len());
        if self.expansion > MOST_EXPANSION {
            return Err(ValueError::new("54000", "numbers in a jsonb value are too long"));
        }
        Ok(Cow::Owned(canonical))
    }
}

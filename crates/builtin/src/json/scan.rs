//! Taking well-formed JSON text apart without building it anew. Nothing here recurses.

use value::ValueError;
use value::json::unescape;

/// What a JSON value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Object,
    Array,
    String,
    Number,
    Boolean,
    Null,
}

impl Kind {
    /// What the text is, by its first character.
    pub(crate) fn of(text: &str) -> Self {
        match text.trim_start_matches(BLANKS).bytes().next() {
            Some(b'{') => Self::Object,
            Some(b'[') => Self::Array,
            Some(b'"') => Self::String,
            Some(b't' | b'f') => Self::Boolean,
            Some(b'n') => Self::Null,
            _ => Self::Number,
        }
    }

    /// As `json_typeof` says it.
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Object => "object",
            Self::Array => "array",
            Self::String => "string",
            Self::Number => "number",
            Self::Boolean => "boolean",
            Self::Null => "null",
        }
    }

    /// Whether it holds others.
    pub(crate) const fn is_container(self) -> bool {
        matches!(self, Self::Object | Self::Array)
    }
}

/// The blanks that JSON knows.
pub(crate) const BLANKS: [char; 4] = [' ', '\t', '\n', '\r'];

/// The text without the blanks around it.
pub(crate) fn trim(text: &str) -> &str {
    text.trim_matches(BLANKS)
}

/// A member of an object: its key with quotes, and its value, both as they are written.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Member<'a> {
    pub(crate) key: &'a str,
    pub(crate) value: &'a str,
}

impl Member<'_> {
    /// Whether its key is this one.
    pub(crate) fn is(&self, key: &str) -> bool {
        is_string(self.key, key)
    }
}

/// Whether a JSON string is this text.
pub(crate) fn is_string(raw: &str, text: &str) -> bool {
    match inside(raw) {
        plain if !plain.contains('\\') => plain == text,
        _ => unescape(raw).is_ok_and(|it| it == text),
    }
}

/// The elements of an array as they are written; none if it is no array.
pub(crate) fn elements(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = content(text, Kind::Array);
    std::iter::from_fn(move || next_value(&mut rest))
}

/// The members of an object; none if it is no object.
pub(crate) fn members(text: &str) -> impl Iterator<Item = Member<'_>> {
    let mut rest = content(text, Kind::Object);
    std::iter::from_fn(move || {
        let key = next_value(&mut rest)?;
        rest = rest.trim_start_matches(BLANKS).strip_prefix(':').unwrap_or(rest);
        let value = next_value(&mut rest)?;
        Some(Member { key, value })
    })
}

/// What stands between the brackets.
fn content(text: &str, expected: Kind) -> &str {
    let text = trim(text);
    if Kind::of(text) != expected || text.len() < 2 {
        return "";
    }
    &text[1..text.len() - 1]
}

/// Takes one value and the comma behind it.
fn next_value<'a>(rest: &mut &'a str) -> Option<&'a str> {
    let text = rest.trim_start_matches(BLANKS);
    if text.is_empty() {
        return None;
    }
    let (value, behind) = text.split_at(length(text));
    let behind = behind.trim_start_matches(BLANKS);
    *rest = behind.strip_prefix(',').unwrap_or(behind);
    Some(value)
}

/// How long the value is that the text begins with.
pub(crate) fn length(text: &str) -> usize {
    let bytes = text.as_bytes();
    match bytes.first() {
        Some(b'"') => string_length(bytes),
        Some(b'{' | b'[') => container_length(bytes),
        _ => bytes.iter().position(|it| b",:]} \t\n\r".contains(it)).unwrap_or(bytes.len()).max(1),
    }
}

fn container_length(bytes: &[u8]) -> usize {
    let (mut depth, mut at) = (0_usize, 0);
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'"' => at += string_length(&bytes[at..]) - 1,
            b'{' | b'[' => depth += 1,
            b'}' | b']' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return at + 1;
                }
            }
            _ => {}
        }
        at += 1;
    }
    bytes.len()
}

fn string_length(bytes: &[u8]) -> usize {
    let mut at = 1;
    while let Some(byte) = bytes.get(at) {
        match byte {
            b'\\' => at += 2,
            b'"' => return at + 1,
            _ => at += 1,
        }
    }
    bytes.len()
}

/// A JSON string without its quotes.
fn inside(raw: &str) -> &str {
    raw.strip_prefix('"').and_then(|it| it.strip_suffix('"')).unwrap_or(raw)
}

/// How many elements an array has.
pub(crate) fn count(text: &str) -> usize {
    elements(text).count()
}

/// The element at an index, which counts from the end if it is negative.
pub(crate) fn element(text: &str, index: i64) -> Option<&str> {
    let index = match index {
        index if index >= 0 => usize::try_from(index).ok()?,
        index => count(text).checked_sub(usize::try_from(index.unsigned_abs()).ok()?)?,
    };
    elements(text).nth(index)
}

/// The value of a key; of several in a `json` the last.
pub(crate) fn field<'a>(text: &'a str, key: &str) -> Option<&'a str> {
    members(text).filter(|it| it.is(key)).last().map(|it| it.value)
}

/// The value as text: a string without quotes, null as nothing.
pub(crate) fn as_text(raw: &str) -> Result<Option<String>, ValueError> {
    let raw = trim(raw);
    match Kind::of(raw) {
        Kind::Null => Ok(None),
        Kind::String => unescape(raw).map(|it| Some(it.into_owned())),
        _ => Ok(Some(raw.to_owned())),
    }
}

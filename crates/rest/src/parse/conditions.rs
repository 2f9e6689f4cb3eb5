//! `If-Match` and `If-None-Match` (RFC 9110, 13.1): on which state of its target a request depends.

use http::header::{IF_MATCH, IF_NONE_MATCH};
use http::{HeaderMap, HeaderName};

/// So many tags at most may stand in one header.
const TAGS_MAX: usize = 16;

/// On which state of its target a request depends.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Conditions {
    /// `If-Match`
    pub if_match: Option<Tags>,
    /// `If-None-Match`
    pub if_none_match: Option<Tags>,
}

/// What such a header names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tags {
    /// `*`: whatever is there.
    Any,
    /// `"a", W/"b"`
    List(Vec<EntityTag>),
    /// Neither. Whether that matters is the planner's question.
    Malformed,
}

/// One entity tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntityTag {
    /// `W/`: what it stands for may differ in bytes.
    pub weak: bool,
    /// What stands between the quotes.
    pub opaque: String,
}

impl EntityTag {
    /// A tag that stands for the same bytes.
    pub fn strong(opaque: impl Into<String>) -> Self {
        Self { weak: false, opaque: opaque.into() }
    }

    /// A tag that stands for the same meaning.
    pub fn weak(opaque: impl Into<String>) -> Self {
        Self { weak: true, opaque: opaque.into() }
    }

    /// Whether both are strong and the same (RFC 9110, 8.8.3.2).
    pub fn matches_strongly(&self, other: &Self) -> bool {
        !self.weak && !other.weak && self.opaque == other.opaque
    }

    /// Whether they are the same, weak or not.
    pub fn matches_weakly(&self, other: &Self) -> bool {
        self.opaque == other.opaque
    }
}

impl std::fmt::Display for EntityTag {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}\"{}\"", if self.weak { "W/" } else { "" }, self.opaque)
    }
}

/// Both headers.
pub(super) fn read(headers: &HeaderMap) -> Conditions {
    Conditions { if_match: tags(headers, &IF_MATCH), if_none_match: tags(headers, &IF_NONE_MATCH) }
}

/// What a header names on all of its lines.
fn tags(headers: &HeaderMap, name: &HeaderName) -> Option<Tags> {
    if !headers.contains_key(name) {
        return None;
    }
    let lines: Vec<&[u8]> = headers.get_all(name).iter().map(http::HeaderValue::as_bytes).collect();
    let text = lines.join(&b","[..]);
    if text.trim_ascii() == b"*" {
        return Some(Tags::Any);
    }
    let list = list(&text).filter(|list| !list.is_empty() && list.len() <= TAGS_MAX);
    Some(list.map_or(Tags::Malformed, Tags::List))
}

/// `"a", W/"b,c"`: elements may be empty, and a comma may stand between quotes.
fn list(text: &[u8]) -> Option<Vec<EntityTag>> {
    let (mut found, mut rest) = (Vec::new(), text.trim_ascii_start());
    while !rest.is_empty() {
        if let Some(after) = rest.strip_prefix(b",") {
            rest = after.trim_ascii_start();
            continue;
        }
        let weak = rest.starts_with(b"W/");
        rest = rest.strip_prefix(b"W/").unwrap_or(rest).strip_prefix(b"\"")?;
        let end = rest.iter().position(|byte| *byte == b'"')?;
        let (opaque, after) = rest.split_at(end);
        if !opaque.iter().all(|byte| matches!(byte, 0x21 | 0x23..=0x7E | 0x80..)) {
            return None;
        }
        found.push(EntityTag { weak, opaque: String::from_utf8_lossy(opaque).into_owned() });
        rest = after.get(1..).unwrap_or_default().trim_ascii_start();
        if !rest.is_empty() && !rest.starts_with(b",") {
            return None;
        }
    }
    Some(found)
}

#[cfg(test)]
mod tests;

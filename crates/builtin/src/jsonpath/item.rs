//! What a path finds: a part of a document, something computed, or a moment that has no form in JSON yet.

use std::borrow::Cow;

use super::datetime::Moment;
use crate::json::scan::{self, Kind};

/// A value on the way.
#[derive(Clone, Debug)]
pub(super) enum Item<'a> {
    /// Canonical JSON.
    Json(Cow<'a, str>),
    /// What `datetime()` made.
    Moment(Moment),
}

impl<'a> Item<'a> {
    pub(super) const fn borrowed(text: &'a str) -> Self {
        Self::Json(Cow::Borrowed(text))
    }

    pub(super) const fn owned(text: String) -> Self {
        Self::Json(Cow::Owned(text))
    }

    pub(super) fn string(text: &str) -> Self {
        let mut out = String::with_capacity(text.len() + 2);
        crate::json::push_string(text, &mut out);
        Self::owned(out)
    }

    /// True, false, or null for unknown.
    pub(super) const fn truth(truth: Option<bool>) -> Self {
        Self::borrowed(match truth {
            Some(true) => "true",
            Some(false) => "false",
            None => "null",
        })
    }

    /// Its JSON.
    pub(super) fn text(&self) -> Cow<'_, str> {
        match self {
            Self::Json(text) => Cow::Borrowed(text),
            Self::Moment(moment) => Cow::Owned(moment.json()),
        }
    }

    /// What kind of JSON it is; a moment is none.
    pub(super) fn kind(&self) -> Option<Kind> {
        match self {
            Self::Json(text) => Some(Kind::of(text)),
            Self::Moment(_) => None,
        }
    }

    pub(super) fn is_array(&self) -> bool {
        self.kind() == Some(Kind::Array)
    }

    /// The elements of an array or the values of an object.
    pub(super) fn parts(&self) -> Vec<Self> {
        match self {
            Self::Json(Cow::Borrowed(text)) => pieces(text).map(Self::borrowed).collect(),
            Self::Json(Cow::Owned(text)) => {
                pieces(text).map(|piece| Self::owned(piece.to_owned())).collect()
            }
            Self::Moment(_) => Vec::new(),
        }
    }

    /// The value of a key.
    pub(super) fn field(&self, key: &str) -> Option<Self> {
        match self {
            Self::Json(Cow::Borrowed(text)) => scan::field(text, key).map(Self::borrowed),
            Self::Json(Cow::Owned(text)) => {
                scan::field(text, key).map(|value| Self::owned(value.to_owned()))
            }
            Self::Moment(_) => None,
        }
    }

    /// The text of a string.
    pub(super) fn as_string(&self) -> Option<Cow<'_, str>> {
        match self {
            Self::Json(text) if Kind::of(text) == Kind::String => value::json::unescape(text).ok(),
            _ => None,
        }
    }

    /// The text of a number.
    pub(super) fn as_number(&self) -> Option<&str> {
        match self {
            Self::Json(text) if Kind::of(text) == Kind::Number => Some(text),
            _ => None,
        }
    }
}

fn pieces(text: &str) -> Box<dyn Iterator<Item = &str> + '_> {
    match Kind::of(text) {
        Kind::Object => Box::new(scan::members(text).map(|member| member.value)),
        _ => Box::new(scan::elements(text)),
    }
}

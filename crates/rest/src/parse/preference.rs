//! The `Prefer` header (RFC 7240), several of which are one list; of two preferences of one kind the first counts.

use http::HeaderMap;

use super::ParseError;

/// What `Prefer` asks for; what it doesn't name is `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Preferences {
    /// `resolution=…`
    pub resolution: Option<Resolution>,
    /// `return=…`
    pub representation: Option<Representation>,
    /// `count=…`
    pub count: Option<Count>,
    /// `tx=…`; whether the server lets a caller choose is the planner's question.
    pub transaction: Option<Transaction>,
    /// `missing=…`
    pub missing: Option<Missing>,
    /// `handling=…`
    pub handling: Option<Handling>,
    /// `timezone=Europe/Berlin`; whether there is such a one is the planner's question.
    pub timezone: Option<String>,
    /// `max-affected=10`; it binds only under `handling=strict`.
    pub max_affected: Option<i64>,
}

/// What a row becomes whose key exists.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Resolution {
    /// `resolution=merge-duplicates`: it updates the existing row.
    Merge,
    /// `resolution=ignore-duplicates`: it is left out.
    Ignore,
}

/// What a write answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Representation {
    /// `return=representation`: the rows.
    Full,
    /// `return=headers-only`: where the new row is.
    HeadersOnly,
    /// `return=minimal`: nothing.
    Minimal,
}

/// How the rows are counted that a request could have had without its range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Count {
    /// `count=exact`
    Exact,
    /// `count=planned`: the database's guess.
    Planned,
    /// `count=estimated`: exact while it is small, the guess beyond.
    Estimated,
}

/// What becomes of the transaction after a success.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Transaction {
    /// `tx=commit`
    Commit,
    /// `tx=rollback`: the answer is given, and nothing stays.
    Rollback,
}

/// What a column gets that `columns` names and a row lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// `missing=default`
    Default,
    /// `missing=null`
    Null,
}

/// What becomes of unknown preferences.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Handling {
    /// `handling=strict`: an error.
    Strict,
    /// `handling=lenient`: nothing.
    Lenient,
}

/// A preference that takes one of a few words.
pub trait Word: Copy + 'static {
    /// Each of them.
    const ALL: &'static [Self];

    /// As it stands in `Prefer` and `Preference-Applied`.
    fn as_str(self) -> &'static str;
}

impl Word for Resolution {
    const ALL: &'static [Self] = &[Self::Merge, Self::Ignore];

    fn as_str(self) -> &'static str {
        match self {
            Self::Merge => "resolution=merge-duplicates",
            Self::Ignore => "resolution=ignore-duplicates",
        }
    }
}

impl Word for Representation {
    const ALL: &'static [Self] = &[Self::Full, Self::HeadersOnly, Self::Minimal];

    fn as_str(self) -> &'static str {
        match self {
            Self::Full => "return=representation",
            Self::HeadersOnly => "return=headers-only",
            Self::Minimal => "return=minimal",
        }
    }
}

impl Word for Count {
    const ALL: &'static [Self] = &[Self::Exact, Self::Planned, Self::Estimated];

    fn as_str(self) -> &'static str {
        match self {
            Self::Exact => "count=exact",
            Self::Planned => "count=planned",
            Self::Estimated => "count=estimated",
        }
    }
}

impl Word for Transaction {
    const ALL: &'static [Self] = &[Self::Commit, Self::Rollback];

    fn as_str(self) -> &'static str {
        match self {
            Self::Commit => "tx=commit",
            Self::Rollback => "tx=rollback",
        }
    }
}

impl Word for Missing {
    const ALL: &'static [Self] = &[Self::Default, Self::Null];

    fn as_str(self) -> &'static str {
        match self {
            Self::Default => "missing=default",
            Self::Null => "missing=null",
        }
    }
}

impl Word for Handling {
    const ALL: &'static [Self] = &[Self::Strict, Self::Lenient];

    fn as_str(self) -> &'static str {
        match self {
            Self::Strict => "handling=strict",
            Self::Lenient => "handling=lenient",
        }
    }
}

/// Reads all `Prefer` headers.
pub(super) fn read(headers: &HeaderMap) -> Result<Preferences, ParseError> {
    let mut preferences = Preferences::default();
    let mut unknown = Vec::new();
    let mut max_affected = None;
    for value in headers.get_all("prefer") {
        for item in String::from_utf8_lossy(value.as_bytes()).split(',').map(str::trim) {
            if let Some(zone) = item.strip_prefix("timezone=") {
                preferences.timezone.get_or_insert_with(|| zone.to_owned());
            } else if let Some(number) = item.strip_prefix("max-affected=") {
                max_affected.get_or_insert_with(|| number.parse().ok());
            } else if !preferences.take(item) {
                unknown.push(item.to_owned());
            }
        }
    }
    preferences.max_affected = max_affected.flatten();
    if preferences.handling == Some(Handling::Strict) && !unknown.is_empty() {
        return Err(ParseError::Preferences(unknown));
    }
    Ok(preferences)
}

impl Preferences {
    /// Keeps the word if it is one; the first of a kind stays.
    fn take(&mut self, item: &str) -> bool {
        keep(&mut self.resolution, item)
            || keep(&mut self.representation, item)
            || keep(&mut self.count, item)
            || keep(&mut self.transaction, item)
            || keep(&mut self.missing, item)
            || keep(&mut self.handling, item)
    }
}

fn keep<W: Word>(slot: &mut Option<W>, item: &str) -> bool {
    let Some(word) = W::ALL.iter().find(|word| word.as_str() == item) else {
        return false;
    };
    slot.get_or_insert(*word);
    true
}

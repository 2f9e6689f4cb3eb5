//! What a reader says about a text that it can't read, in Parsec's words.

use std::fmt::Write;

/// A place in the text, with line and column as an editor counts them.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place {
    pub(super) offset: usize,
    pub(super) line: u32,
    pub(super) column: u32,
}

/// What was found at a place, and what would have been right.
#[derive(Clone)]
pub(super) struct Complaint {
    pub(super) at: Place,
    pub(super) messages: Vec<Message>,
}

/// One part of a complaint; they are told in this order.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum Message {
    /// The next character, or nothing at the end.
    Found(String),
    /// What is right by itself but not here.
    Unexpected(String),
    /// What would have been right.
    Expected(String),
}

impl Place {
    /// The first character.
    pub(super) const START: Self = Self { offset: 0, line: 1, column: 1 };
}

impl Complaint {
    /// `(line 1, column 7)`
    pub(super) fn place(&self) -> String {
        let Place { line, column, .. } = self.at;
        format!("(line {line}, column {column})")
    }

    /// The one that got further; both, if they got equally far.
    pub(super) fn merge(mut self, mut other: Self) -> Self {
        if other.messages.is_empty() || (!self.messages.is_empty() && self.at > other.at) {
            return self;
        }
        if self.messages.is_empty() || other.at > self.at {
            return other;
        }
        self.messages.append(&mut other.messages);
        self
    }

    /// Says one thing that would have been right, in place of all that it is made of.
    pub(super) fn relabel(mut self, label: &str) -> Self {
        self.messages.retain(|message| !matches!(message, Message::Expected(_)));
        self.messages.push(Message::Expected(label.to_owned()));
        self
    }

    /// `unexpected "o" expecting "not" or operator (eq, gt, ...)`
    pub(super) fn details(&self) -> String {
        let texts = |pick: fn(&Message) -> Option<&String>| {
            let mut texts: Vec<&str> = Vec::new();
            for text in self.messages.iter().filter_map(pick) {
                if !text.is_empty() && !texts.contains(&text.as_str()) {
                    texts.push(text);
                }
            }
            texts
        };
        let unexpected = texts(|message| match message {
            Message::Unexpected(text) => Some(text),
            _ => None,
        });
        let expected = texts(|message| match message {
            Message::Expected(text) => Some(text),
            _ => None,
        });
        let found = self.messages.iter().find_map(|message| match message {
            Message::Found(text) => Some(text.as_str()),
            _ => None,
        });
        let found = match found {
            _ if !unexpected.is_empty() => Some(list(&unexpected)),
            Some("") => Some("end of input".to_owned()),
            other => other.map(str::to_owned),
        };
        let mut parts = Vec::new();
        parts.extend(found.map(|found| format!("unexpected {found}")));
        if !expected.is_empty() {
            parts.push(format!("expecting {}", list(&expected)));
        }
        if parts.is_empty() { "unknown parse error".to_owned() } else { parts.join(" ") }
    }
}

/// `a, b or c`
fn list(texts: &[&str]) -> String {
    match texts {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [most @ .., last] => format!("{} or {last}", most.join(", ")),
    }
}

/// The place behind a character; a tabulator goes to the next multiple of eight.
pub(super) fn after(at: Place, c: char) -> Place {
    let offset = at.offset + c.len_utf8();
    match c {
        '\n' => Place { offset, line: at.line + 1, column: 1 },
        '\t' => Place { offset, column: at.column + 8 - (at.column - 1) % 8, ..at },
        _ => Place { offset, column: at.column + 1, ..at },
    }
}

/// A character in double quotes.
pub(super) fn quoted(c: char) -> String {
    match c {
        '"' => "\"\\\"\"".to_owned(),
        _ => format!("\"{}\"", escaped(c)),
    }
}

/// A character in single quotes, as what stands where nothing should.
pub(super) fn quoted_char(c: char) -> String {
    match c {
        '\'' => "'\\''".to_owned(),
        _ => format!("'{}'", escaped(c)),
    }
}

/// What isn't printable ASCII is told by its number.
fn escaped(c: char) -> String {
    match c {
        '\\' => "\\\\".to_owned(),
        '\n' => "\\n".to_owned(),
        '\t' => "\\t".to_owned(),
        '\r' => "\\r".to_owned(),
        ' '..='~' => c.to_string(),
        _ => {
            let mut out = String::new();
            let _ = write!(out, "\\{}", u32::from(c));
            out
        }
    }
}

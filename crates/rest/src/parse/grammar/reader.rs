//! A reader of characters with the semantics of Parsec, the library by which PostgREST reads: an alternative is
//! tried only if the one before it consumed nothing, and an error tells what was found at the furthest place and
//! everything that would have been right there.
//!
//! A text is read twice at most: first in silence, and only if that fails once more to find the words for it.

use super::complaint::{Complaint, Message, Place, after, quoted, quoted_char};
use crate::parse::{Bound, ParseError};

/// The result of a step; a step that fails leaves the reader where it failed.
pub(super) type Parsed<T> = Result<T, Failure>;

/// Why a step failed.
pub(super) enum Failure {
    /// The text is outside the grammar.
    Syntax(Complaint),
    /// The text is deeper or longer than allowed; no alternative is tried.
    Bound(Bound, usize),
}

/// How deep and how long a text may be.
#[derive(Clone, Copy)]
pub(super) struct Bounds {
    pub(super) depth: usize,
    pub(super) items: usize,
}

impl Bounds {
    /// For grammars that don't nest.
    pub(super) const NONE: Self = Self { depth: usize::MAX, items: usize::MAX };
}

/// Reads a text by a grammar, which need not take all of it; `shown` is what the error quotes.
pub(super) fn read<T>(
    what: &str,
    shown: &str,
    text: &str,
    bounds: Bounds,
    grammar: impl Fn(&mut Reader<'_>) -> Parsed<T>,
) -> Result<T, ParseError> {
    let mut silent = Reader::new(text, bounds, false);
    if let Ok(read) = grammar(&mut silent) {
        return Ok(read);
    }
    grammar(&mut Reader::new(text, bounds, true)).map_err(|failure| match failure {
        Failure::Bound(bound, limit) => ParseError::Bound { bound, limit },
        Failure::Syntax(complaint) => {
            let message = format!("\"failed to parse {what} ({shown})\" {}", complaint.place());
            ParseError::Syntax { message, details: complaint.details() }
        }
    })
}

/// A place in a text that is being read.
pub(super) struct Reader<'a> {
    text: &'a str,
    at: Place,
    /// What the steps complained of that took nothing since the last that did.
    complaint: Complaint,
    /// Whether to find words for failures.
    explain: bool,
    bounds: Bounds,
    depth: usize,
    items: usize,
}

impl<'a> Reader<'a> {
    fn new(text: &'a str, bounds: Bounds, explain: bool) -> Self {
        let at = Place::START;
        let complaint = Complaint { at, messages: Vec::new() };
        Self { text, at, complaint, explain, bounds, depth: 0, items: 0 }
    }

    // Single characters and words.

    /// This character.
    pub(super) fn char(&mut self, wanted: char) -> Parsed<char> {
        match self.peek() {
            Some(c) if c == wanted => Ok(self.advance(c)),
            _ if self.explain => self.refuse(&[&quoted(wanted)]),
            _ => self.refuse(&[]),
        }
    }

    /// A character of a class, which `labels` name.
    pub(super) fn one_of(&mut self, class: impl Fn(char) -> bool, labels: &[&str]) -> Parsed<char> {
        match self.peek() {
            Some(c) if class(c) => Ok(self.advance(c)),
            _ => self.refuse(labels),
        }
    }

    /// This word; if only its start is there, that is consumed.
    pub(super) fn string(&mut self, wanted: &str) -> Parsed<()> {
        let start = self.at;
        for c in wanted.chars() {
            if self.peek() == Some(c) {
                self.step(c);
                continue;
            }
            let found = self.words(start, || self.found_instead(&[&format!("\"{wanted}\"")]));
            let before = self.take_complaint();
            let consumed = self.at > start;
            return Err(Failure::Syntax(if consumed { found } else { before.merge(found) }));
        }
        self.take_complaint();
        Ok(())
    }

    /// As many characters of a class as there are.
    pub(super) fn many_of(&mut self, class: impl Fn(char) -> bool, labels: &[&str]) -> String {
        let start = self.at;
        while let Some(c) = self.peek().filter(|c| class(*c)) {
            self.advance(c);
        }
        let found = self.found(self.at, labels);
        self.complaint = self.take_complaint().merge(found);
        self.text[start.offset..self.at.offset].to_owned()
    }

    /// As [`Self::many_of`], but one at least.
    pub(super) fn some_of(
        &mut self,
        class: impl Fn(char) -> bool,
        labels: &[&str],
    ) -> Parsed<String> {
        let start = self.at;
        self.one_of(&class, labels)?;
        let mut text = self.many_of(class, labels);
        text.insert_str(0, &self.text[start.offset..self.at.offset - text.len()]);
        Ok(text)
    }

    /// The end of the text.
    pub(super) fn end(&mut self) -> Parsed<()> {
        let own = match self.peek() {
            Some(c) => self.words(self.at, || {
                vec![Message::Unexpected(quoted_char(c)), Message::Expected("end of input".into())]
            }),
            None => self.found(self.at, &["end of input"]),
        };
        let merged = self.take_complaint().merge(own);
        if self.peek().is_some() {
            return Err(Failure::Syntax(merged));
        }
        self.complaint = merged;
        Ok(())
    }

    /// Takes nothing, and fails if a character of the class is next.
    pub(super) fn not_followed_by(
        &mut self,
        class: impl Fn(char) -> bool,
        labels: &[&str],
    ) -> Parsed<()> {
        if let Some(c) = self.peek().filter(|c| class(*c)) {
            let own = self.words(after(self.at, c), || vec![Message::Unexpected(quoted_char(c))]);
            return Err(Failure::Syntax(self.take_complaint().merge(own)));
        }
        let own = self.found(self.at, labels);
        self.complaint = self.take_complaint().merge(own);
        Ok(())
    }

    /// Fails without a word, for what other alternatives will say better.
    pub(super) fn never<T>(&mut self) -> Parsed<T> {
        Err(Failure::Syntax(self.take_complaint()))
    }

    /// Whether nothing is left; it leaves no trace in an error.
    pub(super) fn is_done(&self) -> bool {
        self.peek().is_none()
    }

    /// Whether this is next; it leaves no trace in an error.
    pub(super) fn sees(&self, wanted: &str) -> bool {
        self.text[self.at.offset..].starts_with(wanted)
    }

    /// Whether a step that needs this character may succeed. Where words are wanted it is to be tried all the same, for
    /// what it says.
    pub(super) fn may_meet(&self, needed: char) -> bool {
        self.explain || self.text[self.at.offset..].contains(needed)
    }

    // Steps made of steps.

    /// The second step if the first failed and consumed nothing.
    pub(super) fn either<T>(
        &mut self,
        first: impl FnOnce(&mut Self) -> Parsed<T>,
        second: impl FnOnce(&mut Self) -> Parsed<T>,
    ) -> Parsed<T> {
        let start = self.at;
        match first(self) {
            Err(Failure::Syntax(complaint)) if self.at == start => {
                self.complaint = complaint;
                second(self)
            }
            other => other,
        }
    }

    /// A step that, if it fails, has consumed nothing.
    pub(super) fn attempt<T>(&mut self, step: impl FnOnce(&mut Self) -> Parsed<T>) -> Parsed<T> {
        let start = self.at;
        let before = self.complaint.clone();
        match step(self) {
            Err(Failure::Syntax(complaint)) => {
                let consumed = self.at > start;
                self.at = start;
                let complaint = if consumed { before.merge(complaint) } else { complaint };
                Err(Failure::Syntax(complaint))
            }
            other => other,
        }
    }

    /// A step under a name that stands for all that it expects.
    pub(super) fn label<T>(
        &mut self,
        label: &str,
        step: impl FnOnce(&mut Self) -> Parsed<T>,
    ) -> Parsed<T> {
        let start = self.at;
        let before = self.take_complaint();
        let explain = self.explain;
        match step(self) {
            Ok(value) => {
                if self.at == start {
                    let own = self.take_complaint();
                    let silent = own.messages.is_empty();
                    self.complaint = before.merge(if silent { own } else { own.relabel(label) });
                }
                Ok(value)
            }
            Err(Failure::Syntax(own)) if self.at == start => {
                Err(Failure::Syntax(before.merge(if explain { own.relabel(label) } else { own })))
            }
            other => other,
        }
    }

    /// A step that may be missing.
    pub(super) fn optional<T>(
        &mut self,
        step: impl FnOnce(&mut Self) -> Parsed<T>,
    ) -> Parsed<Option<T>> {
        self.either(|r| step(r).map(Some), |_| Ok(None))
    }

    /// A step as often as it goes.
    pub(super) fn many<T>(
        &mut self,
        mut step: impl FnMut(&mut Self) -> Parsed<T>,
    ) -> Parsed<Vec<T>> {
        let mut values = Vec::new();
        loop {
            let start = self.at;
            match step(self) {
                Ok(value) => values.push(value),
                Err(Failure::Syntax(complaint)) if self.at == start => {
                    self.complaint = complaint;
                    return Ok(values);
                }
                Err(failure) => return Err(failure),
            }
            // What a repetition complained of is forgotten when the next begins.
            self.take_complaint();
            if self.at == start {
                return Ok(values);
            }
        }
    }

    /// One or more, with a separator between them.
    pub(super) fn separated<T, S>(
        &mut self,
        mut step: impl FnMut(&mut Self) -> Parsed<T>,
        mut separator: impl FnMut(&mut Self) -> Parsed<S>,
    ) -> Parsed<Vec<T>> {
        let mut values = vec![step(self)?];
        values.extend(self.many(|r| {
            separator(r)?;
            step(r)
        })?);
        Ok(values)
    }

    /// A step with blanks around it.
    pub(super) fn padded<T>(&mut self, step: impl FnOnce(&mut Self) -> Parsed<T>) -> Parsed<T> {
        let blank = |c| c == ' ' || c == '\t';
        self.many_of(blank, &[]);
        let value = step(self)?;
        self.many_of(blank, &[]);
        Ok(value)
    }

    /// A step in parentheses.
    pub(super) fn in_parentheses<T>(
        &mut self,
        step: impl FnOnce(&mut Self) -> Parsed<T>,
    ) -> Parsed<T> {
        self.char('(')?;
        let value = step(self)?;
        self.char(')')?;
        Ok(value)
    }

    /// Takes nothing, and fails if the word is not next.
    pub(super) fn look_ahead(&mut self, wanted: &str) -> Parsed<()> {
        self.attempt(|r| {
            let start = r.at;
            let before = r.complaint.clone();
            r.string(wanted)?;
            r.at = start;
            r.complaint = before;
            Ok(())
        })
    }

    /// The value of the first word of a table that is next; what starts as one but goes on otherwise is none.
    pub(super) fn word<T: Copy>(&mut self, words: &[(&str, T)]) -> Parsed<T> {
        for (word, value) in words {
            match self.attempt(|r| r.string(word)) {
                Ok(()) => return Ok(*value),
                Err(Failure::Syntax(complaint)) => self.complaint = complaint,
                Err(failure) => return Err(failure),
            }
        }
        self.never()
    }

    // Bounds.

    /// One more item.
    pub(super) fn count(&mut self, bound: Bound) -> Parsed<()> {
        self.items += 1;
        if self.items > self.bounds.items {
            return Err(Failure::Bound(bound, self.bounds.items));
        }
        Ok(())
    }

    /// A step one level deeper.
    pub(super) fn deeper<T>(
        &mut self,
        bound: Bound,
        step: impl FnOnce(&mut Self) -> Parsed<T>,
    ) -> Parsed<T> {
        if self.depth == self.bounds.depth {
            return Err(Failure::Bound(bound, self.bounds.depth));
        }
        self.depth += 1;
        let value = step(self)?;
        self.depth -= 1;
        Ok(value)
    }

    fn peek(&self) -> Option<char> {
        self.text[self.at.offset..].chars().next()
    }

    fn step(&mut self, c: char) {
        self.at = after(self.at, c);
    }

    fn advance(&mut self, c: char) -> char {
        self.step(c);
        self.take_complaint();
        c
    }

    fn take_complaint(&mut self) -> Complaint {
        let messages = std::mem::take(&mut self.complaint.messages);
        Complaint { at: self.complaint.at, messages }
    }

    /// Fails at the next character.
    fn refuse<T>(&mut self, labels: &[&str]) -> Parsed<T> {
        let own = self.found(self.at, labels);
        Err(Failure::Syntax(self.take_complaint().merge(own)))
    }

    /// The next character, and what would have been right.
    fn found(&self, place: Place, labels: &[&str]) -> Complaint {
        self.words(place, || self.found_instead(labels))
    }

    fn found_instead(&self, labels: &[&str]) -> Vec<Message> {
        let found = Message::Found(self.peek().map(quoted).unwrap_or_default());
        let expected = labels.iter().map(|label| Message::Expected((*label).to_owned()));
        std::iter::once(found).chain(expected).collect()
    }

    fn words(&self, at: Place, messages: impl FnOnce() -> Vec<Message>) -> Complaint {
        Complaint { at, messages: if self.explain { messages() } else { Vec::new() } }
    }
}

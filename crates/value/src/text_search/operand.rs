//! One word as it stands in the text of a vector or of a query: quotes, escapes, and a vector's positions.

use super::vector::Place;
use super::{POSITIONS, is_space, syntax};
use crate::ValueError;

/// Where a word stands, which decides what ends it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Within {
    /// In a vector.
    Vector,
    /// In a query.
    Query,
    /// In a query of the web, which has no quotes and escapes.
    Web,
}

/// A word of a query.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Operand {
    /// The lexeme.
    pub lexeme: String,
    /// The weights that it asks for: `A` is 8, `B` 4, `C` 2, `D` 1; any if nothing.
    pub weights: u8,
    /// Whether words that only begin so are meant too.
    pub prefix: bool,
}

/// What was read.
#[derive(Debug)]
pub(super) struct Word {
    pub text: String,
    pub places: Vec<Place>,
}

/// Reads the words of one text.
#[derive(Debug)]
pub(super) struct Words<'a> {
    whole: &'a str,
    pub rest: &'a str,
    within: Within,
}

/// What the last character leaves to be expected.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Begin,
    Escaped { quoted: bool },
    Plain,
    Quoted,
    QuoteSeen,
    AfterQuoted,
    Position,
    AfterPosition,
}

impl<'a> Words<'a> {
    pub(super) fn new(whole: &'a str, within: Within) -> Self {
        Self { whole, rest: whole, within }
    }

    /// The next word, or nothing at the end of the text.
    pub(super) fn next(&mut self) -> Result<Option<Word>, ValueError> {
        let mut word = Word { text: String::new(), places: Vec::new() };
        let mut state = State::Begin;
        loop {
            let next = self.rest.chars().next();
            let step = match state {
                State::Begin => match next {
                    None => return Ok(None),
                    Some(c) => self.begin(c, &mut word)?,
                },
                State::Escaped { quoted } => match next {
                    None => {
                        let message = format!("there is no escaped character: \"{}\"", self.whole);
                        return Err(syntax(message));
                    }
                    Some(c) => {
                        word.text.push(c);
                        Some(if quoted { State::Quoted } else { State::Plain })
                    }
                },
                State::Plain => self.plain(next, &mut word)?,
                State::Quoted => Some(self.quoted(next, &mut word)?),
                State::QuoteSeen => match next {
                    Some('\'') => {
                        word.text.push('\'');
                        Some(State::Quoted)
                    }
                    _ if word.text.is_empty() => return Err(self.wrong()),
                    _ if self.within == Within::Vector => {
                        state = State::AfterQuoted;
                        continue;
                    }
                    _ => None,
                },
                State::AfterQuoted => (next == Some(':')).then_some(State::Position),
                State::Position => Some(self.position(next, &mut word)?),
                State::AfterPosition => self.after_position(next, &mut word)?,
            };
            let Some(step) = step else { return Ok(Some(word)) };
            state = step;
            if let Some(c) = next {
                self.rest = &self.rest[c.len_utf8()..];
            }
        }
    }

    fn begin(&self, c: char, word: &mut Word) -> Result<Option<State>, ValueError> {
        let web = self.within == Within::Web;
        Ok(Some(match c {
            '\'' if !web => State::Quoted,
            '\\' if !web => State::Escaped { quoted: false },
            _ if self.ends(c) => return Err(self.wrong()),
            _ if is_space(c) => State::Begin,
            _ => {
                word.text.push(c);
                State::Plain
            }
        }))
    }

    /// Whether the character is an operator of the language around the word.
    fn ends(&self, c: char) -> bool {
        match self.within {
            Within::Vector => false,
            Within::Query => is_operator(c),
            Within::Web => is_operator(c) || c == '"',
        }
    }

    fn plain(&self, next: Option<char>, word: &mut Word) -> Result<Option<State>, ValueError> {
        let ended = || if word.text.is_empty() { Err(self.wrong()) } else { Ok(()) };
        match next {
            Some('\\') if self.within != Within::Web => Ok(Some(State::Escaped { quoted: false })),
            None => ended().map(|()| None),
            Some(c) if is_space(c) || self.ends(c) => ended().map(|()| None),
            Some(':') => {
                ended()?;
                Ok((self.within == Within::Vector).then_some(State::Position))
            }
            Some(c) => {
                word.text.push(c);
                Ok(Some(State::Plain))
            }
        }
    }

    fn quoted(&self, next: Option<char>, word: &mut Word) -> Result<State, ValueError> {
        match next {
            None => Err(self.wrong()),
            Some('\'') => Ok(State::QuoteSeen),
            Some('\\') => Ok(State::Escaped { quoted: true }),
            Some(c) => {
                word.text.push(c);
                Ok(State::Quoted)
            }
        }
    }

    /// The first digit of a position decides it; the others are passed over.
    fn position(&self, next: Option<char>, word: &mut Word) -> Result<State, ValueError> {
        if !next.is_some_and(|c| c.is_ascii_digit()) {
            return Err(self.wrong());
        }
        let end = self.rest.find(|c: char| !c.is_ascii_digit()).unwrap_or(self.rest.len());
        let number = self.rest[..end].parse::<i64>().unwrap_or(i64::MAX);
        let position = i64::from(number as i32).min(i64::from(POSITIONS - 1)) & 0x3fff;
        if position == 0 {
            let message = format!("wrong position info in tsvector: \"{}\"", self.whole);
            return Err(syntax(message));
        }
        word.places.push(Place { position: position as u16, weight: 0 });
        Ok(State::AfterPosition)
    }

    fn after_position(
        &self,
        next: Option<char>,
        word: &mut Word,
    ) -> Result<Option<State>, ValueError> {
        let Some(c) = next.filter(|c| !is_space(*c)) else { return Ok(None) };
        let weight = match c {
            ',' => return Ok(Some(State::Position)),
            'a' | 'A' | '*' => 3,
            'b' | 'B' => 2,
            'c' | 'C' => 1,
            'd' | 'D' => 0,
            '0'..='9' => return Ok(Some(State::AfterPosition)),
            _ => return Err(self.wrong()),
        };
        match word.places.last_mut() {
            Some(place) if place.weight == 0 => place.weight = weight,
            _ => return Err(self.wrong()),
        }
        Ok(Some(State::AfterPosition))
    }

    fn wrong(&self) -> ValueError {
        let what = if self.within == Within::Vector { "tsvector" } else { "tsquery" };
        syntax(format!("syntax error in {what}: \"{}\"", self.whole))
    }
}

/// What ends a word of a query wherever it stands.
pub(super) const fn is_operator(c: char) -> bool {
    matches!(c, '!' | '&' | '|' | '(' | ')' | '<')
}

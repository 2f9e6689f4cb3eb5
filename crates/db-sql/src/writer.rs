//! The text of one statement while it is written, and what is bound to it.

use crate::dialect::{Dialect, Placeholder};
use std::fmt::Write;

/// The text of one statement while it is written, and what is bound to its placeholders.
///
/// `B` says what is bound; what that is at run time is the database's business.
#[derive(Clone, Debug)]
pub struct Writer<B> {
    dialect: Dialect,
    text: String,
    binds: Vec<B>,
}

impl<B: PartialEq> Writer<B> {
    /// An empty statement.
    pub const fn new(dialect: Dialect) -> Self {
        Self { dialect, text: String::new(), binds: Vec::new() }
    }

    /// Words that the program itself brings; what a person or a schema brings can't be written like this.
    pub fn words(&mut self, words: &'static str) -> &mut Self {
        self.text.push_str(words);
        self
    }

    /// A name of a table, a column, a `with`.
    pub fn identifier(&mut self, name: &str) -> &mut Self {
        self.quoted(name, self.dialect.identifier_quote, false)
    }

    /// A name that the program gives: a word and a number, `r3`.
    pub fn numbered(&mut self, word: &'static str, number: u32) -> &mut Self {
        self.text.push_str(word);
        self.displayed(number)
    }

    /// The name of a routine: a word of the program's own and what it found in a table. Plain where it can be.
    pub fn routine(&mut self, word: &'static str, name: &str) -> &mut Self {
        let plain = |letter: u8| letter.is_ascii_alphanumeric() || letter == b'_';
        if name.bytes().all(plain) && !word.is_empty() {
            self.text.push_str(word);
            self.text.push_str(name);
            return self;
        }
        self.identifier(&format!("{word}{name}"))
    }

    /// A literal of text.
    pub fn string(&mut self, text: &str) -> &mut Self {
        self.quoted(text, '\'', self.dialect.backslash_escapes)
    }

    /// A literal of an integer.
    pub fn integer(&mut self, integer: i64) -> &mut Self {
        self.displayed(integer)
    }

    /// A literal of a floating-point number, which is finite.
    pub fn real(&mut self, real: f64) -> &mut Self {
        debug_assert!(real.is_finite(), "there is no literal for {real}");
        let _ = write!(self.text, "{real:?}");
        self
    }

    /// A literal of bytes, `x'00ff'`.
    pub fn bytes(&mut self, bytes: &[u8]) -> &mut Self {
        self.text.push_str("x'");
        for byte in bytes {
            let _ = write!(self.text, "{byte:02x}");
        }
        self.text.push('\'');
        self
    }

    /// A placeholder for a value.
    pub fn bind(&mut self, bind: B) -> &mut Self {
        match self.dialect.placeholder {
            Placeholder::Positional(sign) => {
                self.text.push(sign);
                self.binds.push(bind);
                self
            }
            Placeholder::Numbered(sign) => {
                let known = self.binds.iter().position(|known| *known == bind);
                let position = known.unwrap_or_else(|| {
                    self.binds.push(bind);
                    self.binds.len() - 1
                });
                self.text.push(sign);
                self.displayed(position + 1)
            }
        }
    }

    /// What is bound so far.
    pub fn binds(&self) -> &[B] {
        &self.binds
    }

    /// The text and what is bound to it, in the order of the placeholders.
    pub fn finish(self) -> (String, Vec<B>) {
        (self.text, self.binds)
    }

    fn quoted(&mut self, text: &str, quote: char, backslash: bool) -> &mut Self {
        self.text.push(quote);
        for letter in text.chars() {
            if letter == quote || (backslash && letter == '\\') {
                self.text.push(letter);
            }
            self.text.push(letter);
        }
        self.text.push(quote);
        self
    }

    fn displayed(&mut self, value: impl std::fmt::Display) -> &mut Self {
        let _ = write!(self.text, "{value}");
        self
    }
}

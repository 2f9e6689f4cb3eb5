//! JSON as a sequence of events, checked against the grammar, without recursion.

use super::lexer::{Lexer, Token};
use super::{MOST_DEEP, invalid, too_deep};
use crate::ValueError;

/// A step through JSON. Strings, keys and numbers are the source's text, strings and keys with their quotes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event<'a> {
    /// `{`
    ObjectStart,
    /// The key of the value that follows.
    Key(&'a str),
    /// `}`
    ObjectEnd,
    /// `[`
    ArrayStart,
    /// `]`
    ArrayEnd,
    /// A string.
    String(&'a str),
    /// A number.
    Number(&'a str),
    /// `true` or `false`
    Bool(bool),
    /// `null`
    Null,
}

/// What may come next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Value,
    FirstElement,
    FirstKey,
    Key,
    Colon,
    AfterElement,
    AfterMember,
    End,
    Done,
}

/// The events of a text; it ends behind the first error.
#[derive(Clone, Debug)]
pub struct Events<'a> {
    lexer: Lexer<'a>,
    /// What is open: true for objects.
    open: Vec<bool>,
    state: State,
}

impl<'a> Events<'a> {
    /// The events of one JSON value.
    pub const fn new(text: &'a str) -> Self {
        Self { lexer: Lexer::new(text), open: Vec::new(), state: State::Value }
    }

    /// How many arrays and objects are open.
    pub const fn depth(&self) -> usize {
        self.open.len()
    }

    /// The bytes of the token that the last event was.
    pub const fn span(&self) -> (usize, usize) {
        (self.lexer.start, self.lexer.end())
    }

    fn step(&mut self) -> Result<Option<Event<'a>>, ValueError> {
        loop {
            let token = self.lexer.next()?;
            match (self.state, token) {
                (State::End, Token::End) => return Ok(None),
                (State::Colon, Token::Colon) => self.state = State::Value,
                (State::AfterElement, Token::Comma) => self.state = State::Value,
                (State::AfterMember, Token::Comma) => self.state = State::Key,
                (State::FirstElement | State::AfterElement, Token::ArrayEnd) => {
                    self.close();
                    return Ok(Some(Event::ArrayEnd));
                }
                (State::FirstKey | State::AfterMember, Token::ObjectEnd) => {
                    self.close();
                    return Ok(Some(Event::ObjectEnd));
                }
                (State::FirstKey | State::Key, Token::String(key)) => {
                    self.state = State::Colon;
                    return Ok(Some(Event::Key(key)));
                }
                (State::Value | State::FirstElement, _) => return self.value(token).map(Some),
                _ => return Err(self.unexpected(token)),
            }
        }
    }

    fn value(&mut self, token: Token<'a>) -> Result<Event<'a>, ValueError> {
        let event = match token {
            Token::ObjectStart => {
                self.open(true)?;
                return Ok(Event::ObjectStart);
            }
            Token::ArrayStart => {
                self.open(false)?;
                return Ok(Event::ArrayStart);
            }
            Token::String(text) => Event::String(text),
            Token::Number(text) => Event::Number(text),
            Token::Bool(truth) => Event::Bool(truth),
            Token::Null => Event::Null,
            _ => return Err(self.unexpected(token)),
        };
        self.after_value();
        Ok(event)
    }

    fn open(&mut self, object: bool) -> Result<(), ValueError> {
        if self.open.len() >= MOST_DEEP {
            return Err(too_deep());
        }
        self.open.push(object);
        self.state = if object { State::FirstKey } else { State::FirstElement };
        Ok(())
    }

    fn close(&mut self) {
        self.open.pop();
        self.after_value();
    }

    fn after_value(&mut self) {
        self.state = match self.open.last() {
            Some(true) => State::AfterMember,
            Some(false) => State::AfterElement,
            None => State::End,
        };
    }

    fn unexpected(&self, token: Token<'_>) -> ValueError {
        if token == Token::End {
            return invalid("The input string ended unexpectedly.");
        }
        let expected = match self.state {
            State::Value | State::FirstElement => "JSON value",
            State::FirstKey => "string or \"}\"",
            State::Key => "string",
            State::Colon => "\":\"",
            State::AfterElement => "\",\" or \"]\"",
            State::AfterMember => "\",\" or \"}\"",
            State::End | State::Done => "end of input",
        };
        invalid(format!("Expected {expected}, but found \"{}\".", self.lexer.last()))
    }
}

impl<'a> Iterator for Events<'a> {
    type Item = Result<Event<'a>, ValueError>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.state == State::Done {
            return None;
        }
        let step = self.step().transpose();
        if !matches!(step, Some(Ok(_))) {
            self.state = State::Done;
        }
        step
    }
}

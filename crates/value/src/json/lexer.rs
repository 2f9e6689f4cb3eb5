//! JSON's tokens.

use super::invalid;
use crate::ValueError;

/// A token; strings and numbers are the source's text, strings with their quotes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    ObjectStart,
    ObjectEnd,
    ArrayStart,
    ArrayEnd,
    Colon,
    Comma,
    String(&'a str),
    Number(&'a str),
    Bool(bool),
    Null,
    End,
}

#[derive(Clone, Debug)]
pub(super) struct Lexer<'a> {
    text: &'a str,
    at: usize,
    /// Where the last token began.
    pub(super) start: usize,
}

const fn in_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_' || byte >= 0x80
}

impl<'a> Lexer<'a> {
    pub(super) const fn new(text: &'a str) -> Self {
        Self { text, at: 0, start: 0 }
    }

    /// Behind the last token.
    pub(super) const fn end(&self) -> usize {
        self.at
    }

    /// The last token's text.
    pub(super) fn last(&self) -> &'a str {
        self.text.get(self.start..self.at).unwrap_or_default()
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn skip(&mut self, take: impl Fn(u8) -> bool) {
        while self.peek().is_some_and(&take) {
            self.at += 1;
        }
    }

    pub(super) fn next(&mut self) -> Result<Token<'a>, ValueError> {
        self.skip(|byte| matches!(byte, b' ' | b'\t' | b'\n' | b'\r'));
        self.start = self.at;
        let Some(byte) = self.peek() else { return Ok(Token::End) };
        self.at += 1;
        match byte {
            b'{' => Ok(Token::ObjectStart),
            b'}' => Ok(Token::ObjectEnd),
            b'[' => Ok(Token::ArrayStart),
            b']' => Ok(Token::ArrayEnd),
            b':' => Ok(Token::Colon),
            b',' => Ok(Token::Comma),
            b'"' => self.string(),
            b'-' | b'0'..=b'9' => self.number(),
            _ => self.word(),
        }
    }

    fn invalid_token(&self) -> ValueError {
        invalid(format!("Token \"{}\" is invalid.", self.last()))
    }

    fn word(&mut self) -> Result<Token<'a>, ValueError> {
        self.at = self.start;
        self.skip(in_word);
        if self.at == self.start {
            self.at += 1;
        }
        match self.last() {
            "true" => Ok(Token::Bool(true)),
            "false" => Ok(Token::Bool(false)),
            "null" => Ok(Token::Null),
            _ => Err(self.invalid_token()),
        }
    }

    fn number(&mut self) -> Result<Token<'a>, ValueError> {
        self.at = self.start;
        let digits = |lexer: &mut Self| {
            let from = lexer.at;
            lexer.skip(|byte| byte.is_ascii_digit());
            lexer.at > from
        };
        if self.peek() == Some(b'-') {
            self.at += 1;
        }
        let mut valid = true;
        if self.peek() == Some(b'0') {
            self.at += 1;
        } else {
            valid &= digits(self);
        }
        if self.peek() == Some(b'.') {
            self.at += 1;
            valid &= digits(self);
        }
        if matches!(self.peek(), Some(b'e' | b'E')) {
            self.at += 1;
            if matches!(self.peek(), Some(b'+' | b'-')) {
                self.at += 1;
            }
            valid &= digits(self);
        }
        let end = self.at;
        self.skip(in_word);
        if !valid || self.at > end {
            return Err(self.invalid_token());
        }
        Ok(Token::Number(self.last()))
    }

    fn string(&mut self) -> Result<Token<'a>, ValueError> {
        loop {
            self.skip(|byte| byte >= 0x20 && byte != b'"' && byte != b'\\');
            let Some(byte) = self.peek() else { return Err(self.invalid_token()) };
            self.at += 1;
            match byte {
                b'"' => return Ok(Token::String(self.last())),
                b'\\' => self.escape()?,
                _ => {
                    let detail = format!("Character with value 0x{byte:02x} must be escaped.");
                    return Err(invalid(detail));
                }
            }
        }
    }

    fn escape(&mut self) -> Result<(), ValueError> {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let Some(letter) = rest.chars().next() else { return Err(self.invalid_token()) };
        self.at += letter.len_utf8();
        match letter {
            '"' | '\\' | '/' | 'b' | 'f' | 'n' | 'r' | 't' => Ok(()),
            'u' => {
                let digits = rest.as_bytes().get(1..5);
                if !digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit)) {
                    return Err(invalid("\"\\u\" must be followed by four hexadecimal digits."));
                }
                self.at += 4;
                Ok(())
            }
            _ => Err(invalid(format!("Escape sequence \"\\{letter}\" is invalid."))),
        }
    }
}

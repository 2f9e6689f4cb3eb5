//! Text of a date, a time or an interval cut into fields, by their shape only.

use crate::spaces::is_space;

/// The shape of a field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    /// `1999`, `12.5`
    Number,
    /// `jan`
    Word,
    /// `1999-01-08`, `jan-08-1999`, `america/new_york`
    Date,
    /// `04:05:06.7`
    Time,
    /// `+02:00`, in intervals `-3`
    Zone,
    /// `-infinity`
    Special,
}

/// A field in lower case.
#[derive(Clone, Debug)]
pub(crate) struct Field {
    pub(crate) shape: Shape,
    pub(crate) text: String,
}

/// More than any date needs; PostgreSQL has the same bound.
const MOST_FIELDS: usize = 25;
const MOST_BYTES: usize = 128 + MOST_FIELDS;

/// The fields of a text, or nothing where it has characters that no date has.
pub(crate) fn fields(text: &str) -> Option<Vec<Field>> {
    if text.len() > MOST_BYTES && crate::spaces::trim(text).len() > MOST_BYTES {
        return None;
    }
    let mut rest = Rest { bytes: text.as_bytes(), at: 0 };
    let mut fields = Vec::with_capacity(4);
    while let Some(byte) = rest.peek() {
        let start = rest.at;
        let shape = match byte {
            _ if is_space(byte) => {
                rest.at += 1;
                continue;
            }
            b'0'..=b'9' => rest.number(),
            b'.' => {
                rest.at += 1;
                rest.skip(|byte| byte.is_ascii_digit());
                Shape::Number
            }
            b'a'..=b'z' | b'A'..=b'Z' => rest.word(),
            b'+' | b'-' => {
                fields.push(rest.signed()?);
                continue;
            }
            _ if byte.is_ascii_punctuation() => {
                rest.at += 1;
                continue;
            }
            _ => return None,
        };
        let text = text[start..rest.at].to_ascii_lowercase();
        fields.push(Field { shape, text });
        if fields.len() > MOST_FIELDS {
            return None;
        }
    }
    Some(fields)
}

struct Rest<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl Rest<'_> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn skip(&mut self, take: impl Fn(u8) -> bool) {
        while self.peek().is_some_and(&take) {
            self.at += 1;
        }
    }

    /// What begins with a digit: a number, a time, or a date with one kind of separator.
    fn number(&mut self) -> Shape {
        self.skip(|byte| byte.is_ascii_digit());
        let separator = match self.peek() {
            Some(b':') => {
                self.skip(|byte| byte.is_ascii_digit() || matches!(byte, b':' | b'.'));
                return Shape::Time;
            }
            Some(separator @ (b'-' | b'/' | b'.')) => separator,
            _ => return Shape::Number,
        };
        self.at += 1;
        if !self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            self.skip(|byte| byte.is_ascii_alphanumeric() || byte == separator);
            return Shape::Date;
        }
        self.skip(|byte| byte.is_ascii_digit());
        if self.peek() == Some(separator) {
            self.skip(|byte| byte.is_ascii_digit() || byte == separator);
            return Shape::Date;
        }
        if separator == b'.' { Shape::Number } else { Shape::Date }
    }

    /// What begins with a letter: a word, a date that begins with a month, or the name of a zone.
    fn word(&mut self) -> Shape {
        let start = self.at;
        self.skip(|byte| byte.is_ascii_alphabetic());
        let joined = match self.peek() {
            Some(b'-' | b'/' | b'.') => true,
            Some(b'+' | b'0'..=b'9') => {
                let word =
                    String::from_utf8_lossy(&self.bytes[start..self.at]).to_ascii_lowercase();
                super::words::meaning(&word).is_none()
            }
            _ => false,
        };
        if !joined {
            return Shape::Word;
        }
        self.skip(|byte| {
            byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'/' | b'_' | b'.' | b':')
        });
        Shape::Date
    }

    /// What begins with a sign, which may stand apart from the digits.
    fn signed(&mut self) -> Option<Field> {
        let mut text = String::from(char::from(self.peek()?));
        self.at += 1;
        self.skip(is_space);
        let start = self.at;
        let shape = match self.peek()? {
            byte if byte.is_ascii_digit() => {
                self.skip(|byte| byte.is_ascii_digit() || matches!(byte, b':' | b'.' | b'-'));
                Shape::Zone
            }
            byte if byte.is_ascii_alphabetic() => {
                self.skip(|byte| byte.is_ascii_alphabetic());
                Shape::Special
            }
            _ => return None,
        };
        text.push_str(&String::from_utf8_lossy(&self.bytes[start..self.at]).to_ascii_lowercase());
        Some(Field { shape, text })
    }
}

//! Taking a path's text apart into tokens.

use crate::ValueError;

/// A token; words are keywords where the grammar has one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Token {
    Word(String),
    Text(String),
    Variable(String),
    Integer(String),
    Decimal(String),
    Symbol(&'static str),
    End,
}

const SYMBOLS: [&str; 31] = [
    "&&", "||", "**", "<=", "<>", "==", "!=", ">=", "!", "<", ">", "?", "%", "$", ".", "[", "]",
    "{", "}", "(", ")", "|", "&", "=", "@", "#", ",", "*", ":", "-", "+",
];

pub(super) struct Lexer<'a> {
    rest: &'a str,
    /// What an error at the token read last shows; nothing is the end of the text.
    pub(super) shown: String,
}

const fn is_blank(letter: char) -> bool {
    matches!(letter, ' ' | '\t' | '\n' | '\r' | '\u{c}')
}

/// Letters that are no part of a word.
fn is_special(letter: char) -> bool {
    "?%$.[]{}()|&!=<>@#,*:-+/".contains(letter)
}

fn is_word(letter: char) -> bool {
    !is_blank(letter) && !is_special(letter) && !matches!(letter, '\\' | '"')
}

pub(super) fn syntax(what: &str, shown: &str) -> ValueError {
    let place = if shown.is_empty() {
        "at end of jsonpath input".to_owned()
    } else {
        format!("at or near \"{shown}\" of jsonpath input")
    };
    ValueError::new("42601", format!("{what} {place}"))
}

impl<'a> Lexer<'a> {
    pub(super) const fn new(text: &'a str) -> Self {
        Self { rest: text, shown: String::new() }
    }

    pub(super) fn next(&mut self) -> Result<Token, ValueError> {
        self.skip_blanks()?;
        let Some(first) = self.rest.chars().next() else {
            self.shown.clear();
            return Ok(Token::End);
        };
        let digit_next = self.rest.as_bytes().get(1).is_some_and(u8::is_ascii_digit);
        match first {
            '0'..='9' => self.number(),
            '.' if digit_next => self.number(),
            '"' => {
                self.rest = &self.rest[1..];
                self.quoted().map(Token::Text)
            }
            '$' if self.rest.starts_with("$\"") => {
                self.rest = &self.rest[2..];
                self.quoted().map(Token::Variable)
            }
            '$' if self.rest[1..].starts_with(is_word) => {
                let end =
                    self.rest[1..].find(|it| !is_word(it)).map_or(self.rest.len(), |at| at + 1);
                let name = self.rest[1..end].to_owned();
                self.take(end);
                Ok(Token::Variable(name))
            }
            '/' => self.symbol("/"),
            _ if is_special(first) => {
                let symbol = SYMBOLS.into_iter().find(|it| self.rest.starts_with(it));
                symbol.map_or_else(|| Err(syntax("syntax error", self.rest)), |it| self.symbol(it))
            }
            _ => self.word(),
        }
    }

    fn symbol(&mut self, symbol: &'static str) -> Result<Token, ValueError> {
        self.take(symbol.len());
        Ok(Token::Symbol(symbol))
    }

    fn take(&mut self, length: usize) {
        let (taken, rest) = self.rest.split_at(length);
        taken.clone_into(&mut self.shown);
        self.rest = rest;
    }

    fn skip_blanks(&mut self) -> Result<(), ValueError> {
        loop {
            self.rest = self.rest.trim_start_matches(is_blank);
            let Some(comment) = self.rest.strip_prefix("/*") else { return Ok(()) };
            let end = comment.find("*/").ok_or_else(|| syntax("unexpected end of comment", ""))?;
            self.rest = &comment[end + 2..];
        }
    }

    fn number(&mut self) -> Result<Token, ValueError> {
        let bytes = self.rest.as_bytes();
        let digits =
            |from: usize| bytes[from..].iter().take_while(|it| it.is_ascii_digit()).count();
        // A zero stands alone.
        let mut end = if bytes[0] == b'0' { 1 } else { digits(0) };
        let mut whole = true;
        if bytes.get(end) == Some(&b'.') {
            end += 1 + digits(end + 1);
            whole = false;
        }
        if matches!(bytes.get(end), Some(b'e' | b'E')) {
            let sign = usize::from(matches!(bytes.get(end + 1), Some(b'+' | b'-')));
            let exponent = digits((end + 1 + sign).min(bytes.len()));
            if exponent > 0 {
                end += 1 + sign + exponent;
                whole = false;
            }
        }
        if let Some(junk) = self.rest[end..].chars().next().filter(|it| is_word(*it)) {
            let end = end + junk.len_utf8();
            // A longer word wins over a number, as it does in PostgreSQL.
            if self.rest.find(|it| !is_word(it)).unwrap_or(self.rest.len()) > end {
                return self.word();
            }
            return Err(syntax("trailing junk after numeric literal", &self.rest[..end]));
        }
        self.take(end);
        let text = self.shown.clone();
        Ok(if whole { Token::Integer(text) } else { Token::Decimal(text) })
    }

    fn word(&mut self) -> Result<Token, ValueError> {
        let mut out = String::new();
        while let Some(letter) = self.rest.chars().next() {
            if letter == '\\' {
                self.escape(&mut out)?;
            } else if is_word(letter) {
                out.push(letter);
                self.rest = &self.rest[letter.len_utf8()..];
            } else {
                break;
            }
        }
        // PostgreSQL has gone on to what ends the word when it complains of it.
        let blanks = self.rest.find(|it| !is_blank(it)).unwrap_or(0);
        self.rest[..blanks].clone_into(&mut self.shown);
        Ok(Token::Word(out))
    }

    /// The rest of a string in quotes.
    fn quoted(&mut self) -> Result<String, ValueError> {
        let mut out = String::new();
        loop {
            match self.rest.chars().next() {
                None => return Err(syntax("unexpected end of quoted string", "")),
                Some('"') => {
                    self.take(1);
                    return Ok(out);
                }
                Some('\\') => self.escape(&mut out)?,
                Some(letter) => {
                    out.push(letter);
                    self.rest = &self.rest[letter.len_utf8()..];
                }
            }
        }
    }

    fn escape(&mut self, out: &mut String) -> Result<(), ValueError> {
        let mut letters = self.rest[1..].chars();
        let Some(letter) = letters.next() else {
            return Err(syntax("unexpected end after backslash", "\\"));
        };
        let behind = letters.as_str();
        match letter {
            'u' => return self.unicode(out),
            'x' => {
                let digits = behind.bytes().take(2).take_while(u8::is_ascii_hexdigit).count();
                let code = u32::from_str_radix(&behind[..digits], 16).ok().filter(|_| digits == 2);
                let shown = &self.rest[..2 + digits];
                let code = code.ok_or_else(|| syntax("invalid hex character sequence", shown))?;
                push_code(code, out)?;
                self.rest = &behind[2..];
                return Ok(());
            }
            'b' => out.push('\u{8}'),
            'f' => out.push('\u{c}'),
            'n' => out.push('\n'),
            'r' => out.push('\r'),
            't' => out.push('\t'),
            'v' => out.push('\u{b}'),
            plain => out.push(plain),
        }
        self.rest = behind;
        Ok(())
    }

    /// `\u0041`, `\u{1F600}`, or two that are one letter together.
    fn unicode(&mut self, out: &mut String) -> Result<(), ValueError> {
        let first = self.code()?;
        match first {
            0xd800..=0xdbff => {
                let low = if self.rest.starts_with("\\u") { Some(self.code()?) } else { None };
                match low {
                    Some(low @ 0xdc00..=0xdfff) => {
                        push_code(0x1_0000 + ((first - 0xd800) << 10) + (low - 0xdc00), out)
                    }
                    _ => Err(invalid("Unicode low surrogate must follow a high surrogate.")),
                }
            }
            0xdc00..=0xdfff => Err(invalid("Unicode low surrogate must follow a high surrogate.")),
            code => push_code(code, out),
        }
    }

    fn code(&mut self) -> Result<u32, ValueError> {
        let text = &self.rest[2..];
        let (inside, most) = text.strip_prefix('{').map_or((text, 4), |inside| (inside, 6));
        let digits = inside.bytes().take(most).take_while(u8::is_ascii_hexdigit).count();
        let braced = most == 6;
        let is_whole =
            if braced { digits > 0 && inside[digits..].starts_with('}') } else { digits == 4 };
        let begun = 2 + usize::from(braced) + digits;
        let code = u32::from_str_radix(&inside[..digits], 16).ok().filter(|_| is_whole);
        let code = code.ok_or_else(|| syntax("invalid unicode sequence", &self.rest[..begun]))?;
        self.rest = &self.rest[begun + usize::from(braced)..];
        Ok(code)
    }
}

fn push_code(code: u32, out: &mut String) -> Result<(), ValueError> {
    if code == 0 {
        return Err(ValueError::new("22P05", "unsupported Unicode escape sequence")
            .detail("\\u0000 cannot be converted to text."));
    }
    out.push(char::from_u32(code).ok_or_else(|| invalid("Unicode escape value out of range."))?);
    Ok(())
}

fn invalid(detail: &str) -> ValueError {
    ValueError::new("22P02", "invalid input syntax for type jsonpath").detail(detail)
}

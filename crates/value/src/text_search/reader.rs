//! Reading queries: PostgreSQL's own language, that of `websearch_to_tsquery`, and plain text.

use super::operand::{Operand, Within, Words, is_operator};
use super::query::{Item, Operator, Query};
use super::{
    LONGEST_LEXEME, LONGEST_VECTOR, POSITIONS, cleanup, is_letter, is_space, syntax, too_much,
};
use crate::ValueError;

/// How the text of a query is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Grammar {
    /// `cat & (dog | !bird:A)`
    Standard,
    /// `cat -dog "a phrase" or bird`
    Web,
    /// All of it is one text.
    Plain,
}

/// What a word of the text becomes: it is given the list to which it adds exactly one node with all below it.
pub type OnOperand<'f> = &'f mut dyn FnMut(&mut Postfix<'_>, Operand) -> Result<(), ValueError>;

/// A node while a query is read.
#[derive(Clone, Debug)]
pub(super) enum Draft {
    Operand(Operand),
    /// A word that is not looked for.
    Stop,
    Operator(Operator),
}

/// The nodes of a query that is being read, operators behind what they join.
#[derive(Debug)]
pub struct Postfix<'a> {
    whole: &'a str,
    nodes: Vec<Draft>,
    length: usize,
}

impl Postfix<'_> {
    /// Adds a word.
    pub fn operand(&mut self, operand: Operand) -> Result<(), ValueError> {
        if operand.lexeme.len() >= LONGEST_LEXEME {
            return Err(too_much(format!("word is too long in tsquery: \"{}\"", self.whole)));
        }
        if self.length >= LONGEST_VECTOR {
            return Err(too_much(format!("value is too big in tsquery: \"{}\"", self.whole)));
        }
        self.length += operand.lexeme.len() + 1;
        self.nodes.push(Draft::Operand(operand));
        Ok(())
    }

    /// Adds a word that is not looked for.
    pub fn stop(&mut self) {
        self.nodes.push(Draft::Stop);
    }

    /// Joins what was added last.
    pub fn operator(&mut self, operator: Operator) {
        self.nodes.push(Draft::Operator(operator));
    }
}

/// What the reader found.
enum Token {
    Operand(Operand),
    Stop,
    Operator(Operator),
    Open,
    Close,
    End,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Expected {
    FirstOperand,
    Operand,
    Operator,
}

struct Reader<'a> {
    grammar: Grammar,
    whole: &'a str,
    rest: &'a str,
    open: usize,
    expected: Expected,
}

/// The most operators that wait for their right side within one pair of brackets.
const MOST_WAITING: usize = 32;

impl Grammar {
    /// Reads a query; what a word becomes is asked of the caller.
    pub fn read(self, text: &str, on_operand: OnOperand<'_>) -> Result<Query, ValueError> {
        let expected = Expected::FirstOperand;
        let mut reader = Reader { grammar: self, whole: text, rest: text, open: 0, expected };
        let mut postfix = Postfix { whole: text, nodes: Vec::new(), length: 0 };
        // One list of waiting operators for each open bracket.
        let mut waiting: Vec<Vec<Operator>> = vec![Vec::new()];
        loop {
            let token = reader.next()?;
            let level = waiting.last_mut();
            match (token, level) {
                (Token::Operand(operand), _) => on_operand(&mut postfix, operand)?,
                (Token::Operator(operator), Some(level)) => {
                    settle(&mut postfix, level, operator);
                    if level.len() == MOST_WAITING {
                        return Err(ValueError::new("XX000", "tsquery stack too small"));
                    }
                    level.push(operator);
                }
                (Token::Open, _) => waiting.push(Vec::new()),
                (Token::Close, Some(level)) => {
                    settle(&mut postfix, level, Operator::Or);
                    waiting.pop();
                }
                (end @ (Token::End | Token::Stop), _) => {
                    if matches!(end, Token::Stop) {
                        postfix.stop();
                    }
                    while let Some(mut level) = waiting.pop() {
                        settle(&mut postfix, &mut level, Operator::Or);
                    }
                    return finish(postfix);
                }
                (_, None) => return Err(reader.wrong()),
            }
        }
    }
}

/// Operators that bind at least as strongly as the next one have their right side now.
fn settle(postfix: &mut Postfix<'_>, waiting: &mut Vec<Operator>, next: Operator) {
    while let Some(last) = waiting.last() {
        let (next_binds, last_binds) = (next.priority(), last.priority());
        let waits = next_binds > last_binds || (next == Operator::Not && next_binds >= last_binds);
        if waits {
            return;
        }
        postfix.operator(*last);
        waiting.pop();
    }
}

fn finish(postfix: Postfix<'_>) -> Result<Query, ValueError> {
    let mut roots: Vec<usize> = Vec::new();
    let kept = cleanup::without_stops(postfix.nodes)?;
    let mut items = Vec::with_capacity(kept.len());
    for (at, node) in kept.into_iter().enumerate() {
        let malformed = || ValueError::new("XX000", "malformed tsquery: operand not found");
        let item = match node {
            Draft::Operand(operand) => Item::Operand(operand),
            Draft::Operator(operator) => {
                let right = roots.pop().ok_or_else(malformed)?;
                let left = if operator == Operator::Not { Some(right) } else { roots.pop() };
                Item::Operator { operator, left: left.ok_or_else(malformed)? }
            }
            Draft::Stop => continue,
        };
        items.push(item);
        roots.push(at);
    }
    if roots.len() > 1 {
        return Err(ValueError::new("XX000", "malformed tsquery: extra nodes"));
    }
    Ok(Query::of(items))
}

impl<'a> Reader<'a> {
    fn next(&mut self) -> Result<Token, ValueError> {
        match self.grammar {
            Grammar::Standard => self.standard(),
            Grammar::Web => self.web(),
            Grammar::Plain if self.rest.is_empty() => Ok(Token::End),
            Grammar::Plain => Ok(plain(std::mem::take(&mut self.rest))),
        }
    }

    fn standard(&mut self) -> Result<Token, ValueError> {
        loop {
            let next = self.rest.chars().next();
            if self.expected == Expected::Operator {
                let Some(c) = next else {
                    return if self.open > 0 { Err(self.wrong()) } else { Ok(Token::End) };
                };
                match c {
                    '&' => return Ok(self.operator(1, Operator::And)),
                    '|' => return Ok(self.operator(1, Operator::Or)),
                    '<' => match self.phrase()? {
                        Some(token) => return Ok(token),
                        None => return Err(self.wrong()),
                    },
                    ')' => {
                        self.rest = &self.rest[1..];
                        self.open = self.open.checked_sub(1).ok_or_else(|| self.wrong())?;
                        return Ok(Token::Close);
                    }
                    _ if is_space(c) => self.rest = &self.rest[c.len_utf8()..],
                    _ => return Err(self.wrong()),
                }
                continue;
            }
            match next {
                Some('!') => return Ok(self.operator(1, Operator::Not)),
                Some('(') => {
                    self.rest = &self.rest[1..];
                    self.expected = Expected::Operand;
                    self.open += 1;
                    return Ok(Token::Open);
                }
                Some(':') => return Err(self.wrong()),
                Some(c) if is_space(c) => self.rest = &self.rest[c.len_utf8()..],
                _ => return self.word(Within::Query),
            }
        }
    }

    /// A word, with `:AB*` behind it.
    fn word(&mut self, within: Within) -> Result<Token, ValueError> {
        // The whole text is what a complaint shows.
        let mut words = Words::new(self.whole, within);
        words.rest = self.rest;
        let Some(word) = words.next()? else {
            return match (self.expected, within) {
                (Expected::FirstOperand, _) => Ok(Token::End),
                (_, Within::Web) => Ok(Token::Stop),
                _ => Err(syntax(format!("no operand in tsquery: \"{}\"", self.whole))),
            };
        };
        self.rest = words.rest;
        let (mut weights, mut prefix) = (0, false);
        if within == Within::Query && self.rest.starts_with(':') {
            self.rest = &self.rest[1..];
            while let Some(modifier) = self.rest.bytes().next() {
                match modifier {
                    b'a' | b'A' => weights |= 8,
                    b'b' | b'B' => weights |= 4,
                    b'c' | b'C' => weights |= 2,
                    b'd' | b'D' => weights |= 1,
                    b'*' => prefix = true,
                    _ => break,
                }
                self.rest = &self.rest[1..];
            }
        }
        self.expected = Expected::Operator;
        Ok(Token::Operand(Operand { lexeme: word.text, weights, prefix }))
    }

    fn operator(&mut self, length: usize, operator: Operator) -> Token {
        self.rest = &self.rest[length..];
        self.expected = Expected::Operand;
        Token::Operator(operator)
    }

    /// `<->`, `<2>`, with nothing between.
    fn phrase(&mut self) -> Result<Option<Token>, ValueError> {
        let inner = &self.rest[1..];
        let end = inner.find(|c: char| !c.is_ascii_digit()).unwrap_or(inner.len());
        let (distance, length) = match (&inner[..end], inner.starts_with('-')) {
            ("", true) => (1, 1),
            ("", false) => return Ok(None),
            (digits, _) => (digits.parse::<u32>().unwrap_or(u32::MAX), end),
        };
        if distance > POSITIONS {
            let message = format!(
                "distance in phrase operator must be an integer value between zero and {POSITIONS} inclusive"
            );
            return Err(ValueError::new("22023", message));
        }
        // Where the text ends with the operator it is none to PostgreSQL.
        if !inner[length..].starts_with('>') || inner.len() == length + 1 {
            return Ok(None);
        }
        Ok(Some(self.operator(length + 2, Operator::Phrase(distance as u16))))
    }

    fn web(&mut self) -> Result<Token, ValueError> {
        loop {
            let next = self.rest.chars().next();
            if self.expected == Expected::Operator {
                match next {
                    None => return Ok(Token::End),
                    Some('"') => return Ok(self.operator(0, Operator::And)),
                    Some(_) if self.is_or() => return Ok(self.operator(2, Operator::Or)),
                    Some(c) if is_space(c) || is_operator(c) => {
                        self.rest = &self.rest[c.len_utf8()..];
                    }
                    Some(_) => return Ok(self.operator(0, Operator::And)),
                }
                continue;
            }
            match next {
                Some('-') => return Ok(self.operator(1, Operator::Not)),
                Some('"') => {
                    let quoted = &self.rest[1..];
                    let (text, rest) = quoted.split_once('"').unwrap_or((quoted, ""));
                    self.rest = rest;
                    self.expected = Expected::Operator;
                    return Ok(plain(text));
                }
                Some(c) if is_operator(c) => {
                    self.rest = &self.rest[1..];
                    self.expected = Expected::Operand;
                }
                Some(c) if is_space(c) => self.rest = &self.rest[c.len_utf8()..],
                _ => return self.word(Within::Web),
            }
        }
    }

    /// Whether `or` stands here as a word of its own with something behind it.
    fn is_or(&self) -> bool {
        let Some(word) = self.rest.get(..2) else { return false };
        let behind = &self.rest[2..];
        let Some(next) = behind.chars().next() else { return false };
        let part_of_word = matches!(next, '-' | '_') || next.is_ascii_digit() || is_letter(next);
        let rest = &behind[next.len_utf8()..];
        word.eq_ignore_ascii_case("or") && !part_of_word && rest.chars().any(|c| !is_space(c))
    }

    fn wrong(&self) -> ValueError {
        syntax(format!("syntax error in tsquery: \"{}\"", self.whole))
    }
}

fn plain(text: &str) -> Token {
    Token::Operand(Operand { lexeme: text.to_owned(), weights: 0, prefix: false })
}

//! A grammar that is just large enough for the cases: literals with types, calls, one operator.

use std::sync::Arc;

use value::{Composite, Enum, Field, Modifier, QualifiedName, Scalar, Type};

use crate::resolve::scalar_named;

#[derive(Debug)]
pub(super) enum Expression {
    Literal(Type, Option<String>),
    Call(String, Vec<Expression>),
    Operator(String, Option<Box<Expression>>, Box<Expression>),
    /// `aggregate sum('1'::int4; '2'::int4)`
    Aggregate(String, Vec<Vec<Expression>>),
}

pub(super) fn parse(text: &str) -> Expression {
    if let Some(rest) = text.strip_prefix("aggregate ") {
        let (name, rows) = rest.strip_suffix(')').expect("a bracket").split_once('(').expect("(");
        let mut parser = Parser { rest: rows };
        let mut all = Vec::new();
        while !parser.rest.trim().is_empty() {
            let mut row = vec![parser.operand()];
            while parser.take(",") {
                row.push(parser.operand());
            }
            parser.take(";");
            all.push(row);
        }
        return Expression::Aggregate(name.to_owned(), all);
    }
    let mut parser = Parser { rest: text };
    let whole = parser.expression();
    assert!(parser.rest.trim().is_empty(), "left over: {}", parser.rest);
    whole
}

struct Parser<'a> {
    rest: &'a str,
}

const SYMBOLS: &str = "+-*/<>=~!@#%^&|?";

impl Parser<'_> {
    fn expression(&mut self) -> Expression {
        if let Some(symbol) = self.symbol() {
            return Expression::Operator(symbol, None, Box::new(self.operand()));
        }
        let left = self.operand();
        match self.symbol() {
            Some(symbol) => {
                Expression::Operator(symbol, Some(Box::new(left)), Box::new(self.operand()))
            }
            None => left,
        }
    }

    fn operand(&mut self) -> Expression {
        self.rest = self.rest.trim_start();
        if self.take("(") {
            let inner = self.expression();
            assert!(self.take(")"));
            return inner;
        }
        if self.rest.starts_with('\'') {
            let text = self.string();
            let of = if self.take("::") { self.type_name() } else { Type::UNKNOWN };
            return Expression::Literal(of, Some(text));
        }
        if self.rest.starts_with(|it: char| it.is_ascii_digit() || it == '-') {
            let end = self.rest.find(|it: char| !it.is_ascii_digit() && it != '-' && it != '.');
            let number = self.rest[..end.unwrap_or(self.rest.len())].to_owned();
            self.rest = &self.rest[number.len()..];
            let of = if number.contains('.') { Scalar::Numeric } else { Scalar::Int4 };
            return Expression::Literal(of.of(), Some(number));
        }
        let name = self.word();
        match name.as_str() {
            "null" => {
                let of = if self.take("::") { self.type_name() } else { Type::UNKNOWN };
                return Expression::Literal(of, None);
            }
            "true" | "false" => return Expression::Literal(Type::BOOL, Some(name)),
            _ => {}
        }
        assert!(self.take("("), "a call of {name}");
        let mut arguments = Vec::new();
        while !self.take(")") {
            arguments.push(self.expression());
            self.take(",");
        }
        Expression::Call(name, arguments)
    }

    fn take(&mut self, text: &str) -> bool {
        let rest = self.rest.trim_start();
        match rest.strip_prefix(text) {
            Some(rest) => {
                self.rest = rest;
                true
            }
            None => false,
        }
    }

    fn symbol(&mut self) -> Option<String> {
        let rest = self.rest.trim_start();
        let end = rest.find(|it: char| !SYMBOLS.contains(it)).unwrap_or(rest.len());
        if end == 0 {
            return None;
        }
        self.rest = &rest[end..];
        Some(rest[..end].to_owned())
    }

    fn word(&mut self) -> String {
        let rest = self.rest.trim_start();
        let end =
            rest.find(|it: char| !it.is_ascii_alphanumeric() && it != '_').unwrap_or(rest.len());
        self.rest = &rest[end..];
        rest[..end].to_owned()
    }

    /// As in SQL, a quote is doubled; `\n` is a line break, so that a case stays on its line.
    fn string(&mut self) -> String {
        let mut out = String::new();
        let mut characters = self.rest[1..].char_indices().peekable();
        while let Some((at, character)) = characters.next() {
            match character {
                '\'' if characters.peek().is_some_and(|it| it.1 == '\'') => {
                    characters.next();
                    out.push('\'');
                }
                '\'' => {
                    self.rest = &self.rest[at + 2..];
                    return out;
                }
                '¶' => out.push('\n'),
                plain => out.push(plain),
            }
        }
        panic!("a string without an end");
    }

    fn type_name(&mut self) -> Type {
        let name = self.word();
        let of = match name.as_str() {
            "mood" => mood(),
            "pair" => pair(),
            name => scalar_named(name).unwrap_or_else(|| panic!("no type {name}")).of(),
        };
        if self.take("[]") { of.array() } else { of }
    }
}

pub(super) fn mood() -> Type {
    let labels = ["sad", "ok", "happy"].map(Into::into).to_vec();
    Type::Enum(Arc::new(Enum { name: QualifiedName::new("public", "mood"), labels }))
}

pub(super) fn pair() -> Type {
    let field =
        |name: &str, of: Scalar| Field { name: name.into(), of: of.of(), modifier: Modifier::None };
    let fields = vec![field("a", Scalar::Int4), field("b", Scalar::Text)];
    Type::Composite(Arc::new(Composite { name: QualifiedName::new("public", "pair"), fields }))
}

//! Reading a path: its grammar, operators by their strength, and what may stand where.

use super::lexer::{Lexer, Token, syntax};
use super::{Arithmetic, Comparison, JsonPath, Method, Node, RegexFlags, Start, Step};
use crate::ValueError;
use crate::numeric::Numeric;

/// How many operations and steps may be in each other.
const MOST_DEEP: usize = 250;
/// How many brackets may be open.
const MOST_OPEN: usize = 60;

/// A part and how deep it is.
struct Tall {
    node: Node,
    height: usize,
}

struct Parser<'a> {
    lexer: Lexer<'a>,
    token: Token,
    /// How many brackets and operands are being read.
    open: usize,
    /// How many filters are open, where `@` means something.
    filters: usize,
    /// How many subscripts are open, where `last` means something.
    subscripts: usize,
    /// What stood where it may not; told if the rest can be read.
    misplaced: Option<&'static str>,
}

pub(super) fn parse(text: &str) -> Result<JsonPath, ValueError> {
    let mut lexer = Lexer::new(text);
    let token = lexer.next()?;
    if token == Token::End {
        return Err(ValueError::syntax("jsonpath", text));
    }
    let mut parser = Parser { lexer, token, open: 0, filters: 0, subscripts: 0, misplaced: None };
    let strict = parser.takes_word("strict")?;
    if !strict {
        parser.takes_word("lax")?;
    }
    let root = parser.any()?.node;
    if parser.token != Token::End {
        return Err(parser.unexpected());
    }
    match parser.misplaced {
        Some(message) => Err(ValueError::new("42601", message)),
        None => readable(JsonPath { strict, root }),
    }
}

/// Printed, operations in operations have brackets that weren't written: such a path can be read again too.
fn readable(path: JsonPath) -> Result<JsonPath, ValueError> {
    let mut printed = String::new();
    path.write(&mut printed);
    let mut open = (0, 0_usize);
    for byte in printed.bytes() {
        match byte {
            b'(' | b'[' => open = (open.0 + 1, open.1.max(open.0 + 1)),
            b')' | b']' => open.0 -= usize::from(open.0 > 0),
            _ => {}
        }
    }
    // Each bracket may open two parts.
    if open.1 * 2 >= MOST_OPEN { parse_printed(&printed).map(|()| path) } else { Ok(path) }
}

fn parse_printed(printed: &str) -> Result<(), ValueError> {
    let mut lexer = Lexer::new(printed);
    let token = lexer.next()?;
    let mut parser = Parser { lexer, token, open: 0, filters: 0, subscripts: 0, misplaced: None };
    let _ = parser.takes_word("strict")? || parser.takes_word("lax")?;
    parser.any().map(drop)
}

type Parsed = Result<Tall, ValueError>;

impl Parser<'_> {
    fn unexpected(&self) -> ValueError {
        syntax("syntax error", &self.lexer.shown)
    }

    fn advance(&mut self) -> Result<Token, ValueError> {
        let next = self.lexer.next()?;
        Ok(std::mem::replace(&mut self.token, next))
    }

    fn open(&mut self) -> Result<(), ValueError> {
        self.open += 1;
        if self.open > MOST_OPEN { Err(too_deep()) } else { Ok(()) }
    }

    fn takes(&mut self, symbol: &str) -> Result<bool, ValueError> {
        let is = matches!(self.token, Token::Symbol(it) if it == symbol);
        if is {
            self.advance()?;
        }
        Ok(is)
    }

    fn expect(&mut self, symbol: &str) -> Result<(), ValueError> {
        if self.takes(symbol)? { Ok(()) } else { Err(self.unexpected()) }
    }

    fn is_word(&self, word: &str) -> bool {
        matches!(&self.token, Token::Word(it) if it.eq_ignore_ascii_case(word))
    }

    fn takes_word(&mut self, word: &str) -> Result<bool, ValueError> {
        let is = self.is_word(word);
        if is {
            self.advance()?;
        }
        Ok(is)
    }

    /// A part of others, as deep as its deepest and one more.
    fn tall(&self, start: Start, heights: &[usize]) -> Parsed {
        let height = heights.iter().max().map_or(0, |it| it + 1);
        check_height(height)?;
        Ok(Tall { node: Node::plain(start), height })
    }

    /// An expression or a predicate: `||` is the weakest.
    fn any(&mut self) -> Parsed {
        self.open()?;
        let mut left = self.conjunction()?;
        while matches!(self.token, Token::Symbol("||")) {
            self.require(&left, true)?;
            self.advance()?;
            let right = self.conjunction()?;
            self.require(&right, true)?;
            let start = Start::Or(Box::new(left.node), Box::new(right.node));
            left = self.tall(start, &[left.height, right.height])?;
        }
        self.open -= 1;
        Ok(left)
    }

    /// What stands before the current token must be a predicate, or must be none.
    fn require(&self, part: &Tall, predicate: bool) -> Result<(), ValueError> {
        if part.node.is_predicate() == predicate { Ok(()) } else { Err(self.unexpected()) }
    }

    fn conjunction(&mut self) -> Parsed {
        let mut left = self.comparison()?;
        while matches!(self.token, Token::Symbol("&&")) {
            self.require(&left, true)?;
            self.advance()?;
            let right = self.comparison()?;
            self.require(&right, true)?;
            let start = Start::And(Box::new(left.node), Box::new(right.node));
            left = self.tall(start, &[left.height, right.height])?;
        }
        Ok(left)
    }

    fn comparison(&mut self) -> Parsed {
        if self.takes("!")? {
            let is_delimited = self.is_word("exists") || matches!(self.token, Token::Symbol("("));
            if !is_delimited {
                return Err(self.unexpected());
            }
            let operand = self.primary()?;
            self.require(&operand, true)?;
            return self.tall(Start::Not(Box::new(operand.node)), &[operand.height]);
        }
        let left = self.sum()?;
        if let Some(comparison) = self.comparison_symbol() {
            self.require(&left, false)?;
            self.advance()?;
            let right = self.sum()?;
            self.require(&right, false)?;
            let start = Start::Compare(comparison, Box::new(left.node), Box::new(right.node));
            return self.tall(start, &[left.height, right.height]);
        }
        if self.is_word("starts") {
            return self.starts_with(left);
        }
        if self.is_word("like_regex") {
            return self.like_regex(left);
        }
        Ok(left)
    }

    fn comparison_symbol(&self) -> Option<Comparison> {
        let Token::Symbol(symbol) = self.token else { return None };
        Some(match symbol {
            "==" => Comparison::Equal,
            "!=" | "<>" => Comparison::NotEqual,
            "<" => Comparison::Less,
            "<=" => Comparison::LessOrEqual,
            ">" => Comparison::Greater,
            ">=" => Comparison::GreaterOrEqual,
            _ => return None,
        })
    }

    fn starts_with(&mut self, left: Tall) -> Parsed {
        self.require(&left, false)?;
        self.advance()?;
        if !self.takes_word("with")? {
            return Err(self.unexpected());
        }
        let beginning = match &self.token {
            Token::Text(text) => Start::Text(text.clone()),
            Token::Variable(name) => Start::Variable(name.clone()),
            _ => return Err(self.unexpected()),
        };
        self.advance()?;
        let start = Start::StartsWith(Box::new(left.node), Box::new(Node::plain(beginning)));
        self.tall(start, &[left.height])
    }

    fn like_regex(&mut self, left: Tall) -> Parsed {
        self.require(&left, false)?;
        self.advance()?;
        let pattern = self.text()?;
        let flags = match self.takes_word("flag")? {
            true => regex_flags(&self.text()?)?,
            false => RegexFlags::default(),
        };
        let start = Start::LikeRegex { operand: Box::new(left.node), pattern, flags };
        self.tall(start, &[left.height])
    }

    fn text(&mut self) -> Result<String, ValueError> {
        if !matches!(self.token, Token::Text(_)) {
            return Err(self.unexpected());
        }
        match self.advance()? {
            Token::Text(text) => Ok(text),
            _ => Err(self.unexpected()),
        }
    }

    fn sum(&mut self) -> Parsed {
        let mut left = self.product()?;
        loop {
            let operation = match self.token {
                Token::Symbol("+") => Arithmetic::Add,
                Token::Symbol("-") => Arithmetic::Subtract,
                _ => return Ok(left),
            };
            left = self.arithmetic(operation, left, Self::product)?;
        }
    }

    fn product(&mut self) -> Parsed {
        let mut left = self.signed()?;
        loop {
            let operation = match self.token {
                Token::Symbol("*") => Arithmetic::Multiply,
                Token::Symbol("/") => Arithmetic::Divide,
                Token::Symbol("%") => Arithmetic::Remainder,
                _ => return Ok(left),
            };
            left = self.arithmetic(operation, left, Self::signed)?;
        }
    }

    fn arithmetic(
        &mut self,
        operation: Arithmetic,
        left: Tall,
        operand: fn(&mut Self) -> Parsed,
    ) -> Parsed {
        self.require(&left, false)?;
        self.advance()?;
        let right = operand(self)?;
        self.require(&right, false)?;
        let start = Start::Arithmetic(operation, Box::new(left.node), Box::new(right.node));
        self.tall(start, &[left.height, right.height])
    }

    fn signed(&mut self) -> Parsed {
        let negative = match self.token {
            Token::Symbol("-") => true,
            Token::Symbol("+") => false,
            _ => return self.primary(),
        };
        self.advance()?;
        self.open()?;
        let operand = self.signed()?;
        self.open -= 1;
        self.require(&operand, false)?;
        match &operand.node {
            Node { start: Start::Number(text), steps } if steps.is_empty() => {
                let number = if negative { negated(text)? } else { text.clone() };
                self.tall(Start::Number(number), &[])
            }
            _ => {
                let start = Start::Sign { negative, operand: Box::new(operand.node) };
                self.tall(start, &[operand.height])
            }
        }
    }

    fn primary(&mut self) -> Parsed {
        let mut part = match self.token.clone() {
            Token::Symbol("(") => {
                self.advance()?;
                let inner = self.any()?;
                self.expect(")")?;
                if self.is_word("is") && inner.node.is_predicate() {
                    return self.is_unknown(inner);
                }
                inner
            }
            Token::Word(_) if self.is_word("exists") => {
                self.advance()?;
                self.expect("(")?;
                let inner = self.any()?;
                self.require(&inner, false)?;
                self.expect(")")?;
                return self.tall(Start::Exists(Box::new(inner.node)), &[inner.height]);
            }
            token => {
                let start = self.value(token)?;
                self.advance()?;
                Tall { node: Node::plain(start), height: 0 }
            }
        };
        while let Some(step) = self.step()? {
            part.height = part.height.max(step.1) + 1;
            check_height(part.height)?;
            part.node.steps.push(step.0);
        }
        Ok(part)
    }

    fn is_unknown(&mut self, inner: Tall) -> Parsed {
        self.advance()?;
        if !self.takes_word("unknown")? {
            return Err(self.unexpected());
        }
        self.tall(Start::IsUnknown(Box::new(inner.node)), &[inner.height])
    }

    fn value(&mut self, token: Token) -> Result<Start, ValueError> {
        Ok(match token {
            Token::Symbol("$") => Start::Root,
            Token::Symbol("@") => {
                if self.filters == 0 {
                    self.misplaced.get_or_insert("@ is not allowed in root expressions");
                }
                Start::Current
            }
            Token::Variable(name) => Start::Variable(name),
            Token::Text(text) => Start::Text(text),
            Token::Integer(text) | Token::Decimal(text) => {
                Start::Number(Numeric::parse(&text)?.to_string())
            }
            Token::Word(word) => match word.as_str() {
                "null" => Start::Null,
                "true" => Start::Bool(true),
                "false" => Start::Bool(false),
                last if last.eq_ignore_ascii_case("last") => {
                    if self.subscripts == 0 {
                        self.misplaced.get_or_insert("LAST is allowed only in array subscripts");
                    }
                    Start::Last
                }
                _ => return Err(self.unexpected()),
            },
            _ => return Err(self.unexpected()),
        })
    }

    /// One step and how deep it is, if one comes next.
    fn step(&mut self) -> Result<Option<(Step, usize)>, ValueError> {
        if self.takes(".")? {
            return self.member().map(|step| Some((step, 0)));
        }
        if self.takes("[")? {
            if self.takes("*")? {
                self.expect("]")?;
                return Ok(Some((Step::AnyElement, 0)));
            }
            return self.elements().map(Some);
        }
        if self.takes("?")? {
            self.expect("(")?;
            self.filters += 1;
            let inner = self.any()?;
            self.filters -= 1;
            self.require(&inner, true)?;
            self.expect(")")?;
            return Ok(Some((Step::Filter(Box::new(inner.node)), inner.height)));
        }
        Ok(None)
    }

    fn elements(&mut self) -> Result<(Step, usize), ValueError> {
        let (mut ranges, mut height) = (Vec::new(), 0);
        self.subscripts += 1;
        loop {
            let from = self.bound()?;
            height = height.max(from.height);
            let to = if self.takes_word("to")? { Some(self.bound()?) } else { None };
            height = to.as_ref().map_or(height, |it| height.max(it.height));
            ranges.push((from.node, to.map(|it| it.node)));
            if !self.takes(",")? {
                break;
            }
        }
        self.subscripts -= 1;
        self.expect("]")?;
        Ok((Step::Elements(ranges), height))
    }

    fn bound(&mut self) -> Parsed {
        let bound = self.any()?;
        self.require(&bound, false)?;
        Ok(bound)
    }

    /// What stands behind a dot.
    fn member(&mut self) -> Result<Step, ValueError> {
        if self.takes("*")? {
            return Ok(Step::AnyKey);
        }
        if self.takes("**")? {
            return self.descendants();
        }
        if !matches!(self.token, Token::Text(_) | Token::Word(_)) {
            return Err(self.unexpected());
        }
        match self.advance()? {
            Token::Word(word) if matches!(self.token, Token::Symbol("(")) => self.method(&word),
            Token::Word(key) | Token::Text(key) => Ok(Step::Key(key)),
            _ => Err(self.unexpected()),
        }
    }

    fn method(&mut self, name: &str) -> Result<Step, ValueError> {
        let method = match name.to_ascii_lowercase().as_str() {
            "type" => Method::Type,
            "size" => Method::Size,
            "abs" => Method::Abs,
            "floor" => Method::Floor,
            "ceiling" => Method::Ceiling,
            "double" => Method::Double,
            "keyvalue" => Method::KeyValue,
            "datetime" => {
                self.expect("(")?;
                let template = match self.token {
                    Token::Text(_) => Some(self.text()?),
                    _ => None,
                };
                self.expect(")")?;
                return Ok(Step::Method(Method::DateTime(template)));
            }
            _ => return Err(self.unexpected()),
        };
        self.expect("(")?;
        self.expect(")")?;
        Ok(Step::Method(method))
    }

    fn descendants(&mut self) -> Result<Step, ValueError> {
        if !self.takes("{")? {
            return Ok(Step::Descendants { first: Some(0), last: None });
        }
        let first = self.level()?;
        let last = if self.takes_word("to")? { self.level()? } else { first };
        self.expect("}")?;
        Ok(Step::Descendants { first, last })
    }

    fn level(&mut self) -> Result<Option<u32>, ValueError> {
        if self.takes_word("last")? {
            return Ok(None);
        }
        let Token::Integer(text) = &self.token else { return Err(self.unexpected()) };
        let level = text.parse::<i32>().map_err(|_| {
            let message = format!("value \"{text}\" is out of range for type integer");
            ValueError::new("22003", message)
        })?;
        self.advance()?;
        Ok(Some(level.unsigned_abs()))
    }
}

fn negated(text: &str) -> Result<String, ValueError> {
    Ok((-&Numeric::parse(text)?).to_string())
}

fn check_height(height: usize) -> Result<(), ValueError> {
    if height > MOST_DEEP { Err(too_deep()) } else { Ok(()) }
}

fn too_deep() -> ValueError {
    let detail = format!(
        "A jsonpath may have {MOST_DEEP} parts within each other, and {MOST_OPEN} open brackets."
    );
    ValueError::new("54001", "stack depth limit exceeded").detail(detail)
}

fn regex_flags(letters: &str) -> Result<RegexFlags, ValueError> {
    let mut flags = RegexFlags::default();
    for letter in letters.chars() {
        match letter {
            'i' => flags.ignore_case = true,
            's' => flags.dot_all = true,
            'm' => flags.lines = true,
            'x' => flags.expanded = true,
            'q' => flags.quote = true,
            _ => {
                let detail =
                    format!("Unrecognized flag character \"{letter}\" in LIKE_REGEX predicate.");
                let message = "invalid input syntax for type jsonpath";
                return Err(ValueError::new("42601", message).detail(detail));
            }
        }
    }
    if flags.expanded && !flags.quote {
        let message = "XQuery \"x\" flag (expanded regular expressions) is not implemented";
        return Err(ValueError::new("0A000", message));
    }
    Ok(flags)
}

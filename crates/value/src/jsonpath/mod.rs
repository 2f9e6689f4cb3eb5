//! The language of SQL/JSON paths: `$.items[*] ? (@.price > 10).name`. What a path is, how it is read and printed;
//! what it finds in a document is computed where the functions are.

mod lexer;
mod parser;
mod print;
#[cfg(test)]
mod tests;

use crate::ValueError;

/// A path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JsonPath {
    /// `strict`: what isn't there is an error, and arrays are not taken apart by themselves.
    pub strict: bool,
    /// What is computed of the document.
    pub root: Node,
}

/// A value and the steps that go on from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Node {
    /// The value it begins with.
    pub start: Start,
    /// `.a[*].size()`
    pub steps: Vec<Step>,
}

/// Where an expression begins, or the operation that it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Start {
    /// `$`
    Root,
    /// `@`: what a filter looks at.
    Current,
    /// `last`: the last index of the array that is subscripted.
    Last,
    /// `$name`
    Variable(String),
    /// `null`
    Null,
    /// `true`, `false`
    Bool(bool),
    /// A number, as `numeric` prints it.
    Number(String),
    /// A string.
    Text(String),
    /// `-a`, `+a`
    Sign {
        /// Whether it is `-`.
        negative: bool,
        /// What it stands before.
        operand: Box<Node>,
    },
    /// `a + b`
    Arithmetic(Arithmetic, Box<Node>, Box<Node>),
    /// `a && b`
    And(Box<Node>, Box<Node>),
    /// `a || b`
    Or(Box<Node>, Box<Node>),
    /// `!(a)`
    Not(Box<Node>),
    /// `(a) is unknown`
    IsUnknown(Box<Node>),
    /// `a == b`
    Compare(Comparison, Box<Node>, Box<Node>),
    /// `exists (a)`
    Exists(Box<Node>),
    /// `a starts with b`
    StartsWith(Box<Node>, Box<Node>),
    /// `a like_regex "b" flag "i"`
    LikeRegex {
        /// What is matched.
        operand: Box<Node>,
        /// The pattern.
        pattern: String,
        /// How it is matched.
        flags: RegexFlags,
    },
}

/// An operation of two numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Arithmetic {
    /// `+`
    Add,
    /// `-`
    Subtract,
    /// `*`
    Multiply,
    /// `/`
    Divide,
    /// `%`
    Remainder,
}

/// A comparison of two values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Comparison {
    /// `==`
    Equal,
    /// `!=`, `<>`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
}

/// The letters behind `flag`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct RegexFlags {
    /// `i`
    pub ignore_case: bool,
    /// `s`: a dot matches line breaks too.
    pub dot_all: bool,
    /// `m`: `^` and `$` match at line breaks.
    pub lines: bool,
    /// `x`, which goes with `q` only.
    pub expanded: bool,
    /// `q`: the pattern is plain text.
    pub quote: bool,
}

/// A step from a value to others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// `.key`
    Key(String),
    /// `.*`
    AnyKey,
    /// `[*]`
    AnyElement,
    /// `[0, 2 to last]`
    Elements(Vec<(Node, Option<Node>)>),
    /// `.**{first to last}`; no number is as deep as it goes.
    Descendants {
        /// The least depth.
        first: Option<u32>,
        /// The greatest depth.
        last: Option<u32>,
    },
    /// `? (condition)`
    Filter(Box<Node>),
    /// `.method()`
    Method(Method),
}

/// What is computed of a single value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Method {
    /// `type()`
    Type,
    /// `size()`
    Size,
    /// `abs()`
    Abs,
    /// `floor()`
    Floor,
    /// `ceiling()`
    Ceiling,
    /// `double()`
    Double,
    /// `keyvalue()`
    KeyValue,
    /// `datetime()`, `datetime("HH24:MI")`
    DateTime(Option<String>),
}

impl JsonPath {
    /// Reads a path.
    pub fn parse(text: &str) -> Result<Self, ValueError> {
        parser::parse(text)
    }
}

impl Node {
    /// A value without steps.
    const fn plain(start: Start) -> Self {
        Self { start, steps: Vec::new() }
    }

    /// Whether it is true, false or unknown, rather than values.
    pub const fn is_predicate(&self) -> bool {
        self.steps.is_empty()
            && matches!(
                self.start,
                Start::And(..)
                    | Start::Or(..)
                    | Start::Not(_)
                    | Start::IsUnknown(_)
                    | Start::Compare(..)
                    | Start::Exists(_)
                    | Start::StartsWith(..)
                    | Start::LikeRegex { .. }
            )
    }
}

impl Arithmetic {
    /// Its symbol.
    pub const fn symbol(self) -> &'static str {
        match self {
            Self::Add => "+",
            Self::Subtract => "-",
            Self::Multiply => "*",
            Self::Divide => "/",
            Self::Remainder => "%",
        }
    }
}

impl Comparison {
    /// Its symbol.
    pub const fn symbol(self) -> &'static str {
        match self {
            Self::Equal => "==",
            Self::NotEqual => "!=",
            Self::Less => "<",
            Self::LessOrEqual => "<=",
            Self::Greater => ">",
            Self::GreaterOrEqual => ">=",
        }
    }
}

impl Method {
    /// Its name.
    pub const fn name(&self) -> &'static str {
        match self {
            Self::Type => "type",
            Self::Size => "size",
            Self::Abs => "abs",
            Self::Floor => "floor",
            Self::Ceiling => "ceiling",
            Self::Double => "double",
            Self::KeyValue => "keyvalue",
            Self::DateTime(_) => "datetime",
        }
    }
}

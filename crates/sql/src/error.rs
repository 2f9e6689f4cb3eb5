//! What can be wrong with SQL: inside the room an error with a span, outside one with file, line and column.

use crate::source::Source;
use catalog::BuildError;
use squawk_line_index::{TextRange, TextSize};
use squawk_syntax::{SyntaxElement, SyntaxNode};
use std::fmt;

/// An error at a place of the text that is being read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct SqlError {
    /// SQLSTATE.
    pub(crate) code: &'static str,
    /// What is wrong, in PostgreSQL's words where it has some.
    pub(crate) message: String,
    /// What belongs to it.
    pub(crate) detail: Option<String>,
    /// The way out.
    pub(crate) hint: Option<String>,
    /// Where.
    pub(crate) span: TextRange,
}

/// What reading gives inside the room.
pub(crate) type Result<T, E = SqlError> = std::result::Result<T, E>;

impl SqlError {
    /// An error at a node.
    pub(crate) fn new(code: &'static str, at: &SyntaxNode, message: impl Into<String>) -> Self {
        Self::at(code, trimmed(at), message)
    }

    /// An error at a span.
    pub(crate) fn at(code: &'static str, span: TextRange, message: impl Into<String>) -> Self {
        Self { code, message: message.into(), detail: None, hint: None, span }
    }

    /// 0A000: PostgreSQL can do this, and here it isn't built.
    pub(crate) fn unsupported(at: &SyntaxNode, what: impl fmt::Display) -> Self {
        Self::new("0A000", at, format!("{what} is not supported"))
    }

    /// 42601: not SQL as PostgreSQL speaks it.
    pub(crate) fn syntax(at: &SyntaxNode, message: impl Into<String>) -> Self {
        Self::new("42601", at, message)
    }

    /// The error of making a typed expression.
    pub(crate) fn build(at: &SyntaxNode, error: BuildError) -> Self {
        match error {
            BuildError::Resolve(error) => {
                let made = Self::new(error.code(), at, error.to_string());
                error.hint().map_or(made.clone(), |hint| made.hint(hint))
            }
            BuildError::Value(error) => {
                let mut made = Self::new(error.code, at, error.message);
                made.detail = error.detail;
                made.hint = error.hint;
                made
            }
        }
    }

    /// The same with a detail.
    #[must_use]
    pub(crate) fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into());
        self
    }

    /// The same with a way out.
    #[must_use]
    pub(crate) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// The error as it leaves the room.
    pub(crate) fn outward(self, source: &Source<'_>) -> Error {
        let (line, column) = source.position(self.span.start());
        Error {
            file: source.name.to_owned(),
            line,
            column,
            statement: source.first_line_of_statement(self.span.start()).into(),
            code: self.code,
            message: self.message,
            detail: self.detail.map(String::into_boxed_str),
            hint: self.hint.map(String::into_boxed_str),
        }
    }
}

/// A node's range without the blanks and comments before it.
fn trimmed(node: &SyntaxNode) -> TextRange {
    use squawk_syntax::SyntaxKind::{COMMENT, WHITESPACE};
    let first = node
        .descendants_with_tokens()
        .filter_map(SyntaxElement::into_token)
        .find(|token| !matches!(token.kind(), WHITESPACE | COMMENT));
    let end = node.text_range().end();
    let start = first.map_or(node.text_range().start(), |token| token.text_range().start());
    TextRange::new(start.min(end), end)
}

/// What is wrong in a file, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub struct Error {
    /// The file's name, as it was handed in.
    pub file: String,
    /// From 1.
    pub line: u32,
    /// In characters, from 1.
    pub column: u32,
    /// The first line of the statement.
    pub statement: Box<str>,
    /// SQLSTATE.
    pub code: &'static str,
    /// What is wrong.
    pub message: String,
    /// What belongs to it.
    pub detail: Option<Box<str>>,
    /// The way out.
    pub hint: Option<Box<str>>,
}

impl Error {
    /// An error that has no place in the text.
    pub(crate) fn of_file(file: &str, code: &'static str, message: &str) -> Self {
        Self {
            file: file.to_owned(),
            line: 1,
            column: 1,
            statement: Box::default(),
            code,
            message: message.to_owned(),
            detail: None,
            hint: None,
        }
    }

    /// The same, found when the schema was to be kept.
    pub(crate) fn while_keeping(mut self) -> Self {
        self.message = format!("the schema can't be kept: {}", self.message);
        self.hint =
            Some("This is a fault of the program, not of the schema; please report it.".into());
        self
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}: {}", self.file, self.line, self.column, self.message)?;
        if !self.statement.is_empty() {
            write!(f, "\n  in: {}", self.statement)?;
        }
        if let Some(detail) = &self.detail {
            write!(f, "\n  {detail}")?;
        }
        if let Some(hint) = &self.hint {
            write!(f, "\n  {hint}")?;
        }
        Ok(())
    }
}

/// Something a person should know of, which stops nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// The file's name, as it was handed in.
    pub file: String,
    /// From 1.
    pub line: u32,
    /// What there is to know.
    pub message: String,
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.message)
    }
}

/// The start of a node, past blanks and comments.
pub(crate) fn start_of(node: &SyntaxNode) -> TextSize {
    trimmed(node).start()
}

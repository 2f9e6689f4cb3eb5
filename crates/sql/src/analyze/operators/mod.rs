//! Putting operators in PostgreSQL's order of precedence.
//!
//! The grammar's own tree of operators groups some of them differently (`a -> 'b' ->> 'c'` from the right, `between 1
//! and 2 or c` with the `or` inside). Its leaves stand in the order of the text, so that an expression is laid out flat
//! (`flatten`) and grouped again (`group`) by the table of precedence that PostgreSQL's manual gives.

mod flatten;
mod group;
mod precedence;
#[cfg(test)]
mod tests;

use crate::error::Result;
use catalog::Name;
use squawk_line_index::TextRange;
use squawk_syntax::SyntaxNode;
use squawk_syntax::ast::{self, AstNode};

/// An expression grouped as PostgreSQL groups it, down to what no operator is a part of.
#[derive(Debug)]
pub(super) enum Tree {
    /// A literal, a name, a call, brackets, …
    Atom(ast::Expr),
    /// `a and b and …`
    And(Vec<Tree>),
    /// `a or b or …`
    Or(Vec<Tree>),
    /// `not a`
    Not(Box<Tree>),
    /// `-5`: a number with its sign.
    Negative(ast::Literal),
    /// `- a`, `@ a`
    Prefix(Symbol, Box<Tree>),
    /// `a + b`
    Binary(Symbol, Box<Tree>, Box<Tree>),
    /// `a [not] like b escape c`
    Like {
        /// Which of them, and where.
        of: Liking,
        /// `not`
        negated: bool,
        /// Left side.
        operand: Box<Tree>,
        /// Right side.
        pattern: Box<Tree>,
        /// `escape`
        escape: Option<Box<Tree>>,
        /// Where.
        at: TextRange,
    },
    /// `a [not] between b and c`
    Between {
        /// Left side.
        operand: Box<Tree>,
        /// Lower bound.
        low: Box<Tree>,
        /// Upper bound.
        high: Box<Tree>,
        /// `not`
        negated: bool,
        /// `symmetric`
        symmetric: bool,
        /// Where.
        at: TextRange,
    },
    /// `a [not] in (…)`
    In {
        /// Left side.
        operand: Box<Tree>,
        /// What stands in brackets.
        list: ast::Expr,
        /// `not`
        negated: bool,
        /// Where.
        at: TextRange,
    },
    /// `a is [not] null`
    Is {
        /// Left side.
        operand: Box<Tree>,
        /// What is tested for.
        test: catalog::Test,
        /// `not`
        negated: bool,
    },
    /// `a is [not] distinct from b`
    Distinct {
        /// Left side.
        left: Box<Tree>,
        /// Right side.
        right: Box<Tree>,
        /// `not`
        negated: bool,
        /// Where.
        at: TextRange,
    },
    /// `a at time zone b`
    AtTimeZone(Box<Tree>, Box<Tree>, TextRange),
    /// `a overlaps b`
    Overlaps(Box<Tree>, Box<Tree>, TextRange),
    /// `a::type`
    Cast(Box<Tree>, ast::Type),
    /// `a collate "C"`
    Collate(Box<Tree>, ast::CollationRef),
    /// `(a).b`
    Field(Box<Tree>, Name, SyntaxNode),
    /// `(a).*`
    Star(Box<Tree>, SyntaxNode),
    /// `a[1]`
    Index(Box<Tree>, ast::Expr),
    /// `a[1:2]`
    Slice {
        /// What is cut.
        operand: Box<Tree>,
        /// From.
        start: Option<ast::Expr>,
        /// To.
        end: Option<ast::Expr>,
    },
}

/// An operator's symbol and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Symbol {
    /// E.g. `->>`.
    pub(super) text: String,
    /// Where.
    pub(super) at: TextRange,
}

/// The kinds of `like`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Liking {
    /// `like`
    Like,
    /// `ilike`
    Ilike,
    /// `similar to`
    Similar,
}

/// The expression's operators in PostgreSQL's order.
pub(super) fn grouped(expression: &ast::Expr) -> Result<Tree> {
    group::group(flatten::flatten(expression)?, expression)
}

/// The expressions of a list; the grammar lists a `between` behind a cast as one of its own.
pub(super) fn whole(list: impl Iterator<Item = ast::Expr>) -> impl Iterator<Item = ast::Expr> {
    list.filter(|expression| !flatten::is_rest(expression.syntax()))
}

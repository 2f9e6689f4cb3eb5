//! PostgreSQL's parse analysis: names to ranges, stars written out, overloads and casts resolved, everything typed.
//!
//! What comes in is the grammar's tree, whose operators are put in PostgreSQL's order first (`operators`); what goes
//! out is the catalog's [`Expression`], [`Query`] and [`Statement`]. Ranges are numbered from 1 on; 0 is the row that
//! a relation's own expressions read.

use crate::error::{Result, SqlError};
use catalog::{Catalog, Expression, Modifier, Name, QualifiedName, Query, Range, Relation, Statement, Type};
use squawk_syntax::SyntaxNode;
use squawk_syntax::ast::{self, AstNode};

mod names;

pub(crate) use names::{name, qualified};

/// What names are looked up in.
#[derive(Clone, Copy)]
pub(crate) struct Environment<'a> {
    /// The schema.
    pub(crate) catalog: &'a Catalog,
    /// Where names without a schema are looked for, in order: `public`, `extensions`.
    pub(crate) search_path: &'a [Name],
}

/// An expression; `row` is whose columns it may read, and by which range. With `expected` the result is of that type,
/// cast as an assignment casts.
pub(crate) fn expression(
    _env: Environment<'_>,
    expression: &ast::Expr,
    _row: Option<(&Relation, Range)>,
    _expected: Option<(&Type, Modifier)>,
) -> Result<Expression> {
    Err(SqlError::unsupported(expression.syntax(), "an expression"))
}

/// A query; its untyped literals are text.
pub(crate) fn query(_env: Environment<'_>, query: &ast::SelectVariant) -> Result<Query> {
    Err(SqlError::unsupported(query.syntax(), "a query"))
}

/// `select`, `values`, `table`, `insert`, `update`, `delete`.
pub(crate) fn statement(_env: Environment<'_>, statement: &ast::Stmt) -> Result<Statement> {
    Err(SqlError::unsupported(statement.syntax(), "this statement"))
}

/// A type and its modifier. `serial` and its kin are no types; whoever reads columns tells them apart before.
pub(crate) fn type_name(_env: Environment<'_>, of: &ast::Type) -> Result<(Type, Modifier)> {
    Err(SqlError::unsupported(of.syntax(), "this type"))
}

/// The sequence of `nextval('sequence')`, with or without `::regclass`, if the expression is just that.
pub(crate) fn sequence_of_nextval(_expression: &ast::Expr) -> Option<(Option<Name>, Name)> {
    None
}

/// A child that the grammar leaves out only where the text is unfinished.
fn need<T>(part: Option<T>, of: &SyntaxNode) -> Result<T> {
    part.ok_or_else(|| SqlError::syntax(of, "syntax error: something is missing here"))
}

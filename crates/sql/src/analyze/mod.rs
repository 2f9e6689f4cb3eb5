//! PostgreSQL's parse analysis: names to ranges, stars written out, overloads and casts resolved, everything typed.
//!
//! What comes in is the grammar's tree, whose operators are put in PostgreSQL's order first (`operators`); what goes
//! out is the catalog's [`Expression`], [`Query`] and [`Statement`]. Ranges are numbered from 1 on; 0 is the row that
//! a relation's own expressions read. Nothing here changes what a statement means: a form that the trees have no
//! place for is refused.

mod aggregate;
mod analyzer;
mod array;
mod call;
mod case;
mod cast;
mod column_name;
mod expression;
mod frame;
mod from;
mod function_source;
mod group;
mod join;
mod literal;
mod lookup;
mod membership;
mod named_arguments;
mod names;
mod operation;
mod operators;
mod order;
mod output;
mod outputs;
mod parameters;
mod query;
mod result;
mod routine;
mod rows;
mod scope;
mod select;
mod sequence;
mod session;
mod set_operation;
mod special_form;
mod subquery;
mod tail;
#[cfg(test)]
mod tests;
mod types;
mod window;
mod with;
mod write;

use crate::error::{Result, SqlError};
use analyzer::Analyzer;
use catalog::{
    Catalog, Expression, Modifier, Name, Query, Range, Relation, Routine, Statement, Type,
};
use scope::{Scope, Table, Visible};
use squawk_syntax::SyntaxNode;
use squawk_syntax::ast::{self, AstNode};
use std::rc::Rc;
use std::sync::Arc;

pub(crate) use parameters::Parameters;
pub(crate) use sequence::{parts_of_name, sequence_named, sequence_of_nextval};

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
    env: Environment<'_>,
    expression: &ast::Expr,
    row: Option<(&Relation, Range)>,
    expected: Option<(&Type, Modifier)>,
) -> Result<Expression> {
    let mut analyzer = Analyzer::new(env, row.map(|(_, range)| range));
    let tables =
        row.map(|(relation, range)| vec![row_table(env, relation, range)]).unwrap_or_default();
    let scope = Scope { tables, ..Scope::default() };
    let made = analyzer.expression(expression, &scope)?;
    match expected {
        Some(expected) => cast::as_expected(made, expected, expression.syntax()),
        None => Ok(expression::as_text_if_unknown(made)),
    }
}

/// A query; its untyped literals are text.
pub(crate) fn query(env: Environment<'_>, query: &ast::SelectVariant) -> Result<Query> {
    let made = Analyzer::new(env, None).query(query, &Analyzer::root())?;
    if made.writes() {
        let message = "views must not contain data-modifying statements in WITH";
        return Err(SqlError::new("0A000", query.syntax(), message));
    }
    Ok(made)
}

/// `select`, `values`, `table`, `insert`, `update`, `delete`.
pub(crate) fn statement(env: Environment<'_>, statement: &ast::Stmt) -> Result<Statement> {
    Analyzer::new(env, None).any_statement(statement)
}

/// A statement of a routine's body, or what it returns.
pub(crate) enum Part {
    /// A statement.
    Statement(ast::Stmt),
    /// `return a`
    Return(ast::Expr),
}

/// A part of a routine's body; with `returns` the last one, whose rows are the result.
pub(crate) fn routine_part(
    env: Environment<'_>,
    parameters: &Rc<Parameters>,
    part: &Part,
    returns: Option<&Routine>,
) -> Result<Statement> {
    let mut analyzer = Analyzer::new(env, None);
    analyzer.parameters = Some(parameters.clone());
    let (made, at) = match part {
        Part::Statement(written) => (analyzer.any_statement(written)?, written.syntax().clone()),
        Part::Return(written) => {
            (Statement::Query(analyzer.returned(written)?), written.syntax().clone())
        }
    };
    match returns {
        Some(routine) => analyzer.as_result(made, routine, &at),
        None => Ok(made),
    }
}

/// The type of a parameter or a result, `setof` before it.
pub(crate) fn routine_type(env: Environment<'_>, of: &ast::Type) -> Result<(Type, bool)> {
    types::routine_type(env, of)
}

/// A type and its modifier. `serial` and its kin are no types; whoever reads columns tells them apart before.
pub(crate) fn type_name(env: Environment<'_>, of: &ast::Type) -> Result<(Type, Modifier)> {
    types::type_name(env, of)
}

impl Analyzer<'_> {
    /// A statement about rows.
    fn any_statement(&mut self, statement: &ast::Stmt) -> Result<Statement> {
        if let Some(query) = ast::SelectVariant::cast(statement.syntax().clone()) {
            return self.query(&query, &Analyzer::root()).map(Statement::Query);
        }
        match statement {
            ast::Stmt::Insert(insert) => {
                self.insert(insert, &Analyzer::root()).map(Statement::Insert)
            }
            ast::Stmt::Update(update) => {
                self.update(update, &Analyzer::root()).map(Statement::Update)
            }
            ast::Stmt::Delete(delete) => {
                self.delete(delete, &Analyzer::root()).map(Statement::Delete)
            }
            other => Err(SqlError::unsupported(other.syntax(), "this statement")),
        }
    }
}

/// The columns of a relation's own row.
fn row_table(env: Environment<'_>, relation: &Relation, range: Range) -> Visible {
    let same = |it: &&Arc<Relation>| std::ptr::eq(it.as_ref(), relation);
    let shared = env.catalog.relation(&relation.name).filter(same).cloned();
    let columns = relation.columns.iter().map(|column| {
        let read = Expression::column(range, column.name.clone(), column.of.clone());
        (column.name.clone(), read)
    });
    Visible::new(Table {
        name: Some(relation.name.name.clone()),
        schema: Some(relation.name.schema.clone()),
        columns: columns.collect(),
        relation: Some((shared.unwrap_or_else(|| Arc::new(relation.clone())), range)),
        of: None,
        is_scalar: false,
    })
}

/// A child that the grammar leaves out only where the text is unfinished.
fn need<T>(part: Option<T>, of: &SyntaxNode) -> Result<T> {
    part.ok_or_else(|| SqlError::syntax(of, "syntax error: something is missing here"))
}

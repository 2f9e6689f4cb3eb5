//! The table that a statement writes to, and values for its columns.

use crate::analyze::analyzer::Analyzer;
use crate::analyze::cast::assigned;
use crate::analyze::from::plain_table;
use crate::analyze::names;
use crate::analyze::need;
use crate::analyze::scope::{Table, Visible};
use crate::error::{Result, SqlError};
use catalog::{Assigned, Column, Expression, Generation, Name, Range, Relation};
use squawk_syntax::SyntaxNode;
use squawk_syntax::ast::{self, AstNode};
use std::sync::Arc;

impl Analyzer<'_> {
    /// The relation that is written to.
    pub(super) fn target_relation(&self, path: &ast::PathRef) -> Result<Arc<Relation>> {
        let (schema, name) = names::qualified(path)?;
        self.relation(schema.as_ref(), &name, path.syntax())
    }
}

/// The table as the statement's expressions name it.
pub(super) fn visible(relation: &Arc<Relation>, alias: Option<Name>, range: Range) -> Visible {
    let schema = alias.is_none().then(|| relation.name.schema.clone());
    let name = alias.unwrap_or_else(|| relation.name.name.clone());
    let columns = relation.columns.iter().map(|column| {
        let read = Expression::column(range, column.name.clone(), column.of.clone());
        (column.name.clone(), read)
    });
    let table = plain_table(Some(name), columns.collect());
    Visible::new(Table { schema, relation: Some((relation.clone(), range)), ..table })
}

/// The column of a name, which no field or subscript follows.
pub(super) fn column<'r>(relation: &'r Relation, target: &ast::ColumnTarget) -> Result<&'r Column> {
    let at = target.syntax();
    let name = names::name(need(target.name(), at)?.syntax());
    let column = relation.column(&name).ok_or_else(|| {
        let table = &relation.name.name;
        let message = format!("column \"{name}\" of relation \"{table}\" does not exist");
        SqlError::new("42703", at, message)
    })?;
    match target.accessors().next() {
        None => Ok(column),
        Some(part) => Err(SqlError::unsupported(part.syntax(), "writing to a part of a column")
            .hint("Write the whole value of the column.")),
    }
}

/// An expression as the value of a column.
pub(super) fn value(
    column: &Column,
    expression: Expression,
    at: &SyntaxNode,
) -> Result<Expression> {
    let found = expression.type_of();
    assigned(expression, (&column.of, column.modifier), at)?.ok_or_else(|| {
        let message = format!(
            "column \"{}\" is of type {} but expression is of type {found}",
            column.name, column.of
        );
        SqlError::new("42804", at, message).hint("You will need to rewrite or cast the expression.")
    })
}

/// Whether only the table itself gives a column its values, in words.
pub(super) fn own_value(column: &Column) -> Option<String> {
    let name = &column.name;
    match &column.generation {
        Some(Generation::Computed(_)) => Some(format!("Column \"{name}\" is a generated column.")),
        Some(Generation::Identity(identity)) if identity.always => {
            Some(format!("Column \"{name}\" is an identity column defined as GENERATED ALWAYS."))
        }
        _ => None,
    }
}

/// 428C9 where an update gives a column a value that only the table itself gives.
pub(super) fn check_update(column: &Column, value: &Assigned, at: &SyntaxNode) -> Result<()> {
    match (value, own_value(column)) {
        (Assigned::Expression(_), Some(why)) => {
            let message = format!("column \"{}\" can only be updated to DEFAULT", column.name);
            Err(SqlError::new("428C9", at, message).detail(why))
        }
        _ => Ok(()),
    }
}

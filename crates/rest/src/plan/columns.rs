//! The columns that a request names, and PostgreSQL's words for one that is not there.

use crate::error::{DatabaseError, RestError, SchemaError};
use catalog::{Column, Expression, Range, Relation};
use std::borrow::Cow;

/// A name that differs by more is not what was meant (PostgreSQL's bound).
const DISTANCE_MAX: usize = 3;

/// A relation that columns are read of.
#[derive(Clone)]
pub(super) struct Scope<'a> {
    pub(super) relation: &'a Relation,
    /// By which number its columns are read.
    pub(super) range: Range,
    /// By which name errors tell of it: an embed's depth is part of it.
    pub(super) label: Cow<'a, str>,
}

impl<'a> Scope<'a> {
    /// A column by its name.
    pub(super) fn column(&self, name: &str) -> Result<&'a Column, RestError> {
        self.relation.column(name).ok_or_else(|| self.missing(name).into())
    }

    /// A column as an expression.
    pub(super) fn read(&self, column: &Column) -> Expression {
        Expression::column(self.range, column.name.clone(), column.of.clone())
    }

    fn missing(&self, name: &str) -> DatabaseError {
        let label = &self.label;
        let message = format!("column {label}.{name} does not exist");
        DatabaseError::refused("42703", message).with_hint(self.hint(name))
    }

    /// The column, or the two columns, whose names are nearest.
    fn hint(&self, name: &str) -> Option<String> {
        let distance = |column: &&Column| strsim::levenshtein(name, &column.name);
        let near = |distance: usize| distance <= DISTANCE_MAX && distance <= name.len() / 2;
        let best =
            self.relation.columns.iter().map(|it| distance(&it)).min().filter(|it| near(*it))?;
        let nearest: Vec<&Column> =
            self.relation.columns.iter().filter(|it| distance(it) == best).collect();
        let label = &self.label;
        match nearest[..] {
            [only] => Some(format!(
                "Perhaps you meant to reference the column \"{label}.{}\".",
                only.name
            )),
            [first, second] => Some(format!(
                "Perhaps you meant to reference the column \"{label}.{}\" or the column \"{label}.{}\".",
                first.name, second.name
            )),
            _ => None,
        }
    }
}

/// A column that is to be written.
pub(super) fn written<'a>(relation: &'a Relation, name: &str) -> Result<&'a Column, RestError> {
    relation.column(name).ok_or_else(|| {
        let (relation, column) = (relation.name.name.to_string(), name.to_owned());
        SchemaError::ColumnNotFound { relation, column }.into()
    })
}

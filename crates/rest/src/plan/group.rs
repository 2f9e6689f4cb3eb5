//! Groups: what a selection with aggregates may show and be ordered by.

use super::columns::Scope;
use crate::error::{DatabaseError, RestError};
use crate::parse::{Field, SelectItem};
use ::plan::{Embed, Embedding, Selected};
use builtin::resolve;
use catalog::Expression;

/// Whether an expression is an aggregate, or a cast of one.
pub(super) fn is_aggregate(expression: &Expression) -> bool {
    match expression {
        Expression::Cast { operand, .. } => is_aggregate(operand),
        other => matches!(other, Expression::Aggregate { .. }),
    }
}

/// `count` is a column, or where there is none the number of rows: PostgreSQL takes `relation.count` for
/// `count(relation)`. It needs no permission to aggregate.
pub(super) fn counts_rows(scope: &Scope<'_>, field: &Field) -> bool {
    field.name == "count" && field.path.is_empty() && scope.relation.column("count").is_none()
}

/// Such a count makes no groups: beside it no column may stand.
pub(super) fn require_alone(scope: &Scope<'_>, items: &[SelectItem]) -> Result<(), RestError> {
    let other = items.iter().find_map(|item| match item {
        SelectItem::Star => scope.relation.columns.first().map(|column| column.name.as_str()),
        SelectItem::Field { field, .. } if !counts_rows(scope, field) => Some(field.name.as_str()),
        _ => None,
    });
    other.map_or(Ok(()), |column| Err(not_grouped(scope, column)))
}

/// What is grouped by must have an equality.
pub(super) fn require_comparable(value: &Expression) -> Result<(), RestError> {
    let of = value.type_of();
    if resolve::is_comparable(&of) {
        return Ok(());
    }
    let message = format!("could not identify an equality operator for type {of}");
    Err(DatabaseError::refused("42883", message).into())
}

/// The same for all that a node shows, and spreads.
pub(super) fn require_groupable(selected: &[Selected], embeds: &[Embed]) -> Result<(), RestError> {
    for selected in selected.iter().filter(|it| !is_aggregate(&it.expression)) {
        require_comparable(&selected.expression)?;
    }
    for embed in embeds.iter().filter(|it| it.to_one && it.embedding == Embedding::Spread) {
        require_groupable(&embed.read.select, &embed.read.embeds)?;
    }
    Ok(())
}

/// PostgreSQL's words for a column that is neither grouped by nor aggregated.
pub(super) fn not_grouped(scope: &Scope<'_>, column: &str) -> RestError {
    let label = &scope.label;
    let message = format!(
        "column \"{label}.{column}\" must appear in the GROUP BY clause or be used in an aggregate function"
    );
    DatabaseError::refused("42803", message).into()
}

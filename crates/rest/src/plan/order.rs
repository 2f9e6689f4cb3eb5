//! In which order.

use super::columns::Scope;
use super::planner::Planner;
use super::select::Selection;
use super::tree::Branch;
use crate::error::{DatabaseError, PlanError, RestError};
use crate::parse::{Direction, Field, Nulls, OrderTarget, OrderTerm};
use ::plan::{Embed, Order, OrderBy};
use builtin::resolve;
use catalog::Expression;

/// What an order can be by: a node's own fields, and those of what is embedded in it.
pub(super) struct Ordered<'s, 'a> {
    pub(super) scope: &'s Scope<'a>,
    pub(super) branch: &'s Branch<'s>,
    /// The branch's children, in their order, and what their columns are read of.
    pub(super) embeds: &'s [Embed],
    pub(super) below: &'s [Scope<'a>],
    pub(super) selection: &'s Selection,
}

impl Planner<'_> {
    /// The node's order.
    pub(super) fn order(&mut self, ordered: &Ordered<'_, '_>) -> Result<Vec<Order>, RestError> {
        ordered.branch.order.iter().map(|term| self.order_term(ordered, term)).collect()
    }

    fn order_term(
        &mut self,
        ordered: &Ordered<'_, '_>,
        term: &OrderTerm,
    ) -> Result<Order, RestError> {
        let by = match &term.target {
            OrderTarget::Field(field) => OrderBy::Own(self.own(ordered, field)?),
            OrderTarget::Related { relation, field } => self.related(ordered, relation, field)?,
        };
        let descending = term.direction == Some(Direction::Descending);
        let nulls_first = term.nulls.map_or(descending, |nulls| nulls == Nulls::First);
        Ok(Order { by, descending, nulls_first })
    }

    fn own(&mut self, ordered: &Ordered<'_, '_>, field: &Field) -> Result<Expression, RestError> {
        let value = self.field(ordered.scope, field)?;
        require_sortable(&value)?;
        if ordered.selection.aggregates && !ordered.selection.group.contains(&value) {
            let message = format!(
                "column \"{}.{}\" must appear in the GROUP BY clause or be used in an aggregate function",
                ordered.scope.label, field.name
            );
            return Err(DatabaseError::refused("42803", message).into());
        }
        Ok(value)
    }

    fn related(
        &mut self,
        ordered: &Ordered<'_, '_>,
        name: &str,
        field: &Field,
    ) -> Result<OrderBy, RestError> {
        let at = ordered.branch.position(name);
        let found = at.and_then(|at| Some((at, ordered.embeds.get(at)?, ordered.below.get(at)?)));
        let Some((at, embed, below)) = found else {
            return Err(ordered.branch.not_embedded(name).into());
        };
        if !embed.to_one {
            let origin = ordered.scope.relation.name.name.to_string();
            return Err(PlanError::OrderNotToOne { origin, target: name.to_owned() }.into());
        }
        let value = self.field(below, field)?;
        require_sortable(&value)?;
        Ok(OrderBy::Embedded(at, value))
    }
}

fn require_sortable(value: &Expression) -> Result<(), RestError> {
    let of = value.type_of();
    if resolve::is_sortable(&of) {
        return Ok(());
    }
    let message = format!("could not identify an ordering operator for type {of}");
    let hint = "Use an explicit ordering operator or modify the query.".to_owned();
    Err(DatabaseError::refused("42883", message).with_hint(Some(hint)).into())
}

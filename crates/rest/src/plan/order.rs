//! In which order.

use super::columns::Scope;
use super::group;
use super::planner::Planner;
use super::select::Selection;
use super::tree::Branch;
use crate::error::{DatabaseError, PlanError, RestError};
use crate::parse::{Direction, Field, Nulls, OrderTarget, OrderTerm};
use ::plan::{Embed, Embedding, Order, OrderBy, Selected};
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
    /// Something is aggregated, so that rows are groups.
    pub(super) grouped: bool,
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
        if ordered.grouped && !shows(&ordered.selection.selected, &value) {
            return Err(group::not_grouped(ordered.scope, &field.name));
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
            return Err(PlanError::NotEmbedded { name: name.to_owned(), alias: None }.into());
        };
        if !embed.to_one {
            let origin = ordered.scope.relation.name.name.to_string();
            return Err(PlanError::OrderNotToOne { origin, target: name.to_owned() }.into());
        }
        let value = match shown_as(embed, below, field) {
            Some(value) => value,
            None => self.field(below, field)?,
        };
        require_sortable(&value)?;
        let grouped_by = embed.embedding == Embedding::Spread && shows(&embed.read.select, &value);
        if ordered.grouped && !grouped_by {
            return Err(group::not_grouped(below, &field.name));
        }
        Ok(OrderBy::Embedded(at, value))
    }
}

/// `clients(title)` where the embed is `clients(title:name)`: a name that it shows and that is no column of its own.
fn shown_as(embed: &Embed, below: &Scope<'_>, field: &Field) -> Option<Expression> {
    if !field.path.is_empty() || below.relation.column(&field.name).is_some() {
        return None;
    }
    let shown = embed.read.select.iter().find(|it| it.name.as_str() == field.name)?;
    (!group::is_aggregate(&shown.expression)).then(|| shown.expression.clone())
}

fn shows(selected: &[Selected], value: &Expression) -> bool {
    selected.iter().any(|selected| selected.expression == *value)
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

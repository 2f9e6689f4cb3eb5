//! Writing only the first rows of an order, as PostgREST did before version 13. Since then it writes every row that the
//! filters leave, whatever `limit` says; so this is a setting, off unless a project turns it on.

use super::columns::Scope;
use super::planner::Planner;
use crate::error::{PlanError, RestError};
use crate::parse::{Direction, Nulls, OrderTarget, OrderTerm, Query};
use catalog::{Limited, Range, Relation, Sort, SortBy};
use std::borrow::Cow;

impl<'a> Planner<'a> {
    /// The rows that a write is limited to, read by its range.
    pub(super) fn limited(
        &mut self,
        relation: &'a Relation,
        range: Range,
        query: &Query,
    ) -> Result<Option<Limited>, RestError> {
        let window = query.range;
        if !self.settings.limited_writes || (window.limit.is_none() && window.offset == 0) {
            return Ok(None);
        }
        let Some(terms) = query.orders.iter().find(|at| at.is_root()) else {
            return Err(PlanError::LimitWithoutOrder.into());
        };
        let scope = Scope { relation, range, label: Cow::Borrowed(relation.name.name.as_str()) };
        let order: Result<_, _> = terms.item.iter().map(|term| self.sort(&scope, term)).collect();
        Ok(Some(Limited {
            order: order?,
            limit: window.limit.map(|limit| self.rows(limit)),
            offset: (window.offset > 0).then(|| self.rows(window.offset)),
        }))
    }

    fn sort(&mut self, scope: &Scope<'a>, term: &OrderTerm) -> Result<Sort, RestError> {
        let OrderTarget::Field(field) = &term.target else {
            return Err(PlanError::LimitWithoutOrder.into());
        };
        let by = SortBy::Expression(self.field(scope, field)?);
        let descending = term.direction == Some(Direction::Descending);
        let nulls_first = term.nulls.map_or(descending, |nulls| nulls == Nulls::First);
        Ok(Sort { by, descending, nulls_first })
    }
}

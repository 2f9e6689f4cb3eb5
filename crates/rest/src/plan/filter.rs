//! Which rows: filters and logic trees as one condition.

use super::columns::Scope;
use super::planner::Planner;
use super::tree::Branch;
use crate::error::{PlanError, RestError};
use crate::parse::{Condition, Connective, Filter, IsValue, Test};
use ::plan::Embed;
use catalog::Expression;

/// What conditions can be about: a relation's columns, and what is embedded in its rows.
pub(super) struct Filtered<'s, 'a> {
    pub(super) scope: &'s Scope<'a>,
    /// Nothing for a write's own conditions.
    pub(super) branch: Option<&'s Branch<'s>>,
    /// The branch's children, in their order.
    pub(super) embeds: &'s [Embed],
}

impl Planner<'_> {
    /// All of the conditions.
    pub(super) fn conditions<'c>(
        &mut self,
        filtered: &Filtered<'_, '_>,
        conditions: impl IntoIterator<Item = &'c Condition>,
    ) -> Result<Expression, RestError> {
        let mut all = Expression::TRUE;
        for condition in conditions {
            all = all.and(self.condition(filtered, condition)?);
        }
        Ok(all)
    }

    fn condition(
        &mut self,
        filtered: &Filtered<'_, '_>,
        condition: &Condition,
    ) -> Result<Expression, RestError> {
        match condition {
            Condition::Filter(filter) => self.filter(filtered, filter),
            Condition::Group { negated, connective, members } => {
                let members = members.iter().map(|member| self.condition(filtered, member));
                let members = members.collect::<Result<Vec<_>, _>>()?;
                let group = match connective {
                    Connective::And => Expression::all(members),
                    Connective::Or => Expression::Or(members),
                };
                Ok(if *negated { group.negate() } else { group })
            }
        }
    }

    fn filter(
        &mut self,
        filtered: &Filtered<'_, '_>,
        filter: &Filter,
    ) -> Result<Expression, RestError> {
        let Filter { field, negated, test } = filter;
        let embed = match filtered.branch {
            Some(branch) if field.path.is_empty() => branch.position(&field.name),
            _ => None,
        };
        if let Some(embed) = embed.and_then(|at| filtered.embeds.get(at)) {
            match test {
                Test::Is(IsValue::Null) => return Ok(self.exists(embed, *negated)),
                Test::Is(IsValue::NotNull) => return Ok(self.exists(embed, !negated)),
                _ if filtered.scope.relation.column(&field.name).is_none() => {
                    return Err(PlanError::EmbedFilter { target: field.name.clone() }.into());
                }
                _ => {}
            }
        }
        let left = self.field(filtered.scope, field)?;
        let test = self.test(left, test)?;
        Ok(if *negated { test.negate() } else { test })
    }

    /// `clients=not.is.null`: a row is embedded.
    fn exists(&mut self, embed: &Embed, wanted: bool) -> Expression {
        let exists = ::plan::exists(embed, &mut self.ranges);
        if wanted { exists } else { exists.negate() }
    }
}

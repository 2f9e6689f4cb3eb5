//! What is shown of each row: columns, paths, casts, aggregates.

use super::columns::Scope;
use super::field::shown_name;
use super::group;
use super::planner::Planner;
use crate::error::{PlanError, RestError};
use crate::parse::{Aggregate, AggregateFunction, Field, SelectItem};
use ::plan::Selected;
use catalog::{Expression, build};
use value::{Scalar, Value};

/// What is shown of each row.
#[derive(Default)]
pub(super) struct Selection {
    pub(super) selected: Vec<Selected>,
    /// `group by`
    pub(super) group: Vec<Expression>,
    /// Something is aggregated, so that rows are groups.
    pub(super) aggregates: bool,
    /// `count` without parentheses is among it.
    counts: bool,
}

impl Selection {
    /// Every column.
    pub(super) fn all(scope: &Scope<'_>) -> Self {
        let mut all = Self::default();
        all.add_all(scope);
        all
    }

    /// Something, since a query must have a column.
    pub(super) fn nothing() -> Self {
        let expression = Expression::constant(Value::Int(1), Scalar::Int4.of());
        let selected = vec![Selected { name: "nothing".into(), expression }];
        Self { selected, ..Self::default() }
    }

    fn add_all(&mut self, scope: &Scope<'_>) {
        self.selected.extend(
            scope.relation.columns.iter().map(|column| Selected {
                name: column.name.clone(),
                expression: scope.read(column),
            }),
        );
    }

    fn add(&mut self, name: &str, expression: Expression) {
        self.selected.push(Selected { name: name.into(), expression });
    }

    /// Groups by whatever is not aggregated.
    fn group(&mut self) -> Result<(), RestError> {
        for selected in self.selected.iter().filter(|it| !group::is_aggregate(&it.expression)) {
            group::require_comparable(&selected.expression)?;
            if !self.group.contains(&selected.expression) {
                self.group.push(selected.expression.clone());
            }
        }
        Ok(())
    }
}

impl Planner<'_> {
    /// The fields of a selection; its embeds are not among them.
    pub(super) fn select(
        &mut self,
        scope: &Scope<'_>,
        items: &[SelectItem],
    ) -> Result<Selection, RestError> {
        let mut selection = Selection::default();
        for item in items {
            match item {
                SelectItem::Star => selection.add_all(scope),
                SelectItem::Field { alias, field, cast, aggregate: None }
                    if group::counts_rows(scope, field) =>
                {
                    selection.counts = true;
                    let count = build::aggregate("count", Vec::new())?;
                    let count = self.cast(count, cast.as_deref())?;
                    selection.add(alias.as_deref().unwrap_or("count"), count);
                }
                SelectItem::Field { alias, field, cast, aggregate } => {
                    let value = self.field(scope, field)?;
                    let value = self.cast(value, cast.as_deref())?;
                    let value = self.aggregate(value, aggregate.as_ref(), &mut selection)?;
                    selection.add(name(alias.as_deref(), field, aggregate.as_ref()), value);
                }
                SelectItem::Count { alias, cast } => {
                    self.require_aggregates()?;
                    selection.aggregates = true;
                    let count = build::aggregate("count", Vec::new())?;
                    let count = self.cast(count, cast.as_deref())?;
                    selection.add(alias.as_deref().unwrap_or("count"), count);
                }
                SelectItem::Embed { .. } | SelectItem::Spread(_) => {}
            }
        }
        if selection.aggregates {
            selection.group()?;
        } else if selection.counts {
            group::require_alone(scope, items)?;
        }
        Ok(selection)
    }

    fn aggregate(
        &self,
        value: Expression,
        aggregate: Option<&Aggregate>,
        selection: &mut Selection,
    ) -> Result<Expression, RestError> {
        let Some(Aggregate { function, cast }) = aggregate else { return Ok(value) };
        self.require_aggregates()?;
        selection.aggregates = true;
        let value = build::aggregate(function.name(), vec![value])?;
        self.cast(value, cast.as_deref())
    }

    fn require_aggregates(&self) -> Result<(), RestError> {
        if self.settings.aggregates { Ok(()) } else { Err(PlanError::Aggregates.into()) }
    }
}

fn name<'a>(alias: Option<&'a str>, field: &'a Field, aggregate: Option<&Aggregate>) -> &'a str {
    let function =
        aggregate.map(|aggregate: &Aggregate| AggregateFunction::name(aggregate.function));
    alias.or(function).unwrap_or_else(|| shown_name(field))
}

//! Queries: `with`, the body, order and bounds.

use super::collation::{equality, ordering};
use super::expression::Level;
use super::findings::is_volatile;
use super::{Done, Writing};
use crate::layout;
use catalog::walk::{Visitor, visit_from};
use catalog::{
    Body, Distinct, Expression, From, Name, Query, SetOperator, Sort, SortBy, Type, Value, With,
    WithBody,
};
use db::Error;

/// What the columns of a query are to be called, and whether their collation has to be said.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) struct Outputs {
    pub(super) naming: Naming,
    /// The collation decides which rows are the same.
    pub(super) collated: bool,
}

/// What the columns of a query are to be called.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Naming {
    /// Nobody asks.
    Nothing,
    /// Their own names.
    Named,
    /// `c1`, `c2`, …
    Numbered,
}

impl Outputs {
    pub(super) const BARE: Self = Self { naming: Naming::Nothing, collated: false };
    pub(super) const NAMED: Self = Self { naming: Naming::Named, collated: false };
    pub(super) const NUMBERED: Self = Self { naming: Naming::Numbered, collated: false };
}

impl Writing<'_, '_> {
    pub(super) fn query(&mut self, query: &Query, outputs: Outputs) -> Done {
        self.bounded_query(query, outputs, false)
    }

    /// A query; where it is to be a barrier it has a limit, since SQLite neither dissolves such a subquery into
    /// the query around it nor pushes a filter down into it.
    pub(super) fn bounded_query(&mut self, query: &Query, outputs: Outputs, barrier: bool) -> Done {
        let known = self.commons.len();
        self.withs(&query.with)?;
        match &query.body {
            Body::Select(select) => match &select.distinct {
                Distinct::On(by) => self.distinct_on(query, select, by, outputs)?,
                _ => {
                    self.select(select, outputs)?;
                    self.order(&query.order, &select.output, select)?;
                }
            },
            Body::Values(rows) => {
                self.values(query, rows, outputs, barrier)?;
                self.order_by_position(&query.order, query)?;
            }
            Body::Set { operator, all, left, right } => {
                self.set((*operator, *all), left, right, outputs)?;
                self.order_by_position(&query.order, query)?;
            }
        }
        self.bounds(query.limit.as_ref(), query.offset.as_ref(), barrier)?;
        self.commons.truncate(known);
        Ok(())
    }

    pub(super) fn withs(&mut self, withs: &[With]) -> Done {
        if withs.is_empty() {
            return Ok(());
        }
        let recursive = withs.iter().any(|with| with.recursive);
        self.to.words(if recursive { "with recursive " } else { "with " });
        self.list(", ", withs, Self::with)?;
        self.to.words(" ");
        Ok(())
    }

    fn with(&mut self, with: &With) -> Done {
        let WithBody::Query(body) = &with.body else {
            return Err(Error::Unsupported(format!(
                "writing rows inside of `with {}` is not supported on SQLite; run it as a statement \
                 of its own",
                with.name
            )));
        };
        if with.recursive {
            require_recursion(&with.name, body)?;
            self.commons.push(with.name.clone());
        }
        self.to.identifier(&common_name(&with.name)).words("(");
        if with.columns.is_empty() {
            self.to.words("c1");
        }
        self.list(", ", &with.columns, |this, (name, _)| {
            this.column_name(name);
            Ok(())
        })?;
        // What is random is so once, however often it is read.
        let once = !with.recursive && is_volatile(body);
        self.to.words(if once { ") as materialized (" } else { ") as (" });
        self.query(body, Outputs::BARE)?;
        self.to.words(")");
        if !with.recursive {
            self.commons.push(with.name.clone());
        }
        Ok(())
    }

    /// ` order by …` over a set operation or `values`.
    fn order_by_position(&mut self, sorts: &[Sort], query: &Query) -> Done {
        if sorts.is_empty() {
            return Ok(());
        }
        let types: Vec<Type> = query.columns().into_iter().map(|(_, of)| of).collect();
        self.to.words(" order by ");
        self.sorts(sorts, &types)
    }

    /// Sort keys; `types` are those of the outputs.
    pub(super) fn sorts(&mut self, sorts: &[Sort], types: &[Type]) -> Done {
        self.list(", ", sorts, |this, sort| this.sort(sort, types))
    }

    fn sort(&mut self, sort: &Sort, types: &[Type]) -> Done {
        let not_null = match &sort.by {
            SortBy::Expression(by) => {
                self.sort_key(by)?;
                self.scope.known(by).1
            }
            SortBy::Output(position) => {
                self.to.integer(*position as i64 + 1);
                if let Some(of) = types.get(*position) {
                    self.collation(ordering(of)?);
                }
                false
            }
        };
        self.direction(sort, not_null);
        Ok(())
    }

    /// ` desc nulls last`; what is SQLite's default or can't matter is left out, so that an index can sort.
    pub(super) fn direction(&mut self, sort: &Sort, not_null: bool) {
        if sort.descending {
            self.to.words(" desc");
        }
        // SQLite takes nulls for the smallest values.
        if !not_null && sort.nulls_first == sort.descending {
            self.to.words(if sort.nulls_first { " nulls first" } else { " nulls last" });
        }
    }

    fn sort_key(&mut self, by: &Expression) -> Done {
        self.key(by, ordering(&by.type_of())?)
    }

    /// One part of a `group by` or a `partition by`.
    pub(super) fn group_key(&mut self, by: &Expression) -> Done {
        self.key(by, equality(&by.type_of())?)
    }

    /// A constant would be taken for the position of an output, and sorts or groups nothing.
    fn key(&mut self, by: &Expression, collation: Option<&'static str>) -> Done {
        if matches!(by, Expression::Constant { .. }) {
            self.to.words("null");
            return Ok(());
        }
        self.collated(by, collation)
    }

    pub(super) fn collation(&mut self, collation: Option<&'static str>) {
        if let Some(collation) = collation {
            self.to.words(" collate ").words(collation);
        }
    }

    /// ` limit … offset …`
    pub(super) fn bounds(
        &mut self,
        limit: Option<&Expression>,
        offset: Option<&Expression>,
        barrier: bool,
    ) -> Done {
        let limit = limit.filter(|limit| !is_null(limit));
        let offset = offset.filter(|offset| !is_null(offset));
        match limit {
            Some(limit) => self.bound_of(" limit ", limit, "pg_limit(")?,
            None if offset.is_some() || barrier => {
                self.to.words(" limit -1");
            }
            None => {}
        }
        if let Some(offset) = offset {
            self.bound_of(" offset ", offset, "pg_offset(")?;
        }
        Ok(())
    }

    /// SQLite takes a negative bound for none and refuses null; PostgreSQL does it the other way round.
    fn bound_of(&mut self, before: &'static str, of: &Expression, function: &'static str) -> Done {
        self.to.words(before);
        if let Expression::Constant { value: Value::Int(rows @ 0..), .. } = of {
            self.to.integer(*rows);
            return Ok(());
        }
        self.to.words(function);
        self.expression(of, Level::Any)?;
        self.to.words(")");
        Ok(())
    }

    /// ` as "a"`, ` as c1`
    pub(super) fn output_name(&mut self, naming: Naming, position: usize, name: &Name) {
        match naming {
            Naming::Nothing => {}
            Naming::Named => {
                self.to.words(" as ");
                self.column_name(name);
            }
            Naming::Numbered => {
                self.to.words(" as ").numbered("c", number(position));
            }
        }
    }

    /// `values (…)`, which SQLite can neither name, sort nor bound by itself.
    fn values(
        &mut self,
        query: &Query,
        rows: &[Vec<Expression>],
        outputs: Outputs,
        barrier: bool,
    ) -> Done {
        let columns = query.columns();
        let bounded = barrier || query.limit.is_some() || query.offset.is_some();
        let plain = outputs.naming != Naming::Numbered
            && !outputs.collated
            && query.order.is_empty()
            && !bounded;
        if !plain {
            self.to.words("select ");
            self.list(", ", columns.iter().enumerate(), |this, (at, (name, of))| {
                this.to.numbered("column", number(at));
                if outputs.collated {
                    this.collation(equality(of)?);
                }
                this.output_name(outputs.naming, at, name);
                Ok(())
            })?;
            self.to.words(" from (");
        }
        self.to.words("values ");
        self.list(", ", rows, |this, row| {
            this.to.words("(");
            this.expressions(row)?;
            this.to.words(")");
            Ok(())
        })?;
        if !plain {
            self.to.words(")");
        }
        Ok(())
    }
}

/// The number of a column, from 1.
pub(super) fn number(position: usize) -> u32 {
    u32::try_from(position + 1).unwrap_or(u32::MAX)
}

/// The name of a `with`: no table has one like it.
pub(super) fn common_name(name: &str) -> String {
    format!("^={}", layout::column_name(name))
}

fn is_null(expression: &Expression) -> bool {
    matches!(expression, Expression::Constant { value: Value::Null, .. })
}

/// SQLite reads the rows so far directly in the `from` of a union's right side, and nowhere else.
fn require_recursion(name: &Name, query: &Query) -> Done {
    let refused =
        |why: &str| Err(Error::Unsupported(format!("`with recursive {name}`: {why} on SQLite")));
    let Body::Set { operator: SetOperator::Union, right, .. } = &query.body else {
        return refused("only a union of a start and a step is supported");
    };
    let bare = right.with.is_empty()
        && right.order.is_empty()
        && right.limit.is_none()
        && right.offset.is_none();
    let (Body::Select(step), true) = (&right.body, bare) else {
        return refused("a step with an order, a limit or a set operation is not supported");
    };
    let direct = step.from.as_ref().map_or(0, |from| direct_uses(from, name));
    let mut uses = Uses { name, count: 0 };
    uses.query(query);
    if direct == 1 && uses.count == 1 {
        return Ok(());
    }
    refused("the step has to read it exactly once, not inside of a subquery; this is not supported")
}

fn direct_uses(from: &From, common: &Name) -> usize {
    match from {
        From::Common { name, .. } => usize::from(name == common),
        From::Join { left, right, .. } => direct_uses(left, common) + direct_uses(right, common),
        _ => 0,
    }
}

struct Uses<'a> {
    name: &'a Name,
    count: usize,
}

impl Visitor for Uses<'_> {
    fn from(&mut self, from: &From) {
        if matches!(from, From::Common { name, .. } if name == self.name) {
            self.count += 1;
        }
        visit_from(self, from);
    }
}

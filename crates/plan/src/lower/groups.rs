//! Reads that aggregate beside embeds, or what they spread: the rows and their embeds are one query, and a second one
//! groups them by everything that is shown and not aggregated.
//!
//! An aggregate in a to-one spread is one over the rows of the node above, since of its own there is only one.

use super::plain;
use crate::read::{Embed, Embedding, Join, OrderBy, Read, Selected};
use catalog::query::Body;
use catalog::walk::{Rewriter, Visitor, rewrite_expression, visit_expression};
use catalog::{
    Distinct, Expression, From, Name, Output, Query, Range, Ranges, Scalar, Select, Sort, SortBy,
    Type, build,
};

/// Whether a read gives groups instead of rows.
pub(super) fn aggregates(read: &Read) -> bool {
    let own = read.select.iter().any(|selected| is_aggregated(&selected.expression));
    own || read.embeds.iter().any(|embed| hoists(embed) && aggregates(&embed.read))
}

/// Whether its groups need a query of their own.
pub(super) fn is_needed(read: &Read) -> bool {
    let shown = read.embeds.iter().any(|embed| embed.embedding != Embedding::Hidden);
    shown && aggregates(read)
}

/// The groups of a read.
pub(super) fn groups(read: &Read, join: Option<&Join>, ranges: &mut Ranges) -> Query {
    let (raw, shown) = raw(read, false);
    let mut rows = plain(&raw, join, ranges);
    number(&mut rows);
    let inner = Inner { range: ranges.fresh(), types: rows.columns() };
    let group = shown.iter().filter(|it| it.aggregate.is_none()).map(|it| inner.key(it.at));
    let select = Select {
        distinct: Distinct::No,
        output: shown.iter().map(|it| inner.output(it)).collect(),
        group: group.collect(),
        filter: None,
        having: None,
        from: Some(From::Query {
            query: Box::new(rows),
            range: inner.range,
            lateral: false,
            barrier: false,
        }),
    };
    let order = read.order.iter().filter_map(|order| {
        let meant = match &order.by {
            OrderBy::Own(expression) => (None, expression),
            OrderBy::Embedded(at, expression) => (Some(*at), expression),
        };
        let found =
            shown.iter().find(|it| it.of.as_ref().is_some_and(|(at, it)| (*at, it) == meant))?;
        let (descending, nulls_first) = (order.descending, order.nulls_first);
        Some(Sort { by: SortBy::Expression(inner.key(found.at)), descending, nulls_first })
    });
    let order = order.collect();
    Query { order, limit: read.limit.clone(), offset: read.offset.clone(), ..Query::select(select) }
}

/// What is shown of a group.
struct Shown {
    name: Name,
    /// The first of the inner query's columns that it is made of.
    at: usize,
    /// An aggregate, whose arguments are the columns from there on; else the column is what is grouped by.
    aggregate: Option<Expression>,
    /// The embed that it is a field of, or none for the node's own, and which field: by this it may be ordered.
    of: Option<(Option<usize>, Expression)>,
}

fn hoists(embed: &Embed) -> bool {
    embed.to_one && embed.embedding == Embedding::Spread
}

/// The read without aggregates, their arguments in their place, and what its columns are shown as.
fn raw(read: &Read, spread: bool) -> (Read, Vec<Shown>) {
    let (mut select, mut shown) = (Vec::new(), Vec::new());
    for Selected { name, expression } in &read.select {
        let at = select.len();
        let aggregate = is_aggregated(expression).then(|| {
            let mut aggregate = expression.clone();
            if spread {
                CountRows.expression(&mut aggregate);
            }
            aggregate
        });
        match &aggregate {
            None => select.push(Selected { name: name.clone(), expression: expression.clone() }),
            Some(aggregate) => select.extend(arguments(aggregate)),
        }
        let of = aggregate.is_none().then(|| (None, expression.clone()));
        shown.push(Shown { name: name.clone(), at, aggregate, of });
    }
    let (mut embeds, mut at) = (Vec::new(), select.len());
    for (position, embed) in read.embeds.iter().enumerate() {
        let (read, inner, width) = match embed.embedding {
            Embedding::Hidden => (embed.read.clone(), Vec::new(), 0),
            Embedding::Nested => (embed.read.clone(), vec![plainly(embed.name.clone(), 0)], 1),
            Embedding::Spread if embed.to_one => {
                let (read, mut inner) = raw(&embed.read, true);
                for it in &mut inner {
                    it.of = it.of.take().and_then(|(of, field)| match of {
                        None => Some((Some(position), field)),
                        Some(_) => None,
                    });
                }
                let width = width(&read);
                (read, inner, width)
            }
            Embedding::Spread => {
                let names = names(&embed.read);
                let inner = names.into_iter().enumerate().map(|(at, name)| plainly(name, at));
                (embed.read.clone(), inner.collect(), width(&embed.read))
            }
        };
        shown.extend(inner.into_iter().map(|it| Shown { at: at + it.at, ..it }));
        at += width;
        embeds.push(Embed { read, ..embed.clone() });
    }
    let (order, limit, offset) = (Vec::new(), None, None);
    let raw = Read { select, embeds, group: Vec::new(), order, limit, offset, ..read.clone() };
    (raw, shown)
}

fn plainly(name: Name, at: usize) -> Shown {
    Shown { name, at, aggregate: None, of: None }
}

/// The columns of a read that doesn't aggregate.
fn names(read: &Read) -> Vec<Name> {
    let mut all: Vec<Name> = read.select.iter().map(|selected| selected.name.clone()).collect();
    for embed in &read.embeds {
        match embed.embedding {
            Embedding::Hidden => {}
            Embedding::Nested => all.push(embed.name.clone()),
            Embedding::Spread => all.extend(names(&embed.read)),
        }
    }
    all
}

fn width(read: &Read) -> usize {
    names(read).len()
}

/// The arguments of the aggregates of an expression.
fn arguments(aggregate: &Expression) -> Vec<Selected> {
    let mut taking = Taking(Vec::new());
    taking.expression(aggregate);
    let named = |expression| Selected { name: "argument".into(), expression };
    taking.0.into_iter().map(named).collect()
}

struct Taking(Vec<Expression>);

impl Visitor for Taking {
    fn expression(&mut self, expression: &Expression) {
        match expression {
            Expression::Aggregate { arguments, .. } => self.0.extend_from_slice(arguments),
            other => visit_expression(self, other),
        }
    }
}

/// What counts the rows of a spread counts something that is there where a row is.
struct CountRows;

impl Rewriter for CountRows {
    fn expression(&mut self, expression: &mut Expression) {
        match expression {
            Expression::Aggregate { arguments, .. } if arguments.is_empty() => {
                let one = Expression::constant(value::Value::Int(1), Scalar::Int4.of());
                if let Ok(count) = build::aggregate("count", vec![one]) {
                    *expression = count;
                }
            }
            Expression::Aggregate { .. } => {}
            other => rewrite_expression(self, other),
        }
    }
}

fn is_aggregated(expression: &Expression) -> bool {
    let mut finding = Finding(false);
    finding.expression(expression);
    finding.0
}

struct Finding(bool);

impl Visitor for Finding {
    fn expression(&mut self, expression: &Expression) {
        match expression {
            Expression::Aggregate { .. } => self.0 = true,
            other => visit_expression(self, other),
        }
    }

    /// What a subquery aggregates is its own.
    fn query(&mut self, _: &Query) {}
}

/// Names the columns by their positions.
fn number(query: &mut Query) {
    if let Body::Select(select) = &mut query.body {
        for (at, output) in select.output.iter_mut().enumerate() {
            output.name = column_name(at);
        }
    }
}

fn column_name(at: usize) -> Name {
    format!("c{at}").into()
}

/// The query of the rows that are grouped.
struct Inner {
    range: Range,
    types: Vec<(Name, Type)>,
}

impl Inner {
    fn column(&self, at: usize) -> Expression {
        let of = self.types.get(at).map_or(Type::UNKNOWN, |(_, of)| of.clone());
        Expression::column(self.range, column_name(at), of)
    }

    /// What is grouped by. JSON has no equality, so its text is taken, as PostgreSQL would have it written out.
    fn key(&self, at: usize) -> Expression {
        let column = self.column(at);
        if column.type_of() != Scalar::Json.of() {
            return column;
        }
        build::cast(column.clone(), &Type::TEXT).unwrap_or(column)
    }

    fn output(&self, shown: &Shown) -> Output {
        let expression = match &shown.aggregate {
            Some(aggregate) => {
                let mut filling = Filling { inner: self, at: shown.at };
                let mut aggregate = aggregate.clone();
                filling.expression(&mut aggregate);
                aggregate
            }
            None => {
                let key = self.key(shown.at);
                let of = self.column(shown.at).type_of();
                build::cast(key.clone(), &of).unwrap_or(key)
            }
        };
        Output { name: shown.name.clone(), expression }
    }
}

/// Puts the columns in the place of an aggregate's arguments.
struct Filling<'a> {
    inner: &'a Inner,
    at: usize,
}

impl Rewriter for Filling<'_> {
    fn expression(&mut self, expression: &mut Expression) {
        let Expression::Aggregate { arguments, .. } = expression else {
            return rewrite_expression(self, expression);
        };
        let count = arguments.len();
        *arguments = (self.at..self.at + count).map(|at| self.inner.column(at)).collect();
        self.at += count;
    }
}

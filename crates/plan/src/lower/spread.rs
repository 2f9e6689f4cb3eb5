//! `...relation(…)`: an embed whose columns stand among those above. Of a to-one embed they are its row's values; of
//! a to-many embed each is an array of its rows' values.

use super::linked;
use crate::read::{Embed, ReadSource};
use catalog::build;
use catalog::query::Body;
use catalog::walk::{Rewriter, rewrite_expression};
use catalog::{
    Distinct, Expression, From, JoinKind, Name, Output, Query, Range, Ranges, Scalar, Select, Sort,
    SortBy,
};
use std::collections::HashSet;

/// The source with the embed's rows joined to it, its columns added to the output.
pub(super) fn spread(
    from: From,
    embed: &Embed,
    output: &mut Vec<Output>,
    ranges: &mut Ranges,
) -> From {
    let range = ranges.fresh();
    let ((query, shown), lateral, on) = if !embed.to_one {
        (arrays(embed, ranges), true, Expression::TRUE)
    } else if matches!(embed.read.source, ReadSource::Routine { .. }) {
        (named(linked(&embed.read, Some(&embed.join), ranges)), true, Expression::TRUE)
    } else {
        let (query, shown) = named(linked(&embed.read, None, ranges));
        let (query, on) = expose(query, embed, range);
        ((query, shown), false, on)
    };
    let inner = query.columns();
    output.extend(inner.into_iter().zip(shown).map(|((inner, of), name)| Output {
        expression: Expression::column(range, inner, of),
        name,
    }));
    let right = From::Query { query: Box::new(query), range, lateral, barrier: false };
    let left = Box::new(from);
    From::Join { kind: JoinKind::Left, left, right: Box::new(right), on: Some(on) }
}

/// The query with a name of its own for each column, and the names that they are shown by.
fn named(mut query: Query) -> (Query, Vec<Name>) {
    let Body::Select(select) = &mut query.body else { return (query, Vec::new()) };
    let shown = select.output.iter().map(|output| output.name.clone()).collect();
    let mut used = HashSet::new();
    for (at, output) in select.output.iter_mut().enumerate() {
        if !used.insert(output.name.clone()) {
            output.name = format!("{} {at}", output.name).into();
        }
    }
    (query, shown)
}

/// One row with an array for each column, their elements in the embed's order.
fn arrays(embed: &Embed, ranges: &mut Ranges) -> (Query, Vec<Name>) {
    let (mut query, shown) = named(linked(&embed.read, Some(&embed.join), ranges));
    let columns = query.columns();
    let range = ranges.fresh();
    let order = expose_order(&mut query, range);
    if query.limit.is_none() && query.offset.is_none() {
        query.order.clear();
    }
    let array = |(name, of)| {
        let element = Expression::column(range, name, of);
        let empty = Expression::constant(value::Value::text("[]"), Scalar::Json.of());
        let items = match build::aggregate("json_agg", vec![element]) {
            Ok(all) => vec![ordered(all, &order), empty],
            Err(_) => vec![empty],
        };
        Expression::Coalesce { items, of: Scalar::Json.of() }
    };
    let output = columns
        .into_iter()
        .map(|(name, of)| Output { name: name.clone(), expression: array((name, of)) });
    let select = Select {
        distinct: Distinct::No,
        output: output.collect(),
        from: Some(From::Query { query: Box::new(query), range, lateral: false, barrier: false }),
        filter: None,
        group: Vec::new(),
        having: None,
    };
    (Query::select(select), shown)
}

/// Gives the query the columns that it is ordered by, and the same order over them.
fn expose_order(query: &mut Query, outer: Range) -> Vec<Sort> {
    let mut sorts = Vec::with_capacity(query.order.len());
    let Body::Select(select) = &mut query.body else { return sorts };
    for (at, sort) in query.order.iter().enumerate() {
        let SortBy::Expression(by) = &sort.by else { continue };
        // A name no person gives a column, so that it can't meet one that is shown.
        let name = Name::from(format!("order {at}"));
        select.output.push(Output { name: name.clone(), expression: by.clone() });
        let by = SortBy::Expression(Expression::column(outer, name, by.type_of()));
        sorts.push(Sort { by, ..sort.clone() });
    }
    sorts
}

fn ordered(mut aggregate: Expression, by: &[Sort]) -> Expression {
    if let Expression::Aggregate { order, .. } = &mut aggregate {
        by.clone_into(order);
    }
    aggregate
}

/// Gives the embedded query the columns that its join condition reads, and the condition over them.
fn expose(mut query: Query, embed: &Embed, outer: Range) -> (Query, Expression) {
    let mut on = embed.join.on.clone();
    let mut exposing = Exposing { inner: embed.read.range, outer, columns: Vec::new() };
    Rewriter::expression(&mut exposing, &mut on);
    if let Body::Select(select) = &mut query.body {
        select.output.extend(exposing.columns);
    }
    (query, on)
}

struct Exposing {
    inner: Range,
    outer: Range,
    columns: Vec<Output>,
}

impl Rewriter for Exposing {
    fn expression(&mut self, expression: &mut Expression) {
        if let Expression::Column { range, name, of } = expression
            && *range == self.inner
        {
            let inner = Expression::column(self.inner, name.clone(), of.clone());
            // A name no person gives a column, so that it can't meet one that is shown.
            let exposed = Name::from(format!("join {name}"));
            self.columns.push(Output { name: exposed.clone(), expression: inner });
            (*range, *name) = (self.outer, exposed);
        }
        rewrite_expression(self, expression);
    }
}

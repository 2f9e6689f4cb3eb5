//! Giving the ranges of a tree the numbers 1, 2, 3, … in the order in which the tree is walked, so that trees
//! that say the same are equal, however they were written.

use catalog::walk::{Rewriter, Visitor, rewrite_expression, rewrite_from, visit_from};
use catalog::{Expression, From, Query, Range, Relation};
use std::collections::HashMap;

/// An expression over [`Relation::ROW`] with its ranges numbered from 1.
pub(crate) fn renumbered(mut expression: Expression) -> Expression {
    let mut numbers = Numbers::default();
    numbers.expression(&expression);
    if !numbers.is_done() {
        Renumbering(numbers.of).expression(&mut expression);
    }
    expression
}

/// A query with its ranges numbered from 1.
pub(crate) fn renumbered_query(mut query: Query) -> Query {
    let mut numbers = Numbers::default();
    numbers.query(&query);
    if !numbers.is_done() {
        Renumbering(numbers.of).query(&mut query);
    }
    query
}

#[derive(Default)]
struct Numbers {
    of: HashMap<Range, Range>,
}

impl Numbers {
    fn is_done(&self) -> bool {
        self.of.iter().all(|(from, to)| from == to)
    }
}

impl Visitor for Numbers {
    fn from(&mut self, from: &From) {
        if let Some(range) = from.range() {
            let next = Range(u32::try_from(self.of.len()).unwrap_or(u32::MAX - 1) + 1);
            self.of.entry(range).or_insert(next);
        }
        visit_from(self, from);
    }
}

struct Renumbering(HashMap<Range, Range>);

impl Renumbering {
    fn number(&self, range: &mut Range) {
        if *range != Relation::ROW
            && let Some(number) = self.0.get(range)
        {
            *range = *number;
        }
    }
}

impl Rewriter for Renumbering {
    fn expression(&mut self, expression: &mut Expression) {
        if let Expression::Column { range, .. } = expression {
            self.number(range);
        }
        rewrite_expression(self, expression);
    }

    fn from(&mut self, from: &mut From) {
        if let Some(range) = from.range_mut() {
            self.number(range);
        }
        rewrite_from(self, from);
    }
}

/// The highest number of a query's ranges.
pub(crate) fn highest(query: &Query) -> u32 {
    let mut highest = Highest(0);
    highest.query(query);
    highest.0
}

struct Highest(u32);

impl Visitor for Highest {
    fn from(&mut self, from: &From) {
        if let Some(range) = from.range() {
            self.0 = self.0.max(range.0);
        }
        visit_from(self, from);
    }
}

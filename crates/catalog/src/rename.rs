//! Giving the ranges of a tree new numbers, so that it can be put into another statement.

use crate::expression::Expression;
use crate::query::{Conflict, ConflictAction, From, Query, Range, Ranges, Statement};
use crate::walk::{
    Rewriter, Visitor, rewrite_expression, rewrite_from, visit_expression, visit_from,
    visit_statement,
};
use std::collections::HashMap;

/// A copy of an expression over [`crate::Relation::ROW`] that reads `row` instead, with fresh numbers for the
/// ranges of its subqueries.
#[must_use]
pub fn expression_over(expression: &Expression, row: Range, ranges: &mut Ranges) -> Expression {
    expression_moved(expression, crate::Relation::ROW, row, ranges)
}

/// The same of an expression that reads its row by another number.
#[must_use]
pub fn expression_moved(
    expression: &Expression,
    from: Range,
    row: Range,
    ranges: &mut Ranges,
) -> Expression {
    let mut introduced = Introduced { ranges, known: HashMap::from([(from, row)]) };
    introduced.expression(expression);
    let mut copy = expression.clone();
    Renaming { known: introduced.known }.expression(&mut copy);
    copy
}

/// A copy of a query with fresh numbers for the ranges that it introduces; what it reads of a statement
/// around it stays.
#[must_use]
pub fn query_afresh(query: &Query, ranges: &mut Ranges) -> Query {
    let mut introduced = Introduced { ranges, known: HashMap::new() };
    introduced.query(query);
    let mut copy = query.clone();
    Renaming { known: introduced.known }.query(&mut copy);
    copy
}

/// The first number that no range of a statement has.
pub fn first_unused(statement: &Statement) -> Range {
    let mut highest = Highest(0);
    highest.statement(statement);
    Range(highest.0)
}

struct Highest(u32);

impl Highest {
    fn see(&mut self, range: Range) {
        self.0 = self.0.max(range.0 + 1);
    }
}

impl Visitor for Highest {
    fn expression(&mut self, expression: &Expression) {
        if let Expression::Column { range, .. } = expression {
            self.see(*range);
        }
        visit_expression(self, expression);
    }

    fn from(&mut self, from: &From) {
        if let Some(range) = from.range() {
            self.see(range);
        }
        visit_from(self, from);
    }

    fn statement(&mut self, statement: &Statement) {
        match statement {
            Statement::Query(_) => {}
            Statement::Insert(insert) => {
                self.see(insert.range);
                if let Some(Conflict { action: ConflictAction::Update { excluded, .. }, .. }) =
                    &insert.conflict
                {
                    self.see(*excluded);
                }
            }
            Statement::Update(update) => self.see(update.range),
            Statement::Delete(delete) => self.see(delete.range),
        }
        visit_statement(self, statement);
    }
}

/// Finds the ranges that a tree introduces and gives each a fresh number.
struct Introduced<'a> {
    known: HashMap<Range, Range>,
    ranges: &'a mut Ranges,
}

impl Visitor for Introduced<'_> {
    fn from(&mut self, from: &From) {
        if let Some(range) = from.range() {
            self.known.insert(range, self.ranges.fresh());
        }
        visit_from(self, from);
    }
}

struct Renaming {
    known: HashMap<Range, Range>,
}

impl Renaming {
    fn number(&self, range: &mut Range) {
        if let Some(fresh) = self.known.get(range) {
            *range = *fresh;
        }
    }
}

impl Rewriter for Renaming {
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

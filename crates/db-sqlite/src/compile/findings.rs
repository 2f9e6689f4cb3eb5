//! What can be seen in a tree without writing it.

use catalog::walk::{Visitor, visit_expression, visit_from};
use catalog::{Expression, From, Name, Query, Range};

/// The columns of a range that a condition fixes to values from elsewhere.
pub(super) fn fixed(filter: &Expression, range: Range) -> Vec<&Name> {
    use catalog::Comparison::Equal;
    match filter {
        Expression::And(items) => items.iter().flat_map(|item| fixed(item, range)).collect(),
        Expression::Compare { operator: Equal, left, right } => {
            let one = |side: &'_ Expression, other: &Expression| match side {
                Expression::Column { range: of, .. } => *of == range && !reads(other, range),
                _ => false,
            };
            let sides = [(left, right), (right, left)];
            let column = sides.into_iter().find(|(side, other)| one(side, other));
            match column.map(|(side, _)| &**side) {
                Some(Expression::Column { name, .. }) => vec![name],
                _ => Vec::new(),
            }
        }
        _ => Vec::new(),
    }
}

/// Whether a query reads nothing but its own ranges.
pub(super) fn is_independent(query: &Query) -> bool {
    #[derive(Default)]
    struct Ranges {
        own: Vec<Range>,
        read: Vec<Range>,
    }
    impl Visitor for Ranges {
        fn from(&mut self, from: &From) {
            self.own.extend(from.range());
            visit_from(self, from);
        }
        fn expression(&mut self, expression: &Expression) {
            if let Expression::Column { range, .. } = expression {
                self.read.push(*range);
            }
            visit_expression(self, expression);
        }
    }
    let mut ranges = Ranges::default();
    ranges.query(query);
    ranges.read.iter().all(|range| ranges.own.contains(range))
}

/// Whether an expression reads a range, in a subquery too.
fn reads(expression: &Expression, range: Range) -> bool {
    struct Reading(Range, bool);
    impl Visitor for Reading {
        fn expression(&mut self, expression: &Expression) {
            self.1 |= matches!(expression, Expression::Column { range, .. } if *range == self.0);
            visit_expression(self, expression);
        }
    }
    let mut reading = Reading(range, false);
    reading.expression(expression);
    reading.1
}

/// Whether an expression aggregates the rows of the select that it stands in.
pub(super) fn aggregates(expression: &Expression) -> bool {
    struct Finding(bool);
    impl Visitor for Finding {
        fn expression(&mut self, expression: &Expression) {
            self.0 |= matches!(expression, Expression::Aggregate { .. });
            visit_expression(self, expression);
        }
        fn query(&mut self, _: &Query) {}
    }
    let mut finding = Finding(false);
    finding.expression(expression);
    finding.0
}

/// Whether each evaluation of something in a query may give something else.
pub(super) fn is_volatile(query: &Query) -> bool {
    struct Finding(bool);
    impl Visitor for Finding {
        fn expression(&mut self, expression: &Expression) {
            self.0 |= matches!(expression, Expression::Call { function, .. }
                if function.volatility == builtin::Volatility::Volatile);
            visit_expression(self, expression);
        }
    }
    let mut finding = Finding(false);
    finding.query(query);
    finding.0
}

//! Which columns a statement reads of which range, and whether a condition can raise.

use catalog::walk::{Visitor, visit_expression};
use catalog::{Expression, From, Infix, Name, Query, Range};
use std::collections::{BTreeMap, BTreeSet};

/// The columns that are read of every range.
#[derive(Debug, Default)]
pub(crate) struct Reads(BTreeMap<Range, BTreeSet<Name>>);

impl Reads {
    /// Of one range.
    pub(crate) fn of(&self, range: Range) -> impl Iterator<Item = &Name> {
        self.0.get(&range).into_iter().flatten()
    }

    /// Whether any column of a range is read.
    pub(crate) fn any(&self, range: Range) -> bool {
        self.0.contains_key(&range)
    }

    /// Notes one more.
    pub(crate) fn add(&mut self, range: Range, name: &Name) {
        self.0.entry(range).or_default().insert(name.clone());
    }
}

impl Visitor for Reads {
    fn expression(&mut self, expression: &Expression) {
        if let Expression::Column { range, name, .. } = expression {
            self.add(*range, name);
        }
        visit_expression(self, expression);
    }
}

/// Whether evaluating this can raise, depending on the data that it meets.
pub(crate) fn can_raise(expression: &Expression) -> bool {
    let mut raising = Raising(false);
    raising.expression(expression);
    raising.0
}

struct Raising(bool);

impl Visitor for Raising {
    fn expression(&mut self, expression: &Expression) {
        self.0 |= match expression {
            Expression::Call { function, .. } => !function.leakproof,
            Expression::Quantified { operator: Infix::Call(function), .. }
            | Expression::QuantifiedQuery { operator: Infix::Call(function), .. } => {
                !function.leakproof
            }
            // Casts of what is fixed for the statement raise whatever the rows are.
            Expression::Cast { operand, .. } => {
                !matches!(**operand, Expression::Constant { .. } | Expression::Parameter { .. })
            }
            Expression::Scalar { .. } | Expression::Aggregate { .. } => true,
            _ => false,
        };
        visit_expression(self, expression);
    }

    // A subquery has a barrier of its own.
    fn query(&mut self, _: &Query) {}
    fn from(&mut self, _: &From) {}
}

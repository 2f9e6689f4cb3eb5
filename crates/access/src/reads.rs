//! Which columns a statement reads of which range.

use catalog::walk::{Visitor, visit_expression};
use catalog::{Expression, Name, Range};
use std::collections::{BTreeMap, BTreeSet};

/// The columns that are read of every range.
#[derive(Debug, Default)]
pub(crate) struct Reads(BTreeMap<Range, BTreeSet<Name>>);

impl Reads {
    /// Of one range.
    pub(crate) fn of(&self, range: Range) -> impl Iterator<Item = &Name> {
        self.0.get(&range).into_iter().flatten()
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

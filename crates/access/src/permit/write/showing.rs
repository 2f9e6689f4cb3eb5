//! Putting what a view shows in the place of its columns.

use crate::denied::{Denied, Verb};
use crate::reads::Reads;
use catalog::updatable::Through;
use catalog::walk::{
    Rewriter, Visitor, rewrite_delete, rewrite_expression, rewrite_insert, rewrite_update,
};
use catalog::{Expression, Name, Range, Ranges, Relation, Statement, rename};
use std::collections::{BTreeSet, HashMap};

/// What a view shows, by the names of its columns.
pub(super) struct Showing {
    /// The numbers by which rows of the view are read; the same then read rows of the relation below.
    targets: Vec<Range>,
    /// By which number the outputs read the relation below.
    pub(super) base: Range,
    outputs: HashMap<Name, Expression>,
}

impl Showing {
    pub(super) fn new(targets: Vec<Range>, base: Range) -> Self {
        Self { targets, base, outputs: HashMap::new() }
    }

    /// The columns that a statement and these conditions read.
    pub(super) fn needed<'e>(
        &self,
        statement: &Statement,
        conditions: impl Iterator<Item = &'e Expression>,
    ) -> BTreeSet<Name> {
        let mut reads = Reads::default();
        reads.statement(statement);
        conditions.for_each(|condition| reads.expression(condition));
        self.targets.iter().flat_map(|range| reads.of(*range)).cloned().collect()
    }

    pub(super) fn add(&mut self, name: Name, output: Expression) {
        self.outputs.insert(name, output);
    }

    /// Puts the outputs in the place of the columns.
    pub(super) fn apply<'e>(
        &self,
        statement: &mut Statement,
        conditions: impl Iterator<Item = &'e mut Expression>,
        ranges: &mut Ranges,
    ) {
        let mut placing = Placing { showing: self, ranges };
        match statement {
            Statement::Query(_) => {}
            Statement::Insert(insert) => rewrite_insert(&mut placing, insert),
            Statement::Update(update) => rewrite_update(&mut placing, update),
            Statement::Delete(delete) => rewrite_delete(&mut placing, delete),
        }
        conditions.for_each(|condition| placing.expression(condition));
    }
}

struct Placing<'s> {
    showing: &'s Showing,
    ranges: &'s mut Ranges,
}

impl Rewriter for Placing<'_> {
    fn expression(&mut self, expression: &mut Expression) {
        if let Expression::Column { range, name, .. } = expression
            && self.showing.targets.contains(range)
        {
            if let Some(output) = self.showing.outputs.get(name) {
                let (base, to) = (self.showing.base, *range);
                *expression = rename::expression_moved(output, base, to, self.ranges);
            }
            return;
        }
        rewrite_expression(self, expression);
    }
}

/// Names of a view's columns that are written become those of the columns below.
pub(super) fn plain_names<'n>(
    view: &Relation,
    through: &Through<'_>,
    names: impl Iterator<Item = &'n mut Name>,
    verb: Verb,
) -> Result<(), Denied> {
    let mut written = BTreeSet::new();
    for name in names {
        let at = view.columns.iter().position(|column| column.name == *name);
        let Some(at) = at else { continue };
        let below = through.column(at).map_err(|detail| Denied::Column {
            relation: view.name.clone(),
            column: name.clone(),
            verb,
            detail,
        })?;
        if !written.insert(below.clone()) {
            return Err(Denied::Twice { column: below.clone() });
        }
        *name = below.clone();
    }
    Ok(())
}

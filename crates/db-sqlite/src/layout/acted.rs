//! Columns that a foreign key's action writes. SQLite does that by itself, so what must hold of them stands in the
//! table, while all else is looked at when a row is written.

use super::{column_name, quoted};
use crate::compile;
use catalog::walk::{Visitor, visit_expression};
use catalog::{Expression, ForeignKey, Generation, Name, ReferentialAction, Relation};
use db::Error;

/// The keys whose action may write this column of the referencing row.
pub(super) fn acting<'a>(relation: &'a Relation, column: &Name) -> Vec<&'a ForeignKey> {
    let acts = |key: &&ForeignKey| key.columns.contains(column) && writes(key);
    relation.foreign_keys.iter().filter(acts).collect()
}

fn writes(key: &ForeignKey) -> bool {
    let sets = |action: &ReferentialAction| {
        matches!(action, ReferentialAction::SetNull | ReferentialAction::SetDefault)
    };
    sets(&key.on_delete) || sets(&key.on_update) || key.on_update == ReferentialAction::Cascade
}

/// A key's action would move a row to another partition, or to none.
pub(super) fn require_no_partition_key(relation: &Relation) -> Result<(), Error> {
    let keys = relation.partitioning.iter().flat_map(|partitioning| &partitioning.keys);
    match keys.into_iter().find(|key| !acting(relation, key).is_empty()) {
        None => Ok(()),
        Some(key) => Err(Error::Unsupported(format!(
            "a foreign key's 'on update' or 'on delete' action writes \"{key}\", by which {} is partitioned",
            relation.name
        ))),
    }
}

/// The checks of such columns, as constraints of the table. One that asks who writes can't stand there, and would have
/// to be asked again whatever column is written.
pub(super) fn checks(relation: &Relation) -> Result<Vec<String>, Error> {
    let mut constraints = Vec::new();
    if !relation.foreign_keys.iter().any(writes) {
        return Ok(constraints);
    }
    for check in &relation.checks {
        let condition = compile::schema_expression(&check.expression, relation);
        let condition = condition.map_err(|error| match error {
            Error::Unsupported(_) => Error::Unsupported(format!(
                "the check {} of {} asks who writes, and a foreign key's 'on update' or 'on delete' action writes \
                 to that table for whoever changes another",
                check.name, relation.name
            )),
            other => other,
        })?;
        if reads_acted(relation, &check.expression) {
            let name = quoted(&column_name(&check.name));
            constraints.push(format!("constraint {name} check ({condition})"));
        }
    }
    Ok(constraints)
}

/// The relation and check that SQLite's message about one means; a table that refers to the written one comes first.
pub(crate) fn violated_check<'a>(
    catalog: &'a catalog::Catalog,
    written: &'a Relation,
    message: &str,
) -> Option<(&'a Relation, &'a Name)> {
    let near = catalog.referencing(&written.name).map(|(relation, _)| relation);
    let far = catalog.relations.values().map(AsRef::as_ref);
    near.map(AsRef::as_ref).chain(far).find_map(|relation: &Relation| {
        let named = |check: &&catalog::Check| column_name(&check.name) == message;
        let mut checks = relation.checks.iter().filter(named);
        let check = checks.find(|check| reads_acted(relation, &check.expression))?;
        Some((relation, &check.name))
    })
}

/// A generated column would keep the value of before.
pub(super) fn require_no_generated(relation: &Relation) -> Result<(), Error> {
    for column in &relation.columns {
        if let Some(Generation::Computed(expression)) = &column.generation
            && reads_acted(relation, expression)
        {
            return Err(Error::Unsupported(format!(
                "the generated column \"{}\" of {} reads a column that a foreign key's 'on update' or 'on delete' \
                 action writes; leave out the action, or compute the value in a view",
                column.name, relation.name
            )));
        }
    }
    Ok(())
}

fn reads_acted(relation: &Relation, expression: &Expression) -> bool {
    let mut finding = Finding { relation, found: false };
    finding.expression(expression);
    finding.found
}

struct Finding<'a> {
    relation: &'a Relation,
    found: bool,
}

impl Visitor for Finding<'_> {
    fn expression(&mut self, expression: &Expression) {
        if let Expression::Column { range: Relation::ROW, name, .. } = expression {
            self.found |= !acting(self.relation, name).is_empty();
        }
        visit_expression(self, expression);
    }
}

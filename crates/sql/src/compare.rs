//! What lies between two catalogs, as changes that can be applied in turn.
//!
//! New names can't be told from something dropped and something new, so nothing is taken for a renaming. The
//! order of the columns of a table counts for nothing.

mod describe;
mod meaning;
pub(crate) mod relations;
pub(crate) mod routines;
pub(crate) mod rules;
pub(crate) mod settings;
pub(crate) mod tables;
mod types;

pub use describe::describe;
pub(crate) use types::is_replaced;

use crate::define::order::{Made, in_order};
use crate::define::trees::Tree;
use crate::define::uses;
use catalog::{Catalog, Change, RoutineId};
use value::QualifiedName;

/// The changes from the database's catalog to the files', in an order in which each can be applied: types,
/// tables, columns, keys, indexes, views, rules; then what goes away.
pub fn compare(from: &Catalog, to: &Catalog) -> Vec<Change> {
    let (from, to) = &meaning::spelled_alike(from, to);
    let aligned = types::with_new_labels(from, to);
    let mut changes = Vec::new();
    let new_schemas = to.schemas.keys().filter(|name| !from.schemas.contains_key(*name));
    changes.extend(new_schemas.cloned().map(Change::CreateSchema));
    changes.extend(settings::early(from, to));
    changes.extend(types::made(from, to));
    let from = aligned.as_ref().unwrap_or(from);
    changes.extend(relations::replaced(from, to));
    changes.extend(relations::new_tables(from, to));
    changes.extend(tables::new_columns(from, to));
    changes.extend(tables::gone_constraints(from, to));
    changes.extend(tables::altered_columns(from, to));
    changes.extend(tables::new_constraints(from, to));
    let (late, early) = relations_and_routines(from, to)
        .into_iter()
        .partition::<Vec<Change>, _>(|change| waits_for_columns(from, to, change));
    changes.extend(early);
    changes.extend(rules::changes(from, to));
    changes.extend(gone_relations_and_routines(from, to));
    changes.extend(tables::gone_columns(from, to));
    changes.extend(late);
    changes.extend(routines::rules(from, to));
    changes.extend(relations::gone_tables(from, to));
    changes.extend(types::gone(from, to));
    let gone_schemas = from.schemas.keys().filter(|name| !to.schemas.contains_key(*name));
    changes.extend(gone_schemas.cloned().map(Change::DropSchema));
    changes.extend(settings::late(from, to));
    changes
}

/// Views and functions that are new or do something else, each after what it reads and calls.
fn relations_and_routines(from: &Catalog, to: &Catalog) -> Vec<Change> {
    let mut changes = relations::views(from, to);
    changes.extend(routines::made(from, to));
    let order = in_order(to);
    changes.sort_by_key(|change| place(change, &order));
    changes
}

/// Whether a function, or a view that calls it, can be made only when a table's columns are gone.
fn waits_for_columns(from: &Catalog, to: &Catalog, change: &Change) -> bool {
    let waits = |id: &RoutineId| routines::waits_for_columns(from, to, id);
    match change {
        Change::CreateRoutine(id) | Change::AlterRoutine(id) => waits(id),
        Change::CreateRelation(name) => {
            let view = to.relation(name).and_then(|relation| relation.view());
            view.is_some_and(|view| {
                let called = uses::of_tree(Tree::Query(&view.query), None).routines;
                called.iter().any(|id| !from.routines.contains_key(id) && waits(id))
            })
        }
        _ => false,
    }
}

/// Views and functions that are gone, those that read and call others first.
fn gone_relations_and_routines(from: &Catalog, to: &Catalog) -> Vec<Change> {
    let mut changes = relations::gone_views(from, to);
    changes.extend(routines::gone(from, to));
    let order = in_order(from);
    changes.sort_by_key(|change| std::cmp::Reverse(place(change, &order)));
    changes
}

fn place(change: &Change, order: &[Made<'_>]) -> Option<usize> {
    let relation = |name: &QualifiedName| order.iter().position(|it| *it == Made::Relation(name));
    let routine = |id: &RoutineId| order.iter().position(|it| *it == Made::Routine(id));
    match change {
        Change::CreateRelation(name) | Change::AlterView(name) | Change::DropRelation(name) => {
            relation(name)
        }
        Change::CreateRoutine(id) | Change::AlterRoutine(id) | Change::DropRoutine(id) => {
            routine(id)
        }
        _ => None,
    }
}

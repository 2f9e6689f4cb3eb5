//! Tables and views that are new, gone, or show something else.

use crate::define::order::{Made, in_order};
use crate::define::trees::Tree;
use crate::define::uses;
use crate::write::view_text;
use catalog::{Catalog, Change, Relation, RelationKind, View};
use std::sync::Arc;
use value::QualifiedName;

/// Tables that became views, or the other way round, go before the new ones come.
pub(super) fn replaced(from: &Catalog, to: &Catalog) -> Vec<Change> {
    let other_kind = |old: &&Arc<Relation>| {
        to.relation(&old.name).is_some_and(|new| new.is_table() != old.is_table())
    };
    let gone = from.relations.values().filter(other_kind);
    gone.map(|relation| Change::DropRelation(relation.name.clone())).collect()
}

/// New tables: those that foreign keys lead to come first, as far as they don't lead in a circle.
pub(super) fn new_tables(from: &Catalog, to: &Catalog) -> Vec<Change> {
    created_tables(from, to).into_iter().cloned().map(Change::CreateRelation).collect()
}

/// The new tables in the order in which they are made.
pub(crate) fn created_tables<'a>(from: &Catalog, to: &'a Catalog) -> Vec<&'a QualifiedName> {
    let mut ordered: Vec<&QualifiedName> = Vec::new();
    let mut seen: Vec<&QualifiedName> = Vec::new();
    for made in in_order(to) {
        if let Made::Relation(name) = made {
            visit(from, to, name, &mut seen, &mut ordered);
        }
    }
    ordered
}

fn visit<'a>(
    from: &Catalog,
    to: &'a Catalog,
    name: &'a QualifiedName,
    seen: &mut Vec<&'a QualifiedName>,
    ordered: &mut Vec<&'a QualifiedName>,
) {
    let Some(table) = to.relation(name).filter(|it| it.is_table() && is_new(from, it)) else {
        return;
    };
    if seen.contains(&name) {
        return;
    }
    seen.push(name);
    for key in &table.foreign_keys {
        visit(from, to, &key.target, seen, ordered);
    }
    ordered.push(name);
}

/// Whether the relation, as what it is, wasn't there before.
pub(crate) fn is_new(from: &Catalog, relation: &Relation) -> bool {
    from.relation(&relation.name).is_none_or(|old| old.is_table() != relation.is_table())
}

/// New views, and those that show something else, each after what it reads.
pub(super) fn views(from: &Catalog, to: &Catalog) -> Vec<Change> {
    let mut changes = Vec::new();
    for made in in_order(to) {
        let Made::Relation(name) = made else { continue };
        let Some(view) = to.relation(name).filter(|relation| !relation.is_table()) else {
            continue;
        };
        match from.relation(name).filter(|old| !old.is_table()) {
            None => changes.push(Change::CreateRelation(name.clone())),
            Some(old) if shows_the_same(old, view) && !stands_on_replaced(from, to, name) => {
                changes.extend(indexes(old, view));
            }
            Some(_) => changes.push(Change::AlterView(name.clone())),
        }
    }
    changes
}

/// Indexes of a materialized view that are gone, new or other ones.
fn indexes(old: &Relation, new: &Relation) -> Vec<Change> {
    let relation = || new.name.clone();
    let gone = old.indexes.iter().filter(|index| !new.indexes.contains(index));
    let gone =
        gone.map(|index| Change::DropIndex { relation: relation(), index: index.name.clone() });
    let added = new.indexes.iter().filter(|index| !old.indexes.contains(index));
    let added =
        added.map(|index| Change::CreateIndex { relation: relation(), index: index.name.clone() });
    gone.chain(added).collect()
}

/// Whether a view goes with a table that becomes a view, or the other way round.
pub(crate) fn stands_on_replaced(from: &Catalog, to: &Catalog, view: &QualifiedName) -> bool {
    let Some(view) = from.relation(view).and_then(|relation| relation.view()) else { return false };
    uses::of_tree(Tree::Query(&view.query), None).relations.iter().any(|name| {
        let kinds = from.relation(name).zip(to.relation(name));
        kinds.is_some_and(|(old, new)| old.is_table() != new.is_table())
            || stands_on_replaced(from, to, name)
    })
}

fn shows_the_same(old: &Relation, new: &Relation) -> bool {
    let columns = |relation: &Relation| {
        let columns = relation.columns.iter();
        columns.map(|it| (it.name.clone(), it.of.clone(), it.modifier)).collect::<Vec<_>>()
    };
    match (&old.kind, &new.kind) {
        (RelationKind::View(old_view), RelationKind::View(new_view)) => {
            // The same text over columns of another type: the view is made again where the type changes. Whether a
            // materialized view has rows is not the schema's to say.
            let text = |relation, view: &View| {
                view_text(relation, &View { populated: true, ..view.clone() }, false)
            };
            (old_view == new_view && columns(old) == columns(new))
                || text(old, old_view) == text(new, new_view)
        }
        _ => false,
    }
}

/// Views that are gone, those that read others first.
pub(super) fn gone_views(from: &Catalog, to: &Catalog) -> Vec<Change> {
    let relations = in_order(from).into_iter().rev().filter_map(|made| match made {
        Made::Relation(name) => Some(name),
        Made::Type(_) | Made::Routine(_) => None,
    });
    relations
        .filter(|name| from.relation(name).is_some_and(|relation| !relation.is_table()))
        .filter(|name| !to.relations.contains_key(*name))
        .map(|name| Change::DropRelation(name.clone()))
        .collect()
}

/// Tables that are gone, those that lead to others first.
pub(super) fn gone_tables(from: &Catalog, to: &Catalog) -> Vec<Change> {
    // What would be made last of nothing is dropped first.
    let mut tables = created_tables(&Catalog::default(), from);
    tables.reverse();
    let gone = tables.into_iter().filter(|name| !to.relations.contains_key(*name));
    gone.cloned().map(Change::DropRelation).collect()
}

//! Which columns of which tables a relation shows, under which names.

use crate::expression::Expression;
use crate::query::{Body, From, Query, Range};
use crate::relation::Relation;
use crate::schema::Catalog;
use std::sync::Arc;
use value::{Name, QualifiedName};

/// Views of views of views; deeper is not followed.
const VIEW_DEPTH_MAX: usize = 16;

/// The columns of one table that a relation shows.
pub(super) struct Shown {
    /// The table.
    pub(super) table: QualifiedName,
    /// The table's columns, and by which names the relation shows them.
    columns: Vec<(Name, Name)>,
}

impl Shown {
    /// By which name a column of the table is shown.
    pub(super) fn column(&self, name: &Name) -> Option<&Name> {
        self.columns.iter().find(|(column, _)| column == name).map(|(_, shown)| shown)
    }
}

/// Every view with each table that it shows columns of.
pub(super) fn views(catalog: &Catalog) -> Vec<(QualifiedName, Shown)> {
    let views = catalog.relations.values().filter(|relation| relation.view().is_some());
    let each = |view: &Arc<Relation>| {
        let name = view.name.clone();
        shown_by(catalog, view).into_iter().map(move |shown| (name.clone(), shown))
    };
    views.flat_map(each).collect()
}

/// The tables that a relation shows columns of: itself, if it is one.
pub(super) fn shown_by(catalog: &Catalog, relation: &Relation) -> Vec<Shown> {
    let mut all: Vec<Shown> = Vec::new();
    for column in &relation.columns {
        let origin = origin(catalog, relation, &column.name, VIEW_DEPTH_MAX);
        let Some((table, name)) = origin else { continue };
        let pair = (name, column.name.clone());
        match all.iter_mut().find(|shown| shown.table == table) {
            Some(shown) => shown.columns.push(pair),
            None => all.push(Shown { table, columns: vec![pair] }),
        }
    }
    all
}

/// The column of a table that a relation's column is, unchanged.
fn origin(
    catalog: &Catalog,
    relation: &Relation,
    column: &Name,
    depth: usize,
) -> Option<(QualifiedName, Name)> {
    let Some(view) = relation.view() else {
        return Some((relation.name.clone(), column.clone()));
    };
    let at = relation.columns.iter().position(|own| own.name == *column)?;
    of_output(catalog, &view.query, at, depth.checked_sub(1)?)
}

fn of_output(
    catalog: &Catalog,
    query: &Query,
    at: usize,
    depth: usize,
) -> Option<(QualifiedName, Name)> {
    let Body::Select(select) = &query.body else { return None };
    let Expression::Column { range, name, .. } = &select.output.get(at)?.expression else {
        return None;
    };
    match entry(select.from.as_ref()?, *range)? {
        From::Relation { relation, .. } => {
            origin(catalog, catalog.relation(relation)?, name, depth)
        }
        From::Query { query, .. } => {
            let at = query.columns().iter().position(|(output, _)| output == name)?;
            of_output(catalog, query, at, depth.checked_sub(1)?)
        }
        _ => None,
    }
}

/// The entry of a `from` that has this number.
fn entry(from: &From, range: Range) -> Option<&From> {
    match from {
        From::Join { left, right, .. } => entry(left, range).or_else(|| entry(right, range)),
        other if other.range() == Some(range) => Some(other),
        _ => None,
    }
}

//! Which columns of which tables a view shows, and under which names.
//!
//! As PostgreSQL notes the origin of a column (`resorigtbl`): a plain column of a relation, of a subquery or of a
//! `with`, over any number of views; what is computed, or comes out of a set operation, has none.

use crate::expression::Expression;
use crate::query::{Body, From, Query, Range, With, WithBody};
use crate::relation::Relation;
use crate::schema::Catalog;
use std::collections::HashMap;
use std::sync::Arc;
use value::{Name, QualifiedName};

/// The columns of one table that a view shows.
pub(super) struct Shown {
    /// The view.
    pub(super) view: QualifiedName,
    /// The table's columns, and by which names the view shows each.
    columns: Vec<(Name, Vec<Name>)>,
}

impl Shown {
    /// By which names a column of the table is shown.
    pub(super) fn names(&self, column: &Name) -> &[Name] {
        let found = self.columns.iter().find(|(known, _)| known == column);
        found.map_or(&[], |(_, names)| names)
    }

    fn note(&mut self, column: Name, name: Name) {
        match self.columns.iter_mut().find(|(known, _)| *known == column) {
            Some((_, names)) => names.push(name),
            None => self.columns.push((column, vec![name])),
        }
    }
}

/// The views that show columns of a table, for each table, in order of declaration.
pub(super) fn by_table(catalog: &Catalog) -> HashMap<QualifiedName, Vec<Shown>> {
    let mut tracing = Tracing { catalog, known: HashMap::new() };
    let mut all: HashMap<QualifiedName, Vec<Shown>> = HashMap::new();
    for view in catalog.relations.values().filter(|relation| !relation.is_table()) {
        let origins = tracing.relation(view);
        for (column, origin) in view.columns.iter().zip(origins.iter()) {
            let Some((table, name)) = origin else { continue };
            let shown = all.entry(table.clone()).or_default();
            if shown.last().is_none_or(|last| last.view != view.name) {
                shown.push(Shown { view: view.name.clone(), columns: Vec::new() });
            }
            if let Some(last) = shown.last_mut() {
                last.note(name.clone(), column.name.clone());
            }
        }
    }
    all
}

/// A column of a table.
type Origin = (QualifiedName, Name);

/// What is known of views already.
struct Tracing<'a> {
    catalog: &'a Catalog,
    known: HashMap<QualifiedName, Arc<[Option<Origin>]>>,
}

impl<'a> Tracing<'a> {
    /// Where each column of a relation comes from.
    fn relation(&mut self, relation: &'a Relation) -> Arc<[Option<Origin>]> {
        let Some(view) = relation.view() else {
            let own = |column: &crate::Column| Some((relation.name.clone(), column.name.clone()));
            return relation.columns.iter().map(own).collect();
        };
        if let Some(known) = self.known.get(&relation.name) {
            return known.clone();
        }
        // A view that leads to itself finds nothing there.
        self.known.insert(relation.name.clone(), Arc::default());
        let mut withs = Vec::new();
        let outputs = self.query(&view.query, &mut withs);
        let outputs: Arc<[Option<Origin>]> = outputs.into();
        self.known.insert(relation.name.clone(), outputs.clone());
        outputs
    }

    /// Where each output of a query comes from.
    fn query(&mut self, query: &'a Query, withs: &mut Vec<&'a With>) -> Vec<Option<Origin>> {
        let outside = withs.len();
        withs.extend(&query.with);
        let origins = match &query.body {
            Body::Select(select) => {
                let output = |output: &'a crate::Output| match &output.expression {
                    Expression::Column { range, name, .. } => {
                        self.column(entry(select.from.as_ref()?, *range)?, name, withs)
                    }
                    _ => None,
                };
                select.output.iter().map(output).collect()
            }
            Body::Values(_) | Body::Set { .. } => Vec::new(),
        };
        withs.truncate(outside);
        origins
    }

    fn column(&mut self, from: &'a From, name: &Name, withs: &mut Vec<&'a With>) -> Option<Origin> {
        let (origins, at) = match from {
            From::Relation { relation, .. } => {
                let relation = self.catalog.relation(relation)?;
                let at = relation.columns.iter().position(|column| column.name == *name)?;
                return self.relation(relation).get(at)?.clone();
            }
            From::Query { query, .. } => {
                let at = query.columns().iter().position(|(output, _)| output == name)?;
                (self.query(query, withs), at)
            }
            From::Common { name: common, .. } => {
                let with = *withs.iter().rev().find(|with| with.name == *common)?;
                let at = with.columns.iter().position(|(output, _)| output == name)?;
                let WithBody::Query(query) = &with.body else { return None };
                (self.query(query, withs), at)
            }
            _ => return None,
        };
        origins.into_iter().nth(at).flatten()
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

//! How relations can be embedded in each other: along foreign keys, in both directions and over junctions.
//!
//! The rules are PostgREST's (`SchemaCache`): a foreign key is many-to-one from its table and one-to-many back,
//! or one-to-one where its columns are unique; a relation is a junction between two others when two of its foreign
//! keys lead to them and all their columns are part of its primary key. A view has the foreign keys, and the
//! primary key, whose columns it shows all.

mod derive;
mod shown;

#[cfg(test)]
mod tests;

use crate::schema::Catalog;
use derive::Keys;
use shown::Shown;
use std::collections::HashMap;
use value::{Name, QualifiedName};

/// A way from one relation to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Relationship {
    /// From where.
    pub source: QualifiedName,
    /// To where.
    pub target: QualifiedName,
    /// How many, and by what.
    pub cardinality: Cardinality,
}

/// How many rows of the target belong to one of the source. Pairs are (source column, target column).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cardinality {
    /// The source's foreign key.
    ManyToOne {
        /// The constraint's name.
        constraint: Name,
        /// Which columns are equal.
        pairs: Vec<(Name, Name)>,
    },
    /// The target's foreign key.
    OneToMany {
        /// The constraint's name.
        constraint: Name,
        /// Which columns are equal.
        pairs: Vec<(Name, Name)>,
    },
    /// A foreign key whose columns are unique, from either end.
    OneToOne {
        /// The constraint's name.
        constraint: Name,
        /// Which columns are equal.
        pairs: Vec<(Name, Name)>,
        /// The foreign key is the source's.
        holds_key: bool,
    },
    /// Two foreign keys of a third table.
    ManyToMany(Junction),
}

/// The table between two others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Junction {
    /// The table.
    pub relation: QualifiedName,
    /// Its constraint to the source.
    pub source_constraint: Name,
    /// (source column, junction column)
    pub source_pairs: Vec<(Name, Name)>,
    /// Its constraint to the target.
    pub target_constraint: Name,
    /// (junction column, target column)
    pub target_pairs: Vec<(Name, Name)>,
}

impl Cardinality {
    /// Whether at most one row of the target belongs to a row of the source.
    pub const fn is_to_one(&self) -> bool {
        matches!(self, Self::ManyToOne { .. } | Self::OneToOne { .. })
    }
}

/// Every relationship of a catalog, and the primary keys of its relations as their columns show them. Made once for a
/// catalog: tracing keys through views costs more than a request.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Relationships {
    starting: HashMap<QualifiedName, Vec<Relationship>>,
    keys: HashMap<QualifiedName, Vec<Name>>,
}

impl Relationships {
    /// Those of a catalog.
    pub fn of(catalog: &Catalog) -> Self {
        let shown = shown::by_table(catalog);
        let primary = primary_keys(catalog, &shown);
        let keys = Keys::of(catalog, &shown);
        let mut starting: HashMap<QualifiedName, Vec<Relationship>> = HashMap::new();
        for relationship in keys.relationships(&primary) {
            starting.entry(relationship.source.clone()).or_default().push(relationship);
        }
        let is_view = |name: &QualifiedName| {
            catalog.relation(name).is_some_and(|relation| !relation.is_table())
        };
        starting.values_mut().for_each(|all| all.sort_by_key(|one| is_view(&one.target)));
        Self { starting, keys: primary }
    }

    /// Those that start at a relation: foreign keys first, then junctions, in order of declaration, and those that
    /// lead to views behind those that lead to tables.
    pub fn starting_at(&self, source: &QualifiedName) -> &[Relationship] {
        self.starting.get(source).map_or(&[], Vec::as_slice)
    }

    /// The columns of a relation that are its primary key, or show those of the tables below it; empty without one.
    pub fn key_columns(&self, relation: &QualifiedName) -> &[Name] {
        self.keys.get(relation).map_or(&[], Vec::as_slice)
    }
}

/// The primary keys of tables, and of the views that show all their columns: of each the first column that does.
fn primary_keys(
    catalog: &Catalog,
    shown: &HashMap<QualifiedName, Vec<Shown>>,
) -> HashMap<QualifiedName, Vec<Name>> {
    let mut keys: HashMap<QualifiedName, Vec<Name>> = HashMap::new();
    for table in catalog.relations.values() {
        let Some(key) = &table.primary_key else { continue };
        keys.insert(table.name.clone(), key.columns.clone());
        for shown in shown.get(&table.name).into_iter().flatten() {
            let first = |column: &Name| shown.names(column).first().cloned();
            let columns: Option<Vec<Name>> = key.columns.iter().map(first).collect();
            keys.entry(shown.view.clone()).or_default().extend(columns.into_iter().flatten());
        }
    }
    keys
}

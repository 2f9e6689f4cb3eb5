//! How relations can be embedded in each other: along foreign keys, in both directions and over junctions.
//!
//! The rules are PostgREST's (`SchemaCache`): a foreign key is many-to-one from its table and one-to-many back,
//! or one-to-one where its columns are unique; a table is a junction between two others when two of its foreign
//! keys lead to them and all their columns are part of its primary key.

use crate::relation::{ForeignKey, Relation};
use crate::schema::Catalog;
use std::sync::Arc;
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

/// Every relationship that starts at a relation, foreign keys first, then junctions, in order of declaration.
pub fn relationships(catalog: &Catalog, source: &QualifiedName) -> Vec<Relationship> {
    let outgoing = catalog
        .relation(source)
        .into_iter()
        .flat_map(|relation| relation.foreign_keys.iter().map(|key| forward(relation, key)));
    let incoming =
        catalog.referencing(source).map(|(relation, key)| backward(relation, key, source));
    let junctions = catalog.referencing(source).flat_map(|(relation, key)| over(relation, key));
    outgoing.chain(incoming).chain(junctions).collect()
}

fn forward(relation: &Arc<Relation>, key: &ForeignKey) -> Relationship {
    let constraint = key.name.clone();
    let pairs = zip(&key.columns, &key.target_columns);
    let cardinality = if relation.is_unique(&key.columns) {
        Cardinality::OneToOne { constraint, pairs, holds_key: true }
    } else {
        Cardinality::ManyToOne { constraint, pairs }
    };
    Relationship { source: relation.name.clone(), target: key.target.clone(), cardinality }
}

fn backward(relation: &Arc<Relation>, key: &ForeignKey, source: &QualifiedName) -> Relationship {
    let constraint = key.name.clone();
    let pairs = zip(&key.target_columns, &key.columns);
    let cardinality = if relation.is_unique(&key.columns) {
        Cardinality::OneToOne { constraint, pairs, holds_key: false }
    } else {
        Cardinality::OneToMany { constraint, pairs }
    };
    Relationship { source: source.clone(), target: relation.name.clone(), cardinality }
}

fn over<'a>(
    junction: &'a Arc<Relation>,
    near: &'a ForeignKey,
) -> impl Iterator<Item = Relationship> + 'a {
    let in_key = |key: &ForeignKey| key.columns.iter().all(|c| junction.key_columns().contains(c));
    let others = junction
        .foreign_keys
        .iter()
        .filter(move |far| far.name != near.name && in_key(near) && in_key(far));
    others.map(|far| Relationship {
        source: near.target.clone(),
        target: far.target.clone(),
        cardinality: Cardinality::ManyToMany(Junction {
            relation: junction.name.clone(),
            source_constraint: near.name.clone(),
            source_pairs: zip(&near.target_columns, &near.columns),
            target_constraint: far.name.clone(),
            target_pairs: zip(&far.columns, &far.target_columns),
        }),
    })
}

fn zip(left: &[Name], right: &[Name]) -> Vec<(Name, Name)> {
    left.iter().cloned().zip(right.iter().cloned()).collect()
}

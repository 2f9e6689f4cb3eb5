//! How relations can be embedded in each other: along foreign keys, in both directions and over junctions.
//!
//! The rules are PostgREST's (`SchemaCache`): a foreign key is many-to-one from its table and one-to-many back,
//! or one-to-one where its columns are unique; a table is a junction between two others when two of its foreign
//! keys lead to them and all their columns are part of its primary key. A view has the relationships of the tables
//! whose key columns it shows.

mod shown;

use crate::relation::{ForeignKey, Relation};
use crate::schema::Catalog;
use shown::{Shown, shown_by, views};
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

/// Every relationship that starts at a relation: foreign keys first, then junctions, in order of declaration, and
/// those that lead to views behind those that lead to tables.
pub fn relationships(catalog: &Catalog, source: &QualifiedName) -> Vec<Relationship> {
    let Some(relation) = catalog.relation(source) else { return Vec::new() };
    let views = views(catalog);
    let (mut to_tables, mut to_views) = (Vec::new(), Vec::new());
    for own in shown_by(catalog, relation) {
        for base in of_table(catalog, &own.table) {
            let Some(from) = base.starting_at(source, &own) else { continue };
            let views = views.iter().filter(|(_, shown)| shown.table == base.target);
            to_views.extend(views.filter_map(|(view, shown)| from.leading_to(view, shown)));
            to_tables.push(from);
        }
    }
    to_tables.append(&mut to_views);
    to_tables
}

/// The relationships of a table to tables.
fn of_table(catalog: &Catalog, source: &QualifiedName) -> Vec<Relationship> {
    let outgoing = catalog
        .relation(source)
        .into_iter()
        .flat_map(|relation| relation.foreign_keys.iter().map(|key| forward(relation, key)));
    let incoming =
        catalog.referencing(source).map(|(relation, key)| backward(relation, key, source));
    let junctions = catalog.referencing(source).flat_map(|(relation, key)| over(relation, key));
    outgoing.chain(incoming).chain(junctions).collect()
}

impl Relationship {
    /// The same from a relation that shows the source's key columns.
    fn starting_at(&self, source: &QualifiedName, shown: &Shown) -> Option<Self> {
        let mut own = self.clone();
        own.source = source.clone();
        own.cardinality.near().iter_mut().try_for_each(|pair| {
            pair.0 = shown.column(&pair.0)?.clone();
            Some(())
        })?;
        Some(own)
    }

    /// The same to a view that shows the target's key columns.
    fn leading_to(&self, view: &QualifiedName, shown: &Shown) -> Option<Self> {
        let mut other = self.clone();
        other.target = view.clone();
        other.cardinality.far().iter_mut().try_for_each(|pair| {
            pair.1 = shown.column(&pair.1)?.clone();
            Some(())
        })?;
        Some(other)
    }
}

impl Cardinality {
    /// The pairs whose first is the source's.
    const fn near(&mut self) -> &mut Vec<(Name, Name)> {
        match self {
            Self::ManyToOne { pairs, .. }
            | Self::OneToMany { pairs, .. }
            | Self::OneToOne { pairs, .. } => pairs,
            Self::ManyToMany(junction) => &mut junction.source_pairs,
        }
    }

    /// The pairs whose second is the target's.
    const fn far(&mut self) -> &mut Vec<(Name, Name)> {
        match self {
            Self::ManyToOne { pairs, .. }
            | Self::OneToMany { pairs, .. }
            | Self::OneToOne { pairs, .. } => pairs,
            Self::ManyToMany(junction) => &mut junction.target_pairs,
        }
    }
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

//! From foreign keys to relationships: the same keys over the views that show their columns, both directions, and
//! junctions.

use super::shown::Shown;
use super::{Cardinality, Junction, Relationship};
use crate::schema::Catalog;
use std::collections::HashMap;
use value::{Name, QualifiedName};

/// A foreign key from one relation to another, over the columns by which they show it.
struct Key<'a> {
    from: &'a QualifiedName,
    to: &'a QualifiedName,
    constraint: &'a Name,
    /// The columns of `from`, and those of `to`.
    pairs: Vec<(Name, Name)>,
    /// The columns of the foreign key are unique.
    unique: bool,
}

/// Every foreign key, those of tables first.
pub(super) struct Keys<'a>(Vec<Key<'a>>);

impl<'a> Keys<'a> {
    pub(super) fn of(catalog: &'a Catalog, shown: &'a HashMap<QualifiedName, Vec<Shown>>) -> Self {
        let mut keys = Vec::new();
        for table in catalog.relations.values() {
            keys.extend(table.foreign_keys.iter().map(|key| Key {
                from: &table.name,
                to: &key.target,
                constraint: &key.name,
                pairs: zip(&key.columns, &key.target_columns),
                unique: table.is_unique(&key.columns),
            }));
        }
        let over_views: Vec<Key<'a>> = keys.iter().flat_map(|key| key.over_views(shown)).collect();
        keys.extend(over_views);
        Self(keys)
    }

    /// Every key in both directions, and the junctions.
    pub(super) fn relationships(
        &self,
        primary: &HashMap<QualifiedName, Vec<Name>>,
    ) -> Vec<Relationship> {
        let mut all: Vec<Relationship> = self.0.iter().map(Key::forward).collect();
        all.extend(self.0.iter().map(Key::backward));
        let mut by_relation: HashMap<&QualifiedName, Vec<&Key<'_>>> = HashMap::new();
        for key in &self.0 {
            let own = primary.get(key.from).map_or(&[][..], Vec::as_slice);
            if !key.unique && key.pairs.iter().all(|(column, _)| own.contains(column)) {
                by_relation.entry(key.from).or_default().push(key);
            }
        }
        // In the order of the keys, so that the same catalog always gives the same list.
        for near in &self.0 {
            let of_junction = by_relation.get(near.from).map_or(&[][..], Vec::as_slice);
            if of_junction.iter().any(|key| std::ptr::eq(*key, near)) {
                let others = of_junction.iter().filter(|far| far.constraint != near.constraint);
                all.extend(others.map(|far| near.over(far)));
            }
        }
        all
    }
}

impl<'a> Key<'a> {
    /// The same key from views of its table, to views of the table that it leads to, and between such views.
    fn over_views(&self, shown: &'a HashMap<QualifiedName, Vec<Shown>>) -> Vec<Self> {
        let (own, others): (Vec<Name>, Vec<Name>) = self.pairs.iter().cloned().unzip();
        let sources = ways(shown, self.from, &own);
        let targets = ways(shown, self.to, &others);
        let key = |from, to, own: &[Name], others: &[Name]| Key {
            from,
            to,
            constraint: self.constraint,
            pairs: zip(own, others),
            unique: self.unique,
        };
        let mut keys = Vec::new();
        keys.extend(sources.iter().map(|(view, columns)| key(*view, self.to, columns, &others)));
        keys.extend(targets.iter().map(|(view, columns)| key(self.from, *view, &own, columns)));
        for (from, columns) in &sources {
            keys.extend(targets.iter().map(|(to, others)| key(*from, *to, columns, others)));
        }
        keys
    }

    fn forward(&self) -> Relationship {
        let (constraint, pairs) = (self.constraint.clone(), self.pairs.clone());
        let cardinality = if self.unique {
            Cardinality::OneToOne { constraint, pairs, holds_key: true }
        } else {
            Cardinality::ManyToOne { constraint, pairs }
        };
        Relationship { source: self.from.clone(), target: self.to.clone(), cardinality }
    }

    fn backward(&self) -> Relationship {
        let (constraint, pairs) = (self.constraint.clone(), turned(&self.pairs));
        let cardinality = if self.unique {
            Cardinality::OneToOne { constraint, pairs, holds_key: false }
        } else {
            Cardinality::OneToMany { constraint, pairs }
        };
        Relationship { source: self.to.clone(), target: self.from.clone(), cardinality }
    }

    /// From where this key leads to, over the relation that has both, to where the other leads to.
    fn over(&self, far: &Self) -> Relationship {
        Relationship {
            source: self.to.clone(),
            target: far.to.clone(),
            cardinality: Cardinality::ManyToMany(Junction {
                relation: self.from.clone(),
                source_constraint: self.constraint.clone(),
                source_pairs: turned(&self.pairs),
                target_constraint: far.constraint.clone(),
                target_pairs: far.pairs.clone(),
            }),
        }
    }
}

/// The views that show all these columns of a table, and by which names: one for each choice of names.
fn ways<'a>(
    shown: &'a HashMap<QualifiedName, Vec<Shown>>,
    table: &QualifiedName,
    columns: &[Name],
) -> Vec<(&'a QualifiedName, Vec<Name>)> {
    let mut ways = Vec::new();
    for shown in shown.get(table).into_iter().flatten() {
        let mut choices: Vec<Vec<Name>> = vec![Vec::new()];
        for column in columns {
            let names = shown.names(column);
            choices = choices
                .iter()
                .flat_map(|chosen| {
                    names
                        .iter()
                        .map(move |name| [chosen.as_slice(), std::slice::from_ref(name)].concat())
                })
                .collect();
        }
        ways.extend(choices.into_iter().map(|choice| (&shown.view, choice)));
    }
    ways
}

fn zip(left: &[Name], right: &[Name]) -> Vec<(Name, Name)> {
    left.iter().cloned().zip(right.iter().cloned()).collect()
}

fn turned(pairs: &[(Name, Name)]) -> Vec<(Name, Name)> {
    pairs.iter().cloned().map(|(left, right)| (right, left)).collect()
}

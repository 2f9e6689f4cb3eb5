//! Columns, constraints and indexes of the tables that are there before and after.

use super::types::is_replaced;
use crate::define::dependants::{Thing, dependants};
use catalog::{
    Catalog, Change, Check, Column, Expression, ForeignKey, Generation, Index, Relation, Type,
    Unique,
};
use std::sync::Arc;
use value::{Modifier, Name, QualifiedName, Scalar};

type Pair<'a> = (&'a Arc<Relation>, &'a Arc<Relation>);

/// The tables that are there before and after, and may differ.
fn pairs<'a>(from: &'a Catalog, to: &'a Catalog) -> impl Iterator<Item = Pair<'a>> {
    let both = to.relations.values().filter_map(|new| Some((from.relation(&new.name)?, new)));
    both.filter(|(old, new)| old.is_table() && new.is_table() && !Arc::ptr_eq(old, new))
}

/// `add column`
pub(super) fn new_columns(from: &Catalog, to: &Catalog) -> Vec<Change> {
    let mut changes = Vec::new();
    for (old, new) in pairs(from, to) {
        let added = new.columns.iter().filter(|column| old.column(&column.name).is_none());
        changes.extend(added.map(|column| Change::AddColumn {
            relation: new.name.clone(),
            column: column.name.clone(),
        }));
    }
    changes
}

/// `drop column`
pub(super) fn gone_columns(from: &Catalog, to: &Catalog) -> Vec<Change> {
    let mut changes = Vec::new();
    for (old, new) in pairs(from, to) {
        let gone = old.columns.iter().filter(|column| new.column(&column.name).is_none());
        changes.extend(gone.map(|column| Change::DropColumn {
            relation: new.name.clone(),
            column: column.name.clone(),
        }));
    }
    changes
}

/// Other types, defaults, nulls.
pub(super) fn altered_columns(from: &Catalog, to: &Catalog) -> Vec<Change> {
    let mut changes = Vec::new();
    for (old_table, table) in pairs(from, to) {
        for column in &table.columns {
            let Some(old) = old_table.column(&column.name) else { continue };
            let (relation, name) = (table.name.clone(), column.name.clone());
            let converts = column_type_differs(from, to, old, column);
            if converts {
                let using = conversion(from, to, old, column);
                changes.push(Change::AlterColumnType {
                    relation: relation.clone(),
                    column: name.clone(),
                    using,
                });
            }
            // A new type brings the default along.
            let brought_along = converts && has_default(old) && has_default(column);
            if !same_generation(old, column) && !brought_along {
                changes.push(Change::AlterColumnGeneration {
                    relation: relation.clone(),
                    column: name.clone(),
                });
            }
            if old.not_null != column.not_null {
                changes.push(Change::AlterColumnNull { relation, column: name });
            }
        }
    }
    changes
}

fn has_default(column: &Column) -> bool {
    matches!(column.generation, Some(Generation::Default(_)))
}

/// Whether the values of a column become those of another type, or fit another modifier.
pub(crate) fn column_type_differs(
    from: &Catalog,
    to: &Catalog,
    old: &Column,
    new: &Column,
) -> bool {
    let types = crate::define::uses::named_types(&old.of);
    old.modifier != new.modifier
        || !same_type(&old.of, &new.of)
        || types.iter().any(|name| is_replaced(from, to, name))
}

/// Types by name: an enum with more labels is still the same type.
pub(super) fn same_type(old: &Type, new: &Type) -> bool {
    match (old, new) {
        (Type::Enum(old), Type::Enum(new)) => old.name == new.name,
        (Type::Domain(old), Type::Domain(new)) => old.name == new.name,
        (Type::Composite(old), Type::Composite(new)) => old.name == new.name,
        (Type::Array(old), Type::Array(new)) => same_type(old, new),
        _ => old == new,
    }
}

/// Values of a type that is made anew go by their text; so do those that no assignment converts.
fn conversion(from: &Catalog, to: &Catalog, old: &Column, new: &Column) -> Option<Expression> {
    let types = crate::define::uses::named_types(&old.of);
    let replaced = types.iter().any(|name| is_replaced(from, to, name));
    let automatic = builtin::resolve::can_cast(&old.of, &new.of, value::Context::Assignment);
    if automatic && !replaced {
        return None;
    }
    let cast = |operand, to: &Type, modifier| Expression::Cast {
        operand: Box::new(operand),
        to: to.clone(),
        modifier,
        explicit: true,
    };
    let row = Relation::ROW;
    let column = Expression::column(row, old.name.clone(), old.of.clone());
    let is_text = matches!(old.of, Type::Scalar(Scalar::Text | Scalar::Varchar));
    let text = if is_text { column } else { cast(column, &Type::TEXT, Modifier::None) };
    Some(cast(text, &new.of, new.modifier))
}

/// Defaults and identities that do the same. Where a sequence starts counts only when it is made.
pub(crate) fn same_generation(old: &Column, new: &Column) -> bool {
    match (&old.generation, &new.generation) {
        (Some(Generation::Identity(old)), Some(Generation::Identity(new))) => {
            old.always == new.always
                && old.serial == new.serial
                && old.increment == new.increment
                && old.sequence == new.sequence
        }
        (old, new) => old == new,
    }
}

/// Constraints and indexes that are gone or say something else, foreign keys first.
pub(super) fn gone_constraints(from: &Catalog, to: &Catalog) -> Vec<Change> {
    let mut keys = keys_in_the_way(from, to);
    let mut others = Vec::new();
    let mut indexes = Vec::new();
    for (old, new) in pairs(from, to) {
        let drop = |name: &Name| Change::DropConstraint {
            relation: old.name.clone(),
            constraint: name.clone(),
        };
        let changed = |key: &&ForeignKey| !new.foreign_keys.contains(key);
        let gone = old.foreign_keys.iter().filter(changed).map(|key| drop(&key.name));
        for change in gone {
            if !keys.contains(&change) {
                keys.push(change);
            }
        }
        let gone = named_constraints(old).filter(|it| !it.is_in(new) && !it.is_renamed(old, new));
        others.extend(gone.map(|it| drop(it.name())));
        let gone = old.indexes.iter().filter(|index| !new.indexes.contains(index));
        indexes.extend(gone.map(|index| Change::DropIndex {
            relation: old.name.clone(),
            index: index.name.clone(),
        }));
    }
    keys.into_iter().chain(others).chain(indexes).collect()
}

/// Foreign keys that stay, but lead to a key that is made anew.
fn keys_in_the_way(from: &Catalog, to: &Catalog) -> Vec<Change> {
    served(from, to)
        .into_iter()
        .filter(|(relation, _)| to.relations.contains_key(relation))
        .map(|(relation, constraint)| Change::DropConstraint { relation, constraint })
        .collect()
}

/// The foreign keys that a changed key or unique index serves.
fn served(from: &Catalog, to: &Catalog) -> Vec<(QualifiedName, Name)> {
    let mut served = Vec::new();
    for (old, new) in pairs(from, to) {
        let keys = named_constraints(old).filter(|it| !it.is_in(new) && !it.is_renamed(old, new));
        let keys = keys.map(|it| Thing::Constraint(old.name.clone(), it.name().clone()));
        let indexes =
            old.indexes.iter().filter(|index| index.unique && !new.indexes.contains(index));
        let indexes = indexes.map(|index| Thing::Index(old.name.clone(), index.name.clone()));
        for thing in keys.chain(indexes) {
            for key in dependants(from, &thing) {
                if let Thing::Constraint(relation, name) = key {
                    served.push((relation, name));
                }
            }
        }
    }
    served
}

/// Keys and checks, then indexes, then foreign keys, which need the others.
pub(super) fn new_constraints(from: &Catalog, to: &Catalog) -> Vec<Change> {
    let (mut others, mut indexes, mut keys) = (Vec::new(), Vec::new(), Vec::new());
    let served = served(from, to);
    for (old, new) in pairs(from, to) {
        let add = |name: &Name| Change::AddConstraint {
            relation: new.name.clone(),
            constraint: name.clone(),
        };
        others.extend(named_constraints(new).filter(|it| !it.is_in(old)).map(|it| add(it.name())));
        let added = new.indexes.iter().filter(|index| !old.indexes.contains(index));
        indexes.extend(added.map(|index: &Index| Change::CreateIndex {
            relation: new.name.clone(),
            index: index.name.clone(),
        }));
        let added = new.foreign_keys.iter().filter(|key| {
            !old.foreign_keys.contains(key)
                || served.contains(&(new.name.clone(), key.name.clone()))
        });
        keys.extend(added.map(|key| add(&key.name)));
    }
    others.into_iter().chain(indexes).chain(keys).collect()
}

/// A key or check of a table.
#[derive(Clone, Copy)]
enum Constraint<'a> {
    Primary(&'a Unique),
    Unique(&'a Unique),
    Check(&'a Check),
}

fn named_constraints(table: &Relation) -> impl Iterator<Item = Constraint<'_>> {
    let primary = table.primary_key.iter().map(Constraint::Primary);
    let uniques = table.uniques.iter().map(Constraint::Unique);
    primary.chain(uniques).chain(table.checks.iter().map(Constraint::Check))
}

impl<'a> Constraint<'a> {
    fn name(&self) -> &'a Name {
        match self {
            Self::Primary(key) | Self::Unique(key) => &key.name,
            Self::Check(check) => &check.name,
        }
    }

    fn is_in(&self, table: &Relation) -> bool {
        match self {
            Self::Primary(key) => table.primary_key.as_ref() == Some(key),
            Self::Unique(key) => table.uniques.contains(key),
            Self::Check(check) => table.checks.contains(check),
        }
    }

    fn is_renamed(&self, old: &Relation, new: &Relation) -> bool {
        renamed_to(old, new, self.name()).is_some()
    }
}

/// The new name of a key or check that says the same as before.
fn renamed_to<'a>(old: &Relation, new: &'a Relation, name: &str) -> Option<&'a Name> {
    let before = named_constraints(old).find(|it| &**it.name() == name)?;
    let free = |name: &Name| named_constraints(old).all(|it| it.name() != name);
    let same_key = |key: &Unique, other: &Unique| {
        key.columns == other.columns
            && key.nulls_not_distinct == other.nulls_not_distinct
            && key.deferral == other.deferral
    };
    let now = named_constraints(new).find(|it| {
        free(it.name())
            && match (&before, it) {
                (Constraint::Primary(key), Constraint::Primary(other))
                | (Constraint::Unique(key), Constraint::Unique(other)) => same_key(key, other),
                (Constraint::Check(check), Constraint::Check(other)) => {
                    check.expression == other.expression
                }
                _ => false,
            }
    })?;
    let gone = named_constraints(new).all(|it| &**it.name() != name);
    gone.then(|| now.name())
}

/// The old name of a key or check that says the same as before.
pub(crate) fn old_name(old: &Relation, new: &Relation, name: &Name) -> Option<Name> {
    let keys = old.unique_constraints().map(|key| &key.name);
    let mut all = keys.chain(old.checks.iter().map(|check| &check.name));
    all.find(|before| renamed_to(old, new, before) == Some(name)).cloned()
}

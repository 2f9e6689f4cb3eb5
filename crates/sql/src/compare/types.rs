//! Enums, domains and composite types that are new, gone, or changed.

use crate::define::order::{Made, in_order};
use crate::define::retype::{self, Replacement};
use catalog::{Catalog, Change, Enum, UserType};
use value::QualifiedName;

/// New types, new labels, other checks. A type whose values can't stay as they are is made anew here, its
/// columns are converted later, and the old one is dropped at the end.
pub(super) fn made(from: &Catalog, to: &Catalog) -> Vec<Change> {
    let types = in_order(to).into_iter().filter_map(|made| match made {
        Made::Type(name) => Some(name),
        Made::Relation(_) | Made::Routine(_) => None,
    });
    types.filter_map(|name| change(from, to, name)).collect()
}

fn change(from: &Catalog, to: &Catalog, name: &QualifiedName) -> Option<Change> {
    let new = to.types.get(name)?;
    let Some(old) = from.types.get(name) else { return Some(Change::CreateType(name.clone())) };
    if old == new {
        return None;
    }
    match (old, new) {
        _ if is_replaced(from, to, name) => Some(Change::CreateType(name.clone())),
        (UserType::Enum(old), UserType::Enum(_)) => {
            Some(Change::AlterEnum { from: old.labels.clone(), name: name.clone() })
        }
        (UserType::Domain(old), UserType::Domain(new))
            if old.not_null == new.not_null
                && old.default == new.default
                && old.checks == new.checks =>
        {
            // Its base is an enum with new labels: that is the enum's change.
            None
        }
        _ => Some(Change::AlterType(name.clone())),
    }
}

/// Types that are gone, and old ones that were replaced; those that are made of others first.
pub(super) fn gone(from: &Catalog, to: &Catalog) -> Vec<Change> {
    let types = in_order(from).into_iter().rev().filter_map(|made| match made {
        Made::Type(name) => Some(name),
        Made::Relation(_) | Made::Routine(_) => None,
    });
    types
        .filter(|name| !to.types.contains_key(*name) || is_replaced(from, to, name))
        .map(|name| Change::DropType(name.clone()))
        .collect()
}

/// Whether a type is there before and after, but values of the old are none of the new.
pub(crate) fn is_replaced(from: &Catalog, to: &Catalog, name: &QualifiedName) -> bool {
    match (from.types.get(name), to.types.get(name)) {
        (Some(UserType::Enum(old)), Some(UserType::Enum(new))) => !grows(old, new),
        (Some(UserType::Domain(old)), Some(UserType::Domain(new))) => {
            old.domain.modifier != new.domain.modifier
                || !super::tables::same_type(&old.domain.base, &new.domain.base)
        }
        (Some(UserType::Composite(old)), Some(UserType::Composite(new))) => {
            let same = old.fields.len() == new.fields.len()
                && old.fields.iter().zip(&new.fields).all(|(old, new)| {
                    old.name == new.name
                        && old.modifier == new.modifier
                        && super::tables::same_type(&old.of, &new.of)
                });
            !same && is_used(from, name)
        }
        (Some(_), Some(_)) => true,
        _ => false,
    }
}

/// The old catalog with the labels that enums get, so that what only uses an enum doesn't look different.
pub(super) fn with_new_labels(from: &Catalog, to: &Catalog) -> Option<Catalog> {
    let mut aligned = None;
    for (name, of) in &to.types {
        if let (Some(UserType::Enum(old)), UserType::Enum(new)) = (from.types.get(name), of)
            && old != new
            && grows(old, new)
        {
            let catalog = aligned.get_or_insert_with(|| from.clone());
            let replacement = Replacement::of_enum(old, new.clone(), None);
            catalog.types.insert(name.clone(), of.clone());
            retype::replace(catalog, &replacement);
        }
    }
    aligned
}

/// Whether the new labels are the old ones in their order, with others between them.
fn grows(old: &Enum, new: &Enum) -> bool {
    let mut rest = new.labels.iter();
    old.labels.iter().all(|label| rest.any(|other| other == label))
}

fn is_used(catalog: &Catalog, name: &QualifiedName) -> bool {
    let mut columns = catalog.relations.values().flat_map(|relation| &relation.columns);
    columns.any(|column| crate::define::uses::names_type(&column.of, name))
}

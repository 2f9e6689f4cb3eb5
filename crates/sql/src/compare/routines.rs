//! Functions that are new, gone, or do something else.

use super::rules::{self, Difference};
use crate::define::order::{Made, in_order};
use crate::define::uses;
use crate::write::{function_signature, identifier, rules as text};
use catalog::{
    Catalog, Change, DefaultsOn, Name, Privileges, QualifiedName, Returns, Routine, RoutineId, Type,
};
use std::sync::Arc;

/// New functions, and those that do something else, each after what it calls.
pub(super) fn made(from: &Catalog, to: &Catalog) -> Vec<Change> {
    let mut changes = Vec::new();
    for made in in_order(to) {
        let Made::Routine(id) = made else { continue };
        match (from.routines.get(id), to.routines.get(id)) {
            (None, _) => changes.push(Change::CreateRoutine(id.clone())),
            (Some(old), Some(new)) if Arc::ptr_eq(old, new) || does_the_same(old, new) => {}
            (Some(_), _) => changes.push(Change::AlterRoutine(id.clone())),
        }
    }
    changes
}

/// Functions that are gone, those that call others first.
pub(super) fn gone(from: &Catalog, to: &Catalog) -> Vec<Change> {
    let routines = in_order(from).into_iter().rev().filter_map(|made| match made {
        Made::Routine(id) => Some(id),
        Made::Type(_) | Made::Relation(_) => None,
    });
    let gone = routines.filter(|id| !to.routines.contains_key(*id));
    gone.map(|id| Change::DropRoutine(id.clone())).collect()
}

/// Owner, rights and comment apart.
fn does_the_same(old: &Routine, new: &Routine) -> bool {
    let bare = |routine: &Routine| Routine {
        owner: Name::from(""),
        privileges: Privileges::default(),
        comment: None,
        ..routine.clone()
    };
    bare(old) == bare(new)
}

/// Whether `create or replace` can make the one of the other.
pub(crate) fn can_replace(old: &Routine, new: &Routine) -> bool {
    let inputs = |routine: &Routine| {
        routine.inputs().map(|it| (it.name.clone(), it.mode)).collect::<Vec<_>>()
    };
    let defaults = |routine: &Routine| routine.inputs().filter(|it| it.default.is_some()).count();
    old.set == new.set
        && same_result(&old.returns, &new.returns)
        && inputs(old) == inputs(new)
        && defaults(old) <= defaults(new)
}

/// Rows of a table stay that when the table changes.
fn same_result(old: &Returns, new: &Returns) -> bool {
    match (old, new) {
        (Returns::Value(Type::Composite(old)), Returns::Value(Type::Composite(new))) => {
            old.name == new.name
        }
        (old, new) => old == new,
    }
}

/// Whether a function takes or gives rows of a table that loses columns: it can be made only when these are gone.
pub(super) fn waits_for_columns(from: &Catalog, to: &Catalog, id: &RoutineId) -> bool {
    let loses = |table: &QualifiedName| {
        let tables = from.relation(table).zip(to.relation(table));
        tables.is_some_and(|(old, new)| {
            old.columns.iter().any(|column| new.column(&column.name).is_none())
        })
    };
    let routine = to.routines.get(id);
    routine.is_some_and(|routine| uses::signature_types(routine).iter().any(loses))
}

/// Owner, rights and comment as changes.
pub(super) fn rules(from: &Catalog, to: &Catalog) -> Vec<Change> {
    let mut changes = Vec::new();
    for id in to.routines.keys() {
        let all = differences(from, to, id).into_iter();
        changes
            .extend(all.map(|it| Change::AlterRoutineRules { routine: id.clone(), what: it.what }));
    }
    changes
}

/// What is different between the rules of a function before and after.
pub(crate) fn differences(from: &Catalog, to: &Catalog, id: &RoutineId) -> Vec<Difference> {
    let Some(new) = to.routines.get(id) else { return Vec::new() };
    let old = match from.routines.get(id) {
        Some(old) if Arc::ptr_eq(old, new) => return Vec::new(),
        Some(old) if can_replace(old, new) => old.as_ref().clone(),
        _ => as_created(to, new),
    };
    let name = function_signature(new);
    let mut found = Vec::new();
    let mut add = |what: &str, sql: String| found.push(Difference { what: what.to_owned(), sql });
    if old.owner != new.owner {
        add("owner", format!("alter function {name} owner to {};", identifier(&new.owner)));
    }
    if !rules::same_rights(&old.privileges, &new.privileges) {
        let on = format!("on function {name}");
        add("privileges", rules::rights_text(&old.privileges, &new.privileges, &on, ""));
    }
    if old.comment != new.comment {
        add("comment", text::comment(&format!("function {name}"), new.comment.as_ref()));
    }
    found
}

/// A new function as it is right after `create`.
fn as_created(to: &Catalog, new: &Routine) -> Routine {
    let mut privileges = Privileges::default();
    let defaults = to.default_privileges.iter().filter(|default| {
        default.on == DefaultsOn::Routines
            && default.schema.as_ref().is_none_or(|schema| *schema == new.name.schema)
    });
    for default in defaults {
        privileges.grant(&default.grant.grantee, default.grant.privilege, false);
    }
    Routine { owner: Name::from("postgres"), privileges, comment: None, ..new.clone() }
}

//! Changes in words.

use super::tables::old_name;
use super::types::is_replaced;
use crate::write::write_type;
use catalog::{Catalog, Change, Column, Relation, RoutineId};
use value::{Name, QualifiedName};

/// A change in words for people: `adds column public.posts.title`.
pub fn describe(change: &Change, from: &Catalog, to: &Catalog) -> String {
    match change {
        Change::CreateSchema(name) => format!("creates schema {name}"),
        Change::DropSchema(name) => format!("drops schema {name}"),
        Change::CreateRelation(name) => format!("creates {} {name}", kind(to, name)),
        Change::DropRelation(name) => format!("drops {} {name}", kind(from, name)),
        Change::RenameRelation { from: old, to: new } => {
            format!("renames {} {old} to {new}", kind(to, new))
        }
        Change::Refresh(name) => format!("fills materialized view {name} again"),
        Change::AlterView(name) => format!("changes what view {name} shows"),
        Change::AddColumn { relation, column } => format!("adds column {relation}.{column}"),
        Change::DropColumn { relation, column } => format!("drops column {relation}.{column}"),
        Change::RenameColumn { relation, from, to } => {
            format!("renames column {relation}.{from} to {to}")
        }
        Change::AlterColumnType { .. }
        | Change::AlterColumnNull { .. }
        | Change::AlterColumnGeneration { .. }
        | Change::AddConstraint { .. }
        | Change::DropConstraint { .. } => of_column(change, from, to),
        Change::CreateIndex { relation, index } => format!("creates index {index} on {relation}"),
        Change::DropIndex { relation, index } => format!("drops index {index} of {relation}"),
        Change::CreateType(name) if is_replaced(from, to, name) => {
            format!("makes type {name} anew")
        }
        Change::CreateType(name) => format!("creates type {name}"),
        Change::DropType(name) if is_replaced(from, to, name) => {
            format!("drops the old type {name}")
        }
        Change::DropType(name) => format!("drops type {name}"),
        Change::AlterEnum { name, from: labels } => describe_labels(name, labels, to),
        Change::AlterType(name) => format!("changes type {name}"),
        Change::AlterRules { relation, what } => {
            format!("{} {what} of {relation}", verb_of_rule(from, to, relation, what))
        }
        Change::CreateRoutine(id) => format!("creates function {}", shown(id)),
        Change::DropRoutine(id) => format!("drops function {}", shown(id)),
        Change::AlterRoutine(id) => format!("changes function {}", shown(id)),
        Change::AlterRoutineRules { routine, what } => {
            format!("changes {what} of function {}", shown(routine))
        }
        Change::AlterSettings { what } => format!("changes {what}"),
    }
}

/// What happens to a column or a constraint that both catalogs know of.
fn of_column(change: &Change, from: &Catalog, to: &Catalog) -> String {
    match change {
        Change::AlterColumnType { relation, column, .. } => {
            let before = find(from, relation, column).map(type_of).unwrap_or_default();
            let after = find(to, relation, column).map(type_of).unwrap_or_default();
            match before == after {
                true => format!("converts column {relation}.{column} to the new {after}"),
                false => format!("changes column {relation}.{column} from {before} to {after}"),
            }
        }
        Change::AlterColumnNull { relation, column } => {
            match find(to, relation, column).is_some_and(|column| column.not_null) {
                true => format!("requires a value in column {relation}.{column}"),
                false => format!("allows null in column {relation}.{column}"),
            }
        }
        Change::AlterColumnGeneration { relation, column } => {
            match find(to, relation, column).is_some_and(|column| column.generation.is_some()) {
                true => format!("changes the default of column {relation}.{column}"),
                false => format!("drops the default of column {relation}.{column}"),
            }
        }
        Change::AddConstraint { relation, constraint } => {
            let tables = from.relation(relation).zip(to.relation(relation));
            match tables.and_then(|(old, new)| old_name(old, new, constraint)) {
                Some(old) => format!("renames constraint {old} of {relation} to {constraint}"),
                None => format!("adds constraint {constraint} to {relation}"),
            }
        }
        Change::DropConstraint { relation, constraint } => {
            format!("drops constraint {constraint} of {relation}")
        }
        _ => String::new(),
    }
}

/// Labels that are new, else that some changed.
fn describe_labels(name: &QualifiedName, old: &[Name], to: &Catalog) -> String {
    let new = match to.types.get(name) {
        Some(catalog::UserType::Enum(of)) => {
            let new = of.labels.iter().filter(|label| !old.contains(label));
            new.map(|label| format!("'{label}'")).collect::<Vec<_>>().join(", ")
        }
        _ => String::new(),
    };
    match new.is_empty() {
        true => format!("changes the labels of {name}"),
        false => format!("adds {new} to {name}"),
    }
}

/// Whether a policy comes, goes or changes.
fn verb_of_rule(from: &Catalog, to: &Catalog, name: &QualifiedName, what: &str) -> &'static str {
    let Some(policy) = what.strip_prefix("policy \"").and_then(|it| it.strip_suffix('"')) else {
        return "changes";
    };
    let has = |catalog: &Catalog| {
        let relation = catalog.relation(name);
        relation.is_some_and(|it| it.policies.iter().any(|other| &*other.name == policy))
    };
    match (has(from), has(to)) {
        (false, _) => "adds",
        (true, false) => "drops",
        (true, true) => "changes",
    }
}

fn kind(catalog: &Catalog, name: &QualifiedName) -> &'static str {
    catalog.relation(name).map_or("table", |relation| Relation::kind_name(relation))
}

fn find<'a>(catalog: &'a Catalog, relation: &QualifiedName, column: &str) -> Option<&'a Column> {
    catalog.relation(relation)?.column(column)
}

/// `public.f(integer)`
fn shown(id: &RoutineId) -> String {
    let types: Vec<&str> = id.arguments.iter().map(|of| &**of).collect();
    format!("{}({})", id.name, types.join(", "))
}

fn type_of(column: &Column) -> String {
    write_type(&column.of, column.modifier)
}

//! A change as the SQL that a person would type in a migration.

use super::change_routine;
use super::change_type;
use super::names::{identifier, qualified};
use super::relation::{
    Sequences, column_text, column_type, constraint_text, create_table, foreign_key_text,
    generation_text, index_text, over_row, sequences_before, view_text,
};
use crate::compare::relations::{created_tables, stands_on_replaced};
use crate::compare::tables::old_name;
use crate::compare::{routines, rules, settings};
use crate::define::dependants::{Thing, dependants};
use crate::define::order::{Made, in_order};
use catalog::{Catalog, Change, Column, Expression, ForeignKey, Generation, Relation};
use value::{Name, QualifiedName};

/// The SQL that a person would type in a migration for a change.
pub fn write_change(change: &Change, from: &Catalog, to: &Catalog) -> String {
    match change {
        Change::CreateSchema(name) => format!("create schema {};", identifier(name)),
        Change::DropSchema(name) => format!("drop schema {};", identifier(name)),
        Change::CreateRelation(name) => create_relation(from, to, name),
        Change::DropRelation(name) => drop_relation(from, to, name),
        Change::RenameRelation { from, to } => rename_relation(from, to),
        Change::AlterView(name) => alter_view(from, to, name),
        Change::Refresh(name) => format!("refresh materialized view {};", qualified(name)),
        Change::CreateType(name) => change_type::create_user_type(from, to, name),
        Change::DropType(name) => change_type::drop_type(from, to, name),
        Change::AlterEnum { from: labels, name } => change_type::alter_enum(to, name, labels),
        Change::AlterType(name) => change_type::alter_type(from, to, name),
        Change::AlterRules { relation, what } => {
            let mut all = rules::differences(from, to, relation).into_iter();
            all.find(|it| it.what == *what).map(|it| it.sql).unwrap_or_default()
        }
        Change::AlterSettings { what } => {
            let mut all = settings::differences(from, to).into_iter();
            all.find(|it| it.what == *what).map(|it| it.sql).unwrap_or_default()
        }
        Change::CreateRoutine(id) | Change::AlterRoutine(id) | Change::DropRoutine(id) => {
            change_routine::written(change, from, to, id)
        }
        Change::AlterRoutineRules { routine, what } => {
            let mut all = routines::differences(from, to, routine).into_iter();
            all.find(|it| it.what == *what).map(|it| it.sql).unwrap_or_default()
        }
        _ => of_table(change, from, to),
    }
}

fn of_table(change: &Change, from: &Catalog, to: &Catalog) -> String {
    match change {
        Change::AddColumn { relation, column } => add_column(to, relation, column),
        Change::DropColumn { relation, column } => {
            format!("alter table {} drop column {};", qualified(relation), identifier(column))
        }
        Change::RenameColumn { relation, from, to } => format!(
            "alter table {} rename column {} to {};",
            qualified(relation),
            identifier(from),
            identifier(to)
        ),
        Change::AlterColumnType { relation, column, using } => {
            alter_column_type(from, to, relation, column, using.as_ref())
        }
        Change::AlterColumnNull { relation, column } => {
            let not_null = find(to, relation, column).is_some_and(|(_, column)| column.not_null);
            let verb = if not_null { "set" } else { "drop" };
            alter_column(relation, column, &format!("{verb} not null"))
        }
        Change::AlterColumnGeneration { relation, column } => {
            alter_generation(from, to, relation, column)
        }
        Change::AddConstraint { relation, constraint } => {
            add_constraint(from, to, relation, constraint)
        }
        Change::DropConstraint { relation, constraint } => {
            let (table, constraint) = (qualified(relation), identifier(constraint));
            format!("alter table {table} drop constraint {constraint};")
        }
        Change::CreateIndex { relation, index } => {
            let table = to.relation(relation);
            let index = table.and_then(|it| it.indexes.iter().find(|it| it.name == *index));
            table.zip(index).map_or(String::new(), |(table, index)| index_text(table, index))
        }
        Change::DropIndex { relation, index } => {
            format!("drop index {}.{};", identifier(&relation.schema), identifier(index))
        }
        _ => String::new(),
    }
}

fn find<'a>(
    catalog: &'a Catalog,
    relation: &QualifiedName,
    column: &str,
) -> Option<(&'a Relation, &'a Column)> {
    let relation = catalog.relation(relation)?;
    Some((relation, relation.column(column)?))
}

pub(super) fn alter_column(relation: &QualifiedName, column: &Name, what: &str) -> String {
    format!("alter table {} alter column {} {what};", qualified(relation), identifier(column))
}

/// A new table, with foreign keys to what is there by then; those that had to wait for it follow.
fn create_relation(from: &Catalog, to: &Catalog, name: &QualifiedName) -> String {
    let Some(relation) = to.relation(name) else { return String::new() };
    if let Some(view) = relation.view() {
        let indexes = relation.indexes.iter().map(|index| index_text(relation, index));
        let view = view_text(relation, view, false);
        return std::iter::once(view).chain(indexes).collect::<Vec<_>>().join("\n");
    }
    let order = created_tables(from, to);
    let place = |name: &QualifiedName| order.iter().position(|other| *other == name);
    let mine = place(name);
    let waits = |key: &ForeignKey| place(&key.target) > mine;
    let mut statements = vec![create_table(relation, Sequences::Short, |key| !waits(key))];
    if relation.row_security.enabled {
        statements.push(format!("alter table {} enable row level security;", qualified(name)));
    }
    if relation.row_security.forced {
        statements.push(format!("alter table {} force row level security;", qualified(name)));
    }
    statements.extend(relation.indexes.iter().map(|index| index_text(relation, index)));
    for earlier in order.iter().take_while(|other| **other != name) {
        let Some(earlier) = to.relation(earlier) else { continue };
        for key in earlier.foreign_keys.iter().filter(|key| key.target == *name) {
            let (table, key) = (qualified(&earlier.name), foreign_key_text(key));
            statements.push(format!("alter table {table} add {key};"));
        }
    }
    statements.join("\n")
}

fn drop_relation(from: &Catalog, to: &Catalog, name: &QualifiedName) -> String {
    let drop = match from.relation(name) {
        // A view may be gone with what it showed.
        Some(relation) if !relation.is_table() => drop_view(relation),
        _ => format!("drop table {};", qualified(name)),
    };
    if !to.relations.contains_key(name) {
        return drop;
    }
    // What takes its place is made later, and the views that read it after that.
    let (mut statements, _) = views_anew(from, to, Thing::Relation(name.clone()), None);
    statements.push(drop);
    statements.join("\n")
}

/// `drop [materialized] view if exists …;`
fn drop_view(view: &Relation) -> String {
    format!("drop {} if exists {};", view.kind_name(), qualified(&view.name))
}

fn rename_relation(from: &QualifiedName, to: &QualifiedName) -> String {
    let mut statements = Vec::new();
    let mut now = from.clone();
    if now.schema != to.schema {
        let schema = identifier(&to.schema);
        statements.push(format!("alter table {} set schema {schema};", qualified(&now)));
        now.schema = to.schema.clone();
    }
    if now.name != to.name {
        statements.push(format!(
            "alter table {} rename to {};",
            qualified(&now),
            identifier(&to.name)
        ));
    }
    statements.join("\n")
}

/// `create or replace view`, or the view anew with those that read it.
fn alter_view(from: &Catalog, to: &Catalog, name: &QualifiedName) -> String {
    let (Some(old), Some(new)) = (from.relation(name), to.relation(name)) else {
        return String::new();
    };
    let Some(view) = new.view() else { return String::new() };
    let same = |(old, new): (&Column, &Column)| {
        old.name == new.name && old.of == new.of && old.modifier == new.modifier
    };
    let keeps =
        old.columns.len() <= new.columns.len() && old.columns.iter().zip(&new.columns).all(same);
    if keeps && !view.materialized && !old.is_stored() && !stands_on_replaced(from, to, name) {
        return view_text(new, view, true);
    }
    let (mut statements, made) = views_anew(from, to, Thing::Relation(name.clone()), Some(name));
    statements.extend(made);
    statements.join("\n")
}

/// Statements that drop the views and policies that stand on a thing, and those that make them again as they
/// are to be.
pub(super) fn views_anew(
    from: &Catalog,
    to: &Catalog,
    thing: Thing,
    first: Option<&QualifiedName>,
) -> (Vec<String>, Vec<String>) {
    let mut found = vec![thing];
    let mut at = 0;
    while let Some(thing) = found.get(at).cloned() {
        let more = dependants(from, &thing).into_iter().filter(|it| match it {
            Thing::Relation(name) => from.relation(name).is_some_and(|it| !it.is_table()),
            Thing::Policy(..) => true,
            _ => false,
        });
        for thing in more {
            if !found.contains(&thing) {
                found.push(thing);
            }
        }
        at += 1;
    }
    let is_wanted = |name: &QualifiedName| {
        first == Some(name) || found[1..].contains(&Thing::Relation(name.clone()))
    };
    let mut drops = Vec::new();
    for thing in found.iter().rev() {
        match thing {
            Thing::Relation(name) if is_wanted(name) => {
                drops.extend(from.relation(name).map(|view| drop_view(view)));
            }
            Thing::Policy(relation, policy) => drops.push(format!(
                "drop policy if exists {} on {};",
                identifier(policy),
                qualified(relation)
            )),
            _ => {}
        }
    }
    (drops, made_again(to, &found, &is_wanted))
}

fn made_again(
    to: &Catalog,
    found: &[Thing],
    is_wanted: &dyn Fn(&QualifiedName) -> bool,
) -> Vec<String> {
    let mut made = Vec::new();
    for it in in_order(to) {
        let Made::Relation(name) = it else { continue };
        let Some(relation) = to.relation(name).filter(|_| is_wanted(name)) else { continue };
        let Some(view) = relation.view() else { continue };
        made.push(view_text(relation, view, false));
        made.extend(relation.indexes.iter().map(|index| index_text(relation, index)));
        let nothing =
            Catalog { default_privileges: to.default_privileges.clone(), ..Catalog::default() };
        made.extend(rules::differences(&nothing, to, name).into_iter().map(|it| it.sql));
    }
    for thing in found {
        let Thing::Policy(relation, policy) = thing else { continue };
        let Some(table) = to.relation(relation) else { continue };
        if let Some(policy) = table.policies.iter().find(|it| it.name == *policy) {
            made.push(super::rules::replace_policy(table, policy, true));
        }
    }
    made
}

fn add_column(to: &Catalog, relation: &QualifiedName, column: &Name) -> String {
    let Some((table, column)) = find(to, relation, column) else { return String::new() };
    let mut statements = sequences_before(table, std::slice::from_ref(column), Sequences::Short);
    let mut definition = column_text(table, column, Sequences::Short);
    // A column of the primary key says so by the key; here the key comes later.
    if column.not_null
        && table.key_columns().contains(&column.name)
        && !definition.ends_with("serial")
    {
        definition += " not null";
    }
    statements.push(format!("alter table {} add column {definition};", qualified(relation)));
    statements.join("\n")
}

fn alter_column_type(
    from: &Catalog,
    to: &Catalog,
    relation: &QualifiedName,
    column: &Name,
    using: Option<&Expression>,
) -> String {
    let Some((table, new)) = find(to, relation, column) else { return String::new() };
    let old = find(from, relation, column);
    let thing = Thing::Column(relation.clone(), column.clone());
    let (mut statements, again) = views_anew(from, to, thing, None);
    let default = |column: &Column| matches!(column.generation, Some(Generation::Default(_)));
    let has_default = old.is_some_and(|(_, old)| default(old));
    if has_default {
        statements.push(alter_column(relation, column, "drop default"));
    }
    let using = using.map_or(String::new(), |using| format!(" using {}", over_row(table, using)));
    let what = format!("type {}{using}", column_type(new));
    statements.push(alter_column(relation, column, &what));
    if has_default
        && default(new)
        && let Some(generation) = &new.generation
    {
        let default = generation_text(table, new, generation, Sequences::Short);
        statements.push(alter_column(relation, column, &format!("set {default}")));
    }
    statements.extend(again);
    statements.join("\n")
}

fn alter_generation(
    from: &Catalog,
    to: &Catalog,
    relation: &QualifiedName,
    column: &Name,
) -> String {
    let Some((table, new)) = find(to, relation, column) else { return String::new() };
    let Some((_, old)) = find(from, relation, column) else { return String::new() };
    let mut statements = Vec::new();
    match (&old.generation, &new.generation) {
        (Some(Generation::Computed(_)), Some(Generation::Computed(computed))) => {
            let what = format!("set expression as ({})", over_row(table, computed));
            return alter_column(relation, column, &what);
        }
        (_, Some(Generation::Computed(_))) => {
            // A column that is there can't become a computed one.
            let definition = column_text(table, new, Sequences::Short);
            let (table, column) = (qualified(relation), identifier(column));
            return format!(
                "alter table {table} drop column {column};\nalter table {table} add column {definition};"
            );
        }
        (Some(Generation::Identity(old)), Some(Generation::Identity(new)))
            if !old.serial && !new.serial && old.sequence == new.sequence =>
        {
            let when = if new.always { "always" } else { "by default" };
            if old.always != new.always {
                statements.push(alter_column(relation, column, &format!("set generated {when}")));
            }
            if old.increment != new.increment {
                let what = format!("set increment by {}", new.increment);
                statements.push(alter_column(relation, column, &what));
            }
            if old.start != new.start {
                statements.push(alter_column(
                    relation,
                    column,
                    &format!("restart with {}", new.start),
                ));
            }
            return statements.join("\n");
        }
        (Some(Generation::Computed(_)), _) => {
            statements.push(alter_column(relation, column, "drop expression"));
        }
        (Some(Generation::Identity(old)), _) if !old.serial => {
            statements.push(alter_column(relation, column, "drop identity"));
        }
        (Some(_), _) => statements.push(alter_column(relation, column, "drop default")),
        (None, _) => {}
    }
    if let Some(generation) = &new.generation {
        statements.extend(sequences_before(table, std::slice::from_ref(new), Sequences::Whole));
        let text = generation_text(table, new, generation, Sequences::Short);
        let verb = if text.starts_with("default") { "set" } else { "add" };
        // A default that takes the place of another needs no word of the old one.
        if verb == "set" {
            statements.retain(|statement| !statement.ends_with("drop default;"));
        }
        if verb == "add" && !old.not_null {
            statements.push(alter_column(relation, column, "set not null"));
        }
        statements.push(alter_column(relation, column, &format!("{verb} {text}")));
    }
    statements.join("\n")
}

fn add_constraint(
    from: &Catalog,
    to: &Catalog,
    relation: &QualifiedName,
    constraint: &Name,
) -> String {
    let Some(table) = to.relation(relation) else { return String::new() };
    if let Some(old) = from.relation(relation)
        && let Some(before) = old_name(old, table, constraint)
    {
        let (table, before) = (qualified(relation), identifier(&before));
        return format!(
            "alter table {table} rename constraint {before} to {};",
            identifier(constraint)
        );
    }
    let text = constraint_text(table, constraint).unwrap_or_default();
    format!("alter table {} add {text};", qualified(relation))
}

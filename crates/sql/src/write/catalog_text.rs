//! A whole catalog as statements, in an order in which each finds what it needs. It is how a database keeps its
//! schema: reading the text gives an equal catalog.

use super::names::{identifier, list, qualified, text};
use super::relation::{
    Sequences, create_table, foreign_key_text, index_text, policy_text, view_text,
};
use super::rights::{default_privileges, grants, with_modes};
use super::routine::{create_function, set_default, signature};
use super::user_type::create_type;
use crate::define::order::{Made, in_order, waits};
use catalog::{Catalog, Commented, Generation, Relation, RelationKind, Role, Routine, UserType};
use value::Name;

/// A whole catalog as SQL that [`read_catalog`](crate::read_catalog) reads back to an equal one.
pub fn write_catalog(catalog: &Catalog) -> String {
    let mut statements = Vec::new();
    statements.extend(catalog.roles.iter().map(|(name, role)| create_role(name, role)));
    statements.extend(catalog.roles.iter().filter_map(|(name, role)| memberships(name, role)));
    for (name, schema) in &catalog.schemas {
        statements.push(format!("create schema {};", identifier(name)));
        statements
            .extend(comment(&format!("schema {}", identifier(name)), schema.comment.as_ref()));
    }
    let extension = |name: &Name| format!("create extension {};", identifier(name));
    statements.extend(catalog.extensions.iter().map(extension));
    for made in in_order(catalog) {
        match made {
            Made::Type(name) => statements.extend(catalog.types.get(name).map(create_type)),
            Made::Relation(name) => {
                statements.extend(catalog.relation(name).into_iter().flat_map(|it| relation(it)));
            }
            Made::Routine(id) => {
                statements.extend(catalog.routines.get(id).into_iter().flat_map(|it| routine(it)));
            }
        }
    }
    for relation in catalog.relations.values() {
        statements.extend(keys_and_rules(relation));
    }
    statements.extend(rights(catalog));
    statements.extend(default_privileges(&catalog.default_privileges));
    for (name, publication) in &catalog.publications {
        let tables: Vec<String> = publication.relations.iter().map(qualified).collect();
        let of = match (publication.all_tables, tables.is_empty()) {
            (true, _) => " for all tables".to_owned(),
            (false, true) => String::new(),
            (false, false) => format!(" for table {}", tables.join(", ")),
        };
        statements.push(format!("create publication {}{of};", identifier(name)));
    }
    let comments = catalog.comments.iter();
    statements.extend(comments.map(|(on, text)| comment_on(catalog, on, Some(text))));
    statements.push(String::new());
    statements.join("\n")
}

/// `create role name …;`
pub(crate) fn create_role(name: &Name, role: &Role) -> String {
    format!("create role {}{};", identifier(name), role_options(role))
}

/// ` superuser bypassrls`
pub(super) fn role_options(role: &Role) -> String {
    let words = [
        (role.superuser, " superuser"),
        (role.bypass_row_security, " bypassrls"),
        (role.no_inherit, " noinherit"),
    ];
    words.iter().filter(|(is, _)| *is).map(|(_, word)| *word).collect()
}

fn memberships(name: &Name, role: &Role) -> Option<String> {
    let groups = list(&role.member_of);
    (!groups.is_empty()).then(|| format!("grant {groups} to {};", identifier(name)))
}

/// A table or view with what needs no other relation.
fn relation(relation: &Relation) -> Vec<String> {
    let name = qualified(&relation.name);
    let kind = relation.kind_name();
    let mut statements = vec![match &relation.kind {
        RelationKind::Table => {
            create_table(&without_waiting(relation), Sequences::Whole, |_| false)
        }
        RelationKind::View(view) => view_text(relation, view, false),
    }];
    if &*relation.owner != "postgres" {
        let owner = identifier(&relation.owner);
        statements.push(format!("alter {kind} {name} owner to {owner};"));
    }
    if relation.row_security.enabled {
        statements.push(format!("alter table {name} enable row level security;"));
    }
    if relation.row_security.forced {
        statements.push(format!("alter table {name} force row level security;"));
    }
    statements.extend(comment(&format!("{kind} {name}"), relation.comment.as_ref()));
    for column in &relation.columns {
        let on = format!("column {name}.{}", identifier(&column.name));
        statements.extend(comment(&on, column.comment.as_ref()));
    }
    statements.extend(relation.indexes.iter().map(|index| index_text(relation, index)));
    statements
}

/// A function with its owner and comment.
fn routine(routine: &Routine) -> Vec<String> {
    let mut statements = vec![create_function(routine, false)];
    let name = signature(routine);
    if &*routine.owner != "postgres" {
        let owner = identifier(&routine.owner);
        statements.push(format!("alter function {name} owner to {owner};"));
    }
    statements.extend(comment(&format!("function {name}"), routine.comment.as_ref()));
    statements
}

/// A table without the defaults that call functions, which may read the table.
fn without_waiting(relation: &Relation) -> Relation {
    let mut relation = relation.clone();
    for column in relation.columns.iter_mut().filter(|column| waits(column)) {
        column.generation = None;
    }
    relation
}

/// What may lead to any relation: foreign keys, policies, defaults that call functions.
fn keys_and_rules(relation: &Relation) -> Vec<String> {
    let name = qualified(&relation.name);
    let key = |key| format!("alter table {name} add {};", foreign_key_text(key));
    let mut statements: Vec<String> = relation.foreign_keys.iter().map(key).collect();
    for column in relation.columns.iter().filter(|column| waits(column)) {
        if let Some(Generation::Default(default)) = &column.generation {
            let default = crate::write::expression_text(default);
            statements.push(set_default(&relation.name, &column.name, &default));
        }
    }
    statements.extend(relation.policies.iter().map(|policy| policy_text(relation, policy)));
    statements
}

/// Every right, with a word before those that came by default.
fn rights(catalog: &Catalog) -> Vec<String> {
    let mut all: Vec<(bool, String)> = Vec::new();
    for (name, schema) in &catalog.schemas {
        all.extend(grants(&schema.privileges, &format!("on schema {}", identifier(name)), ""));
    }
    for relation in catalog.relations.values() {
        let on = format!("on table {}", qualified(&relation.name));
        all.extend(grants(&relation.privileges, &on, ""));
        for column in &relation.columns {
            let columns = format!(" ({})", identifier(&column.name));
            all.extend(grants(&column.privileges, &on, &columns));
        }
    }
    for routine in catalog.routines.values() {
        let on = format!("on function {}", signature(routine));
        all.extend(grants(&routine.privileges, &on, ""));
    }
    with_modes(all)
}

/// `comment on … is …;`
pub(super) fn comment(on: &str, comment: Option<&String>) -> Option<String> {
    comment.map(|comment| format!("comment on {on} is {};", text(comment)))
}

/// `comment on` what holds no comment of its own.
pub(crate) fn comment_on(catalog: &Catalog, on: &Commented, comment: Option<&String>) -> String {
    let thing = match on {
        Commented::Type(name) => {
            let is_domain = matches!(catalog.types.get(name), Some(UserType::Domain(_)));
            format!("{} {}", if is_domain { "domain" } else { "type" }, qualified(name))
        }
        Commented::DomainConstraint { domain, name } => {
            format!("constraint {} on domain {}", identifier(name), qualified(domain))
        }
        Commented::Constraint { relation, name } => {
            format!("constraint {} on {}", identifier(name), qualified(relation))
        }
        Commented::Index { relation, name } => {
            format!("index {}.{}", identifier(&relation.schema), identifier(name))
        }
        Commented::Policy { relation, name } => {
            format!("policy {} on {}", identifier(name), qualified(relation))
        }
        Commented::Role(name) => format!("role {}", identifier(name)),
        Commented::Publication(name) => format!("publication {}", identifier(name)),
    };
    let text = comment.map_or("null".to_owned(), |comment| text(comment));
    format!("comment on {thing} is {text};")
}

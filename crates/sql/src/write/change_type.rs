//! Changes of types as SQL.

use super::names::{identifier, qualified, text};
use super::user_type::{create_type, domain_check};
use crate::compare::is_replaced;
use catalog::{Catalog, DomainDefinition, Enum, UserType};
use value::{Name, QualifiedName};

/// What a type that is made anew is called until nothing uses it.
fn old_type(name: &QualifiedName) -> QualifiedName {
    QualifiedName::new(name.schema.clone(), format!("{}__old", name.name))
}

pub(super) fn create_user_type(from: &Catalog, to: &Catalog, name: &QualifiedName) -> String {
    let create = to.types.get(name).map(create_type).unwrap_or_default();
    if !is_replaced(from, to, name) {
        return create;
    }
    let old = identifier(&old_type(name).name);
    format!("alter {} {} rename to {old};\n{create}", kind(from, name), qualified(name))
}

pub(super) fn drop_type(from: &Catalog, to: &Catalog, name: &QualifiedName) -> String {
    let gone = if is_replaced(from, to, name) { old_type(name) } else { name.clone() };
    format!("drop {} {};", kind(from, name), qualified(&gone))
}

fn kind(catalog: &Catalog, name: &QualifiedName) -> &'static str {
    match catalog.types.get(name) {
        Some(UserType::Domain(_)) => "domain",
        _ => "type",
    }
}

pub(super) fn alter_enum(to: &Catalog, name: &QualifiedName, labels: &[Name]) -> String {
    let Some(UserType::Enum(new)) = to.types.get(name) else { return String::new() };
    let added = new.labels.iter().enumerate().filter(|(_, label)| !labels.contains(label));
    let statements: Vec<String> =
        added.map(|(position, label)| add_value(new, position, label)).collect();
    statements.join("\n")
}

fn add_value(of: &Enum, position: usize, label: &Name) -> String {
    let beside = match position.checked_sub(1) {
        None => of.labels.get(1).map_or(String::new(), |next| format!(" before {}", text(next))),
        Some(_) if position + 1 == of.labels.len() => String::new(),
        Some(before) => format!(" after {}", text(&of.labels[before])),
    };
    format!("alter type {} add value {}{beside};", qualified(&of.name), text(label))
}

pub(super) fn alter_type(from: &Catalog, to: &Catalog, name: &QualifiedName) -> String {
    match (from.types.get(name), to.types.get(name)) {
        (Some(UserType::Domain(old)), Some(UserType::Domain(new))) => alter_domain(old, new),
        (Some(UserType::Composite(old)), Some(UserType::Composite(new))) => {
            let table = qualified(name);
            let mut statements = Vec::new();
            for field in &old.fields {
                if !new.fields.contains(field) {
                    let field = identifier(&field.name);
                    statements.push(format!("alter type {table} drop attribute {field};"));
                }
            }
            for field in &new.fields {
                if !old.fields.contains(field) {
                    let of = super::write_type(&field.of, field.modifier);
                    let field = identifier(&field.name);
                    statements.push(format!("alter type {table} add attribute {field} {of};"));
                }
            }
            statements.join("\n")
        }
        _ => String::new(),
    }
}

fn alter_domain(old: &DomainDefinition, new: &DomainDefinition) -> String {
    let name = qualified(&new.domain.name);
    let mut statements = Vec::new();
    let mut alter = |what: String| statements.push(format!("alter domain {name} {what};"));
    for check in old.checks.iter().filter(|check| !new.checks.contains(check)) {
        alter(format!("drop constraint {}", identifier(&check.name)));
    }
    if old.default != new.default {
        match &new.default {
            Some(default) => alter(format!("set default {}", super::expression_text(default))),
            None => alter("drop default".to_owned()),
        }
    }
    if old.not_null != new.not_null {
        alter(format!("{} not null", if new.not_null { "set" } else { "drop" }));
    }
    for check in new.checks.iter().filter(|check| !old.checks.contains(check)) {
        alter(format!("add {}", domain_check(new, &check.name)));
    }
    statements.join("\n")
}

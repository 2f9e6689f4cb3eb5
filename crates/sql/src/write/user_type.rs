//! Types of the schema as statements.

use super::expression::Writer;
use super::names::{identifier, qualified, text};
use super::type_name::write_type;
use catalog::{DomainDefinition, UserType};
use value::{Field, Name};

/// `create type name as …;`, `create domain name as …;`
pub(super) fn create_type(of: &UserType) -> String {
    match of {
        UserType::Enum(of) => {
            let labels: Vec<String> = of.labels.iter().map(|label| text(label)).collect();
            format!("create type {} as enum ({});", qualified(&of.name), labels.join(", "))
        }
        UserType::Composite(of) => {
            let field = |field: &Field| {
                format!("{} {}", identifier(&field.name), write_type(&field.of, field.modifier))
            };
            let fields: Vec<String> = of.fields.iter().map(field).collect();
            format!("create type {} as ({});", qualified(&of.name), fields.join(", "))
        }
        UserType::Domain(of) => create_domain(of),
    }
}

fn create_domain(of: &DomainDefinition) -> String {
    let domain = &of.domain;
    let base = write_type(&domain.base, domain.modifier);
    let mut written = format!("create domain {} as {base}", qualified(&domain.name));
    if let Some(default) = &of.default {
        written += &format!(" default ({})", Writer::new(None).expression(default));
    }
    if of.not_null {
        written += " not null";
    }
    for check in &of.checks {
        written += &format!(" {}", domain_check(of, &check.name));
    }
    written + ";"
}

/// `constraint name check (…)`
pub(super) fn domain_check(of: &DomainDefinition, name: &Name) -> String {
    let check = of.checks.iter().find(|check| check.name == *name);
    let check = check.map(|it| Writer::new(Some(&of.domain.name.name)).expression(&it.expression));
    format!("constraint {} check ({})", identifier(name), check.unwrap_or_default())
}

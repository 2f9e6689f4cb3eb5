//! Roles, default privileges, extensions, publications, and what is said of things that hold no comment.

use super::rules::{Difference, rights_text, same_rights};
use crate::write::{identifier, qualified, rules, settings};
use catalog::{Catalog, Change, Name, Role};

/// What the rest may need: roles, extensions, default privileges.
pub(super) fn early(from: &Catalog, to: &Catalog) -> Vec<Change> {
    changes(early_differences(from, to))
}

/// What needs the rest: rights on schemas, publications, comments; and roles that are gone.
pub(super) fn late(from: &Catalog, to: &Catalog) -> Vec<Change> {
    changes(late_differences(from, to))
}

fn changes(found: Vec<Difference>) -> Vec<Change> {
    found.into_iter().map(|it| Change::AlterSettings { what: it.what }).collect()
}

/// Every difference of settings.
pub(crate) fn differences(from: &Catalog, to: &Catalog) -> Vec<Difference> {
    let mut found = early_differences(from, to);
    found.extend(late_differences(from, to));
    found
}

fn early_differences(from: &Catalog, to: &Catalog) -> Vec<Difference> {
    let mut found = Vec::new();
    for (name, role) in &to.roles {
        if from.roles.get(name) != Some(role) {
            let sql = role_text(name, from.roles.get(name), role);
            found.push(Difference { what: format!("role \"{name}\""), sql });
        }
    }
    for extension in to.extensions.iter().filter(|it| !from.extensions.contains(it)) {
        let sql = format!("create extension {};", identifier(extension));
        found.push(Difference { what: format!("extension \"{extension}\""), sql });
    }
    let gone = from.default_privileges.iter().filter(|it| !to.default_privileges.contains(it));
    let new = to.default_privileges.iter().filter(|it| !from.default_privileges.contains(it));
    let mut sql: Vec<String> = gone.map(|it| settings::default_privilege(it, false)).collect();
    sql.extend(new.map(|it| settings::default_privilege(it, true)));
    if !sql.is_empty() {
        found.push(Difference { what: "default privileges".to_owned(), sql: sql.join("\n") });
    }
    found
}

fn role_text(name: &Name, old: Option<&Role>, new: &Role) -> String {
    let mut statements = Vec::new();
    let none = Role::default();
    match old {
        None => statements.push(settings::create_role(name, new)),
        Some(old) => statements.extend(settings::alter_role(name, old, new)),
    }
    let old = old.unwrap_or(&none);
    let name = identifier(name);
    for group in old.member_of.iter().filter(|group| !new.member_of.contains(group)) {
        statements.push(format!("revoke {} from {name};", identifier(group)));
    }
    for group in new.member_of.iter().filter(|group| !old.member_of.contains(group)) {
        statements.push(format!("grant {} to {name};", identifier(group)));
    }
    statements.join("\n")
}

fn late_differences(from: &Catalog, to: &Catalog) -> Vec<Difference> {
    let mut found = Vec::new();
    for (name, schema) in &to.schemas {
        let old = from.schemas.get(name).cloned().unwrap_or_default();
        let shown = identifier(name);
        if !same_rights(&old.privileges, &schema.privileges) {
            let on = format!("on schema {shown}");
            let sql = rights_text(&old.privileges, &schema.privileges, &on, "");
            found.push(Difference { what: format!("privileges of schema \"{name}\""), sql });
        }
        if old.comment != schema.comment {
            let sql = rules::comment(&format!("schema {shown}"), schema.comment.as_ref());
            found.push(Difference { what: format!("comment on schema \"{name}\""), sql });
        }
    }
    publications(from, to, &mut found);
    let comments = to.comments.iter().filter(|(on, text)| from.comments.get(*on) != Some(text));
    for (on, text) in comments {
        let sql = settings::comment_on(to, on, Some(text));
        found.push(Difference { what: sql_subject(&sql), sql });
    }
    let gone = from.comments.keys().filter(|on| !to.comments.contains_key(*on));
    for on in gone.filter(|on| settings::is_there(to, on)) {
        let sql = settings::comment_on(to, on, None);
        found.push(Difference { what: sql_subject(&sql), sql });
    }
    for extension in from.extensions.iter().filter(|it| !to.extensions.contains(it)) {
        let sql = format!("drop extension {};", identifier(extension));
        found.push(Difference { what: format!("extension \"{extension}\""), sql });
    }
    for role in from.roles.keys().filter(|role| !to.roles.contains_key(*role)) {
        let sql = format!("drop role {};", identifier(role));
        found.push(Difference { what: format!("role \"{role}\""), sql });
    }
    found
}

fn publications(from: &Catalog, to: &Catalog, found: &mut Vec<Difference>) {
    for (name, publication) in &to.publications {
        let sql = match from.publications.get(name) {
            Some(old) if old == publication => continue,
            Some(old) if old.all_tables == publication.all_tables => {
                let tables: Vec<String> = publication.relations.iter().map(qualified).collect();
                let shown = identifier(name);
                match tables.is_empty() {
                    false => format!("alter publication {shown} set table {};", tables.join(", ")),
                    true => settings::replace_publication(name, publication, true),
                }
            }
            old => settings::replace_publication(name, publication, old.is_some()),
        };
        found.push(Difference { what: format!("publication \"{name}\""), sql });
    }
    for name in from.publications.keys().filter(|name| !to.publications.contains_key(*name)) {
        let sql = format!("drop publication {};", identifier(name));
        found.push(Difference { what: format!("publication \"{name}\""), sql });
    }
}

/// `comment on index public.a`: what a statement of a comment is about.
fn sql_subject(sql: &str) -> String {
    sql.split(" is ").next().unwrap_or(sql).to_owned()
}

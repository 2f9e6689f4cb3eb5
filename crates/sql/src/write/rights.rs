//! Rights as `grant` statements.

use super::names::identifier;
use super::privilege;
use crate::define::grant::OF_TABLES;
use catalog::{DefaultPrivileges, DefaultsOn, Grant, Privilege, Privileges};

/// The grants that make these rights, in their order, each with whether a project wrote it. `on` is `on table t`;
/// `columns` is ` (a)` for rights on a column.
pub(crate) fn grants(rights: &Privileges, on: &str, columns: &str) -> Vec<(bool, String)> {
    let all: Vec<&Grant> = rights.iter().collect();
    let same = |a: &&Grant, b: &&Grant| a.grantee == b.grantee && a.written == b.written;
    let one = |group: &[&Grant]| {
        let words = words(group.iter().map(|grant| grant.privilege), columns);
        let (grantee, written) = (identifier(&group[0].grantee), group[0].written);
        (written, format!("grant {words} {on} to {grantee};"))
    };
    all.chunk_by(same).map(one).collect()
}

/// Grants in their order, with a setting around those that no project wrote: a view is opened by a written one.
pub(crate) fn with_modes(grants: Vec<(bool, String)>) -> Vec<String> {
    let mode = |written: bool| {
        format!("set engineroom.grants = '{}';", if written { "written" } else { "default" })
    };
    let mut statements = Vec::new();
    let mut written_now = true;
    for (written, statement) in grants {
        if written != written_now {
            statements.push(mode(written));
            written_now = written;
        }
        statements.push(statement);
    }
    if !written_now {
        statements.push(mode(true));
    }
    statements
}

/// `alter default privileges …;`, in order.
pub(super) fn default_privileges(defaults: &[DefaultPrivileges]) -> Vec<String> {
    let same = |a: &DefaultPrivileges, b: &DefaultPrivileges| {
        a.schema == b.schema && a.on == b.on && a.grant.grantee == b.grant.grantee
    };
    defaults.chunk_by(same).map(|group| default_text(group, true)).collect()
}

/// One `alter default privileges` for entries that differ in the right only.
pub(super) fn default_text(group: &[DefaultPrivileges], gives: bool) -> String {
    let Some(first) = group.first() else { return String::new() };
    let schema = first
        .schema
        .as_ref()
        .map_or(String::new(), |schema| format!(" in schema {}", identifier(schema)));
    let on = match first.on {
        DefaultsOn::Tables => "tables",
        DefaultsOn::Sequences => "sequences",
        DefaultsOn::Routines => "functions",
        DefaultsOn::Types => "types",
    };
    let words: Vec<&str> = group.iter().map(|it| privilege(it.grant.privilege)).collect();
    let (verb, to) = if gives { ("grant", "to") } else { ("revoke", "from") };
    let (words, grantee) = (words.join(", "), identifier(&first.grant.grantee));
    format!("alter default privileges{schema} {verb} {words} on {on} {to} {grantee};")
}

/// `revoke … on … from …;` for rights that are gone.
pub(crate) fn revokes(
    rights: &[(&catalog::Name, Privilege)],
    on: &str,
    columns: &str,
) -> Vec<String> {
    let same = |a: &(&catalog::Name, Privilege), b: &(&catalog::Name, Privilege)| a.0 == b.0;
    let one = |group: &[(&catalog::Name, Privilege)]| {
        let words = words(group.iter().map(|(_, right)| *right), columns);
        format!("revoke {words} {on} from {};", identifier(group[0].0))
    };
    rights.chunk_by(same).map(one).collect()
}

/// `select, insert`, or `all` for every right of a table in their order.
fn words(rights: impl Iterator<Item = Privilege>, columns: &str) -> String {
    let rights: Vec<Privilege> = rights.collect();
    if columns.is_empty() && rights == OF_TABLES {
        return "all".to_owned();
    }
    let words = rights.iter().map(|right| format!("{}{columns}", privilege(*right)));
    words.collect::<Vec<_>>().join(", ")
}

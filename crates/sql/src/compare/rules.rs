//! Who may do what with a relation, and what is said of it: nothing stored changes with these.

use crate::write::{
    drop_partition, grants, identifier, partition_text, qualified, repartition, rules, with_modes,
};
use catalog::{Catalog, Change, DefaultsOn, Grant, Name, Privilege, Privileges, Relation};
use value::QualifiedName;

/// One difference: what it is about, and the SQL for it.
pub(crate) struct Difference {
    /// In words: `policy "own rows"`.
    pub(crate) what: String,
    /// Statements.
    pub(crate) sql: String,
}

/// Every difference as a change.
pub(super) fn changes(from: &Catalog, to: &Catalog) -> Vec<Change> {
    let mut changes = Vec::new();
    for relation in to.relations.values() {
        changes.extend(
            differences(from, to, &relation.name)
                .into_iter()
                .map(|it| Change::AlterRules { relation: relation.name.clone(), what: it.what }),
        );
    }
    changes
}

/// What is different between the rules of a relation before and after.
pub(crate) fn differences(from: &Catalog, to: &Catalog, name: &QualifiedName) -> Vec<Difference> {
    let Some(new) = to.relation(name) else { return Vec::new() };
    let old = from.relation(name).filter(|old| old.is_table() == new.is_table());
    if old.is_some_and(|old| std::sync::Arc::ptr_eq(old, new)) {
        return Vec::new();
    }
    let (old, is_new) = match old {
        Some(old) => (old.as_ref().clone(), false),
        None => (as_created(to, new), true),
    };
    let table = new.kind_name();
    let full = qualified(name);
    let mut found = Vec::new();
    let mut add = |what: String, sql: String| found.push(Difference { what, sql });
    if old.owner != new.owner {
        let owner = identifier(&new.owner);
        add("owner".to_owned(), format!("alter {table} {full} owner to {owner};"));
    }
    if !is_new {
        partitions(&old, new, &mut add);
    }
    if old.row_security != new.row_security && !is_new {
        add("row security".to_owned(), rules::row_security(new));
    }
    for policy in &old.policies {
        if !new.policies.iter().any(|other| other.name == policy.name) {
            add(format!("policy \"{}\"", policy.name), rules::drop_policy(new, &policy.name));
        }
    }
    for policy in &new.policies {
        let before = old.policies.iter().find(|other| other.name == policy.name);
        if before != Some(policy) {
            add(
                format!("policy \"{}\"", policy.name),
                rules::replace_policy(new, policy, before.is_some()),
            );
        }
    }
    if !same_rights(&old.privileges, &new.privileges) {
        let on = format!("on table {full}");
        add("privileges".to_owned(), rights_text(&old.privileges, &new.privileges, &on, ""));
    }
    if old.comment != new.comment {
        add("comment".to_owned(), rules::comment(&format!("{table} {full}"), new.comment.as_ref()));
    }
    for column in &new.columns {
        let before = old.column(&column.name);
        let none = Privileges::default();
        let rights = before.map_or(&none, |before| &before.privileges);
        if !same_rights(rights, &column.privileges) {
            let on = format!("on table {full}");
            let columns = format!(" ({})", identifier(&column.name));
            let sql = rights_text(rights, &column.privileges, &on, &columns);
            add(format!("privileges of column \"{}\"", column.name), sql);
        }
        if before.and_then(|before| before.comment.as_ref()) != column.comment.as_ref() {
            let on = format!("column {full}.{}", identifier(&column.name));
            add(
                format!("comment on column \"{}\"", column.name),
                rules::comment(&on, column.comment.as_ref()),
            );
        }
    }
    found
}

/// Partitions that are gone or new; which rows are there is looked at where they are.
fn partitions(old: &Relation, new: &Relation, add: &mut impl FnMut(String, String)) {
    let how = |relation: &Relation| {
        relation.partitioning.as_ref().map(|it| (it.strategy, it.keys.clone()))
    };
    if how(old) != how(new) {
        add("partitioning".to_owned(), repartition(new));
    }
    let all = |relation: &Relation| {
        relation.partitioning.as_ref().map_or(Vec::new(), |it| it.partitions.clone())
    };
    let (before, after) = (all(old), all(new));
    for partition in before.iter().filter(|partition| !after.contains(partition)) {
        let what = format!("partition {} gone", partition.name);
        add(what, drop_partition(partition));
    }
    for partition in after.iter().filter(|partition| !before.contains(partition)) {
        add(format!("partition {}", partition.name), partition_text(new, partition));
    }
}

/// A new relation as it is right after `create`: row security and rights by default only.
fn as_created(to: &Catalog, new: &Relation) -> Relation {
    let mut created = new.clone();
    created.owner = Name::from("postgres");
    created.policies.clear();
    created.comment = None;
    created.privileges = Privileges::default();
    let defaults = to.default_privileges.iter().filter(|default| {
        default.on == DefaultsOn::Tables
            && default.schema.as_ref().is_none_or(|schema| *schema == new.name.schema)
    });
    for default in defaults {
        created.privileges.grant(&default.grant.grantee, default.grant.privilege, false);
    }
    for column in &mut created.columns {
        column.privileges = Privileges::default();
        column.comment = None;
    }
    created
}

/// Rights are a set; their order counts for nothing.
pub(super) fn same_rights(old: &Privileges, new: &Privileges) -> bool {
    old.iter().count() == new.iter().count()
        && old.iter().all(|grant| new.iter().any(|other| other == grant))
}

/// Takes away what is gone and gives what is new.
pub(super) fn rights_text(old: &Privileges, new: &Privileges, on: &str, columns: &str) -> String {
    // A right that was written and isn't any more is taken away, and given again as one that came by default.
    let stays = |grant: &Grant| {
        new.iter().any(|other| {
            other.grantee == grant.grantee
                && other.privilege == grant.privilege
                && other.written >= grant.written
        })
    };
    let mut gone: Vec<(&Name, Privilege)> = old
        .iter()
        .filter(|grant| !stays(grant))
        .map(|grant| (&grant.grantee, grant.privilege))
        .collect();
    gone.sort_by(|a, b| a.0.cmp(b.0));
    let mut statements = rules::revokes(&gone, on, columns);
    let missing = new.iter().filter(|grant| !old.iter().any(|other| other == *grant));
    let mut missing: Vec<_> = missing.collect();
    missing.sort_by(|a, b| a.grantee.cmp(&b.grantee));
    let mut added = Privileges::default();
    for grant in missing {
        added.grant(&grant.grantee, grant.privilege, grant.written);
    }
    statements.extend(with_modes(grants(&added, on, columns)));
    statements.join("\n")
}

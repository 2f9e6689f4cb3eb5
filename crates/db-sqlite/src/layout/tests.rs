//! Physical names: nothing is lost, whatever the name.

use super::{column_name, table_name};
use catalog::QualifiedName;
use std::collections::HashSet;

fn check(schema: &str, name: &str, expected: &str) {
    assert_eq!(table_name(&QualifiedName::new(schema, name)), expected);
}

#[test]
fn names_are_as_they_are_where_nothing_is_lost() {
    check("public", "posts", "posts");
    check("auth", "users", "auth.users");
    check("public", "größe", "größe");
}

#[test]
fn what_sqlite_would_fold_or_keep_for_itself_is_marked() {
    check("public", "userId", "user^id");
    check("public", "a.b", "a^.b");
    check("public", "a^b", "a^^b");
    check("public", "sqlite_x", "^-sqlite_x");
    check("engineroom", "state", "^-engineroom.state");
    assert_eq!(column_name("rowid"), "^-rowid");
}

#[test]
fn no_two_names_meet() {
    let names =
        ["a", "A", "^a", "^A", "a.b", "a^.b", "rowid", "ROWID", "^-rowid", "_rowid_", "oid"];
    let physical: HashSet<String> =
        names.iter().map(|name| column_name(name).to_lowercase()).collect();
    assert_eq!(physical.len(), names.len());
}

//! How the schema is stored: physical names, and the DDL of tables and indexes.
//!
//! Schemas are prefixes in one file (`"auth.users"`; `public` has none). SQLite folds case, PostgreSQL doesn't,
//! so a physical name marks what would be lost: `userId` is stored as `user^id`. The rules make the mapping
//! injective: `^` is doubled, a capital letter is `^` and its small one, a dot in a name is `^.`, and names that
//! SQLite keeps for itself (`rowid`, `sqlite_…`) begin with `^-`.

use catalog::{Name, QualifiedName};

/// The quoted name of a relation's table.
pub(crate) fn table(name: &QualifiedName) -> String {
    quoted(&table_name(name))
}

/// The quoted name of a column.
pub(crate) fn column(name: &str) -> String {
    quoted(&column_name(name))
}

/// The quoted name of an index; indexes share their namespace with tables.
pub(crate) fn index(relation: &QualifiedName, name: &Name) -> String {
    let index = QualifiedName { schema: relation.schema.clone(), name: name.clone() };
    quoted(&format!("{}^index", table_name(&index)))
}

/// The name of a relation's table, as SQLite's own messages show it.
pub(crate) fn table_name(name: &QualifiedName) -> String {
    match &*name.schema {
        "public" => escaped(&name.name),
        schema => format!("{}.{}", escaped(schema), escaped(&name.name)),
    }
}

/// The name of a column, as SQLite's own messages show it.
pub(crate) fn column_name(name: &str) -> String {
    escaped(name)
}

fn escaped(name: &str) -> String {
    let mut physical = String::with_capacity(name.len());
    if matches!(name, "rowid" | "oid" | "_rowid_") || name.starts_with("sqlite_") {
        physical.push_str("^-");
    }
    for letter in name.chars() {
        match letter {
            '^' => physical.push_str("^^"),
            '.' => physical.push_str("^."),
            'A'..='Z' => {
                physical.push('^');
                physical.push(letter.to_ascii_lowercase());
            }
            _ => physical.push(letter),
        }
    }
    physical
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

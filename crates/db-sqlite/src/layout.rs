//! How the schema is stored: physical names, and the DDL of tables and indexes.
//!
//! Schemas are prefixes in one file (`"auth.users"`; `public` has none). SQLite folds case, PostgreSQL doesn't,
//! so a physical name marks what would be lost: `userId` is stored as `user^id`. The rules make the mapping
//! injective: `^` is doubled, a capital letter is `^` and its small one, a dot in a name is `^.`, and names that
//! SQLite keeps for itself (`rowid`, `sqlite_…`) begin with `^-`.

mod acted;
mod ddl;

pub(crate) use acted::violated_check;
pub(crate) use ddl::{Physical, physical};

use catalog::{Index, Name, QualifiedName, Relation, Scalar};

/// The quoted name of a relation's table.
pub(crate) fn table(name: &QualifiedName) -> String {
    quoted(&table_name(name))
}

/// The quoted name of a column.
pub(crate) fn column(name: &str) -> String {
    quoted(&column_name(name))
}

/// The name of an index, as SQLite's own messages show it; indexes share their namespace with tables.
pub(crate) fn index_name(relation: &QualifiedName, name: &Name) -> String {
    let index = QualifiedName { schema: relation.schema.clone(), name: name.clone() };
    format!("{}^index", table_name(&index))
}

/// The name of the index that makes the nulls of a unique key equal.
pub(crate) fn null_index_name(relation: &QualifiedName, key: &Name) -> String {
    format!("{}^nulls", index_name(relation, key))
}

/// The quoted name of an index.
pub(crate) fn index(relation: &QualifiedName, name: &Name) -> String {
    quoted(&index_name(relation, name))
}

/// The column that is SQLite's `rowid` itself: an integer primary key of one column.
pub(crate) fn rowid_alias(relation: &Relation) -> Option<&Name> {
    let [key] = relation.key_columns() else { return None };
    let of = relation.column(key)?.of.scalar()?;
    matches!(of, Scalar::Int2 | Scalar::Int4 | Scalar::Int8).then_some(key)
}

/// `t.a, t.b`, as SQLite's own messages show the columns of a unique index.
pub(crate) fn qualified_columns(relation: &Relation, columns: &[Name]) -> String {
    let table = table_name(&relation.name);
    let names = columns.iter().map(|name| format!("{table}.{}", column_name(name)));
    names.collect::<Vec<_>>().join(", ")
}

/// The columns of an index over columns alone.
pub(crate) fn index_columns(index: &Index) -> Option<Vec<Name>> {
    let column = |part: &catalog::IndexPart| match &part.expression {
        catalog::Expression::Column { name, .. } => Some(name.clone()),
        _ => None,
    };
    index.parts.iter().map(column).collect()
}

/// The name under which an identity column's sequence is kept.
pub(crate) fn sequence(relation: &QualifiedName, name: &Name) -> String {
    format!("{}.{name}", relation.schema)
}

/// The name of a relation's table, as SQLite's own messages show it.
pub(crate) fn table_name(name: &QualifiedName) -> String {
    match &*name.schema {
        "public" => escaped(&name.name),
        // Our own tables are in a schema of this name.
        "engineroom" => format!("^-engineroom.{}", escaped(&name.name)),
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

/// A name in quotes.
pub(crate) fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

#[cfg(test)]
mod tests;

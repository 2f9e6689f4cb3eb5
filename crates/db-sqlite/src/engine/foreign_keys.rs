//! Foreign keys, looked at when a unit of work ends, and the words for the one that is violated.
//!
//! SQLite only counts violations; which key it is, and which row, is looked up after the fact.

use crate::engine::connection::Connection;
use crate::layout;
use access::{Permitted, PermittedStep};
use catalog::{Catalog, ForeignKey, Name, QualifiedName, Relation, Statement};
use db::{Error, SqlError};
use rusqlite::ffi;
use value::Value;

/// Fails with 23503 when a row of this transaction references nothing.
pub(super) fn require_all(
    connection: &Connection,
    catalog: &Catalog,
    work: &Permitted,
) -> Result<(), Error> {
    if is_all_resolved(connection) { Ok(()) } else { Err(explain(connection, catalog, work)) }
}

/// Whether no deferred violation is outstanding.
#[expect(unsafe_code, reason = "the library has no safe word for this counter")]
pub(super) fn is_all_resolved(connection: &Connection) -> bool {
    let (mut current, mut highest) = (0, 0);
    // SAFETY: the handle is that of an open connection which this thread alone uses, and the call only reads a
    // counter into two integers that live longer than it.
    let status = unsafe {
        ffi::sqlite3_db_status(
            connection.sqlite.handle(),
            ffi::SQLITE_DBSTATUS_DEFERRED_FKS,
            &raw mut current,
            &raw mut highest,
            0,
        )
    };
    status == ffi::SQLITE_OK && current == 0
}

/// The error for the violation that is there now, found among the keys of what was written.
pub(super) fn explain(connection: &Connection, catalog: &Catalog, work: &Permitted) -> Error {
    let written = work.steps().iter().flat_map(PermittedStep::writes);
    let written = written.filter_map(|write| target(&write.statement));
    for name in written {
        let Some(relation) = catalog.relation(name) else { continue };
        let own =
            relation.foreign_keys.iter().map(|key| (relation.as_ref(), key, Side::Referencing));
        let others = catalog
            .referencing(name)
            .map(|(relation, key)| (relation.as_ref(), key, Side::Referenced));
        for (from, key, side) in own.chain(others) {
            if let Some(values) = dangling(connection, from, key) {
                return violated(catalog, work, from, key, side, &values);
            }
        }
    }
    anywhere(connection, catalog, work)
}

fn target(statement: &Statement) -> Option<&QualifiedName> {
    match statement {
        Statement::Insert(insert) => Some(&insert.relation),
        Statement::Update(update) => Some(&update.relation),
        Statement::Delete(delete) => Some(&delete.relation),
        Statement::Query(_) => None,
    }
}

/// A cascade may have led further than the relations that were named.
fn anywhere(connection: &Connection, catalog: &Catalog, work: &Permitted) -> Error {
    for relation in catalog.relations.values() {
        for key in &relation.foreign_keys {
            if let Some(values) = dangling(connection, relation, key) {
                return violated(catalog, work, relation, key, Side::Referenced, &values);
            }
        }
    }
    Error::sql("23503", "a foreign key constraint is violated")
}

/// From which end the violation was made.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    /// A row that references was written.
    Referencing,
    /// A row that is referenced went away or changed.
    Referenced,
}

/// The key of a row that references nothing, if there is one.
pub(super) fn dangling(
    connection: &Connection,
    relation: &Relation,
    key: &ForeignKey,
) -> Option<Vec<Value>> {
    let list = |prefix: &str, names: &[Name], between: &str| {
        let quoted = names.iter().map(|name| format!("{prefix}{}", layout::column(name)));
        quoted.collect::<Vec<_>>().join(between)
    };
    let present = key.columns.iter().map(|name| format!("c.{} is not null", layout::column(name)));
    let equal = key
        .columns
        .iter()
        .zip(&key.target_columns)
        .map(|(from, to)| format!("p.{} = c.{}", layout::column(to), layout::column(from)));
    let text = format!(
        "select {} from {} as c where {} and not exists (select 1 from {} as p where {}) limit 1",
        list("c.", &key.columns, ", "),
        layout::table(&relation.name),
        present.collect::<Vec<_>>().join(" and "),
        layout::table(&key.target),
        equal.collect::<Vec<_>>().join(" and "),
    );
    let read = |row: &rusqlite::Row<'_>| {
        (0..key.columns.len()).map(|at| Ok(super::write::stored(row.get_ref(at)?))).collect()
    };
    connection.one_row(&text, read).ok()
}

fn violated(
    catalog: &Catalog,
    work: &Permitted,
    from: &Relation,
    key: &ForeignKey,
    side: Side,
    values: &[Value],
) -> Error {
    let (table, target) = (&from.name.name, &key.target.name);
    let message = match side {
        Side::Referencing => format!(
            "insert or update on table \"{table}\" violates foreign key constraint \"{}\"",
            key.name
        ),
        Side::Referenced => format!(
            "update or delete on table \"{target}\" violates foreign key constraint \"{}\" on table \"{table}\"",
            key.name
        ),
    };
    let role = &work.caller().role;
    // The key is that of the row which was written: who sees that relation may see it.
    let seen = match side {
        Side::Referencing => access::sees_every_key(catalog, role, from, &key.columns),
        Side::Referenced => catalog
            .relation(&key.target)
            .is_some_and(|of| access::sees_every_key(catalog, role, of, &key.target_columns)),
    };
    let detail = match (side, seen) {
        (Side::Referencing, true) => format!(
            "Key {} is not present in table \"{target}\".",
            shown(from, &key.columns, values)
        ),
        (Side::Referencing, false) => format!("Key is not present in table \"{target}\"."),
        (Side::Referenced, true) => {
            let names: Vec<Name> = key.target_columns.clone();
            let columns = catalog
                .relation(&key.target)
                .map_or_else(String::new, |relation| shown(relation, &names, values));
            format!("Key {columns} is still referenced from table \"{table}\".")
        }
        (Side::Referenced, false) => format!("Key is still referenced from table \"{table}\"."),
    };
    Error::Sql(Box::new(SqlError {
        code: "23503".into(),
        message,
        detail: Some(detail),
        hint: None,
        constraint: Some((from.name.clone(), key.name.to_string())),
    }))
}

/// `(a, b)=(1, x)`
pub(super) fn shown(relation: &Relation, columns: &[Name], values: &[Value]) -> String {
    let texts = columns.iter().zip(values).map(|(name, value)| {
        let mut text = String::new();
        match relation.column(name) {
            Some(column) if !value.is_null() => value::write_output(&column.of, value, &mut text),
            _ => text.push_str("null"),
        }
        text
    });
    let values = texts.collect::<Vec<_>>().join(", ");
    format!("({})=({values})", columns.iter().map(|name| &**name).collect::<Vec<_>>().join(", "))
}

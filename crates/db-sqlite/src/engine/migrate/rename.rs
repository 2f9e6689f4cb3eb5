//! `rename`: done first, so that everything after it goes by the new names.

use crate::engine::connection::Connection;
use crate::layout;
use catalog::{Change, Name, QualifiedName};
use db::Error;
use std::collections::HashMap;

/// Which names of a step are new.
#[derive(Default)]
pub(super) struct Renamed {
    relations: HashMap<QualifiedName, QualifiedName>,
    /// (relation's new name, column's old name) to its new name.
    columns: HashMap<(QualifiedName, Name), Name>,
}

impl Renamed {
    /// The new name of a relation.
    pub(super) fn relation(&self, old: &QualifiedName) -> QualifiedName {
        self.relations.get(old).unwrap_or(old).clone()
    }

    /// The old name of a relation.
    pub(super) fn old_relation(&self, new: &QualifiedName) -> QualifiedName {
        let mut pairs = self.relations.iter();
        pairs.find(|(_, to)| *to == new).map_or(new, |(from, _)| from).clone()
    }

    /// The new name of a column of a relation (by its new name).
    pub(super) fn new_column(&self, relation: &QualifiedName, old: &Name) -> Name {
        self.columns.get(&(relation.clone(), old.clone())).unwrap_or(old).clone()
    }

    /// The old name of a column of a relation (by its new name).
    pub(super) fn old_column(&self, relation: &QualifiedName, new: &Name) -> Name {
        let mut pairs = self.columns.iter();
        pairs
            .find(|((of, _), to)| of == relation && *to == new)
            .map_or_else(|| new.clone(), |((_, from), _)| from.clone())
    }
}

/// Renames tables and columns.
pub(super) fn tables_and_columns(
    connection: &Connection,
    changes: &[Change],
) -> Result<Renamed, Error> {
    let mut renamed = Renamed::default();
    for change in changes {
        match change {
            Change::RenameRelation { from, to } => {
                rename_table(connection, from, to)?;
                renamed.relations.insert(from.clone(), to.clone());
            }
            Change::RenameColumn { relation, from, to } => {
                let table = layout::table(relation);
                if is_table(connection, relation)? {
                    connection.execute(&format!(
                        "alter table {table} rename column {} to {}",
                        layout::column(from),
                        layout::column(to)
                    ))?;
                }
                renamed.columns.insert((relation.clone(), from.clone()), to.clone());
            }
            _ => {}
        }
    }
    Ok(renamed)
}

fn rename_table(
    connection: &Connection,
    from: &QualifiedName,
    to: &QualifiedName,
) -> Result<(), Error> {
    if !is_table(connection, from)? {
        return Ok(());
    }
    let (from, to) = (layout::table(from), layout::table(to));
    connection.execute(&format!("alter table {from} rename to {to}"))
}

/// A view is in the catalog only.
fn is_table(connection: &Connection, name: &QualifiedName) -> Result<bool, Error> {
    let text = "select count(*) from sqlite_schema where type = 'table' and name = ?1";
    let mut statement =
        connection.sqlite.prepare_cached(text).map_err(|error| connection.error(&error))?;
    let count: Result<i64, _> = statement.query_row([layout::table_name(name)], |row| row.get(0));
    count.map(|count| count > 0).map_err(|error| connection.error(&error))
}

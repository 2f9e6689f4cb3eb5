//! The sequences of identity columns come and go with their columns.

use super::rename::Renamed;
use crate::engine::connection::Connection;
use crate::layout;
use catalog::{Catalog, Change, Generation, Identity, Relation};
use db::Error;
use std::collections::HashMap;

/// Makes the kept sequences those of the new catalog.
pub(super) fn follow(
    connection: &Connection,
    from: &Catalog,
    to: &Catalog,
    renamed: &Renamed,
    changes: &[Change],
) -> Result<(), Error> {
    let old: HashMap<String, &Identity> =
        identities(from).map(|(name, _, _, of)| (name, of)).collect();
    let mut kept = Vec::new();
    for (name, relation, column, identity) in identities(to) {
        let before = from
            .relation(&renamed.old_relation(&relation.name))
            .and_then(|was| was.column(&renamed.old_column(&relation.name, &column.name)));
        match before.and_then(|column| identity_of(column)) {
            Some(before) => {
                let was = layout::sequence(&renamed.old_relation(&relation.name), &before.sequence);
                connection.change(
                    "update \"engineroom.sequences\" set name = ?2, increment = ?3 where name = ?1",
                    rusqlite::params![was, name, identity.increment],
                )?;
                if is_restarted(changes, relation, column, before, identity) {
                    connection.change(
                        "update \"engineroom.sequences\" set next = ?2 where name = ?1",
                        rusqlite::params![name, identity.start],
                    )?;
                }
            }
            None => start(connection, &name, relation, column, identity)?,
        }
        kept.push(name);
    }
    for name in old.keys().filter(|name| !kept.contains(name)) {
        connection.change("delete from \"engineroom.sequences\" where name = ?1", [name])?;
    }
    Ok(())
}

/// `restart with`: the change is told though nothing differs, or only where the sequence starts.
fn is_restarted(
    changes: &[Change],
    relation: &Relation,
    column: &catalog::Column,
    before: &Identity,
    identity: &Identity,
) -> bool {
    let told = changes.iter().any(|change| {
        matches!(change, Change::AlterColumnGeneration { relation: of, column: name }
            if *of == relation.name && *name == column.name)
    });
    told && (before.start != identity.start || before == identity)
}

/// A new sequence starts behind what the column holds already.
fn start(
    connection: &Connection,
    name: &str,
    relation: &Relation,
    column: &catalog::Column,
    identity: &Identity,
) -> Result<(), Error> {
    let (column, table) = (layout::column(&column.name), layout::table(&relation.name));
    let last = if identity.increment < 0 { "min" } else { "max" };
    let text = format!("select {last}({column}) from {table}");
    let highest: Option<i64> = connection.one_row(&text, |row| row.get(0))?;
    let after = highest.and_then(|last| last.checked_add(identity.increment));
    let next = match after {
        Some(after) if identity.increment < 0 => after.min(identity.start),
        Some(after) => after.max(identity.start),
        None => identity.start,
    };
    connection.change(
        "insert or replace into \"engineroom.sequences\" (name, next, increment) values (?1, ?2, ?3)",
        rusqlite::params![name, next, identity.increment],
    )
}

fn identities(
    catalog: &Catalog,
) -> impl Iterator<Item = (String, &Relation, &catalog::Column, &Identity)> {
    catalog.relations.values().filter(|relation| relation.is_table()).flat_map(|relation| {
        relation.columns.iter().filter_map(|column| {
            let identity = identity_of(column)?;
            let name = layout::sequence(&relation.name, &identity.sequence);
            Some((name, relation.as_ref(), column, identity))
        })
    })
}

fn identity_of(column: &catalog::Column) -> Option<&Identity> {
    match &column.generation {
        Some(Generation::Identity(identity)) => Some(identity),
        _ => None,
    }
}

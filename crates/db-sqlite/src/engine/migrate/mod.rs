//! Changing the schema: what is stored follows the catalog, inside one transaction.
//!
//! What is stored of a table is compared as text (`layout::physical`), so a change that only concerns rules,
//! checks or defaults touches no row. A table whose definition differs is made anew and its rows are copied.

mod enums;
mod materialized;
mod rebuild;
mod rename;
mod sequences;
mod verify;

use crate::engine::connection::Connection;
use crate::engine::sequences::Sequences;
use crate::engine::shapes::Shape;
use crate::engine::{meta, run};
use crate::layout;
use access::{Permitted, PermittedStep};
use catalog::{
    Catalog, Change, Delete, Generation, Name, QualifiedName, Relation, Statement, Update,
};
use db::{Error, Migration, MigrationStep, Versioned};
use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::Arc;

/// Runs every step, keeps the new catalog, and commits.
pub(super) fn migrate(
    connection: &Connection,
    from: &Versioned,
    migration: &Migration,
    sequences: &mut Sequences,
    answer_bytes_max: u64,
) -> Result<Versioned, Error> {
    sequences.forget(connection)?;
    // Dropping a table with keys switched on would delete what refers to it. They can't be switched inside of a
    // transaction, so they are off for the whole of it, and looked at before the commit.
    let structural = migration.steps.iter().any(changes_structure);
    if structural {
        refuse_actions(from, migration)?;
        connection.execute("pragma foreign_keys = off; pragma ignore_check_constraints = on")?;
    }
    let given = in_transaction(connection, from, migration, sequences, answer_bytes_max);
    if given.is_err() && !connection.sqlite.is_autocommit() {
        connection.execute("rollback")?;
    }
    sequences.forget(connection)?;
    if structural {
        connection.execute("pragma foreign_keys = on; pragma ignore_check_constraints = off")?;
    }
    given
}

/// Makes a database that holds nothing hold this schema.
pub(super) fn to_catalog(
    connection: &Connection,
    from: &Versioned,
    to: Catalog,
) -> Result<Versioned, Error> {
    let changes = sql::compare(&from.catalog, &to);
    let steps = vec![MigrationStep::Define { catalog: Arc::new(to), changes }];
    let migration = Migration { steps, record: Vec::new() };
    migrate(connection, from, &migration, &mut Sequences::default(), u64::MAX)
}

fn in_transaction(
    connection: &Connection,
    from: &Versioned,
    migration: &Migration,
    sequences: &mut Sequences,
    answer_bytes_max: u64,
) -> Result<Versioned, Error> {
    connection.execute("begin immediate; pragma defer_foreign_keys = on")?;
    let mut catalog = from.catalog.clone();
    for step in &migration.steps {
        match step {
            MigrationStep::Define { catalog: to, changes } => {
                sequences.forget(connection)?;
                define(connection, &catalog, to, changes)?;
                catalog = to.clone();
            }
            MigrationStep::Run(work) => {
                work_step(connection, &catalog, work, sequences, answer_bytes_max)?;
            }
        }
    }
    verify::foreign_keys(connection, &catalog)?;
    let to = Versioned::new(from.version + 1, catalog);
    meta::set_catalog(connection, &to)?;
    for entry in &migration.record {
        meta::record(connection, entry)?;
    }
    sequences.forget(connection)?;
    connection.execute("commit")?;
    Ok(to)
}

fn work_step(
    connection: &Connection,
    catalog: &Catalog,
    work: &Permitted,
    sequences: &mut Sequences,
    answer_bytes_max: u64,
) -> Result<(), Error> {
    let shape = Shape::compile(catalog, work.steps())?;
    run::run(connection, catalog, work, &shape, answer_bytes_max, Some(sequences)).map(|_| ())
}

/// Whether a step drops or rebuilds tables, so that keys have to be off.
fn changes_structure(step: &MigrationStep) -> bool {
    matches!(step, MigrationStep::Define { .. })
}

/// With keys off no `on delete cascade` would act.
fn refuse_actions(from: &Versioned, migration: &Migration) -> Result<(), Error> {
    let mut catalog = &from.catalog;
    for step in &migration.steps {
        match step {
            MigrationStep::Define { catalog: to, .. } => catalog = to,
            MigrationStep::Run(work) => {
                if let Some(table) = work.steps().iter().find_map(|step| acted_on(catalog, step)) {
                    return Err(Error::Unsupported(format!(
                        "this migration changes the schema and also changes or deletes rows of {table}, which \
                         other tables refer to; put the two into migrations of their own"
                    )));
                }
            }
        }
    }
    Ok(())
}

/// The table of whose rows a step removes some, or changes what other tables refer to.
fn acted_on<'a>(catalog: &Catalog, step: &'a PermittedStep) -> Option<&'a QualifiedName> {
    step.writes().into_iter().find_map(|write| acts(catalog, &write.statement))
}

fn acts<'a>(catalog: &Catalog, statement: &'a Statement) -> Option<&'a QualifiedName> {
    match statement {
        Statement::Update(Update { relation, set, .. }) => {
            let changes = |column: &Name| {
                set.iter().any(|set| set.column == *column)
                    || is_generated(catalog, relation, column)
            };
            let mut keys = catalog.referencing(relation);
            keys.any(|(_, key)| key.target_columns.iter().any(changes)).then_some(relation)
        }
        Statement::Delete(Delete { relation, .. }) => {
            catalog.referencing(relation).next().map(|_| relation)
        }
        Statement::Insert(_) | Statement::Query(_) => None,
    }
}

fn is_generated(catalog: &Catalog, relation: &QualifiedName, column: &Name) -> bool {
    let column = catalog.relation(relation).and_then(|relation| relation.column(column));
    column.is_some_and(|column| matches!(column.generation, Some(Generation::Computed(_))))
}

/// One step from a catalog to the next.
fn define(
    connection: &Connection,
    from: &Catalog,
    to: &Catalog,
    changes: &[Change],
) -> Result<(), Error> {
    let renamed = rename::tables_and_columns(connection, changes)?;
    enums::move_labels(connection, to, &renamed, changes)?;
    for relation in from.relations.values().filter(|relation| relation.is_stored()) {
        let name = renamed.relation(&relation.name);
        let stays = |new: &Arc<Relation>| new.is_stored() && new.is_table() == relation.is_table();
        if !to.relation(&name).is_some_and(stays) {
            connection.execute(&format!("drop table {}", layout::table(&name)))?;
        }
    }
    for relation in to.relations.values().filter(|relation| relation.is_table()) {
        let plain = without_calls(to, relation)?;
        match from.relation(&renamed.old_relation(&relation.name)).filter(|old| old.is_table()) {
            None => create(connection, &plain)?,
            Some(old) => {
                let old = without_calls(from, old)?;
                rebuild::follow(connection, to, &old, &plain, &renamed, changes)?;
            }
        }
    }
    sequences::follow(connection, from, to, &renamed, changes)?;
    verify::constraints(connection, from, to, &renamed)?;
    materialized::follow(connection, from, to, &renamed, changes)
}

/// A relation as it is stored: functions that its expressions call are written out.
fn without_calls<'r>(
    catalog: &Catalog,
    relation: &'r Relation,
) -> Result<Cow<'r, Relation>, Error> {
    let plain = access::without_calls(catalog, relation);
    plain.map_err(|denied| Error::sql(denied.code(), denied.to_string()))
}

fn create(connection: &Connection, relation: &Relation) -> Result<(), Error> {
    let physical = layout::physical(relation)?;
    let table = layout::table(&relation.name);
    connection.execute(&format!("create table {table} ({}) strict", physical.body))?;
    let mut made = HashSet::new();
    for (name, text) in &physical.indexes {
        if made.insert(name) {
            connection.execute(text)?;
        }
    }
    Ok(())
}

//! The schema's files against the database: what differs is applied, but what would lose rows or values waits.

use std::sync::Arc;

use catalog::{Catalog, Change, QualifiedName, RelationKind};
use db::{Database, Migration, MigrationStep};
use sql::File;

use super::emptiness::has_rows;
use super::error::ApplyError;
use super::scripts::steps;
use super::{Allowed, Report};
use crate::project::SqlFile;

/// A difference that would lose data.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Waiting {
    /// What it does, in words.
    pub(crate) what: String,
    /// What it is in SQL.
    pub(crate) sql: String,
}

/// Applies what may be applied.
pub(super) async fn compare(
    database: &dyn Database,
    files: &[SqlFile],
    allowed: Allowed,
    report: &mut Report,
) -> Result<(), ApplyError> {
    let wanted = read(files, report)?;
    let now = database.catalog();
    let changes = sql::compare(&now.catalog, &wanted);
    if changes.is_empty() {
        return Ok(());
    }
    let mut losing = Vec::new();
    for change in &changes {
        losing.push(!allowed.losses && loses(database, &now.catalog, change).await?);
    }
    let words = |change: &Change| sql::describe(change, &now.catalog, &wanted);
    let text = |change: &Change| sql::write_change(change, &now.catalog, &wanted);
    if !losing.contains(&true) {
        report.changes.extend(changes.iter().map(words));
        return define(database, Arc::new(wanted.clone()), changes.clone()).await;
    }
    let pairs = || changes.iter().zip(&losing);
    report.waiting.extend(
        pairs()
            .filter(|(_, loses)| **loses)
            .map(|(change, _)| Waiting { what: words(change), sql: text(change) }),
    );
    if !allowed.parts {
        return Ok(());
    }
    let safe: Vec<&Change> =
        pairs().filter(|(_, loses)| !**loses).map(|(change, _)| change).collect();
    let script = safe.iter().map(|change| text(change)).collect::<Vec<_>>().join("\n");
    if run_part(database, script).await? {
        report.changes.extend(safe.into_iter().map(words));
    } else {
        report.notices.push("the other differences need these first, and wait too".to_owned());
    }
    Ok(())
}

fn read(files: &[SqlFile], report: &mut Report) -> Result<Catalog, ApplyError> {
    let files: Vec<File<'_>> =
        files.iter().map(|file| File { name: &file.name, text: &file.text }).collect();
    let definition = sql::read_schema(&sql::base_catalog(), &files).map_err(ApplyError::Files)?;
    report.notices.extend(definition.notices.iter().map(ToString::to_string));
    Ok(definition.catalog)
}

async fn define(
    database: &dyn Database,
    catalog: Arc<Catalog>,
    changes: Vec<Change>,
) -> Result<(), ApplyError> {
    let steps = vec![MigrationStep::Define { catalog, changes }];
    let migration = Migration { steps, record: Vec::new() };
    let refused = |error| ApplyError::Refused { part: "the schema's files".to_owned(), error };
    database.migrate(migration).await.map_err(refused)?;
    Ok(())
}

/// Applies some of the differences without the others; false if they can't do without.
async fn run_part(database: &dyn Database, script: String) -> Result<bool, ApplyError> {
    let now = database.catalog();
    let file = SqlFile { name: "the schema's files".to_owned(), text: script };
    let Ok(read) = steps(now.version, now.catalog, &file) else { return Ok(false) };
    if read.steps.is_empty() {
        return Ok(true);
    }
    let migration = Migration { steps: read.steps, record: Vec::new() };
    match database.migrate(migration).await {
        Ok(_) => Ok(true),
        Err(db::Error::Sql(_)) => Ok(false),
        Err(error) => Err(ApplyError::Refused { part: file.name, error }),
    }
}

/// Whether rows or values would be lost: a view holds none, nor does an empty table.
async fn loses(
    database: &dyn Database,
    catalog: &Catalog,
    change: &Change,
) -> Result<bool, ApplyError> {
    if !change.loses_data() {
        return Ok(false);
    }
    match relation(change) {
        Some(name) => match catalog.relations.get(name).map(|relation| &relation.kind) {
            Some(RelationKind::Table) => has_rows(database, name).await,
            Some(RelationKind::View(_)) => Ok(false),
            None => Ok(true),
        },
        // A type or a schema can only go when nothing uses it any more.
        None => Ok(false),
    }
}

const fn relation(change: &Change) -> Option<&QualifiedName> {
    match change {
        Change::DropRelation(name) => Some(name),
        Change::DropColumn { relation, .. } | Change::AlterColumnType { relation, .. } => {
            Some(relation)
        }
        _ => None,
    }
}

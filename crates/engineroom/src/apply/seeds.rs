//! Seeds: all of them are one transaction, and run in an empty database only.

use db::{Database, Migration};

use super::Report;
use super::error::ApplyError;
use super::scripts::steps;
use crate::project::SqlFile;

/// Runs the seeds.
pub(super) async fn run(
    database: &dyn Database,
    files: &[SqlFile],
    report: &mut Report,
) -> Result<(), ApplyError> {
    let now = database.catalog();
    let mut catalog = now.catalog;
    let mut migration = Migration::default();
    for file in files {
        let read = steps(now.version, catalog, file)?;
        catalog = read.catalog;
        migration.steps.extend(read.steps);
        report.notices.extend(read.notices);
    }
    let names: Vec<String> = files.iter().map(|file| file.name.clone()).collect();
    let refused = |error| ApplyError::Refused { part: names.join(", "), error };
    database.migrate(migration).await.map_err(refused)?;
    report.seeds = names;
    Ok(())
}

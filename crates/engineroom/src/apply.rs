//! Bringing a database to what the project's files say: pending migrations run first, then the schema's files are compared
//! with the database and what differs is applied, then an empty database is seeded. What would lose data waits for a
//! person.

mod emptiness;
mod error;
mod migrations;
mod schemas;
mod scripts;
mod seeds;

use db::Database;

use crate::project::Sources;

pub(crate) use error::ApplyError;
pub(crate) use schemas::Waiting;

/// What a person allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Allowed {
    /// Changes that lose data.
    pub(crate) losses: bool,
    /// What loses nothing, where something else waits.
    pub(crate) parts: bool,
    /// Seeds in an empty database.
    pub(crate) seeds: bool,
}

/// What was done and what waits.
#[derive(Debug, Default)]
pub(crate) struct Report {
    /// The migrations that ran.
    pub(crate) migrations: Vec<String>,
    /// The differences that were applied, in words.
    pub(crate) changes: Vec<String>,
    /// The differences that would lose data.
    pub(crate) waiting: Vec<Waiting>,
    /// The seeds that ran.
    pub(crate) seeds: Vec<String>,
    /// What a person should know.
    pub(crate) notices: Vec<String>,
}

/// Brings the database to what the files say. Each migration, the difference, and the seeds are one transaction each.
pub(crate) async fn apply(
    database: &dyn Database,
    sources: &Sources,
    allowed: Allowed,
) -> Result<Report, ApplyError> {
    let mut report = Report::default();
    report.notices.extend(sources.warnings.iter().cloned());
    migrations::run(database, &sources.migrations, &mut report).await?;
    if !sources.schemas.is_empty() {
        schemas::compare(database, &sources.schemas, allowed, &mut report).await?;
    }
    if allowed.seeds && !sources.seeds.is_empty() && emptiness::is_empty(database).await? {
        seeds::run(database, &sources.seeds, &mut report).await?;
    }
    Ok(report)
}

//! The one interface to a database: [`Database`]. Whatever runs below it, services above it see a catalog, run
//! what `access` permitted, and read typed answers.
//!
//! A unit of work is whole: a plan, or a migration. No transaction is ever open across an await.
#![forbid(unsafe_code)]

mod answer;
mod capabilities;
mod error;
mod explain;
mod migration;
mod once;
mod rows;

#[cfg(test)]
mod tests;

pub use answer::{Answer, CommitNumber, StepAnswer};
pub use capabilities::Capabilities;
pub use error::{Error, SqlError};
pub use explain::{Explained, ExplainedStatement, PlanNode};
pub use migration::{HistoryEntry, Migration, MigrationStep};
pub use once::{Keep, Once, Outcome};
pub use rows::{Column, Row, Rows};

use access::Permitted;
use catalog::{Catalog, Relationships};
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::time::Instant;

/// What a database does, some time later.
pub type Pending<'a, T> = Pin<Box<dyn Future<Output = Result<T, Error>> + Send + 'a>>;

/// A catalog and the version that counts its changes.
#[derive(Clone, Debug)]
pub struct Versioned {
    /// Increases with every change of the schema.
    pub version: u64,
    /// The schema at that version.
    pub catalog: Arc<Catalog>,
    /// How its relations are related.
    pub relationships: Arc<Relationships>,
}

impl Versioned {
    /// A catalog at a version, with what is known of the whole of it.
    pub fn new(version: u64, catalog: Arc<Catalog>) -> Self {
        let relationships = Arc::new(Relationships::of(&catalog));
        Self { version, catalog, relationships }
    }
}

/// A database.
pub trait Database: Send + Sync {
    /// The schema as it is now.
    fn catalog(&self) -> Versioned;

    /// Runs a unit of work as one transaction. A write that has begun is finished even when nobody waits for it
    /// any more. The deadline counts from now, time in a queue included: one that passes there is
    /// [`Error::Busy`]; execution that takes longer is [`Error::Timeout`].
    ///
    /// [`Error::Stale`] says that the schema has changed since the work was permitted: plan it again.
    fn run(&self, work: Permitted, deadline: Instant) -> Pending<'_, Answer>;

    /// Runs a unit of work as [`Database::run`] does, unless it took effect before: its key, and what is kept of its
    /// answer, are written in the same transaction, so that a crash leaves both or neither. Work with a key that is
    /// being run waits for it. What is rolled back is not kept.
    fn run_once(&self, work: Permitted, once: Once, deadline: Instant) -> Pending<'_, Outcome> {
        let _ = (work, once, deadline);
        let message = "this database keeps no idempotency keys".to_owned();
        Box::pin(std::future::ready(Err(Error::Unsupported(message))))
    }

    /// How the database would run a unit of work, with the caller's policies in it; nothing is run.
    fn explain(&self, work: Permitted, deadline: Instant) -> Pending<'_, Explained> {
        let _ = (work, deadline);
        let message = "this database does not explain its plans".to_owned();
        Box::pin(std::future::ready(Err(Error::Unsupported(message))))
    }

    /// Changes the schema, and the rows that a script changes beside it, in one transaction.
    fn migrate(&self, migration: Migration) -> Pending<'_, Versioned>;

    /// The migrations that were run, oldest first.
    fn history(&self) -> Pending<'_, Vec<HistoryEntry>>;

    /// What this database can and can't do.
    fn capabilities(&self) -> &Capabilities;

    /// Finishes what is queued and closes the files or connections.
    fn close(&self) -> Pending<'_, ()>;
}

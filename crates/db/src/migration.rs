//! Changing the schema.

use access::Permitted;
use catalog::{Catalog, Change};
use std::sync::Arc;

/// Steps that change the schema and rows, in one transaction.
#[derive(Clone, Debug, Default)]
pub struct Migration {
    /// In order.
    pub steps: Vec<MigrationStep>,
    /// What is written into the history when all of them succeeded.
    pub record: Vec<HistoryEntry>,
}

/// One step.
#[derive(Clone, Debug)]
pub enum MigrationStep {
    /// The schema becomes another.
    Define {
        /// The schema after this step.
        catalog: Arc<Catalog>,
        /// What is different from the step before.
        changes: Vec<Change>,
    },
    /// Rows are written, or read for nothing; permitted against the catalog of the step before.
    Run(Box<Permitted>),
}

/// One migration that was run, as Supabase's `supabase_migrations.schema_migrations` keeps it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HistoryEntry {
    /// The digits that the file's name begins with.
    pub version: String,
    /// The rest of the file's name.
    pub name: String,
    /// A hash of the file's text, so that a changed file is noticed.
    pub hash: String,
}

//! What is handed to the threads.

use access::Permitted;
use db::{Answer, Error, HistoryEntry, Migration, Versioned};
use std::time::Instant;
use tokio::sync::oneshot::Sender;

/// A unit of work and who waits for it.
pub(super) struct Job {
    pub(super) work: Permitted,
    /// Counted from when it was queued.
    pub(super) deadline: Instant,
    pub(super) answer: Sender<Result<Answer, Error>>,
}

/// Work that only reads.
pub(super) type ReadJob = Job;

/// Work for the one thread that writes.
pub(super) enum WriteJob {
    /// A plan that writes.
    Work(Job),
    /// A change of the schema.
    Migrate { migration: Migration, answer: Sender<Result<Versioned, Error>> },
    /// Reading the history of migrations.
    History { answer: Sender<Result<Vec<HistoryEntry>, Error>> },
}

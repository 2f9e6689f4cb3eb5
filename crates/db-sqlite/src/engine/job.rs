//! What is handed to the threads.

use access::Permitted;
use db::{Answer, Error, Explained, HistoryEntry, Migration, Once, Outcome, Versioned};
use std::time::Instant;
use tokio::sync::oneshot::Sender;

/// Work that only reads, and who waits for it.
pub(super) struct ReadJob {
    pub(super) work: Permitted,
    /// Counted from when it was queued.
    pub(super) deadline: Instant,
    pub(super) wanted: Wanted,
}

/// What is wanted of work that only reads, by whom.
pub(super) enum Wanted {
    /// Its answer.
    Answer(Sender<Result<Answer, Error>>),
    /// How it would be run; it may write.
    Explained(Sender<Result<Explained, Error>>),
}

/// A unit of work for the writer.
pub(super) struct Job {
    pub(super) work: Permitted,
    /// Counted from when it was queued.
    pub(super) deadline: Instant,
    pub(super) waiting: Waiting,
}

/// Who waits for a unit of work.
pub(super) enum Waiting {
    /// Who wants it to be done.
    Plain(Sender<Result<Answer, Error>>),
    /// Who wants it to be done once.
    Once(Once, Sender<Result<Outcome, Error>>),
}

/// Work for the one thread that writes.
pub(super) enum WriteJob {
    /// A plan that writes.
    Work(Job),
    /// A change of the schema.
    Migrate { migration: Migration, answer: Sender<Result<Versioned, Error>> },
    /// Reading the history of migrations.
    History { answer: Sender<Result<Vec<HistoryEntry>, Error>> },
}

impl Job {
    /// By what it is known again, if it is to take effect once.
    pub(super) fn once(&self) -> Option<&Once> {
        match &self.waiting {
            Waiting::Plain(_) => None,
            Waiting::Once(once, _) => Some(once),
        }
    }

    /// Tells who waits. Nobody may wait for it any more; it is done all the same.
    pub(super) fn tell(self, given: Result<Outcome, Error>) {
        match self.waiting {
            Waiting::Once(_, waiting) => {
                let _ = waiting.send(given);
            }
            Waiting::Plain(waiting) => {
                let _ = waiting.send(given.and_then(done));
            }
        }
    }
}

fn done(outcome: Outcome) -> Result<Answer, Error> {
    match outcome {
        Outcome::Done(answer) => Ok(answer),
        _ => Err(Error::Internal("work without a key was found to be known".to_owned())),
    }
}

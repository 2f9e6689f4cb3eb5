//! The thread that writes. It commits in groups: every unit of work has a savepoint of its own, and is answered
//! after the group's commit.

use crate::engine::connection::Connection;
use crate::engine::foreign_keys;
use crate::engine::job::{Job, WriteJob};
use crate::engine::once::{self, Sweeps};
use crate::engine::queue::Popped;
use crate::engine::sequences::Sequences;
use crate::engine::{Shared, file, meta, migrate, run};
use db::{Answer, CommitNumber, Error, Outcome, Versioned};
use plan::Ending;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Instant;

/// How many units of work one commit holds at most.
const GROUP_MAX: usize = 128;
/// How many written rows end a group.
const GROUP_ROWS_MAX: u64 = 10_000;

/// Starts the writer.
pub(super) fn start(shared: Arc<Shared>, connection: Connection) -> Result<JoinHandle<()>, Error> {
    let commit = meta::commit_number(&connection)?;
    let sweeps = Sweeps::begin(&connection)?;
    std::thread::Builder::new()
        .name("writer".to_owned())
        .spawn(move || {
            let sequences = Sequences::default();
            Writer { shared, connection: Some(connection), sequences, commit, sweeps }.serve();
        })
        .map_err(|error| Error::Unavailable(error.to_string()))
}

/// Runs something that must not take its thread along when it panics.
pub(super) fn guarded<T>(run: impl FnOnce() -> Result<T, Error>) -> Result<T, Error> {
    catch_unwind(AssertUnwindSafe(run))
        .unwrap_or_else(|_| Err(Error::Internal("a thread of the database panicked".to_owned())))
}

struct Writer {
    shared: Arc<Shared>,
    /// None after a failed commit, until the file has been opened and verified again.
    connection: Option<Connection>,
    sequences: Sequences,
    commit: u64,
    /// When the keys of work that takes effect once are looked at for those that have expired.
    sweeps: Sweeps,
}

/// A unit of work that has run, and waits for the commit.
type Ran = (Job, Result<Outcome, Error>);

impl Writer {
    fn serve(mut self) {
        let mut next = None;
        loop {
            let popped = match next.take() {
                Some(job) => job,
                None => match self.shared.writes.pop_until(self.sweeps.next()) {
                    Popped::Next(key, job) => {
                        self.shared.writes.done(&key);
                        job
                    }
                    Popped::Nothing => {
                        self.sweep();
                        continue;
                    }
                    Popped::Closed => break,
                },
            };
            match popped {
                WriteJob::Work(job) => next = self.group(job),
                WriteJob::Migrate { migration, answer } => {
                    let given = self.migrate(&migration);
                    let _ = answer.send(given);
                }
                WriteJob::History { answer } => {
                    let given = self.connected().and_then(|this| meta::history(this.connection()?));
                    let _ = answer.send(given);
                }
            }
        }
        self.close();
    }

    fn connection(&self) -> Result<&Connection, Error> {
        let lost = || Error::Unavailable("the database file could not be opened again".to_owned());
        self.connection.as_ref().ok_or_else(lost)
    }

    /// Opens and verifies the file again after a failure.
    fn connected(&mut self) -> Result<&mut Self, Error> {
        if self.connection.is_none() {
            let (connection, versioned) = file::open_for_writing(&self.shared.path)?;
            self.commit = meta::commit_number(&connection)?;
            self.sequences = Sequences::default();
            self.connection = Some(connection);
            self.shared.catalog.store(Arc::new(versioned));
        }
        Ok(self)
    }

    /// Runs this and what else is waiting, commits once, and answers. Gives back work that can't be in a group.
    fn group(&mut self, first: Job) -> Option<WriteJob> {
        if let Err(error) = self.connected() {
            first.tell(Err(error));
            return None;
        }
        let commit_before = self.commit;
        if let Err(error) = self.begin() {
            first.tell(Err(error));
            return None;
        }
        let (mut ran, mut next, mut rows) = (Vec::new(), None, 0);
        let mut job = Some(first);
        while let Some(one) = job.take() {
            let given = self.one(&one);
            rows += written(&given);
            ran.push((one, given));
            if self.lost_transaction() {
                self.commit = commit_before;
                self.singly(ran);
                return None;
            }
            if ran.len() < GROUP_MAX && rows < GROUP_ROWS_MAX {
                (job, next) = self.more();
            }
        }
        match self.end(commit_before) {
            Ok(()) => answer(ran),
            Err(error) => {
                self.commit = commit_before;
                self.after_failed_commit(ran, &error);
            }
        }
        next
    }

    /// The next work that is waiting: to go on with the group, or to do after it.
    fn more(&self) -> (Option<Job>, Option<WriteJob>) {
        match self.shared.writes.try_pop() {
            None => (None, None),
            Some((key, job)) => {
                self.shared.writes.done(&key);
                match job {
                    WriteJob::Work(job) => (Some(job), None),
                    other => (None, Some(other)),
                }
            }
        }
    }

    fn begin(&self) -> Result<(), Error> {
        let connection = self.connection()?;
        connection.begin_work(0, None);
        connection.execute_kept("begin immediate")?;
        // All keys are looked at when a unit of work ends, as PostgreSQL does at the end of a statement.
        connection.execute_kept("pragma defer_foreign_keys = on")
    }

    fn end(&mut self, commit_before: u64) -> Result<(), Error> {
        let connection = self.connection()?;
        connection.begin_work(0, None);
        if self.commit != commit_before {
            meta::set_commit_number(connection, self.commit)?;
        }
        self.sequences.keep(connection)?;
        let sweeps = self.sweeps.sweep_if_due(connection)?;
        connection.execute_kept("commit")?;
        self.sweeps = sweeps;
        self.sequences.kept();
        Ok(())
    }

    /// Whether an error has ended the whole transaction, the others' work too.
    fn lost_transaction(&self) -> bool {
        self.connection.as_ref().is_none_or(|connection| connection.sqlite.is_autocommit())
    }

    /// One unit of work in its savepoint.
    fn one(&mut self, job: &Job) -> Result<Outcome, Error> {
        if Instant::now() > job.deadline {
            return Err(Error::Busy);
        }
        self.connection()?.execute_kept("savepoint work")?;
        let shared = self.shared.clone();
        let connection = self.connection.take();
        let Some(connection) = connection else {
            return Err(Error::Internal("no connection in a group".to_owned()));
        };
        let given = guarded(|| work(&shared, &connection, job, &mut self.sequences));
        connection.begin_work(0, None);
        let done = matches!(given, Ok(Outcome::Done(_)));
        let kept = done && job.work.ending() == Ending::Commit;
        let ended = match (connection.sqlite.is_autocommit(), kept) {
            (true, _) => Ok(()),
            (false, true) => connection.execute_kept("release work"),
            (false, false) => connection
                .execute_kept("rollback to work")
                .and_then(|()| connection.execute_kept("release work")),
        };
        self.connection = Some(connection);
        ended?;
        let mut outcome = given?;
        if kept && let Outcome::Done(answer) = &mut outcome {
            self.commit += 1;
            answer.commit = Some(CommitNumber(self.commit));
            self.sweeps.note(job.once());
        }
        Ok(outcome)
    }

    /// A failure has undone the whole group: each runs again in a transaction of its own.
    fn singly(&mut self, ran: Vec<Ran>) {
        for (job, _) in ran {
            let given = self.alone(&job);
            job.tell(given);
        }
    }

    fn alone(&mut self, job: &Job) -> Result<Outcome, Error> {
        self.connected()?;
        let commit_before = self.commit;
        self.begin()?;
        let given = self.one(job);
        let ended = if self.lost_transaction() { Ok(()) } else { self.end(commit_before) };
        if given.is_err() {
            self.commit = commit_before;
        }
        if let Err(error) = ended {
            self.commit = commit_before;
            self.reopen_after(&error);
            return Err(error);
        }
        given
    }

    fn after_failed_commit(&mut self, ran: Vec<Ran>, error: &Error) {
        tracing::error!(%error, "a commit failed; its work runs again, each by itself");
        self.reopen_after(error);
        self.singly(ran);
    }

    /// What is in memory may not be what is on disk: the file is opened and verified before it is used again.
    fn reopen_after(&mut self, error: &Error) {
        if let Some(connection) = &self.connection
            && !connection.sqlite.is_autocommit()
        {
            let _ = connection.execute_kept("rollback");
        }
        if matches!(error, Error::Unavailable(_) | Error::Damaged(_) | Error::Internal(_)) {
            self.connection = None;
        }
    }

    fn migrate(&mut self, migration: &db::Migration) -> Result<Versioned, Error> {
        self.connected()?;
        let from = Versioned::clone(&self.shared.catalog.load());
        let connection = self.connection()?;
        connection.begin_work(meta::now_micros(), None);
        let max = self.shared.options.answer_bytes_max;
        let Some(connection) = self.connection.take() else {
            return Err(Error::Internal("no connection for a migration".to_owned()));
        };
        let given =
            guarded(|| migrate::migrate(&connection, &from, migration, &mut self.sequences, max));
        self.connection = Some(connection);
        if given.is_err() {
            self.reopen_after(&Error::Timeout);
        }
        let to = given?;
        self.shared.catalog.store(Arc::new(to.clone()));
        Ok(to)
    }

    /// Removes keys that have expired while nothing else is to do.
    fn sweep(&mut self) {
        let swept = self.connected().and_then(|this| {
            this.begin()?;
            this.end(this.commit)
        });
        if let Err(error) = swept {
            tracing::warn!(%error, "expired idempotency keys could not be removed");
            self.reopen_after(&error);
            self.sweeps.put_off();
        }
    }

    /// Puts the log into the file, so that the folder holds one file when nothing runs.
    fn close(mut self) {
        if let Some(connection) = self.connection.take() {
            let _ = connection.execute("pragma wal_checkpoint(truncate); pragma optimize");
        }
    }
}

fn work(
    shared: &Shared,
    connection: &Connection,
    job: &Job,
    sequences: &mut Sequences,
) -> Result<Outcome, Error> {
    let versioned = shared.catalog.load();
    if job.work.catalog_version() != versioned.version {
        return Err(Error::Stale);
    }
    connection.begin_work(meta::now_micros(), Some(job.deadline.max(Instant::now())));
    let mut work = || {
        let shape = shared.shapes.shape(&versioned.catalog, &job.work)?;
        let max = shared.options.answer_bytes_max;
        let catalog = &versioned.catalog;
        let steps = run::run(connection, catalog, &job.work, &shape, max, Some(sequences))?;
        foreign_keys::require_all(connection, catalog, &job.work)?;
        Ok(Answer { steps, commit: None, settings: connection.response_settings() })
    };
    match job.once() {
        None => work().map(Outcome::Done),
        Some(once) => once::run(connection, once, job.work.ending(), work),
    }
}

fn written(given: &Result<Outcome, Error>) -> u64 {
    match given {
        Ok(Outcome::Done(answer)) => answer.steps.iter().map(|step| step.affected).sum(),
        _ => 0,
    }
}

fn answer(ran: Vec<Ran>) {
    for (job, given) in ran {
        job.tell(given);
    }
}

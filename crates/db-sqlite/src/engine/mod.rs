//! The file and its threads: one that writes, several that read. The only IO of this crate.
//!
//! A unit of work is handed to a thread whole and answered through a channel; nobody who waits for it can stop
//! it halfway. Reads that end in a moment run where they are asked for. Writes are committed in groups, each in a
//! savepoint of its own, and answered after the commit.

mod claims;
mod close;
mod connection;
mod errors;
mod explain;
mod file;
mod foreign_keys;
mod job;
mod meta;
mod migrate;
mod once;
mod program;
mod queue;
mod reader;
mod run;
mod sequences;
mod shapes;
mod short;
mod writer;

mod write;

use crate::engine::job::{Job, ReadJob, Waiting, Wanted, WriteJob};
use crate::engine::queue::Queue;
use crate::engine::shapes::Shapes;
use crate::engine::short::Desk;
use access::Permitted;
use arc_swap::ArcSwap;
use db::{
    Answer, Capabilities, Database, Error, Explained, HistoryEntry, Migration, Once, Outcome,
    Pending, Versioned,
};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::Instant;
use tokio::sync::oneshot;

/// What can be set about a database file.
#[derive(Clone, Debug)]
pub struct Options {
    /// How many threads read.
    pub readers: usize,
    /// How many short reads may run at a time where they are asked for, without a thread of their own.
    pub short_readers: usize,
    /// How many units of work may wait.
    pub queue_max: usize,
    /// How large an answer may be, in bytes.
    pub answer_bytes_max: u64,
    /// How much memory the compiled statements may take, in bytes (estimated).
    pub shapes_bytes_max: usize,
}

impl Default for Options {
    fn default() -> Self {
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        Self {
            readers: (2 * cores).clamp(4, 64),
            short_readers: cores.min(64),
            queue_max: 4096,
            answer_bytes_max: 64 << 20,
            shapes_bytes_max: 16 << 20,
        }
    }
}

/// A database in one SQLite file.
pub struct Sqlite {
    shared: Arc<Shared>,
    threads: Mutex<Vec<JoinHandle<()>>>,
    capabilities: Capabilities,
}

/// What the threads have in common.
struct Shared {
    path: PathBuf,
    options: Options,
    catalog: ArcSwap<Versioned>,
    shapes: Shapes,
    desk: Desk,
    reads: Queue<ReadJob>,
    writes: Queue<WriteJob>,
}

impl Sqlite {
    /// Opens a database file, making it when it isn't there, and starts its threads.
    ///
    /// # Errors
    /// When it can't be opened, is damaged, is of a newer format, or another process has it open.
    pub fn open(path: &Path, options: Options) -> Result<Self, Error> {
        let (connection, versioned) = file::open_for_writing(path)?;
        let shared = Arc::new(Shared {
            path: path.to_owned(),
            catalog: ArcSwap::from_pointee(versioned),
            shapes: Shapes::new(options.shapes_bytes_max),
            desk: Desk::open(path, options.short_readers)?,
            reads: Queue::new(options.queue_max, options.readers.div_ceil(2)),
            writes: Queue::new(options.queue_max, usize::MAX),
            options,
        });
        let mut threads = vec![writer::start(shared.clone(), connection)?];
        for number in 0..shared.options.readers {
            threads.push(reader::start(shared.clone(), number)?);
        }
        let capabilities = Capabilities {
            name: format!("SQLite {}", rusqlite::version()),
            own_row_security: false,
            url: format!("sqlite://{}", path.display()),
        };
        Ok(Self { shared, threads: Mutex::new(threads), capabilities })
    }

    fn submit<T: Send + 'static>(
        &self,
        enqueue: impl FnOnce(oneshot::Sender<Result<T, Error>>) -> Result<(), Error>,
    ) -> Pending<'_, T> {
        let (answer, wait) = oneshot::channel();
        let queued = enqueue(answer);
        Box::pin(async move {
            queued?;
            wait.await.unwrap_or_else(|_| Err(Error::Unavailable("it is closing".to_owned())))
        })
    }
}

impl Database for Sqlite {
    fn catalog(&self) -> Versioned {
        Versioned::clone(&self.shared.catalog.load())
    }

    fn run(&self, work: Permitted, deadline: Instant) -> Pending<'_, Answer> {
        let caller = queue::Key::of(work.caller());
        if work.reads_only() {
            if let Some(given) = short::read(&self.shared, &work, deadline) {
                return Box::pin(std::future::ready(given));
            }
            self.submit(|answer| {
                let job = ReadJob { work, deadline, wanted: Wanted::Answer(answer) };
                self.shared.reads.push(caller, job)
            })
        } else {
            self.submit(|answer| {
                let job = WriteJob::Work(Job { work, deadline, waiting: Waiting::Plain(answer) });
                self.shared.writes.push(caller, job)
            })
        }
    }

    fn run_once(&self, work: Permitted, once: Once, deadline: Instant) -> Pending<'_, Outcome> {
        let caller = queue::Key::of(work.caller());
        self.submit(|answer| {
            let waiting = Waiting::Once(once, answer);
            self.shared.writes.push(caller, WriteJob::Work(Job { work, deadline, waiting }))
        })
    }

    fn explain(&self, work: Permitted, deadline: Instant) -> Pending<'_, Explained> {
        let caller = queue::Key::of(work.caller());
        self.submit(|answer| {
            let job = ReadJob { work, deadline, wanted: Wanted::Explained(answer) };
            self.shared.reads.push(caller, job)
        })
    }

    fn migrate(&self, migration: Migration) -> Pending<'_, Versioned> {
        self.submit(|answer| {
            self.shared.writes.push(queue::Key::Server, WriteJob::Migrate { migration, answer })
        })
    }

    fn history(&self) -> Pending<'_, Vec<HistoryEntry>> {
        self.submit(|answer| {
            self.shared.writes.push(queue::Key::Server, WriteJob::History { answer })
        })
    }

    fn capabilities(&self) -> &Capabilities {
        &self.capabilities
    }

    fn close(&self) -> Pending<'_, ()> {
        Box::pin(close::close(self))
    }
}

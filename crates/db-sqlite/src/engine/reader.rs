//! A thread that reads: one transaction a unit of work, so that all its steps see one state.

use crate::engine::connection::Connection;
use crate::engine::job::{ReadJob, Wanted};
use crate::engine::shapes::Shape;
use crate::engine::writer::guarded;
use crate::engine::{Shared, explain, file, meta, run};
use db::{Answer, Error, Explained};
use std::sync::Arc;
use std::thread::JoinHandle;
use std::time::Instant;

/// Starts a reader.
pub(super) fn start(shared: Arc<Shared>, number: usize) -> Result<JoinHandle<()>, Error> {
    let connection = file::open_for_reading(&shared.path)?;
    std::thread::Builder::new()
        .name(format!("reader-{number}"))
        .spawn(move || serve(&shared, &connection))
        .map_err(|error| Error::Unavailable(error.to_string()))
}

fn serve(shared: &Shared, connection: &Connection) {
    while let Some((key, job)) = shared.reads.pop() {
        let ReadJob { work, deadline, wanted } = job;
        // Nobody may wait for it any more.
        match wanted {
            Wanted::Answer(answer) => {
                let given = in_time(deadline, || read(shared, connection, &work, None, deadline));
                shared.reads.done(&key);
                let _ = answer.send(given);
            }
            Wanted::Explained(answer) => {
                let given = in_time(deadline, || explain(shared, connection, &work, deadline));
                shared.reads.done(&key);
                let _ = answer.send(given);
            }
        }
    }
}

fn in_time<T>(deadline: Instant, work: impl FnOnce() -> Result<T, Error>) -> Result<T, Error> {
    if Instant::now() > deadline { Err(Error::Busy) } else { guarded(work) }
}

/// How a unit of work would be run, a write too.
fn explain(
    shared: &Shared,
    connection: &Connection,
    work: &access::Permitted,
    deadline: Instant,
) -> Result<Explained, Error> {
    connection.begin_work(meta::now_micros(), Some(deadline));
    let given = meta::in_one_state(connection, |version| {
        let versioned = shared.catalog.load();
        if work.catalog_version() != versioned.version || version != versioned.version {
            return Err(Error::Stale);
        }
        explain::explain(connection, &*shared.shapes.shape(&versioned.catalog, work)?)
    });
    connection.begin_work(0, None);
    given
}

/// Runs a unit of work in a transaction of its own; one whose shape isn't known yet is compiled.
pub(super) fn read(
    shared: &Shared,
    connection: &Connection,
    work: &access::Permitted,
    shape: Option<&Shape>,
    deadline: Instant,
) -> Result<Answer, Error> {
    connection.begin_work(meta::now_micros(), Some(deadline));
    let given =
        meta::in_one_state(connection, |version| read_at(shared, connection, work, shape, version));
    connection.begin_work(0, None);
    given
}

fn read_at(
    shared: &Shared,
    connection: &Connection,
    work: &access::Permitted,
    shape: Option<&Shape>,
    version: u64,
) -> Result<Answer, Error> {
    let versioned = shared.catalog.load();
    if work.catalog_version() != versioned.version || version != versioned.version {
        return Err(Error::Stale);
    }
    let max = shared.options.answer_bytes_max;
    let run = |shape: &Shape| run::run(connection, &versioned.catalog, work, shape, max, None);
    let steps = match shape {
        Some(shape) => run(shape)?,
        None => run(&*shared.shapes.shape(&versioned.catalog, work)?)?,
    };
    Ok(Answer { steps, commit: None, settings: connection.response_settings() })
}

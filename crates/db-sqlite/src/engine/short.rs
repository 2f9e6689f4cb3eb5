//! Reads that end soon run where they are asked for: handing a microsecond's work to a thread and back costs several
//! times the work. Whatever takes longer than a moment is interrupted and waits for a thread as everything else does.

use crate::engine::connection::Connection;
use crate::engine::writer::guarded;
use crate::engine::{Shared, file, reader};
use access::Permitted;
use db::{Answer, Error};
use std::path::Path;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// How long a thread that serves connections may be kept from them.
const MOMENT: Duration = Duration::from_millis(1);

/// The connections that short reads use; none is left when the database is closing.
pub(super) struct Desk {
    free: Mutex<Option<Vec<Connection>>>,
}

impl Desk {
    /// Opens as many connections as reads can run at a time without waiting for a processor.
    pub(super) fn open(path: &Path, connections: usize) -> Result<Self, Error> {
        let opened = (0..connections).map(|_| open(path)).collect::<Result<_, _>>()?;
        Ok(Self { free: Mutex::new(Some(opened)) })
    }

    /// Closes them, those that are in use when they come back.
    pub(super) fn close(&self) {
        *self.free.lock().unwrap_or_else(PoisonError::into_inner) = None;
    }

    fn take(&self) -> Option<Connection> {
        self.free.lock().unwrap_or_else(PoisonError::into_inner).as_mut()?.pop()
    }

    fn give_back(&self, connection: Connection) {
        if let Some(free) = self.free.lock().unwrap_or_else(PoisonError::into_inner).as_mut() {
            free.push(connection);
        }
    }
}

/// Who waits for a lock isn't short.
fn open(path: &Path) -> Result<Connection, Error> {
    let connection = file::open_for_reading(path)?;
    connection.execute("pragma busy_timeout = 0")?;
    Ok(connection)
}

/// What this gives, if it gives it in a moment; nothing when it is to wait for a thread.
///
/// It takes no turn: what runs here for a moment at most is as much a part of its request as parsing it, and the threads
/// stay with who needs them.
pub(super) fn read(
    shared: &Shared,
    work: &Permitted,
    deadline: Instant,
) -> Option<Result<Answer, Error>> {
    let shape = shared.shapes.kept(work).filter(|shape| shape.may_be_short())?;
    let connection = shared.desk.take()?;
    let ends = deadline.min(Instant::now() + MOMENT);
    let given = guarded(|| reader::read(shared, &connection, work, Some(&shape), ends));
    shared.desk.give_back(connection);
    match given {
        Err(Error::Timeout | Error::InUse(_)) => {
            shape.was_long();
            None
        }
        // The writer may be about to publish the schema that it has just committed.
        Err(Error::Stale) => None,
        given => Some(given),
    }
}

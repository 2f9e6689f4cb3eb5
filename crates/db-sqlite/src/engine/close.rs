//! Stopping: what is queued is finished, then the threads end and the file is closed.

use crate::engine::Sqlite;
use db::Error;
use std::sync::PoisonError;

pub(super) async fn close(database: &Sqlite) -> Result<(), Error> {
    database.shared.reads.close();
    database.shared.writes.close();
    database.shared.desk.close();
    let threads =
        std::mem::take(&mut *database.threads.lock().unwrap_or_else(PoisonError::into_inner));
    let (done, ended) = tokio::sync::oneshot::channel();
    let joining = move || {
        for thread in threads {
            // A thread that panicked has nothing more to finish.
            let _ = thread.join();
        }
        let _ = done.send(());
    };
    std::thread::Builder::new()
        .name("closing".to_owned())
        .spawn(joining)
        .map_err(|error| Error::Unavailable(error.to_string()))?;
    ended.await.map_err(|_| Error::Internal("the threads did not end".to_owned()))
}

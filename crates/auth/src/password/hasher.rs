//! Hashing is dear on purpose (19 MiB and some ten milliseconds each), so only as many run at once as there are cores,
//! and only so many wait.

use super::hash::{self, Verdict};
use crate::error::Error;
use std::sync::Arc;
use std::thread::available_parallelism;
use tokio::sync::Semaphore;

/// How many may wait for each that runs; the last of them waits about a second.
const WAITING_PER_CORE: usize = 32;

/// Hashes passwords beside the threads that serve requests.
#[derive(Clone)]
pub(crate) struct Hasher {
    /// Who runs or waits.
    places: Arc<Semaphore>,
    /// Who runs.
    running: Arc<Semaphore>,
}

impl Hasher {
    pub(crate) fn new() -> Self {
        Self::with_cores(available_parallelism().map_or(1, usize::from))
    }

    pub(super) fn with_cores(cores: usize) -> Self {
        Self {
            places: Arc::new(Semaphore::new(cores * (WAITING_PER_CORE + 1))),
            running: Arc::new(Semaphore::new(cores)),
        }
    }

    /// The hash of a new password.
    pub(crate) async fn hash(&self, password: &str) -> Result<String, Error> {
        let password = password.to_owned();
        let no_random = || Error::Internal("the system gives no random numbers".to_owned());
        self.run(move || hash::hash(&password)).await?.ok_or_else(no_random)
    }

    /// Compares a password with an account's hash; without an account or a hash it takes as long, and is wrong.
    pub(crate) async fn verify(
        &self,
        password: &str,
        kept: Option<&str>,
    ) -> Result<Verdict, Error> {
        let (password, kept) = (password.to_owned(), kept.map(str::to_owned));
        self.run(move || hash::verify(&password, kept.as_deref())).await
    }

    /// The permits go with the work, so that who hangs up doesn't make room for one more.
    pub(super) async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, Error> {
        let place = self.places.clone().try_acquire_owned().map_err(|_| Error::Busy)?;
        let turn = self.running.clone().acquire_owned().await.map_err(|_| Error::Busy)?;
        let worked = tokio::task::spawn_blocking(move || {
            let _held = (place, turn);
            work()
        });
        worked.await.map_err(|error| Error::Internal(error.to_string()))
    }
}

//! What functions know beside their arguments, and where their errors are kept.

use builtin::Outside;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};
use value::{Moment, ValueError};

/// Stands beside one connection.
#[derive(Debug, Default)]
pub(crate) struct Session {
    now_micros: AtomicI64,
    raised: Mutex<Option<ValueError>>,
    /// What the work at hand has set.
    settings: Mutex<BTreeMap<String, String>>,
}

impl Session {
    /// From now on `now()` is this, and nothing is set.
    pub(crate) fn begin(&self, now_micros: i64) {
        self.now_micros.store(now_micros, Ordering::Relaxed);
        self.set().clear();
    }

    /// What a setting was set to.
    pub(crate) fn setting(&self, name: &str) -> Option<String> {
        self.set().get(name).cloned()
    }

    /// Everything that was set whose name begins like this.
    pub(crate) fn settings(&self, prefix: &str) -> BTreeMap<String, String> {
        let set = self.set();
        let named = set.iter().filter(|(name, _)| name.starts_with(prefix));
        named.map(|(name, value)| (name.clone(), value.clone())).collect()
    }

    fn set(&self) -> MutexGuard<'_, BTreeMap<String, String>> {
        self.settings.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The error that a function raised since this was last asked.
    pub(crate) fn take_error(&self) -> Option<ValueError> {
        self.raised.lock().unwrap_or_else(PoisonError::into_inner).take()
    }

    pub(super) fn moment(&self) -> Moment {
        Moment { now_micros: self.now_micros.load(Ordering::Relaxed) }
    }

    /// Keeps an error, and gives SQLite its message.
    pub(super) fn raise(&self, error: ValueError) -> rusqlite::Error {
        let message = error.message.clone();
        *self.raised.lock().unwrap_or_else(PoisonError::into_inner) = Some(error);
        rusqlite::Error::UserFunctionError(message.into())
    }
}

/// The clock and the randomness of the system, and what is set.
pub(super) struct System<'a>(pub(super) &'a Session);

impl Outside for System<'_> {
    fn random(&self, bytes: &mut [u8]) {
        // It fails only while the system has nothing random yet; what can be guessed is worse than waiting.
        while getrandom::fill(bytes).is_err() {
            std::thread::yield_now();
        }
    }

    fn clock_micros(&self) -> i64 {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        i64::try_from(since.as_micros()).unwrap_or(i64::MAX)
    }

    fn set(&self, name: &str, value: &str) {
        self.0.set().insert(name.to_owned(), value.to_owned());
    }
}

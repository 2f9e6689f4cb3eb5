//! What functions know beside their arguments, and where their errors are kept.

use builtin::Outside;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Mutex, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};
use value::{Moment, ValueError};

/// Stands beside one connection.
#[derive(Debug, Default)]
pub(crate) struct Session {
    now_micros: AtomicI64,
    raised: Mutex<Option<ValueError>>,
}

impl Session {
    /// From now on `now()` is this.
    pub(crate) fn set_now(&self, now_micros: i64) {
        self.now_micros.store(now_micros, Ordering::Relaxed);
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

/// The clock and the randomness of the system.
pub(super) struct System;

impl Outside for System {
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
}

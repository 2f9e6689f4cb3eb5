//! Work that takes effect once, however often it is asked for: it is known by a key, and what it was answered is kept
//! in the transaction of its effect.

use crate::answer::Answer;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

/// By what a unit of work is known again. Both are hashes, so that nothing of a request stands beside the rows.
#[derive(Clone)]
pub struct Once {
    /// Of the key, and of everything that it counts within.
    pub key: [u8; 32],
    /// Of the request: another one under the same key is [`Outcome::Different`].
    pub request: [u8; 32],
    /// How long it is known.
    pub lasts: Duration,
    /// What is kept of an answer.
    pub keep: Keep,
}

/// What is kept of an answer; nothing when it is a failure, which undoes the work and is not kept. Pure: it is called
/// where the transaction is open.
pub type Keep = Arc<dyn Fn(&Answer) -> Option<Vec<u8>> + Send + Sync>;

/// What became of work that takes effect once.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// It took effect now.
    Done(Answer),
    /// It ran, and was undone because its answer is a failure.
    Undone(Answer),
    /// It took effect before, and this was kept.
    Replayed(Vec<u8>),
    /// Another request took effect under this key.
    Different,
}

impl fmt::Debug for Once {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Once").field("lasts", &self.lasts).finish_non_exhaustive()
    }
}

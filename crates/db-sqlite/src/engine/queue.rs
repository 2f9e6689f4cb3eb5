//! A bounded queue that is fair between callers: each caller's work is in order, and callers take turns.

use access::Caller;
use db::Error;
use std::collections::{HashMap, VecDeque};
use std::net::IpAddr;
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::Instant;
use value::Value;

/// Who waits: a subject, else an address, else a role.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Key {
    Subject(Value),
    Address(IpAddr),
    Role(catalog::Name),
    Server,
}

impl Key {
    pub(super) fn of(caller: &Caller) -> Self {
        match (&caller.claims.subject, caller.request.address) {
            (Value::Null, Some(address)) => Self::Address(address),
            (Value::Null, None) => Self::Role(caller.role.clone()),
            (subject, _) => Self::Subject(subject.clone()),
        }
    }
}

/// The queue.
pub(super) struct Queue<T> {
    state: Mutex<State<T>>,
    arrived: Condvar,
    waiting_max: usize,
    running_max: usize,
}

struct State<T> {
    waiting: HashMap<Key, VecDeque<T>>,
    /// Callers with work waiting, next first.
    turns: VecDeque<Key>,
    running: HashMap<Key, usize>,
    count: usize,
    closed: bool,
}

/// What waiting for the next gives.
pub(super) enum Popped<T> {
    /// The next; the caller says `done` with the key.
    Next(Key, T),
    /// Nothing until the time to which it was waited.
    Nothing,
    /// Nothing any more: the queue is closed and empty.
    Closed,
}

impl<T> Queue<T> {
    /// At most so many may wait, one caller's at most half of them; and of one caller so many run at a time.
    pub(super) fn new(waiting_max: usize, running_max: usize) -> Self {
        let state = State {
            waiting: HashMap::new(),
            turns: VecDeque::new(),
            running: HashMap::new(),
            count: 0,
            closed: false,
        };
        Self { state: Mutex::new(state), arrived: Condvar::new(), waiting_max, running_max }
    }

    pub(super) fn push(&self, key: Key, item: T) -> Result<(), Error> {
        let mut state = self.lock();
        if state.closed {
            return Err(Error::Unavailable("it is closing".to_owned()));
        }
        let own = state.waiting.get(&key).map_or(0, VecDeque::len);
        if state.count >= self.waiting_max || own >= self.waiting_max.div_ceil(2) {
            return Err(Error::Busy);
        }
        state.count += 1;
        let line = state.waiting.entry(key.clone()).or_default();
        line.push_back(item);
        if line.len() == 1 {
            state.turns.push_back(key);
        }
        drop(state);
        self.arrived.notify_one();
        Ok(())
    }

    /// Waits for the next; none once the queue is closed and empty. The caller says `done` with the key.
    pub(super) fn pop(&self) -> Option<(Key, T)> {
        match self.pop_until(None) {
            Popped::Next(key, item) => Some((key, item)),
            Popped::Nothing | Popped::Closed => None,
        }
    }

    /// Waits for the next, until a time if there is one.
    pub(super) fn pop_until(&self, until: Option<Instant>) -> Popped<T> {
        let mut state = self.lock();
        loop {
            if let Some((key, item)) = self.take(&mut state) {
                return Popped::Next(key, item);
            }
            if state.closed && state.count == 0 {
                return Popped::Closed;
            }
            state = match until.map(|until| until.saturating_duration_since(Instant::now())) {
                None => self.arrived.wait(state).unwrap_or_else(PoisonError::into_inner),
                Some(left) if left.is_zero() => return Popped::Nothing,
                Some(left) => {
                    let waited = self.arrived.wait_timeout(state, left);
                    waited.unwrap_or_else(PoisonError::into_inner).0
                }
            };
        }
    }

    /// The next if one is waiting.
    pub(super) fn try_pop(&self) -> Option<(Key, T)> {
        self.take(&mut self.lock())
    }

    /// Work of this caller has ended.
    pub(super) fn done(&self, key: &Key) {
        let mut state = self.lock();
        if let Some(running) = state.running.get_mut(key) {
            *running -= 1;
            if *running == 0 {
                state.running.remove(key);
            }
        }
        let more = state.count > 0;
        drop(state);
        if more {
            self.arrived.notify_one();
        }
    }

    /// Takes nothing more in; what waits is still given out.
    pub(super) fn close(&self) {
        self.lock().closed = true;
        self.arrived.notify_all();
    }

    fn take(&self, state: &mut State<T>) -> Option<(Key, T)> {
        for _ in 0..state.turns.len() {
            let key = state.turns.pop_front()?;
            let running = state.running.get(&key).copied().unwrap_or(0);
            if running >= self.running_max {
                state.turns.push_back(key);
                continue;
            }
            let line = state.waiting.get_mut(&key)?;
            let item = line.pop_front()?;
            if line.is_empty() {
                state.waiting.remove(&key);
            } else {
                state.turns.push_back(key.clone());
            }
            state.count -= 1;
            *state.running.entry(key.clone()).or_insert(0) += 1;
            return Some((key, item));
        }
        None
    }

    fn lock(&self) -> MutexGuard<'_, State<T>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests;

//! Registering aggregates of values; every one can also be used over a window that grows.

use super::cells::{Cell, FIXED, Given, internal, storable};
use super::session::Session;
use rusqlite::Connection;
use rusqlite::functions::{Aggregate, Context as Call, WindowAggregate};
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use value::ValueError;

/// An aggregate: how its state begins, takes a row, and what it gives.
pub(super) trait Fold: Send + 'static {
    /// What is carried from row to row.
    type State: Send;
    /// The state before the first row, whose call this is.
    fn start(&self, call: &Call<'_>, session: &Session) -> Result<Self::State, ValueError>;
    /// Takes a row.
    fn step(
        &self,
        state: &mut Self::State,
        call: &Call<'_>,
        session: &Session,
    ) -> Result<(), ValueError>;
    /// Takes back the oldest row, which left a window's frame.
    fn inverse(&self, _: &mut Self::State) -> Result<(), ValueError> {
        Err(internal("a window's frame moves"))
    }
    /// What it gives for the rows so far; none where there was no row.
    fn result(&self, state: Option<&Self::State>, session: &Session) -> Given;
}

/// Registers an aggregate of any number of arguments.
pub(super) fn aggregate(
    connection: &Connection,
    session: &Arc<Session>,
    name: &str,
    fold: impl Fold,
) -> rusqlite::Result<()> {
    let folding = Folding { fold, session: session.clone() };
    connection.create_window_function(name, -1, FIXED, folding)
}

struct Folding<F> {
    fold: F,
    session: Arc<Session>,
}

impl<F: Fold> Folding<F> {
    fn raised<T>(&self, given: Result<T, ValueError>) -> rusqlite::Result<T> {
        given.map_err(|error| self.session.raise(error))
    }

    fn given(&self, state: Option<&F::State>) -> rusqlite::Result<Cell> {
        let given = self.fold.result(state, &self.session).and_then(storable);
        self.raised(given.map(Cell))
    }
}

// A state that was being changed during a panic is never used again: the statement ends there.
impl<F: Fold> Aggregate<AssertUnwindSafe<F::State>, Cell> for Folding<F> {
    fn init(&self, call: &mut Call<'_>) -> rusqlite::Result<AssertUnwindSafe<F::State>> {
        self.raised(self.fold.start(call, &self.session)).map(AssertUnwindSafe)
    }

    fn step(
        &self,
        call: &mut Call<'_>,
        state: &mut AssertUnwindSafe<F::State>,
    ) -> rusqlite::Result<()> {
        self.raised(self.fold.step(&mut state.0, call, &self.session))
    }

    fn finalize(
        &self,
        _: &mut Call<'_>,
        state: Option<AssertUnwindSafe<F::State>>,
    ) -> rusqlite::Result<Cell> {
        self.given(state.as_ref().map(|state| &state.0))
    }
}

impl<F: Fold> WindowAggregate<AssertUnwindSafe<F::State>, Cell> for Folding<F> {
    fn value(&self, state: Option<&mut AssertUnwindSafe<F::State>>) -> rusqlite::Result<Cell> {
        self.given(state.map(|state| &state.0))
    }

    fn inverse(
        &self,
        _: &mut Call<'_>,
        state: &mut AssertUnwindSafe<F::State>,
    ) -> rusqlite::Result<()> {
        self.raised(self.fold.inverse(&mut state.0))
    }
}

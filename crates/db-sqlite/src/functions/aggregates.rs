//! The aggregates of the crate `builtin`.

use super::cells::{Given, arguments, has_null};
use super::fold::{Fold, aggregate};
use super::session::Session;
use super::signature::{Signature, Signatures};
use builtin::{Accumulate, Aggregate, Empty};
use rusqlite::Connection;
use rusqlite::functions::Context as Call;
use std::sync::Arc;
use value::{Value, ValueError};

pub(super) fn register(connection: &Connection, session: &Arc<Session>) -> rusqlite::Result<()> {
    for function in builtin::aggregates() {
        let signatures = Signatures::of(function.arguments, function.returns);
        let name = format!("agg_{}", function.id());
        aggregate(connection, session, &name, Registered { function, signatures })?;
        let signatures = Signatures::of(function.arguments, function.returns);
        moving::register(connection, session, function, signatures)?;
    }
    Ok(())
}

mod moving;

struct Registered {
    function: &'static Aggregate,
    signatures: Signatures,
}

/// An aggregate over some rows.
pub(super) struct State {
    signature: Arc<Signature>,
    accumulate: Box<dyn Accumulate>,
    stepped: Option<usize>,
}

impl State {
    pub(super) fn new(
        function: &Aggregate,
        signature: Arc<Signature>,
        session: &Session,
        count: usize,
    ) -> Self {
        let accumulate = signature.with(session, count, |context| (function.start)(context));
        Self { signature, accumulate, stepped: None }
    }

    pub(super) fn step(&mut self, session: &Session, row: &[Value]) -> Result<(), ValueError> {
        self.stepped = Some(row.len());
        let accumulate = &mut self.accumulate;
        self.signature.with(session, row.len(), |context| accumulate.step(context, row))
    }

    pub(super) fn result(&self, function: &Aggregate, session: &Session) -> Given {
        match self.stepped {
            None => Ok(empty(function)),
            Some(count) => {
                self.signature.with(session, count, |context| self.accumulate.result(context))
            }
        }
    }
}

/// What an aggregate is over no rows.
pub(super) const fn empty(function: &Aggregate) -> Value {
    match function.empty {
        Empty::Null => Value::Null,
        Empty::Zero => Value::Int(0),
    }
}

impl Fold for Registered {
    type State = State;

    fn start(&self, call: &Call<'_>, session: &Session) -> Result<State, ValueError> {
        let count = call.len().saturating_sub(self.signatures.first());
        Ok(State::new(self.function, self.signatures.of_call(call)?, session, count))
    }

    fn step(
        &self,
        state: &mut State,
        call: &Call<'_>,
        session: &Session,
    ) -> Result<(), ValueError> {
        let first = self.signatures.first();
        if self.function.skips_nulls && has_null(call, first) {
            return Ok(());
        }
        state.step(session, &arguments(call, first)?)
    }

    fn result(&self, state: Option<&State>, session: &Session) -> Given {
        state.map_or_else(|| Ok(empty(self.function)), |state| state.result(self.function, session))
    }
}

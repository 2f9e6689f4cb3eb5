//! Aggregates over a frame that rows leave: its rows are kept, and gone through again for each result, since most
//! states can't take a row back exactly.

use super::{State, empty};
use crate::functions::cells::{Given, arguments, has_null, size, within_limit};
use crate::functions::fold::{Fold, aggregate};
use crate::functions::session::Session;
use crate::functions::signature::{Signature, Signatures};
use builtin::Aggregate;
use rusqlite::Connection;
use rusqlite::functions::Context as Call;
use std::collections::VecDeque;
use std::sync::Arc;
use value::{Value, ValueError};

pub(super) fn register(
    connection: &Connection,
    session: &Arc<Session>,
    function: &'static Aggregate,
    signatures: Signatures,
) -> rusqlite::Result<()> {
    let name = format!("moving_{}", function.id());
    aggregate(connection, session, &name, Moving { function, signatures })
}

struct Moving {
    function: &'static Aggregate,
    signatures: Signatures,
}

struct Rows {
    signature: Arc<Signature>,
    /// The arguments of each row; none of one that is left out.
    rows: VecDeque<Option<Vec<Value>>>,
    bytes: usize,
}

impl Fold for Moving {
    type State = Rows;

    fn start(&self, call: &Call<'_>, _: &Session) -> Result<Rows, ValueError> {
        let signature = self.signatures.of_call(call)?;
        Ok(Rows { signature, rows: VecDeque::new(), bytes: 0 })
    }

    fn step(&self, state: &mut Rows, call: &Call<'_>, _: &Session) -> Result<(), ValueError> {
        let first = self.signatures.first();
        let is_left_out = self.function.skips_nulls && has_null(call, first);
        let row = if is_left_out { None } else { Some(arguments(call, first)?) };
        state.bytes += row.iter().flatten().map(size).sum::<usize>();
        within_limit(state.bytes)?;
        state.rows.push_back(row);
        Ok(())
    }

    fn inverse(&self, state: &mut Rows) -> Result<(), ValueError> {
        if let Some(row) = state.rows.pop_front() {
            state.bytes -= row.iter().flatten().map(size).sum::<usize>();
        }
        Ok(())
    }

    fn result(&self, state: Option<&Rows>, session: &Session) -> Given {
        let Some(rows) = state else { return Ok(empty(self.function)) };
        let mut kept = rows.rows.iter().flatten().peekable();
        let Some(first) = kept.peek() else { return Ok(empty(self.function)) };
        let signature = rows.signature.clone();
        let mut state = State::new(self.function, signature, session, first.len());
        for row in kept {
            state.step(session, row)?;
        }
        state.result(self.function, session)
    }
}

//! Aggregates behind subqueries in expressions: `any`, `all`, and a subquery of one row.

use super::cells::{Given, argument};
use super::fold::{Fold, aggregate};
use super::session::Session;
use rusqlite::Connection;
use rusqlite::functions::Context as Call;
use std::sync::Arc;
use value::{Value, ValueError, ValueRef};

pub(super) fn register(connection: &Connection, session: &Arc<Session>) -> rusqlite::Result<()> {
    aggregate(connection, session, "pg_any", Quantifier { deciding: true })?;
    aggregate(connection, session, "pg_all", Quantifier { deciding: false })?;
    aggregate(connection, session, "pg_single", Single)
}

/// `pg_any(a < b)`: true if one is; else null if one is; else false. `pg_all` the other way round.
struct Quantifier {
    deciding: bool,
}

#[derive(Default)]
struct Seen {
    decided: bool,
    unknown: bool,
}

impl Fold for Quantifier {
    type State = Seen;

    fn start(&self, _: &Call<'_>, _: &Session) -> Result<Seen, ValueError> {
        Ok(Seen::default())
    }

    fn step(&self, state: &mut Seen, call: &Call<'_>, _: &Session) -> Result<(), ValueError> {
        match argument(call, 0)? {
            ValueRef::Null => state.unknown = true,
            ValueRef::Int(truth) => state.decided |= (truth != 0) == self.deciding,
            _ => {}
        }
        Ok(())
    }

    fn result(&self, state: Option<&Seen>, _: &Session) -> Given {
        Ok(match state {
            Some(Seen { decided: true, .. }) => Value::bool(self.deciding),
            Some(Seen { unknown: true, .. }) => Value::Null,
            _ => Value::bool(!self.deciding),
        })
    }
}

/// `pg_single(a)`: the value of the one row; null without one.
struct Single;

impl Fold for Single {
    type State = Option<Value>;

    fn start(&self, _: &Call<'_>, _: &Session) -> Result<Option<Value>, ValueError> {
        Ok(None)
    }

    fn step(
        &self,
        state: &mut Option<Value>,
        call: &Call<'_>,
        _: &Session,
    ) -> Result<(), ValueError> {
        if state.is_some() {
            let message = "more than one row returned by a subquery used as an expression";
            return Err(ValueError::new("21000", message));
        }
        *state = Some(argument(call, 0)?.to_value());
        Ok(())
    }

    fn result(&self, state: Option<&Option<Value>>, _: &Session) -> Given {
        Ok(state.cloned().flatten().unwrap_or_default())
    }
}

//! What SQLite lacks of PostgreSQL, registered with a connection: every function, aggregate and set-returning
//! function of the crate `builtin`, casts, arrays, rows, JSON of embeds, and the collations.
//!
//! | name | what |
//! |---|---|
//! | `pg_<id>` | a built-in function; where types decide, its first argument describes them |
//! | `agg_<id>`, `distinct_<id>` | an aggregate, also over a window; the same over distinct, sorted rows |
//! | `set_<id>` | a set-returning function: its rows as one JSON array, for `json_each` |
//! | `pg_cast`, `pg_array`, `pg_record`, … | forms of the expression language |
//! | `pg_row`, `pg_rows` | rows as PostgreSQL's JSON |
//! | `pg_numeric`, `pg_array_int4`, … | collations |
//!
//! Values come and go in their canonical forms. An error is kept beside the connection, because SQLite would
//! only keep its message.

mod aggregates;
mod arrays;
mod builtins;
mod casts;
mod cells;
mod collations;
mod descriptor;
mod distinct;
mod fold;
mod logic;
mod records;
mod rows;
mod session;
mod sets;
mod signature;

#[cfg(test)]
mod tests;

pub(crate) use descriptor::Descriptor;
pub(crate) use distinct::{DistinctDescriptor, SortedBy};
pub(crate) use session::Session;
pub(crate) use sets::forms;
pub(crate) use signature::{depends_on_types, gives_records, set_depends_on_types};

use rusqlite::Connection;
use std::sync::Arc;

/// Registers everything with a connection. `session` says what time it is for its functions, and keeps the
/// error that one of them raised.
pub(crate) fn register(connection: &Connection, session: &Arc<Session>) -> rusqlite::Result<()> {
    collations::register(connection)?;
    builtins::register(connection, session)?;
    aggregates::register(connection, session)?;
    distinct::register(connection, session)?;
    sets::register(connection, session)?;
    casts::register(connection, session)?;
    arrays::register(connection, session)?;
    records::register(connection, session)?;
    rows::register(connection, session)?;
    logic::register(connection, session)
}

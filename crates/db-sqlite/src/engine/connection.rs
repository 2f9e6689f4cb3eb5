//! A connection of a thread: the functions that SQLite lacks, what bounds a statement, and running one.

use crate::engine::errors::sqlite_error;
use crate::functions;
use crate::statement::{Bind, Sql};
use access::Caller;
use catalog::Session;
use db::Error;
use rusqlite::types::{ToSqlOutput, ValueRef as Stored};
use rusqlite::{CachedStatement, ToSql};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;
use value::{Value, ValueRef};

/// How many of SQLite's instructions run between two looks at the clock.
const INSTRUCTIONS_BETWEEN_LOOKS: i32 = 4000;
/// How many prepared statements a connection keeps.
const STATEMENTS_KEPT: usize = 256;

/// A connection of a thread.
pub(super) struct Connection {
    pub(super) sqlite: rusqlite::Connection,
    session: Arc<functions::Session>,
    clock: Arc<Clock>,
}

/// When the statement that runs has to end.
struct Clock {
    started: Instant,
    /// Microseconds after `started`.
    ends: AtomicU64,
}

/// What is bound while one row of a write is at hand.
#[derive(Clone, Copy, Default)]
pub(super) struct Frame<'a> {
    pub(super) row: &'a [Value],
    pub(super) existing: &'a [Value],
    pub(super) rowid: i64,
    pub(super) written: &'a str,
}

impl Connection {
    pub(super) fn new(mut sqlite: rusqlite::Connection) -> Result<Self, Error> {
        let session = Arc::new(functions::Session::default());
        functions::register(&sqlite, &session).map_err(|error| sqlite_error(&error))?;
        sqlite.set_prepared_statement_cache_capacity(STATEMENTS_KEPT);
        let clock = Arc::new(Clock { started: Instant::now(), ends: AtomicU64::new(u64::MAX) });
        let seen = clock.clone();
        let late = move || seen.is_late();
        sqlite
            .progress_handler(INSTRUCTIONS_BETWEEN_LOOKS, Some(late))
            .map_err(|error| sqlite_error(&error))?;
        Ok(Self { sqlite, session, clock })
    }

    /// From now on `now()` is this, and what runs longer is interrupted.
    pub(super) fn begin_work(&self, now_micros: i64, deadline: Option<Instant>) {
        self.session.set_now(now_micros);
        self.clock.set(deadline);
    }

    /// Runs SQL of our own without results.
    pub(super) fn execute(&self, text: &str) -> Result<(), Error> {
        self.sqlite.execute_batch(text).map_err(|error| self.error(&error))
    }

    /// The same for a text that is run again and again.
    pub(super) fn execute_kept(&self, text: &str) -> Result<(), Error> {
        let mut statement = self.sqlite.prepare_cached(text).map_err(|error| self.error(&error))?;
        let mut rows = statement.raw_query();
        while rows.next().map_err(|error| self.error(&error))?.is_some() {}
        Ok(())
    }

    /// Changes rows of our own tables.
    pub(super) fn change(&self, text: &str, values: impl rusqlite::Params) -> Result<(), Error> {
        let mut statement = self.sqlite.prepare_cached(text).map_err(|error| self.error(&error))?;
        statement.execute(values).map(|_| ()).map_err(|error| self.error(&error))
    }

    /// The one row of a query of our own.
    pub(super) fn one_row<T>(
        &self,
        text: &str,
        read: impl FnOnce(&rusqlite::Row<'_>) -> rusqlite::Result<T>,
    ) -> Result<T, Error> {
        let mut statement = self.sqlite.prepare_cached(text).map_err(|error| self.error(&error))?;
        statement.query_row((), read).map_err(|error| self.error(&error))
    }

    /// A prepared statement with everything bound.
    pub(super) fn bound(
        &self,
        sql: &Sql,
        parameters: &[Value],
        caller: &Caller,
        frame: Frame<'_>,
    ) -> Result<CachedStatement<'_>, Error> {
        let mut statement =
            self.sqlite.prepare_cached(&sql.text).map_err(|error| self.error(&error))?;
        for (position, bind) in (1..).zip(&sql.binds) {
            let of = |value: &Value| -> rusqlite::Result<()> {
                statement.raw_bind_parameter(position, Bound(value.as_ref()))
            };
            bind_one(bind, parameters, caller, frame, of, |error| self.error(&error))?;
        }
        Ok(statement)
    }

    /// What went wrong, with PostgreSQL's words where a function of ours raised it.
    pub(super) fn error(&self, error: &rusqlite::Error) -> Error {
        match self.session.take_error() {
            Some(raised) => raised.into(),
            None => sqlite_error(error),
        }
    }
}

fn bind_one(
    bind: &Bind,
    parameters: &[Value],
    caller: &Caller,
    frame: Frame<'_>,
    mut to: impl FnMut(&Value) -> rusqlite::Result<()>,
    failed: impl Fn(rusqlite::Error) -> Error,
) -> Result<(), Error> {
    let null = Value::Null;
    let at = |cells: &[Value], position: usize| cells.get(position).unwrap_or(&null).clone();
    let value = match bind {
        Bind::Parameter(index) => at(parameters, *index as usize),
        Bind::Row(position) => at(frame.row, *position),
        Bind::Existing(position) => at(frame.existing, *position),
        Bind::Rowid => Value::Int(frame.rowid),
        Bind::Written => Value::text(frame.written),
        Bind::Session(session) => session_value(session, caller)?,
    };
    to(&value).map_err(failed)
}

fn session_value(session: &Session, caller: &Caller) -> Result<Value, Error> {
    let text = |text: &Option<Arc<str>>| text.clone().map_or(Value::Null, Value::Text);
    Ok(match session {
        Session::Uid => caller.claims.subject.clone(),
        Session::Role => text(&caller.claims.role),
        Session::Email => text(&caller.claims.email),
        Session::Jwt => caller.claims.jsonb(),
        Session::CurrentUser => Value::text(caller.role.as_str()),
        Session::Setting { name, missing_ok } => match caller.setting(name) {
            Some(setting) => Value::text(setting),
            None if *missing_ok => Value::Null,
            None => {
                let message = format!("unrecognized configuration parameter \"{name}\"");
                return Err(Error::sql("42704", message));
            }
        },
    })
}

/// A value on its way into a statement; its form is how it is stored.
struct Bound<'a>(ValueRef<'a>);

impl ToSql for Bound<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(ToSqlOutput::Borrowed(match self.0 {
            ValueRef::Null => Stored::Null,
            ValueRef::Int(int) => Stored::Integer(int),
            ValueRef::Float(float) => Stored::Real(float),
            ValueRef::Text(text) => Stored::Text(text.as_bytes()),
            ValueRef::Bytes(bytes) => Stored::Blob(bytes),
        }))
    }
}

impl Clock {
    fn set(&self, deadline: Option<Instant>) {
        let ends = deadline.map_or(u64::MAX, |deadline| micros(deadline, self.started));
        self.ends.store(ends, Ordering::Relaxed);
    }

    fn is_late(&self) -> bool {
        let ends = self.ends.load(Ordering::Relaxed);
        ends != u64::MAX && micros(Instant::now(), self.started) > ends
    }
}

fn micros(at: Instant, since: Instant) -> u64 {
    u64::try_from(at.saturating_duration_since(since).as_micros()).unwrap_or(u64::MAX - 1)
}

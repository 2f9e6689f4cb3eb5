//! A connection of a thread: the functions that SQLite lacks, what bounds a statement, and running one.

use crate::engine::claims;
use crate::engine::errors::sqlite_error;
use crate::functions;
use crate::statement::{Bind, Sql};
use access::Caller;
use catalog::Session;
use db::Error;
use rusqlite::types::{ToSqlOutput, ValueRef as Stored};
use rusqlite::{CachedStatement, ToSql};
use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
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
    /// The rows that steps of the work at hand have kept for later ones, as JSON arrays.
    kept: RefCell<HashMap<u32, String>>,
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
        Ok(Self { sqlite, session, clock, kept: RefCell::default() })
    }

    /// From now on `now()` is this, and what runs longer is interrupted.
    pub(super) fn begin_work(&self, now_micros: i64, deadline: Option<Instant>) {
        self.session.begin(now_micros);
        self.clock.set(deadline);
        self.kept.borrow_mut().clear();
    }

    /// Keeps rows for later steps of the work at hand.
    pub(super) fn keep(&self, number: u32, rows: String) {
        self.kept.borrow_mut().insert(number, rows);
    }

    /// What the work at hand has set for who answers it.
    pub(super) fn response_settings(&self) -> BTreeMap<String, String> {
        self.session.settings("response.")
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
            let mut of = |value: &Value| -> rusqlite::Result<()> {
                statement.raw_bind_parameter(position, Bound(value.as_ref()))
            };
            let value = match bind {
                Bind::Parameter(index) => cell(parameters, *index as usize),
                Bind::Row(position) => cell(frame.row, *position),
                Bind::Existing(position) => cell(frame.existing, *position),
                Bind::Rowid => Value::Int(frame.rowid),
                Bind::Written => Value::text(frame.written),
                Bind::Kept(number) => self.kept_rows(*number)?,
                Bind::Session(session) => self.session_value(session, caller)?,
            };
            of(&value).map_err(|error| self.error(&error))?;
        }
        Ok(statement)
    }

    /// What went wrong, with PostgreSQL's words where a function of ours raised it.
    /// The rows of `explain query plan`: a number, that of the row above, and what is done.
    pub(super) fn query_plan(&self, sql: &str) -> Result<Vec<(i64, i64, String)>, Error> {
        let failed = |error: rusqlite::Error| self.error(&error);
        let mut statement =
            self.sqlite.prepare(&format!("explain query plan {sql}")).map_err(failed)?;
        let mut rows = statement.raw_query();
        let mut found = Vec::new();
        while let Some(row) = rows.next().map_err(failed)? {
            let read = || Ok((row.get(0)?, row.get(1)?, row.get(3)?));
            found.push(read().map_err(failed)?);
        }
        Ok(found)
    }

    pub(super) fn error(&self, error: &rusqlite::Error) -> Error {
        match self.session.take_error() {
            Some(raised) => raised.into(),
            None => sqlite_error(error),
        }
    }
}

impl Connection {
    fn kept_rows(&self, number: u32) -> Result<Value, Error> {
        let kept = self.kept.borrow();
        let rows = kept.get(&number).map(|rows| Value::text(rows.as_str()));
        rows.ok_or_else(|| Error::Internal("rows that no step has kept".to_owned()))
    }

    fn session_value(&self, session: &Session, caller: &Caller) -> Result<Value, Error> {
        let text = |text: &Option<Arc<str>>| text.clone().map_or(Value::Null, Value::Text);
        if let Some(set) = self.session.setting(claims::SETTING)
            && let Some(said) = claims::said(session, &set)?
        {
            return Ok(said);
        }
        Ok(match session {
            Session::Uid => caller.claims.subject.clone(),
            Session::Role => text(&caller.claims.role),
            Session::Email => text(&caller.claims.email),
            Session::Jwt => caller.claims.jsonb(),
            Session::CurrentUser => Value::text(caller.role.as_str()),
            Session::Setting { name, missing_ok } => {
                let set = self.session.setting(name);
                match set.as_deref().or_else(|| caller.setting(name)) {
                    Some(setting) => Value::text(setting),
                    None if *missing_ok => Value::Null,
                    None => {
                        let message = format!("unrecognized configuration parameter \"{name}\"");
                        return Err(Error::sql("42704", message));
                    }
                }
            }
        })
    }
}

fn cell(cells: &[Value], position: usize) -> Value {
    cells.get(position).cloned().unwrap_or_default()
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

//! What Engineroom keeps about the database in the database: the catalog and its version, the number of the last
//! commit, the history of migrations. Schema `engineroom` is not a user's, so the names meet nobody's.

use crate::engine::connection::Connection;
use db::{Error, HistoryEntry, Versioned};
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

/// `application_id`: what `file` shows, and how a file of another program is noticed.
pub(super) const APPLICATION: i32 = 0x454E_4752;
/// `user_version`: counts changes of how values and names are stored.
pub(super) const FORMAT: i32 = 1;

const TABLES: &str = "
create table \"engineroom.state\" (
  only_row integer primary key check (only_row = 1),
  version integer not null,
  catalog text not null,
  commit_number integer not null
) strict;
create table \"engineroom.sequences\" (
  name text primary key,
  next integer not null,
  increment integer not null
) strict;
create table \"engineroom.migrations\" (
  position integer primary key,
  version text not null unique,
  name text not null,
  hash text not null,
  ran_at integer not null
) strict;
insert into \"engineroom.state\" values (1, 0, '', 0);
";

/// Makes the tables in an empty file.
pub(super) fn create(connection: &Connection) -> Result<(), Error> {
    connection.execute(TABLES)?;
    connection
        .execute(&format!("pragma application_id = {APPLICATION}; pragma user_version = {FORMAT}"))
}

/// The catalog as it is kept.
pub(super) fn catalog(connection: &Connection) -> Result<Versioned, Error> {
    let (version, text) = connection
        .one_row("select version, catalog from \"engineroom.state\"", |row| {
            Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?))
        })?;
    let damaged = |error: sql::Error| Error::Damaged(format!("its catalog can't be read: {error}"));
    let catalog = sql::read_catalog(&text).map_err(damaged)?;
    Ok(Versioned::new(version.cast_unsigned(), Arc::new(catalog)))
}

/// Runs something that reads, and sees all of it in the one state that has this version of the catalog: a statement that
/// isn't finished holds its state, which costs less than `begin` and `commit` around it.
pub(super) fn in_one_state<T>(
    connection: &Connection,
    read: impl FnOnce(u64) -> Result<T, Error>,
) -> Result<T, Error> {
    let failed = |error: &rusqlite::Error| connection.error(error);
    let text = "select version from \"engineroom.state\"";
    let mut statement = connection.sqlite.prepare_cached(text).map_err(|error| failed(&error))?;
    let mut rows = statement.raw_query();
    let row = rows.next().map_err(|error| failed(&error))?;
    let row = row.ok_or_else(|| Error::Damaged("it has no state".to_owned()))?;
    let version: i64 = row.get(0).map_err(|error| failed(&error))?;
    read(version.cast_unsigned())
}

/// Keeps the catalog under a new version.
pub(super) fn set_catalog(connection: &Connection, to: &Versioned) -> Result<(), Error> {
    let text = sql::write_catalog(&to.catalog);
    connection.change(
        "update \"engineroom.state\" set version = ?1, catalog = ?2",
        rusqlite::params![to.version.cast_signed(), text],
    )
}

/// The number of the last commit.
pub(super) fn commit_number(connection: &Connection) -> Result<u64, Error> {
    let number: i64 =
        connection.one_row("select commit_number from \"engineroom.state\"", |row| row.get(0))?;
    Ok(number.cast_unsigned())
}

/// Keeps the number of the commit that is about to be.
pub(super) fn set_commit_number(connection: &Connection, number: u64) -> Result<(), Error> {
    connection.change(
        "update \"engineroom.state\" set commit_number = ?1",
        rusqlite::params![number.cast_signed()],
    )
}

/// The migrations that were run, oldest first.
pub(super) fn history(connection: &Connection) -> Result<Vec<HistoryEntry>, Error> {
    let text = "select version, name, hash from \"engineroom.migrations\" order by position";
    let failed = |error: &rusqlite::Error| connection.error(error);
    let mut statement = connection.sqlite.prepare(text).map_err(|error| failed(&error))?;
    let entries = statement.query_map((), |row| {
        Ok(HistoryEntry { version: row.get(0)?, name: row.get(1)?, hash: row.get(2)? })
    });
    entries.and_then(Iterator::collect).map_err(|error| failed(&error))
}

/// Adds a migration to the history.
pub(super) fn record(connection: &Connection, entry: &HistoryEntry) -> Result<(), Error> {
    connection.change(
        "insert into \"engineroom.migrations\" (version, name, hash, ran_at) values (?1, ?2, ?3, ?4)",
        rusqlite::params![entry.version, entry.name, entry.hash, now_micros()],
    )
}

/// The clock, in microseconds since 1970.
pub(super) fn now_micros() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_micros()).unwrap_or(i64::MAX)
}

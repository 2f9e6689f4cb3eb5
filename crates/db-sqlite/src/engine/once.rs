//! Work that takes effect once: the table of keys and of what is kept of their answers, written in the transaction of
//! the work itself. The table is made when the first key comes; a file without it has none.

use crate::engine::connection::Connection;
use crate::engine::meta;
use db::{Answer, Error, Once, Outcome};
use plan::Ending;
use rusqlite::{OptionalExtension, params};
use std::time::{Duration, Instant};

/// How many keys that have expired go at a time.
const SWEPT_MAX: usize = 256;
/// How long others have their turn between two batches.
const BETWEEN_BATCHES: Duration = Duration::from_millis(20);
/// How often keys are looked at where no new ones come.
const BETWEEN_SWEEPS: Duration = Duration::from_secs(600);

const TABLE: &str = "
create table if not exists \"engineroom.idempotency\" (
  key blob not null unique,
  request blob not null,
  answer blob not null,
  expires_at integer not null
) strict";
const INDEX: &str = "
create index if not exists \"engineroom.idempotency_expires_at\" on \"engineroom.idempotency\" (expires_at)";

/// Runs this unless it took effect before.
pub(super) fn run(
    connection: &Connection,
    once: &Once,
    ending: Ending,
    work: impl FnOnce() -> Result<Answer, Error>,
) -> Result<Outcome, Error> {
    connection.execute_kept(TABLE)?;
    connection.execute_kept(INDEX)?;
    let now = meta::now_micros();
    if let Some(known) = find(connection, once, now)? {
        return Ok(known);
    }
    let answer = work()?;
    let Some(kept) = (once.keep)(&answer) else { return Ok(Outcome::Undone(answer)) };
    if ending == Ending::Commit {
        keep(connection, once, &kept, now)?;
    }
    Ok(Outcome::Done(answer))
}

/// What is known of a key that has not expired.
fn find(connection: &Connection, once: &Once, now: i64) -> Result<Option<Outcome>, Error> {
    let failed = |error: rusqlite::Error| connection.error(&error);
    let text =
        "select request, answer from \"engineroom.idempotency\" where key = ?1 and expires_at > ?2";
    let mut statement = connection.sqlite.prepare_cached(text).map_err(failed)?;
    let known = statement.query_row(params![once.key, now], |row| {
        Ok((row.get::<_, Vec<u8>>(0)?, row.get::<_, Vec<u8>>(1)?))
    });
    Ok(known.optional().map_err(failed)?.map(|(request, answer)| {
        if request == once.request { Outcome::Replayed(answer) } else { Outcome::Different }
    }))
}

fn keep(connection: &Connection, once: &Once, kept: &[u8], now: i64) -> Result<(), Error> {
    let lasts = i64::try_from(once.lasts.as_micros()).unwrap_or(i64::MAX);
    connection.change(
        "insert into \"engineroom.idempotency\" (key, request, answer, expires_at) values (?1, ?2, ?3, ?4) \
         on conflict (key) do update \
         set request = excluded.request, answer = excluded.answer, expires_at = excluded.expires_at",
        params![once.key, once.request, kept, now.saturating_add(lasts)],
    )
}

/// When expired keys are looked for: never in a file without keys, else after each write with a key, and now and then.
#[derive(Clone, Copy)]
pub(super) struct Sweeps {
    next: Option<Instant>,
}

impl Sweeps {
    /// Of a file that has just been opened.
    pub(super) fn begin(connection: &Connection) -> Result<Self, Error> {
        Ok(Self { next: is_used(connection)?.then(Instant::now) })
    }

    /// When the next is due.
    pub(super) const fn next(&self) -> Option<Instant> {
        self.next
    }

    /// Work was done, with a key or without one.
    pub(super) fn note(&mut self, once: Option<&Once>) {
        if once.is_some() {
            self.next = Some(Instant::now());
        }
    }

    /// The next is tried a while later.
    pub(super) fn put_off(&mut self) {
        self.next = Some(Instant::now() + BETWEEN_SWEEPS);
    }

    /// Removes some of the keys that have expired, within the transaction that is open, and says when the next sweep is.
    pub(super) fn sweep_if_due(self, connection: &Connection) -> Result<Self, Error> {
        if self.next.is_none_or(|next| next > Instant::now()) {
            return Ok(self);
        }
        // The write that made the table may have been rolled back.
        if !is_used(connection)? {
            return Ok(Self { next: None });
        }
        let more = sweep(connection)? == SWEPT_MAX;
        let between = if more { BETWEEN_BATCHES } else { BETWEEN_SWEEPS };
        Ok(Self { next: Some(Instant::now() + between) })
    }
}

/// Whether the file has the table.
fn is_used(connection: &Connection) -> Result<bool, Error> {
    let text = "select count(*) from sqlite_schema where name = 'engineroom.idempotency'";
    connection.one_row(text, |row| row.get(0))
}

/// Removes some of the keys that have expired; how many.
fn sweep(connection: &Connection) -> Result<usize, Error> {
    let failed = |error: rusqlite::Error| connection.error(&error);
    let text = "delete from \"engineroom.idempotency\" where rowid in \
                (select rowid from \"engineroom.idempotency\" where expires_at <= ?1 order by expires_at limit ?2)";
    let mut statement = connection.sqlite.prepare_cached(text).map_err(failed)?;
    let most = i64::try_from(SWEPT_MAX).unwrap_or(i64::MAX);
    statement.execute(params![meta::now_micros(), most]).map_err(failed)
}

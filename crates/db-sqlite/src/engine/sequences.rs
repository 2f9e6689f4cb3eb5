//! Sequences of identity columns. A value that was given out is never given out again: what is in memory goes
//! on even when the transaction that took a value is undone, and is kept by the next one that commits.

use crate::engine::connection::Connection;
use crate::engine::errors::sqlite_error;
use db::Error;
use rusqlite::OptionalExtension;
use std::collections::HashMap;

/// The sequences that were used since the file was opened.
#[derive(Default)]
pub(super) struct Sequences {
    known: HashMap<String, Sequence>,
}

struct Sequence {
    next: i64,
    increment: i64,
    changed: bool,
}

impl Sequences {
    /// The next value.
    pub(super) fn next(&mut self, connection: &Connection, name: &str) -> Result<i64, Error> {
        if !self.known.contains_key(name) {
            let sequence = load(connection, name)?;
            self.known.insert(name.to_owned(), sequence);
        }
        let exhausted = || {
            let name = name.rsplit('.').next().unwrap_or(name);
            Error::sql("2200H", format!("nextval: reached maximum value of sequence \"{name}\""))
        };
        let sequence = self.known.get_mut(name).ok_or_else(exhausted)?;
        let value = sequence.next;
        sequence.next = value.checked_add(sequence.increment).ok_or_else(exhausted)?;
        sequence.changed = true;
        Ok(value)
    }

    /// Writes what has changed, inside the transaction that used it. Until that is committed, it counts as changed.
    pub(super) fn keep(&self, connection: &Connection) -> Result<(), Error> {
        for (name, sequence) in self.known.iter().filter(|(_, sequence)| sequence.changed) {
            connection.change(
                "update \"engineroom.sequences\" set next = ?2 where name = ?1 and next is not ?2",
                rusqlite::params![name, sequence.next],
            )?;
        }
        Ok(())
    }

    /// What was written is committed.
    pub(super) fn kept(&mut self) {
        self.known.values_mut().for_each(|sequence| sequence.changed = false);
    }

    /// Forgets what is in memory; a migration may have changed any of them.
    pub(super) fn forget(&mut self, connection: &Connection) -> Result<(), Error> {
        self.keep(connection)?;
        self.known.clear();
        Ok(())
    }
}

fn load(connection: &Connection, name: &str) -> Result<Sequence, Error> {
    let mut statement = connection
        .sqlite
        .prepare_cached("select next, increment from \"engineroom.sequences\" where name = ?1")
        .map_err(|error| sqlite_error(&error))?;
    let found = statement
        .query_row([name], |row| {
            Ok(Sequence { next: row.get(0)?, increment: row.get(1)?, changed: false })
        })
        .optional()
        .map_err(|error| sqlite_error(&error))?;
    found.ok_or_else(|| Error::Internal(format!("there is no sequence {name}")))
}

//! Rows as JSON, as PostgreSQL's `row_to_json` and `json_agg` print them.

use super::cells::{FIXED, Given, argument, described, internal, scalar, text, within_limit};
use super::descriptor::Reader;
use super::fold::{Fold, aggregate};
use super::session::Session;
use rusqlite::Connection;
use rusqlite::functions::Context as Call;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use value::{Field, Modifier, Type, Value, ValueError};

/// What `json_agg` puts between rows.
const BETWEEN: &[u8] = b", \n ";
/// How many descriptors are kept.
const KEPT_MAX: usize = 1024;

pub(super) fn register(connection: &Connection, session: &Arc<Session>) -> rusqlite::Result<()> {
    scalar(connection, session, "pg_row", FIXED, |call, _| {
        let members = described(call, 0, Members::read)?;
        let mut json = Vec::with_capacity(64 * members.0.len());
        members.write(call, &mut json)?;
        text_of(json)
    })?;
    aggregate(connection, session, "pg_rows", Rows::default())
}

/// The members of an object.
struct Members(Vec<Member>);

struct Member {
    /// `{"id":`, `,"name":`
    before: Vec<u8>,
    of: Type,
    modifier: Modifier,
}

impl Members {
    fn read(text: &str) -> Option<Self> {
        let fields = Reader::new(text).fields("")?;
        Some(Self(fields.into_iter().enumerate().map(|(at, field)| member(at, field)).collect()))
    }

    fn write(&self, call: &Call<'_>, json: &mut Vec<u8>) -> Result<(), ValueError> {
        for (at, member) in self.0.iter().enumerate() {
            json.extend_from_slice(&member.before);
            value::write_json_cell(&member.of, member.modifier, argument(call, at + 1)?, json);
        }
        json.extend_from_slice(if self.0.is_empty() { b"{}" } else { b"}" });
        Ok(())
    }
}

fn member(at: usize, field: Field) -> Member {
    let mut before = vec![if at == 0 { b'{' } else { b',' }];
    value::write_json_string(&field.name, &mut before);
    before.push(b':');
    Member { before, of: field.of, modifier: field.modifier }
}

fn text_of(json: Vec<u8>) -> Given {
    String::from_utf8(json).map(Value::text).map_err(|_| internal("JSON is not UTF-8"))
}

/// `pg_rows('"id" int8', a)`: an array of objects.
#[derive(Default)]
struct Rows {
    /// An aggregate starts once for each group, so that it would read its descriptor again and again.
    kept: Mutex<HashMap<Box<str>, Arc<Members>>>,
}

struct Printed {
    members: Arc<Members>,
    json: Vec<u8>,
}

impl Rows {
    fn members(&self, descriptor: &str) -> Result<Arc<Members>, ValueError> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(members) = kept.get(descriptor) {
            return Ok(members.clone());
        }
        let members = Members::read(descriptor);
        let members = Arc::new(members.ok_or_else(|| internal("a descriptor can't be read"))?);
        if kept.len() >= KEPT_MAX {
            kept.clear();
        }
        kept.insert(descriptor.into(), members.clone());
        Ok(members)
    }
}

impl Fold for Rows {
    type State = Printed;

    fn start(&self, call: &Call<'_>, _: &Session) -> Result<Printed, ValueError> {
        Ok(Printed { members: self.members(text(call, 0)?)?, json: vec![b'['] })
    }

    fn step(&self, state: &mut Printed, call: &Call<'_>, _: &Session) -> Result<(), ValueError> {
        if state.json.len() > 1 {
            state.json.extend_from_slice(BETWEEN);
        }
        state.members.write(call, &mut state.json)?;
        within_limit(state.json.len())
    }

    fn result(&self, state: Option<&Printed>, _: &Session) -> Given {
        let Some(state) = state else { return Ok(Value::text("[]")) };
        let mut json = Vec::with_capacity(state.json.len() + 1);
        json.extend_from_slice(&state.json);
        json.push(b']');
        text_of(json)
    }
}

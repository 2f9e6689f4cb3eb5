//! Aggregates over distinct rows: they are gathered, sorted and taken once each, in the order that PostgreSQL
//! takes them in.

use super::aggregates::{State, empty};
use super::cells::{Given, arguments, has_null, internal, size, text, within_limit};
use super::descriptor::{Descriptor, Reader};
use super::fold::{Fold, aggregate};
use super::session::Session;
use super::signature::Signature;
use builtin::Aggregate;
use rusqlite::Connection;
use rusqlite::functions::Context as Call;
use std::cmp::Ordering;
use std::fmt::Write;
use std::sync::Arc;
use value::{Type, Value, ValueError};

/// The types of an aggregate over distinct rows, and their order.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct DistinctDescriptor {
    pub(crate) arguments: Vec<Type>,
    pub(crate) returns: Type,
    pub(crate) sorted_by: Vec<SortedBy>,
}

/// One part of the order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SortedBy {
    /// The position of the argument.
    pub(crate) argument: usize,
    pub(crate) descending: bool,
    pub(crate) nulls_first: bool,
}

impl DistinctDescriptor {
    /// `text text -> text 0 desc nulls first`
    pub(crate) fn write(&self) -> String {
        let mut text = Descriptor::call(&self.arguments, &self.returns);
        for by in &self.sorted_by {
            let _ = write!(text, " {}", by.argument);
            text.push_str(if by.descending { " desc" } else { "" });
            text.push_str(if by.nulls_first { " first" } else { "" });
        }
        text
    }

    fn read(text: &str) -> Option<Self> {
        let mut reader = Reader::new(text);
        let (arguments, returns) = reader.call()?;
        let mut sorted_by = Vec::new();
        while !reader.is_done() {
            let argument = reader.word().parse().ok()?;
            let (descending, nulls_first) = (reader.takes("desc"), reader.takes("first"));
            sorted_by.push(SortedBy { argument, descending, nulls_first });
        }
        Some(Self { arguments, returns, sorted_by })
    }

    /// By the order that was asked for, then by every argument.
    fn compare(&self, a: &[Value], b: &[Value]) -> Ordering {
        let asked = self.sorted_by.iter().map(|by| self.compare_by(*by, a, b));
        let every = (0..self.arguments.len()).map(|argument| {
            self.compare_by(SortedBy { argument, descending: false, nulls_first: false }, a, b)
        });
        asked.chain(every).find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
    }

    fn compare_by(&self, by: SortedBy, a: &[Value], b: &[Value]) -> Ordering {
        let at = by.argument;
        let (Some(of), Some(a), Some(b)) = (self.arguments.get(at), a.get(at), b.get(at)) else {
            return Ordering::Equal;
        };
        match (a.is_null(), b.is_null()) {
            (true, true) => Ordering::Equal,
            (true, false) if by.nulls_first => Ordering::Less,
            (true, false) => Ordering::Greater,
            (false, true) if by.nulls_first => Ordering::Greater,
            (false, true) => Ordering::Less,
            _ if by.descending => value::compare(of, b, a),
            _ => value::compare(of, a, b),
        }
    }
}

pub(super) fn register(connection: &Connection, session: &Arc<Session>) -> rusqlite::Result<()> {
    for function in builtin::aggregates().iter().filter(|of| !of.arguments.is_empty()) {
        let name = format!("distinct_{}", function.id());
        aggregate(connection, session, &name, OverDistinct(function))?;
    }
    Ok(())
}

struct OverDistinct(&'static Aggregate);

struct Gathered {
    descriptor: DistinctDescriptor,
    rows: Vec<Vec<Value>>,
    bytes: usize,
}

impl Fold for OverDistinct {
    type State = Gathered;

    fn start(&self, call: &Call<'_>, _: &Session) -> Result<Gathered, ValueError> {
        let descriptor = DistinctDescriptor::read(text(call, 0)?);
        let descriptor = descriptor.ok_or_else(|| internal("a descriptor can't be read"))?;
        Ok(Gathered { descriptor, rows: Vec::new(), bytes: 0 })
    }

    fn step(&self, state: &mut Gathered, call: &Call<'_>, _: &Session) -> Result<(), ValueError> {
        if self.0.skips_nulls && has_null(call, 1) {
            return Ok(());
        }
        let row = arguments(call, 1)?;
        state.bytes += row.iter().map(size).sum::<usize>();
        state.rows.push(row);
        within_limit(state.bytes)
    }

    fn result(&self, state: Option<&Gathered>, session: &Session) -> Given {
        let Some(Gathered { descriptor, rows, .. }) = state else { return Ok(empty(self.0)) };
        let mut sorted: Vec<&Vec<Value>> = rows.iter().collect();
        sorted.sort_by(|a, b| descriptor.compare(a, b));
        sorted.dedup_by(|a, b| descriptor.compare(a, b).is_eq());
        let (arguments, returns) = (descriptor.arguments.clone(), descriptor.returns.clone());
        let count = arguments.len();
        let signature = Arc::new(Signature::new(arguments, returns));
        let mut state = State::new(self.0, signature, session, count);
        sorted.into_iter().try_for_each(|row| state.step(session, row))?;
        state.result(self.0, session)
    }
}

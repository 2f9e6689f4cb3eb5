//! A write as a small program, in PostgreSQL's order: proposed rows, defaults, generated columns, policy checks
//! against the state before the statement, constraints and the write, returning.

mod delete;
mod insert;
mod row;
mod unique;
mod update;
mod violated;

use crate::engine::connection::Frame;
use crate::engine::run::Run;
use crate::engine::sequences::Sequences;
use crate::statement::{Action, CompiledWrite, Sql};
use access::Write;
use catalog::{QualifiedName, Relation, Statement};
use db::{Error, Rows, StepAnswer};
use rusqlite::types::ValueRef as Stored;
use value::Value;

/// Runs one write.
pub(super) fn run(
    run: &Run<'_>,
    write: &Write,
    compiled: &CompiledWrite,
    sequences: &mut Sequences,
) -> Result<StepAnswer, Error> {
    let relation = relation(run, &write.statement)?;
    let mut writing = Writing { run, relation, compiled, sequences };
    match &compiled.action {
        Action::Insert(action) => insert::insert(&mut writing, action),
        Action::Update(action) => update::update(&mut writing, action),
        Action::Delete { targets, delete } => delete::delete(&writing, targets, delete),
    }
}

/// A write that is being run.
struct Writing<'a> {
    run: &'a Run<'a>,
    relation: &'a Relation,
    compiled: &'a CompiledWrite,
    sequences: &'a mut Sequences,
}

fn relation<'a>(run: &Run<'a>, statement: &Statement) -> Result<&'a Relation, Error> {
    let name: &QualifiedName = match statement {
        Statement::Insert(insert) => &insert.relation,
        Statement::Update(update) => &update.relation,
        Statement::Delete(delete) => &delete.relation,
        Statement::Query(_) => return Err(Error::Internal("a query as a write".to_owned())),
    };
    run.catalog.relation(name).map(AsRef::as_ref).ok_or(Error::Stale)
}

impl Writing<'_> {
    /// Every row of a statement.
    fn rows(&self, sql: &Sql, frame: Frame<'_>) -> Result<Vec<Vec<Value>>, Error> {
        let connection = self.run.connection;
        let failed = |error: rusqlite::Error| connection.error(&error);
        let mut statement =
            connection.bound(sql, &self.run.inputs.parameters, self.run.caller, frame)?;
        let columns = statement.column_count();
        let mut found = statement.raw_query();
        let mut rows = Vec::new();
        while let Some(row) = found.next().map_err(failed)? {
            let cells = (0..columns).map(|at| row.get_ref(at).map(stored));
            rows.push(cells.collect::<Result<Vec<_>, _>>().map_err(failed)?);
        }
        Ok(rows)
    }

    /// The one row of a statement that always has one.
    fn one(&self, sql: &Sql, frame: Frame<'_>) -> Result<Vec<Value>, Error> {
        let first = self.rows(sql, frame)?.into_iter().next();
        first.ok_or_else(|| Error::Internal("a part of a write gave no row".to_owned()))
    }

    /// Writes one row; a violated constraint is an error with PostgreSQL's words.
    fn execute(&self, sql: &Sql, frame: Frame<'_>) -> Result<usize, Error> {
        let connection = self.run.connection;
        let mut statement =
            connection.bound(sql, &self.run.inputs.parameters, self.run.caller, frame)?;
        statement.raw_execute().map_err(|error| self.violation(&error, frame))
    }

    /// What the write gives back, in the order of writing.
    fn answer(&self, rowids: &[i64], inserted: u64) -> Result<StepAnswer, Error> {
        let affected = rowids.len() as u64;
        let rows = match &self.compiled.returning {
            None => Rows::default(),
            Some(returning) => {
                let written = json(rowids);
                let frame = Frame { written: &written, ..Frame::default() };
                self.run.read(returning, frame)?.rows
            }
        };
        Ok(StepAnswer { rows, affected, inserted })
    }
}

/// `[1,2,3]`
fn json(rowids: &[i64]) -> String {
    let numbers: Vec<String> = rowids.iter().map(i64::to_string).collect();
    format!("[{}]", numbers.join(","))
}

/// A stored cell as a value.
pub(super) fn stored(cell: Stored<'_>) -> Value {
    match cell {
        Stored::Null => Value::Null,
        Stored::Integer(int) => Value::Int(int),
        Stored::Real(float) => Value::Float(float),
        Stored::Text(text) => Value::text(String::from_utf8_lossy(text).as_ref()),
        Stored::Blob(bytes) => Value::bytes(bytes),
    }
}

/// The `rowid` that a target begins with.
fn rowid(row: &[Value]) -> Result<i64, Error> {
    match row.first() {
        Some(Value::Int(rowid)) => Ok(*rowid),
        _ => Err(Error::Internal("a target without a rowid".to_owned())),
    }
}

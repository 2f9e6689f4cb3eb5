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
use crate::functions::forms;
use crate::statement::{Action, CompiledQuery, CompiledWrite, Sql};
use access::Write;
use catalog::{Name, QualifiedName, Relation, Statement};
use db::{Error, Rows, StepAnswer};
use rusqlite::types::ValueRef as Stored;
use std::cell::RefCell;
use value::Value;

/// One row that was written, as it can be written again.
pub(super) struct Done {
    sql: Sql,
    row: Vec<Value>,
    existing: Vec<Value>,
    rowid: i64,
}

/// Runs one write, and notes what it does to rows where that is asked for.
pub(super) fn run(
    run: &Run<'_>,
    write: &Write,
    compiled: &CompiledWrite,
    sequences: &mut Sequences,
    noted: bool,
) -> Result<(StepAnswer, Vec<Done>), Error> {
    let before = compiled.whole.is_some();
    let mut writing = Writing::new(run, write, compiled, sequences)?;
    writing.done = (noted || before).then(RefCell::default);
    if before {
        run.connection.execute_kept("savepoint statement")?;
    }
    let answer = match &compiled.action {
        Action::Insert(action) => insert::insert(&mut writing, action),
        Action::Update(action) => update::update(&mut writing, action),
        Action::Delete { targets, delete } => delete::delete(&writing, targets, delete),
    }?;
    if before {
        run.connection.execute_kept("release statement")?;
    }
    Ok((answer, writing.done.map(RefCell::into_inner).unwrap_or_default()))
}

/// Does again to rows what was noted and then undone.
pub(super) fn again(
    run: &Run<'_>,
    write: &Write,
    compiled: &CompiledWrite,
    sequences: &mut Sequences,
    done: &[Done],
) -> Result<(), Error> {
    let writing = Writing::new(run, write, compiled, sequences)?;
    done.iter().try_for_each(|one| writing.again(one))
}

/// A write that is being run.
struct Writing<'a> {
    run: &'a Run<'a>,
    relation: &'a Relation,
    compiled: &'a CompiledWrite,
    sequences: &'a mut Sequences,
    /// What was done to rows, where it has to be known.
    done: Option<RefCell<Vec<Done>>>,
}

impl<'a> Writing<'a> {
    fn new(
        run: &'a Run<'a>,
        write: &Write,
        compiled: &'a CompiledWrite,
        sequences: &'a mut Sequences,
    ) -> Result<Self, Error> {
        let relation = relation(run, &write.statement)?;
        Ok(Self { run, relation, compiled, sequences, done: None })
    }

    /// Whose rights count.
    fn role(&self) -> &Name {
        self.compiled.within.as_ref().unwrap_or(&self.run.caller.role)
    }
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
        let changed = statement.raw_execute().map_err(|error| self.violation(&error, frame))?;
        if let Some(done) = &self.done {
            done.borrow_mut().push(Done {
                sql: sql.clone(),
                row: frame.row.to_vec(),
                existing: frame.existing.to_vec(),
                rowid: frame.rowid,
            });
        }
        Ok(changed)
    }

    fn again(&self, done: &Done) -> Result<(), Error> {
        let Done { sql, row, existing, rowid } = done;
        let frame = Frame { row, existing, rowid: *rowid, ..Frame::default() };
        self.execute(sql, frame).map(|_| ())
    }

    /// What the write gives back, in the order of writing.
    fn answer(&self, rowids: &[i64], inserted: u64) -> Result<StepAnswer, Error> {
        let affected = rowids.len() as u64;
        let rows = match &self.compiled.returning {
            None => Rows::default(),
            Some(returning) => {
                let written = json(rowids);
                let frame = Frame { written: &written, ..Frame::default() };
                match &self.compiled.whole {
                    None => self.run.read(returning, frame)?.rows,
                    Some(whole) => self.returned_before(whole, returning, frame)?,
                }
            }
        };
        Ok(StepAnswer { rows, affected, inserted })
    }

    /// The rows that were written, beside the database as it was before: the write is undone, and done again.
    fn returned_before(
        &self,
        whole: &Sql,
        returning: &CompiledQuery,
        frame: Frame<'_>,
    ) -> Result<Rows, Error> {
        let rows = self.rows(whole, frame)?;
        let written = forms(rows.iter().map(|row| row.iter().map(Value::as_ref)))?;
        self.run.connection.execute_kept("rollback to statement")?;
        let rows = self.run.read(returning, Frame { written: &written, ..Frame::default() })?.rows;
        let done = self.done.as_ref().map(RefCell::take).unwrap_or_default();
        done.iter().try_for_each(|one| self.again(one))?;
        Ok(rows)
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

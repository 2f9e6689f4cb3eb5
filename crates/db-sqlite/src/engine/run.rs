//! Running one unit of work inside a transaction that is open already.

use crate::engine::connection::{Connection, Frame};
use crate::engine::program;
use crate::engine::sequences::Sequences;
use crate::engine::shapes::Shape;
use crate::engine::write::{self, Done};
use crate::statement::{Compiled, CompiledQuery, CompiledWrite};
use access::{Caller, Permitted, PermittedStep, Write};
use catalog::Catalog;
use db::{Error, Rows, StepAnswer};
use plan::{Demand, Inputs};
use rusqlite::types::ValueRef as Stored;
use value::datetime::session;
use value::{Scalar, ValueRef};

/// What a unit of work runs with.
pub(super) struct Run<'a> {
    pub(super) connection: &'a Connection,
    pub(super) catalog: &'a Catalog,
    pub(super) caller: &'a Caller,
    pub(super) inputs: &'a Inputs,
    pub(super) answer_bytes_max: u64,
}

/// Runs every step. Without sequences (on a connection that only reads) a write is an error.
pub(super) fn run(
    connection: &Connection,
    catalog: &Catalog,
    work: &Permitted,
    shape: &Shape,
    answer_bytes_max: u64,
    sequences: Option<&mut Sequences>,
) -> Result<Vec<StepAnswer>, Error> {
    let zone = work.caller().request.time_zone.as_deref();
    session::within(zone, || steps(connection, catalog, work, shape, answer_bytes_max, sequences))
}

/// The same, where moments are shown in the caller's zone.
fn steps(
    connection: &Connection,
    catalog: &Catalog,
    work: &Permitted,
    shape: &Shape,
    answer_bytes_max: u64,
    mut sequences: Option<&mut Sequences>,
) -> Result<Vec<StepAnswer>, Error> {
    let (caller, inputs) = (work.caller(), work.inputs());
    let run = Run { connection, catalog, caller, inputs, answer_bytes_max };
    let mut answers = Vec::with_capacity(shape.steps.len());
    for (step, compiled) in work.steps().iter().zip(&shape.steps) {
        answers.extend(run.step(step, compiled, sequences.as_deref_mut())?);
    }
    Ok(answers)
}

/// Whether there are as many rows as are demanded.
pub(super) fn meet(demand: Demand, affected: u64) -> Result<(), Error> {
    let met = match demand {
        Demand::Any => true,
        Demand::AtMost(most) => affected <= most,
        Demand::One => affected == 1,
        Demand::Holds => affected > 0,
        Demand::Absent => affected == 0,
    };
    if met { Ok(()) } else { Err(Error::Demand { demand, affected }) }
}

/// What must hold of rows before the steps behind are done.
fn require(demand: Demand, rows: &Rows) -> Result<(), Error> {
    let is_true = |row: db::Row<'_>| matches!(row.get(0), ValueRef::Int(1));
    let holds = demand != Demand::Holds || rows.first().is_some_and(is_true);
    meet(demand, if holds { rows.len() as u64 } else { 0 })
}

impl Run<'_> {
    /// One step; what only says what must hold has no answer.
    pub(super) fn step(
        &self,
        step: &PermittedStep,
        compiled: &Compiled,
        sequences: Option<&mut Sequences>,
    ) -> Result<Option<StepAnswer>, Error> {
        match (step, compiled) {
            (PermittedStep::Require { demand, .. }, Compiled::Query(query)) => {
                require(*demand, &self.read(query, Frame::default())?.rows)?;
                Ok(None)
            }
            (_, Compiled::Query(query)) => self.read(query, Frame::default()).map(Some),
            (PermittedStep::Write(write), Compiled::Write(compiled)) => {
                let (answer, _) = self.write(write, compiled, sequences, false)?;
                Ok(Some(answer))
            }
            (PermittedStep::Program(program), Compiled::Program(compiled)) => {
                program::run(self, program, compiled, sequences).map(Some)
            }
            _ => Err(Error::Internal("a step and its compiled form differ".to_owned())),
        }
    }

    /// One write; what it did to rows is noted where that is asked for.
    pub(super) fn write(
        &self,
        write: &Write,
        compiled: &CompiledWrite,
        sequences: Option<&mut Sequences>,
        noted: bool,
    ) -> Result<(StepAnswer, Vec<Done>), Error> {
        let Some(sequences) = sequences else {
            return Err(Error::Internal("a write on a reader".to_owned()));
        };
        let (answer, done) = write::run(self, write, compiled, sequences, noted)?;
        meet(write.demand, answer.affected)?;
        Ok((answer, done))
    }

    /// The rows of a query.
    pub(super) fn read(
        &self,
        query: &CompiledQuery,
        frame: Frame<'_>,
    ) -> Result<StepAnswer, Error> {
        let mut statement =
            self.connection.bound(&query.sql, &self.inputs.parameters, self.caller, frame)?;
        let mut rows = Rows::of(query.columns.clone());
        let floats: Vec<bool> = query
            .columns
            .iter()
            .map(|column| matches!(column.of.scalar(), Some(Scalar::Float4 | Scalar::Float8)))
            .collect();
        let mut found = statement.raw_query();
        while let Some(row) = found.next().map_err(|error| self.connection.error(&error))? {
            for (position, float) in floats.iter().enumerate() {
                let stored =
                    row.get_ref(position).map_err(|error| self.connection.error(&error))?;
                if !rows.push(cell(stored, *float)?) {
                    return Err(Error::TooLarge { max_bytes: self.answer_bytes_max });
                }
            }
            if rows.size() as u64 > self.answer_bytes_max {
                return Err(Error::TooLarge { max_bytes: self.answer_bytes_max });
            }
        }
        let affected = rows.len() as u64;
        Ok(StepAnswer { rows, affected, inserted: 0 })
    }
}

/// A stored cell; SQLite may keep a whole number where a float was written.
fn cell(stored: Stored<'_>, float: bool) -> Result<ValueRef<'_>, Error> {
    Ok(match stored {
        Stored::Null => ValueRef::Null,
        #[expect(clippy::cast_precision_loss, reason = "it was a float before it was stored")]
        Stored::Integer(int) if float => ValueRef::Float(int as f64),
        Stored::Integer(int) => ValueRef::Int(int),
        Stored::Real(float) => ValueRef::Float(float),
        Stored::Text(text) => ValueRef::Text(
            std::str::from_utf8(text)
                .map_err(|_| Error::Damaged("text that is not UTF-8".into()))?,
        ),
        Stored::Blob(bytes) => ValueRef::Bytes(bytes),
    })
}

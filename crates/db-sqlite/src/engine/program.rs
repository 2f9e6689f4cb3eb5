//! Running the parts of a program, and keeping rows for later ones.

use crate::engine::connection::Frame;
use crate::engine::run::{Run, meet};
use crate::engine::sequences::Sequences;
use crate::engine::write::{self, Done};
use crate::functions::forms;
use crate::statement::{Compiled, CompiledPart, CompiledProgram};
use access::{Part, PermittedStep, Program};
use db::{Error, Rows, StepAnswer};
use plan::Demand;
use value::ValueRef;

/// Runs every part; what the last one gives is the answer.
pub(super) fn run(
    run: &Run<'_>,
    program: &Program,
    compiled: &CompiledProgram,
    mut sequences: Option<&mut Sequences>,
) -> Result<StepAnswer, Error> {
    let mut answer = StepAnswer { rows: Rows::default(), affected: 0, inserted: 0 };
    if compiled.isolated {
        answer = isolated(run, program, compiled, sequences)?;
    } else {
        for (part, compiled) in program.parts.iter().zip(&compiled.parts) {
            let given = match run.holds(compiled)? {
                true => run.step(&part.step, &compiled.step, sequences.as_deref_mut())?,
                false => None,
            };
            answer = run.kept(part, given)?;
        }
    }
    if !matches!(program.demand, Demand::Holds | Demand::Absent) {
        meet(program.demand, answer.affected)?;
    }
    Ok(answer)
}

/// Parts that see the database as it was before all of them: each write is undone when it is known what it does, and
/// all are done again at the end.
fn isolated(
    run: &Run<'_>,
    program: &Program,
    compiled: &CompiledProgram,
    mut sequences: Option<&mut Sequences>,
) -> Result<StepAnswer, Error> {
    let mut answer = StepAnswer { rows: Rows::default(), affected: 0, inserted: 0 };
    let mut writes: Vec<(&Part, &CompiledPart, Vec<Done>)> = Vec::new();
    run.connection.execute_kept("savepoint program")?;
    for (part, compiled) in program.parts.iter().zip(&compiled.parts) {
        let given = match (&part.step, &compiled.step) {
            (PermittedStep::Write(write), Compiled::Write(of)) => {
                let (given, done) = run.write(write, of, sequences.as_deref_mut(), true)?;
                run.connection.execute_kept("rollback to program")?;
                writes.push((part, compiled, done));
                Some(given)
            }
            (step, compiled) => run.step(step, compiled, sequences.as_deref_mut())?,
        };
        answer = run.kept(part, given)?;
    }
    for (part, compiled, done) in writes {
        if let (PermittedStep::Write(write), Compiled::Write(of), Some(sequences)) =
            (&part.step, &compiled.step, sequences.as_deref_mut())
        {
            write::again(run, write, of, sequences, &done)?;
        }
    }
    run.connection.execute_kept("release program")?;
    Ok(answer)
}

impl Run<'_> {
    /// Whether a part is to be done.
    fn holds(&self, part: &CompiledPart) -> Result<bool, Error> {
        let Some(condition) = &part.only_if else { return Ok(true) };
        let rows = self.read(condition, Frame::default())?.rows;
        Ok(rows.first().is_some_and(|row| matches!(row.get(0), ValueRef::Int(1))))
    }

    /// What is left of a part's answer when its rows are kept.
    fn kept(&self, part: &Part, given: Option<StepAnswer>) -> Result<StepAnswer, Error> {
        let nothing = StepAnswer { rows: Rows::default(), affected: 0, inserted: 0 };
        let answer = given.unwrap_or(nothing);
        let Some(number) = part.keep else { return Ok(answer) };
        let columns = answer.rows.columns().len();
        let rows = answer.rows.iter().map(|row| (0..columns).map(move |at| row.get(at)));
        self.connection.keep(number, forms(rows)?);
        Ok(StepAnswer { rows: Rows::default(), ..answer })
    }
}

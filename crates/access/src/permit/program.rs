//! Statements that are done in parts: routines of several statements or that write, and a `with` that writes.

mod commons;

use super::Permit;
use super::arguments::{Fill, is_known, is_null, not_null, one_cell};
use super::shape::select;
use crate::denied::Denied;
use crate::permitted::{Part, PermittedStep, Program, Sees};
use catalog::walk::{Rewriter, Visitor, visit_expression, visit_from};
use catalog::{
    Body, Catalog, Expression, From, Name, Output, Query, Ranges, Returns, Routine, RoutineId,
    Session, Source, Statement, Type, rename,
};
use plan::{Demand, LoweredStep};

/// A routine that was called, its rows where they are kept.
struct Ran<'a> {
    routine: &'a Routine,
    kept: u32,
    columns: Vec<(Name, Type)>,
}

impl<'a> Permit<'a> {
    /// A step, in parts where it has to be.
    pub(super) fn step(&mut self, step: LoweredStep) -> Result<PermittedStep, Denied> {
        let LoweredStep { mut statement, demand, keep } = step;
        let mut parts = Vec::new();
        if !self.catalog.routines.is_empty() {
            self.run_calls(&mut statement, &mut parts)?;
        }
        let last = if commons::writes(&statement) {
            self.with_writes(statement, demand)?
        } else {
            self.plain(statement, demand)?
        };
        if parts.is_empty() && keep.is_none() {
            return Ok(last);
        }
        parts.push(Part { step: last, only_if: None, keep });
        Ok(program(parts, Sees::Written, demand))
    }

    /// Runs the routines before the statement that it does nothing but call, and lets it read what they gave.
    fn run_calls(
        &mut self,
        statement: &mut Statement,
        parts: &mut Vec<Part>,
    ) -> Result<(), Denied> {
        let query = match statement {
            Statement::Query(query) => query,
            Statement::Insert(insert) => match &mut insert.source {
                Source::Query(query) => &mut **query,
                _ => return Ok(()),
            },
            _ => return Ok(()),
        };
        let Body::Select(of) = &mut query.body else { return Ok(()) };
        if let Some(from) = &mut of.from {
            return self.run_source(from, parts);
        }
        if of.filter.is_none() && of.group.is_empty() && of.having.is_none() {
            for output in &mut of.output {
                self.run_value(&mut output.expression, parts)?;
            }
        }
        Ok(())
    }

    fn run_source(&mut self, from: &mut From, parts: &mut Vec<Part>) -> Result<(), Denied> {
        let From::Routine { routine, arguments, range, columns, ordinality } = from else {
            return Ok(());
        };
        if !runs_steps(self.catalog, routine) {
            return Ok(());
        }
        let ran = self.run_routine(routine, std::mem::take(arguments), parts)?;
        let rows = self.kept_rows(&ran);
        let query = Box::new(self.shown(ran.routine, rows, columns, *ordinality));
        *from = From::Query { query, range: *range, lateral: false, barrier: false };
        Ok(())
    }

    /// A call that stands alone, or in what is evaluated whatever happens.
    fn run_value(
        &mut self,
        expression: &mut Expression,
        parts: &mut Vec<Part>,
    ) -> Result<(), Denied> {
        use Expression as E;
        match expression {
            E::Routine { routine, arguments, of } if runs_steps(self.catalog, routine) => {
                let ran = self.run_routine(routine, std::mem::take(arguments), parts)?;
                let rows = self.kept_rows(&ran);
                *expression = self.first_value(ran.routine, rows, of);
                Ok(())
            }
            E::Cast { operand, .. }
            | E::Field { operand, .. }
            | E::Not(operand)
            | E::Is { operand, .. } => self.run_value(operand, parts),
            E::Compare { left, right, .. } | E::Distinct { left, right, .. } => {
                self.run_value(left, parts)?;
                self.run_value(right, parts)
            }
            E::Call { arguments: items, .. }
            | E::Routine { arguments: items, .. }
            | E::Row { items, .. }
            | E::Array { items, .. } => {
                items.iter_mut().try_for_each(|item| self.run_value(item, parts))
            }
            _ => Ok(()),
        }
    }

    /// What a routine gave; nothing of one that gives nothing.
    fn kept_rows(&mut self, ran: &Ran<'_>) -> Query {
        let range = self.ranges.fresh();
        if matches!(ran.routine.returns, Returns::Void) {
            return select(Vec::new(), None, None);
        }
        let column = |(name, of): &(Name, Type)| Output {
            name: name.clone(),
            expression: Expression::column(range, name.clone(), of.clone()),
        };
        let output = ran.columns.iter().map(column).collect();
        let from = From::Kept { kept: ran.kept, range, columns: ran.columns.clone() };
        select(output, Some(from), None)
    }

    /// The parts of a call: its arguments, once and first, and then its statements.
    fn run_routine(
        &mut self,
        id: &RoutineId,
        mut arguments: Vec<Expression>,
        parts: &mut Vec<Part>,
    ) -> Result<Ran<'a>, Denied> {
        let routine = self.routine(id)?;
        self.require_execute(routine, true)?;
        for argument in &mut arguments {
            self.run_value(argument, parts)?;
        }
        let given = self.evaluated(routine, arguments, parts)?;
        let only_if = if routine.strict { self.not_null(&given) } else { None };
        let step = self.inside(routine, |permit| permit.statements(routine, &given))?;
        let kept = self.fresh_kept();
        parts.push(Part { step, only_if, keep: Some(kept) });
        let columns = routine.body.last().map_or_else(Vec::new, commons::columns);
        Ok(Ran { routine, kept, columns })
    }

    fn statements(
        &mut self,
        routine: &Routine,
        given: &[Argument],
    ) -> Result<PermittedStep, Denied> {
        let mut parts = Vec::new();
        for statement in &routine.body {
            let mut statement = statement.clone();
            let first = self.ranges.fresh().max(rename::first_unused(&statement));
            self.ranges = Ranges::starting_at(first.0);
            Fill(|index: usize| Some(given.get(index)?.read(&mut self.ranges)))
                .statement(&mut statement);
            if let Statement::Query(query) = &mut statement {
                super::shape::ask_domains(query);
            }
            let step = self.step(LoweredStep { statement, demand: Demand::Any, keep: None })?;
            parts.push(Part { step, only_if: None, keep: None });
        }
        Ok(if parts.len() == 1 {
            parts.remove(0).step
        } else {
            program(parts, Sees::Written, Demand::Any)
        })
    }

    /// Evaluates what is not known beforehand.
    fn evaluated(
        &mut self,
        routine: &Routine,
        arguments: Vec<Expression>,
        parts: &mut Vec<Part>,
    ) -> Result<Vec<Argument>, Denied> {
        let (mut given, mut output) = (Vec::new(), Vec::new());
        let kept = self.fresh_kept();
        for argument in arguments {
            if is_settled(routine, &argument) {
                given.push(Argument::Known(argument));
                continue;
            }
            let name = Name::from(format!("a{}", output.len()));
            given.push(Argument::Kept { kept, name: name.clone(), columns: Vec::new() });
            output.push(Output { name, expression: argument });
        }
        if output.is_empty() {
            return Ok(given);
        }
        let query = select(output, None, None);
        let all = query.columns();
        for argument in &mut given {
            if let Argument::Kept { columns, .. } = argument {
                columns.clone_from(&all);
            }
        }
        let step = self.plain(Statement::Query(query), Demand::Any)?;
        parts.push(Part { step, only_if: None, keep: Some(kept) });
        Ok(given)
    }

    fn not_null(&mut self, given: &[Argument]) -> Option<Box<Query>> {
        let arguments = given.iter().map(|argument| argument.read(&mut self.ranges));
        let arguments: Vec<Expression> = arguments.filter(|it| !is_known(it)).collect();
        if arguments.is_empty() {
            return None;
        }
        let condition = if arguments.iter().any(is_null) {
            Expression::FALSE
        } else {
            Expression::all(arguments.into_iter().map(not_null))
        };
        let output = vec![Output { name: "given".into(), expression: condition }];
        Some(Box::new(select(output, None, None)))
    }

    pub(super) const fn fresh_kept(&mut self) -> u32 {
        let kept = self.next_kept;
        self.next_kept += 1;
        kept
    }
}

/// An argument of a routine that is run.
enum Argument {
    /// The same wherever and whenever it is asked.
    Known(Expression),
    /// A column of the one row that was kept of them.
    Kept { kept: u32, name: Name, columns: Vec<(Name, Type)> },
}

impl Argument {
    fn read(&self, ranges: &mut Ranges) -> Expression {
        match self {
            Self::Known(known) => known.clone(),
            Self::Kept { kept, name, columns } => {
                let range = ranges.fresh();
                let from = From::Kept { kept: *kept, range, columns: columns.clone() };
                let of = columns.iter().find(|(column, _)| column == name);
                let of = of.map_or(Type::UNKNOWN, |(_, of)| of.clone());
                one_cell(from, range, name, &of)
            }
        }
    }
}

/// Whether an argument is the same wherever it is asked in the body.
fn is_settled(routine: &Routine, argument: &Expression) -> bool {
    match argument {
        Expression::Constant { .. } | Expression::Parameter { .. } => true,
        Expression::Session(Session::CurrentUser) => !routine.security_definer,
        Expression::Session(Session::Setting { .. }) => false,
        Expression::Session(_) => true,
        _ => false,
    }
}

fn program(parts: Vec<Part>, sees: Sees, demand: Demand) -> PermittedStep {
    PermittedStep::Program(Box::new(Program { parts, sees, demand }))
}

/// Whether a routine has to be run in parts: it has several statements, writes, or calls one that does.
fn runs_steps(catalog: &Catalog, id: &RoutineId) -> bool {
    fn runs(catalog: &Catalog, id: &RoutineId, seen: &mut Vec<RoutineId>) -> bool {
        let Some(routine) = catalog.routines.get(id).filter(|_| !seen.contains(id)) else {
            return false;
        };
        seen.push(id.clone());
        if !routine.is_query() {
            return true;
        }
        let mut calls = Calls(Vec::new());
        routine.body.iter().for_each(|statement| calls.statement(statement));
        calls.0.iter().any(|id| runs(catalog, id, seen))
    }
    runs(catalog, id, &mut Vec::new())
}

/// The routines that a tree calls.
struct Calls(Vec<RoutineId>);

impl Visitor for Calls {
    fn expression(&mut self, expression: &Expression) {
        if let Expression::Routine { routine, .. } = expression {
            self.0.push(routine.clone());
        }
        visit_expression(self, expression);
    }

    fn from(&mut self, from: &From) {
        if let From::Routine { routine, .. } = from {
            self.0.push(routine.clone());
        }
        visit_from(self, from);
    }
}

//! Calls of routines: the body takes the place of the call, with the rights that PostgreSQL gives it.

use super::Permit;
use super::arguments::Arguments;
use crate::denied::Denied;
use crate::privileges::RoleRights;
use catalog::walk::{Rewriter, rewrite_expression, rewrite_from, rewrite_query, rewrite_statement};
use catalog::{
    Body, CheckedAs, Expression, From, Name, Query, Routine, RoutineId, Session, Statement, Type,
    Value, rename,
};

/// Routines in routines in routines; deeper is taken for a circle.
const CALL_DEPTH_MAX: usize = 64;
/// How many calls one unit of work may have, those within bodies too.
const CALLS_MAX: usize = 2000;

impl<'a> Permit<'a> {
    /// Puts bodies into the place of calls. `by_name` says that a person has written the names of what is called
    /// here; what a policy or a view calls was found when they were made.
    pub(super) fn expand(
        &mut self,
        by_name: bool,
        go: impl FnOnce(&mut Expand<'_, 'a>),
    ) -> Result<(), Denied> {
        if self.catalog.routines.is_empty() {
            return Ok(());
        }
        let mut expand = Expand { permit: self, by_name, once: true, denied: None };
        go(&mut expand);
        expand.denied.map_or(Ok(()), Err)
    }

    pub(super) fn routine(&self, id: &RoutineId) -> Result<&'a Routine, Denied> {
        let routine = self.catalog.routines.get(id).map(AsRef::as_ref);
        routine.ok_or_else(|| Denied::UnknownRoutine { routine: id.clone() })
    }

    /// Whether who runs the statement may call it.
    pub(super) fn require_execute(&self, routine: &Routine, by_name: bool) -> Result<(), Denied> {
        match &self.caller {
            Some(role) => RoleRights::new(self.catalog, role).require_execute(routine, by_name),
            None => Ok(()),
        }
    }

    /// Does something as whom a routine's body runs.
    pub(super) fn inside<T>(
        &mut self,
        routine: &Routine,
        go: impl FnOnce(&mut Self) -> Result<T, Denied>,
    ) -> Result<T, Denied> {
        self.called += 1;
        if self.calls == CALL_DEPTH_MAX || self.called > CALLS_MAX {
            return Err(Denied::Depth { routine: routine.name.clone() });
        }
        let outside = (self.caller.clone(), self.named.clone());
        if routine.security_definer {
            self.caller = self.caller.as_ref().map(|_| routine.owner.clone());
            self.named = Some(routine.owner.clone());
        }
        self.calls += 1;
        let given = go(self);
        self.calls -= 1;
        (self.caller, self.named) = outside;
        given
    }

    /// Does something as a role that a tree names.
    pub(super) fn run_as<T>(&mut self, role: &Name, go: impl FnOnce(&mut Self) -> T) -> T {
        if self.caller.as_ref() == Some(role) {
            return go(self);
        }
        let outside = (self.caller.replace(role.clone()), self.named.replace(role.clone()));
        let given = go(self);
        (self.caller, self.named) = outside;
        given
    }

    /// The query that a routine is, its arguments still to be filled in.
    fn body(&mut self, routine: &Routine) -> Result<Query, Denied> {
        let [Statement::Query(query)] = routine.body.as_slice() else {
            return Err(Denied::writes_rows(routine));
        };
        if query.writes() {
            return Err(Denied::writes_rows(routine));
        }
        self.inside(routine, |permit| {
            let mut query = rename::query_afresh(query, &mut permit.ranges);
            permit.expand(true, |expand| expand.query(&mut query))?;
            if let Some(user) = permit.caller.clone() {
                AsUser(user).query(&mut query);
            }
            super::shape::ask_domains(&mut query);
            Ok(query)
        })
    }

    /// What a call gives as a value.
    fn value(
        &mut self,
        id: &RoutineId,
        arguments: Vec<Expression>,
        of: &Type,
        by_name: bool,
    ) -> Result<Expression, Denied> {
        let routine = self.routine(id)?;
        self.require_execute(routine, by_name)?;
        if routine.set {
            return Err(Denied::set_in_expression(routine));
        }
        let mut body = self.body(routine)?;
        let arguments = Arguments::settle(routine, &body, arguments, &mut self.ranges)?;
        if routine.strict && arguments.has_null() {
            return Ok(Expression::constant(Value::Null, of.clone()));
        }
        arguments.fill(&mut body, &mut self.ranges);
        let given = match super::shape::plain(&body) {
            Some(plain) if super::shape::is_single(routine) => plain.clone(),
            _ => self.first_value(routine, body, of),
        };
        let condition = arguments.not_null(routine, &mut self.ranges);
        Ok(arguments.around_value(condition, given, of))
    }

    /// What a call gives as rows.
    fn rows(&mut self, call: Called<'_>, by_name: bool) -> Result<From, Denied> {
        let routine = self.routine(call.routine)?;
        self.require_execute(routine, by_name)?;
        let mut query = self.body(routine)?;
        let lateral = call.arguments.iter().any(super::arguments::reads_columns);
        let arguments = Arguments::settle(routine, &query, call.arguments, &mut self.ranges)?;
        arguments.fill(&mut query, &mut self.ranges);
        if let Some(condition) = arguments.not_null(routine, &mut self.ranges) {
            query = self.only_if(query, condition);
        }
        let mut query = self.shown(routine, query, call.columns, call.ordinality);
        arguments.around(&mut query);
        // What a definer's body leaves out may not be seen by conditions outside.
        let ordered = !query.order.is_empty() && query.limit.is_none();
        let barrier = routine.security_definer || ordered;
        Ok(From::Query { query: Box::new(query), range: call.range, lateral, barrier })
    }
}

/// A call as a row source.
struct Called<'c> {
    routine: &'c RoutineId,
    arguments: Vec<Expression>,
    range: catalog::Range,
    columns: &'c [(Name, Type)],
    ordinality: bool,
}

/// Goes through a tree and replaces its calls.
pub(super) struct Expand<'p, 'a> {
    permit: &'p mut Permit<'a>,
    by_name: bool,
    /// Whether what stands here is evaluated for one row only.
    once: bool,
    denied: Option<Denied>,
}

impl Rewriter for Expand<'_, '_> {
    fn statement(&mut self, statement: &mut Statement) {
        self.once = !matches!(statement, Statement::Update(_) | Statement::Delete(_));
        rewrite_statement(self, statement);
    }

    fn query(&mut self, query: &mut Query) {
        let once = match &query.body {
            Body::Select(select) => select.from.is_none(),
            Body::Values(_) | Body::Set { .. } => true,
        };
        let outside = std::mem::replace(&mut self.once, once);
        rewrite_query(self, query);
        self.once = outside;
    }

    fn expression(&mut self, expression: &mut Expression) {
        rewrite_expression(self, expression);
        if self.denied.is_some() {
            return;
        }
        match expression {
            Expression::Routine { routine, arguments, of } => {
                let arguments = std::mem::take(arguments);
                match self.permit.value(routine, arguments, of, self.by_name) {
                    Ok(value) if !self.once && super::volatile::is_fixed(&value) => {
                        self.denied = Some(Denied::volatile_for_each_row(routine));
                    }
                    Ok(value) => *expression = value,
                    Err(denied) => self.denied = Some(denied),
                }
            }
            Expression::Session(Session::CurrentUser) => {
                if let Some(user) = &self.permit.named {
                    *expression = super::shape::user(user);
                }
            }
            Expression::Field { operand, name, .. } => {
                if let Some(field) = super::shape::field(operand, name) {
                    *expression = field;
                }
            }
            _ => {}
        }
    }

    fn from(&mut self, from: &mut From) {
        rewrite_from(self, from);
        let From::Routine { routine, arguments, range, columns, ordinality } = from else { return };
        if self.denied.is_some() {
            return;
        }
        let arguments = std::mem::take(arguments);
        let (range, ordinality) = (*range, *ordinality);
        let called = Called { routine, arguments, range, columns, ordinality };
        match self.permit.rows(called, self.by_name) {
            Ok(rows) => *from = rows,
            Err(denied) => self.denied = Some(denied),
        }
    }
}

/// What a body reads is checked as whom it runs, wherever the call stands.
struct AsUser(Name);

impl Rewriter for AsUser {
    fn from(&mut self, from: &mut From) {
        if let From::Relation { checked_as: checked_as @ CheckedAs::Caller, .. } = from {
            *checked_as = CheckedAs::Role(self.0.clone());
        }
        rewrite_from(self, from);
    }
}

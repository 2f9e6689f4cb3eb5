//! Writes: the policies that filter the rows that are there, and those that are checked on the rows as they
//! will be. The rules follow PostgreSQL's `get_row_security_policies`.

mod asked;
mod path;
mod showing;

use super::Permit;
use crate::denied::Denied;
use crate::permitted::{RowCheck, Write};
use crate::policies::{Side, held};
use crate::privileges::RoleRights;
use crate::raising::{can_raise, write_can_raise};
use crate::reads::Reads;
use catalog::walk::{Visitor, rewrite_delete, rewrite_insert, rewrite_update};
use catalog::{
    CheckedAs, Command, Conflict, ConflictAction, Expression, Name, Range, Relation, Statement,
};
use path::Path;
use plan::Demand;

/// Those of proposed rows, of the row that is there, and of that row as `on conflict do update` leaves it.
type RowChecks = (Vec<RowCheck>, Vec<RowCheck>, Vec<RowCheck>);

impl Permit<'_> {
    /// An insert, update or delete of a table, or through views of one.
    pub(super) fn write(
        &mut self,
        mut statement: Statement,
        demand: Demand,
        role: Option<Name>,
    ) -> Result<Write, Denied> {
        let row = self.ranges.fresh();
        let path = self.lead(&mut statement, row, role.as_ref())?;
        let (checks, existing, updated) = self.row_checks(&statement, row, &path)?;
        let mut reads = Reads::default();
        reads.statement(&statement);
        match &mut statement {
            Statement::Query(_) => {}
            Statement::Insert(insert) => {
                insert.checked_as = CheckedAs::Nobody;
                self.visit(reads, role, |visit| rewrite_insert(visit, insert))?;
            }
            Statement::Update(update) => {
                update.checked_as = CheckedAs::Nobody;
                self.visit(reads, role, |visit| {
                    let (filter, from) = (update.filter.as_ref(), update.from.as_ref());
                    visit.raising = write_can_raise(filter, from, &mut visit.conditions);
                    rewrite_update(visit, update);
                })?;
                let own = update.filter.take();
                update.filter = self.behind(&path, update.range, own, Command::Update)?;
            }
            Statement::Delete(delete) => {
                delete.checked_as = CheckedAs::Nobody;
                self.visit(reads, role, |visit| {
                    let (filter, using) = (delete.filter.as_ref(), delete.using.as_ref());
                    visit.raising = write_can_raise(filter, using, &mut visit.conditions);
                    rewrite_delete(visit, delete);
                })?;
                let own = delete.filter.take();
                delete.filter = self.behind(&path, delete.range, own, Command::Delete)?;
            }
        }
        let views = path.into_checks();
        let (within, rules) = (None, Vec::new());
        Ok(Write { statement, demand, row, checks, existing, updated, views, within, rules })
    }

    /// What must be true of rows as they will be, and of the row that `on conflict do update` meets.
    fn row_checks(
        &mut self,
        statement: &Statement,
        row: Range,
        path: &Path<'_>,
    ) -> Result<RowChecks, Denied> {
        let (relation, selects) = (path.relation, path.selects);
        let mut checks = (Vec::new(), Vec::new(), Vec::new());
        let Some(role) = &path.role else { return Ok(checks) };
        match statement {
            Statement::Insert(insert) => {
                checks.0 = self.checks(relation, row, role, Command::Insert, selects)?;
                if let Some(Conflict { action: ConflictAction::Update { .. }, .. }) =
                    &insert.conflict
                {
                    checks.1 = self.existing(relation, insert.range, role)?;
                    checks.2 = self.checks(relation, row, role, Command::Update, true)?;
                }
            }
            Statement::Update(_) => {
                checks.0 = self.checks(relation, row, role, Command::Update, selects)?;
            }
            Statement::Delete(_) | Statement::Query(_) => {}
        }
        Ok(checks)
    }

    /// The caller's own condition behind the policies and those of views: where it could raise on data, it is
    /// evaluated only on rows that they let through.
    fn behind(
        &mut self,
        path: &Path<'_>,
        range: Range,
        own: Option<Expression>,
        command: Command,
    ) -> Result<Option<Expression>, Denied> {
        let policies = match &path.role {
            Some(role) => {
                let commands = commands(command, path.selects);
                self.condition(path.relation, range, role.clone(), &commands)?
            }
            None => None,
        };
        let behind = |before: Option<Expression>, next: Expression| match before {
            Some(before) if can_raise(&next) => fenced(before, next),
            Some(before) => before.and(next),
            None => next,
        };
        let conditions = path.conditions.iter().cloned().chain(own);
        Ok(conditions.fold(policies, |before, next| Some(behind(before, next))))
    }

    /// What must be true of a row as it will be: the command's own policies, and those of `select` where the
    /// statement reads the relation.
    fn checks(
        &mut self,
        relation: &Relation,
        row: Range,
        role: &Name,
        command: Command,
        selects: bool,
    ) -> Result<Vec<RowCheck>, Denied> {
        let mut checks = self.held_checks(relation, row, role, (command, Side::Check))?;
        if selects {
            checks.extend(self.held_checks(relation, row, role, (Command::Select, Side::Using))?);
        }
        Ok(checks)
    }

    /// What must be true of the row that `on conflict do update` meets.
    fn existing(
        &mut self,
        relation: &Relation,
        range: Range,
        role: &Name,
    ) -> Result<Vec<RowCheck>, Denied> {
        let mut checks = self.held_checks(relation, range, role, (Command::Update, Side::Using))?;
        checks.extend(self.held_checks(relation, range, role, (Command::Select, Side::Using))?);
        Ok(checks)
    }

    fn held_checks(
        &mut self,
        relation: &Relation,
        range: Range,
        role: &Name,
        (command, side): (Command, Side),
    ) -> Result<Vec<RowCheck>, Denied> {
        let rights = RoleRights::new(self.catalog, role);
        if !rights.is_subject_to_policies(relation) {
            return Ok(Vec::new());
        }
        let held = held(relation, rights.roles(), command, side);
        self.require_no_circle(relation, held.queries)?;
        let checks = held.into_checks();
        let over_range = |check: RowCheck| {
            let condition = self.policy(relation, &check.condition, range, role.clone())?;
            Ok(RowCheck { condition, ..check })
        };
        let checks = checks.into_iter().map(over_range);
        checks
            .filter(|check| check.as_ref().map_or(true, |check| !check.condition.is_true()))
            .collect()
    }
}

/// The policies of `select` filter too where the statement reads what it writes.
fn commands(command: Command, selects: bool) -> Vec<Command> {
    if selects { vec![command, Command::Select] } else { vec![command] }
}

/// `case when policies then own else false end`: the order is certain.
fn fenced(policies: Expression, own: Expression) -> Expression {
    Expression::Case {
        branches: vec![(policies, own)],
        otherwise: Some(Box::new(Expression::FALSE)),
        of: catalog::Type::BOOL,
    }
}

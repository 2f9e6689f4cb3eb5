//! Writes: the policies that filter the rows that are there, and those that are checked on the rows as they
//! will be. The rules follow PostgreSQL's `get_row_security_policies`.

use super::Permit;
use crate::denied::Denied;
use crate::permitted::{RowCheck, Write};
use crate::policies::{Side, held};
use crate::privileges::RoleRights;
use crate::raising::{can_raise, write_can_raise};
use crate::reads::Reads;
use catalog::walk::{Visitor, rewrite_delete, rewrite_insert, rewrite_update, visit_from};
use catalog::{
    CheckedAs, Command, Conflict, ConflictAction, Delete, Expression, From, Insert, Name,
    Privilege, QualifiedName, Query, Range, Relation, Statement, Update,
};
use plan::Demand;

impl<'a> Permit<'a> {
    pub(super) fn insert(
        &mut self,
        mut insert: Insert,
        demand: Demand,
        role: Option<Name>,
    ) -> Result<Write, Denied> {
        let relation = self.table(&insert.relation, Privilege::Insert, role.as_ref())?;
        insert.checked_as = CheckedAs::Nobody;
        let statement = Statement::Insert(insert.clone());
        let mut reads = statement_reads(&statement, insert.range, insert.returning.as_deref());
        note_target(&mut reads, &insert);
        let mut write = self.unchecked(statement, demand);
        if let Some(role) = &role {
            self.require_insert(relation, &insert, &reads, role)?;
            let selects = reads.any(insert.range);
            write.checks = self.checks(relation, write.row, role, Command::Insert, selects)?;
            if let Some(Conflict { action: ConflictAction::Update { .. }, .. }) = &insert.conflict {
                write.existing = self.existing(relation, insert.range, role)?;
                write.updated = self.checks(relation, write.row, role, Command::Update, true)?;
            }
        }
        self.visit(reads, role, |visit| rewrite_insert(visit, &mut insert))?;
        write.statement = Statement::Insert(insert);
        Ok(write)
    }

    pub(super) fn update(
        &mut self,
        mut update: Update,
        demand: Demand,
        role: Option<Name>,
    ) -> Result<Write, Denied> {
        let relation = self.table(&update.relation, Privilege::Update, role.as_ref())?;
        update.checked_as = CheckedAs::Nobody;
        let statement = Statement::Update(update.clone());
        let reads = statement_reads(&statement, update.range, update.returning.as_deref());
        let selects = reads.any(update.range);
        let mut write = self.unchecked(statement, demand);
        if let Some(role) = &role {
            let columns: Vec<Name> = update.set.iter().map(|set| set.column.clone()).collect();
            self.require_write(relation, Privilege::Update, &columns, role)?;
            self.require_select(relation, update.range, &reads, role)?;
            write.checks = self.checks(relation, write.row, role, Command::Update, selects)?;
        }
        self.visit(reads, role.clone(), |visit| {
            let (filter, from) = (update.filter.as_ref(), update.from.as_ref());
            visit.raising = write_can_raise(filter, from, &mut visit.conditions);
            rewrite_update(visit, &mut update);
        })?;
        let commands = commands(Command::Update, selects);
        update.filter =
            self.behind_policies(relation, update.range, update.filter.take(), &commands, role)?;
        write.statement = Statement::Update(update);
        Ok(write)
    }

    pub(super) fn delete(
        &mut self,
        mut delete: Delete,
        demand: Demand,
        role: Option<Name>,
    ) -> Result<Write, Denied> {
        let relation = self.table(&delete.relation, Privilege::Delete, role.as_ref())?;
        delete.checked_as = CheckedAs::Nobody;
        let statement = Statement::Delete(delete.clone());
        let reads = statement_reads(&statement, delete.range, delete.returning.as_deref());
        let selects = reads.any(delete.range);
        let mut write = self.unchecked(statement, demand);
        if let Some(role) = &role {
            self.require_write(relation, Privilege::Delete, &[], role)?;
            self.require_select(relation, delete.range, &reads, role)?;
        }
        self.visit(reads, role.clone(), |visit| {
            let (filter, using) = (delete.filter.as_ref(), delete.using.as_ref());
            visit.raising = write_can_raise(filter, using, &mut visit.conditions);
            rewrite_delete(visit, &mut delete);
        })?;
        let commands = commands(Command::Delete, selects);
        delete.filter =
            self.behind_policies(relation, delete.range, delete.filter.take(), &commands, role)?;
        write.statement = Statement::Delete(delete);
        Ok(write)
    }

    fn unchecked(&mut self, statement: Statement, demand: Demand) -> Write {
        let row = self.ranges.fresh();
        let (checks, existing, updated) = (Vec::new(), Vec::new(), Vec::new());
        Write { statement, demand, row, checks, existing, updated }
    }

    /// What is written has to be a table; who may not write a view isn't told that nobody may.
    fn table(
        &self,
        name: &QualifiedName,
        privilege: Privilege,
        role: Option<&Name>,
    ) -> Result<&'a Relation, Denied> {
        let relation = self.relation(name)?;
        if relation.is_table() {
            return Ok(relation);
        }
        if let Some(role) = role {
            self.require_write(relation, privilege, &[], role)?;
        }
        let verb = match privilege {
            Privilege::Insert => "insert into",
            Privilege::Delete => "delete from",
            _ => "update",
        };
        Err(Denied::NotWritable { relation: name.clone(), verb })
    }

    fn require_insert(
        &self,
        relation: &Relation,
        insert: &Insert,
        reads: &Reads,
        role: &Name,
    ) -> Result<(), Denied> {
        self.require_write(relation, Privilege::Insert, &insert.columns, role)?;
        if let Some(Conflict { action: ConflictAction::Update { set, excluded, .. }, .. }) =
            &insert.conflict
        {
            // Reading a column of `excluded` asks for the right to read that column of the relation.
            self.require_select(relation, *excluded, reads, role)?;
            let columns: Vec<Name> = set.iter().map(|set| set.column.clone()).collect();
            self.require_write(relation, Privilege::Update, &columns, role)?;
        }
        self.require_select(relation, insert.range, reads, role)
    }

    /// The privilege to write these columns, and that the relation is open.
    fn require_write(
        &self,
        relation: &Relation,
        privilege: Privilege,
        columns: &[Name],
        role: &Name,
    ) -> Result<(), Denied> {
        let rights = RoleRights::new(self.catalog, role);
        rights.require(relation, privilege, columns.iter())?;
        rights.require_open(relation, privilege, &self.rules)
    }

    fn require_select(
        &self,
        relation: &Relation,
        range: Range,
        reads: &Reads,
        role: &Name,
    ) -> Result<(), Denied> {
        if !reads.any(range) {
            return Ok(());
        }
        let rights = RoleRights::new(self.catalog, role);
        rights.require(relation, Privilege::Select, reads.of(range))
    }

    /// The caller's own condition behind the policies: where it could raise on data, it is evaluated only on rows
    /// that the policies let through.
    fn behind_policies(
        &mut self,
        relation: &Relation,
        range: Range,
        own: Option<Expression>,
        commands: &[Command],
        role: Option<Name>,
    ) -> Result<Option<Expression>, Denied> {
        let policies = match role {
            Some(role) => self.condition(relation, range, role, commands)?,
            None => None,
        };
        Ok(match (policies, own) {
            (Some(policies), Some(own)) if can_raise(&own) => Some(fenced(policies, own)),
            (Some(policies), Some(own)) => Some(policies.and(own)),
            (policies, own) => policies.or(own),
        })
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

/// What a write reads of every range; what its `returning` reads counts for the written relation.
fn statement_reads(statement: &Statement, range: Range, returning: Option<&Query>) -> Reads {
    let mut reads = Reads::default();
    reads.statement(statement);
    let mut written = WrittenRanges(Vec::new());
    if let Some(returning) = returning {
        written.query(returning);
    }
    for from in written.0 {
        let names: Vec<Name> = reads.of(from).cloned().collect();
        names.iter().for_each(|name| reads.add(range, name));
    }
    reads
}

/// The columns that decide about a conflict are read.
fn note_target(reads: &mut Reads, insert: &Insert) {
    let target = insert.conflict.iter().filter_map(|conflict| conflict.target.as_ref());
    target.flatten().for_each(|name| reads.add(insert.range, name));
}

struct WrittenRanges(Vec<Range>);

impl Visitor for WrittenRanges {
    fn from(&mut self, from: &From) {
        if let From::Written { range } = from {
            self.0.push(*range);
        }
        visit_from(self, from);
    }
}

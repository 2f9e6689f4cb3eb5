//! Programs of several parts: whether one reads what another changes.

use super::scope::Scope;
use super::{read, step};
use crate::statement::{CompiledPart, CompiledProgram};
use access::{Part, PermittedStep, Program, RowCheck, Sees, Write};
use catalog::walk::{Visitor, visit_from};
use catalog::{Catalog, ConflictAction, From, QualifiedName, Query, ReferentialAction, Statement};
use db::Error;

pub(super) fn compile(catalog: &Catalog, program: &Program) -> Result<CompiledProgram, Error> {
    let part = |part: &Part| -> Result<CompiledPart, Error> {
        let only_if = part.only_if.as_deref();
        let only_if = only_if.map(|query| read(Scope::new(catalog), query)).transpose()?;
        Ok(CompiledPart { step: step(catalog, &part.step)?, only_if })
    };
    let parts = program.parts.iter().map(part).collect::<Result<_, _>>()?;
    let isolated = program.sees == Sees::Before && meet(catalog, &program.parts);
    Ok(CompiledProgram { parts, isolated })
}

/// Whether a part reads what one before it changes.
fn meet(catalog: &Catalog, parts: &[Part]) -> bool {
    let mut before: Vec<QualifiedName> = Vec::new();
    for part in parts {
        let mut finding = Finding { relations: &before, found: false };
        finding.step(&part.step);
        if finding.found {
            return true;
        }
        before.extend(part.step.writes().into_iter().flat_map(|write| changed(catalog, write)));
    }
    false
}

/// The relation that a write changes, and those that the actions of foreign keys change with it.
pub(super) fn changed(catalog: &Catalog, write: &Write) -> Vec<QualifiedName> {
    let (name, acts) = match &write.statement {
        Statement::Insert(insert) => {
            let conflict = insert.conflict.as_ref().map(|conflict| &conflict.action);
            (&insert.relation, matches!(conflict, Some(ConflictAction::Update { .. })))
        }
        Statement::Update(update) => (&update.relation, true),
        Statement::Delete(delete) => (&delete.relation, true),
        Statement::Query(_) => return Vec::new(),
    };
    let mut changed = vec![name.clone()];
    let mut at = 0;
    while acts && let Some(name) = changed.get(at).cloned() {
        let acting = |action: &ReferentialAction| {
            !matches!(action, ReferentialAction::NoAction | ReferentialAction::Restrict)
        };
        for (relation, key) in catalog.referencing(&name) {
            if (acting(&key.on_delete) || acting(&key.on_update))
                && !changed.contains(&relation.name)
            {
                changed.push(relation.name.clone());
            }
        }
        at += 1;
    }
    changed
}

/// Whether a query reads one of these relations.
pub(super) fn reads_any(query: &Query, relations: &[QualifiedName]) -> bool {
    let mut finding = Finding { relations, found: false };
    finding.query(query);
    finding.found
}

struct Finding<'a> {
    relations: &'a [QualifiedName],
    found: bool,
}

impl Finding<'_> {
    fn step(&mut self, step: &PermittedStep) {
        match step {
            PermittedStep::Query(query) | PermittedStep::Require { query, .. } => self.query(query),
            PermittedStep::Write(write) => self.write(write),
            PermittedStep::Program(program) => {
                program.parts.iter().for_each(|part| self.step(&part.step));
            }
        }
    }

    fn write(&mut self, write: &Write) {
        match &write.statement {
            Statement::Update(update) => self.found |= self.relations.contains(&update.relation),
            Statement::Delete(delete) => self.found |= self.relations.contains(&delete.relation),
            Statement::Insert(_) | Statement::Query(_) => {}
        }
        self.statement(&write.statement);
        let checks = write.checks.iter().chain(&write.existing).chain(&write.updated);
        checks.for_each(|RowCheck { condition, .. }| self.expression(condition));
        write.views.iter().for_each(|check| self.expression(&check.condition));
        write.rules.iter().for_each(|(_, meant)| self.expression(meant));
    }
}

impl Visitor for Finding<'_> {
    fn from(&mut self, from: &From) {
        if let From::Relation { relation, .. } = from {
            self.found |= self.relations.contains(relation);
        }
        visit_from(self, from);
    }
}

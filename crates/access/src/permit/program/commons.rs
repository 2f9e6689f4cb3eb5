//! A `with` that writes: each write is a part of its own, and so is what such a part reads. All of them see the
//! database as it was before the statement; the rest of it reads what they kept.

use super::{Permit, program};
use crate::denied::Denied;
use crate::permitted::{Part, PermittedStep, Sees};
use catalog::walk::{Rewriter, Visitor, rewrite_from, visit_from};
use catalog::{Expression, From, Name, Output, Query, Statement, Type, With, WithBody};
use plan::Demand;
use std::collections::HashMap;

/// Whether a `with` of the statement writes.
pub(super) fn writes(statement: &Statement) -> bool {
    withs(statement).iter().any(|with| matches!(with.body, WithBody::Write(_)))
}

/// The names and types of what a statement gives.
pub(super) fn columns(statement: &Statement) -> Vec<(Name, Type)> {
    let returning = match statement {
        Statement::Query(query) => return query.columns(),
        Statement::Insert(insert) => &insert.returning,
        Statement::Update(update) => &update.returning,
        Statement::Delete(delete) => &delete.returning,
    };
    returning.as_deref().map_or_else(Vec::new, Query::columns)
}

const fn withs(statement: &Statement) -> &Vec<With> {
    match statement {
        Statement::Query(query) => &query.with,
        Statement::Insert(insert) => &insert.with,
        Statement::Update(update) => &update.with,
        Statement::Delete(delete) => &delete.with,
    }
}

const fn withs_mut(statement: &mut Statement) -> &mut Vec<With> {
    match statement {
        Statement::Query(query) => &mut query.with,
        Statement::Insert(insert) => &mut insert.with,
        Statement::Update(update) => &mut update.with,
        Statement::Delete(delete) => &mut delete.with,
    }
}

impl Permit<'_> {
    pub(super) fn with_writes(
        &mut self,
        mut statement: Statement,
        demand: Demand,
    ) -> Result<PermittedStep, Denied> {
        let withs = std::mem::take(withs_mut(&mut statement));
        let needed = needed(&withs);
        let (mut kept, mut parts, mut stay) = (Kept::default(), Vec::new(), Vec::new());
        for With { name, columns, body, recursive } in withs {
            let mut part = match body {
                WithBody::Write(write) => *write,
                WithBody::Query(mut query) => {
                    kept.query(&mut query);
                    let body = WithBody::Query(query);
                    let with =
                        With { name: name.clone(), columns: columns.clone(), body, recursive };
                    if !needed.contains(&name) {
                        stay.push(with);
                        continue;
                    }
                    Statement::Query(whole(with, self.ranges.fresh()))
                }
            };
            kept.statement(&mut part);
            let step = self.plain(part, Demand::Any)?;
            let number = self.fresh_kept();
            parts.push(Part { step, only_if: None, keep: Some(number) });
            kept.0.insert(name, (number, columns));
        }
        kept.statement(&mut statement);
        *withs_mut(&mut statement) = stay;
        let step = self.plain(statement, demand)?;
        parts.push(Part { step, only_if: None, keep: None });
        Ok(program(parts, Sees::Before, demand))
    }
}

/// The queries among them that a write reads, be it through another.
fn needed(withs: &[With]) -> Vec<Name> {
    let mut needed: Vec<Name> = Vec::new();
    for with in withs.iter().rev() {
        let mut read = Read(Vec::new());
        match &with.body {
            WithBody::Write(statement) => read.statement(statement),
            WithBody::Query(query) if needed.contains(&with.name) => read.query(query),
            WithBody::Query(_) => {}
        }
        needed.extend(read.0);
    }
    needed
}

/// `with name as (…) select every column from name`
fn whole(with: With, range: catalog::Range) -> Query {
    let column = |(name, of): &(Name, Type)| Output {
        name: name.clone(),
        expression: Expression::column(range, name.clone(), of.clone()),
    };
    let output = with.columns.iter().map(column).collect();
    let from = From::Common { name: with.name.clone(), range };
    let query = super::select(output, Some(from), None);
    Query { with: vec![with], ..query }
}

/// The `with`s that a tree reads.
struct Read(Vec<Name>);

impl Visitor for Read {
    fn from(&mut self, from: &From) {
        if let From::Common { name, .. } = from {
            self.0.push(name.clone());
        }
        visit_from(self, from);
    }
}

/// What was kept of a `with`, by its name.
#[derive(Default)]
struct Kept(HashMap<Name, (u32, Vec<(Name, Type)>)>);

impl Rewriter for Kept {
    fn from(&mut self, from: &mut From) {
        if let From::Common { name, range } = from
            && let Some((kept, columns)) = self.0.get(name)
        {
            *from = From::Kept { kept: *kept, range: *range, columns: columns.clone() };
        }
        rewrite_from(self, from);
    }
}

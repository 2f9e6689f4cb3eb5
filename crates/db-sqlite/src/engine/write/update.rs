//! `update`: the rows and their new values are found first, checked, then written one by one.

use super::{Writing, rowid};
use crate::engine::connection::Frame;
use crate::statement::UpdateAction;
use db::{Error, StepAnswer};
use std::collections::HashSet;
use value::Value;

/// Updates every target.
pub(super) fn update(
    writing: &mut Writing<'_>,
    action: &UpdateAction,
) -> Result<StepAnswer, Error> {
    let mut changed: Vec<(i64, Vec<Value>)> = Vec::new();
    let mut seen = HashSet::new();
    for target in writing.rows(&action.targets, Frame::default())? {
        let rowid = rowid(&target)?;
        // A row that a `from` matches several times is updated once.
        if !seen.insert(rowid) {
            continue;
        }
        let mut cells = target.into_iter().skip(1);
        let old: Vec<Value> = cells.by_ref().take(writing.compiled.columns.len()).collect();
        let row = writing.assign(&old, &action.set, cells.collect())?;
        changed.push((rowid, row));
    }
    let mut unseen = Vec::with_capacity(changed.len());
    for (_, row) in &changed {
        writing.check_policies(row)?;
        unseen.push(writing.unseen(row)?);
    }
    for ((rowid, row), unseen) in changed.iter().zip(unseen) {
        writing.check_constraints(row)?;
        writing.execute(&action.update, Frame { row, rowid: *rowid, ..Frame::default() })?;
        writing.require_seen(unseen, row)?;
    }
    let after = changed.iter().map(|(rowid, row)| writing.rowid_after(*rowid, row));
    let rowids = after.collect::<Result<Vec<_>, _>>()?;
    writing.answer(&rowids, 0)
}

impl Writing<'_> {
    /// Where a changed row is now: an integer primary key is the `rowid`, so a changed key moves its row.
    pub(super) fn rowid_after(&self, rowid: i64, row: &[Value]) -> Result<i64, Error> {
        let key = crate::layout::rowid_alias(self.relation)
            .and_then(|name| self.relation.columns.iter().position(|column| column.name == *name));
        match key.and_then(|at| row.get(at)) {
            None => Ok(rowid),
            Some(Value::Int(now)) => Ok(*now),
            Some(_) => Err(Error::Internal("a key that is no integer".to_owned())),
        }
    }
}

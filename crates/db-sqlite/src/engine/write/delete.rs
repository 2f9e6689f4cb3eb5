//! `delete`: what is given back is read before the rows go.

use super::{Writing, rowid};
use crate::engine::connection::Frame;
use crate::statement::Sql;
use db::{Error, StepAnswer};

/// Deletes every target.
pub(super) fn delete(
    writing: &Writing<'_>,
    targets: &Sql,
    delete: &Sql,
) -> Result<StepAnswer, Error> {
    let targets = writing.rows(targets, Frame::default())?;
    let mut rowids = targets.iter().map(|row| rowid(row)).collect::<Result<Vec<_>, _>>()?;
    let mut seen = std::collections::HashSet::new();
    rowids.retain(|rowid| seen.insert(*rowid));
    let answer = writing.answer(&rowids, 0)?;
    for rowid in rowids {
        writing.execute(delete, Frame { rowid, ..Frame::default() })?;
    }
    Ok(answer)
}

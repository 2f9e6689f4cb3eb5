//! `insert`, and what `on conflict` does with a row that is there already.

use super::Writing;
use crate::engine::connection::Frame;
use crate::statement::{CompiledAssignment, CompiledConflict, InsertAction, InsertSource, Sql};
use catalog::Name;
use db::{Error, StepAnswer};
use plan::Cell;
use std::collections::HashSet;
use value::Value;

/// Inserts every row of the source.
pub(super) fn insert(
    writing: &mut Writing<'_>,
    action: &InsertAction,
) -> Result<StepAnswer, Error> {
    let mut proposed = Vec::new();
    for cells in source(writing, action)? {
        let given = writing.place(&action.positions, cells, action.overriding)?;
        proposed.push(writing.complete(given)?);
    }
    // All before the first write: policies see the database as it was before the statement.
    let mut unseen = Vec::with_capacity(proposed.len());
    for row in &proposed {
        writing.check_policies(row)?;
        unseen.push(writing.unseen(row)?);
    }
    let mut written = Written::default();
    for (row, unseen) in proposed.iter().zip(unseen) {
        writing.check_constraints(row)?;
        let inserts = written.inserted;
        match &action.conflict {
            None | Some(CompiledConflict::IgnoreAny) => written.note(writing.put(action, row)?),
            Some(CompiledConflict::Ignore { find }) => {
                if writing.find(find, row)?.is_none() {
                    written.note(writing.put(action, row)?);
                }
            }
            Some(CompiledConflict::Update { find, .. }) => match writing.find(find, row)? {
                None => written.note(writing.put(action, row)?),
                Some(existing) => {
                    let rowid = super::rowid(&existing)?;
                    written.require_new(rowid)?;
                    if let Some(rowid) = writing.update_existing(action, row, &existing)? {
                        written.note_update(rowid);
                    }
                }
            },
        }
        if written.inserted > inserts {
            writing.require_seen(unseen, row)?;
        }
    }
    writing.answer(&written.rowids, written.inserted)
}

/// The rows that a source gives.
fn source(writing: &mut Writing<'_>, action: &InsertAction) -> Result<Vec<Vec<Cell>>, Error> {
    match &action.source {
        InsertSource::Inputs(table) => {
            let tables = &writing.run.inputs.tables;
            Ok(tables.get(*table as usize).cloned().unwrap_or_default())
        }
        InsertSource::Query(sql) => {
            let rows = writing.rows(sql, Frame::default())?;
            let cells = |row: Vec<Value>| row.into_iter().map(Cell::Value).collect();
            Ok(rows.into_iter().map(cells).collect())
        }
        InsertSource::Rows(rows) => rows
            .iter()
            .map(|row| row.iter().map(|cell| written_cell(writing, cell)).collect())
            .collect(),
    }
}

fn written_cell(writing: &Writing<'_>, cell: &Option<Sql>) -> Result<Cell, Error> {
    let Some(sql) = cell else { return Ok(Cell::Default) };
    let value = writing.one(sql, Frame::default())?.into_iter().next();
    Ok(Cell::Value(value.unwrap_or_default()))
}

/// What a statement has written so far.
#[derive(Default)]
struct Written {
    rowids: Vec<i64>,
    seen: HashSet<i64>,
    inserted: u64,
}

impl Written {
    fn note(&mut self, rowid: Option<i64>) {
        if let Some(rowid) = rowid {
            self.inserted += 1;
            self.note_update(rowid);
        }
    }

    fn note_update(&mut self, rowid: i64) {
        self.rowids.push(rowid);
        self.seen.insert(rowid);
    }

    fn require_new(&self, rowid: i64) -> Result<(), Error> {
        if !self.seen.contains(&rowid) {
            return Ok(());
        }
        Err(Error::Sql(Box::new(db::SqlError {
            code: "21000".into(),
            message: "ON CONFLICT DO UPDATE command cannot affect row a second time".to_owned(),
            detail: None,
            hint: Some(
                "Ensure that no rows proposed for insertion within the same command have duplicate \
                 constrained values."
                    .to_owned(),
            ),
            constraint: None,
        })))
    }
}

impl Writing<'_> {
    /// Writes a row and says its `rowid`; none where something was in the way and that is to be ignored.
    fn put(&self, action: &InsertAction, row: &[Value]) -> Result<Option<i64>, Error> {
        let changed = self.execute(&action.insert, Frame { row, ..Frame::default() })?;
        Ok((changed > 0).then(|| self.run.connection.sqlite.last_insert_rowid()))
    }

    /// The row that is in the way of this one: its `rowid`, then its cells.
    fn find(&self, find: &Sql, row: &[Value]) -> Result<Option<Vec<Value>>, Error> {
        Ok(self.rows(find, Frame { row, ..Frame::default() })?.into_iter().next())
    }

    /// `do update`: the `rowid` of the changed row; none where `where` says no.
    fn update_existing(
        &mut self,
        action: &InsertAction,
        proposed: &[Value],
        found: &[Value],
    ) -> Result<Option<i64>, Error> {
        let Some(CompiledConflict::Update {
            existing,
            existing_policies,
            filter,
            set,
            values,
            updated,
            updated_policies,
            update,
            ..
        }) = &action.conflict
        else {
            return Ok(None);
        };
        let there = found.get(1..).unwrap_or_default();
        let frame = Frame { row: proposed, existing: there, ..Frame::default() };
        if let Some(filter) = filter
            && self.one(filter, frame)?.first() != Some(&Value::Int(1))
        {
            return Ok(None);
        }
        self.check(existing.as_ref(), existing_policies, frame, " (USING expression)")?;
        let values = match values {
            Some(values) => self.one(values, frame)?,
            None => Vec::new(),
        };
        let row = self.assign(there, set, values)?;
        let policies: &[Option<Name>] = updated_policies;
        let rowid = super::rowid(found)?;
        let frame = Frame { row: &row, rowid, ..Frame::default() };
        self.check_partition(frame)?;
        self.check(updated.as_ref(), policies, frame, "")?;
        self.check_constraints(&row)?;
        let unseen = self.unseen(&row)?;
        self.execute(update, frame)?;
        self.require_seen(unseen, &row)?;
        self.rowid_after(rowid, &row).map(Some)
    }

    /// A row with some columns changed and its generated columns computed again.
    pub(super) fn assign(
        &mut self,
        old: &[Value],
        set: &[CompiledAssignment],
        values: Vec<Value>,
    ) -> Result<Vec<Value>, Error> {
        let mut row = old.to_vec();
        let mut values = values.into_iter();
        for assignment in set {
            let value = if assignment.default {
                self.missing(assignment.position)?
            } else {
                values.next().unwrap_or_default()
            };
            if let Some(cell) = row.get_mut(assignment.position) {
                *cell = value;
            }
        }
        self.compute(&mut row)?;
        Ok(row)
    }
}

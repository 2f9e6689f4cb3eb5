//! Writing: inserts, updates and deletes, and what is shown of them afterwards.

use super::cells::{self, Given};
use super::columns::{Scope, written};
use super::filter::Filtered;
use super::planner::Planner;
use super::preference::{self, Applies};
use super::response::{Format, Outcome, ResponsePlan, Shown};
use super::tree::{Branch, Purpose};
use super::{Planned, generated, media, read};
use crate::error::{DatabaseError, RespondError, RestError};
use crate::parse::{Condition, Handling, Missing, Query, Representation, Resolution, Rows, Write};
use ::plan::{Cell, Delete, Demand, Insert, Read, ReadSource, Selected, Step, Table, Update};
use catalog::{Assigned, Assignment, Column, ConflictAction, Expression, Range, Relation};
use std::borrow::Cow;
use value::{Value, ValueError};

/// What is known of every write before it is looked at closer.
pub(super) struct Prepared<'q, 'a> {
    pub(super) relation: &'a Relation,
    branch: Branch<'q>,
    format: Format,
}

impl<'a> Planner<'a> {
    /// `POST`
    pub(super) fn insert(
        mut self,
        write: &Write,
        on_conflict: Option<&[String]>,
    ) -> Result<Planned, RestError> {
        let prepared = self.prepare(&write.relation, &write.query)?;
        let relation = prepared.relation;
        let columns = written_columns(relation, &write.rows)?;
        generated::require_insertable(&columns)?;
        let range = self.range();
        let resolution = self.preferences().resolution;
        let conflict = self.conflict(relation, &columns, resolution, on_conflict)?;
        let merges = resolution == Some(Resolution::Merge);
        let updates = conflict
            .as_ref()
            .is_some_and(|conflict| matches!(conflict.action, ConflictAction::Update { .. }));
        let (returning, shown, located) = self.returned_of_insert(&prepared)?;
        let (table, late) = self.table(&columns, &write.rows);
        let insert = Insert {
            relation: relation.name.clone(),
            range,
            columns: columns.iter().map(|column| column.name.clone()).collect(),
            table: self.inputs.table(table),
            conflict,
            returning,
            demand: one_or_any(prepared.format),
        };
        let applies = Applies {
            resolution: !self.relationships.key_columns(&relation.name).is_empty()
                || on_conflict.is_some(),
            missing: true,
            representation: true,
            max_affected: false,
        };
        let located = located.then(|| relation.name.name.clone());
        let outcome = Outcome::Insert { merges, updates, counted: self.counts(), located };
        let response = self.response(&prepared, outcome, shown, applies);
        self.finish(vec![Step::Insert(insert)], response, late)
    }

    /// `PATCH`
    pub(super) fn update(mut self, write: &Write) -> Result<Planned, RestError> {
        let prepared = self.prepare(&write.relation, &write.query)?;
        let relation = prepared.relation;
        let columns = written_columns(relation, &write.rows)?;
        generated::require_updatable(&columns)?;
        let outcome = Outcome::Update { counted: self.counts() };
        let applies = Applies {
            missing: true,
            representation: true,
            max_affected: true,
            ..Applies::default()
        };
        if columns.is_empty() || write.rows.is_empty() {
            let late = self.require_rows(&write.rows).err().map(DatabaseError::from);
            return self.update_nothing(&prepared, outcome, applies, late);
        }
        let range = self.range();
        let (returning, shown) = self.returned(&prepared)?;
        let filter = self.own_conditions(relation, range, &write.query)?;
        let limited = self.limited(relation, range, &write.query)?;
        let (set, late) = self.assignments(&columns, &write.rows);
        let update = Update {
            relation: relation.name.clone(),
            range,
            set,
            filter,
            limited,
            returning,
            demand: self.demand(prepared.format),
        };
        let response = self.response(&prepared, outcome, shown, applies);
        self.finish(vec![Step::Update(update)], response, late)
    }

    /// A body without columns changes no rows.
    fn update_nothing(
        mut self,
        prepared: &Prepared<'_, 'a>,
        outcome: Outcome,
        applies: Applies,
        late: Option<DatabaseError>,
    ) -> Result<Planned, RestError> {
        if prepared.format.is_one() && late.is_none() {
            return Err(RespondError::NotOne { rows: 0 }.into());
        }
        let (_, shown) = self.returned(prepared)?;
        let read = self.no_rows(prepared.relation);
        let response = self.response(prepared, outcome, shown, applies);
        self.finish(vec![Step::Read(read)], response, late)
    }

    /// `DELETE`
    pub(super) fn delete(mut self, name: &str, query: &Query) -> Result<Planned, RestError> {
        let prepared = self.prepare(name, query)?;
        let relation = prepared.relation;
        let range = self.range();
        let (returning, shown) = self.returned(&prepared)?;
        let filter = self.own_conditions(relation, range, query)?;
        let limited = self.limited(relation, range, query)?;
        let demand = self.demand(prepared.format);
        let relation = relation.name.clone();
        let delete = Delete { relation, range, filter, limited, returning, demand };
        let outcome = Outcome::Delete { counted: self.counts() };
        let applies = Applies { representation: true, max_affected: true, ..Applies::default() };
        let response = self.response(&prepared, outcome, shown, applies);
        self.finish(vec![Step::Delete(delete)], response, None)
    }

    pub(super) fn prepare<'q>(
        &self,
        name: &str,
        query: &'q Query,
    ) -> Result<Prepared<'q, 'a>, RestError> {
        let relation = self.relation(name)?;
        let branch = Branch::of(query, Purpose::Returning, self.settings)?;
        preference::check(self.preferences())?;
        let format = media::negotiate(&self.request.accept)?;
        Ok(Prepared { relation, branch, format })
    }

    /// The rows as the request wants them back, if it does.
    pub(super) fn returned(
        &mut self,
        prepared: &Prepared<'_, 'a>,
    ) -> Result<(Option<Read>, Option<Shown>), RestError> {
        if self.preferences().representation != Some(Representation::Full) {
            return Ok((None, None));
        }
        let Prepared { relation, branch, format } = prepared;
        let (read, nothing) = self.root(relation, branch, ReadSource::Written)?;
        Ok((Some(read), Some(Shown { format: *format, nothing })))
    }

    /// The same, or the keys, by which a header can say where the new row is.
    fn returned_of_insert(
        &mut self,
        prepared: &Prepared<'_, 'a>,
    ) -> Result<(Option<Read>, Option<Shown>, bool), RestError> {
        let relation = prepared.relation;
        let located = self.preferences().representation == Some(Representation::HeadersOnly)
            && !self.relationships.key_columns(&relation.name).is_empty();
        if !located {
            return self.returned(prepared).map(|(read, shown)| (read, shown, false));
        }
        Ok((Some(self.keys(relation)), None, true))
    }

    fn keys(&mut self, relation: &Relation) -> Read {
        let range = self.range();
        let key_columns = self.relationships.key_columns(&relation.name);
        let keys = relation.columns.iter().filter(|it| key_columns.contains(&it.name));
        let key = |column: &Column| Selected {
            name: column.name.clone(),
            expression: Expression::column(range, column.name.clone(), column.of.clone()),
        };
        Read {
            source: ReadSource::Written,
            range,
            select: keys.map(key).collect(),
            embeds: Vec::new(),
            filter: Expression::TRUE,
            group: Vec::new(),
            order: Vec::new(),
            limit: None,
            offset: None,
        }
    }

    /// The conditions of the root: which rows are written.
    fn own_conditions(
        &mut self,
        relation: &'a Relation,
        range: Range,
        query: &Query,
    ) -> Result<Expression, RestError> {
        let label = Cow::Borrowed(relation.name.name.as_str());
        let scope = Scope { relation, range, label };
        let filtered = Filtered { scope: &scope, branch: None, embeds: &[] };
        let own = query.conditions.iter().filter(|at| at.is_root()).map(|at| &at.item);
        let own: Vec<&Condition> = own.collect();
        self.conditions(&filtered, own)
    }

    /// The rows of a body, and the first value among them that is none of its column.
    pub(super) fn table(&self, columns: &[&Column], rows: &Rows) -> (Table, Option<DatabaseError>) {
        let mut late = self.require_rows(rows).err();
        let mut cell = |row: usize, (at, column): (usize, &&Column)| match self
            .read_cell(column, rows.cell(row, at))
        {
            Ok(Given::Value(value)) => Cell::Value(value),
            Ok(Given::Absent) if self.gives_defaults() => Cell::Default,
            Ok(Given::Absent) => Cell::Value(Value::Null),
            Err(error) => {
                late.get_or_insert(error);
                Cell::Value(Value::Null)
            }
        };
        let row = |row| columns.iter().enumerate().map(|column| cell(row, column)).collect();
        let table = (0..rows.len()).map(row).collect();
        (table, late.map(DatabaseError::from))
    }

    /// What the first row of a body sets.
    fn assignments(
        &mut self,
        columns: &[&Column],
        rows: &Rows,
    ) -> (Vec<Assignment>, Option<DatabaseError>) {
        let (mut set, mut late) = (Vec::with_capacity(columns.len()), None);
        for (at, column) in columns.iter().enumerate() {
            let value = match self.read_cell(column, rows.cell(0, at)) {
                Ok(Given::Absent) if self.gives_defaults() => Assigned::Default,
                Ok(Given::Absent) => self.assigned(column, Value::Null),
                Ok(Given::Value(value)) => self.assigned(column, value),
                Err(error) => {
                    late.get_or_insert_with(|| error.into());
                    self.assigned(column, Value::Null)
                }
            };
            set.push(Assignment { column: column.name.clone(), value });
        }
        (set, late)
    }

    fn assigned(&mut self, column: &Column, value: Value) -> Assigned {
        Assigned::Expression(self.parameter(column.of.clone(), value))
    }

    fn require_rows(&self, rows: &Rows) -> Result<(), ValueError> {
        cells::require_rows(rows, self.gives_defaults())
    }

    fn read_cell(
        &self,
        column: &Column,
        cell: crate::parse::Cell<'_>,
    ) -> Result<Given, ValueError> {
        let read = if self.gives_defaults() { cells::read_completed } else { cells::read };
        read(column, cell, &self.at)
    }

    fn gives_defaults(&self) -> bool {
        self.preferences().missing == Some(Missing::Default)
    }

    fn counts(&self) -> bool {
        self.preferences().count.is_some()
    }

    /// How many rows an update or a delete may touch.
    fn demand(&self, format: Format) -> Demand {
        let strict = self.preferences().handling == Some(Handling::Strict);
        match self.preferences().max_affected.filter(|_| strict) {
            _ if format.is_one() => Demand::One,
            Some(most) => Demand::AtMost(u64::try_from(most).unwrap_or(0)),
            None => Demand::Any,
        }
    }

    pub(super) fn response(
        &self,
        prepared: &Prepared<'_, '_>,
        outcome: Outcome,
        shown: Option<Shown>,
        applies: Applies,
    ) -> ResponsePlan {
        let applied = preference::applied(self.settings, self.preferences(), applies);
        let time_zone = preference::time_zone(self.preferences());
        let profile = self.profile();
        let warning = read::warning(&prepared.branch);
        ResponsePlan { outcome, shown, profile, applied, time_zone, warning }
    }
}

const fn one_or_any(format: Format) -> Demand {
    if format.is_one() { Demand::One } else { Demand::Any }
}

/// The columns that a body names.
pub(super) fn written_columns<'a>(
    relation: &'a Relation,
    rows: &Rows,
) -> Result<Vec<&'a Column>, RestError> {
    rows.columns().iter().map(|name| written(relation, name)).collect()
}

//! `PUT`: one row, which the URL names by its key, is inserted or replaced.

use super::planner::Planner;
use super::preference::Applies;
use super::response::Outcome;
use super::write::written_columns;
use super::{Planned, generated};
use crate::error::{PlanError, RespondError, RestError};
use crate::parse::{Comparison, Condition, Filter, Query, Resolution, Test, Write};
use ::plan::{Cell, Demand, Insert, Step, Table};
use catalog::{Column, Relation};
use std::cmp::Ordering;
use value::{Modifier, Name, Value};

impl Planner<'_> {
    /// `PUT`
    pub(super) fn upsert(mut self, write: &Write) -> Result<Planned, RestError> {
        let prepared = self.prepare(&write.relation, &write.query)?;
        let relation = prepared.relation;
        let keys = self.relationships.key_columns(&relation.name);
        let key = url_key(relation, keys, &write.query)?;
        let columns = written_columns(relation, &write.rows)?;
        generated::require_insertable(&columns)?;
        let range = self.range();
        let conflict = self.conflict(relation, &columns, Some(Resolution::Merge), None)?;
        let (returning, shown) = self.returned(&prepared)?;
        let (table, late) = self.table(&columns, &write.rows);
        let table = match late {
            Some(_) => Table::new(),
            None => self.meant(&columns, table, &key)?,
        };
        let insert = Insert {
            relation: relation.name.clone(),
            range,
            columns: columns.iter().map(|column| column.name.clone()).collect(),
            table: self.inputs.table(table),
            conflict,
            returning,
            demand: Demand::Any,
        };
        let applies = Applies { representation: true, ..Applies::default() };
        let response = self.response(&prepared, Outcome::Upsert, shown, applies);
        self.finish(vec![Step::Insert(insert)], response, late)
    }

    /// The one row of the body that has the URL's key.
    fn meant(
        &mut self,
        columns: &[&Column],
        table: Table,
        key: &[(&Column, &str)],
    ) -> Result<Table, RestError> {
        let mut wanted: Vec<(usize, &Column, Value)> = Vec::with_capacity(key.len());
        for (column, text) in key {
            let at = columns.iter().position(|other| other.name == column.name);
            let at = at.ok_or(RespondError::UpsertKey)?;
            let value = value::read(&column.of, Modifier::None, text, &self.at)?;
            wanted.push((at, column, value));
        }
        let has_key = |row: &Vec<Cell>| {
            wanted.iter().all(|(at, column, wanted)| match row.get(*at) {
                Some(Cell::Value(value)) => {
                    value::compare(&column.of, value, wanted) == Ordering::Equal && !value.is_null()
                }
                _ => false,
            })
        };
        let rows: Table = table.into_iter().filter(has_key).collect();
        if rows.len() == 1 { Ok(rows) } else { Err(RespondError::UpsertKey.into()) }
    }
}

/// The key that the filters name: all columns of the primary key by `eq`, and nothing else.
fn url_key<'q, 'a>(
    relation: &'a Relation,
    keys: &[Name],
    query: &'q Query,
) -> Result<Vec<(&'a Column, &'q str)>, PlanError> {
    let mut named = Vec::with_capacity(keys.len());
    for at in query.conditions.iter().filter(|at| at.is_root()) {
        let Condition::Filter(Filter { field, negated: false, test }) = &at.item else {
            return Err(PlanError::UpsertFilters);
        };
        let Test::Compare { comparison: Comparison::Equal, quantifier: None, value } = test else {
            return Err(PlanError::UpsertFilters);
        };
        let key = keys.iter().any(|key| key.as_str() == field.name) && field.path.is_empty();
        let column = relation.column(&field.name).filter(|_| key);
        named.push((column.ok_or(PlanError::UpsertFilters)?, value.as_str()));
    }
    let all = keys.iter().all(|key| named.iter().any(|(column, _)| column.name == *key));
    if keys.is_empty() || !all { Err(PlanError::UpsertFilters) } else { Ok(named) }
}

//! Completing and checking one row.

use super::Writing;
use crate::engine::connection::Frame;
use crate::statement::{Missing, Sql};
use catalog::{Name, Overriding};
use db::Error;
use plan::Cell;
use value::Value;

impl Writing<'_> {
    /// A whole row from what is given; `None` is not given.
    pub(super) fn complete(&mut self, given: Vec<Option<Value>>) -> Result<Vec<Value>, Error> {
        let mut row = Vec::with_capacity(given.len());
        for (position, value) in given.into_iter().enumerate() {
            row.push(match value {
                Some(value) => value,
                None => self.missing(position)?,
            });
        }
        self.compute(&mut row)?;
        Ok(row)
    }

    /// What a column gets that isn't given.
    pub(super) fn missing(&mut self, position: usize) -> Result<Value, Error> {
        let compiled = self.compiled;
        match compiled.columns.get(position).map(|column| &column.missing) {
            None | Some(Missing::Null | Missing::Computed) => Ok(Value::Null),
            Some(Missing::Default(sql)) => self.single(sql),
            Some(Missing::Identity { sequence, .. }) => {
                self.sequences.next(self.run.connection, sequence).map(Value::Int)
            }
        }
    }

    fn single(&self, sql: &Sql) -> Result<Value, Error> {
        Ok(self.one(sql, Frame::default())?.into_iter().next().unwrap_or_default())
    }

    /// Fills in the generated columns of a row.
    pub(super) fn compute(&self, row: &mut [Value]) -> Result<(), Error> {
        let Some(computed) = &self.compiled.computed else { return Ok(()) };
        let values = self.one(computed, Frame { row, ..Frame::default() })?;
        let columns = self.compiled.columns.iter().enumerate();
        let generated = columns.filter(|(_, column)| matches!(column.missing, Missing::Computed));
        for ((position, _), value) in generated.zip(values) {
            row[position] = value;
        }
        Ok(())
    }

    /// The policies that rows must satisfy as they will be.
    pub(super) fn check_policies(&self, row: &[Value]) -> Result<(), Error> {
        let frame = Frame { row, ..Frame::default() };
        self.check_partition(frame)?;
        self.check(self.compiled.checks.as_ref(), &self.compiled.check_policies, frame, "")
    }

    /// A row of a partitioned table must be one that a partition takes; that comes before its policies.
    pub(super) fn check_partition(&self, frame: Frame<'_>) -> Result<(), Error> {
        let Some(sql) = &self.compiled.partition else { return Ok(()) };
        match self.one(sql, frame)?.first() {
            Some(Value::Int(1)) => Ok(()),
            _ => Err(self.no_partition(frame.row)),
        }
    }

    /// Every output must be true, else 42501 with the policy's name.
    pub(super) fn check(
        &self,
        sql: Option<&Sql>,
        policies: &[Option<Name>],
        frame: Frame<'_>,
        kind: &str,
    ) -> Result<(), Error> {
        let Some(sql) = sql else { return Ok(()) };
        let truths = self.one(sql, frame)?;
        let failed = truths.iter().position(|truth| *truth != Value::Int(1));
        failed.map_or(Ok(()), |at| {
            Err(self.policy_violated(policies.get(at).and_then(Option::as_ref), kind))
        })
    }

    /// The first view through which a row would not be seen, before it is written.
    pub(super) fn unseen(&self, row: &[Value]) -> Result<Option<usize>, Error> {
        let Some(sql) = &self.compiled.view_checks else { return Ok(None) };
        let truths = self.one(sql, Frame { row, ..Frame::default() })?;
        Ok(truths.iter().position(|truth| *truth != Value::Int(1)))
    }

    /// A view's check option is asked after every constraint.
    pub(super) fn require_seen(&self, unseen: Option<usize>, row: &[Value]) -> Result<(), Error> {
        unseen.map_or(Ok(()), |at| Err(self.view_violated(at, row)))
    }

    /// `not null` and `check` constraints.
    pub(super) fn check_constraints(&self, row: &[Value]) -> Result<(), Error> {
        let columns = self.compiled.columns.iter().zip(row);
        for (column, value) in columns.filter(|(_, value)| value.is_null()) {
            if let Some(domain) = &column.domain_not_null {
                let message = format!("domain {domain} does not allow null values");
                return Err(Error::sql("23502", message));
            }
            if column.not_null {
                return Err(self.null_violated(&column.name, row));
            }
            let _ = value;
        }
        let Some(constraints) = &self.compiled.constraints else { return Ok(()) };
        let truths = self.one(constraints, Frame { row, ..Frame::default() })?;
        let failed = truths.iter().position(|truth| *truth == Value::Int(0));
        failed.map_or(Ok(()), |at| Err(self.check_violated(at, row)))
    }

    /// The cells that an insert gives, at their places in the relation.
    pub(super) fn place(
        &self,
        positions: &[usize],
        cells: Vec<Cell>,
        overriding: Overriding,
    ) -> Result<Vec<Option<Value>>, Error> {
        let mut given = vec![None; self.compiled.columns.len()];
        for (position, cell) in positions.iter().zip(cells) {
            let is_identity = || {
                let column = self.compiled.columns.get(*position);
                column.is_some_and(|it| matches!(it.missing, Missing::Identity { .. }))
            };
            if let Cell::Value(value) = cell
                && !(overriding == Overriding::User && is_identity())
            {
                self.require_writable(*position, overriding)?;
                given[*position] = Some(value);
            }
        }
        Ok(given)
    }

    fn require_writable(&self, position: usize, overriding: Overriding) -> Result<(), Error> {
        let Some(column) = self.compiled.columns.get(position) else { return Ok(()) };
        let (detail, hint) = match &column.missing {
            Missing::Computed => {
                (format!("Column \"{}\" is a generated column.", column.name), None)
            }
            Missing::Identity { always: true, .. } if overriding == Overriding::No => (
                format!(
                    "Column \"{}\" is an identity column defined as GENERATED ALWAYS.",
                    column.name
                ),
                Some("Use OVERRIDING SYSTEM VALUE to override.".to_owned()),
            ),
            _ => return Ok(()),
        };
        Err(Error::Sql(Box::new(db::SqlError {
            code: "428C9".into(),
            message: format!("cannot insert a non-DEFAULT value into column \"{}\"", column.name),
            detail: Some(detail),
            hint,
            constraint: None,
        })))
    }
}

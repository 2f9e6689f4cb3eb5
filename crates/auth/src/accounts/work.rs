//! The steps of one transaction on the accounts' tables, in words of columns and values.

use super::store::StoreError;
use catalog::{
    Assigned, Assignment, Catalog, Column, Conflict, ConflictAction, Expression, Name,
    QualifiedName, Range, Ranges, Relation, Test, build,
};
use plan::{
    Cell, Delete, Demand, Inputs, Insert, Order, OrderBy, Plan, Read, ReadSource, Selected, Step,
    Update,
};
use uuid::Uuid;
use value::{Modifier, Moment, Scalar, Value};

/// The steps of one transaction.
pub(crate) struct Work<'a> {
    catalog: &'a Catalog,
    ranges: Ranges,
    inputs: Inputs,
    steps: Vec<Step>,
}

/// A value for a column.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Given<'a> {
    Null,
    /// What the column's type reads: text, `jsonb`, `inet`, an enum's label.
    Text(&'a str),
    Bool(bool),
    /// A point in time in microseconds since 1970, or a number.
    Int(i64),
    Id(Uuid),
}

impl<'a> Given<'a> {
    pub(crate) fn text(text: Option<&'a str>) -> Self {
        text.map_or(Self::Null, Self::Text)
    }

    pub(crate) fn int(int: Option<i64>) -> Self {
        int.map_or(Self::Null, Self::Int)
    }
}

/// A condition on a row; several are all of them.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Where<'a> {
    /// `column = value`
    Is(&'static str, Given<'a>),
    /// `column is not distinct from value`
    Same(&'static str, Given<'a>),
    /// `column <> value`
    Not(&'static str, Given<'a>),
    /// `lower(column) = value`
    Lower(&'static str, &'a str),
    /// `column is null`
    Null(&'static str),
}

/// Which rows of a list.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Page {
    pub(crate) limit: i64,
    pub(crate) offset: i64,
}

/// One table while a step on it is made.
struct Table<'a> {
    relation: &'a Relation,
    range: Range,
}

impl<'a> Work<'a> {
    pub(crate) fn over(catalog: &'a Catalog) -> Self {
        let (ranges, inputs) = (Ranges::default(), Inputs::default());
        Self { catalog, ranges, inputs, steps: Vec::new() }
    }

    pub(crate) fn finish(self) -> (Plan, Inputs) {
        (Plan::new(self.steps, self.ranges), self.inputs)
    }

    /// Reads columns of the rows, ordered by a column (with `-` in front: the last first).
    pub(crate) fn read(
        &mut self,
        table: &'static str,
        columns: &[&'static str],
        filter: &[Where<'_>],
        order: &[&'static str],
        page: Option<Page>,
    ) -> Result<(), StoreError> {
        let table = self.table(table)?;
        let select = columns
            .iter()
            .map(|name| {
                Ok(Selected { name: Name::from(*name), expression: table.expression(name)? })
            })
            .collect::<Result<_, StoreError>>()?;
        let filter = self.filter(&table, filter)?;
        let mut read = table.read(select, filter);
        read.order = order.iter().map(|name| table.order(name)).collect::<Result<_, _>>()?;
        if let Some(page) = page {
            read.limit = Some(self.count(page.limit));
            read.offset = Some(self.count(page.offset));
        }
        self.steps.push(Step::Read(read));
        Ok(())
    }

    /// Counts the rows.
    pub(crate) fn count_rows(
        &mut self,
        table: &'static str,
        filter: &[Where<'_>],
    ) -> Result<(), StoreError> {
        let table = self.table(table)?;
        let filter = self.filter(&table, filter)?;
        self.steps.push(Step::Count(table.read(Vec::new(), filter)));
        Ok(())
    }

    /// Inserts one row.
    pub(crate) fn insert(
        &mut self,
        table: &'static str,
        cells: &[(&'static str, Given<'_>)],
    ) -> Result<(), StoreError> {
        self.insert_or(table, cells, None)
    }

    /// Inserts one row unless it is there.
    pub(crate) fn insert_if_new(
        &mut self,
        table: &'static str,
        cells: &[(&'static str, Given<'_>)],
    ) -> Result<(), StoreError> {
        let conflict = Conflict { target: None, index: None, action: ConflictAction::Nothing };
        self.insert_or(table, cells, Some(conflict))
    }

    fn insert_or(
        &mut self,
        table: &'static str,
        cells: &[(&'static str, Given<'_>)],
        conflict: Option<Conflict>,
    ) -> Result<(), StoreError> {
        let table = self.table(table)?;
        let mut columns = Vec::with_capacity(cells.len());
        let mut row = Vec::with_capacity(cells.len());
        for (name, given) in cells {
            let column = table.column(name)?;
            columns.push(column.name.clone());
            row.push(Cell::Value(value_of(column, *given)?));
        }
        let rows = self.inputs.table(vec![row]);
        self.steps.push(Step::Insert(Insert {
            relation: table.relation.name.clone(),
            range: table.range,
            columns,
            table: rows,
            conflict,
            returning: None,
            demand: Demand::Any,
        }));
        Ok(())
    }

    /// Changes exactly one row, or the whole work is undone.
    pub(crate) fn update_one(
        &mut self,
        table: &'static str,
        set: &[(&'static str, Given<'_>)],
        filter: &[Where<'_>],
    ) -> Result<(), StoreError> {
        self.update(table, set, filter, Demand::One)
    }

    /// Changes any number of rows.
    pub(crate) fn update_all(
        &mut self,
        table: &'static str,
        set: &[(&'static str, Given<'_>)],
        filter: &[Where<'_>],
    ) -> Result<(), StoreError> {
        self.update(table, set, filter, Demand::Any)
    }

    fn update(
        &mut self,
        table: &'static str,
        set: &[(&'static str, Given<'_>)],
        filter: &[Where<'_>],
        demand: Demand,
    ) -> Result<(), StoreError> {
        let table = self.table(table)?;
        let mut assignments = Vec::with_capacity(set.len());
        for (name, given) in set {
            let column = table.column(name)?;
            let value = Assigned::Expression(self.parameter(column, *given)?);
            assignments.push(Assignment { column: column.name.clone(), value });
        }
        let filter = self.filter(&table, filter)?;
        self.steps.push(Step::Update(Update {
            relation: table.relation.name.clone(),
            range: table.range,
            set: assignments,
            filter,
            limited: None,
            returning: None,
            demand,
        }));
        Ok(())
    }

    /// Removes the rows.
    pub(crate) fn delete(
        &mut self,
        table: &'static str,
        filter: &[Where<'_>],
    ) -> Result<(), StoreError> {
        let table = self.table(table)?;
        let filter = self.filter(&table, filter)?;
        self.steps.push(Step::Delete(Delete {
            relation: table.relation.name.clone(),
            range: table.range,
            filter,
            limited: None,
            returning: None,
            demand: Demand::Any,
        }));
        Ok(())
    }

    fn table(&mut self, name: &str) -> Result<Table<'a>, StoreError> {
        let name = QualifiedName::new("auth", name);
        let relation = self.catalog.relation(&name).map(AsRef::as_ref);
        let relation = relation.ok_or_else(|| StoreError::Missing(name.to_string()))?;
        Ok(Table { relation, range: self.ranges.fresh() })
    }

    fn filter(
        &mut self,
        table: &Table<'a>,
        filter: &[Where<'_>],
    ) -> Result<Expression, StoreError> {
        let mut parts = Vec::with_capacity(filter.len());
        for part in filter {
            parts.push(self.condition(table, *part)?);
        }
        Ok(Expression::all(parts))
    }

    fn condition(
        &mut self,
        table: &Table<'a>,
        condition: Where<'_>,
    ) -> Result<Expression, StoreError> {
        let column = |name: &str| table.expression(name);
        Ok(match condition {
            Where::Is(name, given) => {
                Expression::equal(column(name)?, self.parameter(table.column(name)?, given)?)
            }
            Where::Not(name, given) => {
                Expression::equal(column(name)?, self.parameter(table.column(name)?, given)?)
                    .negate()
            }
            Where::Same(name, given) => Expression::Distinct {
                left: Box::new(column(name)?),
                right: Box::new(self.parameter(table.column(name)?, given)?),
                negated: true,
            },
            Where::Lower(name, text) => {
                let lower = build::function("lower", vec![column(name)?])
                    .map_err(|error| StoreError::Expression(format!("{error:?}")))?;
                let index = self.inputs.parameter(Value::text(text));
                let of = lower.type_of();
                Expression::equal(lower, Expression::Parameter { index, of })
            }
            Where::Null(name) => Expression::Is {
                operand: Box::new(column(name)?),
                test: Test::Null,
                negated: false,
            },
        })
    }

    fn parameter(&mut self, column: &Column, given: Given<'_>) -> Result<Expression, StoreError> {
        let index = self.inputs.parameter(value_of(column, given)?);
        Ok(Expression::Parameter { index, of: column.of.clone() })
    }

    fn count(&mut self, count: i64) -> Expression {
        let index = self.inputs.parameter(Value::Int(count));
        Expression::Parameter { index, of: Scalar::Int8.of() }
    }
}

impl<'a> Table<'a> {
    fn column(&self, name: &str) -> Result<&'a Column, StoreError> {
        let missing = || StoreError::Missing(format!("{}.{name}", self.relation.name));
        self.relation.column(name).ok_or_else(missing)
    }

    fn expression(&self, name: &str) -> Result<Expression, StoreError> {
        let column = self.column(name)?;
        Ok(Expression::column(self.range, column.name.clone(), column.of.clone()))
    }

    fn order(&self, name: &str) -> Result<Order, StoreError> {
        let (name, descending) = match name.strip_prefix('-') {
            Some(name) => (name, true),
            None => (name, false),
        };
        let by = OrderBy::Own(self.expression(name)?);
        Ok(Order { by, descending, nulls_first: descending })
    }

    fn read(&self, select: Vec<Selected>, filter: Expression) -> Read {
        Read {
            source: ReadSource::Relation(self.relation.name.clone()),
            range: self.range,
            select,
            embeds: Vec::new(),
            filter,
            group: Vec::new(),
            order: Vec::new(),
            limit: None,
            offset: None,
        }
    }
}

/// A value in the form of a column's type.
fn value_of(column: &Column, given: Given<'_>) -> Result<Value, StoreError> {
    let read = |text: &str, modifier: Modifier| {
        value::read(&column.of, modifier, text, &Moment::default()).map_err(StoreError::Value)
    };
    match given {
        Given::Null => Ok(Value::Null),
        Given::Text(text) => read(text, column.modifier),
        Given::Bool(truth) => Ok(Value::bool(truth)),
        Given::Int(int) => Ok(Value::Int(int)),
        // Refresh tokens name their user in a text column.
        Given::Id(id) => read(&id.to_string(), column.modifier),
    }
}

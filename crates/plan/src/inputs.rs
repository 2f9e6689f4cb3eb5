//! The values that a request brings; not part of a plan's shape.

use value::Value;

/// What stands beside a plan.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Inputs {
    /// The values of the plan's parameters, each in the form of the parameter's type.
    pub parameters: Vec<Value>,
    /// The rows of its inserts.
    pub tables: Vec<Table>,
}

/// Rows to insert, each as long as the insert's columns.
pub type Table = Vec<Vec<Cell>>;

/// One cell of a row to insert.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cell {
    /// A value in the form of the column's type.
    Value(Value),
    /// The column's default.
    Default,
}

impl Inputs {
    /// Adds a parameter and says by which number an expression reads it.
    pub fn parameter(&mut self, value: Value) -> u32 {
        self.parameters.push(value);
        u32::try_from(self.parameters.len() - 1).unwrap_or(u32::MAX)
    }

    /// Adds a table and says by which number an insert reads it.
    pub fn table(&mut self, rows: Table) -> u32 {
        self.tables.push(rows);
        u32::try_from(self.tables.len() - 1).unwrap_or(u32::MAX)
    }
}

//! Rows as typed columns in one piece of memory, so that writing them out allocates nothing per cell.

use std::sync::Arc;
use value::{Modifier, Name, Type, Value, ValueRef};

/// A column of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: Name,
    /// Its type, which says what form its cells have.
    pub of: Type,
    /// The modifier of its type, where it is known.
    pub modifier: Modifier,
}

/// Some rows.
#[derive(Clone, Debug, Default)]
pub struct Rows {
    columns: Arc<[Column]>,
    cells: Vec<Cell>,
    bytes: Vec<u8>,
}

/// One row.
#[derive(Clone, Copy, Debug)]
pub struct Row<'a> {
    rows: &'a Rows,
    first: usize,
}

#[derive(Clone, Copy, Debug)]
enum Cell {
    Null,
    Int(i64),
    Float(f64),
    Text { start: u32, end: u32 },
    Bytes { start: u32, end: u32 },
}

impl Rows {
    /// No rows yet, of these columns.
    pub fn of(columns: Arc<[Column]>) -> Self {
        Self { columns, cells: Vec::new(), bytes: Vec::new() }
    }

    /// Adds the next cell, row by row. False when the rows would be larger than 4 GiB, and nothing was added.
    #[must_use]
    pub fn push(&mut self, value: ValueRef<'_>) -> bool {
        let cell = match value {
            ValueRef::Null => Cell::Null,
            ValueRef::Int(int) => Cell::Int(int),
            ValueRef::Float(float) => Cell::Float(float),
            ValueRef::Text(text) => match self.keep(text.as_bytes()) {
                Some((start, end)) => Cell::Text { start, end },
                None => return false,
            },
            ValueRef::Bytes(bytes) => match self.keep(bytes) {
                Some((start, end)) => Cell::Bytes { start, end },
                None => return false,
            },
        };
        self.cells.push(cell);
        true
    }

    fn keep(&mut self, bytes: &[u8]) -> Option<(u32, u32)> {
        let start = u32::try_from(self.bytes.len()).ok()?;
        let end = u32::try_from(self.bytes.len() + bytes.len()).ok()?;
        self.bytes.extend_from_slice(bytes);
        Some((start, end))
    }

    /// The same rows without their last column.
    #[must_use]
    pub fn without_last_column(&self) -> Self {
        let width = self.columns.len();
        let left = self.columns.get(..width.saturating_sub(1)).unwrap_or_default();
        let cells = self.cells.chunks(width.max(1)).flat_map(|row| row.iter().take(left.len()));
        Self { columns: left.into(), cells: cells.copied().collect(), bytes: self.bytes.clone() }
    }

    /// The columns.
    pub fn columns(&self) -> &[Column] {
        &self.columns
    }

    /// How many rows.
    pub fn len(&self) -> usize {
        self.cells.len().checked_div(self.columns.len()).unwrap_or(0)
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// How much memory the cells take, in bytes.
    pub fn size(&self) -> usize {
        self.bytes.len() + self.cells.len() * size_of::<Cell>()
    }

    /// Every row.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = Row<'_>> {
        (0..self.len()).map(|at| Row { rows: self, first: at * self.columns.len() })
    }

    /// The first row.
    pub fn first(&self) -> Option<Row<'_>> {
        self.iter().next()
    }
}

impl<'a> Row<'a> {
    /// The cell of a column by its position; null where there is none.
    pub fn get(&self, column: usize) -> ValueRef<'a> {
        match self.rows.cells.get(self.first + column) {
            None | Some(Cell::Null) => ValueRef::Null,
            Some(Cell::Int(int)) => ValueRef::Int(*int),
            Some(Cell::Float(float)) => ValueRef::Float(*float),
            Some(Cell::Text { start, end }) => {
                ValueRef::Text(std::str::from_utf8(self.bytes(*start, *end)).unwrap_or_default())
            }
            Some(Cell::Bytes { start, end }) => ValueRef::Bytes(self.bytes(*start, *end)),
        }
    }

    /// The cell of a column by its name; null where there is none.
    pub fn named(&self, name: &str) -> ValueRef<'a> {
        let at = self.rows.columns.iter().position(|column| &*column.name == name);
        at.map_or(ValueRef::Null, |at| self.get(at))
    }

    /// The cell as a value of its own.
    pub fn value(&self, column: usize) -> Value {
        self.get(column).to_value()
    }

    fn bytes(&self, start: u32, end: u32) -> &'a [u8] {
        self.rows.bytes.get(start as usize..end as usize).unwrap_or_default()
    }
}

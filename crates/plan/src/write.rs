//! Writing: rows of one relation, and what is shown of them afterwards.

use crate::read::Read;
use catalog::{Assignment, Conflict, Expression, Limited, Name, QualifiedName, Range};

/// New rows.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Insert {
    /// Into what.
    pub relation: QualifiedName,
    /// By which number a conflict's action reads the row that is there.
    pub range: Range,
    /// The columns that the rows have, in their order.
    pub columns: Vec<Name>,
    /// Which of the inputs' tables holds the rows.
    pub table: u32,
    /// What happens to a row that is there already.
    pub conflict: Option<Conflict>,
    /// What is shown of the written rows.
    pub returning: Option<Read>,
    /// How many rows may be written.
    pub demand: Demand,
}

/// Changed rows.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Update {
    /// Of what.
    pub relation: QualifiedName,
    /// By which number the filter reads a row.
    pub range: Range,
    /// What changes.
    pub set: Vec<Assignment>,
    /// Which rows.
    pub filter: Expression,
    /// Of these only the first of an order.
    pub limited: Option<Limited>,
    /// What is shown of the written rows.
    pub returning: Option<Read>,
    /// How many rows may be written.
    pub demand: Demand,
}

/// Removed rows.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Delete {
    /// From what.
    pub relation: QualifiedName,
    /// By which number the filter reads a row.
    pub range: Range,
    /// Which rows.
    pub filter: Expression,
    /// Of these only the first of an order.
    pub limited: Option<Limited>,
    /// What is shown of the removed rows.
    pub returning: Option<Read>,
    /// How many rows may be removed.
    pub demand: Demand,
}

/// What must hold before the steps behind it are done, in their transaction.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Require {
    /// One column, a boolean, of the rows that are asked about.
    pub read: Read,
    /// What must be true of them.
    pub demand: Demand,
}

/// How many rows a step may touch; else the whole transaction is undone.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Demand {
    /// Any number.
    #[default]
    Any,
    /// `max-affected=n`
    AtMost(u64),
    /// A single object was asked for.
    One,
    /// There is a row, and its first column is true.
    Holds,
    /// There is no row.
    Absent,
}

//! Calling a routine that may write: it runs once, and later steps read what it gave.

use crate::Demand;
use catalog::{Expression, Name, Range, RoutineId, Type};

/// One call of a routine.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Call {
    /// Which.
    pub routine: RoutineId,
    /// An argument for each of its inputs, of their types.
    pub arguments: Vec<Expression>,
    /// The names and types of its columns ([`catalog::Routine::columns`]).
    pub columns: Vec<(Name, Type)>,
    /// By which number its rows are read while they are kept.
    pub range: Range,
    /// By which number [`crate::ReadSource::Kept`] reads its rows.
    pub kept: u32,
    /// How many rows it may give.
    pub demand: Demand,
}

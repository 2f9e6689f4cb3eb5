//! What protocols speak: a [`Plan`] is a list of steps in one transaction, resolved against the catalog, and
//! [`lower`] says what it means as relational algebra.
//!
//! A plan is the *shape* of a request. The values that a request brings stand beside it in [`Inputs`], so that
//! two requests that differ only in values are one plan, and whatever is prepared for it is used again.
//!
//! A read is a tree: each node reads one relation, and its embeds are nodes of their own that are joined to it.
//! A database without general queries can compile this tree directly.
#![forbid(unsafe_code)]

mod call;
mod inputs;
mod lower;
mod read;
mod write;

#[cfg(test)]
mod tests;

pub use call::Call;
pub use inputs::{Cell, Inputs, Table};
pub use lower::{Lowered, LoweredStep, exists, lower};
pub use read::{Embed, Embedding, Join, Order, OrderBy, Read, ReadSource, Selected};
pub use write::{Delete, Demand, Insert, Require, Update};

use catalog::Ranges;

/// The steps of one transaction.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Plan {
    /// In order; each gives one answer, but for those that say that they give none.
    pub steps: Vec<Step>,
    /// Nothing may be written (25006), as in a call by `GET`.
    pub read_only: bool,
    /// How the transaction ends when nothing failed.
    pub ending: Ending,
    /// The first range number that no step uses.
    pub next_range: u32,
}

/// How a transaction ends when nothing failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Ending {
    /// `commit`
    #[default]
    Commit,
    /// `rollback`: the caller wanted to see what would happen.
    Rollback,
}

/// One step of a plan.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Step {
    /// Rows of a relation with what is embedded in them.
    Read(Read),
    /// How many rows a read would give without its limit and offset.
    Count(Read),
    /// Rows that must be there, or not, for the steps behind it to be done; gives no answer.
    Require(Require),
    /// A routine that may write; gives no rows itself, later steps read them.
    Call(Call),
    /// New rows.
    Insert(Insert),
    /// Changed rows.
    Update(Update),
    /// Removed rows.
    Delete(Delete),
}

impl Plan {
    /// A plan that commits, over steps that were built with these ranges.
    pub fn new(steps: Vec<Step>, mut ranges: Ranges) -> Self {
        Self { steps, read_only: false, ending: Ending::Commit, next_range: ranges.fresh().0 }
    }
}

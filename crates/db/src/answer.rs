//! What comes back from a unit of work.

use crate::rows::Rows;
use std::collections::BTreeMap;

/// The place of a commit in the one order of all commits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct CommitNumber(pub u64);

/// What a unit of work gave.
#[derive(Clone, Debug)]
pub struct Answer {
    /// One for each step.
    pub steps: Vec<StepAnswer>,
    /// Where it stands among the commits; none when nothing was written.
    pub commit: Option<CommitNumber>,
    /// The `response.…` settings as the work left them (`response.status`, `response.headers`).
    pub settings: BTreeMap<String, String>,
}

/// What one step gave.
#[derive(Clone, Debug)]
pub struct StepAnswer {
    /// What was read, or what a write gives back; empty without a `returning`.
    pub rows: Rows,
    /// How many rows were read or written.
    pub affected: u64,
    /// Of an insert with `on conflict do update`: how many rows were new.
    pub inserted: u64,
}

//! The table of window functions: names and types. Each database computes them itself.

use std::fmt;
use std::hash::{Hash, Hasher};

use crate::Pattern;
use crate::table::patterns::{COMPATIBLE, ELEMENT, FLOAT8, INT4, INT8};
use crate::table::write_signature;

/// A window function of PostgreSQL.
#[derive(Clone, Copy)]
pub struct WindowFunction {
    /// Its name.
    pub name: &'static str,
    /// What it takes.
    pub arguments: &'static [Pattern],
    /// What it returns.
    pub returns: Pattern,
}

/// All of them.
pub(crate) const TABLE: &[WindowFunction] = &[
    row("row_number", &[], INT8),
    row("rank", &[], INT8),
    row("dense_rank", &[], INT8),
    row("percent_rank", &[], FLOAT8),
    row("cume_dist", &[], FLOAT8),
    row("ntile", &[INT4], INT4),
    row("lag", &[ELEMENT], ELEMENT),
    row("lag", &[ELEMENT, INT4], ELEMENT),
    row("lag", &[COMPATIBLE, INT4, COMPATIBLE], COMPATIBLE),
    row("lead", &[ELEMENT], ELEMENT),
    row("lead", &[ELEMENT, INT4], ELEMENT),
    row("lead", &[COMPATIBLE, INT4, COMPATIBLE], COMPATIBLE),
    row("first_value", &[ELEMENT], ELEMENT),
    row("last_value", &[ELEMENT], ELEMENT),
    row("nth_value", &[ELEMENT, INT4], ELEMENT),
];

const fn row(
    name: &'static str,
    arguments: &'static [Pattern],
    returns: Pattern,
) -> WindowFunction {
    WindowFunction { name, arguments, returns }
}

/// `ntile(integer)`
impl fmt::Debug for WindowFunction {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_signature(f, self.name, self.arguments, false)
    }
}

impl PartialEq for WindowFunction {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name && self.arguments == other.arguments
    }
}

impl Eq for WindowFunction {}

impl Hash for WindowFunction {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.name.hash(state);
        self.arguments.hash(state);
    }
}

//! A row of the table of aggregates, and the state that one carries through its rows.

use std::fmt;
use std::hash::{Hash, Hasher};

use value::{Value, ValueError};

use crate::table::write_signature;
use crate::{Context, Pattern};

/// An aggregate function of PostgreSQL.
#[derive(Clone, Copy)]
pub struct Aggregate {
    /// Its name.
    pub name: &'static str,
    /// What it takes for each row; `count(*)` takes nothing.
    pub arguments: &'static [Pattern],
    /// What it returns.
    pub returns: Pattern,
    /// Whether rows with a null argument are left out without a step.
    pub skips_nulls: bool,
    /// What it is over no rows: null, or for counts 0.
    pub empty: Empty,
    /// How many of the arguments stand before `within group`; the others are what is ordered by there.
    pub direct: Option<usize>,
    /// A fresh state.
    pub start: fn(&Context<'_>) -> Box<dyn Accumulate>,
}

/// What an aggregate is over no rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Empty {
    /// Null.
    Null,
    /// 0.
    Zero,
}

/// The state of an aggregate over some rows.
pub trait Accumulate: Send {
    /// Takes the arguments of one row.
    fn step(&mut self, context: &Context<'_>, arguments: &[Value]) -> Result<(), ValueError>;
    /// The result over the rows so far; the state can go on (a window's frame that grows).
    fn result(&self, context: &Context<'_>) -> Result<Value, ValueError>;
}

impl Aggregate {
    /// An aggregate that leaves out nulls and is null over no rows.
    pub(crate) const fn new(
        name: &'static str,
        arguments: &'static [Pattern],
        returns: Pattern,
        start: fn(&Context<'_>) -> Box<dyn Accumulate>,
    ) -> Self {
        Self {
            name,
            arguments,
            returns,
            skips_nulls: true,
            empty: Empty::Null,
            direct: None,
            start,
        }
    }

    /// Nulls are stepped over like other values.
    pub(crate) const fn with_nulls(mut self) -> Self {
        self.skips_nulls = false;
        self
    }

    /// Its rows come in the order of `within group`.
    pub(crate) const fn within(mut self, direct: usize) -> Self {
        self.direct = Some(direct);
        self
    }

    /// It is 0 over no rows.
    pub(crate) const fn zero(mut self) -> Self {
        self.empty = Empty::Zero;
        self
    }

    /// The unique and stable name under which a database registers it: `sum_int4`.
    pub fn id(&self) -> String {
        let mut id = self.name.to_owned();
        for argument in self.arguments {
            id.push('_');
            id.push_str(&argument.id());
        }
        id
    }
}

/// `sum(integer)`
impl fmt::Debug for Aggregate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_signature(f, self.name, self.arguments, false)
    }
}

impl PartialEq for Aggregate {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name && self.arguments == other.arguments
    }
}

impl Eq for Aggregate {}

impl Hash for Aggregate {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.name.hash(state);
        self.arguments.hash(state);
    }
}

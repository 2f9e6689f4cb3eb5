//! A row of the table of set-returning functions.

use std::fmt;
use std::hash::{Hash, Hasher};

use value::{Value, ValueError};

use crate::table::write_signature;
use crate::{Context, Pattern, Volatility};

/// A set-returning function of PostgreSQL.
#[derive(Clone, Copy)]
pub struct SetReturning {
    /// Its name.
    pub name: &'static str,
    /// What it takes.
    pub arguments: &'static [Pattern],
    /// How many of the last arguments may be left out.
    pub optional: usize,
    /// The names and types of its columns. One column takes the name of an alias, if it has one.
    pub columns: &'static [(&'static str, Pattern)],
    /// Whether a null argument makes it return no rows without a call.
    pub strict: bool,
    /// What else its rows depend on.
    pub volatility: Volatility,
    /// What gives its rows, one at a time.
    pub call: fn(&Context<'_>, &[Value]) -> Result<Rows, ValueError>,
}

/// One row of a set-returning function.
pub type Row = Vec<Value>;

/// The rows of a call; they are computed while they are read.
pub type Rows = Box<dyn Iterator<Item = Result<Row, ValueError>> + Send>;

impl SetReturning {
    /// A strict, immutable set-returning function.
    pub(crate) const fn new(
        name: &'static str,
        arguments: &'static [Pattern],
        columns: &'static [(&'static str, Pattern)],
        call: fn(&Context<'_>, &[Value]) -> Result<Rows, ValueError>,
    ) -> Self {
        let volatility = Volatility::Immutable;
        Self { name, arguments, optional: 0, columns, strict: true, volatility, call }
    }

    /// The function is called with nulls.
    pub(crate) const fn lenient(mut self) -> Self {
        self.strict = false;
        self
    }

    /// The last arguments may be left out.
    pub(crate) const fn optional(mut self, count: usize) -> Self {
        self.optional = count;
        self
    }

    /// The unique and stable name under which a database registers it.
    pub fn id(&self) -> String {
        let mut id = self.name.to_owned();
        for argument in self.arguments {
            id.push('_');
            id.push_str(&argument.id());
        }
        id
    }

    /// Its rows, as PostgreSQL gives them: none if it is strict and an argument is null.
    pub fn run(&self, context: &Context<'_>, arguments: &[Value]) -> Result<Rows, ValueError> {
        if self.strict && arguments.iter().any(Value::is_null) {
            return Ok(Box::new(std::iter::empty()));
        }
        (self.call)(context, arguments)
    }
}

/// `generate_series(integer, integer)`
impl fmt::Debug for SetReturning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_signature(f, self.name, self.arguments, false)
    }
}

impl PartialEq for SetReturning {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name && self.arguments == other.arguments
    }
}

impl Eq for SetReturning {}

impl Hash for SetReturning {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.name.hash(state);
        self.arguments.hash(state);
    }
}

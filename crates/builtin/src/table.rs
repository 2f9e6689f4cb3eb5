//! A row of the table of built-in functions, and what its implementation is called with.

use std::fmt;
use std::hash::{Hash, Hasher};

use value::{Moment, Scalar, Type, Value, ValueError};

use crate::Pattern;

/// A function or an operator of PostgreSQL. A `&'static Builtin` is how an expression refers to it.
#[derive(Clone, Copy)]
pub struct Builtin {
    /// Its name in `pg_proc`; for an operator the name of what implements it.
    pub name: &'static str,
    /// The operator that it is, if it is one; with one argument it stands before it.
    pub operator: Option<&'static str>,
    /// What it takes.
    pub arguments: &'static [Pattern],
    /// Whether the last argument may come any number of times, but at least once.
    pub variadic: bool,
    /// How many of the last arguments may be left out; the implementation knows what they then are.
    pub optional: usize,
    /// What it returns.
    pub returns: Pattern,
    /// Whether a null argument makes it null without a call.
    pub strict: bool,
    /// What else its result depends on.
    pub volatility: Volatility,
    /// Whether it can never raise on data, so that it may run on rows that a policy hides.
    pub leakproof: bool,
    /// What computes it.
    pub call: Implementation,
}

/// What computes a function. It isn't called with nulls if the function is strict.
pub type Implementation = fn(&Context<'_>, &[Value]) -> Result<Value, ValueError>;

/// What a function's result depends on beside its arguments.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Volatility {
    /// Nothing.
    Immutable,
    /// The moment of the transaction, or settings; the same within one statement.
    Stable,
    /// Each call may differ.
    Volatile,
}

/// What a call is made with beside its values.
#[derive(Clone, Copy)]
pub struct Context<'a> {
    /// The types of the arguments as they were resolved; what a polymorphic function needs.
    pub arguments: &'a [Type],
    /// The type of the result as it was resolved.
    pub returns: &'a Type,
    /// The moment of the transaction, which `now()` is.
    pub at: &'a Moment,
    /// The clock and the randomness.
    pub outside: &'a dyn Outside,
}

/// What only the program can give: randomness and the clock.
pub trait Outside: Sync {
    /// Fills the bytes from a cryptographic source.
    fn random(&self, bytes: &mut [u8]);
    /// The clock's microseconds since 1970-01-01, which `clock_timestamp()` is.
    fn clock_micros(&self) -> i64;
    /// Sets a setting for the rest of the unit of work.
    fn set(&self, name: &str, value: &str) {
        let _ = (name, value);
    }
}

impl Builtin {
    /// A strict, immutable function that may raise.
    pub(crate) const fn function(
        name: &'static str,
        arguments: &'static [Pattern],
        returns: Pattern,
        call: Implementation,
    ) -> Self {
        Self {
            name,
            operator: None,
            arguments,
            variadic: false,
            optional: 0,
            returns,
            strict: true,
            volatility: Volatility::Immutable,
            leakproof: false,
            call,
        }
    }

    /// The function is the operator.
    pub(crate) const fn operator(mut self, symbol: &'static str) -> Self {
        self.operator = Some(symbol);
        self
    }

    /// The function is called with nulls.
    pub(crate) const fn lenient(mut self) -> Self {
        self.strict = false;
        self
    }

    /// The function can never raise on data.
    pub(crate) const fn safe(mut self) -> Self {
        self.leakproof = true;
        self
    }

    /// The function depends on the transaction's moment.
    pub(crate) const fn stable(mut self) -> Self {
        self.volatility = Volatility::Stable;
        self
    }

    /// Each call of the function may differ.
    pub(crate) const fn volatile(mut self) -> Self {
        self.volatility = Volatility::Volatile;
        self
    }

    /// The last argument may come any number of times.
    pub(crate) const fn variadic(mut self) -> Self {
        self.variadic = true;
        self
    }

    /// The last arguments may be left out.
    pub(crate) const fn optional(mut self, count: usize) -> Self {
        self.optional = count;
        self
    }

    /// The unique and stable name under which a database registers it: `lower_text`.
    pub fn id(&self) -> String {
        let mut id = self.name.to_owned();
        for argument in self.arguments {
            id.push('_');
            id.push_str(&argument.id());
        }
        id
    }

    /// Calls it as PostgreSQL does: not at all if it is strict and an argument is null.
    pub fn run(&self, context: &Context<'_>, arguments: &[Value]) -> Result<Value, ValueError> {
        if self.strict && arguments.iter().any(Value::is_null) {
            return Ok(Value::Null);
        }
        (self.call)(context, arguments)
    }
}

/// `lower(text)`
impl fmt::Debug for Builtin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_signature(f, self.name, self.arguments, self.variadic)
    }
}

impl fmt::Display for Builtin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self, f)
    }
}

/// By name and arguments, which are unique in the table.
impl PartialEq for Builtin {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other) || (self.name == other.name && self.arguments == other.arguments)
    }
}

impl Eq for Builtin {}

impl Hash for Builtin {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.name.hash(state);
        self.arguments.hash(state);
    }
}

/// `name(type, type)`, as PostgreSQL names a function.
pub(crate) fn write_signature(
    f: &mut fmt::Formatter<'_>,
    name: &str,
    arguments: &[Pattern],
    variadic: bool,
) -> fmt::Result {
    write!(f, "{name}(")?;
    for (index, argument) in arguments.iter().enumerate() {
        let comma = if index > 0 { ", " } else { "" };
        let last = if variadic && index + 1 == arguments.len() { "variadic " } else { "" };
        write!(f, "{comma}{last}{argument}")?;
    }
    write!(f, ")")
}

/// Short names of patterns, which the tables are written with.
pub(crate) mod patterns {
    use super::{Pattern, Scalar};

    pub(crate) const BOOL: Pattern = Pattern::Of(Scalar::Bool);
    pub(crate) const INT2: Pattern = Pattern::Of(Scalar::Int2);
    pub(crate) const INT4: Pattern = Pattern::Of(Scalar::Int4);
    pub(crate) const INT8: Pattern = Pattern::Of(Scalar::Int8);
    pub(crate) const OID: Pattern = Pattern::Of(Scalar::Oid);
    pub(crate) const FLOAT4: Pattern = Pattern::Of(Scalar::Float4);
    pub(crate) const FLOAT8: Pattern = Pattern::Of(Scalar::Float8);
    pub(crate) const NUMERIC: Pattern = Pattern::Of(Scalar::Numeric);
    pub(crate) const TEXT: Pattern = Pattern::Of(Scalar::Text);
    pub(crate) const NAME: Pattern = Pattern::Of(Scalar::Name);
    pub(crate) const CITEXT: Pattern = Pattern::Of(Scalar::Citext);
    pub(crate) const CHAR: Pattern = Pattern::Of(Scalar::Char);
    pub(crate) const UUID: Pattern = Pattern::Of(Scalar::Uuid);
    pub(crate) const DATE: Pattern = Pattern::Of(Scalar::Date);
    pub(crate) const TIME: Pattern = Pattern::Of(Scalar::Time);
    pub(crate) const TIMESTAMP: Pattern = Pattern::Of(Scalar::Timestamp);
    pub(crate) const TIMESTAMPTZ: Pattern = Pattern::Of(Scalar::Timestamptz);
    pub(crate) const INTERVAL: Pattern = Pattern::Of(Scalar::Interval);
    pub(crate) const JSON: Pattern = Pattern::Of(Scalar::Json);
    pub(crate) const JSONB: Pattern = Pattern::Of(Scalar::Jsonb);
    pub(crate) const JSONPATH: Pattern = Pattern::Of(Scalar::Jsonpath);
    pub(crate) const BYTEA: Pattern = Pattern::Of(Scalar::Bytea);
    pub(crate) const INET: Pattern = Pattern::Of(Scalar::Inet);
    pub(crate) const CIDR: Pattern = Pattern::Of(Scalar::Cidr);
    pub(crate) const TSVECTOR: Pattern = Pattern::Of(Scalar::Tsvector);
    pub(crate) const TSQUERY: Pattern = Pattern::Of(Scalar::Tsquery);
    pub(crate) const REGCONFIG: Pattern = Pattern::Of(Scalar::Regconfig);
    pub(crate) const TEXTS: Pattern = Pattern::Array(Scalar::Text);
    pub(crate) const ANY: Pattern = Pattern::Any;
    pub(crate) const ELEMENT: Pattern = Pattern::AnyElement;
    pub(crate) const ARRAY: Pattern = Pattern::AnyArray;
    pub(crate) const NONARRAY: Pattern = Pattern::AnyNonArray;
    pub(crate) const ENUM: Pattern = Pattern::AnyEnum;
    pub(crate) const COMPATIBLE: Pattern = Pattern::AnyCompatible;
    pub(crate) const COMPATIBLES: Pattern = Pattern::AnyCompatibleArray;
    pub(crate) const RANGE: Pattern = Pattern::AnyRange;
    pub(crate) const MULTIRANGE: Pattern = Pattern::AnyMultirange;
    pub(crate) const RECORD: Pattern = Pattern::Record;
}

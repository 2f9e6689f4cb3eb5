//! What can go wrong below the interface.

use catalog::QualifiedName;
use std::borrow::Cow;

/// What can go wrong.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// PostgreSQL would refuse it, and these are its words.
    #[error("{0}")]
    Sql(Box<SqlError>),
    /// The schema changed since the work was permitted.
    #[error("the schema has changed")]
    Stale,
    /// More rows, or fewer, than the step demands; everything was undone.
    #[error("{affected} rows instead of {}", demanded(*demand))]
    Demand {
        /// What was demanded.
        demand: plan::Demand,
        /// How many rows there were.
        affected: u64,
    },
    /// The answer would be larger than is allowed.
    #[error("the answer is larger than {max_bytes} bytes")]
    TooLarge {
        /// The bound, in bytes.
        max_bytes: u64,
    },
    /// The deadline passed before execution began, or the queue is full.
    #[error("the database is busy")]
    Busy,
    /// The deadline passed during execution; everything was undone (57014).
    #[error("canceling statement due to statement timeout")]
    Timeout,
    /// This database can't do it.
    #[error("{0}")]
    Unsupported(String),
    /// The disk is full (53100).
    #[error("could not write: no space left on the disk")]
    DiskFull,
    /// The database can't be written, e.g. its folder is read-only (25006).
    #[error("the database is read-only: {0}")]
    ReadOnly(String),
    /// The database's file is damaged (XX001).
    #[error("the database is damaged: {0}")]
    Damaged(String),
    /// Another process has the database open.
    #[error("{0}")]
    InUse(String),
    /// It can't be reached, or is closing.
    #[error("the database is not available: {0}")]
    Unavailable(String),
    /// An invariant of ours did not hold. The text is for the log only.
    #[error("internal error: {0}")]
    Internal(String),
}

/// An error that PostgreSQL has words for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SqlError {
    /// SQLSTATE.
    pub code: Cow<'static, str>,
    /// The message.
    pub message: String,
    /// The detail line. Never holds a key or a row of a relation under row security.
    pub detail: Option<String>,
    /// The hint line.
    pub hint: Option<String>,
    /// The constraint that was violated, for who handles it.
    pub constraint: Option<(QualifiedName, String)>,
}

impl std::fmt::Display for SqlError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} ({})", self.message, self.code)
    }
}

impl Error {
    /// An error with PostgreSQL's code and message.
    pub fn sql(code: &'static str, message: impl Into<String>) -> Self {
        Self::Sql(Box::new(SqlError {
            code: code.into(),
            message: message.into(),
            ..SqlError::default()
        }))
    }
}

impl From<value::ValueError> for Error {
    fn from(error: value::ValueError) -> Self {
        let value::ValueError { code, message, detail, hint, chosen } = error;
        let code = chosen.map_or(code.into(), Cow::Owned);
        Self::Sql(Box::new(SqlError { code, message, detail, hint, constraint: None }))
    }
}

fn demanded(demand: plan::Demand) -> String {
    match demand {
        plan::Demand::Any => "any number".to_owned(),
        plan::Demand::AtMost(most) => format!("at most {most}"),
        plan::Demand::One => "one".to_owned(),
        plan::Demand::Holds => "one as it is known".to_owned(),
        plan::Demand::Absent => "none".to_owned(),
    }
}

//! From the errors of the rooms below to this table's. What only the log may know is written there and is not part
//! of what comes out.

use super::{ConditionError, DatabaseError, PlanError, RespondError, RestError, SchemaError};
use crate::parse::ParseError;
use access::Denied;
use builtin::resolve::ResolveError;
use catalog::BuildError;
use plan::Demand;
use value::ValueError;

/// When to ask again after the database was busy.
const RETRY_AFTER_SECONDS: u32 = 1;

impl DatabaseError {
    /// A refusal with code and message alone.
    pub fn refused(code: impl Into<String>, message: impl Into<String>) -> Self {
        let (code, message) = (code.into(), message.into());
        Self::Refused { code, message, details: None, hint: None }
    }

    /// The same with a hint.
    #[must_use]
    pub fn with_hint(self, hint: Option<String>) -> Self {
        match self {
            Self::Refused { code, message, details, .. } => {
                Self::Refused { code, message, details, hint }
            }
            other => other,
        }
    }

    /// The same with a detail line.
    #[must_use]
    pub fn with_details(self, details: impl Into<String>) -> Self {
        match self {
            Self::Refused { code, message, hint, .. } => {
                Self::Refused { code, message, details: Some(details.into()), hint }
            }
            other => other,
        }
    }

    /// There is more to do than can be done.
    pub const fn busy() -> Self {
        Self::Busy { retry_after_seconds: RETRY_AFTER_SECONDS }
    }
}

impl From<ValueError> for DatabaseError {
    fn from(error: ValueError) -> Self {
        let ValueError { code, message, detail, hint, chosen } = error;
        let code = chosen.unwrap_or_else(|| code.to_owned());
        Self::Refused { code, message, details: detail, hint }
    }
}

impl From<ResolveError> for DatabaseError {
    fn from(error: ResolveError) -> Self {
        let hint = error.hint().map(str::to_owned);
        Self::refused(error.code(), error.to_string()).with_hint(hint)
    }
}

impl From<BuildError> for DatabaseError {
    fn from(error: BuildError) -> Self {
        match error {
            BuildError::Resolve(error) => error.into(),
            BuildError::Value(error) => error.into(),
        }
    }
}

impl From<Denied> for RestError {
    fn from(denied: Denied) -> Self {
        let (message, hint) = (denied.to_string(), denied.hint().map(str::to_owned));
        match denied.code() {
            "42501" => Self::Access { message, hint },
            code => {
                let details = denied.detail().map(str::to_owned);
                let refused = DatabaseError::refused(code, message).with_hint(hint);
                match details {
                    Some(details) => refused.with_details(details).into(),
                    None => refused.into(),
                }
            }
        }
    }
}

impl From<db::Error> for RestError {
    fn from(error: db::Error) -> Self {
        use db::Error as E;
        let refused = |code: &str, message: &str| DatabaseError::refused(code, message).into();
        let unseen = |error: &E| tracing::error!(%error, "the database failed");
        match error {
            E::Sql(error) => {
                let db::SqlError { code, message, detail: details, hint, .. } = *error;
                DatabaseError::Refused { code: code.into_owned(), message, details, hint }.into()
            }
            E::Demand { demand: Demand::AtMost(_), affected: rows } => {
                RespondError::MaxAffected { rows }.into()
            }
            E::Demand { demand: Demand::Holds | Demand::Absent, .. } => {
                ConditionError::Failed.into()
            }
            E::Demand { affected: rows, .. } => RespondError::NotOne { rows }.into(),
            E::TooLarge { max_bytes } => DatabaseError::TooLarge { max_bytes }.into(),
            E::Stale | E::Busy => DatabaseError::busy().into(),
            E::Timeout => refused("57014", "canceling statement due to statement timeout"),
            E::Unsupported(message) => refused("0A000", &message),
            E::DiskFull => {
                unseen(&error);
                refused("53100", "could not write: no space left on the disk")
            }
            E::ReadOnly(_) => {
                unseen(&error);
                refused("25006", "cannot write: the database is read-only")
            }
            E::Damaged(_) => {
                unseen(&error);
                refused("XX001", "the database is damaged")
            }
            E::Internal(_) => {
                unseen(&error);
                refused("XX000", "internal error")
            }
            E::InUse(_) | E::Unavailable(_) => {
                unseen(&error);
                DatabaseError::Unreachable { details: None }.into()
            }
        }
    }
}

impl From<web::Refused> for RestError {
    fn from(refused: web::Refused) -> Self {
        match refused {
            web::Refused::ApiKey => Self::ApiKey,
            web::Refused::Token(error) => Self::Token(error),
        }
    }
}

impl From<ParseError> for RestError {
    fn from(error: ParseError) -> Self {
        Self::Parse(error)
    }
}

impl From<PlanError> for RestError {
    fn from(error: PlanError) -> Self {
        Self::Plan(error)
    }
}

impl From<SchemaError> for RestError {
    fn from(error: SchemaError) -> Self {
        Self::Plan(PlanError::Schema(Box::new(error)))
    }
}

impl From<DatabaseError> for RestError {
    fn from(error: DatabaseError) -> Self {
        Self::Database(error)
    }
}

impl From<ValueError> for RestError {
    fn from(error: ValueError) -> Self {
        Self::Database(error.into())
    }
}

impl From<ResolveError> for RestError {
    fn from(error: ResolveError) -> Self {
        Self::Database(error.into())
    }
}

impl From<BuildError> for RestError {
    fn from(error: BuildError) -> Self {
        Self::Database(error.into())
    }
}

impl From<ConditionError> for RestError {
    fn from(error: ConditionError) -> Self {
        Self::Condition(error)
    }
}

impl From<RespondError> for RestError {
    fn from(error: RespondError) -> Self {
        Self::Respond(error)
    }
}

//! Every error of the data API, and what each becomes as an answer: the one table from error to status, code,
//! message, details, hint and headers.
//!
//! A stage has its own type; [`RestError`] is their sum. Codes are grouped by stage: `PGRST0xx` the database's
//! reach, `PGRST1xx` the request, `PGRST2xx` the schema, `PGRST3xx` the token; `ENG1xx` are our own, for what
//! PostgREST doesn't have; all others are SQLSTATEs. Retired
//! codes, never to be used again: `PGRST104`, `PGRST110`, `PGRST113`, `PGRST119`.

mod answer;
mod condition;
mod convert;
mod database;
mod nearest;
mod parse;
mod plan;
mod respond;
mod schema;
mod sqlstate;
mod token;

#[cfg(test)]
mod tests;

pub use answer::{Details, ErrorAnswer};
pub use condition::ConditionError;
pub use database::DatabaseError;
pub use nearest::{nearest, nearest_arguments, nearest_related};
pub use plan::PlanError;
pub use respond::RespondError;
pub use schema::{CallShape, Candidate, Cardinality, ForeignKey, Nearest, SchemaError};
pub use token::{ClaimsError, DecodeError, TokenError};

use thiserror::Error;

use crate::parse::ParseError;

/// What went wrong, at any stage.
#[derive(Clone, Debug, Error, PartialEq)]
pub enum RestError {
    /// The request could not be understood.
    #[error(transparent)]
    Parse(ParseError),
    /// What it asks for does not exist or makes no sense.
    #[error(transparent)]
    Plan(PlanError),
    /// The caller may not do it, by rules that are checked before the database.
    #[error("{message}")]
    Access {
        /// `permission denied for table films`
        message: String,
        /// How to open it.
        hint: Option<String>,
    },
    /// The database refused it, or could not be asked.
    #[error(transparent)]
    Database(DatabaseError),
    /// The result is not what the request allows.
    #[error(transparent)]
    Respond(RespondError),
    /// The state of a row is not what the request depends on.
    #[error(transparent)]
    Condition(ConditionError),
    /// The token is not one.
    #[error(transparent)]
    Token(TokenError),
    /// The application's key is none of the project's.
    #[error("the API key is not valid")]
    ApiKey,
}

/// Whether the request came with a valid token, which decides between 401 and 403.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Caller {
    /// Without one.
    Anonymous,
    /// With one.
    Authenticated,
}

impl RestError {
    /// The answer that this error is.
    pub fn answer(&self, caller: Caller) -> ErrorAnswer {
        match self {
            Self::Parse(error) => parse::answer(error),
            Self::Plan(error) => plan::answer(error),
            Self::Access { message, hint } => {
                let status = sqlstate::status("42501", message, caller);
                ErrorAnswer::new(status, "42501", message.clone())
                    .hint(hint.clone())
                    .asking_for_token()
            }
            Self::Database(error) => database::answer(error, caller),
            Self::Respond(error) => respond::answer(error),
            Self::Condition(error) => condition::answer(*error),
            Self::Token(error) => token::answer(error),
            Self::ApiKey => token::bad_api_key(),
        }
    }
}

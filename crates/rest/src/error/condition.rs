//! What can be wrong with the conditions and the key of a write, and the table for it. The protocol has no codes for
//! these, so they are our own: `ENG1xx`. `ENG100` stands with the errors of parsing.

use http::StatusCode;
use thiserror::Error;

use super::ErrorAnswer;

/// The state of a row is not what the request depends on, or the request does not say on which.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum ConditionError {
    /// Another request was done under this idempotency key.
    #[error("the idempotency key is another request's")]
    KeyReused,
    /// `If-Match` or `If-None-Match` of a write is no list of tags.
    #[error("the header is no list of entity tags")]
    Malformed,
    /// The write is not about one row that its URL names.
    #[error("the URL does not name one row")]
    NotOneRow,
    /// The relation has no entity tags.
    #[error("the relation has no entity tags")]
    Off,
    /// The row is not as the request knows it, or not there, or there already.
    #[error("the row is in another state")]
    Failed,
    /// The relation demands `If-Match`.
    #[error("the relation demands a condition")]
    Required,
}

pub(super) fn answer(error: ConditionError) -> ErrorAnswer {
    let answer = ErrorAnswer::new;
    let failed = StatusCode::PRECONDITION_FAILED;
    match error {
        ConditionError::KeyReused => answer(
            StatusCode::UNPROCESSABLE_ENTITY,
            "ENG101",
            "The Idempotency-Key was used for another request",
        )
        .hint("Send each new request with a key of its own".to_owned()),
        ConditionError::Malformed => answer(
            StatusCode::BAD_REQUEST,
            "ENG110",
            "If-Match and If-None-Match of a write must be * or a list of at most 16 entity tags",
        )
        .hint("Send the value of the ETag header as it was received, with its quotes".to_owned()),
        ConditionError::NotOneRow => answer(
            StatusCode::BAD_REQUEST,
            "ENG111",
            "If-Match and If-None-Match of a write need a URL that names one row by its whole primary key",
        )
        .hint("Filter each column of the primary key by eq, and write by PATCH, PUT or DELETE".to_owned()),
        ConditionError::Off => {
            answer(failed, "ENG112", "If-Match can't hold: the relation has no entity tags")
                .hint("Add the relation to etags under [engineroom] in config.toml".to_owned())
        }
        ConditionError::Failed => {
            answer(failed, "ENG113", "The row is not in the state that the request depends on")
                .hint("Read the row again, and send its new ETag".to_owned())
        }
        ConditionError::Required => answer(
            StatusCode::PRECONDITION_REQUIRED,
            "ENG114",
            "Changing or removing rows of this relation needs If-Match",
        )
        .hint(
            "Read the row by its primary key, and write it by PATCH, PUT or DELETE with its ETag as If-Match"
                .to_owned(),
        ),
    }
}

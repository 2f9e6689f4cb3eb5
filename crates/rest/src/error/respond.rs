//! What can be wrong with a result, when what was done is already known, and the table for it.

use http::StatusCode;
use http::header::CONTENT_RANGE;
use thiserror::Error;

use super::ErrorAnswer;

/// The result is not what the request allows; nothing of it stays.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum RespondError {
    /// One object was wanted, and the result has another number of rows.
    #[error("the result has {rows} rows")]
    NotOne {
        /// How many it has.
        rows: u64,
    },
    /// The range begins behind the last row.
    #[error("there are only {total} rows")]
    OutOfRange {
        /// Where it begins.
        offset: u64,
        /// How many rows there are.
        total: u64,
    },
    /// More rows than `max-affected` allows.
    #[error("{rows} rows are affected")]
    MaxAffected {
        /// How many.
        rows: u64,
    },
    /// A `PUT` whose row has another key than its URL.
    #[error("the row has another key than the URL")]
    UpsertKey,
    /// `response.headers`, which a function sets, is not a list of headers.
    #[error("response.headers is not a list of headers")]
    FunctionHeaders,
    /// `response.status`, which a function sets, is not a status.
    #[error("response.status is not a status")]
    FunctionStatus,
}

pub(super) fn answer(error: &RespondError) -> ErrorAnswer {
    let internal = StatusCode::INTERNAL_SERVER_ERROR;
    match error {
        RespondError::OutOfRange { offset, total } => {
            let message = "Requested range not satisfiable";
            ErrorAnswer::new(StatusCode::RANGE_NOT_SATISFIABLE, "PGRST103", message)
                .details(format!(
                    "An offset of {offset} was requested, but there are only {total} rows."
                ))
                .header(CONTENT_RANGE, &format!("*/{total}"))
        }
        RespondError::FunctionHeaders => ErrorAnswer::new(
            internal,
            "PGRST111",
            "response.headers guc must be a JSON array composed of objects with a single key and a string value",
        ),
        RespondError::FunctionStatus => {
            let message = "response.status guc must be a valid status code";
            ErrorAnswer::new(internal, "PGRST112", message)
        }
        RespondError::UpsertKey => {
            let message = "Payload values do not match URL in primary key column(s)";
            ErrorAnswer::new(StatusCode::BAD_REQUEST, "PGRST115", message)
        }
        RespondError::NotOne { rows } => {
            let message = "Cannot coerce the result to a single JSON object";
            ErrorAnswer::new(StatusCode::NOT_ACCEPTABLE, "PGRST116", message)
                .details(format!("The result contains {rows} rows"))
        }
        RespondError::MaxAffected { rows } => {
            let message = "Query result exceeds max-affected preference constraint";
            ErrorAnswer::new(StatusCode::BAD_REQUEST, "PGRST124", message)
                .details(format!("The query affects {rows} rows"))
        }
    }
}

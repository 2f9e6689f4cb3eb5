//! From SQLSTATE to HTTP's status, as the protocol has it.

use http::StatusCode;

use super::Caller;

/// The status of an error of the database. The message decides only where one code means two things.
pub(super) fn status(code: &str, message: &str, caller: Caller) -> StatusCode {
    let anonymous = caller == Caller::Anonymous;
    match code {
        "23503" | "23505" => StatusCode::CONFLICT,
        "25006" => StatusCode::METHOD_NOT_ALLOWED,
        // The extension that refuses an update without a condition says so by this code.
        "21000" if message.ends_with("requires a WHERE clause") => StatusCode::BAD_REQUEST,
        "21000" => StatusCode::INTERNAL_SERVER_ERROR,
        // The role that a token names does not exist.
        "22023" if message.starts_with("role") && message.ends_with("does not exist") => {
            StatusCode::UNAUTHORIZED
        }
        "42501" if anonymous => StatusCode::UNAUTHORIZED,
        "42501" => StatusCode::FORBIDDEN,
        "42883" if message.starts_with("function xmlagg(") => StatusCode::NOT_ACCEPTABLE,
        "42883" | "42P01" => StatusCode::NOT_FOUND,
        "42P17" => StatusCode::INTERNAL_SERVER_ERROR,
        // A view that can't be written: the method is not for it.
        "55000" if message.starts_with("cannot ") && message.contains(" view ") => {
            StatusCode::METHOD_NOT_ALLOWED
        }
        "53400" => StatusCode::INTERNAL_SERVER_ERROR,
        // PostgREST says 500 of every 54; but what is too large to be a value came with the request.
        // So did what is too deep: paths into JSON, documents, text searches.
        "54000" | "54001" => StatusCode::BAD_REQUEST,
        "XX000" if message == "tsquery stack too small" => StatusCode::BAD_REQUEST,
        "57P01" => StatusCode::SERVICE_UNAVAILABLE,
        "P0001" => StatusCode::BAD_REQUEST,
        _ => match code.strip_prefix("PT") {
            Some(number) => raised(number),
            None => class(code),
        },
    }
}

/// The status of a whole class, its code's first two letters.
fn class(code: &str) -> StatusCode {
    match code.get(..2).unwrap_or_default() {
        "08" | "53" => StatusCode::SERVICE_UNAVAILABLE,
        "0L" | "0P" | "28" => StatusCode::FORBIDDEN,
        "09" | "25" | "2D" | "38" | "39" | "3B" | "40" | "54" | "55" | "57" | "58" | "F0"
        | "HV" | "P0" | "XX" => StatusCode::INTERNAL_SERVER_ERROR,
        _ => StatusCode::BAD_REQUEST,
    }
}

/// `PT402`: a function chooses the status by the code that it raises.
fn raised(number: &str) -> StatusCode {
    let status = number.parse().ok().and_then(|number: u16| StatusCode::from_u16(number).ok());
    status.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}

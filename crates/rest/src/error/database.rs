//! What a database says, and the table for it. Two SQLSTATEs let a function shape the answer itself: `PTxyz`
//! chooses the status, and `PGRST` gives all of it as JSON in message and detail.

use http::header::RETRY_AFTER;
use http::{HeaderName, StatusCode};
use serde_json::{Map, Value};
use thiserror::Error;

use super::{Caller, ErrorAnswer, sqlstate};

/// The database refused it, or could not be asked.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum DatabaseError {
    /// It refused, and said why.
    #[error("{code}: {message}")]
    Refused {
        /// The SQLSTATE.
        code: String,
        /// What is wrong.
        message: String,
        /// More about it.
        details: Option<String>,
        /// What to do about it.
        hint: Option<String>,
    },
    /// It can't be reached.
    #[error("the database can't be reached")]
    Unreachable {
        /// What the driver says, if that may be known.
        details: Option<String>,
    },
    /// The connection broke while it was asked.
    #[error("the connection broke")]
    Lost {
        /// What the driver says, if that may be known.
        details: Option<String>,
    },
    /// Its schema could not be read yet.
    #[error("the schema is not known yet")]
    NoCatalog,
    /// The answer would be larger than is allowed.
    #[error("the answer is larger than {max_bytes} bytes")]
    TooLarge {
        /// The bound, in bytes.
        max_bytes: u64,
    },
    /// It has more to do than it can; the request did not begin.
    #[error("the database is busy")]
    Busy {
        /// When to ask again.
        retry_after_seconds: u32,
    },
}

pub(super) fn answer(error: &DatabaseError, caller: Caller) -> ErrorAnswer {
    let unavailable = StatusCode::SERVICE_UNAVAILABLE;
    match error {
        DatabaseError::Refused { code, message, details, .. } if code == "PGRST" => {
            shaped(message, details.as_deref())
        }
        DatabaseError::Refused { code, message, details, hint } => {
            let status = sqlstate::status(code, message, caller);
            let answer = ErrorAnswer::new(status, code.clone(), message).hint(hint.clone());
            let reason = code.starts_with("PT").then(|| message.clone());
            with(ErrorAnswer { reason, ..answer }, details.as_deref()).asking_for_token()
        }
        DatabaseError::Unreachable { details } => {
            let message = "Database connection error.";
            soon(with(ErrorAnswer::new(unavailable, "PGRST000", message), details.as_deref()))
        }
        DatabaseError::Lost { details } => {
            let message = "Database client error. Retrying the connection.";
            soon(with(ErrorAnswer::new(unavailable, "PGRST001", message), details.as_deref()))
        }
        DatabaseError::NoCatalog => {
            let message = "Could not query the database for the schema cache. Retrying.";
            soon(ErrorAnswer::new(unavailable, "PGRST002", message))
        }
        DatabaseError::TooLarge { max_bytes } => {
            let message = format!("The answer is larger than {max_bytes} bytes");
            ErrorAnswer::new(StatusCode::PAYLOAD_TOO_LARGE, "54000", message)
                .hint("Ask for fewer rows by limit, or for fewer columns by select".to_owned())
        }
        DatabaseError::Busy { retry_after_seconds } => {
            let message = "Timed out acquiring connection from connection pool.";
            ErrorAnswer::new(unavailable, "PGRST003", message)
                .header(RETRY_AFTER, &retry_after_seconds.to_string())
        }
    }
}

/// Asking again soon may help.
fn soon(answer: ErrorAnswer) -> ErrorAnswer {
    answer.header(RETRY_AFTER, "1")
}

fn with(answer: ErrorAnswer, details: Option<&str>) -> ErrorAnswer {
    match details {
        Some(details) => answer.details(details),
        None => answer,
    }
}

/// `raise sqlstate 'PGRST' using message = '{"code":…,"message":…}', detail = '{"status":…,"headers":…}'`
fn shaped(message: &str, detail: Option<&str>) -> ErrorAnswer {
    let Some(said) = Said::read(message) else {
        return unreadable(
            format!("Invalid JSON value for MESSAGE: '{message}'"),
            "MESSAGE must be a JSON object with obligatory keys: 'code', 'message' and optional keys: 'details', \
             'hint'.",
        );
    };
    let hint = "DETAIL must be a JSON object with obligatory keys: 'status', 'headers' and optional key: \
                'status_text'.";
    let Some(detail) = detail else {
        return unreadable("DETAIL is missing in the RAISE statement".to_owned(), hint);
    };
    let Some(shape) = Shape::read(detail) else {
        return unreadable(format!("Invalid JSON value for DETAIL: '{detail}'"), hint);
    };
    let answer = ErrorAnswer::new(shape.status, said.code, said.message).hint(said.hint);
    let answer = with(ErrorAnswer { reason: shape.reason, ..answer }, said.details.as_deref());
    shape.headers.iter().fold(answer, |answer, (name, value)| {
        match HeaderName::from_bytes(name.as_bytes()) {
            Ok(name) => answer.header(name, value),
            Err(_) => answer,
        }
    })
}

fn unreadable(details: String, hint: &str) -> ErrorAnswer {
    let message = "Could not parse JSON in the \"RAISE SQLSTATE 'PGRST'\" error";
    ErrorAnswer::new(StatusCode::INTERNAL_SERVER_ERROR, "PGRST121", message)
        .details(details)
        .hint(hint.to_owned())
}

/// What the message of such an error says.
struct Said {
    code: String,
    message: String,
    details: Option<String>,
    hint: Option<String>,
}

impl Said {
    fn read(json: &str) -> Option<Self> {
        let object: Map<String, Value> = serde_json::from_str(json).ok()?;
        Some(Self {
            code: text(&object, "code")??,
            message: text(&object, "message")??,
            details: text(&object, "details")?,
            hint: text(&object, "hint")?,
        })
    }
}

/// What the detail of such an error says.
struct Shape {
    status: StatusCode,
    reason: Option<String>,
    headers: Vec<(String, String)>,
}

impl Shape {
    fn read(json: &str) -> Option<Self> {
        let object: Map<String, Value> = serde_json::from_str(json).ok()?;
        let status =
            object.get("status")?.as_u64().and_then(|status| u16::try_from(status).ok())?;
        let headers = object.get("headers")?.as_object()?.iter();
        let headers = headers.map(|(name, value)| Some((name.clone(), value.as_str()?.to_owned())));
        Some(Self {
            status: StatusCode::from_u16(status).ok()?,
            reason: text(&object, "status_text")?,
            headers: headers.collect::<Option<_>>()?,
        })
    }
}

/// A text of an object: the outer is missing if it is something else, the inner if there is none.
fn text(object: &Map<String, Value>, key: &str) -> Option<Option<String>> {
    match object.get(key) {
        None | Some(Value::Null) => Some(None),
        Some(Value::String(text)) => Some(Some(text.clone())),
        Some(_) => None,
    }
}

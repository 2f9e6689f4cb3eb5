//! The table for [`ParseError`].

use http::StatusCode;

use super::ErrorAnswer;
use crate::parse::{BodyError, Bound, ParseError, RangeError};

pub(super) fn answer(error: &ParseError) -> ErrorAnswer {
    let bad = StatusCode::BAD_REQUEST;
    match error {
        ParseError::Syntax { message, details } => {
            ErrorAnswer::new(bad, "PGRST100", message).details(details)
        }
        ParseError::Text { byte } => {
            let message = format!("invalid byte sequence for encoding \"UTF8\": {byte:#04x}");
            ErrorAnswer::new(bad, "22021", message)
        }
        ParseError::CallMethod(method) => {
            let message = format!("Cannot use the {method} method on RPC");
            ErrorAnswer::new(StatusCode::METHOD_NOT_ALLOWED, "PGRST101", message)
        }
        ParseError::Body(error) => body(error),
        ParseError::Range(error) => {
            let details = match error {
                RangeError::NegativeLimit => "Limit should be greater than or equal to zero.",
                RangeError::LowerAboveUpper => {
                    "The lower boundary must be lower than or equal to the upper boundary in the Range header."
                }
            };
            let message = "Requested range not satisfiable";
            ErrorAnswer::new(StatusCode::RANGE_NOT_SATISFIABLE, "PGRST103", message)
                .details(details)
        }
        ParseError::UpsertRange => {
            let message = "limit/offset querystring parameters are not allowed for PUT";
            ErrorAnswer::new(bad, "PGRST114", message)
        }
        ParseError::IdempotencyKey => ErrorAnswer::new(
            bad,
            "ENG100",
            "The Idempotency-Key header must be one text of 1 to 255 visible ASCII characters",
        ),
        ParseError::Method(method) => {
            let message = format!("Unsupported HTTP method: {method}");
            ErrorAnswer::new(StatusCode::METHOD_NOT_ALLOWED, "PGRST117", message)
        }
        ParseError::Preferences(unknown) => {
            let message = "Invalid preferences given with handling=strict";
            let details = format!("Invalid preferences: {}", unknown.join(", "));
            ErrorAnswer::new(bad, "PGRST122", message).details(details)
        }
        ParseError::Path => {
            let message = "Invalid path specified in request URL";
            ErrorAnswer::new(StatusCode::NOT_FOUND, "PGRST125", message)
        }
        ParseError::Bound { bound, limit } => over(*bound, *limit),
    }
}

fn body(error: &BodyError) -> ErrorAnswer {
    let message = match error {
        BodyError::Json => "Empty or invalid json".to_owned(),
        BodyError::Keys => "All object keys must match".to_owned(),
        BodyError::Lines => "All lines must have same number of fields".to_owned(),
        BodyError::CsvEmpty => "parse error (not enough input)".to_owned(),
        BodyError::Csv { line } => format!("parse error (a quote is out of place in line {line})"),
        BodyError::MediaType(media) => format!("Content-Type not acceptable: {media}"),
    };
    ErrorAnswer::new(StatusCode::BAD_REQUEST, "PGRST102", message)
}

/// The protocol knows no such bounds; code and status are of the stage that each belongs to.
fn over(bound: Bound, limit: usize) -> ErrorAnswer {
    let (status, code, message, hint) = match bound {
        Bound::UrlBytes => (
            StatusCode::URI_TOO_LONG,
            "PGRST100",
            format!("The URL is longer than {limit} bytes"),
            "Ask in several requests, or send the values in the body of a call to a function",
        ),
        Bound::BodyBytes => (
            StatusCode::PAYLOAD_TOO_LARGE,
            "PGRST102",
            format!("The body is larger than {limit} bytes"),
            "Send it in several requests",
        ),
        Bound::Cells => (
            StatusCode::PAYLOAD_TOO_LARGE,
            "PGRST102",
            format!("The body has more than {limit} values"),
            "Send it in several requests",
        ),
        Bound::JsonDepth => (
            StatusCode::BAD_REQUEST,
            "PGRST102",
            format!("The body's arrays and objects are nested deeper than {limit} levels"),
            "Make the JSON flatter",
        ),
        Bound::SelectItems => (
            StatusCode::BAD_REQUEST,
            "PGRST100",
            format!("The select parameter has more than {limit} items"),
            "Select fewer columns, or all of them by *",
        ),
        Bound::EmbedDepth => (
            StatusCode::BAD_REQUEST,
            "PGRST100",
            format!("The select parameter embeds deeper than {limit} levels"),
            "Ask for the inner levels in a request of their own",
        ),
        Bound::Filters => (
            StatusCode::BAD_REQUEST,
            "PGRST100",
            format!("There are more than {limit} filters, orders and limits"),
            "Many values of one column fit in one filter: column=in.(1,2,3)",
        ),
        Bound::PathSteps => (
            StatusCode::BAD_REQUEST,
            "PGRST100",
            format!("A JSON path has more than {limit} steps"),
            "Give the value a column of its own",
        ),
        Bound::FilterDepth => (
            StatusCode::BAD_REQUEST,
            "PGRST100",
            format!("The logic tree is nested deeper than {limit} levels"),
            "Groups of one kind within each other can be written as one group",
        ),
    };
    ErrorAnswer::new(status, code, message).hint(hint.to_owned())
}

//! What is read of a request before its stages begin: the body, and the moment.

use crate::error::RestError;
use crate::parse::{Bound, ParseError};
use axum::body::Body;
use bytes::Bytes;
use http::header::CONTENT_LENGTH;
use http::request::Parts;
use http_body_util::{BodyExt, LengthLimitError, Limited};
use std::time::{SystemTime, UNIX_EPOCH};
use value::Moment;

/// The whole body, within its bound. One that says that it is longer is not read at all.
pub(super) async fn body(parts: &Parts, body: Body, limit: usize) -> Result<Bytes, RestError> {
    let too_large = || RestError::Parse(ParseError::Bound { bound: Bound::BodyBytes, limit });
    let length = parts.headers.get(CONTENT_LENGTH).and_then(|value| value.to_str().ok());
    if length
        .and_then(|length| length.parse().ok())
        .is_some_and(|length: u64| length > limit as u64)
    {
        return Err(too_large());
    }
    match Limited::new(body, limit).collect().await {
        Ok(collected) => Ok(collected.to_bytes()),
        Err(error) if error.is::<LengthLimitError>() => Err(too_large()),
        // The client went away in the middle, and nobody reads this.
        Err(_) => Err(RestError::Parse(ParseError::Body(crate::parse::BodyError::Json))),
    }
}

/// What `now` is in a request's literals.
pub(super) fn moment() -> Moment {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Moment { now_micros: i64::try_from(since.as_micros()).unwrap_or(i64::MAX) }
}

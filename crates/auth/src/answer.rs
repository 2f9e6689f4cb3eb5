//! Answers. An error travels in its response's extensions until the outermost layer knows which version of the API was
//! asked for, writes it down in that version's form, and logs what is ours.

use crate::error::{AccountError, Error};
use axum::body::Body;
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::header::{CACHE_CONTROL, CONTENT_TYPE, RETRY_AFTER};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use serde::Serialize;
use serde_json::{Value, json as json_of};

const API_VERSION: HeaderName = HeaderName::from_static("x-supabase-api-version");
const ERROR_CODE: HeaderName = HeaderName::from_static("x-sb-error-code");

/// The one version that has a name.
const VERSION_20240101: &str = "2024-01-01";

/// In which form errors are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ApiVersion {
    Initial,
    V20240101,
}

/// A JSON answer.
pub(crate) fn json<T: Serialize>(status: StatusCode, body: &T) -> Result<Response, Error> {
    let body = serde_json::to_vec(body).map_err(|error| Error::Internal(error.to_string()))?;
    Ok((status, [(CONTENT_TYPE, "application/json")], body).into_response())
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let mut response = Response::new(Body::empty());
        let status = StatusCode::from_u16(self.describe().status);
        *response.status_mut() = status.unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        response.extensions_mut().insert(self);
        response
    }
}

/// The outermost layer.
pub(crate) async fn finish(request: Request, next: Next) -> Response {
    let version = ApiVersion::asked(request.headers());
    let path = request.uri().path().to_owned();
    let mut response = next.run(request).await;
    if let Some(error) = response.extensions_mut().remove::<Error>() {
        log(&error, &path);
        write(&error, version, &mut response);
    }
    let headers = response.headers_mut();
    if version == ApiVersion::V20240101 {
        headers.insert(API_VERSION, HeaderValue::from_static(VERSION_20240101));
    }
    // Whatever isn't public by itself is about somebody.
    headers.entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("private, no-store"));
    response
}

impl ApiVersion {
    /// The newest version that is not newer than the date that was asked for.
    fn asked(headers: &HeaderMap) -> Self {
        let date = headers.get(API_VERSION).and_then(|value| value.to_str().ok());
        match date.map(str::parse::<jiff::civil::Date>) {
            Some(Ok(date)) if date >= jiff::civil::date(2024, 1, 1) => Self::V20240101,
            _ => Self::Initial,
        }
    }
}

fn log(error: &Error, path: &str) {
    match error {
        Error::Internal(cause) => tracing::error!(path, cause, "a request of accounts failed"),
        Error::DiskFull => tracing::error!(path, "there is no space left on the disk"),
        _ => {}
    }
}

fn write(error: &Error, version: ApiVersion, response: &mut Response) {
    let described = error.describe();
    let mut body = match version {
        ApiVersion::Initial => json_of!({
            "code": described.status,
            "error_code": described.code,
            "msg": described.message,
        }),
        ApiVersion::V20240101 => json_of!({
            "code": described.code,
            "message": described.message,
        }),
    };
    if let (Error::Account(AccountError::WeakPassword(weak)), Value::Object(members)) =
        (error, &mut body)
    {
        members.insert("weak_password".to_owned(), json_of!({ "reasons": weak.reasons }));
    }
    *response.body_mut() = Body::from(body.to_string());
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.insert(ERROR_CODE, HeaderValue::from_static(described.code));
    if let Some(wait) = error.retry_after() {
        // Seconds, rounded up: who comes earlier is refused again.
        let seconds = wait.as_secs() + u64::from(wait.subsec_nanos() > 0);
        headers.insert(RETRY_AFTER, HeaderValue::from(seconds.max(1)));
    }
}

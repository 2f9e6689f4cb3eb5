//! The headers of an answer.

use crate::error::{Caller, RestError};
use crate::plan::{Format, ResponsePlan};
use bytes::Bytes;
use http::header::{CONTENT_LENGTH, CONTENT_TYPE, WARNING};
use http::{HeaderMap, HeaderName, HeaderValue, Response, StatusCode};
use value::Name;

const CONTENT_PROFILE: HeaderName = HeaderName::from_static("content-profile");
const PREFERENCE_APPLIED: HeaderName = HeaderName::from_static("preference-applied");

/// Puts the parts of an answer together.
pub(super) fn response(
    plan: &ResponsePlan,
    status: StatusCode,
    mut headers: HeaderMap,
    body: Option<(Format, Vec<u8>)>,
) -> Response<Bytes> {
    let bytes = match body {
        Some((format, bytes)) => {
            put_content(&mut headers, plan, format);
            Bytes::from(bytes)
        }
        None => Bytes::new(),
    };
    if status != StatusCode::NO_CONTENT {
        headers.insert(CONTENT_LENGTH, HeaderValue::from(bytes.len()));
    }
    finished(plan, status, headers, bytes)
}

/// An answer to `HEAD`: what the headers of the body would be, without the body.
pub(super) fn head(
    plan: &ResponsePlan,
    status: StatusCode,
    mut headers: HeaderMap,
    format: Format,
) -> Response<Bytes> {
    put_content(&mut headers, plan, format);
    finished(plan, status, headers, Bytes::new())
}

/// A refusal that tells what was preferred and applied, as an answer does.
pub(super) fn refusal(plan: &ResponsePlan, error: &RestError) -> Response<Bytes> {
    let answer = error.answer(Caller::Authenticated);
    let bytes = Bytes::from(answer.body());
    finished(plan, answer.status, answer.headers(), bytes)
}

fn put_content(headers: &mut HeaderMap, plan: &ResponsePlan, format: Format) {
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(format.content_type()));
    put_profile(headers, plan);
}

/// `Content-Profile`
pub(super) fn put_profile(headers: &mut HeaderMap, plan: &ResponsePlan) {
    if let Some(profile) = &plan.profile {
        put(headers, CONTENT_PROFILE, profile);
    }
}

/// The same, of an answer that no plan made.
pub(crate) fn put_profile_of(headers: &mut HeaderMap, profile: &Name) {
    put(headers, CONTENT_PROFILE, profile);
}

pub(super) fn finished(
    plan: &ResponsePlan,
    status: StatusCode,
    mut headers: HeaderMap,
    bytes: Bytes,
) -> Response<Bytes> {
    if let Some(applied) = &plan.applied {
        put(&mut headers, PREFERENCE_APPLIED, applied);
    }
    if let Some(warning) = plan.warning.as_ref().filter(|_| !status.is_client_error()) {
        put(&mut headers, WARNING, warning);
    }
    let mut response = Response::new(bytes);
    *response.status_mut() = status;
    *response.headers_mut() = headers;
    response
}

/// A header whose value may come from a person; one that HTTP can't carry is left out.
pub(super) fn put(headers: &mut HeaderMap, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        headers.insert(name, value);
    }
}

/// `0-24/3573458`; what is not known or not there is `*`.
pub(super) fn content_range(offset: u64, count: u64, total: Option<u64>) -> String {
    let total_text = total.map_or_else(|| "*".to_owned(), |total| total.to_string());
    if count == 0 || total == Some(0) {
        return format!("*/{total_text}");
    }
    format!("{offset}-{}/{total_text}", offset.saturating_add(count - 1))
}

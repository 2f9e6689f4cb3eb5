//! An error as it leaves the house.

use std::borrow::Cow;

use http::header::{CONTENT_TYPE, WWW_AUTHENTICATE};
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use serde_json::Value;

use super::Candidate;

/// Status, headers and body of an error.
#[derive(Clone, Debug, PartialEq)]
pub struct ErrorAnswer {
    /// The status.
    pub status: StatusCode,
    /// A reason of one's own beside the status, which a database function may give.
    pub reason: Option<String>,
    /// `PGRST…` or a SQLSTATE.
    pub code: Cow<'static, str>,
    /// What is wrong.
    pub message: String,
    /// More about it.
    pub details: Option<Details>,
    /// What to do about it.
    pub hint: Option<String>,
    /// What this error says in headers; those that all errors have are added by [`ErrorAnswer::headers`].
    pub extra_headers: Vec<(HeaderName, HeaderValue)>,
}

/// What stands under `details`.
#[derive(Clone, Debug, PartialEq)]
pub enum Details {
    /// A sentence.
    Text(String),
    /// The relationships of which one must be chosen.
    Candidates(Vec<Candidate>),
}

impl ErrorAnswer {
    pub(super) fn new(
        status: StatusCode,
        code: impl Into<Cow<'static, str>>,
        message: impl Into<String>,
    ) -> Self {
        Self {
            status,
            reason: None,
            code: code.into(),
            message: message.into(),
            details: None,
            hint: None,
            extra_headers: Vec::new(),
        }
    }

    pub(super) fn details(self, text: impl Into<String>) -> Self {
        Self { details: Some(Details::Text(text.into())), ..self }
    }

    pub(super) fn hint(self, hint: impl Into<Option<String>>) -> Self {
        Self { hint: hint.into(), ..self }
    }

    /// A header whose value may come from a person; one that HTTP can't carry is left out.
    pub(super) fn header(mut self, name: HeaderName, value: &str) -> Self {
        if let Ok(value) = HeaderValue::from_str(value) {
            self.extra_headers.push((name, value));
        }
        self
    }

    /// A 401 says by what the caller may show who they are.
    pub(super) fn asking_for_token(self) -> Self {
        if self.status == StatusCode::UNAUTHORIZED {
            self.header(WWW_AUTHENTICATE, "Bearer")
        } else {
            self
        }
    }

    /// All headers of the answer but its length.
    pub fn headers(&self) -> HeaderMap {
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json; charset=utf-8"));
        if let Ok(value) = HeaderValue::from_str(&format!("PostgREST; error={}", self.code)) {
            headers.insert(HeaderName::from_static("proxy-status"), value);
        }
        for (name, value) in &self.extra_headers {
            headers.append(name, value.clone());
        }
        headers
    }

    /// `{"code":…,"details":…,"hint":…,"message":…}`
    pub fn body(&self) -> String {
        let text = |text: &str| Value::from(text);
        let details = match &self.details {
            None => Value::Null,
            Some(Details::Text(details)) => text(details),
            Some(Details::Candidates(all)) => all.iter().map(Candidate::json).collect(),
        };
        let hint = self.hint.as_deref().map_or(Value::Null, text);
        let (code, message) = (text(&self.code), text(&self.message));
        format!(r#"{{"code":{code},"details":{details},"hint":{hint},"message":{message}}}"#)
    }
}

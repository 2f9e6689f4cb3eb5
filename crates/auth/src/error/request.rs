//! Requests that can't be read.

use super::{Described, said};
use crate::metadata;

/// Why a request can't be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum RequestError {
    /// What is wrong with the JSON.
    BadJson(String),
    /// More than so many bytes.
    BodyTooLarge(usize),
    /// The connection broke.
    BodyUnreadable,
    NoSuchEndpoint,
    MethodNotAllowed,
    /// A value that no column holds, such as text with a NUL.
    Value(String),
    MetadataTooLarge,
    /// `scope` of a sign-out.
    LogoutScope(String),
}

impl RequestError {
    pub(super) fn describe(&self) -> Described {
        const FAILED: &str = "validation_failed";
        match self {
            Self::BadJson(why) => {
                said(400, "bad_json", format!("Could not parse request body as JSON: {why}"))
            }
            Self::BodyTooLarge(max) => {
                said(413, FAILED, format!("The request body may have at most {max} bytes"))
            }
            Self::BodyUnreadable => said(400, FAILED, "Could not read the request body"),
            Self::NoSuchEndpoint => said(404, "unknown", "There is no such endpoint"),
            Self::MethodNotAllowed => said(405, "unknown", "The endpoint doesn't take this method"),
            Self::Value(why) => said(400, FAILED, why.clone()),
            Self::MetadataTooLarge => said(
                422,
                FAILED,
                format!(
                    "user_metadata and app_metadata may have at most {} bytes together: every access token carries \
                     them",
                    metadata::BYTES_MAX
                ),
            ),
            Self::LogoutScope(scope) => {
                said(400, FAILED, format!("Unsupported logout scope {scope:?}"))
            }
        }
    }
}

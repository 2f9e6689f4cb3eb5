//! What can be wrong with a request, one enum for each part of the house, and what is said about it: status, code and
//! words are GoTrue's where it has them. Handlers give [`Error`]; causes that are ours are for the log only.

mod account;
mod admin;
mod caller;
mod not_yet;
mod request;
mod sign_in;

#[cfg(test)]
mod tests;

use crate::accounts::StoreError;
use std::borrow::Cow;
use std::time::Duration;

pub(crate) use account::AccountError;
pub(crate) use admin::AdminError;
pub(crate) use caller::CallerError;
pub(crate) use not_yet::NotYet;
pub(crate) use request::RequestError;
pub(crate) use sign_in::SignInError;

/// What is wrong with a request, or with us.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Error {
    /// The request has no form that can be read.
    Request(RequestError),
    /// An account can't be as somebody wants it.
    Account(AccountError),
    /// No tokens are granted.
    SignIn(SignInError),
    /// Who asks may not.
    Caller(CallerError),
    /// What an administrator asks can't be done.
    Admin(AdminError),
    /// It isn't there yet.
    NotYet(NotYet),
    /// It is asked too often; when there is room again.
    RateLimited(Duration),
    /// There is more to do than can be done.
    Busy,
    /// There is no room to write anything down.
    DiskFull,
    /// Others changed the same account at the same time, again and again.
    Conflict,
    /// An invariant of ours did not hold. The text is for the log only.
    Internal(String),
}

/// What is said about an error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Described {
    pub(crate) status: u16,
    pub(crate) code: &'static str,
    pub(crate) message: Cow<'static, str>,
}

impl Error {
    /// Status, code and words.
    pub(crate) fn describe(&self) -> Described {
        match self {
            Self::Request(error) => error.describe(),
            Self::Account(error) => error.describe(),
            Self::SignIn(error) => error.describe(),
            Self::Caller(error) => error.describe(),
            Self::Admin(error) => error.describe(),
            Self::NotYet(error) => error.describe(),
            Self::RateLimited(_) => {
                said(429, "over_request_rate_limit", "Request rate limit reached")
            }
            Self::Busy => said(503, "request_timeout", "The server is busy, try again in a moment"),
            Self::DiskFull => {
                said(507, "unexpected_failure", "There is no space left on the server's disk")
            }
            Self::Conflict => said(
                409,
                "conflict",
                "The account was changed by other requests at the same time, try again",
            ),
            Self::Internal(_) => said(
                500,
                "unexpected_failure",
                "Unexpected failure, please check server logs for more information",
            ),
        }
    }

    /// When it makes sense to ask again.
    pub(crate) const fn retry_after(&self) -> Option<Duration> {
        match self {
            Self::RateLimited(wait) => Some(*wait),
            Self::Busy => Some(Duration::from_secs(1)),
            _ => None,
        }
    }
}

fn said(status: u16, code: &'static str, message: impl Into<Cow<'static, str>>) -> Described {
    Described { status, code, message: message.into() }
}

/// What the handlers don't tell apart themselves.
impl From<StoreError> for Error {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Value(error) => Self::Request(RequestError::Value(error.message)),
            StoreError::Database(
                db::Error::Busy | db::Error::Timeout | db::Error::Unavailable(_),
            ) => Self::Busy,
            StoreError::Database(db::Error::DiskFull) => Self::DiskFull,
            StoreError::Database(db::Error::Demand { .. }) => Self::Conflict,
            error => Self::Internal(error.to_string()),
        }
    }
}

//! What can be wrong with a token, and the table for it.

use http::StatusCode;
use http::header::WWW_AUTHENTICATE;
use thiserror::Error;

use super::ErrorAnswer;

/// The token is not one, or not for here and now.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum TokenError {
    /// The server has nothing to verify tokens with.
    #[error("no key to verify tokens with")]
    NoKey,
    /// Requests without a token are not taken.
    #[error("no token")]
    Missing,
    /// It can't be read or verified.
    #[error("the token can't be verified")]
    Decode(DecodeError),
    /// It is genuine, but says that it is not for here or now.
    #[error("the token is not valid here and now")]
    Claims(ClaimsError),
}

/// Why a token can't be read or verified.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DecodeError {
    /// `Authorization: Bearer` with nothing behind it.
    Empty,
    /// Not three parts with dots between them.
    Parts(usize),
    /// No key fits; what was tried.
    Key(String),
    /// An algorithm that isn't taken, `none` above all; which.
    Algorithm(String),
    /// The signature is wrong.
    Signature,
    /// Encrypted, or of another kind.
    Kind,
    /// Its parts are not what they should be.
    Malformed,
}

/// Why a genuine token is not valid here and now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClaimsError {
    /// `exp` was so many seconds ago.
    Expired(u64),
    /// `nbf` is in so many seconds.
    NotYet(u64),
    /// `iat` is in so many seconds.
    IssuedInFuture(u64),
    /// `aud` names others.
    Audience,
    /// The claims are not a JSON object.
    NotClaims,
    /// `exp` is not a number.
    ExpiryType,
    /// `nbf` is not a number.
    NotBeforeType,
    /// `iat` is not a number.
    IssuedType,
    /// `aud` is not a string or an array of them.
    AudienceType,
}

pub(super) fn answer(error: &TokenError) -> ErrorAnswer {
    match error {
        TokenError::NoKey => ErrorAnswer::new(
            StatusCode::INTERNAL_SERVER_ERROR,
            "PGRST300",
            "Server lacks JWT secret",
        ),
        TokenError::Decode(error) => decode(error),
        TokenError::Missing => {
            let message = "Anonymous access is disabled";
            ErrorAnswer::new(StatusCode::UNAUTHORIZED, "PGRST302", message).asking_for_token()
        }
        TokenError::Claims(error) => claims(*error),
    }
}

fn decode(error: &DecodeError) -> ErrorAnswer {
    let message = match error {
        DecodeError::Empty => "Empty JWT is sent in Authorization header".to_owned(),
        DecodeError::Parts(parts) => format!("Expected 3 parts in JWT; got {parts}"),
        DecodeError::Key(_) => "No suitable key or wrong key type".to_owned(),
        DecodeError::Algorithm(_) => "Wrong or unsupported encoding algorithm".to_owned(),
        DecodeError::Signature => "JWT cryptographic operation failed".to_owned(),
        DecodeError::Kind => "Unsupported token type".to_owned(),
        DecodeError::Malformed => "JWT couldn't be decoded".to_owned(),
    };
    let answer = invalid("PGRST301", message);
    match error {
        DecodeError::Key(details) | DecodeError::Algorithm(details) => answer.details(details),
        _ => answer,
    }
}

fn claims(error: ClaimsError) -> ErrorAnswer {
    let message = match error {
        ClaimsError::Expired(_) => "JWT expired",
        ClaimsError::NotYet(_) => "JWT not yet valid",
        ClaimsError::IssuedInFuture(_) => "JWT issued at future",
        ClaimsError::Audience => "JWT not in audience",
        ClaimsError::NotClaims => "Parsing claims failed",
        ClaimsError::ExpiryType => "The JWT 'exp' claim must be a number",
        ClaimsError::NotBeforeType => "The JWT 'nbf' claim must be a number",
        ClaimsError::IssuedType => "The JWT 'iat' claim must be a number",
        ClaimsError::AudienceType => "The JWT 'aud' claim must be a string or an array of strings",
    };
    let answer = invalid("PGRST303", message.to_owned());
    match error {
        ClaimsError::Expired(seconds)
        | ClaimsError::NotYet(seconds)
        | ClaimsError::IssuedInFuture(seconds) => {
            answer.details(format!("Invalid by {seconds} seconds"))
        }
        _ => answer,
    }
}

fn invalid(code: &'static str, message: String) -> ErrorAnswer {
    let header = format!("Bearer error=\"invalid_token\", error_description=\"{message}\"");
    ErrorAnswer::new(StatusCode::UNAUTHORIZED, code, message).header(WWW_AUTHENTICATE, &header)
}

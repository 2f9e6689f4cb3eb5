//! The table for what can be wrong with a token.

use http::StatusCode;
use http::header::WWW_AUTHENTICATE;

use super::ErrorAnswer;

pub use web::{ClaimsError, DecodeError, TokenError};

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

/// What a gateway before the protocol's server says; the code is that of a token which can't be verified.
pub(super) fn bad_api_key() -> ErrorAnswer {
    ErrorAnswer::new(StatusCode::UNAUTHORIZED, "PGRST301", "Invalid API key")
        .hint("Double check your API key: the publishable (anon) or the secret one.".to_owned())
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

//! Who asks, and whether they may.

use super::{Described, said};
use web::{ClaimsError, DecodeError, TokenError};

/// Why somebody may not ask.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum CallerError {
    /// The key of the application is none of ours.
    ApiKey,
    NoBearer,
    Token(TokenError),
    SubjectMissing,
    SubjectNoUuid,
    SessionNoUuid,
    UserNotFound,
    SessionNotFound,
    NotAdmin,
    AppMetadataNotAdmin,
}

impl CallerError {
    pub(super) fn describe(&self) -> Described {
        const NOBODY: &str = "no_authorization";
        let claim = |status, why: &str| said(status, "bad_jwt", format!("invalid claim: {why}"));
        match self {
            Self::ApiKey => said(401, NOBODY, "Invalid API key"),
            Self::NoBearer => said(401, NOBODY, "This endpoint requires a valid Bearer token"),
            Self::Token(error) => said(
                403,
                "bad_jwt",
                format!("invalid JWT: unable to parse or verify signature, {}", reason(error)),
            ),
            Self::SubjectMissing => claim(403, "missing sub claim"),
            Self::SubjectNoUuid => claim(400, "sub claim must be a UUID"),
            Self::SessionNoUuid => claim(403, "session_id claim must be a UUID"),
            Self::UserNotFound => {
                said(403, "user_not_found", "User from sub claim in JWT does not exist")
            }
            Self::SessionNotFound => said(
                403,
                "session_not_found",
                "Session from session_id claim in JWT does not exist",
            ),
            Self::NotAdmin => said(403, "not_admin", "User not allowed"),
            Self::AppMetadataNotAdmin => {
                said(403, "not_admin", "Updating app_metadata requires admin privileges")
            }
        }
    }
}

/// Words as those of the library that GoTrue reads tokens with.
const fn reason(error: &TokenError) -> &'static str {
    match error {
        TokenError::NoKey | TokenError::Decode(DecodeError::Key(_)) => {
            "token is unverifiable: error while executing keyfunc"
        }
        TokenError::Missing | TokenError::Decode(DecodeError::Empty | DecodeError::Parts(_)) => {
            "token is malformed: token contains an invalid number of segments"
        }
        TokenError::Decode(DecodeError::Algorithm(_)) => {
            "token signature is invalid: signing method is invalid"
        }
        TokenError::Decode(DecodeError::Signature) => {
            "token signature is invalid: signature is invalid"
        }
        TokenError::Decode(DecodeError::Kind | DecodeError::Malformed) => {
            "token is malformed: could not decode it"
        }
        TokenError::Claims(ClaimsError::Expired(_)) => "token has invalid claims: token is expired",
        TokenError::Claims(ClaimsError::NotYet(_)) => {
            "token has invalid claims: token is not valid yet"
        }
        TokenError::Claims(ClaimsError::IssuedInFuture(_)) => {
            "token has invalid claims: token used before issued"
        }
        TokenError::Claims(
            ClaimsError::Audience
            | ClaimsError::NotClaims
            | ClaimsError::ExpiryType
            | ClaimsError::NotBeforeType
            | ClaimsError::IssuedType
            | ClaimsError::AudienceType,
        ) => "token has invalid claims: they are not of the right type",
    }
}

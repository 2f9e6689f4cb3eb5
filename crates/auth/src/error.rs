//! What can be wrong with a request, and the one table of what is said about it: status, code and words are GoTrue's
//! where it has them. A table, so it may be long.

use crate::accounts::StoreError;
use crate::metadata;
use crate::password::Weak;
use std::borrow::Cow;
use std::time::Duration;
use web::{ClaimsError, DecodeError, TokenError};

/// What is wrong with a request, or with us.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Error {
    // The request's form.
    BadJson(String),
    BodyTooLarge(usize),
    BodyUnreadable,
    NoSuchEndpoint,
    MethodNotAllowed,
    /// A value that no column holds, such as text with a NUL.
    Value(String),
    MetadataTooLarge,

    // Addresses and passwords.
    EmailMissing,
    EmailTooLong,
    EmailFormat,
    PasswordMissing,
    PasswordTooLong,
    WeakPassword(Weak),
    SamePassword,
    AnonymousPassword,

    // Signing up.
    SignupDisabled,
    EmailSignupsDisabled,
    PhoneSignupsDisabled,
    AnonymousDisabled,
    EmailAndPhone(&'static str),
    UserAlreadyExists,
    EmailExists,

    // Signing in.
    UnsupportedGrant,
    EmailOrPhoneMissing,
    EmailLoginsDisabled,
    PhoneLoginsDisabled,
    InvalidCredentials,
    UserBanned,
    EmailNotConfirmed,
    FlowStateNotFound,
    ProviderDisabled,
    Web3Disabled,

    // Refreshing.
    RefreshTokenMissing,
    RefreshTokenNotFound,
    RefreshTokenAlreadyUsed,
    RefreshTokenBanned,
    RefreshTokenWithoutSession,
    SessionExpired,

    // Who asks.
    ApiKey,
    NoBearer,
    Token(TokenError),
    SubjectMissing,
    SubjectNoUuid,
    SessionNoUuid,
    TokensUserNotFound,
    TokensSessionNotFound,
    NotAdmin,
    AppMetadataNotAdmin,

    // Signing out.
    LogoutScope(String),

    // What administrators ask.
    UserIdNoUuid,
    UserNotFound,
    NewUserWithoutEmail,
    PasswordAndHash,
    PasswordHash,
    NewIdNoUuid,
    NewIdNil,
    BanDuration(String),
    Pagination(String),
    UserReferenced,

    // What isn't there yet.
    NoMail(&'static str),
    MfaDisabled,
    SamlDisabled,
    ManualLinkingDisabled,
    OAuthProvider,

    // Load and failure.
    RateLimited(Duration),
    Busy,
    Conflict,
    /// The text is for the log only.
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
        let said = |status, code, message: &'static str| Described {
            status,
            code,
            message: Cow::Borrowed(message),
        };
        let told = |status, code, message: String| Described {
            status,
            code,
            message: Cow::Owned(message),
        };
        match self {
            Self::BadJson(why) => {
                told(400, "bad_json", format!("Could not parse request body as JSON: {why}"))
            }
            Self::BodyTooLarge(max) => told(
                413,
                "validation_failed",
                format!("The request body may have at most {max} bytes"),
            ),
            Self::BodyUnreadable => {
                said(400, "validation_failed", "Could not read the request body")
            }
            Self::NoSuchEndpoint => said(404, "unknown", "There is no such endpoint"),
            Self::MethodNotAllowed => said(405, "unknown", "The endpoint doesn't take this method"),
            Self::Value(why) => told(400, "validation_failed", why.clone()),
            Self::MetadataTooLarge => told(
                422,
                "validation_failed",
                format!(
                    "user_metadata and app_metadata may have at most {} bytes together: every access token carries \
                     them",
                    metadata::BYTES_MAX
                ),
            ),

            Self::EmailMissing => said(400, "validation_failed", "An email address is required"),
            Self::EmailTooLong => said(400, "validation_failed", "An email address is too long"),
            Self::EmailFormat => {
                said(400, "validation_failed", "Unable to validate email address: invalid format")
            }
            Self::PasswordMissing => {
                said(400, "validation_failed", "Signup requires a valid password")
            }
            Self::PasswordTooLong => {
                said(400, "validation_failed", "Password cannot be longer than 72 characters")
            }
            Self::WeakPassword(weak) => told(422, "weak_password", weak.message.clone()),
            Self::SamePassword => said(
                422,
                "same_password",
                "New password should be different from the old password.",
            ),
            Self::AnonymousPassword => said(
                422,
                "validation_failed",
                "Updating password of an anonymous user without an email or phone is not allowed",
            ),

            Self::SignupDisabled => {
                said(422, "signup_disabled", "Signups not allowed for this instance")
            }
            Self::EmailSignupsDisabled => {
                said(400, "email_provider_disabled", "Email signups are disabled")
            }
            Self::PhoneSignupsDisabled => {
                said(400, "phone_provider_disabled", "Phone signups are disabled")
            }
            Self::AnonymousDisabled => {
                said(422, "anonymous_provider_disabled", "Anonymous sign-ins are disabled")
            }
            Self::EmailAndPhone(on) => told(
                400,
                "validation_failed",
                format!("Only an email address or phone number should be provided on {on}."),
            ),
            Self::UserAlreadyExists => said(422, "user_already_exists", "User already registered"),
            Self::EmailExists => said(
                422,
                "email_exists",
                "A user with this email address has already been registered",
            ),

            Self::UnsupportedGrant => said(400, "invalid_credentials", "unsupported_grant_type"),
            Self::EmailOrPhoneMissing => said(400, "validation_failed", "missing email or phone"),
            Self::EmailLoginsDisabled => {
                said(422, "email_provider_disabled", "Email logins are disabled")
            }
            Self::PhoneLoginsDisabled => {
                said(422, "phone_provider_disabled", "Phone logins are disabled")
            }
            Self::InvalidCredentials => {
                said(400, "invalid_credentials", "Invalid login credentials")
            }
            Self::UserBanned => said(400, "user_banned", "User is banned"),
            Self::EmailNotConfirmed => said(400, "email_not_confirmed", "Email not confirmed"),
            Self::FlowStateNotFound => {
                said(404, "flow_state_not_found", "invalid flow state, no valid flow state found")
            }
            Self::ProviderDisabled => said(400, "provider_disabled", "Provider is not enabled"),
            Self::Web3Disabled => said(422, "web3_provider_disabled", "Web3 provider is disabled"),

            Self::RefreshTokenMissing => said(400, "validation_failed", "refresh_token required"),
            Self::RefreshTokenNotFound => said(
                400,
                "refresh_token_not_found",
                "Invalid Refresh Token: Refresh Token Not Found",
            ),
            Self::RefreshTokenAlreadyUsed => {
                said(400, "refresh_token_already_used", "Invalid Refresh Token: Already Used")
            }
            Self::RefreshTokenBanned => {
                said(400, "user_banned", "Invalid Refresh Token: User Banned")
            }
            Self::RefreshTokenWithoutSession => {
                said(400, "session_not_found", "Invalid Refresh Token: No Valid Session Found")
            }
            Self::SessionExpired => {
                said(400, "session_expired", "Invalid Refresh Token: Session Expired")
            }

            Self::ApiKey => said(401, "no_authorization", "Invalid API key"),
            Self::NoBearer => {
                said(401, "no_authorization", "This endpoint requires a valid Bearer token")
            }
            Self::Token(error) => told(403, "bad_jwt", bad_token(error)),
            Self::SubjectMissing => said(403, "bad_jwt", "invalid claim: missing sub claim"),
            Self::SubjectNoUuid => said(400, "bad_jwt", "invalid claim: sub claim must be a UUID"),
            Self::SessionNoUuid => {
                said(403, "bad_jwt", "invalid claim: session_id claim must be a UUID")
            }
            Self::TokensUserNotFound => {
                said(403, "user_not_found", "User from sub claim in JWT does not exist")
            }
            Self::TokensSessionNotFound => said(
                403,
                "session_not_found",
                "Session from session_id claim in JWT does not exist",
            ),
            Self::NotAdmin => said(403, "not_admin", "User not allowed"),
            Self::AppMetadataNotAdmin => {
                said(403, "not_admin", "Updating app_metadata requires admin privileges")
            }

            Self::LogoutScope(scope) => {
                told(400, "validation_failed", format!("Unsupported logout scope {scope:?}"))
            }

            Self::UserIdNoUuid => said(404, "validation_failed", "user_id must be an UUID"),
            Self::UserNotFound => said(404, "user_not_found", "User not found"),
            Self::NewUserWithoutEmail => said(
                400,
                "validation_failed",
                "Cannot create a user without either an email or phone",
            ),
            Self::PasswordAndHash => said(
                400,
                "validation_failed",
                "Only a password or a password hash should be provided",
            ),
            Self::PasswordHash => said(
                400,
                "validation_failed",
                "password_hash must be a hash by argon2 or bcrypt of usual cost",
            ),
            Self::NewIdNoUuid => {
                said(400, "validation_failed", "ID must conform to the uuid v4 format")
            }
            Self::NewIdNil => said(400, "validation_failed", "ID cannot be a nil uuid"),
            Self::BanDuration(why) => {
                told(400, "validation_failed", format!("invalid format for ban duration: {why}"))
            }
            Self::Pagination(why) => {
                told(400, "validation_failed", format!("Bad Pagination Parameters: {why}"))
            }
            Self::UserReferenced => said(
                409,
                "conflict",
                "Database error deleting user: rows of other tables still refer to it",
            ),

            Self::NoMail(what) => told(
                422,
                "email_provider_disabled",
                format!("{what} needs mail, and this server sends none yet"),
            ),
            Self::MfaDisabled => {
                said(422, "mfa_totp_enroll_not_enabled", "MFA enroll is disabled for TOTP")
            }
            Self::SamlDisabled => said(404, "saml_provider_disabled", "SAML 2.0 is disabled"),
            Self::ManualLinkingDisabled => {
                said(404, "manual_linking_disabled", "Manual linking is disabled")
            }
            Self::OAuthProvider => {
                said(400, "validation_failed", "Unsupported provider: provider is not enabled")
            }

            Self::RateLimited(_) => {
                said(429, "over_request_rate_limit", "Request rate limit reached")
            }
            Self::Busy => said(503, "request_timeout", "The server is busy, try again in a moment"),
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

/// Words as those of the library that GoTrue reads tokens with.
fn bad_token(error: &TokenError) -> String {
    let why = match error {
        TokenError::NoKey | TokenError::Decode(DecodeError::Key(_)) => {
            "token is unverifiable: error while executing keyfunc: unrecognized JWT kid for algorithm".to_owned()
        }
        TokenError::Missing | TokenError::Decode(DecodeError::Empty) => {
            "token is malformed: token contains an invalid number of segments".to_owned()
        }
        TokenError::Decode(DecodeError::Parts(_)) => {
            "token is malformed: token contains an invalid number of segments".to_owned()
        }
        TokenError::Decode(DecodeError::Algorithm(named)) => {
            format!("token signature is invalid: {named}")
        }
        TokenError::Decode(DecodeError::Signature) => {
            "token signature is invalid: signature is invalid".to_owned()
        }
        TokenError::Decode(DecodeError::Kind | DecodeError::Malformed) => {
            "token is malformed: could not decode it".to_owned()
        }
        TokenError::Claims(ClaimsError::Expired(_)) => {
            "token has invalid claims: token is expired".to_owned()
        }
        TokenError::Claims(ClaimsError::NotYet(_)) => {
            "token has invalid claims: token is not valid yet".to_owned()
        }
        TokenError::Claims(ClaimsError::IssuedInFuture(_)) => {
            "token has invalid claims: token used before issued".to_owned()
        }
        TokenError::Claims(
            ClaimsError::Audience
            | ClaimsError::NotClaims
            | ClaimsError::ExpiryType
            | ClaimsError::NotBeforeType
            | ClaimsError::IssuedType
            | ClaimsError::AudienceType,
        ) => "token has invalid claims: they are not of the right type".to_owned(),
    };
    format!("invalid JWT: unable to parse or verify signature, {why}")
}

/// What the handlers don't tell apart themselves.
impl From<StoreError> for Error {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Value(error) => Self::Value(error.message),
            StoreError::Database(
                db::Error::Busy | db::Error::Timeout | db::Error::Unavailable(_),
            ) => Self::Busy,
            StoreError::Database(db::Error::Demand { .. }) => Self::Conflict,
            error => Self::Internal(error.to_string()),
        }
    }
}

#[cfg(test)]
mod tests;

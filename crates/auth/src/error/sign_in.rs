//! Signing in and going on.

use super::{Described, said};

/// Why no tokens are granted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum SignInError {
    UnsupportedGrant,
    EmailOrPhoneMissing,
    EmailLoginsDisabled,
    PhoneLoginsDisabled,
    /// An unknown account, a wrong password, or an account without one.
    InvalidCredentials,
    UserBanned,
    EmailNotConfirmed,
    FlowStateNotFound,
    ProviderDisabled,
    Web3Disabled,
    RefreshTokenMissing,
    RefreshTokenNotFound,
    RefreshTokenAlreadyUsed,
    RefreshTokenBanned,
    RefreshTokenWithoutSession,
    SessionExpired,
}

impl SignInError {
    pub(super) fn describe(&self) -> Described {
        const FAILED: &str = "validation_failed";
        const INVALID: &str = "invalid_credentials";
        const NO_EMAIL: &str = "email_provider_disabled";
        const NO_PHONE: &str = "phone_provider_disabled";
        let refresh = |code, why: &str| said(400, code, format!("Invalid Refresh Token: {why}"));
        match self {
            Self::UnsupportedGrant => said(400, INVALID, "unsupported_grant_type"),
            Self::EmailOrPhoneMissing => said(400, FAILED, "missing email or phone"),
            Self::EmailLoginsDisabled => said(422, NO_EMAIL, "Email logins are disabled"),
            Self::PhoneLoginsDisabled => said(422, NO_PHONE, "Phone logins are disabled"),
            Self::InvalidCredentials => said(400, INVALID, "Invalid login credentials"),
            Self::UserBanned => said(400, "user_banned", "User is banned"),
            Self::EmailNotConfirmed => said(400, "email_not_confirmed", "Email not confirmed"),
            Self::FlowStateNotFound => {
                said(404, "flow_state_not_found", "invalid flow state, no valid flow state found")
            }
            Self::ProviderDisabled => said(400, "provider_disabled", "Provider is not enabled"),
            Self::Web3Disabled => said(422, "web3_provider_disabled", "Web3 provider is disabled"),
            Self::RefreshTokenMissing => said(400, FAILED, "refresh_token required"),
            Self::RefreshTokenNotFound => {
                refresh("refresh_token_not_found", "Refresh Token Not Found")
            }
            Self::RefreshTokenAlreadyUsed => refresh("refresh_token_already_used", "Already Used"),
            Self::RefreshTokenBanned => refresh("user_banned", "User Banned"),
            Self::RefreshTokenWithoutSession => {
                refresh("session_not_found", "No Valid Session Found")
            }
            Self::SessionExpired => refresh("session_expired", "Session Expired"),
        }
    }
}

//! What clients know and isn't there yet.

use super::{Described, said};

/// What isn't there yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum NotYet {
    /// What needs mail.
    NoMail(&'static str),
    MfaDisabled,
    SamlDisabled,
    ManualLinkingDisabled,
    OAuthProvider,
}

impl NotYet {
    pub(super) fn describe(&self) -> Described {
        match self {
            Self::NoMail(what) => said(
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
        }
    }
}

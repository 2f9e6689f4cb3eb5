//! Addresses, passwords, and who may have an account.

use super::{Described, said};
use crate::password::Weak;

/// Why an account can't be as somebody wants it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum AccountError {
    EmailMissing,
    EmailTooLong,
    EmailFormat,
    EmailExists,
    UserAlreadyExists,
    PasswordMissing,
    PasswordTooLong,
    WeakPassword(Weak),
    SamePassword,
    AnonymousPassword,
    /// On what both were given.
    EmailAndPhone(&'static str),
    SignupDisabled,
    EmailSignupsDisabled,
    PhoneSignupsDisabled,
    AnonymousDisabled,
}

impl AccountError {
    pub(super) fn describe(&self) -> Described {
        const FAILED: &str = "validation_failed";
        const NO_EMAIL: &str = "email_provider_disabled";
        const NO_PHONE: &str = "phone_provider_disabled";
        const NO_ANONYMOUS: &str = "anonymous_provider_disabled";
        let invalid = |message: &'static str| said(400, FAILED, message);
        match self {
            Self::EmailMissing => invalid("An email address is required"),
            Self::EmailTooLong => invalid("An email address is too long"),
            Self::EmailFormat => invalid("Unable to validate email address: invalid format"),
            Self::EmailExists => said(
                422,
                "email_exists",
                "A user with this email address has already been registered",
            ),
            Self::UserAlreadyExists => said(422, "user_already_exists", "User already registered"),
            Self::PasswordMissing => invalid("Signup requires a valid password"),
            Self::PasswordTooLong => invalid("Password cannot be longer than 72 characters"),
            Self::WeakPassword(weak) => said(422, "weak_password", weak.message.clone()),
            Self::SamePassword => said(
                422,
                "same_password",
                "New password should be different from the old password.",
            ),
            Self::AnonymousPassword => said(
                422,
                FAILED,
                "Updating password of an anonymous user without an email or phone is not allowed",
            ),
            Self::EmailAndPhone(on) => said(
                400,
                FAILED,
                format!("Only an email address or phone number should be provided on {on}."),
            ),
            Self::SignupDisabled => {
                said(422, "signup_disabled", "Signups not allowed for this instance")
            }
            Self::EmailSignupsDisabled => said(400, NO_EMAIL, "Email signups are disabled"),
            Self::PhoneSignupsDisabled => said(400, NO_PHONE, "Phone signups are disabled"),
            Self::AnonymousDisabled => said(422, NO_ANONYMOUS, "Anonymous sign-ins are disabled"),
        }
    }
}

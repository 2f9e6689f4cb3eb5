//! What administrators ask.

use super::{Described, said};

/// Why what an administrator asks can't be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum AdminError {
    /// The path names no account.
    UserIdNoUuid,
    UserNotFound,
    NewUserWithoutEmail,
    PasswordAndHash,
    /// A hash that can't be verified.
    PasswordHash,
    NewIdNoUuid,
    NewIdNil,
    BanDuration(String),
    Pagination(String),
    /// Rows of the application refer to the account.
    UserReferenced,
}

impl AdminError {
    pub(super) fn describe(&self) -> Described {
        const FAILED: &str = "validation_failed";
        let invalid = |message: &'static str| said(400, FAILED, message);
        match self {
            Self::UserIdNoUuid => said(404, FAILED, "user_id must be an UUID"),
            Self::UserNotFound => said(404, "user_not_found", "User not found"),
            Self::NewUserWithoutEmail => {
                invalid("Cannot create a user without either an email or phone")
            }
            Self::PasswordAndHash => {
                invalid("Only a password or a password hash should be provided")
            }
            Self::PasswordHash => {
                invalid("password_hash must be a hash by argon2 or bcrypt of usual cost")
            }
            Self::NewIdNoUuid => invalid("ID must conform to the uuid v4 format"),
            Self::NewIdNil => invalid("ID cannot be a nil uuid"),
            Self::BanDuration(why) => {
                said(400, FAILED, format!("invalid format for ban duration: {why}"))
            }
            Self::Pagination(why) => said(400, FAILED, format!("Bad Pagination Parameters: {why}")),
            Self::UserReferenced => said(
                409,
                "conflict",
                "Database error deleting user: rows of other tables still refer to it",
            ),
        }
    }
}

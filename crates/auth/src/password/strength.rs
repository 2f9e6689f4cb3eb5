//! What a password must be like.

use crate::error::{AccountError, Error};
use crate::settings::{PASSWORD_BYTES_MAX, Settings};

/// What is wrong with a weak password.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Weak {
    /// In words.
    pub(crate) message: String,
    /// `length`, `characters`
    pub(crate) reasons: Vec<&'static str>,
}

/// Whether a password may be set.
pub(crate) fn check_strength(settings: &Settings, password: &str) -> Result<(), Error> {
    if password.len() > PASSWORD_BYTES_MAX {
        return Err(Error::Account(AccountError::PasswordTooLong));
    }
    let least = settings.minimum_password_length;
    let sets = settings.password_requirements.character_sets();
    let (mut messages, mut reasons) = (Vec::new(), Vec::new());
    if password.len() < least {
        reasons.push("length");
        messages.push(format!("Password should be at least {least} characters."));
    }
    if !sets.iter().all(|set| password.contains(|letter| set.contains(letter))) {
        let sets = sets.join(", ");
        reasons.push("characters");
        messages.push(format!("Password should contain at least one character of each: {sets}."));
    }
    if reasons.is_empty() {
        return Ok(());
    }
    Err(Error::Account(AccountError::WeakPassword(Weak { message: messages.join(" "), reasons })))
}

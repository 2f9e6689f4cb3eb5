//! What the program's configuration says of accounts, as plain data.

use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

/// A longer password is refused, in bytes: bcrypt, which a person may move to or from, reads no further.
pub(crate) const PASSWORD_BYTES_MAX: usize = 72;

/// The settings of accounts and sign-in.
#[derive(Clone, Debug)]
pub struct Settings {
    /// `iss` of access tokens: the URL of `/auth/v1`, or `auth.jwt_issuer`.
    pub issuer: String,
    /// `auth.site_url`
    pub site_url: String,
    /// `auth.jwt_expiry`: how long an access token is valid, in seconds.
    pub jwt_expiry: u64,
    /// The shared secret, with which tokens of the older kind are verified.
    pub jwt_secret: Option<Secret>,
    /// `auth.signing_keys_path`: a file of private keys (JWK) that replaces the key that is made on the first start.
    pub signing_keys_path: Option<PathBuf>,
    /// `auth.enable_refresh_token_rotation`: a refresh token that is used again ends its session.
    pub refresh_token_rotation: bool,
    /// `auth.refresh_token_reuse_interval`: how long it may be used again without that.
    pub refresh_token_reuse_interval: Duration,
    /// `auth.enable_signup`
    pub enable_signup: bool,
    /// `auth.email.enable_signup`: people may sign up and in with an address and a password.
    pub enable_email_signup: bool,
    /// `auth.email.enable_confirmations`: an address counts only after it was confirmed by mail.
    pub enable_email_confirmations: bool,
    /// `auth.enable_anonymous_sign_ins`
    pub enable_anonymous_sign_ins: bool,
    /// `auth.minimum_password_length`
    pub minimum_password_length: usize,
    /// `auth.password_requirements`
    pub password_requirements: PasswordRequirements,
    /// `[auth.rate_limit]`
    pub rate_limits: RateLimits,
    /// How long one unit of work on the database may take.
    pub statement_timeout: Duration,
}

/// What a password must contain.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PasswordRequirements {
    /// Nothing.
    #[default]
    None,
    /// `letters_digits`
    LettersDigits,
    /// `lower_upper_letters_digits`
    LowerUpperLettersDigits,
    /// `lower_upper_letters_digits_symbols`
    LowerUpperLettersDigitsSymbols,
}

/// How often one client address may ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RateLimits {
    /// Sign-ups and sign-ins in five minutes; the same for one account, wherever its requests come from.
    pub sign_in_sign_ups: u32,
    /// Refreshed sessions in five minutes.
    pub token_refresh: u32,
    /// Anonymous sign-ins in an hour.
    pub anonymous_users: u32,
}

/// A text that is never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

/// Settings that can't be served.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SettingsError {
    /// Nobody could ever confirm.
    #[error(
        "auth.email.enable_confirmations needs mail, which isn't sent yet: nobody could sign in. Set it to false"
    )]
    ConfirmationsWithoutMail,
    /// No password could be long enough.
    #[error(
        "auth.minimum_password_length is {0}, but a password has at most {PASSWORD_BYTES_MAX} characters"
    )]
    MinimumPasswordLength(usize),
    /// Every token would be born dead, or never die.
    #[error("auth.jwt_expiry must be from 1 second to 10 years")]
    JwtExpiry,
    /// Nobody could ever ask.
    #[error("auth.rate_limit.{0} must be at least 1")]
    RateLimit(&'static str),
}

/// Whether these settings can be served; else everything that is wrong with them.
///
/// # Errors
/// When something is asked for that nobody could use.
pub fn check_settings(settings: &Settings) -> Result<(), Vec<SettingsError>> {
    const EXPIRY_MAX: u64 = 10 * 365 * 24 * 3600;
    let limits = &settings.rate_limits;
    let mut errors = Vec::new();
    let mut check = |good: bool, error| {
        if !good {
            errors.push(error);
        }
    };
    check(!settings.enable_email_confirmations, SettingsError::ConfirmationsWithoutMail);
    let least = settings.minimum_password_length;
    check(least <= PASSWORD_BYTES_MAX, SettingsError::MinimumPasswordLength(least));
    check((1..=EXPIRY_MAX).contains(&settings.jwt_expiry), SettingsError::JwtExpiry);
    for (name, limit) in [
        ("sign_in_sign_ups", limits.sign_in_sign_ups),
        ("token_refresh", limits.token_refresh),
        ("anonymous_users", limits.anonymous_users),
    ] {
        check(limit > 0, SettingsError::RateLimit(name));
    }
    if errors.is_empty() { Ok(()) } else { Err(errors) }
}

impl Default for Settings {
    /// The defaults of Supabase's CLI, for a server on this machine.
    fn default() -> Self {
        Self {
            issuer: "http://127.0.0.1:54321/auth/v1".to_owned(),
            site_url: "http://127.0.0.1:3000".to_owned(),
            jwt_expiry: 3600,
            jwt_secret: None,
            signing_keys_path: None,
            refresh_token_rotation: true,
            refresh_token_reuse_interval: Duration::from_secs(10),
            enable_signup: true,
            enable_email_signup: true,
            enable_email_confirmations: false,
            enable_anonymous_sign_ins: false,
            minimum_password_length: 6,
            password_requirements: PasswordRequirements::None,
            rate_limits: RateLimits::default(),
            statement_timeout: Duration::from_secs(8),
        }
    }
}

impl Default for RateLimits {
    fn default() -> Self {
        Self { sign_in_sign_ups: 30, token_refresh: 150, anonymous_users: 30 }
    }
}

impl PasswordRequirements {
    /// The requirement of this name in the configuration.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "" => Some(Self::None),
            "letters_digits" => Some(Self::LettersDigits),
            "lower_upper_letters_digits" => Some(Self::LowerUpperLettersDigits),
            "lower_upper_letters_digits_symbols" => Some(Self::LowerUpperLettersDigitsSymbols),
            _ => None,
        }
    }

    /// The sets of characters of each of which a password must have one.
    pub(crate) const fn character_sets(self) -> &'static [&'static str] {
        const LETTERS: &str = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
        const LOWER: &str = "abcdefghijklmnopqrstuvwxyz";
        const UPPER: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
        const DIGITS: &str = "0123456789";
        const SYMBOLS: &str = "!@#$%^&*()_+-=[]{};'\\:\"|<>?,./`~";
        match self {
            Self::None => &[],
            Self::LettersDigits => &[LETTERS, DIGITS],
            Self::LowerUpperLettersDigits => &[LOWER, UPPER, DIGITS],
            Self::LowerUpperLettersDigitsSymbols => &[LOWER, UPPER, DIGITS, SYMBOLS],
        }
    }
}

impl Secret {
    /// Hides a text.
    pub fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The text itself.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(change: impl FnOnce(&mut Settings), expected: &[SettingsError]) {
        let mut settings = Settings::default();
        change(&mut settings);
        assert_eq!(check_settings(&settings).err().unwrap_or_default(), expected);
    }

    #[test]
    fn what_nobody_could_use_is_refused_at_the_start() {
        check(|_| (), &[]);
        check(
            |settings| settings.enable_email_confirmations = true,
            &[SettingsError::ConfirmationsWithoutMail],
        );
        check(
            |settings| (settings.minimum_password_length, settings.jwt_expiry) = (73, 0),
            &[SettingsError::MinimumPasswordLength(73), SettingsError::JwtExpiry],
        );
        check(
            |settings| settings.rate_limits.token_refresh = 0,
            &[SettingsError::RateLimit("token_refresh")],
        );
    }

    #[test]
    fn a_secret_is_not_printed() {
        let settings =
            Settings { jwt_secret: Some(Secret::new("swordfish")), ..Settings::default() };
        assert!(!format!("{settings:?}").contains("swordfish"));
    }
}

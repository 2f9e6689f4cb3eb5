//! The keys of a project. `dev` fills in those that Supabase's CLI uses on every machine, so that an application's `.env`
//! works unchanged; they are public, and `start` refuses them.

mod signing;

use aws_lc_rs::{digest, hmac, rand};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::configuration::ConfiguredKeys;

pub(crate) use signing::{demo_key, holds_demo_key};

/// A shared secret of fewer characters can be guessed.
pub(crate) const SECRET_LENGTH_MIN: usize = 32;

/// When a token that stands for a role ends: in 2032, as the CLI's do.
const ROLE_TOKEN_EXPIRY: u64 = 1_983_812_996;

/// What every development machine has.
pub(crate) struct Demo;

impl Demo {
    /// The shared secret.
    pub(crate) const JWT_SECRET: &str = "super-secret-jwt-token-with-at-least-32-characters-long";
    /// The token that says `anon`.
    pub(crate) const ANON_KEY: &str = concat!(
        "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.",
        "eyJpc3MiOiJzdXBhYmFzZS1kZW1vIiwicm9sZSI6ImFub24iLCJleHAiOjE5ODM4MTI5OTZ9.",
        "CRXP1A7WOeoJeXxjNni43kdQwgnWNReilDMblYTn_I0"
    );
    /// The token that says `service_role`.
    pub(crate) const SERVICE_ROLE_KEY: &str = concat!(
        "eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.",
        "eyJpc3MiOiJzdXBhYmFzZS1kZW1vIiwicm9sZSI6InNlcnZpY2Vfcm9sZSIsImV4cCI6MTk4MzgxMjk5Nn0.",
        "EGIM96RAZx35lJzdJsyH-qQwv8Hdp7fsn3W0YpN81IU"
    );
    /// The key that stands for `anon`.
    pub(crate) const PUBLISHABLE_KEY: &str = "sb_publishable_ACJWlzQHlZjBrEguHvfOxg_3BJgxAaH";
    /// The key that stands for `service_role`.
    pub(crate) const SECRET_KEY: &str = "sb_secret_N7UND0UgjKTVK-Uodkm0Hg_xSvEMPvz";
}

/// All keys of a running project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Keys {
    /// The shared secret of tokens.
    pub(crate) jwt_secret: String,
    /// The token that says `anon`.
    pub(crate) anon_key: String,
    /// The token that says `service_role`.
    pub(crate) service_role_key: String,
    /// The key that stands for `anon`.
    pub(crate) publishable_key: String,
    /// The key that stands for `service_role`.
    pub(crate) secret_key: String,
}

impl Keys {
    /// What is set, else the development keys; tokens are made from the secret.
    pub(crate) fn fill(configured: &ConfiguredKeys) -> Self {
        let or =
            |value: &Option<String>, demo: &str| value.clone().unwrap_or_else(|| demo.to_owned());
        let jwt_secret = or(&configured.jwt_secret, Demo::JWT_SECRET);
        let token = |value: &Option<String>, role: &str| {
            value.clone().unwrap_or_else(|| role_token(&jwt_secret, role))
        };
        Self {
            anon_key: token(&configured.anon_key, "anon"),
            service_role_key: token(&configured.service_role_key, "service_role"),
            publishable_key: or(&configured.publishable_key, Demo::PUBLISHABLE_KEY),
            secret_key: or(&configured.secret_key, Demo::SECRET_KEY),
            jwt_secret,
        }
    }
}

/// A token that says nothing but its role, signed with the shared secret.
fn role_token(secret: &str, role: &str) -> String {
    let claims = format!(r#"{{"iss":"supabase-demo","role":"{role}","exp":{ROLE_TOKEN_EXPIRY}}}"#);
    let header = URL_SAFE_NO_PAD.encode(r#"{"alg":"HS256","typ":"JWT"}"#);
    let signed = format!("{header}.{}", URL_SAFE_NO_PAD.encode(claims));
    let key = hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes());
    let signature = hmac::sign(&key, signed.as_bytes());
    format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature))
}

/// Lines for a `.env` with new keys that nobody else has.
pub(crate) fn generate() -> anyhow::Result<String> {
    let random = |bytes: &mut [u8]| {
        rand::fill(bytes).map_err(|_| anyhow::anyhow!("the system gives no random numbers"))
    };
    let mut secret = [0; 48];
    random(&mut secret)?;
    let opaque = |kind: &str| {
        let mut bytes = [0; 16];
        random(&mut bytes)?;
        let body = URL_SAFE_NO_PAD.encode(bytes);
        let check = digest::digest(&digest::SHA256, format!("sb_{kind}_{body}").as_bytes());
        let check = URL_SAFE_NO_PAD.encode(&check.as_ref()[..6]);
        anyhow::Ok(format!("sb_{kind}_{body}_{check}"))
    };
    Ok(format!(
        "SUPABASE_AUTH_JWT_SECRET={}\nSUPABASE_AUTH_PUBLISHABLE_KEY={}\nSUPABASE_AUTH_SECRET_KEY={}\n",
        URL_SAFE_NO_PAD.encode(secret),
        opaque("publishable")?,
        opaque("secret")?,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_development_keys_are_the_ones_that_everybody_has() {
        let keys = Keys::fill(&ConfiguredKeys::default());
        assert_eq!(keys.jwt_secret, Demo::JWT_SECRET);
        assert_eq!(keys.anon_key, Demo::ANON_KEY);
        assert_eq!(keys.service_role_key, Demo::SERVICE_ROLE_KEY);
        assert_eq!(keys.publishable_key, Demo::PUBLISHABLE_KEY);
        assert_eq!(keys.secret_key, Demo::SECRET_KEY);
    }

    #[test]
    fn tokens_follow_the_secret() {
        let configured =
            ConfiguredKeys { jwt_secret: Some("another".repeat(6)), ..ConfiguredKeys::default() };
        let keys = Keys::fill(&configured);
        assert_ne!(keys.anon_key, Demo::ANON_KEY);
        assert_eq!(keys.anon_key.split('.').nth(1), Demo::ANON_KEY.split('.').nth(1));
    }

    #[test]
    fn generated_keys_have_the_usual_form_and_differ() {
        let (one, other) = (generate().unwrap(), generate().unwrap());
        assert_ne!(one, other);
        let lines: Vec<&str> = one.lines().collect();
        assert_eq!(lines[0].len(), "SUPABASE_AUTH_JWT_SECRET=".len() + 64);
        assert_eq!(
            lines[1].len(),
            "SUPABASE_AUTH_PUBLISHABLE_KEY=".len() + Demo::PUBLISHABLE_KEY.len()
        );
        assert_eq!(lines[2].len(), "SUPABASE_AUTH_SECRET_KEY=".len() + Demo::SECRET_KEY.len());
    }
}

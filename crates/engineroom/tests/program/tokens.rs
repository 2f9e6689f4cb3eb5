//! Access tokens, good and bad, signed with the secret of every development machine or another one.

use std::time::{SystemTime, UNIX_EPOCH};

use aws_lc_rs::hmac;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};

/// The shared secret of every development machine.
pub(crate) const JWT_SECRET: &str = "super-secret-jwt-token-with-at-least-32-characters-long";

/// The header of a token that is signed with a shared secret.
pub(crate) const HS256: &str = r#"{"alg":"HS256","typ":"JWT"}"#;

/// A token of this header and these claims.
pub(crate) fn token(header: &str, claims: &Value, secret: &str) -> String {
    let signed = format!(
        "{}.{}",
        URL_SAFE_NO_PAD.encode(header),
        URL_SAFE_NO_PAD.encode(claims.to_string())
    );
    let key = hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes());
    let signature = hmac::sign(&key, signed.as_bytes());
    format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature))
}

/// A good token of a role.
pub(crate) fn of_role(role: &str) -> String {
    token(HS256, &json!({ "role": role, "exp": in_seconds(600) }), JWT_SECRET)
}

/// A time from now, as tokens name it.
pub(crate) fn in_seconds(seconds: i64) -> i64 {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs();
    i64::try_from(now).unwrap() + seconds
}

/// What a token says: its header and its claims.
pub(crate) fn read(token: &str) -> (Value, Value) {
    let part = |text: &str| serde_json::from_slice(&URL_SAFE_NO_PAD.decode(text).unwrap()).unwrap();
    let mut parts = token.split('.');
    (part(parts.next().unwrap()), part(parts.next().unwrap()))
}

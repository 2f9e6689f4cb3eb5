//! The keys that access tokens are signed with: the project's own file of private keys, else one key that is made on the
//! first start and kept in `auth.signing_keys`. Keys that no longer sign still verify.

mod jwk;
mod load;
mod signing;

#[cfg(test)]
pub(crate) mod tests;

use crate::settings::Secret;
use jsonwebtoken::{Algorithm, DecodingKey};
use serde_json::{Value, json};
use web::VerificationKey;

pub use load::load;
pub use signing::SigningKey;

/// The keys of a project.
#[derive(Clone)]
pub struct Keys {
    /// Signs new tokens.
    pub signing: SigningKey,
    /// Verify tokens: each of the project's keys, and the shared secret where there is one.
    pub verification: Vec<VerificationKey>,
    /// What `/.well-known/jwks.json` shows: the public halves, and never the shared secret.
    pub jwks: String,
}

/// Why there are no keys to sign with.
#[derive(Debug, thiserror::Error)]
pub enum KeysError {
    /// The file can't be read.
    #[error("{path} can't be read: {error}")]
    File {
        /// Which file.
        path: String,
        /// What the system says.
        error: std::io::Error,
    },
    /// The file holds something else.
    #[error("{0} is no JSON list of private keys (JWK)")]
    NoList(String),
    /// There is none.
    #[error("there is no key to sign with")]
    None,
    /// A key that is no key.
    #[error("signing key {number}: {reason}")]
    Key {
        /// Which one, from 1.
        number: usize,
        /// What is wrong with it.
        reason: String,
    },
    /// The system makes no keys.
    #[error("the system makes no keys")]
    Generate,
    /// The database didn't give or keep them.
    #[error("auth.signing_keys: {0}")]
    Database(String),
}

/// Keys from private ones (JWK): the first that is for signing signs, all of them verify.
///
/// # Errors
/// When there is none, or one isn't an EC key for ES256 or an RSA key for RS256.
pub fn from_jwks(private: &[Value], jwt_secret: Option<&Secret>) -> Result<Keys, KeysError> {
    let mut read = Vec::with_capacity(private.len());
    for (at, key) in private.iter().enumerate() {
        let key = jwk::read(key).map_err(|reason| KeysError::Key { number: at + 1, reason })?;
        read.push(key);
    }
    let signs = read.iter().position(|key| key.signs).unwrap_or(0);
    let signing = read.get(signs).ok_or(KeysError::None)?.signing.clone();
    let public: Vec<Value> = read.iter().map(|key| key.public.clone()).collect();
    let mut verification: Vec<VerificationKey> =
        read.into_iter().map(|key| key.verification).collect();
    verification.extend(jwt_secret.map(shared_secret));
    Ok(Keys { signing, verification, jwks: json!({ "keys": public }).to_string() })
}

fn shared_secret(secret: &Secret) -> VerificationKey {
    let key = DecodingKey::from_secret(secret.expose().as_bytes());
    VerificationKey { id: None, algorithm: Algorithm::HS256, key }
}

//! The key that signs: access tokens with its private half, and refresh tokens with a key that is derived from it.

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{EcdsaKeyPair, RSA_PKCS1_SHA256, RsaKeyPair};
use aws_lc_rs::{error::Unspecified, hmac};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use std::sync::Arc;

/// What the key of refresh tokens is derived for; another purpose has another text.
const REFRESH_TOKENS: &[u8] = b"engineroom refresh tokens 1";

/// A key that signs. It never shows itself.
#[derive(Clone)]
pub struct SigningKey {
    id: String,
    pair: Arc<Pair>,
    refresh_tokens: hmac::Key,
}

enum Pair {
    Es256(EcdsaKeyPair),
    Rs256(RsaKeyPair),
}

impl SigningKey {
    pub(super) fn es256(id: String, pair: EcdsaKeyPair, private: &[u8]) -> Self {
        Self { id, pair: Arc::new(Pair::Es256(pair)), refresh_tokens: derive(private) }
    }

    pub(super) fn rs256(id: String, pair: RsaKeyPair, private: &[u8]) -> Self {
        Self { id, pair: Arc::new(Pair::Rs256(pair)), refresh_tokens: derive(private) }
    }

    /// Its name in the header of the tokens it signs.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// A signed token (JWS in its compact form) with these claims, a JSON object.
    pub(crate) fn sign(&self, claims: &[u8]) -> Result<String, Unspecified> {
        let algorithm = match &*self.pair {
            Pair::Es256(_) => "ES256",
            Pair::Rs256(_) => "RS256",
        };
        let header = serde_json::json!({ "alg": algorithm, "kid": self.id, "typ": "JWT" });
        let mut token = URL_SAFE_NO_PAD.encode(header.to_string());
        token.push('.');
        URL_SAFE_NO_PAD.encode_string(claims, &mut token);
        let signature = self.sign_bytes(token.as_bytes())?;
        token.push('.');
        URL_SAFE_NO_PAD.encode_string(signature, &mut token);
        Ok(token)
    }

    fn sign_bytes(&self, message: &[u8]) -> Result<Vec<u8>, Unspecified> {
        let random = SystemRandom::new();
        match &*self.pair {
            Pair::Es256(pair) => Ok(pair.sign(&random, message)?.as_ref().to_vec()),
            Pair::Rs256(pair) => {
                let mut signature = vec![0; pair.public_modulus_len()];
                pair.sign(&RSA_PKCS1_SHA256, &random, message, &mut signature)?;
                Ok(signature)
            }
        }
    }

    /// Authenticates a text of refresh tokens.
    pub(crate) fn tag(&self, message: &[u8]) -> hmac::Tag {
        hmac::sign(&self.refresh_tokens, message)
    }
}

fn derive(private: &[u8]) -> hmac::Key {
    let tag = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, private), REFRESH_TOKENS);
    hmac::Key::new(hmac::HMAC_SHA256, tag.as_ref())
}

//! Verifying access tokens. What was verified is kept by a hash of the whole token until the token ends, so that
//! a signature is computed once and not for every request.

use crate::token_error::{ClaimsError, DecodeError, TokenError};
use access::Claims;
use arc_swap::ArcSwap;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::{Algorithm, DecodingKey, crypto};
use moka::sync::Cache;
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

/// How far clocks may be apart, in seconds (PostgREST's).
const SKEW_SECONDS: i64 = 30;
/// How many verified tokens are kept.
const KEPT_MAX: u64 = 20_000;
/// A longer token is none, in bytes.
const TOKEN_BYTES_MAX: usize = 16 * 1024;

/// A key that tokens can be verified with.
#[derive(Clone)]
pub struct VerificationKey {
    /// Its name in the token's header; none for the shared secret.
    pub id: Option<String>,
    /// The one algorithm that it is for.
    pub algorithm: Algorithm,
    /// The key.
    pub key: DecodingKey,
}

/// A token whose signature was verified.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// What policies see of it.
    pub claims: Arc<Claims>,
    /// `role`
    pub role: Option<String>,
    /// `session_id`
    pub session: Option<String>,
    /// `exp`, in seconds since 1970.
    pub expires: Option<i64>,
    not_before: Option<i64>,
    issued: Option<i64>,
}

/// Verifies tokens with the keys of a project.
pub struct Verifier {
    keys: ArcSwap<Vec<VerificationKey>>,
    kept: Cache<[u8; 32], Arc<Verified>>,
}

impl Verifier {
    /// A verifier with these keys.
    pub fn new(keys: Vec<VerificationKey>) -> Self {
        Self { keys: ArcSwap::from_pointee(keys), kept: Cache::new(KEPT_MAX) }
    }

    /// Uses other keys from now on, and forgets what was verified with the old ones.
    pub fn replace_keys(&self, keys: Vec<VerificationKey>) {
        self.keys.store(Arc::new(keys));
        self.kept.invalidate_all();
    }

    /// The claims of a token that is genuine and valid now.
    ///
    /// # Errors
    /// When it isn't, with what is wrong.
    pub fn verify(&self, token: &str) -> Result<Arc<Verified>, TokenError> {
        let hash: [u8; 32] = Sha256::digest(token.as_bytes()).into();
        let verified = match self.kept.get(&hash) {
            Some(verified) => verified,
            None => {
                let verified = Arc::new(self.verify_signature(token)?);
                self.kept.insert(hash, verified.clone());
                verified
            }
        };
        let valid = check_times(&verified, now_seconds());
        if valid.is_err() {
            self.kept.invalidate(&hash);
        }
        valid.map(|()| verified)
    }

    fn verify_signature(&self, token: &str) -> Result<Verified, TokenError> {
        let decode = |error| TokenError::Decode(error);
        if token.is_empty() {
            return Err(decode(DecodeError::Empty));
        }
        let parts: Vec<&str> = token.splitn(6, '.').collect();
        let [header, payload, signature] = parts[..] else {
            return Err(decode(DecodeError::Parts(parts.len())));
        };
        if token.len() > TOKEN_BYTES_MAX {
            return Err(decode(DecodeError::Malformed));
        }
        let (algorithm, id) = read_header(header).map_err(decode)?;
        let message = &token[..header.len() + 1 + payload.len()];
        self.check_signature(algorithm, id.as_deref(), message, signature).map_err(decode)?;
        read_claims(payload)
    }

    fn check_signature(
        &self,
        algorithm: Algorithm,
        id: Option<&str>,
        message: &str,
        signature: &str,
    ) -> Result<(), DecodeError> {
        let keys = self.keys.load();
        let fits = |key: &&VerificationKey| {
            key.algorithm == algorithm
                && (key.id.is_none() || id.is_none() || key.id.as_deref() == id)
        };
        let mut fitting = keys.iter().filter(fits).peekable();
        if fitting.peek().is_none() {
            return Err(DecodeError::Key("None of the keys was able to decode the JWT".to_owned()));
        }
        let verifies = |key: &VerificationKey| {
            crypto::verify(signature, message.as_bytes(), &key.key, algorithm).unwrap_or(false)
        };
        if fitting.any(verifies) { Ok(()) } else { Err(DecodeError::Signature) }
    }
}

/// Only algorithms that some key can be for; `none` is not one.
fn read_header(part: &str) -> Result<(Algorithm, Option<String>), DecodeError> {
    let header = read_object(part).ok_or(DecodeError::Malformed)?;
    let text = |name: &str| header.get(name).and_then(Value::as_str);
    let named = text("alg").ok_or(DecodeError::Malformed)?;
    if header.contains_key("enc") {
        return Err(DecodeError::Kind);
    }
    let algorithm = match named {
        "HS256" => Algorithm::HS256,
        "ES256" => Algorithm::ES256,
        "RS256" => Algorithm::RS256,
        "EdDSA" => Algorithm::EdDSA,
        other => {
            return Err(DecodeError::Algorithm(format!("Unsupported algorithm: {other}")));
        }
    };
    Ok((algorithm, text("kid").map(str::to_owned)))
}

fn read_claims(part: &str) -> Result<Verified, TokenError> {
    let malformed = || TokenError::Decode(DecodeError::Malformed);
    let bytes = URL_SAFE_NO_PAD.decode(part).map_err(|_| malformed())?;
    let json = String::from_utf8(bytes).map_err(|_| malformed())?;
    let claims: Map<String, Value> =
        serde_json::from_str(&json).map_err(|_| TokenError::Claims(ClaimsError::NotClaims))?;
    let text = |name: &str| claims.get(name).and_then(Value::as_str);
    let seconds = |name: &str, error| match claims.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(value) => whole(value).map(Some).ok_or(TokenError::Claims(error)),
    };
    let expires = seconds("exp", ClaimsError::ExpiryType)?;
    let not_before = seconds("nbf", ClaimsError::NotBeforeType)?;
    let issued = seconds("iat", ClaimsError::IssuedType)?;
    let role = text("role").map(str::to_owned);
    let session = text("session_id").map(str::to_owned);
    let claims = Claims::new(json.clone(), text("sub"), text("role"), text("email"));
    Ok(Verified { claims: Arc::new(claims), role, session, expires, not_before, issued })
}

/// Seconds; fractions are allowed and cut.
fn whole(value: &Value) -> Option<i64> {
    let number = value.as_number()?;
    #[expect(clippy::cast_possible_truncation, reason = "a time beyond i64 is as far away")]
    number.as_i64().or_else(|| number.as_f64().map(|seconds| seconds as i64))
}

fn read_object(part: &str) -> Option<Map<String, Value>> {
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).ok()?).ok()
}

fn check_times(verified: &Verified, now: i64) -> Result<(), TokenError> {
    let apart = |seconds: i64| seconds.unsigned_abs();
    let late = verified.expires.filter(|expires| now > expires.saturating_add(SKEW_SECONDS));
    let early = verified.not_before.filter(|start| now < start.saturating_sub(SKEW_SECONDS));
    let future = verified.issued.filter(|issued| now < issued.saturating_sub(SKEW_SECONDS));
    let error = match (late, early, future) {
        (Some(expires), ..) => ClaimsError::Expired(apart(now.saturating_sub(expires))),
        (_, Some(start), _) => ClaimsError::NotYet(apart(start.saturating_sub(now))),
        (.., Some(issued)) => ClaimsError::IssuedInFuture(apart(issued.saturating_sub(now))),
        _ => return Ok(()),
    };
    Err(TokenError::Claims(error))
}

fn now_seconds() -> i64 {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_secs()).unwrap_or(i64::MAX)
}

//! `Idempotency-Key`: a write that says by what it is known when it is sent again, and what makes it the same request.

use super::ParseError;
use http::request::Parts;
use http::{HeaderMap, HeaderName, Method};
use sha2::{Digest, Sha256};

const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");
/// So many characters at most.
const KEY_MAX: usize = 255;
/// The headers that have a say in what a write does or what is answered.
const DECIDING: [&str; 8] = [
    "accept",
    "accept-profile",
    "content-profile",
    "content-type",
    "if-match",
    "if-none-match",
    "prefer",
    "range",
];

/// By what a request is known again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OnceKey {
    /// As it was sent.
    pub key: String,
    /// A hash of the method, the path and the schema, within which it counts.
    pub within: [u8; 32],
    /// A hash of all that decides about what the request does and is answered.
    pub request: [u8; 32],
}

/// The key of a request that may write; nothing where none was sent.
pub(super) fn read(parts: &Parts, body: &[u8]) -> Result<Option<OnceKey>, ParseError> {
    let mut keys = parts.headers.get_all(IDEMPOTENCY_KEY).iter();
    let Some(key) = keys.next() else { return Ok(None) };
    if matches!(parts.method, Method::GET | Method::HEAD | Method::OPTIONS) {
        return Ok(None);
    }
    let visible = |byte: &u8| matches!(byte, 0x21..=0x7E);
    let bytes = key.as_bytes();
    let well = !bytes.is_empty() && bytes.len() <= KEY_MAX && bytes.iter().all(visible);
    if !well || keys.next().is_some() {
        return Err(ParseError::IdempotencyKey);
    }
    let key = String::from_utf8_lossy(bytes).into_owned();
    Ok(Some(OnceKey { key, within: within(parts), request: request(parts, body) }))
}

fn within(parts: &Parts) -> [u8; 32] {
    let mut hash = Hash::default();
    target(parts, &mut hash);
    hash.end()
}

fn request(parts: &Parts, body: &[u8]) -> [u8; 32] {
    let mut hash = Hash::default();
    target(parts, &mut hash);
    // The order of parameters of one name has a meaning, that of different ones has none.
    let mut query: Vec<&str> = parts.uri.query().unwrap_or_default().split('&').collect();
    query.sort_by_key(|pair| pair.split('=').next());
    query.iter().for_each(|pair| hash.part(pair.as_bytes()));
    for name in DECIDING {
        hash.part(name.as_bytes());
        values(&parts.headers, name, &mut hash);
    }
    hash.part(body);
    hash.end()
}

fn target(parts: &Parts, hash: &mut Hash) {
    hash.part(parts.method.as_str().as_bytes());
    hash.part(parts.uri.path().as_bytes());
    values(&parts.headers, "content-profile", hash);
}

fn values(headers: &HeaderMap, name: &str, hash: &mut Hash) {
    headers.get_all(name).iter().for_each(|value| hash.part(value.as_bytes()));
}

/// A hash over parts that can't run into each other.
#[derive(Default)]
pub(crate) struct Hash(Sha256);

impl Hash {
    /// Adds a part.
    pub(crate) fn part(&mut self, bytes: &[u8]) {
        self.0.update((bytes.len() as u64).to_le_bytes());
        self.0.update(bytes);
    }

    /// The hash of all parts.
    pub(crate) fn end(self) -> [u8; 32] {
        self.0.finalize().into()
    }
}

#[cfg(test)]
mod tests;

//! From a request's headers to who asks.
//!
//! The clients send the key of the application as `apikey`, and as `Authorization: Bearer` either the access token
//! of who is signed in or the same key again. Without either a request is nobody's: `anon`.

use crate::api_keys::{ApiKeys, KeyRole};
use crate::token_error::TokenError;
use crate::verifier::{Verified, Verifier};
use access::Caller;
use http::HeaderMap;
use http::header::{AUTHORIZATION, AsHeaderName};
use std::sync::Arc;

/// Stands for what is no text, and is neither a key nor a token.
const NO_TEXT: &str = "Bearer ?";

/// Who asks.
#[derive(Clone, Debug)]
pub struct Identity {
    /// As the database sees them.
    pub caller: Caller,
    /// The token, where one of a person or a role was sent.
    pub token: Option<Arc<Verified>>,
}

/// Why nobody is identified.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Refused {
    /// The key of the application is none of ours.
    ApiKey,
    /// The token is not valid.
    Token(TokenError),
}

/// Who asks with these headers.
///
/// # Errors
/// When a key or a token was sent that is not valid.
pub fn identify(
    headers: &HeaderMap,
    keys: &ApiKeys,
    verifier: &Verifier,
) -> Result<Identity, Refused> {
    let application = match text(headers, "apikey") {
        None => None,
        Some(key) => Some(read_key(key, keys, verifier)?),
    };
    match bearer(headers) {
        None => Ok(application.unwrap_or_else(|| of_key(KeyRole::Anon))),
        Some(token) if ApiKeys::is_opaque(token) => {
            keys.role(token).map(of_key).ok_or(Refused::ApiKey)
        }
        Some(token) => verifier.verify(token).map(of_token).map_err(Refused::Token),
    }
}

fn read_key(key: &str, keys: &ApiKeys, verifier: &Verifier) -> Result<Identity, Refused> {
    match keys.role(key) {
        Some(role) => Ok(of_key(role)),
        None if ApiKeys::is_opaque(key) => Err(Refused::ApiKey),
        None => verifier.verify(key).map(of_token).map_err(|_| Refused::ApiKey),
    }
}

fn of_key(role: KeyRole) -> Identity {
    Identity { caller: role.caller(), token: None }
}

fn of_token(token: Arc<Verified>) -> Identity {
    let role = token.role.as_deref().unwrap_or("anon");
    let caller =
        Caller { role: role.into(), claims: token.claims.clone(), request: Arc::default() };
    Identity { caller, token: Some(token) }
}

/// A header's text; what isn't text was sent all the same, and must not pass for nothing.
fn text(headers: &HeaderMap, name: impl AsHeaderName) -> Option<&str> {
    let text = headers.get(name)?.to_str().unwrap_or(NO_TEXT);
    Some(text).filter(|text| !text.is_empty())
}

/// What stands behind `Bearer`, with any case of that word.
fn bearer(headers: &HeaderMap) -> Option<&str> {
    let value = text(headers, AUTHORIZATION)?;
    let (scheme, token) = value.split_once(' ').unwrap_or((value, ""));
    scheme.eq_ignore_ascii_case("bearer").then(|| token.trim())
}

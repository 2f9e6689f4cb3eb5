//! What every service needs of HTTP: from API keys and tokens to a caller, and the headers that let a browser's
//! page of another origin speak with us.
//!
//! No service is known here and no database.
#![forbid(unsafe_code)]

mod api_keys;
mod cors;
mod identify;
mod token_error;
mod verifier;

#[cfg(test)]
mod tests;

pub use api_keys::{ApiKeys, KeyRole};
pub use cors::cors;
pub use identify::{Identity, Refused, identify};
pub use token_error::{ClaimsError, DecodeError, TokenError};
pub use verifier::{VerificationKey, Verified, Verifier};

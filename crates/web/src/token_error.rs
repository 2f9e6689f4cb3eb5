//! What can be wrong with a token. Each service has its own words for it.

use thiserror::Error;

/// The token is not one, or not for here and now.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
pub enum TokenError {
    /// The server has nothing to verify tokens with.
    #[error("no key to verify tokens with")]
    NoKey,
    /// Requests without a token are not taken.
    #[error("no token")]
    Missing,
    /// It can't be read or verified.
    #[error("the token can't be verified")]
    Decode(DecodeError),
    /// It is genuine, but says that it is not for here or now.
    #[error("the token is not valid here and now")]
    Claims(ClaimsError),
}

/// Why a token can't be read or verified.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DecodeError {
    /// `Authorization: Bearer` with nothing behind it.
    Empty,
    /// Not three parts with dots between them.
    Parts(usize),
    /// No key fits; what was tried.
    Key(String),
    /// An algorithm that isn't taken, `none` above all; which.
    Algorithm(String),
    /// The signature is wrong.
    Signature,
    /// Encrypted, or of another kind.
    Kind,
    /// Its parts are not what they should be.
    Malformed,
}

/// Why a genuine token is not valid here and now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClaimsError {
    /// `exp` was so many seconds ago.
    Expired(u64),
    /// `nbf` is in so many seconds.
    NotYet(u64),
    /// `iat` is in so many seconds.
    IssuedInFuture(u64),
    /// `aud` names others.
    Audience,
    /// The claims are not a JSON object.
    NotClaims,
    /// `exp` is not a number.
    ExpiryType,
    /// `nbf` is not a number.
    NotBeforeType,
    /// `iat` is not a number.
    IssuedType,
    /// `aud` is not a string or an array of them.
    AudienceType,
}

//! Accounts and sign-in at `/auth/v1`, as GoTrue answers: sign up, sign in, refresh, change, sign out; the keys that
//! access tokens are signed with; and `supabase.auth.admin` for who holds the service role.
//!
//! Rows of `auth.users` and its neighbours are read and written through plans (`accounts`), never in a database's own
//! words. A refresh token is kept only as its hash; the token that replaces one is derived from it, so that a client
//! that lost an answer gets the very same token again without the server having kept it.
//!
//! What deliberately differs from GoTrue: an address that nobody confirmed is never called verified, whatever the
//! settings; who is banned learns so only with the right password; and metadata is bounded, since every token carries
//! it.
#![forbid(unsafe_code)]

mod accounts;
mod admission;
mod answer;
mod asked;
mod clock;
mod email;
mod error;
pub mod keys;
mod limits;
mod metadata;
mod password;
mod refresh_token;
mod router;
mod routes;
mod service;
mod session;
mod settings;
mod tokens;
mod user;

#[cfg(test)]
mod tests;

pub use router::router;
pub use service::AuthService;
pub use settings::{
    PasswordRequirements, RateLimits, Secret, Settings, SettingsError, check_settings,
};

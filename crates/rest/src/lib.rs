//! The data API at `/rest/v1`, as PostgREST answers it: a request is parsed into what was asked, planned against
//! the catalog, and its answer written back as HTTP.
//!
//! | stage | module | gives |
//! |---|---|---|
//! | what was asked | [`parse`] | [`parse::RestRequest`], with no knowledge of a database |
//! | what it means | [`plan`] | [`plan::Planned`]: what is run, and what its answer becomes |
//! | what is answered | [`respond`] | status, headers and body |
//! | what went wrong | [`error`] | status, code, message, details, hint and headers of every error |
//!
//! [`router`] puts the stages together; [`openapi`] describes the API to its callers.
#![forbid(unsafe_code)]

pub mod error;
pub mod openapi;
pub mod parse;
pub mod plan;
pub mod respond;
mod service;
mod settings;
#[cfg(test)]
mod testing;

pub use self::plan::plan;
pub use self::respond::respond;
pub use service::{RestService, router};
pub use settings::{EtagKey, EtagRule, Etags, OnceSettings, Settings, TransactionEnd};

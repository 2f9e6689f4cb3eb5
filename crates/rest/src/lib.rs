//! The data API at `/rest/v1`, as PostgREST answers it: a request is parsed into what was asked, planned against
//! the catalog, and its answer written back as HTTP.
//!
//! | stage | module | gives |
//! |---|---|---|
//! | what was asked | [`parse`] | [`parse::RestRequest`], with no knowledge of a database |
//! | what went wrong | [`error`] | status, code, message, details, hint and headers of every error |
//!
//! [`router`] puts the stages together.
#![forbid(unsafe_code)]

pub mod error;
pub mod parse;
mod service;
mod settings;

pub use service::{RestService, router};
pub use settings::{Settings, TransactionEnd};

//! The rows of accounts: `auth.users` and its neighbours, each table with its own file. A [`Work`] collects the steps of
//! one transaction, and [`Store`] runs it as the server's own. What depends on what is there is a compare-and-set: a
//! step that must touch exactly one row, or nothing of the work happens.

pub(crate) mod identities;
pub(crate) mod methods;
pub(crate) mod refresh_tokens;
mod row;
pub(crate) mod sessions;
pub(crate) mod signing_keys;
mod store;
pub(crate) mod users;
mod work;

pub(crate) use identities::Identity;
pub(crate) use sessions::Session;
pub(crate) use store::{Store, StoreError};
pub(crate) use users::User;
pub(crate) use work::{Given, Page, Where, Work};

//! The endpoints, one action a file.

pub(crate) mod admin_user_create;
pub(crate) mod admin_user_delete;
pub(crate) mod admin_user_get;
pub(crate) mod admin_user_update;
pub(crate) mod admin_users_list;
mod ban;
pub(crate) mod health;
pub(crate) mod jwks;
pub(crate) mod logout;
pub(crate) mod settings;
pub(crate) mod signup;
mod signup_anonymous;
pub(crate) mod token;
mod token_password;
mod token_refresh;
pub(crate) mod unavailable;
pub(crate) mod user_get;
pub(crate) mod user_update;

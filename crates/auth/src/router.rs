//! The endpoints and where they are.

use crate::admission::check_api_key;
use crate::answer::finish;
use crate::error::{Error, RequestError};
use crate::routes::{
    admin_user_create, admin_user_delete, admin_user_get, admin_user_update, admin_users_list,
    health, jwks, logout, settings, signup, token, unavailable, user_get, user_update,
};
use crate::service::{AuthService, Service};
use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{any, delete, get, post};
use std::sync::Arc;

/// Accounts and sign-in, to be mounted at `/auth/v1`.
pub fn router(service: AuthService) -> Router {
    let service = Arc::new(Service::new(service));
    Router::new()
        .route("/signup", post(signup::signup))
        .route("/token", post(token::token))
        .route("/user", get(user_get::user_get).put(user_update::user_update))
        .route("/logout", post(logout::logout))
        .route("/settings", get(settings::settings))
        .merge(admin())
        .merge(elsewhere())
        .layer(from_fn_with_state(service.clone(), check_api_key))
        .route("/health", get(health::health))
        .route("/.well-known/jwks.json", get(jwks::jwks))
        .fallback(async || Error::Request(RequestError::NoSuchEndpoint))
        .method_not_allowed_fallback(async || Error::Request(RequestError::MethodNotAllowed))
        .layer(from_fn(finish))
        .with_state(service)
}

fn admin() -> Router<Arc<Service>> {
    Router::new()
        .route(
            "/admin/users",
            get(admin_users_list::admin_users_list).post(admin_user_create::admin_user_create),
        )
        .route(
            "/admin/users/{user_id}",
            get(admin_user_get::admin_user_get)
                .put(admin_user_update::admin_user_update)
                .delete(admin_user_delete::admin_user_delete),
        )
        .route("/admin/generate_link", post(unavailable::generate_link))
}

/// What clients know but isn't there yet: it says so.
fn elsewhere() -> Router<Arc<Service>> {
    Router::new()
        .route("/recover", post(unavailable::recover))
        .route("/magiclink", post(unavailable::magic_link))
        .route("/otp", post(unavailable::one_time_password))
        .route("/resend", post(unavailable::resend))
        .route("/invite", post(unavailable::invite))
        .route("/verify", any(unavailable::verify))
        .route("/reauthenticate", get(unavailable::reauthenticate))
        .route("/authorize", get(unavailable::authorize))
        .route("/callback", any(unavailable::authorize))
        .route("/sso", post(unavailable::sso))
        .route("/factors", any(unavailable::factors))
        .route("/factors/{*rest}", any(unavailable::factors))
        .route("/user/identities/authorize", get(unavailable::link_identity))
        .route("/user/identities/{identity_id}", delete(unavailable::link_identity))
}

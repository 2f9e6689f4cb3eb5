//! `GET /.well-known/jwks.json`: the public keys that verify access tokens.

use crate::service::Service;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::header::{CACHE_CONTROL, CONTENT_TYPE};
use std::sync::Arc;

pub(crate) async fn jwks(State(service): State<Arc<Service>>) -> Response {
    // The keys change seldom, and who verifies many tokens asks often.
    let headers = [(CONTENT_TYPE, "application/json"), (CACHE_CONTROL, "public, max-age=600")];
    (headers, service.keys.jwks.clone()).into_response()
}

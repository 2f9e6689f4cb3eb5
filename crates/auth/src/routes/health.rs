//! `GET /health`: that accounts are served, and by what.

use crate::answer::json;
use crate::error::Error;
use axum::response::Response;
use http::StatusCode;
use serde_json::json as json_of;

pub(crate) async fn health() -> Result<Response, Error> {
    let body = json_of!({
        "version": env!("CARGO_PKG_VERSION"),
        "name": "Engineroom",
        "description": "Accounts and sign-in",
    });
    json(StatusCode::OK, &body)
}

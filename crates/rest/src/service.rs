//! The data API as a service: what it needs, and the router that answers.

use crate::Settings;
use crate::error::{Caller, DatabaseError, RestError};
use crate::parse::Limits;
use axum::Router;
use axum::body::Body;
use axum::extract::State;
use db::Database;
use http::Response;
use std::sync::Arc;
use std::time::Duration;

/// What the data API needs.
#[derive(Clone)]
pub struct RestService {
    /// Where the rows are.
    pub database: Arc<dyn Database>,
    /// By what tokens are verified.
    pub verifier: Arc<web::Verifier>,
    /// The keys of applications.
    pub keys: web::ApiKeys,
    /// What the project decided.
    pub settings: Arc<Settings>,
    /// What the project decided about rights.
    pub rules: access::Rules,
    /// How long a request may take, time in a queue included.
    pub statement_timeout: Duration,
    /// How large and how deep a request may be.
    pub limits: Limits,
    /// Whether answers tell how long each stage took.
    pub server_timing: bool,
}

/// The API's router, to be nested where it is mounted.
pub fn router(service: RestService) -> Router {
    Router::new().fallback(answer).with_state(Arc::new(service))
}

async fn answer(State(_): State<Arc<RestService>>) -> Response<Body> {
    let error = RestError::Database(DatabaseError::NoCatalog).answer(Caller::Anonymous);
    let mut response = Response::new(Body::from(error.body()));
    *response.status_mut() = error.status;
    *response.headers_mut() = error.headers();
    response
}

//! Letting pages of other origins speak with us: no cookie is used, so every origin may.

use http::{HeaderName, Method};
use std::time::Duration;
use tower_http::cors::{AllowHeaders, AllowOrigin, CorsLayer};

/// What a page may read of an answer beside what it always may.
const EXPOSED: [&str; 9] = [
    "content-encoding",
    "content-location",
    "content-range",
    "content-type",
    "etag",
    "idempotency-replayed",
    "location",
    "preference-applied",
    "x-supabase-api-version",
];

/// The layer that answers preflights and marks answers.
pub fn cors() -> CorsLayer {
    CorsLayer::new()
        .allow_origin(AllowOrigin::any())
        .allow_methods([
            Method::GET,
            Method::POST,
            Method::PATCH,
            Method::PUT,
            Method::DELETE,
            Method::OPTIONS,
            Method::HEAD,
        ])
        .allow_headers(AllowHeaders::mirror_request())
        .expose_headers(EXPOSED.map(HeaderName::from_static))
        .max_age(Duration::from_secs(86_400))
}

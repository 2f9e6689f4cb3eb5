//! `dev` answers only requests that mean this machine. Its keys are public, and a page elsewhere could otherwise point its
//! own name at 127.0.0.1 and read what is served here.

use std::net::IpAddr;
use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::header::{CONTENT_TYPE, HOST};
use axum::http::{Response, StatusCode};
use axum::middleware::{self, Next};
use axum::response::IntoResponse;

/// Names that always mean this machine.
const LOCAL: &[&str] = &["localhost", "host.docker.internal"];

/// Refuses requests whose `Host` is another name than these.
pub(crate) fn refuse_other_hosts(router: Router, allowed: &[String]) -> Router {
    let allowed: Arc<[String]> = allowed.iter().map(|host| host.to_lowercase()).collect();
    router.layer(middleware::from_fn(move |request: Request, next: Next| {
        let allowed = allowed.clone();
        async move {
            if is_local(host(&request), &allowed) {
                return next.run(request).await;
            }
            refusal().into_response()
        }
    }))
}

fn host(request: &Request) -> Option<&str> {
    // HTTP/2 carries it in the URL.
    let header = request.headers().get(HOST).and_then(|host| host.to_str().ok());
    request.uri().authority().map(axum::http::uri::Authority::as_str).or(header)
}

/// An address is no name, so nobody can point it elsewhere.
pub(super) fn is_local(host: Option<&str>, allowed: &[String]) -> bool {
    let Some(host) = host else { return false };
    let name = without_port(host).to_lowercase();
    name.parse::<IpAddr>().is_ok()
        || LOCAL.contains(&name.as_str())
        || name.ends_with(".localhost")
        || allowed.contains(&name)
}

fn without_port(host: &str) -> &str {
    if let Some(inner) = host.strip_prefix('[') {
        return inner.split(']').next().unwrap_or(inner);
    }
    host.rsplit_once(':').map_or(host, |(name, _)| name)
}

fn refusal() -> Response<Body> {
    let body = r#"{"code":"host_not_allowed","message":"dev answers requests to this machine only","hint":"Add the name to engineroom.allowed_hosts in config.toml.","details":null}"#;
    let mut response = Response::new(Body::from(body));
    *response.status_mut() = StatusCode::MISDIRECTED_REQUEST;
    let json = axum::http::HeaderValue::from_static("application/json; charset=utf-8");
    response.headers_mut().insert(CONTENT_TYPE, json);
    response
}

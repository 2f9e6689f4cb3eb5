//! Putting the services together: each gets what it needs of the settings, and its place in the URL.

mod etags;

use std::sync::Arc;
use std::time::Duration;

use access::Rules;
use anyhow::{Result, anyhow};
use auth::{AuthService, PasswordRequirements, RateLimits, Secret};
use axum::Router;
use axum::extract::Request;
use axum::http::header::{ACCESS_CONTROL_REQUEST_METHOD, CONTENT_TYPE};
use axum::http::{Method, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{any, get};
use db::Database;
use rest::parse::Limits;
use rest::{Etags, OnceSettings, RestService, TransactionEnd};
use tower::{ServiceExt, service_fn};
use web::{ApiKeys, KeyRole, Verifier};

use crate::configuration::{Mode, Settings};
use crate::keys::{Keys, demo_key};

/// What the field has and we don't yet, and what it is.
const NOT_YET: &[(&str, &str)] = &[
    ("/storage/v1", "files"),
    ("/realtime/v1", "channels"),
    ("/functions/v1", "functions"),
    ("/graphql/v1", "GraphQL"),
];

/// All services of a project.
pub(crate) async fn router(
    database: &Arc<dyn Database>,
    settings: &Settings,
    mode: Mode,
) -> Result<Router> {
    let keys = Keys::fill(&settings.auth.keys);
    let auth_settings = auth_settings(settings, &keys)?;
    let signing = auth::keys::load(database, &auth_settings).await?;
    let mut verification = signing.verification.clone();
    if mode == Mode::Dev {
        verification.push(demo_key()?);
    }
    let verifier = Arc::new(Verifier::new(verification));
    let api_keys = ApiKeys::new(vec![
        (keys.publishable_key.clone(), KeyRole::Anon),
        (keys.secret_key.clone(), KeyRole::Service),
    ]);
    let jwks = signing.jwks.clone();
    let mut router = Router::new().route("/.well-known/jwks.json", get(move || json_text(jwks)));
    if settings.api.enabled {
        let etags = etags::etags(&settings.api, &keys.jwt_secret);
        etags::warn_of_missing(&etags, &database.catalog().catalog);
        let service = rest_service(database, settings, &api_keys, &verifier, etags);
        router = router.nest_service("/rest/v1", rest::router(service));
    }
    if settings.auth.enabled {
        let service = AuthService {
            database: database.clone(),
            settings: auth_settings,
            keys: signing,
            api_keys,
            verifier,
        };
        router = router.nest("/auth/v1", auth::router(service));
    }
    for (path, what) in NOT_YET {
        router = router.nest(path, Router::new().fallback(any(move || not_yet(what))));
    }
    Ok(open_to_pages(router.fallback(no_route)))
}

/// Lets pages of any origin ask. A browser's own question, whether it may, is answered at once; a plain `OPTIONS` is for
/// the service.
fn open_to_pages(services: Router) -> Router {
    let marked = services.clone().layer(web::cors());
    Router::new().fallback_service(service_fn(move |request: Request| {
        let plain = request.method() == Method::OPTIONS
            && !request.headers().contains_key(ACCESS_CONTROL_REQUEST_METHOD);
        if plain { services.clone().oneshot(request) } else { marked.clone().oneshot(request) }
    }))
}

fn rest_service(
    database: &Arc<dyn Database>,
    settings: &Settings,
    api_keys: &ApiKeys,
    verifier: &Arc<Verifier>,
    etags: Etags,
) -> RestService {
    let names = |names: &[String]| names.iter().map(|name| name.as_str().into()).collect();
    let api = &settings.api;
    RestService {
        database: database.clone(),
        verifier: verifier.clone(),
        keys: api_keys.clone(),
        settings: Arc::new(rest::Settings {
            schemas: names(&api.schemas),
            extra_search_path: names(&api.extra_search_path),
            max_rows: Some(api.max_rows).filter(|rows| *rows > 0),
            aggregates: api.aggregates,
            limited_writes: api.limited_writes,
            legacy_target_names: api.legacy_target_names,
            transaction_end: TransactionEnd::Commit,
            describe: true,
            pre_request: api
                .pre_request
                .as_ref()
                .map(|(schema, name)| value::QualifiedName::new(schema.as_str(), name.as_str())),
            describe_security: api.describe_security,
            plans: api.plans,
            public_url: format!("{}/rest/v1", settings.server.url()),
            etags,
            once: OnceSettings {
                lasts: api.idempotency_key_lifetime,
                answer_bytes_max: api.idempotency_body_bytes,
            },
        }),
        rules: Rules { require_row_security: api.require_rls },
        statement_timeout: settings.storage.statement_timeout,
        limits: Limits {
            url_bytes: settings.server.max_url_bytes,
            body_bytes: settings.server.max_body_bytes,
            ..Limits::default()
        },
        server_timing: api.server_timing,
    }
}

fn auth_settings(settings: &Settings, keys: &Keys) -> Result<auth::Settings> {
    let given = &settings.auth;
    let external = given.external_url.clone();
    let url = external.unwrap_or_else(|| format!("{}/auth/v1", settings.server.url()));
    let requirements = PasswordRequirements::named(&given.password_requirements);
    let auth = auth::Settings {
        issuer: given.jwt_issuer.clone().unwrap_or(url),
        site_url: given.site_url.clone(),
        jwt_expiry: given.jwt_expiry,
        jwt_secret: Some(Secret::new(keys.jwt_secret.clone())),
        signing_keys_path: given.signing_keys_path.clone(),
        refresh_token_rotation: given.refresh_token_rotation,
        refresh_token_reuse_interval: Duration::from_secs(given.refresh_token_reuse_interval),
        enable_signup: given.signup,
        enable_email_signup: given.email_signup,
        enable_email_confirmations: given.email_confirmations,
        enable_anonymous_sign_ins: given.anonymous_sign_ins,
        minimum_password_length: given.minimum_password_length,
        password_requirements: requirements.unwrap_or_default(),
        rate_limits: RateLimits {
            sign_in_sign_ups: given.rate_limit.sign_in_sign_ups,
            token_refresh: given.rate_limit.token_refresh,
            anonymous_users: given.rate_limit.anonymous_users,
        },
        statement_timeout: settings.storage.statement_timeout,
    };
    auth::check_settings(&auth).map_err(|errors| {
        let errors: Vec<String> = errors.iter().map(ToString::to_string).collect();
        anyhow!(errors.join("\n"))
    })?;
    Ok(auth)
}

async fn json_text(text: String) -> Response {
    ([(CONTENT_TYPE, "application/json")], text).into_response()
}

async fn not_yet(what: &str) -> Response {
    let body = format!(
        r#"{{"code":"not_implemented","message":"{what} are not served yet","hint":null,"details":null}}"#
    );
    (StatusCode::NOT_IMPLEMENTED, json_text(body).await).into_response()
}

async fn no_route() -> Response {
    let body = r#"{"message":"no Route matched with those values"}"#.to_owned();
    (StatusCode::NOT_FOUND, json_text(body).await).into_response()
}

#[cfg(test)]
mod tests {
    use axum::body::Body;
    use axum::http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, ALLOW, ORIGIN};

    use super::*;

    #[tokio::test]
    async fn pages_of_any_origin_may_ask_and_options_reach_the_service() {
        let inside = any(|| async { ([(ALLOW, "GET")], "inside") });
        let router = open_to_pages(Router::new().route("/", inside));
        let ask = async |method: Method, headers: &[(_, &str)]| {
            let mut request = Request::new(Body::empty());
            *request.method_mut() = method;
            for (name, value) in headers {
                request.headers_mut().insert(name, value.parse().unwrap());
            }
            router.clone().oneshot(request).await.unwrap()
        };
        let origin = (ORIGIN, "https://app.test");
        let answer = ask(Method::GET, std::slice::from_ref(&origin)).await;
        assert_eq!(answer.headers()[ACCESS_CONTROL_ALLOW_ORIGIN], "*");
        assert!(answer.headers().contains_key(ALLOW));
        let preflight = [origin, (ACCESS_CONTROL_REQUEST_METHOD, "PATCH")];
        let answer = ask(Method::OPTIONS, &preflight).await;
        assert_eq!(answer.headers()[ACCESS_CONTROL_ALLOW_ORIGIN], "*");
        assert!(!answer.headers().contains_key(ALLOW));
        assert!(ask(Method::OPTIONS, &[]).await.headers().contains_key(ALLOW));
    }
}

//! The data API over a database of the house, asked without a network.

use crate::case::{Answered, Asked, Case};
use crate::expand::{SECRET, expand, trusted};
use anyhow::{Result, bail};
use axum::Router;
use axum::body::Body;
use db::Database;
use http::{Request, Response};
use http_body_util::BodyExt;
use jsonwebtoken::{Algorithm, DecodingKey};
use rest::parse::Limits;
use rest::{EtagKey, EtagRule, Etags, RestService, Settings, TransactionEnd};
use std::sync::Arc;
use std::time::Duration;
use tower::ServiceExt;
use value::QualifiedName;
use web::{ApiKeys, VerificationKey, Verifier};

/// The router of the data API as a case wants it.
///
/// # Errors
/// When there is no such setting.
pub fn service(database: Arc<dyn Database>, case: &Case) -> Result<Router> {
    let key = DecodingKey::from_secret(SECRET);
    let key = VerificationKey { id: None, algorithm: Algorithm::HS256, key };
    let mut service = RestService {
        database,
        verifier: Arc::new(Verifier::new(vec![key])),
        keys: ApiKeys::new(Vec::new()),
        settings: Arc::new(Settings::serving(vec!["public".into()])),
        rules: access::Rules { require_row_security: false },
        statement_timeout: Duration::from_secs(20),
        limits: Limits::default(),
        server_timing: false,
    };
    let mut settings = Settings::clone(&service.settings);
    for (name, value) in &case.settings {
        match name.as_str() {
            "max_rows" => settings.max_rows = Some(value.parse()?),
            "schemas" => settings.schemas = value.split(", ").map(Into::into).collect(),
            "limited_writes" => settings.limited_writes = value.parse()?,
            "aggregates" => settings.aggregates = value.parse()?,
            "legacy_target_names" => settings.legacy_target_names = value.parse()?,
            "plans" => settings.plans = value.parse()?,
            "describe_security" => settings.describe_security = value.parse()?,
            "server_timing" => service.server_timing = value.parse()?,
            "etags" => settings.etags = etags(value),
            "require_rls" => service.rules.require_row_security = value.parse()?,
            "pre_request" => {
                settings.pre_request = Some(value::QualifiedName::new("public", value.as_str()));
            }
            "transaction_end" => settings.transaction_end = transaction_end(value)?,
            "body_bytes" => service.limits.body_bytes = value.parse()?,
            other => bail!("no such setting: {other}"),
        }
    }
    service.settings = Arc::new(settings);
    Ok(rest::router(service))
}

fn transaction_end(text: &str) -> Result<TransactionEnd> {
    Ok(match text {
        "commit" => TransactionEnd::Commit,
        "commit unless asked" => TransactionEnd::CommitUnlessAsked,
        "rollback" => TransactionEnd::Rollback,
        "rollback unless asked" => TransactionEnd::RollbackUnlessAsked,
        other => bail!("no transaction ends by {other}"),
    })
}

/// `notes, accounts!`: relations in `public`, those with a `!` demand `If-Match`. The key is the same each time, so that
/// tags can stand in a case.
fn etags(value: &str) -> Etags {
    let relations = value.split(", ").map(|name| {
        let rule = EtagRule { require_if_match: name.ends_with('!') };
        (QualifiedName::new("public", name.trim_end_matches('!')), rule)
    });
    Etags::new(EtagKey::new([7; 32]), relations.collect())
}

/// The answer to a request.
///
/// # Errors
/// When it can't be asked so.
pub async fn ask(router: &Router, asked: &Asked) -> Result<Answered> {
    let Ok(response) = router.clone().oneshot(request(asked)?).await;
    answered(response).await
}

fn request(asked: &Asked) -> Result<Request<Body>> {
    let url = encoded(&expand(&asked.url)?);
    let mut request = Request::builder().method(asked.method.as_str()).uri(url);
    if let Some(claims) = claims(&asked.speaker)? {
        request = request.header("authorization", format!("Bearer {}", trusted(claims)?));
    }
    let mut has_type = false;
    for (name, value) in &asked.headers {
        has_type |= name.eq_ignore_ascii_case("content-type");
        request = request.header(name, expand(value)?);
    }
    let body = expand(&asked.body)?;
    if !has_type && !body.is_empty() {
        request = request.header("content-type", "application/json");
    }
    Ok(request.body(Body::from(body))?)
}

/// The claims of those who speak in cases; none without a token.
fn claims(speaker: &str) -> Result<Option<&'static str>> {
    Ok(Some(match speaker {
        "anon" => return Ok(None),
        "authenticated" => r#"{"role":"authenticated"}"#,
        "service_role" => r#"{"role":"service_role"}"#,
        "ada" => {
            r#"{"sub":"11111111-1111-1111-1111-111111111111","role":"authenticated","email":"ada@example.com"}"#
        }
        "bob" => {
            r#"{"sub":"22222222-2222-2222-2222-222222222222","role":"authenticated","email":"bob@example.com"}"#
        }
        other => bail!("nobody is called {other}"),
    }))
}

/// As clients do: what a URL can't hold is written with `%`.
fn encoded(url: &[u8]) -> String {
    let mut text = String::new();
    for byte in url {
        if byte.is_ascii_graphic() && !b"\"<>\\^`{|}".contains(byte) {
            text.push(char::from(*byte));
        } else {
            text.push_str(&format!("%{byte:02X}"));
        }
    }
    text
}

async fn answered(response: Response<Body>) -> Result<Answered> {
    let (parts, body) = response.into_parts();
    let body = body.collect().await?.to_bytes();
    let headers = parts.headers.iter().map(|(name, value)| {
        (titled(name.as_str()), String::from_utf8_lossy(value.as_bytes()).into_owned())
    });
    Ok(Answered {
        status: parts.status.as_u16(),
        headers: headers.collect(),
        body: String::from_utf8_lossy(&body).into_owned(),
    })
}

/// `Content-Type` for `content-type`.
fn titled(name: &str) -> String {
    let title = |word: &str| match word.split_at_checked(1) {
        Some((first, rest)) => format!("{}{rest}", first.to_uppercase()),
        None => String::new(),
    };
    name.split('-').map(title).collect::<Vec<_>>().join("-")
}

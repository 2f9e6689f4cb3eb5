//! The whole pipeline over a database that gives answers made beforehand.

use super::{RestService, router};
use crate::Settings;
use crate::parse::Limits;
use crate::testing::films;
use access::Permitted;
use axum::body::Body;
use db::{
    Answer, Capabilities, Database, Error, HistoryEntry, Migration, Pending, Rows, StepAnswer,
    Versioned,
};
use http::{Request, Response};
use http_body_util::BodyExt;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};
use tower::ServiceExt;

/// Fails so often, then answers with no rows.
struct Played {
    failures: AtomicUsize,
    error: Error,
    capabilities: Capabilities,
}

impl Database for Played {
    fn catalog(&self) -> Versioned {
        Versioned::new(1, Arc::new(films()))
    }

    fn run(&self, work: Permitted, _: Instant) -> Pending<'_, Answer> {
        let fails = self.failures.load(Ordering::Relaxed);
        self.failures.store(fails.saturating_sub(1), Ordering::Relaxed);
        let steps = work.steps().len();
        Box::pin(async move {
            if fails > 0 {
                return Err(self.error.clone());
            }
            let step = StepAnswer { rows: Rows::default(), affected: 0, inserted: 0 };
            Ok(Answer {
                steps: vec![step; steps],
                commit: None,
                settings: std::collections::BTreeMap::new(),
            })
        })
    }

    fn migrate(&self, _: Migration) -> Pending<'_, Versioned> {
        Box::pin(async { Err(Error::Unsupported("migrations".to_owned())) })
    }

    fn history(&self) -> Pending<'_, Vec<HistoryEntry>> {
        Box::pin(async { Ok(Vec::new()) })
    }

    fn capabilities(&self) -> &Capabilities {
        &self.capabilities
    }

    fn close(&self) -> Pending<'_, ()> {
        Box::pin(async { Ok(()) })
    }
}

fn service(failures: usize, error: Error, require_row_security: bool) -> RestService {
    let (name, url) = ("a played one".to_owned(), String::new());
    let capabilities = Capabilities { name, own_row_security: false, url };
    let mut settings = Settings::serving(vec!["public".into()]);
    settings.public_url = "https://example.com/rest/v1".to_owned();
    RestService {
        database: Arc::new(Played { failures: AtomicUsize::new(failures), error, capabilities }),
        verifier: Arc::new(web::Verifier::new(Vec::new())),
        keys: web::ApiKeys::new(vec![("sb_secret_x".to_owned(), web::KeyRole::Service)]),
        settings: Arc::new(settings),
        rules: access::Rules { require_row_security },
        statement_timeout: Duration::from_secs(5),
        limits: Limits { body_bytes: 100, ..Limits::default() },
        server_timing: true,
    }
}

async fn ask(
    service: RestService,
    method: &str,
    path: &str,
    headers: &[(&str, &str)],
) -> Response<Body> {
    let mounted = axum::Router::new().nest_service("/rest/v1", router(service));
    let mut request = Request::builder().method(method).uri(format!("/rest/v1{path}"));
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    mounted.oneshot(request.body(Body::empty()).unwrap()).await.unwrap()
}

async fn body(response: Response<Body>) -> String {
    String::from_utf8(response.into_body().collect().await.unwrap().to_bytes().to_vec()).unwrap()
}

async fn well(method: &str, path: &str) -> Response<Body> {
    ask(service(0, Error::Stale, false), method, path, &[]).await
}

#[tokio::test]
async fn a_request_goes_through_all_stages() {
    let response = well("GET", "/films?select=id").await;
    assert_eq!(response.status(), 200);
    assert_eq!(response.headers()["cache-control"], "private, no-store");
    assert!(response.headers()["vary"].to_str().unwrap().contains("authorization"));
    let timing = response.headers()["server-timing"].to_str().unwrap().to_owned();
    for stage in ["jwt", "parse", "plan", "transaction", "response"] {
        assert!(timing.contains(&format!("{stage};dur=")), "{timing}");
    }
    assert_eq!(body(response).await, "[]");
}

#[tokio::test]
async fn the_stages_until_an_error_are_told() {
    let bad = [("authorization", "Bearer x")];
    for (method, path, headers, stages) in [
        ("GET", "/films", &bad[..], "jwt"),
        ("GET", "/films?id=x", &[], "jwt parse"),
        ("GET", "/nothing", &[], "jwt parse plan"),
        ("GET", "/films?id=eq.x", &[], "jwt parse plan transaction"),
        ("OPTIONS", "/films", &[], "jwt parse response"),
        ("HEAD", "/", &[], "jwt parse plan transaction response"),
    ] {
        let response = ask(service(0, Error::Stale, false), method, path, headers).await;
        let timing = response.headers()["server-timing"].to_str().unwrap();
        let told: Vec<_> = timing.split(", ").map(|at| at.split(';').next().unwrap()).collect();
        assert_eq!(told.join(" "), stages, "{method} {path}");
    }
}

#[tokio::test]
async fn the_root_is_there_with_and_without_a_slash() {
    for path in ["", "/"] {
        let response = well("GET", path).await;
        assert_eq!(response.status(), 200);
        let media = "application/openapi+json; charset=utf-8";
        assert_eq!(response.headers()["content-type"], media);
        let text = body(response).await;
        let described: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(described["host"], "example.com");
        assert_eq!(described["basePath"], "/rest/v1");
        let id = &described["definitions"]["films"]["properties"]["director_id"];
        assert_eq!(id["type"], "integer");
        assert!(id["description"].as_str().unwrap().contains("<fk table='people' column='id'/>"));
        assert!(described["paths"]["/loose"]["patch"].is_object());
    }
}

#[tokio::test]
async fn methods_are_told() {
    let response = well("OPTIONS", "/films").await;
    assert_eq!(response.headers()["allow"], "OPTIONS,GET,HEAD,POST,PUT,PATCH,DELETE");
    assert_eq!(well("OPTIONS", "/nothing").await.status(), 404);
    assert_eq!(well("TRACE", "/films").await.status(), 405);
}

#[tokio::test]
async fn a_schema_that_changes_is_planned_again_and_then_given_up() {
    let stale = |times| service(times, Error::Stale, false);
    assert_eq!(ask(stale(2), "GET", "/films", &[]).await.status(), 200);
    let response = ask(stale(3), "GET", "/films", &[]).await;
    assert_eq!(response.status(), 503);
    assert_eq!(response.headers()["retry-after"], "1");
}

#[tokio::test]
async fn the_database_s_errors_have_their_status() {
    for (error, status, code) in [
        (Error::sql("23505", "duplicate key"), 409, "23505"),
        (Error::sql("42501", "denied"), 401, "42501"),
        (Error::Busy, 503, "PGRST003"),
        (Error::Timeout, 500, "57014"),
        (Error::DiskFull, 503, "53100"),
        (Error::ReadOnly("/secret".into()), 405, "25006"),
        (Error::TooLarge { max_bytes: 9 }, 413, "54000"),
        (Error::Damaged("/secret".into()), 500, "XX001"),
        (Error::Internal("secret".into()), 500, "XX000"),
        (Error::Unavailable("secret".into()), 503, "PGRST000"),
        (Error::Demand { demand: plan::Demand::One, affected: 2 }, 406, "PGRST116"),
        (Error::Demand { demand: plan::Demand::AtMost(1), affected: 2 }, 400, "PGRST124"),
    ] {
        let response = ask(service(9, error.clone(), false), "GET", "/films", &[]).await;
        assert_eq!(response.status(), status, "{error:?}");
        let text = body(response).await;
        assert!(
            text.contains(&format!("\"code\":\"{code}\"")) && !text.contains("secret"),
            "{text}"
        );
    }
}

#[tokio::test]
async fn who_asks_decides_what_is_closed() {
    let closed = || service(0, Error::Stale, true);
    let response = ask(closed(), "GET", "/films", &[]).await;
    assert_eq!(response.status(), 401);
    assert_eq!(response.headers()["www-authenticate"], "Bearer");
    assert!(body(response).await.contains("enable row level security"));
    let wrong = [("apikey", "sb_secret_y")];
    let response = ask(closed(), "GET", "/films", &wrong).await;
    assert_eq!(response.status(), 401);
    assert!(body(response).await.contains("Invalid API key"));
    let bad = [("authorization", "Bearer a.b.c")];
    assert_eq!(ask(closed(), "GET", "/films", &bad).await.status(), 401);
}

#[tokio::test]
async fn a_body_over_the_bound_is_not_read() {
    let headers = [("content-length", "1000"), ("content-type", "application/json")];
    let response = ask(service(0, Error::Stale, false), "POST", "/loose", &headers).await;
    assert_eq!(response.status(), 413);
}

#[test]
fn a_refusal_says_the_reason_that_a_function_gives() {
    let reason = |shape: &str| {
        let error = crate::error::RestError::Database(crate::error::DatabaseError::Refused {
            code: "PGRST".to_owned(),
            message: r#"{"code":"X1","message":"Wait."}"#.to_owned(),
            details: Some(shape.to_owned()),
            hint: None,
        });
        let response = super::refusal(&error, None);
        let reason = response.extensions().get::<hyper::ext::ReasonPhrase>();
        reason.map(|reason| String::from_utf8_lossy(reason.as_bytes()).into_owned())
    };
    let said = reason(r#"{"status":418,"status_text":"Still Brewing","headers":{}}"#);
    assert_eq!(said.as_deref(), Some("Still Brewing"));
    assert_eq!(reason(r#"{"status":418,"headers":{}}"#), None);
    assert_eq!(reason(r#"{"status":418,"status_text":"a\r\nb: c","headers":{}}"#), None);
}

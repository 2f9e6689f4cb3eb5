//! An application of its own for each test, and requests to it.

use crate::accounts::{Given, Store, Where};
use crate::keys::Keys;
use crate::settings::{RateLimits, Settings};
use crate::{AuthService, router};
use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use db::Database;
use db_sqlite::{Options, Sqlite};
use http::{HeaderMap, Request, StatusCode};
use serde_json::{Value, json};
use std::net::SocketAddr;
use std::sync::Arc;
use tempfile::TempDir;
use tower::ServiceExt;
use value::ValueRef;
use web::{ApiKeys, KeyRole, Verifier};

pub(super) const PUBLISHABLE: &str = "sb_publishable_test";
pub(super) const SECRET: &str = "sb_secret_test";

/// Where texts are kept that could be secrets.
const TEXTS: [(&str, &[&str]); 5] = [
    ("users", &["email", "encrypted_password", "raw_user_meta_data", "raw_app_meta_data"]),
    ("identities", &["identity_data", "provider_id"]),
    ("sessions", &["user_agent"]),
    ("mfa_amr_claims", &["authentication_method"]),
    ("refresh_tokens", &["token", "parent", "user_id"]),
];

/// A router over a database of its own.
pub(super) struct App {
    pub(super) keys: Keys,
    store: Store,
    router: Router,
    address: SocketAddr,
    /// It is removed with the last application that reads it.
    folder: Arc<TempDir>,
}

/// What was answered.
#[derive(Debug)]
pub(super) struct Answered {
    pub(super) status: u16,
    pub(super) headers: HeaderMap,
    pub(super) body: Value,
}

/// A database in a folder that goes with it.
pub(super) fn database() -> (Arc<dyn Database>, Arc<TempDir>) {
    let folder = tempfile::tempdir().unwrap();
    let database = Sqlite::open(&folder.path().join("accounts"), Options::default()).unwrap();
    (Arc::new(database), Arc::new(folder))
}

/// An application with other settings than the usual.
pub(super) fn app_with(change: impl FnOnce(&mut Settings)) -> App {
    let generous =
        RateLimits { sign_in_sign_ups: 1000, token_refresh: 1000, anonymous_users: 1000 };
    let mut settings = Settings { rate_limits: generous, ..Settings::default() };
    change(&mut settings);
    let (database, folder) = database();
    let store = Store::new(database.clone(), settings.statement_timeout);
    let keys = crate::keys::tests::keys();
    let api_keys = ApiKeys::new(vec![
        (PUBLISHABLE.to_owned(), KeyRole::Anon),
        (SECRET.to_owned(), KeyRole::Service),
    ]);
    let verifier = Arc::new(Verifier::new(keys.verification.clone()));
    let service = AuthService { database, settings, keys: keys.clone(), api_keys, verifier };
    App {
        keys,
        store,
        folder,
        router: router(service),
        address: SocketAddr::from(([192, 0, 2, 1], 5)),
    }
}

/// An application with the usual settings.
pub(super) fn app() -> App {
    app_with(|_| ())
}

impl App {
    /// The same application, asked from elsewhere.
    pub(super) fn from(&self, address: [u8; 4]) -> Self {
        let (keys, store, router) = (self.keys.clone(), self.store.clone(), self.router.clone());
        let folder = self.folder.clone();
        Self { keys, store, folder, router, address: SocketAddr::from((address, 5)) }
    }

    /// How many rows a table has.
    pub(super) async fn count(&self, table: &'static str) -> u64 {
        let counted = self.store.run(|work| work.count_rows(table, &[])).await.unwrap();
        crate::accounts::users::counted(&counted, 0)
    }

    /// Every text that is kept and could be a secret.
    pub(super) async fn texts(&self) -> Vec<String> {
        let answer = self.store.run(|work| {
            for (table, columns) in TEXTS {
                work.read(table, columns, &[], &[], None)?;
            }
            Ok(())
        });
        let mut texts = Vec::new();
        for step in answer.await.unwrap().steps {
            for row in step.rows.iter() {
                texts.extend((0..step.rows.columns().len()).filter_map(|at| match row.get(at) {
                    ValueRef::Text(text) => Some(text.to_owned()),
                    _ => None,
                }));
            }
        }
        texts
    }

    /// Lets every session end at the beginning of time.
    pub(super) async fn end_by_time(&self) {
        let set = [("not_after", Given::Int(0))];
        let aal = [Where::Is("aal", Given::Text("aal1"))];
        self.store.run(|work| work.update_all("sessions", &set, &aal)).await.unwrap();
    }

    /// Sends a request as clients do: with the key of the application, a token, and the version of the API.
    pub(super) async fn send(
        &self,
        method: &str,
        path: &str,
        token: Option<&str>,
        body: &Value,
    ) -> Answered {
        let mut headers = vec![("apikey", PUBLISHABLE), ("x-supabase-api-version", "2024-01-01")];
        let bearer = token.map(|token| format!("Bearer {token}"));
        headers.extend(bearer.as_deref().map(|bearer| ("authorization", bearer)));
        let body = if body.is_null() { String::new() } else { body.to_string() };
        self.raw(method, path, &headers, body).await
    }

    /// Sends a request of any form.
    pub(super) async fn raw(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: impl Into<Body>,
    ) -> Answered {
        let mut request = Request::builder().method(method).uri(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = request.extension(ConnectInfo(self.address)).body(body.into()).unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = axum::body::to_bytes(body, usize::MAX).await.unwrap();
        let body = serde_json::from_slice(&bytes).unwrap_or(Value::Null);
        Answered { status: parts.status.as_u16(), headers: parts.headers, body }
    }

    pub(super) async fn sign_up(&self, email: &str, password: &str) -> Answered {
        let body = json!({ "email": email, "password": password });
        self.send("POST", "/signup", None, &body).await
    }

    pub(super) async fn sign_in(&self, email: &str, password: &str) -> Answered {
        let body = json!({ "email": email, "password": password });
        self.send("POST", "/token?grant_type=password", None, &body).await
    }

    pub(super) async fn refresh(&self, token: &str) -> Answered {
        let body = json!({ "refresh_token": token });
        self.send("POST", "/token?grant_type=refresh_token", None, &body).await
    }

    pub(super) async fn user(&self, token: &str) -> Answered {
        self.send("GET", "/user", Some(token), &Value::Null).await
    }

    pub(super) async fn update(&self, token: &str, body: Value) -> Answered {
        self.send("PUT", "/user", Some(token), &body).await
    }

    pub(super) async fn admin(&self, method: &str, path: &str, body: &Value) -> Answered {
        self.send(method, path, Some(SECRET), body).await
    }
}

impl Answered {
    /// It went well.
    pub(super) fn good(self) -> Self {
        assert!(StatusCode::from_u16(self.status).unwrap().is_success(), "{self:?}");
        self
    }

    /// Status and code of an error.
    pub(super) fn refused(&self) -> (u16, &str) {
        (self.status, self.text("code"))
    }

    pub(super) fn text(&self, name: &str) -> &str {
        self.body[name].as_str().unwrap_or_default()
    }

    pub(super) fn access(&self) -> &str {
        self.text("access_token")
    }

    pub(super) fn refresh(&self) -> &str {
        self.text("refresh_token")
    }

    /// What the access token says.
    pub(super) fn claims(&self) -> Value {
        let part = self.access().split('.').nth(1).unwrap();
        serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).unwrap()).unwrap()
    }
}

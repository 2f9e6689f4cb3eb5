//! An application of its own for each test, and requests to it.

use super::memory::Memory;
use crate::keys::Keys;
use crate::settings::{RateLimits, Settings};
use crate::{AuthService, router};
use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use http::{HeaderMap, Request, StatusCode};
use serde_json::{Value, json};
use std::net::SocketAddr;
use std::sync::Arc;
use tower::ServiceExt;
use web::{ApiKeys, KeyRole, Verifier};

pub(super) const PUBLISHABLE: &str = "sb_publishable_test";
pub(super) const SECRET: &str = "sb_secret_test";

/// A router over a database of its own.
pub(super) struct App {
    pub(super) memory: Arc<Memory>,
    pub(super) keys: Keys,
    router: Router,
    address: SocketAddr,
}

/// What was answered.
#[derive(Debug)]
pub(super) struct Answered {
    pub(super) status: u16,
    pub(super) headers: HeaderMap,
    pub(super) body: Value,
}

/// An application with other settings than the usual.
pub(super) fn app_with(change: impl FnOnce(&mut Settings)) -> App {
    let generous =
        RateLimits { sign_in_sign_ups: 1000, token_refresh: 1000, anonymous_users: 1000 };
    let mut settings = Settings { rate_limits: generous, ..Settings::default() };
    change(&mut settings);
    let memory = Arc::new(Memory::new());
    let keys = crate::keys::tests::keys();
    let api_keys = ApiKeys::new(vec![
        (PUBLISHABLE.to_owned(), KeyRole::Anon),
        (SECRET.to_owned(), KeyRole::Service),
    ]);
    let verifier = Arc::new(Verifier::new(keys.verification.clone()));
    let service =
        AuthService { database: memory.clone(), settings, keys: keys.clone(), api_keys, verifier };
    App { memory, keys, router: router(service), address: SocketAddr::from(([192, 0, 2, 1], 5)) }
}

/// An application with the usual settings.
pub(super) fn app() -> App {
    app_with(|_| ())
}

impl App {
    /// The same application, asked from elsewhere.
    pub(super) fn from(&self, address: [u8; 4]) -> Self {
        let (memory, keys, router) = (self.memory.clone(), self.keys.clone(), self.router.clone());
        Self { memory, keys, router, address: SocketAddr::from((address, 5)) }
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

//! A session from its first token on: the steps that begin one, and the answer that hands its tokens over.

use crate::accounts::methods::{self, Method};
use crate::accounts::sessions::{self, Client};
use crate::accounts::{Identity, StoreError, User, Work, refresh_tokens};
use crate::answer::json;
use crate::error::Error;
use crate::password::Weak;
use crate::refresh_token;
use crate::service::Service;
use crate::tokens::access_token;
use crate::user::UserJson;
use axum::response::Response;
use http::StatusCode;
use serde::Serialize;
use uuid::Uuid;

/// A session that is about to begin.
pub(crate) struct NewSession {
    id: Uuid,
    refresh_token: String,
    method: &'static str,
    client: Client,
    now: i64,
}

/// A session that goes on: who is signed in, and with what the next refresh is asked for.
pub(crate) struct Ongoing {
    pub(crate) user: User,
    pub(crate) identities: Vec<Identity>,
    pub(crate) session: Uuid,
    pub(crate) methods: Vec<Method>,
    pub(crate) refresh_token: String,
    /// What is wrong with the password, for somebody who signed in with it.
    pub(crate) weak_password: Option<Weak>,
}

#[derive(Serialize)]
struct SessionJson<'a> {
    access_token: &'a str,
    token_type: &'static str,
    expires_in: u64,
    expires_at: i64,
    refresh_token: &'a str,
    user: UserJson<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    weak_password: Option<WeakJson<'a>>,
}

#[derive(Serialize)]
struct WeakJson<'a> {
    message: &'a str,
    reasons: &'a [&'static str],
}

impl NewSession {
    pub(crate) fn new(method: &'static str, client: Client, now: i64) -> Result<Self, Error> {
        let refresh_token = refresh_token::fresh()?;
        Ok(Self { id: Uuid::new_v4(), refresh_token, method, client, now })
    }

    /// The steps that begin it.
    pub(crate) fn begin(&self, work: &mut Work<'_>, user: Uuid) -> Result<(), StoreError> {
        sessions::insert(work, self.id, user, &self.client, self.now)?;
        methods::insert(work, self.id, self.method, self.now)?;
        let hash = refresh_token::hash(&self.refresh_token);
        refresh_tokens::insert(work, &hash, None, self.id, user, self.now)
    }

    /// It has begun for this account.
    pub(crate) fn of(self, user: User, identities: Vec<Identity>) -> Ongoing {
        let method = Method { name: self.method.to_owned(), at: self.now };
        Ongoing {
            user,
            identities,
            session: self.id,
            methods: vec![method],
            refresh_token: self.refresh_token,
            weak_password: None,
        }
    }
}

impl Ongoing {
    /// Its tokens and whose they are.
    pub(crate) fn answer(&self, service: &Service, now: i64) -> Result<Response, Error> {
        let access = access_token(service, &self.user, self.session, &self.methods, now)?;
        let body = SessionJson {
            access_token: &access.token,
            token_type: "bearer",
            expires_in: service.settings.jwt_expiry,
            expires_at: access.expires_at,
            refresh_token: &self.refresh_token,
            user: UserJson::of(&self.user, Some(&self.identities)),
            weak_password: self.weak_password.as_ref().map(WeakJson::of),
        };
        json(StatusCode::OK, &body)
    }
}

impl<'a> WeakJson<'a> {
    fn of(weak: &'a Weak) -> Self {
        Self { message: &weak.message, reasons: &weak.reasons }
    }
}

//! `POST /admin/users`: an account that an administrator makes.

use super::ban::banned_until;
use crate::accounts::identities;
use crate::accounts::users::{self, AUDIENCE, NewUser};
use crate::admission::require_admin;
use crate::answer::json;
use crate::asked::Asked;
use crate::error::{AccountError, AdminError, Error, RequestError};
use crate::metadata::Metadata;
use crate::password::is_known;
use crate::service::Service;
use crate::settings::PASSWORD_BYTES_MAX;
use crate::user::UserJson;
use crate::{clock, email};
use axum::extract::State;
use axum::response::Response;
use http::StatusCode;
use serde::Deserialize;
use serde_json::{Map, Value};
use std::sync::Arc;
use uuid::Uuid;

/// What an administrator says of an account.
#[derive(Deserialize)]
pub(super) struct Params {
    pub(super) id: Option<String>,
    pub(super) aud: Option<String>,
    pub(super) role: Option<String>,
    pub(super) email: Option<String>,
    pub(super) phone: Option<String>,
    pub(super) password: Option<String>,
    pub(super) password_hash: Option<String>,
    pub(super) email_confirm: Option<bool>,
    pub(super) user_metadata: Option<Map<String, Value>>,
    pub(super) app_metadata: Option<Map<String, Value>>,
    pub(super) ban_duration: Option<String>,
}

pub(crate) async fn admin_user_create(
    State(service): State<Arc<Service>>,
    asked: Asked,
) -> Result<Response, Error> {
    require_admin(&service, &asked)?;
    let mut params: Params = asked.params()?;
    params.check_audience()?;
    let email = match (filled(params.email.take()), filled(params.phone.take())) {
        (_, Some(_)) => return Err(Error::Account(AccountError::PhoneSignupsDisabled)),
        (None, None) => return Err(Error::Admin(AdminError::NewUserWithoutEmail)),
        (Some(email), None) => email::validate(&email)?,
    };
    let now = clock::now();
    let user = new_user(&service, params, email, now).await?;
    let email = user.email.as_deref().unwrap_or_default();
    let identity = Metadata::default().of_email(&user.id.to_string(), email);
    let created = service
        .store
        .run(|work| {
            users::insert(work, &user)?;
            identities::insert_email(work, user.id, &identity, now)?;
            users::read_by_id(work, user.id)?;
            identities::read_of(work, user.id)
        })
        .await;
    let created = match created {
        Err(error) if error.is_code("23505") => {
            return Err(Error::Account(AccountError::EmailExists));
        }
        created => created?,
    };
    let user = users::found(&created, 2).ok_or(Error::Conflict)?;
    json(StatusCode::OK, &UserJson::of(&user, Some(&identities::found(&created, 3))))
}

async fn new_user(
    service: &Service,
    params: Params,
    email: String,
    now: i64,
) -> Result<NewUser, Error> {
    let found = service.store.run(|work| users::read_by_email(work, &email)).await?;
    if users::found(&found, 0).is_some() {
        return Err(Error::Account(AccountError::EmailExists));
    }
    let confirmed = params.email_confirm.unwrap_or_default();
    let user_metadata = Metadata::of(params.user_metadata.unwrap_or_default());
    let app_metadata = Metadata::of(params.app_metadata.unwrap_or_default());
    let app_metadata = Metadata::by_email().merge(app_metadata);
    let user_metadata = if confirmed { user_metadata.with_verified_email() } else { user_metadata };
    Metadata::check(&app_metadata, &user_metadata)?;
    let ban = filled(params.ban_duration).map(|duration| banned_until(&duration, now));
    Ok(NewUser {
        id: id_of(filled(params.id))?,
        role: filled(params.role).unwrap_or_else(|| AUDIENCE.to_owned()),
        email: Some(email),
        password: password(service, params.password, params.password_hash).await?,
        email_confirmed_at: confirmed.then_some(now),
        last_sign_in_at: None,
        app_metadata,
        user_metadata,
        banned_until: ban.transpose()?.flatten(),
        is_anonymous: false,
        now,
    })
}

fn id_of(given: Option<String>) -> Result<Uuid, Error> {
    let Some(given) = given else { return Ok(Uuid::new_v4()) };
    let id = Uuid::parse_str(&given).map_err(|_| Error::Admin(AdminError::NewIdNoUuid))?;
    if id.is_nil() { Err(Error::Admin(AdminError::NewIdNil)) } else { Ok(id) }
}

/// The hash of a password, or one that was made elsewhere; without either nobody can sign in with a password.
async fn password(
    service: &Service,
    password: Option<String>,
    hash: Option<String>,
) -> Result<Option<String>, Error> {
    match (filled(password), filled(hash)) {
        (Some(_), Some(_)) => Err(Error::Admin(AdminError::PasswordAndHash)),
        (None, None) => Ok(None),
        (None, Some(hash)) if is_known(&hash) => Ok(Some(hash)),
        (None, Some(_)) => Err(Error::Admin(AdminError::PasswordHash)),
        (Some(password), None) if password.len() > PASSWORD_BYTES_MAX => {
            Err(Error::Account(AccountError::PasswordTooLong))
        }
        (Some(password), None) => service.hasher.hash(&password).await.map(Some),
    }
}

impl Params {
    /// There is only one audience.
    pub(super) fn check_audience(&self) -> Result<(), Error> {
        match self.aud.as_deref() {
            None | Some("" | AUDIENCE) => Ok(()),
            Some(_) => Err(Error::Request(RequestError::Value(format!("aud must be {AUDIENCE}")))),
        }
    }
}

pub(super) fn filled(text: Option<String>) -> Option<String> {
    text.filter(|text| !text.is_empty())
}

//! `POST /signup`: a new account, and its first session.

use super::signup_anonymous::signup_anonymous;
use crate::accounts::identities;
use crate::accounts::methods::PASSWORD;
use crate::accounts::users::{self, AUDIENCE, NewUser};
use crate::asked::Asked;
use crate::error::{AccountError, Error};
use crate::metadata::Metadata;
use crate::password::check_strength;
use crate::service::Service;
use crate::session::NewSession;
use crate::{clock, email};
use axum::extract::State;
use axum::response::Response;
use serde::Deserialize;
use serde_json::{Map, Value};
use std::sync::Arc;
use uuid::Uuid;

#[derive(Deserialize, Default)]
struct Params {
    email: Option<String>,
    phone: Option<String>,
    password: Option<String>,
    data: Option<Map<String, Value>>,
}

pub(crate) async fn signup(
    State(service): State<Arc<Service>>,
    asked: Asked,
) -> Result<Response, Error> {
    let params: Params = asked.params_or_default()?;
    let data = Metadata::of(params.data.unwrap_or_default());
    let filled = |text: Option<String>| text.filter(|text| !text.is_empty());
    let (email, phone) = (filled(params.email), filled(params.phone));
    if email.is_none() && phone.is_none() {
        return signup_anonymous(&service, &asked, data).await;
    }
    service.limits.sign_in(asked.address)?;
    if !service.settings.enable_signup {
        return Err(Error::Account(AccountError::SignupDisabled));
    }
    let password = filled(params.password).ok_or(Error::Account(AccountError::PasswordMissing))?;
    check_strength(&service.settings, &password)?;
    let email = match (email, phone) {
        (Some(_), Some(_)) => return Err(Error::Account(AccountError::EmailAndPhone("signup"))),
        (None, _) => return Err(Error::Account(AccountError::PhoneSignupsDisabled)),
        (Some(_), None) if !service.settings.enable_email_signup => {
            return Err(Error::Account(AccountError::EmailSignupsDisabled));
        }
        (Some(email), None) => email::validate(&email)?,
    };
    service.limits.account(&email)?;
    with_email(&service, &asked, &email, &password, data).await
}

/// Nothing confirms the address, but without mail it counts at once: `email_confirmed_at` says that its owner may sign
/// in, and `email_verified` that nobody has shown it to be theirs.
async fn with_email(
    service: &Service,
    asked: &Asked,
    email: &str,
    password: &str,
    data: Metadata,
) -> Result<Response, Error> {
    let found = service.store.run(|work| users::read_by_email(work, email)).await?;
    if users::found(&found, 0).is_some() {
        return Err(Error::Account(AccountError::UserAlreadyExists));
    }
    let id = Uuid::new_v4();
    let user_metadata = data.of_email(&id.to_string(), email);
    Metadata::check(&Metadata::by_email(), &user_metadata)?;
    let hash = service.hasher.hash(password).await?;
    let now = clock::now();
    let user = NewUser {
        id,
        role: AUDIENCE.to_owned(),
        email: Some(email.to_owned()),
        password: Some(hash),
        email_confirmed_at: Some(now),
        last_sign_in_at: Some(now),
        app_metadata: Metadata::by_email(),
        user_metadata,
        banned_until: None,
        is_anonymous: false,
        now,
    };
    let session = NewSession::new(PASSWORD, asked.client(), now)?;
    let begun = service
        .store
        .run(|work| {
            users::insert(work, &user)?;
            identities::insert_email(work, id, &user.user_metadata, now)?;
            session.begin(work, id)?;
            users::read_by_id(work, id)?;
            identities::read_of(work, id)
        })
        .await;
    let begun = match begun {
        // Somebody was faster.
        Err(error) if error.is_code("23505") => {
            return Err(Error::Account(AccountError::UserAlreadyExists));
        }
        begun => begun?,
    };
    let user = users::found(&begun, 5).ok_or(Error::Conflict)?;
    session.of(user, identities::found(&begun, 6)).answer(service, now)
}

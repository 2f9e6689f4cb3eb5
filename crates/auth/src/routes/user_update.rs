//! `PUT /user`: a person changes their own account.

use crate::accounts::Given;
use crate::accounts::identities;
use crate::accounts::sessions;
use crate::accounts::users::{self, User};
use crate::admission::{SignedIn, signed_in};
use crate::answer::json;
use crate::asked::Asked;
use crate::error::{AccountError, CallerError, Error, NotYet, SignInError};
use crate::metadata::Metadata;
use crate::password::{Verdict, check_strength};
use crate::service::Service;
use crate::user::UserJson;
use crate::{clock, email};
use axum::extract::State;
use axum::response::Response;
use http::StatusCode;
use serde::Deserialize;
use serde_json::{Map, Value};
use std::sync::Arc;

/// How often a change is made again because another changed the account at the same time.
const TRIES_MAX: usize = 3;

#[derive(Deserialize)]
struct Params {
    email: Option<String>,
    phone: Option<String>,
    password: Option<String>,
    data: Option<Map<String, Value>>,
    app_metadata: Option<Map<String, Value>>,
}

/// What becomes of the account.
#[derive(Default)]
struct Change {
    /// The first address of somebody who was anonymous.
    email: Option<String>,
    /// The hash of a new password.
    password: Option<String>,
    app_metadata: Option<Metadata>,
    user_metadata: Option<Metadata>,
}

pub(crate) async fn user_update(
    State(service): State<Arc<Service>>,
    asked: Asked,
) -> Result<Response, Error> {
    let params: Params = asked.params()?;
    for _ in 0..TRIES_MAX {
        let person = signed_in(&service, &asked).await?;
        let change = plan(&service, &person.user, &params).await?;
        match apply(&service, &person, &change).await {
            Err(Error::Conflict) => {}
            ended => return ended,
        }
    }
    Err(Error::Conflict)
}

async fn plan(service: &Service, user: &User, params: &Params) -> Result<Change, Error> {
    let filled = |text: &Option<String>| text.clone().filter(|text| !text.is_empty());
    let email = filled(&params.email).map(|given| email::validate(&given)).transpose()?;
    let email = email.filter(|given| user.email.as_deref() != Some(given));
    if filled(&params.phone).is_some() {
        return Err(Error::SignIn(SignInError::PhoneLoginsDisabled));
    }
    if let Some(password) = &params.password {
        check_strength(&service.settings, password)?;
    }
    if params.app_metadata.is_some() {
        return Err(Error::Caller(CallerError::AppMetadataNotAdmin));
    }
    if user.is_anonymous && params.password.is_some() && email.is_none() {
        return Err(Error::Account(AccountError::AnonymousPassword));
    }
    if let Some(email) = &email {
        check_email(service, user, email).await?;
    }
    let data = params.data.clone().map(Metadata::of).map(Metadata::without_servers_own);
    let mut change = Change { email, ..Change::default() };
    change.user_metadata = data.map(|data| user.user_metadata.clone().merge(data));
    if let Some(email) = &change.email {
        let metadata = change.user_metadata.take().unwrap_or_else(|| user.user_metadata.clone());
        change.user_metadata = Some(metadata.of_email(&user.id.to_string(), email));
        change.app_metadata = Some(user.app_metadata.clone().merge(Metadata::by_email()));
    }
    if let Some(metadata) = &change.user_metadata {
        Metadata::check(change.app_metadata.as_ref().unwrap_or(&user.app_metadata), metadata)?;
    }
    if let Some(password) = &params.password {
        change.password = Some(new_password(service, user, password).await?);
    }
    Ok(change)
}

/// Only who had no address yet gets one without a mail that confirms it.
async fn check_email(service: &Service, user: &User, email: &str) -> Result<(), Error> {
    if !user.is_anonymous {
        return Err(Error::NotYet(NotYet::NoMail("Changing the address of an account")));
    }
    if !service.settings.enable_email_signup {
        return Err(Error::SignIn(SignInError::EmailLoginsDisabled));
    }
    let found = service.store.run(|work| users::read_by_email(work, email)).await?;
    if users::found(&found, 0).is_some() {
        Err(Error::Account(AccountError::EmailExists))
    } else {
        Ok(())
    }
}

/// Telling whether a password is the old one is as good as signing in with it, so it is limited the same.
async fn new_password(service: &Service, user: &User, password: &str) -> Result<String, Error> {
    service.limits.account(&user.id.to_string())?;
    let old = user.password.as_deref();
    if service.hasher.verify(password, old).await? != Verdict::Wrong {
        return Err(Error::Account(AccountError::SamePassword));
    }
    service.hasher.hash(password).await
}

async fn apply(service: &Service, person: &SignedIn, change: &Change) -> Result<Response, Error> {
    let (user, now) = (&person.user, clock::now());
    let app_metadata = change.app_metadata.as_ref().map(Metadata::to_json);
    let user_metadata = change.user_metadata.as_ref().map(Metadata::to_json);
    let mut set = Vec::new();
    if let Some(email) = &change.email {
        set.push(("email", Given::Text(email)));
        set.push(("email_confirmed_at", Given::Int(now)));
        set.push(("is_anonymous", Given::Bool(false)));
    }
    set.extend(change.password.as_ref().map(|hash| ("encrypted_password", Given::Text(hash))));
    set.extend(app_metadata.as_ref().map(|json| ("raw_app_meta_data", Given::Text(json))));
    set.extend(user_metadata.as_ref().map(|json| ("raw_user_meta_data", Given::Text(json))));
    let changed = service
        .store
        .run(|work| {
            users::change(work, user, &set, now)?;
            users::read_by_id(work, user.id)?;
            if let (Some(_), Some(data)) = (&change.email, &change.user_metadata) {
                identities::insert_email(work, user.id, data, now)?;
            }
            // Who knew the old password is signed out everywhere else.
            match (&change.password, &person.session) {
                (None, _) => {}
                (Some(_), Some(session)) => sessions::end_others(work, user.id, session.id)?,
                (Some(_), None) => sessions::end_all(work, user.id)?,
            }
            identities::read_of(work, user.id)
        })
        .await;
    let changed = match changed {
        Err(error) if error.is_code("23505") => {
            return Err(Error::Account(AccountError::EmailExists));
        }
        changed => changed?,
    };
    let user = users::found(&changed, 1).ok_or(Error::Conflict)?;
    let identities = identities::found(&changed, changed.steps.len().saturating_sub(1));
    json(StatusCode::OK, &UserJson::of(&user, Some(&identities)))
}

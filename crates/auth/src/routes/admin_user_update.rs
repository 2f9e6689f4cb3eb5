//! `PUT /admin/users/{id}`: an administrator changes an account.

use super::admin_user_create::{Params, filled};
use super::admin_user_get::load;
use super::ban::banned_until;
use crate::accounts::identities::{self, EMAIL};
use crate::accounts::{Given, Identity, User, sessions, users};
use crate::admission::require_admin;
use crate::answer::json;
use crate::asked::Asked;
use crate::error::{AccountError, Error, SignInError};
use crate::metadata::Metadata;
use crate::password::check_strength;
use crate::service::Service;
use crate::user::UserJson;
use crate::{clock, email};
use axum::extract::{Path, State};
use axum::response::Response;
use http::StatusCode;
use std::sync::Arc;

/// How often a change is made again because another changed the account at the same time.
const TRIES_MAX: usize = 3;

/// What becomes of the account.
struct Change {
    role: Option<String>,
    email: Option<String>,
    confirms: bool,
    password: Option<String>,
    app_metadata: Metadata,
    user_metadata: Metadata,
    /// Set, lifted, or as it is.
    banned_until: Option<Option<i64>>,
}

pub(crate) async fn admin_user_update(
    State(service): State<Arc<Service>>,
    Path(id): Path<String>,
    asked: Asked,
) -> Result<Response, Error> {
    require_admin(&service, &asked)?;
    for _ in 0..TRIES_MAX {
        let params: Params = asked.params()?;
        let (user, identities) = load(&service, &id).await?;
        let now = clock::now();
        let change = plan(&service, &user, params, now).await?;
        match apply(&service, &user, &identities, &change, now).await {
            Err(Error::Conflict) => {}
            ended => return ended,
        }
    }
    Err(Error::Conflict)
}

async fn plan(service: &Service, user: &User, params: Params, now: i64) -> Result<Change, Error> {
    params.check_audience()?;
    if filled(params.phone).is_some() {
        return Err(Error::SignIn(SignInError::PhoneLoginsDisabled));
    }
    let email = filled(params.email).map(|given| email::validate(&given)).transpose()?;
    let confirms = params.email_confirm.unwrap_or_default();
    let merged = |before: &Metadata, changes| before.clone().merge(Metadata::of(changes));
    let app_metadata = merged(&user.app_metadata, params.app_metadata.unwrap_or_default());
    let mut user_metadata = merged(&user.user_metadata, params.user_metadata.unwrap_or_default());
    if let Some(email) = &email {
        user_metadata = user_metadata.with_email(email, confirms);
    } else if confirms {
        user_metadata = user_metadata.with_verified_email();
    }
    Metadata::check(&app_metadata, &user_metadata)?;
    let ban = filled(params.ban_duration).map(|duration| banned_until(&duration, now));
    let banned_until = ban.transpose()?;
    let password = match params.password {
        None => None,
        Some(password) => {
            check_strength(&service.settings, &password)?;
            Some(service.hasher.hash(&password).await?)
        }
    };
    let role = filled(params.role);
    Ok(Change { role, email, confirms, password, app_metadata, user_metadata, banned_until })
}

async fn apply(
    service: &Service,
    user: &User,
    known: &[Identity],
    change: &Change,
    now: i64,
) -> Result<Response, Error> {
    let (app, own) = (change.app_metadata.to_json(), change.user_metadata.to_json());
    let set = changes(change, &app, &own, now);
    let identity = known.iter().find(|identity| identity.provider == EMAIL);
    let changed = service
        .store
        .run(|work| {
            users::change(work, user, &set, now)?;
            users::read_by_id(work, user.id)?;
            if let Some(email) = &change.email {
                match identity {
                    Some(identity) => {
                        let data = identity.data.clone().with_email(email, change.confirms);
                        identities::set_data(work, identity.id, &data, now)?;
                    }
                    None => {
                        let data = Metadata::default().of_email(&user.id.to_string(), email);
                        let data = data.with_email(email, change.confirms);
                        identities::insert_email(work, user.id, &data, now)?;
                    }
                }
            }
            if change.password.is_some() {
                sessions::end_all(work, user.id)?;
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

fn changes<'a>(
    change: &'a Change,
    app_metadata: &'a str,
    user_metadata: &'a str,
    now: i64,
) -> Vec<(&'static str, Given<'a>)> {
    let mut set = vec![
        ("raw_app_meta_data", Given::Text(app_metadata)),
        ("raw_user_meta_data", Given::Text(user_metadata)),
    ];
    set.extend(change.role.as_ref().map(|role| ("role", Given::Text(role))));
    set.extend(change.password.as_ref().map(|hash| ("encrypted_password", Given::Text(hash))));
    set.extend(change.banned_until.map(|until| ("banned_until", Given::int(until))));
    if change.confirms {
        set.push(("email_confirmed_at", Given::Int(now)));
    }
    if let Some(email) = &change.email {
        set.push(("email", Given::Text(email)));
        if change.confirms {
            set.push(("is_anonymous", Given::Bool(false)));
        }
    }
    set
}

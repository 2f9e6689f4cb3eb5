//! `POST /token?grant_type=password`: signing in. Unknown accounts, wrong passwords and accounts without one get the same
//! answer after the same time.

use crate::accounts::identities;
use crate::accounts::methods::PASSWORD;
use crate::accounts::users::{self, User};
use crate::asked::Asked;
use crate::clock;
use crate::error::{AccountError, Error, SignInError};
use crate::password::{Verdict, Weak, check_strength};
use crate::service::Service;
use crate::session::NewSession;
use axum::response::Response;
use serde::Deserialize;
use std::time::Duration;
use tokio::time::{Instant, sleep_until};

/// A wrong password is not answered earlier, so that what kind of hash an account has, and whether there is one, can't be
/// told from the time.
const REFUSED_AFTER: Duration = Duration::from_millis(250);

/// A longer address is nobody's, in bytes.
const EMAIL_BYTES_MAX: usize = 255;

#[derive(Deserialize)]
struct Params {
    email: Option<String>,
    phone: Option<String>,
    password: Option<String>,
}

pub(super) async fn token_password(service: &Service, asked: &Asked) -> Result<Response, Error> {
    let began = Instant::now();
    service.limits.sign_in(asked.address)?;
    let params: Params = asked.params()?;
    let filled = |text: Option<String>| text.filter(|text| !text.is_empty());
    let email = match (filled(params.email), filled(params.phone)) {
        (Some(_), Some(_)) => return Err(Error::Account(AccountError::EmailAndPhone("login"))),
        (None, Some(_)) => return Err(Error::SignIn(SignInError::PhoneLoginsDisabled)),
        (None, None) => return Err(Error::SignIn(SignInError::EmailOrPhoneMissing)),
        (Some(_), None) if !service.settings.enable_email_signup => {
            return Err(Error::SignIn(SignInError::EmailLoginsDisabled));
        }
        (Some(email), None) => email.to_lowercase(),
    };
    service.limits.account(&email)?;
    let password = params.password.unwrap_or_default();
    let user = find(service, &email).await?;
    let kept = user.as_ref().and_then(|user| user.password.as_deref());
    let verdict = service.hasher.verify(&password, kept).await?;
    let upgraded = match verdict {
        Verdict::Wrong => None,
        Verdict::Right => Some(None),
        Verdict::Upgraded(hash) => Some(Some(hash)),
    };
    let (Some(user), Some(upgraded)) = (user, upgraded) else {
        sleep_until(began + REFUSED_AFTER).await;
        return Err(Error::SignIn(SignInError::InvalidCredentials));
    };
    sign_in(service, asked, user, &password, upgraded.as_deref()).await
}

async fn find(service: &Service, email: &str) -> Result<Option<User>, Error> {
    if email.len() > EMAIL_BYTES_MAX || email.contains('\0') {
        return Ok(None);
    }
    let found = service.store.run(|work| users::read_by_email(work, email)).await?;
    Ok(users::found(&found, 0).filter(|user| user.deleted_at.is_none()))
}

/// The password is right; whether it helps is said only now.
async fn sign_in(
    service: &Service,
    asked: &Asked,
    user: User,
    password: &str,
    upgraded: Option<&str>,
) -> Result<Response, Error> {
    let now = clock::now();
    if user.is_banned(now) {
        return Err(Error::SignIn(SignInError::UserBanned));
    }
    if user.email_confirmed_at.is_none() {
        return Err(Error::SignIn(SignInError::EmailNotConfirmed));
    }
    let verified = user.password.as_deref().unwrap_or_default();
    let session = NewSession::new(PASSWORD, asked.client(), now)?;
    let begun = service
        .store
        .run(|work| {
            users::signed_in(work, user.id, verified, upgraded, now)?;
            session.begin(work, user.id)?;
            users::read_by_id(work, user.id)?;
            identities::read_of(work, user.id)
        })
        .await;
    let begun = match begun {
        // The password was changed since it was read.
        Err(error) if error.is_demand() => {
            return Err(Error::SignIn(SignInError::InvalidCredentials));
        }
        begun => begun?,
    };
    let user = users::found(&begun, 4).ok_or(Error::Conflict)?;
    let mut ongoing = session.of(user, identities::found(&begun, 5));
    ongoing.weak_password = weak(service, password);
    ongoing.answer(service, now)
}

/// What today's rules say of a password that was set under others.
fn weak(service: &Service, password: &str) -> Option<Weak> {
    match check_strength(&service.settings, password) {
        Err(Error::Account(AccountError::WeakPassword(weak))) => Some(weak),
        _ => None,
    }
}

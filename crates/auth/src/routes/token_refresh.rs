//! `POST /token?grant_type=refresh_token`: going on with a session. Of two refreshes with one token at once, one replaces
//! it and the other is led to what replaced it, because revoking a token is a compare-and-set.

use crate::accounts::methods::{self, Method};
use crate::accounts::refresh_tokens::{self, RefreshToken};
use crate::accounts::sessions::{self, Session};
use crate::accounts::users::{self, User};
use crate::accounts::{Identity, StoreError, identities};
use crate::asked::Asked;
use crate::clock;
use crate::error::{Error, SignInError};
use crate::refresh_token::{BYTES_MAX, Decision, decide, hash, successor};
use crate::service::Service;
use crate::session::Ongoing;
use axum::response::Response;
use serde::Deserialize;
use uuid::Uuid;

/// How often a refresh is decided again because another changed what it had read.
const TRIES_MAX: usize = 4;

#[derive(Deserialize)]
struct Params {
    refresh_token: Option<String>,
}

/// Everything that a refresh is decided by.
struct Found {
    user: User,
    identities: Vec<Identity>,
    session: Session,
    methods: Vec<Method>,
    kept: RefreshToken,
    active: Option<RefreshToken>,
}

pub(super) async fn token_refresh(service: &Service, asked: &Asked) -> Result<Response, Error> {
    service.limits.refresh(asked.address)?;
    let params: Params = asked.params()?;
    let sent = params.refresh_token.unwrap_or_default();
    if sent.is_empty() {
        return Err(Error::SignIn(SignInError::RefreshTokenMissing));
    }
    if sent.len() > BYTES_MAX {
        return Err(Error::SignIn(SignInError::RefreshTokenNotFound));
    }
    for _ in 0..TRIES_MAX {
        let now = clock::now();
        let found = find(service, &hash(&sent), now).await?;
        if let Some(refresh_token) = go_on(service, asked, &sent, &found, now).await? {
            let Found { user, identities, session, methods, .. } = found;
            let session = session.id;
            let weak_password = None;
            let ongoing =
                Ongoing { user, identities, session, methods, refresh_token, weak_password };
            return ongoing.answer(service, now);
        }
    }
    Err(Error::Conflict)
}

async fn find(service: &Service, hash: &str, now: i64) -> Result<Found, Error> {
    let token = service.store.run(|work| refresh_tokens::read(work, hash)).await?;
    let kept =
        refresh_tokens::found(&token, 0).ok_or(Error::SignIn(SignInError::RefreshTokenNotFound))?;
    let session = kept.session_id.ok_or(Error::SignIn(SignInError::RefreshTokenWithoutSession))?;
    let answer = service
        .store
        .run(|work| {
            users::read_by_id(work, kept.user_id)?;
            identities::read_of(work, kept.user_id)?;
            sessions::read(work, session)?;
            methods::read_of(work, session)?;
            refresh_tokens::read_active(work, session)
        })
        .await?;
    let user = users::found(&answer, 0).ok_or(Error::SignIn(SignInError::RefreshTokenNotFound))?;
    if user.is_banned(now) {
        return Err(Error::SignIn(SignInError::RefreshTokenBanned));
    }
    let session = sessions::found(&answer, 2)
        .ok_or(Error::SignIn(SignInError::RefreshTokenWithoutSession))?;
    if session.not_after.is_some_and(|end| now > end) {
        return Err(Error::SignIn(SignInError::SessionExpired));
    }
    Ok(Found {
        user,
        identities: identities::found(&answer, 1),
        session,
        methods: methods::found(&answer, 3),
        kept,
        active: refresh_tokens::found(&answer, 4),
    })
}

/// The token that the session goes on with; none when another request was faster.
async fn go_on(
    service: &Service,
    asked: &Asked,
    sent: &str,
    found: &Found,
    now: i64,
) -> Result<Option<String>, Error> {
    let (key, kept) = (&service.keys.signing, &found.kept);
    let interval = service.settings.refresh_token_reuse_interval.as_micros();
    let interval = i64::try_from(interval).unwrap_or(i64::MAX);
    let reuse_until = kept.updated_at.saturating_add(interval);
    let replaced = match decide(key, sent, kept, found.active.as_ref(), reuse_until, now) {
        Decision::Again(token) => return Ok(Some(token)),
        Decision::AlreadyUsed => {
            end_family(service, found.session.id, now).await?;
            return Err(Error::SignIn(SignInError::RefreshTokenAlreadyUsed));
        }
        Decision::Swap => &kept.hash,
        Decision::Replace => found.active.as_ref().map_or(&kept.hash, |active| &active.hash),
    };
    let next = successor(key, found.session.id, sent);
    let client = asked.client();
    let swapped = service
        .store
        .run(|work| {
            refresh_tokens::use_up(work, replaced, now)?;
            let (session, user) = (found.session.id, found.user.id);
            refresh_tokens::insert(work, &hash(&next), Some(&kept.hash), session, user, now)?;
            sessions::refreshed(work, session, &client, now)
        })
        .await;
    match swapped {
        Ok(_) => Ok(Some(next)),
        Err(error) if error.is_demand() => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// A token that was used long ago came again: either its owner or somebody else holds a stolen one, and nobody can say
/// which. Neither goes on.
async fn end_family(service: &Service, session: Uuid, now: i64) -> Result<(), StoreError> {
    if service.settings.refresh_token_rotation {
        tracing::warn!(%session, "a refresh token was used again; its session has ended");
        service.store.run(|work| refresh_tokens::revoke_family(work, session, now)).await?;
    }
    Ok(())
}

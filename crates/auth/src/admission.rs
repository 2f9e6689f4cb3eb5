//! Who may ask: a person with an access token of a session that goes on, or who holds the service role.

use crate::accounts::{Identity, Session, User, identities, sessions, users};
use crate::asked::Asked;
use crate::error::{CallerError, Error};
use crate::service::Service;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use http::HeaderMap;
use serde::Deserialize;
use std::sync::Arc;
use uuid::Uuid;
use web::{ApiKeys, Refused, Verified, identify};

/// The roles that may ask for what administrators do.
const ADMIN_ROLES: [&str; 2] = ["service_role", "supabase_admin"];

/// A person who is signed in.
pub(crate) struct SignedIn {
    pub(crate) user: User,
    pub(crate) identities: Vec<Identity>,
    /// Tokens that others made with the shared secret have none.
    pub(crate) session: Option<Session>,
}

/// What of a token says who it is about.
#[derive(Deserialize, Default)]
struct Subject {
    #[serde(default)]
    sub: Option<String>,
    #[serde(default)]
    session_id: Option<String>,
}

/// Who sends a key of the application sends a good one.
pub(crate) async fn check_api_key(
    State(service): State<Arc<Service>>,
    request: Request,
    next: Next,
) -> Result<Response, Error> {
    if is_good_key(request.headers(), &service) {
        Ok(next.run(request).await)
    } else {
        Err(Error::Caller(CallerError::ApiKey))
    }
}

fn is_good_key(headers: &HeaderMap, service: &Service) -> bool {
    let Some(key) = headers.get("apikey") else { return true };
    match key.to_str() {
        Ok("") => true,
        Ok(key) if service.api_keys.role(key).is_some() => true,
        Ok(key) => !ApiKeys::is_opaque(key) && service.verifier.verify(key).is_ok(),
        Err(_) => false,
    }
}

/// The person whose access token was sent.
pub(crate) async fn signed_in(service: &Service, asked: &Asked) -> Result<SignedIn, Error> {
    let token = asked.bearer().ok_or(Error::Caller(CallerError::NoBearer))?;
    // A key of the application in a token's place is nobody's.
    if ApiKeys::is_opaque(token) {
        return Err(Error::Caller(CallerError::SubjectMissing));
    }
    let verified =
        service.verifier.verify(token).map_err(|error| Error::Caller(CallerError::Token(error)))?;
    let (subject, session) = subject_of(&verified)?;
    let answer = service
        .store
        .run(|work| {
            users::read_by_id(work, subject)?;
            identities::read_of(work, subject)?;
            match session {
                Some(session) => sessions::read(work, session),
                None => Ok(()),
            }
        })
        .await?;
    let user = users::found(&answer, 0).ok_or(Error::Caller(CallerError::UserNotFound))?;
    let identities = identities::found(&answer, 1);
    let kept = match session {
        None => None,
        Some(_) => {
            let kept = sessions::found(&answer, 2).filter(|kept| kept.user_id == subject);
            Some(kept.ok_or(Error::Caller(CallerError::SessionNotFound))?)
        }
    };
    Ok(SignedIn { user, identities, session: kept })
}

fn subject_of(verified: &Verified) -> Result<(Uuid, Option<Uuid>), Error> {
    let claims: Subject = serde_json::from_str(&verified.claims.json).unwrap_or_default();
    let filled = |text: Option<String>| text.filter(|text| !text.is_empty());
    let subject = filled(claims.sub).ok_or(Error::Caller(CallerError::SubjectMissing))?;
    let subject =
        Uuid::parse_str(&subject).map_err(|_| Error::Caller(CallerError::SubjectNoUuid))?;
    let session = match filled(claims.session_id) {
        None => None,
        Some(session) => {
            Some(Uuid::parse_str(&session).map_err(|_| Error::Caller(CallerError::SessionNoUuid))?)
        }
    };
    Ok((subject, session.filter(|session| !session.is_nil())))
}

/// Whether who asks holds the service role.
pub(crate) fn require_admin(service: &Service, asked: &Asked) -> Result<(), Error> {
    let sends = |name: &str| asked.headers.contains_key(name);
    if !sends("authorization") && !sends("apikey") {
        return Err(Error::Caller(CallerError::NoBearer));
    }
    let identity = identify(&asked.headers, &service.api_keys, &service.verifier);
    let identity = identity.map_err(|refused| match refused {
        Refused::ApiKey => Error::Caller(CallerError::ApiKey),
        Refused::Token(error) => Error::Caller(CallerError::Token(error)),
    })?;
    if ADMIN_ROLES.contains(&&*identity.caller.role) {
        Ok(())
    } else {
        Err(Error::Caller(CallerError::NotAdmin))
    }
}

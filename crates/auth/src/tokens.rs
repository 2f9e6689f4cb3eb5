//! Access tokens: what they say of who is signed in.

use crate::accounts::User;
use crate::accounts::methods::Method;
use crate::error::Error;
use crate::metadata::Metadata;
use crate::service::Service;
use serde::Serialize;
use uuid::Uuid;

/// Microseconds of a second.
const SECOND: i64 = 1_000_000;

/// A token and when it ends, in seconds since 1970.
pub(crate) struct AccessToken {
    pub(crate) token: String,
    pub(crate) expires_at: i64,
}

#[derive(Serialize)]
struct Claims<'a> {
    iss: &'a str,
    sub: Uuid,
    aud: &'a str,
    exp: i64,
    iat: i64,
    email: &'a str,
    phone: &'a str,
    app_metadata: &'a Metadata,
    user_metadata: &'a Metadata,
    role: &'a str,
    aal: &'a str,
    amr: Vec<Reference<'a>>,
    session_id: Uuid,
    is_anonymous: bool,
}

/// One entry of `amr`.
#[derive(Serialize)]
struct Reference<'a> {
    method: &'a str,
    timestamp: i64,
}

impl<'a> Reference<'a> {
    fn to(method: &'a Method) -> Self {
        Self { method: &method.name, timestamp: method.at.div_euclid(SECOND) }
    }
}

/// A token of a session, valid from now.
pub(crate) fn access_token(
    service: &Service,
    user: &User,
    session: Uuid,
    methods: &[Method],
    now: i64,
) -> Result<AccessToken, Error> {
    let iat = now.div_euclid(SECOND);
    let exp = iat.saturating_add_unsigned(service.settings.jwt_expiry);
    let claims = Claims {
        iss: &service.settings.issuer,
        sub: user.id,
        aud: &user.aud,
        exp,
        iat,
        email: user.email.as_deref().unwrap_or_default(),
        phone: user.phone.as_deref().unwrap_or_default(),
        app_metadata: &user.app_metadata,
        user_metadata: &user.user_metadata,
        role: &user.role,
        aal: "aal1",
        amr: methods.iter().map(Reference::to).collect(),
        session_id: session,
        is_anonymous: user.is_anonymous,
    };
    let claims = serde_json::to_vec(&claims).map_err(|error| Error::Internal(error.to_string()))?;
    let unsigned = |_| Error::Internal("a token could not be signed".to_owned());
    let token = service.keys.signing.sign(&claims).map_err(unsigned)?;
    Ok(AccessToken { token, expires_at: exp })
}

//! An account as JSON, member for member as GoTrue shows it.

use crate::accounts::{Identity, User};
use crate::clock::rfc3339;
use crate::metadata::Metadata;
use serde::Serialize;
use uuid::Uuid;

/// What a client sees of an account. The order of the members is GoTrue's.
#[derive(Serialize)]
pub(crate) struct UserJson<'a> {
    id: Uuid,
    aud: &'a str,
    role: &'a str,
    email: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    email_confirmed_at: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    invited_at: Option<String>,
    phone: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    phone_confirmed_at: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    confirmation_sent_at: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    confirmed_at: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    recovery_sent_at: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    new_email: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    email_change_sent_at: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    new_phone: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    phone_change_sent_at: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reauthentication_sent_at: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    last_sign_in_at: Option<String>,
    app_metadata: &'a Metadata,
    user_metadata: &'a Metadata,
    identities: Option<Vec<IdentityJson<'a>>>,
    created_at: Option<String>,
    updated_at: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    banned_until: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    deleted_at: Option<String>,
    is_anonymous: bool,
}

#[derive(Serialize)]
struct IdentityJson<'a> {
    identity_id: Uuid,
    /// Clients call the provider's id so.
    id: &'a str,
    user_id: Uuid,
    identity_data: &'a Metadata,
    provider: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    last_sign_in_at: Option<String>,
    created_at: Option<String>,
    updated_at: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    email: Option<&'a str>,
}

impl<'a> UserJson<'a> {
    /// An account; in a list its identities are not told.
    pub(crate) fn of(user: &'a User, identities: Option<&'a [Identity]>) -> Self {
        let time = |micros: Option<i64>| micros.and_then(rfc3339);
        let confirmed = user.confirmed_at.or(user.email_confirmed_at).or(user.phone_confirmed_at);
        Self {
            id: user.id,
            aud: &user.aud,
            role: &user.role,
            email: user.email.as_deref().unwrap_or_default(),
            email_confirmed_at: time(user.email_confirmed_at),
            invited_at: time(user.invited_at),
            phone: user.phone.as_deref().unwrap_or_default(),
            phone_confirmed_at: time(user.phone_confirmed_at),
            confirmation_sent_at: time(user.confirmation_sent_at),
            confirmed_at: time(confirmed),
            recovery_sent_at: time(user.recovery_sent_at),
            new_email: user.email_change.as_deref(),
            email_change_sent_at: time(user.email_change_sent_at),
            new_phone: user.phone_change.as_deref(),
            phone_change_sent_at: time(user.phone_change_sent_at),
            reauthentication_sent_at: time(user.reauthentication_sent_at),
            last_sign_in_at: time(user.last_sign_in_at),
            app_metadata: &user.app_metadata,
            user_metadata: &user.user_metadata,
            identities: identities.map(|all| all.iter().map(IdentityJson::of).collect()),
            created_at: time(user.created_at),
            updated_at: time(user.updated_at),
            banned_until: time(user.banned_until),
            deleted_at: time(user.deleted_at),
            is_anonymous: user.is_anonymous,
        }
    }
}

impl<'a> IdentityJson<'a> {
    fn of(identity: &'a Identity) -> Self {
        let time = |micros: Option<i64>| micros.and_then(rfc3339);
        Self {
            identity_id: identity.id,
            id: &identity.provider_id,
            user_id: identity.user_id,
            identity_data: &identity.data,
            provider: &identity.provider,
            last_sign_in_at: time(identity.last_sign_in_at),
            created_at: time(identity.created_at),
            updated_at: time(identity.updated_at),
            email: identity.email.as_deref(),
        }
    }
}

//! `auth.identities`: by which providers an account is known. The only one yet is `email`.

use super::row;
use super::{Given, StoreError, Where, Work};
use crate::metadata::Metadata;
use db::{Answer, Row};
use uuid::Uuid;

const TABLE: &str = "identities";

/// The provider of people who sign in with an address and a password.
pub(crate) const EMAIL: &str = "email";

const COLUMNS: [&str; 9] = [
    "id",
    "provider_id",
    "user_id",
    "identity_data",
    "provider",
    "last_sign_in_at",
    "created_at",
    "updated_at",
    "email",
];

/// An identity of an account.
#[derive(Clone, Debug)]
pub(crate) struct Identity {
    pub(crate) id: Uuid,
    pub(crate) provider_id: String,
    pub(crate) user_id: Uuid,
    pub(crate) data: Metadata,
    pub(crate) provider: String,
    pub(crate) last_sign_in_at: Option<i64>,
    pub(crate) created_at: Option<i64>,
    pub(crate) updated_at: Option<i64>,
    pub(crate) email: Option<String>,
}

pub(crate) fn read_of(work: &mut Work<'_>, user: Uuid) -> Result<(), StoreError> {
    let filter = [Where::Is("user_id", Given::Id(user))];
    work.read(TABLE, &COLUMNS, &filter, &["created_at"], None)
}

/// The identity of an account by its address; the account's own id stands for it at the provider.
pub(crate) fn insert_email(
    work: &mut Work<'_>,
    user: Uuid,
    data: &Metadata,
    now: i64,
) -> Result<(), StoreError> {
    let data = data.to_json();
    work.insert(
        TABLE,
        &[
            ("id", Given::Id(Uuid::new_v4())),
            ("provider_id", Given::Id(user)),
            ("user_id", Given::Id(user)),
            ("identity_data", Given::Text(&data)),
            ("provider", Given::Text(EMAIL)),
            ("last_sign_in_at", Given::Int(now)),
            ("created_at", Given::Int(now)),
            ("updated_at", Given::Int(now)),
        ],
    )
}

/// Replaces what is known of an identity.
pub(crate) fn set_data(
    work: &mut Work<'_>,
    id: Uuid,
    data: &Metadata,
    now: i64,
) -> Result<(), StoreError> {
    let data = data.to_json();
    let set = [("identity_data", Given::Text(&data)), ("updated_at", Given::Int(now))];
    work.update_one(TABLE, &set, &[Where::Is("id", Given::Id(id))])
}

pub(crate) fn delete_of(work: &mut Work<'_>, user: Uuid) -> Result<(), StoreError> {
    work.delete(TABLE, &[Where::Is("user_id", Given::Id(user))])
}

/// The identities that a step read.
pub(crate) fn found(answer: &Answer, step: usize) -> Vec<Identity> {
    row::rows(answer, step)
        .map(|rows| rows.iter().map(|row| from(&row)).collect())
        .unwrap_or_default()
}

fn from(row: &Row<'_>) -> Identity {
    let text = |column| row::text(row, column).unwrap_or_default();
    let time = |column| row::int(row, column);
    Identity {
        id: row::id(row, "id").unwrap_or_default(),
        provider_id: text("provider_id"),
        user_id: row::id(row, "user_id").unwrap_or_default(),
        data: Metadata::parse(row::text(row, "identity_data").as_deref()),
        provider: text("provider"),
        last_sign_in_at: time("last_sign_in_at"),
        created_at: time("created_at"),
        updated_at: time("updated_at"),
        email: row::text(row, "email").filter(|email| !email.is_empty()),
    }
}

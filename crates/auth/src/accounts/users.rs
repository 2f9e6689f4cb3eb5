//! `auth.users`

use super::row;
use super::{Given, Page, StoreError, Where, Work};
use crate::metadata::Metadata;
use db::{Answer, Row};
use uuid::Uuid;

const TABLE: &str = "users";

/// The one audience there is.
pub(crate) const AUDIENCE: &str = "authenticated";

const COLUMNS: [&str; 25] = [
    "id",
    "aud",
    "role",
    "email",
    "encrypted_password",
    "email_confirmed_at",
    "invited_at",
    "phone",
    "phone_confirmed_at",
    "confirmation_sent_at",
    "confirmed_at",
    "recovery_sent_at",
    "email_change",
    "email_change_sent_at",
    "phone_change",
    "phone_change_sent_at",
    "reauthentication_sent_at",
    "last_sign_in_at",
    "raw_app_meta_data",
    "raw_user_meta_data",
    "created_at",
    "updated_at",
    "banned_until",
    "deleted_at",
    "is_anonymous",
];

/// An account. Times are microseconds since 1970.
#[derive(Clone, Debug, Default)]
pub(crate) struct User {
    pub(crate) id: Uuid,
    pub(crate) aud: String,
    pub(crate) role: String,
    pub(crate) email: Option<String>,
    pub(crate) password: Option<String>,
    pub(crate) email_confirmed_at: Option<i64>,
    pub(crate) invited_at: Option<i64>,
    pub(crate) phone: Option<String>,
    pub(crate) phone_confirmed_at: Option<i64>,
    pub(crate) confirmation_sent_at: Option<i64>,
    pub(crate) confirmed_at: Option<i64>,
    pub(crate) recovery_sent_at: Option<i64>,
    pub(crate) email_change: Option<String>,
    pub(crate) email_change_sent_at: Option<i64>,
    pub(crate) phone_change: Option<String>,
    pub(crate) phone_change_sent_at: Option<i64>,
    pub(crate) reauthentication_sent_at: Option<i64>,
    pub(crate) last_sign_in_at: Option<i64>,
    pub(crate) app_metadata: Metadata,
    pub(crate) user_metadata: Metadata,
    pub(crate) created_at: Option<i64>,
    pub(crate) updated_at: Option<i64>,
    pub(crate) banned_until: Option<i64>,
    pub(crate) deleted_at: Option<i64>,
    pub(crate) is_anonymous: bool,
}

/// A new account.
#[derive(Clone, Debug)]
pub(crate) struct NewUser {
    pub(crate) id: Uuid,
    pub(crate) role: String,
    pub(crate) email: Option<String>,
    pub(crate) password: Option<String>,
    pub(crate) email_confirmed_at: Option<i64>,
    pub(crate) last_sign_in_at: Option<i64>,
    pub(crate) app_metadata: Metadata,
    pub(crate) user_metadata: Metadata,
    pub(crate) banned_until: Option<i64>,
    pub(crate) is_anonymous: bool,
    pub(crate) now: i64,
}

impl User {
    /// Whether something that lasts until then is over.
    pub(crate) fn is_banned(&self, now: i64) -> bool {
        self.banned_until.is_some_and(|until| now < until)
    }
}

pub(crate) fn read_by_id(work: &mut Work<'_>, id: Uuid) -> Result<(), StoreError> {
    work.read(TABLE, &COLUMNS, &[Where::Is("id", Given::Id(id))], &[], None)
}

/// The address in lower case.
pub(crate) fn read_by_email(work: &mut Work<'_>, email: &str) -> Result<(), StoreError> {
    let filter = [
        Where::Is("instance_id", Given::Id(Uuid::nil())),
        Where::Lower("email", email),
        Where::Is("aud", Given::Text(AUDIENCE)),
        Where::Is("is_sso_user", Given::Bool(false)),
    ];
    work.read(TABLE, &COLUMNS, &filter, &["created_at"], Some(Page { limit: 1, offset: 0 }))
}

/// Two steps: a page of all accounts, the newest first, and how many there are.
pub(crate) fn read_page(work: &mut Work<'_>, page: Page) -> Result<(), StoreError> {
    let filter = [Where::Is("aud", Given::Text(AUDIENCE))];
    work.read(TABLE, &COLUMNS, &filter, &["-created_at", "id"], Some(page))?;
    work.count_rows(TABLE, &filter)
}

pub(crate) fn insert(work: &mut Work<'_>, user: &NewUser) -> Result<(), StoreError> {
    let (app_metadata, user_metadata) = (user.app_metadata.to_json(), user.user_metadata.to_json());
    work.insert(
        TABLE,
        &[
            ("instance_id", Given::Id(Uuid::nil())),
            ("id", Given::Id(user.id)),
            ("aud", Given::Text(AUDIENCE)),
            ("role", Given::Text(&user.role)),
            ("email", Given::text(user.email.as_deref())),
            ("encrypted_password", Given::text(user.password.as_deref())),
            ("email_confirmed_at", Given::int(user.email_confirmed_at)),
            ("last_sign_in_at", Given::int(user.last_sign_in_at)),
            ("raw_app_meta_data", Given::Text(&app_metadata)),
            ("raw_user_meta_data", Given::Text(&user_metadata)),
            ("banned_until", Given::int(user.banned_until)),
            ("is_sso_user", Given::Bool(false)),
            ("is_anonymous", Given::Bool(user.is_anonymous)),
            ("created_at", Given::Int(user.now)),
            ("updated_at", Given::Int(user.now)),
        ],
    )
}

/// Notes a sign-in with a password, if it still is the one that was verified.
pub(crate) fn signed_in(
    work: &mut Work<'_>,
    id: Uuid,
    verified: &str,
    upgraded: Option<&str>,
    now: i64,
) -> Result<(), StoreError> {
    work.update_one(
        TABLE,
        &[
            ("last_sign_in_at", Given::Int(now)),
            ("encrypted_password", Given::Text(upgraded.unwrap_or(verified))),
            ("updated_at", Given::Int(now)),
        ],
        &[
            Where::Is("id", Given::Id(id)),
            Where::Is("encrypted_password", Given::Text(verified)),
            Where::Null("deleted_at"),
        ],
    )
}

/// Changes an account, if it still is as it was read. What is set comes after the time of the change.
pub(crate) fn change(
    work: &mut Work<'_>,
    user: &User,
    set: &[(&'static str, Given<'_>)],
    now: i64,
) -> Result<(), StoreError> {
    // Always later than before, so that of two changes at once one finds the other.
    let now = user.updated_at.map_or(now, |before| now.max(before.saturating_add(1)));
    let set: Vec<_> = [("updated_at", Given::Int(now))].iter().chain(set).copied().collect();
    let filter = [
        Where::Is("id", Given::Id(user.id)),
        Where::Same("updated_at", Given::int(user.updated_at)),
    ];
    work.update_one(TABLE, &set, &filter)
}

/// Everything that hangs on the account goes with it.
pub(crate) fn delete(work: &mut Work<'_>, id: Uuid) -> Result<(), StoreError> {
    work.delete(TABLE, &[Where::Is("id", Given::Id(id))])
}

/// The account that a step read.
pub(crate) fn found(answer: &Answer, step: usize) -> Option<User> {
    row::first(answer, step).map(|row| from(&row))
}

/// The accounts that a step read.
pub(crate) fn all(answer: &Answer, step: usize) -> Vec<User> {
    row::rows(answer, step)
        .map(|rows| rows.iter().map(|row| from(&row)).collect())
        .unwrap_or_default()
}

/// How many a step counted.
pub(crate) fn counted(answer: &Answer, step: usize) -> u64 {
    row::first(answer, step)
        .and_then(|row| row::int(&row, "count"))
        .and_then(|count| u64::try_from(count).ok())
        .unwrap_or(0)
}

fn from(row: &Row<'_>) -> User {
    let text = |column| row::text(row, column);
    let time = |column| row::int(row, column);
    let filled = |column| text(column).filter(|text| !text.is_empty());
    User {
        id: row::id(row, "id").unwrap_or_default(),
        aud: text("aud").unwrap_or_default(),
        role: filled("role").unwrap_or_else(|| AUDIENCE.to_owned()),
        email: filled("email"),
        password: filled("encrypted_password"),
        email_confirmed_at: time("email_confirmed_at"),
        invited_at: time("invited_at"),
        phone: filled("phone"),
        phone_confirmed_at: time("phone_confirmed_at"),
        confirmation_sent_at: time("confirmation_sent_at"),
        confirmed_at: time("confirmed_at"),
        recovery_sent_at: time("recovery_sent_at"),
        email_change: filled("email_change"),
        email_change_sent_at: time("email_change_sent_at"),
        phone_change: filled("phone_change"),
        phone_change_sent_at: time("phone_change_sent_at"),
        reauthentication_sent_at: time("reauthentication_sent_at"),
        last_sign_in_at: time("last_sign_in_at"),
        app_metadata: Metadata::parse(text("raw_app_meta_data").as_deref()),
        user_metadata: Metadata::parse(text("raw_user_meta_data").as_deref()),
        created_at: time("created_at"),
        updated_at: time("updated_at"),
        banned_until: time("banned_until"),
        deleted_at: time("deleted_at"),
        is_anonymous: row::truth(row, "is_anonymous"),
    }
}

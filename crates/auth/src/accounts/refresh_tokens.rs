//! `auth.refresh_tokens`: the hashes of the tokens that sessions go on with. Each names the one that it replaced, so that
//! a session's tokens are a chain of which only the last is not revoked.

use super::row;
use super::{Given, Page, StoreError, Where, Work};
use db::Answer;
use uuid::Uuid;

const TABLE: &str = "refresh_tokens";

const COLUMNS: [&str; 6] = ["token", "user_id", "revoked", "parent", "session_id", "updated_at"];

/// A refresh token as it is kept.
#[derive(Clone, Debug)]
pub(crate) struct RefreshToken {
    /// The hash of the token.
    pub(crate) hash: String,
    pub(crate) user_id: Uuid,
    pub(crate) revoked: bool,
    /// The hash of the token that it replaced.
    pub(crate) parent: Option<String>,
    pub(crate) session_id: Option<Uuid>,
    pub(crate) updated_at: i64,
}

pub(crate) fn read(work: &mut Work<'_>, hash: &str) -> Result<(), StoreError> {
    work.read(TABLE, &COLUMNS, &[Where::Is("token", Given::Text(hash))], &[], None)
}

/// The token that a session goes on with.
pub(crate) fn read_active(work: &mut Work<'_>, session: Uuid) -> Result<(), StoreError> {
    let filter =
        [Where::Is("session_id", Given::Id(session)), Where::Is("revoked", Given::Bool(false))];
    work.read(TABLE, &COLUMNS, &filter, &["-id"], Some(Page { limit: 1, offset: 0 }))
}

pub(crate) fn insert(
    work: &mut Work<'_>,
    hash: &str,
    parent: Option<&str>,
    session: Uuid,
    user: Uuid,
    now: i64,
) -> Result<(), StoreError> {
    work.insert(
        TABLE,
        &[
            ("instance_id", Given::Id(Uuid::nil())),
            ("token", Given::Text(hash)),
            ("parent", Given::text(parent)),
            ("user_id", Given::Id(user)),
            ("session_id", Given::Id(session)),
            ("revoked", Given::Bool(false)),
            ("created_at", Given::Int(now)),
            ("updated_at", Given::Int(now)),
        ],
    )
}

/// Revokes a token that isn't yet; else the whole work is undone.
pub(crate) fn use_up(work: &mut Work<'_>, hash: &str, now: i64) -> Result<(), StoreError> {
    let filter = [Where::Is("token", Given::Text(hash)), Where::Is("revoked", Given::Bool(false))];
    work.update_one(TABLE, &revoked(now), &filter)
}

/// Revokes every token of a session: nothing goes on from here.
pub(crate) fn revoke_family(
    work: &mut Work<'_>,
    session: Uuid,
    now: i64,
) -> Result<(), StoreError> {
    let filter =
        [Where::Is("session_id", Given::Id(session)), Where::Is("revoked", Given::Bool(false))];
    work.update_all(TABLE, &revoked(now), &filter)
}

const fn revoked(now: i64) -> [(&'static str, Given<'static>); 2] {
    [("revoked", Given::Bool(true)), ("updated_at", Given::Int(now))]
}

/// The token that a step read.
pub(crate) fn found(answer: &Answer, step: usize) -> Option<RefreshToken> {
    let row = row::first(answer, step)?;
    Some(RefreshToken {
        hash: row::text(&row, "token")?,
        user_id: row::id(&row, "user_id")?,
        revoked: row::truth(&row, "revoked"),
        parent: row::text(&row, "parent"),
        session_id: row::id(&row, "session_id"),
        updated_at: row::int(&row, "updated_at").unwrap_or_default(),
    })
}

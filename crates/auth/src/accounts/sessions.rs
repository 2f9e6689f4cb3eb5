//! `auth.sessions`: one for each sign-in that has not ended. What hangs on a session goes with it.

use super::row;
use super::{Given, StoreError, Where, Work};
use db::Answer;
use uuid::Uuid;

const TABLE: &str = "sessions";

const COLUMNS: [&str; 3] = ["id", "user_id", "not_after"];

/// A session.
#[derive(Clone, Debug)]
pub(crate) struct Session {
    pub(crate) id: Uuid,
    pub(crate) user_id: Uuid,
    /// When it ends whatever happens.
    pub(crate) not_after: Option<i64>,
}

/// What is noted of the client.
#[derive(Clone, Debug, Default)]
pub(crate) struct Client {
    pub(crate) user_agent: Option<String>,
    pub(crate) address: Option<String>,
}

pub(crate) fn read(work: &mut Work<'_>, id: Uuid) -> Result<(), StoreError> {
    work.read(TABLE, &COLUMNS, &[Where::Is("id", Given::Id(id))], &[], None)
}

pub(crate) fn insert(
    work: &mut Work<'_>,
    id: Uuid,
    user: Uuid,
    client: &Client,
    now: i64,
) -> Result<(), StoreError> {
    work.insert(
        TABLE,
        &[
            ("id", Given::Id(id)),
            ("user_id", Given::Id(user)),
            ("aal", Given::Text("aal1")),
            ("user_agent", Given::text(client.user_agent.as_deref())),
            ("ip", Given::text(client.address.as_deref())),
            ("created_at", Given::Int(now)),
            ("updated_at", Given::Int(now)),
        ],
    )
}

/// Notes a refresh; the session must be there.
pub(crate) fn refreshed(
    work: &mut Work<'_>,
    id: Uuid,
    client: &Client,
    now: i64,
) -> Result<(), StoreError> {
    work.update_one(
        TABLE,
        &[
            ("refreshed_at", Given::Int(now)),
            ("user_agent", Given::text(client.user_agent.as_deref())),
            ("ip", Given::text(client.address.as_deref())),
            ("updated_at", Given::Int(now)),
        ],
        &[Where::Is("id", Given::Id(id))],
    )
}

/// Ends one session.
pub(crate) fn end(work: &mut Work<'_>, id: Uuid) -> Result<(), StoreError> {
    work.delete(TABLE, &[Where::Is("id", Given::Id(id))])
}

/// Ends every session of an account.
pub(crate) fn end_all(work: &mut Work<'_>, user: Uuid) -> Result<(), StoreError> {
    work.delete(TABLE, &[Where::Is("user_id", Given::Id(user))])
}

/// Ends every session of an account but one.
pub(crate) fn end_others(work: &mut Work<'_>, user: Uuid, but: Uuid) -> Result<(), StoreError> {
    let filter = [Where::Is("user_id", Given::Id(user)), Where::Not("id", Given::Id(but))];
    work.delete(TABLE, &filter)
}

/// The session that a step read.
pub(crate) fn found(answer: &Answer, step: usize) -> Option<Session> {
    let row = row::first(answer, step)?;
    Some(Session {
        id: row::id(&row, "id")?,
        user_id: row::id(&row, "user_id")?,
        not_after: row::int(&row, "not_after"),
    })
}

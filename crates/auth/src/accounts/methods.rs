//! `auth.mfa_amr_claims`: by which methods a session was signed in, the claim `amr` of its tokens.

use super::row;
use super::{Given, StoreError, Where, Work};
use db::Answer;
use uuid::Uuid;

const TABLE: &str = "mfa_amr_claims";

/// How somebody signed in, and when.
#[derive(Clone, Debug)]
pub(crate) struct Method {
    pub(crate) name: String,
    pub(crate) at: i64,
}

/// With an address and a password.
pub(crate) const PASSWORD: &str = "password";
/// Without saying who they are.
pub(crate) const ANONYMOUS: &str = "anonymous";

pub(crate) fn read_of(work: &mut Work<'_>, session: Uuid) -> Result<(), StoreError> {
    let columns = ["authentication_method", "updated_at"];
    let filter = [Where::Is("session_id", Given::Id(session))];
    work.read(TABLE, &columns, &filter, &["-updated_at"], None)
}

pub(crate) fn insert(
    work: &mut Work<'_>,
    session: Uuid,
    method: &str,
    now: i64,
) -> Result<(), StoreError> {
    work.insert(
        TABLE,
        &[
            ("id", Given::Id(Uuid::new_v4())),
            ("session_id", Given::Id(session)),
            ("authentication_method", Given::Text(method)),
            ("created_at", Given::Int(now)),
            ("updated_at", Given::Int(now)),
        ],
    )
}

/// The methods that a step read.
pub(crate) fn found(answer: &Answer, step: usize) -> Vec<Method> {
    let Some(rows) = row::rows(answer, step) else { return Vec::new() };
    let read = |row: db::Row<'_>| {
        let name = row::text(&row, "authentication_method")?;
        Some(Method { name, at: row::int(&row, "updated_at")? })
    };
    rows.iter().filter_map(read).collect()
}

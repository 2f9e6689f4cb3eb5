//! `auth.signing_keys`: the private keys of a project that has no file of its own.

use super::row;
use super::{Given, Store, StoreError};
use crate::clock;

const TABLE: &str = "signing_keys";

/// The keys as JSON, the one that signs first.
pub(crate) async fn all(store: &Store) -> Result<Vec<String>, StoreError> {
    let order = ["-current", "created_at", "kid"];
    let answer = store.run(|work| work.read(TABLE, &["private_key"], &[], &order, None)).await?;
    let Some(rows) = row::rows(&answer, 0) else { return Ok(Vec::new()) };
    Ok(rows.iter().filter_map(|row| row::text(&row, "private_key")).collect())
}

/// Keeps a key that signs from now on.
pub(crate) async fn keep(
    store: &Store,
    id: &str,
    algorithm: &str,
    private_key: &str,
) -> Result<(), StoreError> {
    let now = clock::now();
    let insert = |work: &mut super::Work<'_>| {
        work.insert_if_new(
            TABLE,
            &[
                ("kid", Given::Text(id)),
                ("algorithm", Given::Text(algorithm)),
                ("private_key", Given::Text(private_key)),
                ("current", Given::Bool(true)),
                ("created_at", Given::Int(now)),
            ],
        )
    };
    store.run(insert).await.map(drop)
}

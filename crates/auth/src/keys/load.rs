//! Finding the keys of a project, and making one where there is none.

use super::{Keys, KeysError, from_jwks, jwk};
use crate::accounts::{Store, StoreError, signing_keys};
use crate::settings::Settings;
use db::Database;
use serde_json::Value;
use std::path::Path;
use std::sync::Arc;

/// The keys of the project's own file; else those in the database, where one is made on the first start.
///
/// # Errors
/// When the file or the database can't be read, or what is found are no keys.
pub async fn load(database: &Arc<dyn Database>, settings: &Settings) -> Result<Keys, KeysError> {
    let private = match &settings.signing_keys_path {
        Some(path) => read_file(path)?,
        None => {
            let store = Store::new(database.clone(), settings.statement_timeout);
            read_or_make(&store).await?
        }
    };
    from_jwks(&private, settings.jwt_secret.as_ref())
}

fn read_file(path: &Path) -> Result<Vec<Value>, KeysError> {
    let name = path.display().to_string();
    let text = match std::fs::read_to_string(path) {
        Ok(text) => text,
        Err(error) => return Err(KeysError::File { path: name, error }),
    };
    match serde_json::from_str(&text) {
        Ok(Value::Array(keys)) => Ok(keys),
        _ => Err(KeysError::NoList(name)),
    }
}

async fn read_or_make(store: &Store) -> Result<Vec<Value>, KeysError> {
    let kept = signing_keys::all(store).await.map_err(failed)?;
    if !kept.is_empty() {
        return parse(&kept);
    }
    let made = jwk::make()?;
    let id = made["kid"].as_str().unwrap_or_default();
    signing_keys::keep(store, id, "ES256", &made.to_string()).await.map_err(failed)?;
    // Read again: where several servers start at once on one database, all of them take the same key.
    parse(&signing_keys::all(store).await.map_err(failed)?)
}

fn parse(kept: &[String]) -> Result<Vec<Value>, KeysError> {
    let parse = |(at, text): (usize, &String)| {
        let unreadable = |_| KeysError::Key { number: at + 1, reason: "it is no JSON".to_owned() };
        serde_json::from_str(text).map_err(unreadable)
    };
    kept.iter().enumerate().map(parse).collect()
}

#[expect(clippy::needless_pass_by_value, reason = "it is what map_err hands over")]
fn failed(error: StoreError) -> KeysError {
    KeysError::Database(error.to_string())
}

//! `DELETE /admin/users/{id}`: an account goes, or is kept without anything that says whose it was.

use super::admin_user_get::load;
use crate::accounts::{Given, User, identities, sessions, users};
use crate::admission::require_admin;
use crate::answer::json;
use crate::asked::Asked;
use crate::clock;
use crate::error::{AdminError, Error};
use crate::service::Service;
use axum::extract::{Path, State};
use axum::response::Response;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use http::StatusCode;
use serde::Deserialize;
use serde_json::json as json_of;
use sha2::{Digest, Sha256};
use std::sync::Arc;

#[derive(Deserialize, Default)]
struct Params {
    should_soft_delete: Option<bool>,
}

pub(crate) async fn admin_user_delete(
    State(service): State<Arc<Service>>,
    Path(id): Path<String>,
    asked: Asked,
) -> Result<Response, Error> {
    require_admin(&service, &asked)?;
    let params: Params = asked.params_or_default()?;
    let (user, _) = load(&service, &id).await?;
    if params.should_soft_delete.unwrap_or_default() {
        forget(&service, &user).await?;
    } else {
        delete(&service, &user).await?;
    }
    json(StatusCode::OK, &json_of!({}))
}

async fn delete(service: &Service, user: &User) -> Result<(), Error> {
    match service.store.run(|work| users::delete(work, user.id)).await {
        Err(error) if error.is_code("23503") => Err(Error::Admin(AdminError::UserReferenced)),
        deleted => Ok(deleted.map(drop)?),
    }
}

/// The row stays for those that refer to it. In the place of the address is its hash, so that the address is free again.
async fn forget(service: &Service, user: &User) -> Result<(), Error> {
    if user.deleted_at.is_some() {
        return Ok(());
    }
    let now = clock::now();
    let address = format!("{}{}", user.id, user.email.as_deref().unwrap_or_default());
    let hidden = URL_SAFE_NO_PAD.encode(Sha256::digest(address.as_bytes()));
    let set = [
        ("email", Given::Text(hidden.as_str())),
        ("phone", Given::Null),
        ("encrypted_password", Given::Null),
        ("raw_app_meta_data", Given::Text("{}")),
        ("raw_user_meta_data", Given::Text("{}")),
        ("deleted_at", Given::Int(now)),
    ];
    service
        .store
        .run(|work| {
            users::change(work, user, &set, now)?;
            sessions::end_all(work, user.id)?;
            identities::delete_of(work, user.id)
        })
        .await?;
    Ok(())
}

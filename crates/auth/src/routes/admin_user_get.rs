//! `GET /admin/users/{id}`: one account.

use crate::accounts::{Identity, User, identities, users};
use crate::admission::require_admin;
use crate::answer::json;
use crate::asked::Asked;
use crate::error::{AdminError, Error};
use crate::service::Service;
use crate::user::UserJson;
use axum::extract::{Path, State};
use axum::response::Response;
use http::StatusCode;
use std::sync::Arc;
use uuid::Uuid;

pub(crate) async fn admin_user_get(
    State(service): State<Arc<Service>>,
    Path(id): Path<String>,
    asked: Asked,
) -> Result<Response, Error> {
    require_admin(&service, &asked)?;
    let (user, identities) = load(&service, &id).await?;
    json(StatusCode::OK, &UserJson::of(&user, Some(&identities)))
}

/// The account that a path names.
pub(super) async fn load(service: &Service, id: &str) -> Result<(User, Vec<Identity>), Error> {
    let id = Uuid::parse_str(id).map_err(|_| Error::Admin(AdminError::UserIdNoUuid))?;
    let answer = service
        .store
        .run(|work| {
            users::read_by_id(work, id)?;
            identities::read_of(work, id)
        })
        .await?;
    let user = users::found(&answer, 0).ok_or(Error::Admin(AdminError::UserNotFound))?;
    Ok((user, identities::found(&answer, 1)))
}

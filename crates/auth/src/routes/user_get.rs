//! `GET /user`: who is signed in.

use crate::admission::signed_in;
use crate::answer::json;
use crate::asked::Asked;
use crate::error::Error;
use crate::service::Service;
use crate::user::UserJson;
use axum::extract::State;
use axum::response::Response;
use http::StatusCode;
use std::sync::Arc;

pub(crate) async fn user_get(
    State(service): State<Arc<Service>>,
    asked: Asked,
) -> Result<Response, Error> {
    let person = signed_in(&service, &asked).await?;
    json(StatusCode::OK, &UserJson::of(&person.user, Some(&person.identities)))
}

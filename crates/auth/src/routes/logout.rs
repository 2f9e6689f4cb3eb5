//! `POST /logout`: sessions end; here, elsewhere, or everywhere.

use crate::accounts::sessions;
use crate::admission::signed_in;
use crate::asked::Asked;
use crate::error::{Error, RequestError};
use crate::service::Service;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use std::sync::Arc;

enum Scope {
    Global,
    Local,
    Others,
}

pub(crate) async fn logout(
    State(service): State<Arc<Service>>,
    asked: Asked,
) -> Result<Response, Error> {
    let scope = match asked.query("scope") {
        "" | "global" => Scope::Global,
        "local" => Scope::Local,
        "others" => Scope::Others,
        other => return Err(Error::Request(RequestError::LogoutScope(other.to_owned()))),
    };
    let person = signed_in(&service, &asked).await?;
    let user = person.user.id;
    service
        .store
        .run(|work| match (&scope, &person.session) {
            (Scope::Local, Some(session)) => sessions::end(work, session.id),
            (Scope::Others, Some(session)) => sessions::end_others(work, user, session.id),
            (Scope::Global, _) | (_, None) => sessions::end_all(work, user),
        })
        .await?;
    Ok(StatusCode::NO_CONTENT.into_response())
}

//! `POST /token`: tokens for what `grant_type` says they are granted for.

use super::token_password::token_password;
use super::token_refresh::token_refresh;
use crate::asked::Asked;
use crate::error::{Error, SignInError};
use crate::service::Service;
use axum::extract::State;
use axum::response::Response;
use std::sync::Arc;

pub(crate) async fn token(
    State(service): State<Arc<Service>>,
    asked: Asked,
) -> Result<Response, Error> {
    match asked.query("grant_type") {
        "password" => token_password(&service, &asked).await,
        "refresh_token" => token_refresh(&service, &asked).await,
        // No flow was ever begun that these could end.
        "pkce" => Err(Error::SignIn(SignInError::FlowStateNotFound)),
        "id_token" => Err(Error::SignIn(SignInError::ProviderDisabled)),
        "web3" => Err(Error::SignIn(SignInError::Web3Disabled)),
        _ => Err(Error::SignIn(SignInError::UnsupportedGrant)),
    }
}

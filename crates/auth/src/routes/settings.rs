//! `GET /settings`: what people may sign in with.

use crate::answer::json;
use crate::error::Error;
use crate::service::Service;
use axum::extract::State;
use axum::response::Response;
use http::StatusCode;
use serde_json::{Map, Value, json as json_of};
use std::sync::Arc;

/// The providers that clients ask about; none of them is there yet.
const PROVIDERS: [&str; 26] = [
    "apple",
    "azure",
    "bitbucket",
    "discord",
    "facebook",
    "figma",
    "fly",
    "github",
    "gitlab",
    "google",
    "kakao",
    "keycloak",
    "linkedin",
    "linkedin_oidc",
    "nextcloud",
    "notion",
    "phone",
    "slack",
    "slack_oidc",
    "snapchat",
    "spotify",
    "twitch",
    "twitter",
    "workos",
    "x",
    "zoom",
];

pub(crate) async fn settings(State(service): State<Arc<Service>>) -> Result<Response, Error> {
    let settings = &service.settings;
    let mut external: Map<String, Value> =
        PROVIDERS.iter().map(|name| ((*name).to_owned(), Value::Bool(false))).collect();
    external.insert("email".to_owned(), Value::Bool(settings.enable_email_signup));
    let anonymous = Value::Bool(settings.enable_anonymous_sign_ins);
    external.insert("anonymous_users".to_owned(), anonymous);
    let body = json_of!({
        "external": external,
        "disable_signup": !settings.enable_signup,
        "mailer_autoconfirm": !settings.enable_email_confirmations,
        "phone_autoconfirm": false,
        "sms_provider": "",
        "saml_enabled": false,
    });
    json(StatusCode::OK, &body)
}

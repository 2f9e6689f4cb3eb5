//! Signing out.

use super::fixture::{App, app};
use serde_json::Value;

async fn leave(app: &App, token: &str, scope: &str) -> u16 {
    app.send("POST", &format!("/logout{scope}"), Some(token), &Value::Null).await.status
}

#[tokio::test]
async fn signing_out_ends_the_sessions_it_says() {
    let app = app();
    app.sign_up("ruth@careers.test", "long-enough").await.good();
    app.sign_up("ada@careers.test", "long-enough").await.good();
    let ada = app.sign_in("ada@careers.test", "long-enough").await.good();
    let sign_in = async || app.sign_in("ruth@careers.test", "long-enough").await.good();
    let (here, there) = (sign_in().await, sign_in().await);
    assert_eq!(leave(&app, here.access(), "?scope=others").await, 204);
    app.user(here.access()).await.good();
    assert_eq!(app.user(there.access()).await.refused(), (403, "session_not_found"));
    assert_eq!(app.refresh(there.refresh()).await.refused(), (400, "refresh_token_not_found"));
    assert_eq!(leave(&app, here.access(), "?scope=local").await, 204);
    assert_eq!(app.refresh(here.refresh()).await.refused(), (400, "refresh_token_not_found"));
    assert_eq!(leave(&app, here.access(), "").await, 403);
    let (one, two) = (sign_in().await, sign_in().await);
    assert_eq!(leave(&app, one.access(), "").await, 204);
    for session in [one, two] {
        assert_eq!(
            app.refresh(session.refresh()).await.refused(),
            (400, "refresh_token_not_found")
        );
    }
    app.refresh(ada.refresh()).await.good();
}

#[tokio::test]
async fn a_scope_must_be_one() {
    let app = app();
    let up = app.sign_up("ruth@careers.test", "long-enough").await.good();
    assert_eq!(leave(&app, up.access(), "?scope=everywhere").await, 400);
    app.user(up.access()).await.good();
    let nobody = app.send("POST", "/logout", None, &Value::Null).await;
    assert_eq!(nobody.refused(), (401, "no_authorization"));
}

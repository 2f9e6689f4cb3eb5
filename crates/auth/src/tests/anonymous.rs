//! People who don't say who they are, until they do.

use super::fixture::app_with;
use serde_json::json;

#[tokio::test]
async fn somebody_signs_in_without_an_address_and_gives_one_later() {
    let app = app_with(|settings| settings.enable_anonymous_sign_ins = true);
    let body = json!({ "data": { "theme": "dark", "email_verified": true } });
    let up = app.send("POST", "/signup", None, &body).await.good();
    assert_eq!(
        (&up.body["user"]["is_anonymous"], &up.body["user"]["email"]),
        (&json!(true), &json!(""))
    );
    assert_eq!(up.body["user"]["app_metadata"], json!({}));
    assert_eq!(up.body["user"]["user_metadata"], json!({ "theme": "dark" }));
    assert_eq!(up.claims()["is_anonymous"], true);
    assert_eq!(up.claims()["amr"][0]["method"], "anonymous");
    let early = app.update(up.access(), json!({ "password": "long-enough" })).await;
    assert_eq!(early.refused(), (422, "validation_failed"));
    app.sign_up("taken@careers.test", "long-enough").await.good();
    let taken = json!({ "email": "taken@careers.test", "password": "long-enough" });
    assert_eq!(app.update(up.access(), taken).await.refused(), (422, "email_exists"));
    let own = json!({ "email": "Ruth@careers.test", "password": "long-enough" });
    let changed = app.update(up.access(), own).await.good();
    assert_eq!(changed.body["is_anonymous"], false);
    assert_eq!(changed.body["email"], "ruth@careers.test");
    assert_eq!(changed.body["app_metadata"]["providers"], json!(["email"]));
    assert_eq!(changed.body["user_metadata"]["email_verified"], false);
    assert_eq!(changed.body["identities"].as_array().unwrap().len(), 1);
    let signed_in = app.sign_in("ruth@careers.test", "long-enough").await.good();
    assert_eq!(signed_in.body["user"]["id"], up.body["user"]["id"]);
    assert_eq!(app.refresh(up.refresh()).await.good().claims()["is_anonymous"], false);
}

#[tokio::test]
async fn nothing_at_all_is_an_anonymous_sign_up() {
    let app = app_with(|settings| settings.enable_anonymous_sign_ins = true);
    let up = app.send("POST", "/signup", None, &serde_json::Value::Null).await.good();
    assert_eq!(up.body["user"]["is_anonymous"], true);
}

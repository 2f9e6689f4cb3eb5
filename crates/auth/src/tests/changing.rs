//! People change their own accounts.

use super::fixture::app;
use serde_json::json;

#[tokio::test]
async fn metadata_is_merged_and_the_server_s_own_stays() {
    let app = app();
    let up = app.sign_up("ruth@careers.test", "long-enough").await.good();
    let data = json!({ "data": { "theme": "dark", "a": 1, "email_verified": true, "sub": "x" } });
    app.update(up.access(), data).await.good();
    let changed = app.update(up.access(), json!({ "data": { "a": null, "b": 2 } })).await.good();
    let expected = json!({
        "b": 2, "email": "ruth@careers.test", "email_verified": false, "phone_verified": false,
        "sub": up.body["user"]["id"], "theme": "dark",
    });
    assert_eq!(changed.body["user_metadata"], expected);
    assert_eq!(app.user(up.access()).await.body["user_metadata"], expected);
    let refreshed = app.refresh(up.refresh()).await.good();
    assert_eq!(refreshed.claims()["user_metadata"], expected);
}

#[tokio::test]
async fn nobody_makes_themselves_an_admin() {
    let app = app();
    let up = app.sign_up("ruth@careers.test", "long-enough").await.good();
    let data = json!({ "data": {}, "app_metadata": { "role": "admin" } });
    assert_eq!(app.update(up.access(), data).await.refused(), (403, "not_admin"));
    let user = app.update(up.access(), json!({ "role": "service_role" })).await.good();
    assert_eq!(user.body["role"], "authenticated");
}

#[tokio::test]
async fn a_new_password_works_and_ends_the_other_sessions() {
    let app = app();
    let here = app.sign_up("ruth@careers.test", "long-enough").await.good();
    let there = app.sign_in("ruth@careers.test", "long-enough").await.good();
    let same = app.update(here.access(), json!({ "password": "long-enough" })).await;
    assert_eq!(same.refused(), (422, "same_password"));
    let weak = app.update(here.access(), json!({ "password": "short" })).await;
    assert_eq!(weak.refused(), (422, "weak_password"));
    app.update(here.access(), json!({ "password": "much-longer" })).await.good();
    assert_eq!(app.sign_in("ruth@careers.test", "long-enough").await.status, 400);
    app.sign_in("ruth@careers.test", "much-longer").await.good();
    app.user(here.access()).await.good();
    assert_eq!(app.user(there.access()).await.refused(), (403, "session_not_found"));
    assert_eq!(app.refresh(there.refresh()).await.refused(), (400, "refresh_token_not_found"));
    app.refresh(here.refresh()).await.good();
}

#[tokio::test]
async fn an_address_is_not_changed_without_mail() {
    let app = app();
    let up = app.sign_up("ruth@careers.test", "long-enough").await.good();
    let changed = app.update(up.access(), json!({ "email": "other@careers.test" })).await;
    assert_eq!(changed.refused(), (422, "email_provider_disabled"));
    app.update(up.access(), json!({ "email": "RUTH@careers.test" })).await.good();
    let phone = app.update(up.access(), json!({ "phone": "15551234567" })).await;
    assert_eq!(phone.refused(), (422, "phone_provider_disabled"));
}

#[tokio::test]
async fn changes_at_once_all_count() {
    let app = app();
    let up = app.sign_up("ruth@careers.test", "long-enough").await.good();
    let change = |name: &str| app.update(up.access(), json!({ "data": { name: true } }));
    let all = tokio::join!(change("a"), change("b"), change("c"));
    for answer in [all.0, all.1, all.2] {
        answer.good();
    }
    let user = app.user(up.access()).await.good();
    for name in ["a", "b", "c"] {
        assert_eq!(user.body["user_metadata"][name], true, "{name}");
    }
}

#[tokio::test]
async fn a_token_must_be_good() {
    let app = app();
    let up = app.sign_up("ruth@careers.test", "long-enough").await.good();
    let check = async |token: &str, expected: (u16, &str)| {
        assert_eq!(app.user(token).await.refused(), expected, "{token}");
    };
    let (signed, _) = up.access().rsplit_once('.').unwrap();
    check(&format!("{signed}.AAAA"), (403, "bad_jwt")).await;
    check("nonsense", (403, "bad_jwt")).await;
    check(super::fixture::PUBLISHABLE, (403, "bad_jwt")).await;
    let sign =
        |claims: serde_json::Value| app.keys.signing.sign(claims.to_string().as_bytes()).unwrap();
    check(&sign(json!({ "role": "anon" })), (403, "bad_jwt")).await;
    check(&sign(json!({ "sub": "ruth" })), (400, "bad_jwt")).await;
    check(&sign(json!({ "sub": up.body["user"]["id"], "exp": 1000 })), (403, "bad_jwt")).await;
    let nobody = "7a4e3a0c-8a44-4b8e-9d6e-1f2a3b4c5d6e";
    check(&sign(json!({ "sub": nobody })), (403, "user_not_found")).await;
    let stolen = json!({ "sub": up.body["user"]["id"], "session_id": nobody });
    check(&sign(stolen), (403, "session_not_found")).await;
    let without = app.send("GET", "/user", None, &serde_json::Value::Null).await;
    assert_eq!(without.refused(), (401, "no_authorization"));
}

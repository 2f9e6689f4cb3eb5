//! What who holds the service role does with accounts.

use super::fixture::{PUBLISHABLE, app};
use serde_json::{Value, json};

#[tokio::test]
async fn only_the_service_role_may() {
    let app = app();
    let up = app.sign_up("ruth@careers.test", "long-enough").await.good();
    let check = async |token: Option<&str>, expected: (u16, &str)| {
        let answer = app.send("GET", "/admin/users", token, &Value::Null).await;
        assert_eq!(answer.refused(), expected, "{token:?}");
    };
    check(None, (403, "not_admin")).await;
    check(Some(PUBLISHABLE), (403, "not_admin")).await;
    check(Some(up.access()), (403, "not_admin")).await;
    check(Some("nonsense"), (403, "bad_jwt")).await;
    check(Some("sb_secret_other"), (401, "no_authorization")).await;
    let sign = |claims: Value| app.keys.signing.sign(claims.to_string().as_bytes()).unwrap();
    check(Some(&sign(json!({ "role": "service_role", "exp": 5 }))), (403, "bad_jwt")).await;
    let service = sign(json!({ "role": "service_role" }));
    app.send("GET", "/admin/users", Some(&service), &Value::Null).await.good();
    assert_eq!(app.raw("GET", "/admin/users", &[], "").await.status, 401);
}

#[tokio::test]
async fn an_account_is_made_changed_and_deleted() {
    let app = app();
    let id = "7a4e3a0c-8a44-4b8e-9d6e-1f2a3b4c5d6e";
    let body = json!({
        "id": id, "email": "Ada@careers.test", "password": "long-enough", "email_confirm": true,
        "user_metadata": { "name": "Ada" }, "app_metadata": { "role": "admin" },
    });
    let made = app.admin("POST", "/admin/users", &body).await.good();
    assert_eq!((made.text("id"), made.text("email")), (id, "ada@careers.test"));
    assert_eq!(made.body["user_metadata"], json!({ "email_verified": true, "name": "Ada" }));
    let providers = json!({ "provider": "email", "providers": ["email"], "role": "admin" });
    assert_eq!(made.body["app_metadata"], providers);
    let again = app.admin("POST", "/admin/users", &body).await;
    assert_eq!(again.refused(), (422, "email_exists"));
    let session = app.sign_in("ada@careers.test", "long-enough").await.good();
    assert_eq!(session.claims()["app_metadata"]["role"], "admin");

    let path = format!("/admin/users/{id}");
    let change = json!({
        "email": "lovelace@careers.test", "app_metadata": { "role": null, "team": 5 },
        "password": "much-longer", "role": "auditor",
    });
    let changed = app.admin("PUT", &path, &change).await.good();
    assert_eq!((changed.text("email"), changed.text("role")), ("lovelace@careers.test", "auditor"));
    assert_eq!(changed.body["app_metadata"]["team"], 5);
    assert_eq!(changed.body["app_metadata"].get("role"), None);
    // Nobody has confirmed the new address.
    assert_eq!(changed.body["user_metadata"]["email_verified"], false);
    assert_eq!(changed.body["identities"][0]["identity_data"]["email"], "lovelace@careers.test");
    assert_eq!(app.refresh(session.refresh()).await.refused(), (400, "refresh_token_not_found"));
    let session = app.sign_in("lovelace@careers.test", "much-longer").await.good();
    assert_eq!(session.claims()["role"], "auditor");

    let shown = app.admin("GET", &path, &Value::Null).await.good();
    assert_eq!(shown.text("email"), "lovelace@careers.test");
    let gone = app.admin("DELETE", &path, &json!({ "should_soft_delete": false })).await.good();
    assert_eq!(gone.body, json!({}));
    for table in ["users", "identities", "sessions", "refresh_tokens"] {
        assert_eq!(app.count(table).await, 0, "{table}");
    }
    assert_eq!(app.user(session.access()).await.refused(), (403, "user_not_found"));
    let nobody = app.admin("GET", &path, &Value::Null).await;
    assert_eq!(nobody.refused(), (404, "user_not_found"));
}

#[tokio::test]
async fn an_account_that_is_kept_for_its_rows_is_nobody_s() {
    let app = app();
    let up = app.sign_up("ruth@careers.test", "long-enough").await.good();
    let path = format!("/admin/users/{}", up.body["user"]["id"].as_str().unwrap());
    app.admin("DELETE", &path, &json!({ "should_soft_delete": true })).await.good();
    assert!(app.texts().await.iter().all(|text| !text.contains("ruth")));
    assert_eq!(app.count("users").await, 1);
    assert_eq!(app.sign_in("ruth@careers.test", "long-enough").await.status, 400);
    app.sign_up("ruth@careers.test", "long-enough").await.good();
}

#[tokio::test]
async fn accounts_are_listed_a_page_at_a_time() {
    let app = app();
    for name in ["a", "b", "c", "d", "e"] {
        let body = json!({ "email": format!("{name}@x.test") });
        app.admin("POST", "/admin/users", &body).await.good();
    }
    let list = app.admin("GET", "/admin/users?page=2&per_page=2", &Value::Null).await.good();
    let emails: Vec<&Value> =
        list.body["users"].as_array().unwrap().iter().map(|user| &user["email"]).collect();
    assert_eq!(emails, ["c@x.test", "b@x.test"]);
    assert_eq!(list.body["aud"], "authenticated");
    assert_eq!(list.headers["x-total-count"], "5");
    let links = "</admin/users?page=3&per_page=2>; rel=\"next\", </admin/users?page=3&per_page=2>; rel=\"last\"";
    assert_eq!(list.headers["link"], links);
    for query in ["?page=0", "?page=x", "?per_page=0", "?per_page=1001", "?page=-1"] {
        let answer = app.admin("GET", &format!("/admin/users{query}"), &Value::Null).await;
        assert_eq!(answer.refused(), (400, "validation_failed"), "{query}");
    }
    let far = app.admin("GET", "/admin/users?page=18446744073709551615", &Value::Null).await.good();
    assert_eq!(far.body["users"], json!([]));
}

#[tokio::test]
async fn what_is_wrong_with_an_administrator_s_request_is_said() {
    let app = app();
    let check = async |body: Value, expected: (u16, &str)| {
        let answer = app.admin("POST", "/admin/users", &body).await;
        assert_eq!(answer.refused(), expected, "{body}");
    };
    let bad = (400, "validation_failed");
    check(json!({}), bad).await;
    check(json!({ "email": "nowhere" }), bad).await;
    check(json!({ "phone": "15551234567" }), (400, "phone_provider_disabled")).await;
    check(json!({ "email": "a@x.test", "id": "1" }), bad).await;
    check(json!({ "email": "a@x.test", "id": "00000000-0000-0000-0000-000000000000" }), bad).await;
    check(json!({ "email": "a@x.test", "password": "x", "password_hash": "y" }), bad).await;
    check(json!({ "email": "a@x.test", "password_hash": "plain" }), bad).await;
    check(json!({ "email": "a@x.test", "ban_duration": "long" }), bad).await;
    check(json!({ "email": "a@x.test", "aud": "others" }), bad).await;
    check(json!({ "email": "a@x.test", "email_confirm": "yes" }), (400, "bad_json")).await;
    let path = app.admin("GET", "/admin/users/1", &Value::Null).await;
    assert_eq!(path.refused(), (404, "validation_failed"));
}

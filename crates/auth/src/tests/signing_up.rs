//! New accounts.

use super::fixture::{app, app_with};
use serde_json::{Value, json};

/// The names of an object's members, in their order.
fn members(object: &Value) -> Vec<&str> {
    object.as_object().unwrap().keys().map(String::as_str).collect()
}

#[tokio::test]
async fn a_person_signs_up_and_is_signed_in() {
    let app = app();
    let body = json!({
        "email": "Ruth@Careers.test", "password": "long-enough",
        "data": { "full_name": "Ruth Okello", "email_verified": true, "sub": "somebody else" },
        "gotrue_meta_security": {}, "code_challenge": null,
    });
    let answer = app.send("POST", "/signup", None, &body).await.good();
    assert_eq!(answer.status, 200);
    let session =
        ["access_token", "token_type", "expires_in", "expires_at", "refresh_token", "user"];
    assert_eq!(members(&answer.body), session);
    assert_eq!(answer.body["token_type"], "bearer");
    assert_eq!(answer.body["expires_in"], 3600);
    assert_eq!(answer.headers["cache-control"], "private, no-store");
    let user = &answer.body["user"];
    let shown = [
        "id",
        "aud",
        "role",
        "email",
        "email_confirmed_at",
        "phone",
        "confirmed_at",
        "last_sign_in_at",
        "app_metadata",
        "user_metadata",
        "identities",
        "created_at",
        "updated_at",
        "is_anonymous",
    ];
    assert_eq!(members(user), shown);
    assert_eq!(user["email"], "ruth@careers.test");
    assert_eq!(user["phone"], "");
    assert_eq!((&user["aud"], &user["role"]), (&json!("authenticated"), &json!("authenticated")));
    assert_eq!(user["app_metadata"], json!({ "provider": "email", "providers": ["email"] }));
    let metadata = json!({
        "email": "ruth@careers.test", "email_verified": false, "full_name": "Ruth Okello",
        "phone_verified": false, "sub": user["id"],
    });
    assert_eq!(user["user_metadata"], metadata);
    let identity = &user["identities"][0];
    assert_eq!(identity["identity_data"], metadata);
    assert_eq!((&identity["id"], &identity["user_id"]), (&user["id"], &user["id"]));
    assert_eq!(identity["provider"], "email");
    let time = user["created_at"].as_str().unwrap();
    assert!(time.ends_with('Z') && time.contains('T'), "{time}");
}

#[tokio::test]
async fn the_token_says_who_it_is_for() {
    let app = app();
    let answer = app.sign_up("ruth@careers.test", "long-enough").await.good();
    let claims = answer.claims();
    let said = [
        "iss",
        "sub",
        "aud",
        "exp",
        "iat",
        "email",
        "phone",
        "app_metadata",
        "user_metadata",
        "role",
        "aal",
        "amr",
        "session_id",
        "is_anonymous",
    ];
    assert_eq!(members(&claims), said);
    assert_eq!(claims["iss"], "http://127.0.0.1:54321/auth/v1");
    assert_eq!(claims["sub"], answer.body["user"]["id"]);
    assert_eq!(claims["aud"], "authenticated");
    assert_eq!(claims["exp"], answer.body["expires_at"]);
    assert_eq!(claims["exp"].as_i64().unwrap() - claims["iat"].as_i64().unwrap(), 3600);
    assert_eq!((&claims["aal"], &claims["is_anonymous"]), (&json!("aal1"), &json!(false)));
    assert_eq!(claims["amr"][0]["method"], "password");
    assert_eq!(claims["amr"][0]["timestamp"], claims["iat"]);
    assert_eq!(claims["session_id"].as_str().unwrap().len(), 36);
}

#[tokio::test]
async fn an_address_signs_up_once() {
    let app = app();
    app.sign_up("ruth@careers.test", "long-enough").await.good();
    let again = app.sign_up("RUTH@careers.test", "another-password").await;
    assert_eq!(again.refused(), (422, "user_already_exists"));
    assert_eq!(again.text("message"), "User already registered");
    assert_eq!(app.count("users").await, 1);
}

#[tokio::test]
async fn of_two_who_sign_up_at_once_one_has_the_address() {
    let app = app();
    let both = tokio::join!(
        app.sign_up("ruth@careers.test", "long-enough"),
        app.sign_up("ruth@careers.test", "long-enough"),
    );
    let mut statuses = [both.0.status, both.1.status];
    statuses.sort_unstable();
    assert_eq!(statuses, [200, 422]);
    assert_eq!((app.count("users").await, app.count("sessions").await), (1, 1));
}

#[tokio::test]
async fn what_is_wrong_with_a_sign_up_is_said() {
    let app = app();
    let check = async |body: Value, expected: (u16, &str), message: &str| {
        let answer = app.send("POST", "/signup", None, &body).await;
        assert_eq!(answer.refused(), expected, "{body}");
        assert!(answer.text("message").starts_with(message), "{answer:?}");
    };
    let sign_up = |email: &str, password: &str| json!({ "email": email, "password": password });
    check(sign_up("nowhere", "long-enough"), (400, "validation_failed"), "Unable to validate")
        .await;
    check(sign_up("a@x.test", ""), (400, "validation_failed"), "Signup requires a valid").await;
    check(sign_up("a@x.test", "12345"), (422, "weak_password"), "Password should be at").await;
    let long = "a".repeat(73);
    check(sign_up("a@x.test", &long), (400, "validation_failed"), "Password cannot be").await;
    let both = json!({ "email": "a@x.test", "phone": "123", "password": "long-enough" });
    check(both, (400, "validation_failed"), "Only an email address").await;
    let phone = json!({ "phone": "15551234567", "password": "long-enough" });
    check(phone, (400, "phone_provider_disabled"), "Phone signups").await;
    check(json!({}), (422, "anonymous_provider_disabled"), "Anonymous").await;
    check(json!([1]), (400, "bad_json"), "Could not parse request body as JSON").await;
    check(json!({ "email": 5 }), (400, "bad_json"), "Could not parse request body").await;
    let mut data = sign_up("a@x.test", "long-enough");
    data["data"] = json!({ "name": "a\0b" });
    check(data, (400, "validation_failed"), "").await;
    let mut data = sign_up("a@x.test", "long-enough");
    data["data"] = json!({ "picture": "x".repeat(10_000) });
    check(data, (422, "validation_failed"), "user_metadata and app_metadata").await;
    assert_eq!(app.count("users").await, 0);
}

#[tokio::test]
async fn a_body_that_is_none_is_refused() {
    let app = app();
    let check = async |body: Vec<u8>, expected: (u16, &str)| {
        let headers = [("x-supabase-api-version", "2024-01-01")];
        let answer = app.raw("POST", "/signup", &headers, body).await;
        assert_eq!(answer.refused(), expected);
    };
    check(b"{\"email\":".to_vec(), (400, "bad_json")).await;
    check(b"{\"email\":\"\xff\"}".to_vec(), (400, "bad_json")).await;
    check("[".repeat(1000).into_bytes(), (400, "bad_json")).await;
    let deep = format!("{{\"data\":{}{}}}", "{\"a\":".repeat(1000), "}".repeat(1000));
    check(deep.into_bytes(), (400, "bad_json")).await;
    check(vec![b' '; 10_000_000], (413, "validation_failed")).await;
}

#[tokio::test]
async fn the_reasons_of_a_weak_password_are_listed() {
    let app = app_with(|settings| {
        settings.password_requirements = crate::PasswordRequirements::LettersDigits;
    });
    let answer = app.sign_up("a@x.test", "abc").await;
    assert_eq!(answer.body["weak_password"], json!({ "reasons": ["length", "characters"] }));
    let body = r#"{"email":"a@x.test","password":"abc"}"#;
    let initial = app.raw("POST", "/signup", &[], body).await.body;
    assert_eq!((&initial["code"], &initial["error_code"]), (&json!(422), &json!("weak_password")));
    assert_eq!(initial["weak_password"]["reasons"], json!(["length", "characters"]));
}

#[tokio::test]
async fn signing_up_can_be_closed() {
    let closed = app_with(|settings| settings.enable_signup = false);
    let answer = closed.sign_up("a@x.test", "long-enough").await;
    assert_eq!(answer.refused(), (422, "signup_disabled"));
    let no_email = app_with(|settings| settings.enable_email_signup = false);
    let answer = no_email.sign_up("a@x.test", "long-enough").await;
    assert_eq!(answer.refused(), (400, "email_provider_disabled"));
    let answer = no_email.sign_in("a@x.test", "long-enough").await;
    assert_eq!(answer.refused(), (422, "email_provider_disabled"));
}

#[tokio::test]
async fn no_secret_is_kept_readable() {
    let app = app();
    let answer = app.sign_up("ruth@careers.test", "long-enough").await.good();
    let (access, refresh) = (answer.access().to_owned(), answer.refresh().to_owned());
    for text in app.texts().await {
        assert!(!text.contains("long-enough") && text != refresh && text != access, "{text}");
    }
}

//! What is asked without signing in, what isn't there, and the forms of errors.

use super::fixture::{app, app_with};
use serde_json::{Value, json};

#[tokio::test]
async fn settings_say_what_is_open() {
    let app = app_with(|settings| settings.enable_anonymous_sign_ins = true);
    let body = app.send("GET", "/settings", None, &Value::Null).await.good().body;
    assert_eq!(body["disable_signup"], false);
    assert_eq!(body["mailer_autoconfirm"], true);
    let external = &body["external"];
    let shown = (&external["email"], &external["anonymous_users"], &external["github"]);
    assert_eq!(shown, (&json!(true), &json!(true), &json!(false)));
}

#[tokio::test]
async fn health_and_the_public_keys_need_no_key() {
    let app = app();
    let health = app.raw("GET", "/health", &[("apikey", "wrong")], "").await.good();
    assert_eq!(health.text("version"), env!("CARGO_PKG_VERSION"));
    let jwks = app.raw("GET", "/.well-known/jwks.json", &[("apikey", "wrong")], "").await.good();
    assert_eq!(jwks.headers["cache-control"], "public, max-age=600");
    let key = &jwks.body["keys"][0];
    assert_eq!(
        (&key["kty"], &key["alg"], &key["d"]),
        (&json!("EC"), &json!("ES256"), &Value::Null)
    );
}

#[tokio::test]
async fn a_wrong_key_of_the_application_is_refused() {
    let app = app();
    let check = async |key: &str, status: u16| {
        let answer = app.raw("GET", "/settings", &[("apikey", key)], "").await;
        assert_eq!(answer.status, status, "{key}");
    };
    check("sb_publishable_test", 200).await;
    check("sb_publishable_other", 401).await;
    check("nonsense", 401).await;
    let token = app.keys.signing.sign(br#"{"role":"anon"}"#).unwrap();
    check(&token, 200).await;
    assert_eq!(app.raw("GET", "/settings", &[], "").await.status, 200);
}

#[tokio::test]
async fn errors_have_the_form_of_the_version_that_was_asked_for() {
    let app = app();
    let check = async |version: Option<&str>, expected: Value, echoed: Option<&str>| {
        let headers: Vec<_> =
            version.iter().map(|version| ("x-supabase-api-version", *version)).collect();
        let answer = app.raw("GET", "/user", &headers, "").await;
        assert_eq!(answer.body, expected, "{version:?}");
        let header = answer.headers.get("x-supabase-api-version");
        assert_eq!(header.map(|value| value.to_str().unwrap()), echoed, "{version:?}");
        assert_eq!(answer.headers["x-sb-error-code"], "no_authorization");
        assert_eq!(answer.headers["content-type"], "application/json");
    };
    let words = "This endpoint requires a valid Bearer token";
    let initial = json!({ "code": 401, "error_code": "no_authorization", "msg": words });
    let named = json!({ "code": "no_authorization", "message": words });
    check(None, initial.clone(), None).await;
    check(Some("2023-12-31"), initial.clone(), None).await;
    check(Some("soon"), initial, None).await;
    check(Some("2024-01-01"), named.clone(), Some("2024-01-01")).await;
    check(Some("2026-05-05"), named, Some("2024-01-01")).await;
}

#[tokio::test]
async fn what_isn_t_there_yet_says_so() {
    let app = app();
    let check = async |method: &str, path: &str, expected: (u16, &str)| {
        let answer = app.send(method, path, None, &json!({ "email": "a@x.test" })).await;
        assert_eq!(answer.refused(), expected, "{path}");
        assert!(!answer.text("message").is_empty());
    };
    let no_mail = (422, "email_provider_disabled");
    for path in ["/recover", "/magiclink", "/otp", "/resend", "/invite", "/verify"] {
        check("POST", path, no_mail).await;
    }
    check("GET", "/verify?token=x&type=signup", no_mail).await;
    check("GET", "/reauthenticate", no_mail).await;
    check("POST", "/admin/generate_link", no_mail).await;
    check("GET", "/authorize?provider=github", (400, "validation_failed")).await;
    check("POST", "/factors", (422, "mfa_totp_enroll_not_enabled")).await;
    check("POST", "/factors/5/verify", (422, "mfa_totp_enroll_not_enabled")).await;
    check("POST", "/sso", (404, "saml_provider_disabled")).await;
    check("DELETE", "/user/identities/5", (404, "manual_linking_disabled")).await;
    check("GET", "/nothing", (404, "unknown")).await;
    check("PATCH", "/user", (405, "unknown")).await;
}

#[tokio::test]
async fn the_first_key_is_made_once_and_kept() {
    let (database, _folder) = super::fixture::database();
    let settings = crate::Settings::default();
    let first = crate::keys::load(&database, &settings).await.unwrap();
    let second = crate::keys::load(&database, &settings).await.unwrap();
    assert_eq!(first.jwks, second.jwks);
    assert_eq!(first.signing.id(), second.signing.id());
    assert_eq!(first.verification.len(), 1);
}

//! Signing in with an address and a password.

use super::fixture::{app, app_with};
use serde_json::{Value, json};
use std::time::{Duration, Instant};

const WORDS: (u16, &str) = (400, "invalid_credentials");

#[tokio::test]
async fn a_person_signs_in_with_their_password() {
    let app = app();
    let up = app.sign_up("ruth@careers.test", "long-enough").await.good();
    let answer = app.sign_in("RUTH@careers.test", "long-enough").await.good();
    assert_eq!(answer.body["user"]["id"], up.body["user"]["id"]);
    assert_eq!(answer.body["user"]["identities"].as_array().unwrap().len(), 1);
    assert_ne!(answer.claims()["session_id"], up.claims()["session_id"]);
    assert_ne!(answer.refresh(), up.refresh());
    let user = app.user(answer.access()).await.good();
    assert_eq!(user.body["email"], "ruth@careers.test");
}

#[tokio::test]
async fn whoever_can_t_sign_in_gets_the_same_words_after_the_same_time() {
    let app = app();
    app.sign_up("ruth@careers.test", "long-enough").await.good();
    let nobody = json!({ "email": "no-password@careers.test", "email_confirm": true });
    app.admin("POST", "/admin/users", &nobody).await.good();
    let long = format!("{}@x.test", "a".repeat(300));
    for (email, password) in [
        ("ruth@careers.test", "wrong-password"),
        ("ruth@careers.test", ""),
        ("nobody@careers.test", "wrong-password"),
        ("no-password@careers.test", "wrong-password"),
        ("no-password@careers.test", ""),
        ("no address at all", "x"),
        ("a\0b@x.test", "x"),
        (&long, "x"),
    ] {
        let began = Instant::now();
        let answer = app.sign_in(email, password).await;
        assert_eq!(answer.refused(), WORDS, "{email}");
        assert_eq!(answer.text("message"), "Invalid login credentials");
        assert!(began.elapsed() >= Duration::from_millis(250), "{email}");
    }
}

#[tokio::test]
async fn bcrypt_hashes_sign_in_and_are_upgraded() {
    let app = app();
    let hash = bcrypt::hash("from-elsewhere", 4).unwrap();
    let body = json!({
        "email": "ada@careers.test", "email_confirm": true, "password_hash": hash,
    });
    app.admin("POST", "/admin/users", &body).await.good();
    assert_eq!(app.sign_in("ada@careers.test", "something").await.refused(), WORDS);
    app.sign_in("ada@careers.test", "from-elsewhere").await.good();
    assert!(!app.texts().await.contains(&hash));
    assert!(app.texts().await.iter().any(|text| text.starts_with("$argon2id$")));
    app.sign_in("ada@careers.test", "from-elsewhere").await.good();
    assert_eq!(app.sign_in("ada@careers.test", "something").await.refused(), WORDS);
}

#[tokio::test]
async fn who_is_banned_or_unconfirmed_learns_it_only_with_the_right_password() {
    let app = app();
    let banned = json!({
        "email": "banned@careers.test", "password": "long-enough", "email_confirm": true,
        "ban_duration": "24h",
    });
    app.admin("POST", "/admin/users", &banned).await.good();
    let unconfirmed = json!({ "email": "new@careers.test", "password": "long-enough" });
    app.admin("POST", "/admin/users", &unconfirmed).await.good();
    for (email, expected) in
        [("banned@careers.test", "user_banned"), ("new@careers.test", "email_not_confirmed")]
    {
        assert_eq!(app.sign_in(email, "wrong-password").await.refused(), WORDS);
        assert_eq!(app.sign_in(email, "long-enough").await.refused(), (400, expected));
    }
    assert_eq!(app.count("sessions").await, 0);
}

#[tokio::test]
async fn what_is_wrong_with_a_request_for_tokens_is_said() {
    let app = app();
    let check = async |grant: &str, body: Value, expected: (u16, &str)| {
        let path = format!("/token?grant_type={grant}");
        let answer = app.send("POST", &path, None, &body).await;
        assert_eq!(answer.refused(), expected, "{grant} {body}");
    };
    check("password", json!({ "password": "x" }), (400, "validation_failed")).await;
    let both = json!({ "email": "a@x.test", "phone": "1", "password": "x" });
    check("password", both, (400, "validation_failed")).await;
    let phone = json!({ "phone": "1", "password": "x" });
    check("password", phone, (422, "phone_provider_disabled")).await;
    check("password", json!("x"), (400, "bad_json")).await;
    check("", json!({}), (400, "invalid_credentials")).await;
    check("client_credentials", json!({}), (400, "invalid_credentials")).await;
    check("pkce", json!({}), (404, "flow_state_not_found")).await;
    check("id_token", json!({}), (400, "provider_disabled")).await;
    check("web3", json!({}), (422, "web3_provider_disabled")).await;
    check("refresh_token", json!({}), (400, "validation_failed")).await;
}

#[tokio::test]
async fn a_password_that_became_weak_still_signs_in_and_is_told() {
    let app = app_with(|settings| settings.minimum_password_length = 20);
    let user = json!({
        "email": "ruth@careers.test", "password": "long-enough", "email_confirm": true,
    });
    app.admin("POST", "/admin/users", &user).await.good();
    let answer = app.sign_in("ruth@careers.test", "long-enough").await.good();
    assert_eq!(answer.body["weak_password"]["reasons"], json!(["length"]));
}

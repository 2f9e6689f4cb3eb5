//! Tokens at `/rest/v1` that are late, forged or nonsense.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};

use crate::bad_requests::is_well;
use crate::http::Request;
use crate::project::{PUBLISHABLE_KEY, Project, Server};
use crate::tokens::{self, HS256, JWT_SECRET, in_seconds, token};

/// Only recruiters and applicants see rows of it.
const PATH: &str = "/rest/v1/applications?select=id";

const ADA: &str = "a0000000-0000-4000-8000-100000000001";

fn claims() -> Value {
    json!({ "role": "authenticated", "sub": ADA, "exp": in_seconds(600) })
}

fn with(key: &str, value: Value) -> Value {
    let mut claims = claims();
    claims[key] = value;
    claims
}

fn signed(claims: &Value) -> String {
    token(HS256, claims, JWT_SECRET)
}

#[track_caller]
fn check(server: &Server, token: &str, status: u16, code: &str) {
    let answer = server.ask(&Request::get(PATH).key(PUBLISHABLE_KEY).token(token));
    let text = answer.text();
    assert_eq!((answer.status, answer.code().as_str()), (status, code), "{token:.200}: {text}");
    assert!(answer.json()["message"].is_string(), "{text}");
    if status == 401 {
        let asked = answer.header("www-authenticate").unwrap_or_default();
        assert!(asked.starts_with("Bearer"), "{token:.200}: {asked}");
    }
}

#[track_caller]
fn rows(server: &Server, token: &str) -> usize {
    let answer = server.ask(&Request::get(PATH).key(PUBLISHABLE_KEY).token(token)).expect(200);
    answer.json().as_array().unwrap().len()
}

#[test]
fn tokens_that_are_not_genuine_are_refused() {
    let server = Project::careers().dev();
    assert_eq!(rows(&server, &signed(&claims())), 6);
    let none = r#"{"alg":"none","typ":"JWT"}"#;
    let unsigned = token(none, &with("role", json!("service_role")), JWT_SECRET);
    let (unsigned, _) = unsigned.rsplit_once('.').unwrap();
    check(&server, &format!("{unsigned}."), 401, "PGRST301");
    for algorithm in ["none", "None", "HS512", "ES256", "RS256", "EdDSA", "", "x"] {
        let header = format!(r#"{{"alg":"{algorithm}","typ":"JWT"}}"#);
        check(&server, &token(&header, &claims(), JWT_SECRET), 401, "PGRST301");
    }
    for secret in ["", "another secret with at least 32 characters"] {
        check(&server, &token(HS256, &claims(), secret), 401, "PGRST301");
    }
    // The public key as a shared secret, the oldest trick.
    let jwks = server.ask(&Request::get("/auth/v1/.well-known/jwks.json")).expect(200).json();
    let kid = jwks["keys"][0]["kid"].as_str().unwrap().to_owned();
    let header = json!({ "alg": "HS256", "kid": kid, "typ": "JWT" }).to_string();
    check(&server, &token(&header, &claims(), &jwks["keys"][0].to_string()), 401, "PGRST301");
    // Another's claims under a good signature.
    let good = signed(&claims());
    let parts: Vec<&str> = good.split('.').collect();
    let forged = URL_SAFE_NO_PAD.encode(with("role", json!("service_role")).to_string());
    check(&server, &format!("{}.{forged}.{}", parts[0], parts[2]), 401, "PGRST301");
    let session = server.sign_in("ada@careers.test", "apply-with-joy");
    let real = session["access_token"].as_str().unwrap();
    assert_eq!(rows(&server, real), 6);
    let (signed, signature) = real.rsplit_once('.').unwrap();
    check(
        &server,
        &format!("{signed}.{}", signature.chars().rev().collect::<String>()),
        401,
        "PGRST301",
    );
    check(&server, &format!("{signed}."), 401, "PGRST301");
    for text in ["", "x", "a.b", "a.b.c", "....", "null", "{}", "a.b.c.d.e", "\u{e9}.x.y"] {
        check(&server, text, 401, "PGRST301");
    }
    check(&server, &"x".repeat(30_000), 401, "PGRST301");
    check(&server, &format!("{good}x"), 401, "PGRST301");
    is_well(server);
}

#[test]
fn tokens_that_are_not_for_now_or_nobody_s_are_refused() {
    let server = Project::careers().dev();
    for claims in [
        with("exp", json!(in_seconds(-60))),
        with("exp", json!(1)),
        with("exp", json!("soon")),
        with("nbf", json!(in_seconds(600))),
        with("iat", json!(in_seconds(600))),
        json!([]),
        json!("text"),
    ] {
        check(&server, &signed(&claims), 401, "PGRST303");
    }
    check(&server, &signed(&with("role", json!("nobody"))), 401, "22023");
    for role in ["postgres", "supabase_admin", "authenticator"] {
        let answer = server.ask(&Request::get(PATH).token(&signed(&with("role", json!(role)))));
        assert!(matches!(answer.status, 401 | 403), "{role}: {} {}", answer.status, answer.text());
    }
    // Whose subject is nonsense sees nothing, or is told.
    for subject in [json!("nobody"), json!(""), json!(5), Value::Null, json!("\u{0}")] {
        let token = signed(&with("sub", subject.clone()));
        let answer = server.ask(&Request::get(PATH).key(PUBLISHABLE_KEY).token(&token));
        assert!(answer.status < 500, "{subject}: {} {}", answer.status, answer.text());
        let rows = answer.json().as_array().map_or(0, Vec::len);
        assert_eq!(rows, 0, "{subject}: {}", answer.text());
    }
    // The time is looked at again, however often the token was good.
    let short = signed(&with("exp", json!(in_seconds(-28))));
    assert_eq!(rows(&server, &short), 6, "clocks may be half a minute apart");
    std::thread::sleep(std::time::Duration::from_secs(4));
    check(&server, &short, 401, "PGRST303");
    is_well(server);
}

#[test]
fn keys_that_are_none_of_ours_are_refused() {
    let server = Project::careers().dev();
    for key in ["sb_publishable_x", "sb_secret_x", "x", &tokens::of_role("anon")[1..]] {
        for path in ["/rest/v1/skills", "/auth/v1/settings"] {
            let answer = server.ask(&Request::get(path).key(key));
            assert_eq!(answer.status, 401, "{key} {path}: {}", answer.text());
        }
    }
    is_well(server);
}

//! Requests at `/auth/v1` that make no sense: each gets a status from 400 to 499 and the protocol's body.

use serde_json::json;

use crate::bad_requests::is_well;
use crate::http::Request;
use crate::project::{PUBLISHABLE_KEY, Project, SECRET_KEY, Server};
use crate::tokens;

const PASSWORD: &str = "/auth/v1/token?grant_type=password";

#[track_caller]
fn check(server: &Server, request: &Request, status: u16, code: &str) {
    let named = format!("{request:.160?}");
    let answer = server.ask(request);
    let text = answer.text();
    assert_eq!((answer.status, answer.code().as_str()), (status, code), "{named}: {text}");
    let body = answer.json();
    let told = body["msg"].as_str().is_some_and(|message| !message.is_empty());
    assert!(told && body["code"] == status, "{named}: {text}");
    for secret in ["sqlite", "SQLite", "panicked", ".rs:", "apply-with-joy"] {
        assert!(!text.contains(secret), "{named} tells {secret}: {text}");
    }
}

fn project() -> Project {
    let project = Project::careers();
    project.append("supabase/config.toml", "\n[auth.rate_limit]\nsign_in_sign_ups = 1000\n");
    project
}

#[test]
fn sign_ups_and_sign_ins_that_make_no_sense_are_refused() {
    let server = project().dev();
    let long = |letters: usize| "x".repeat(letters);
    for path in ["/auth/v1/signup", PASSWORD] {
        let post = |body: &str| Request::post(path, body).key(PUBLISHABLE_KEY);
        for body in ["{", "[]", "5", "\"x\"", r#"{"email": 5}"#, r#"{"password": {}}"#] {
            check(&server, &post(body), 400, "bad_json");
        }
        check(&server, &post(&"[".repeat(100_000)), 400, "bad_json");
        let large = json!({ "email": "a@example.test", "password": long(300_000) }).to_string();
        check(&server, &post(&large), 413, "validation_failed");
    }
    let sign_up = |email: &str, password: &str| {
        let body = json!({ "email": email, "password": password }).to_string();
        Request::post("/auth/v1/signup", &body).key(PUBLISHABLE_KEY)
    };
    for email in ["x", "x@", "@x", "a b@example.test", "a@example.test\u{0}", "a@b@c", "\n"] {
        check(&server, &sign_up(email, "long-enough-1"), 400, "validation_failed");
    }
    check(
        &server,
        &sign_up(&format!("{}@example.test", long(300)), "long-enough-1"),
        400,
        "validation_failed",
    );
    check(&server, &sign_up("a@example.test", ""), 400, "validation_failed");
    check(&server, &sign_up("a@example.test", "short"), 422, "weak_password");
    check(&server, &sign_up("a@example.test", &long(73)), 400, "validation_failed");
    check(&server, &sign_up("ada@careers.test", "long-enough-1"), 422, "user_already_exists");
    let sign_in = |email: &str, password: &str| {
        let body = json!({ "email": email, "password": password }).to_string();
        Request::post(PASSWORD, &body).key(PUBLISHABLE_KEY)
    };
    for (email, password) in [
        ("ada@careers.test", "wrong"),
        ("ada@careers.test", ""),
        ("ada@careers.test", "apply-with-joy\u{0}"),
        ("nobody@careers.test", "apply-with-joy"),
        ("ADA@careers.test' or 1=1 --", "x"),
    ] {
        check(&server, &sign_in(email, password), 400, "invalid_credentials");
    }
    check(&server, &sign_in("", "x"), 400, "validation_failed");
    is_well(server);
}

#[test]
fn the_other_endpoints_refuse_what_makes_no_sense() {
    let server = project().dev();
    let post = |path: &str, body: &str| Request::post(path, body).key(PUBLISHABLE_KEY);
    let get = |path: &str| Request::get(path).key(PUBLISHABLE_KEY);
    check(&server, &get("/auth/v1/nothing"), 404, "unknown");
    check(&server, &get("/auth/v1/signup"), 405, "unknown");
    check(&server, &get("/auth/v1/%ff"), 404, "unknown");
    check(&server, &post("/auth/v1/token", "{}"), 400, "invalid_credentials");
    check(&server, &post("/auth/v1/token?grant_type=magic", "{}"), 400, "invalid_credentials");
    let refresh = "/auth/v1/token?grant_type=refresh_token";
    check(&server, &post(refresh, "{}"), 400, "validation_failed");
    for token in ["x", "0", "aaaaaaaaaaaa", "'; drop table auth.users; --", "\u{0}"] {
        let body = json!({ "refresh_token": token }).to_string();
        check(&server, &post(refresh, &body), 400, "refresh_token_not_found");
    }
    check(&server, &get("/auth/v1/user"), 401, "no_authorization");
    check(&server, &post("/auth/v1/logout", ""), 401, "no_authorization");
    let session = server.sign_in("ada@careers.test", "apply-with-joy");
    let token = session["access_token"].as_str().unwrap();
    let update = |body: &str| Request::new("PUT", "/auth/v1/user").json(body).token(token);
    check(&server, &update("{"), 400, "bad_json");
    check(&server, &update(r#"{"data": 5}"#), 400, "bad_json");
    check(&server, &update(r#"{"email": "x"}"#), 400, "validation_failed");
    check(&server, &update(r#"{"password": "x"}"#), 422, "weak_password");
    check(&server, &update(r#"{"password": "apply-with-joy"}"#), 422, "same_password");
    let large = json!({ "data": { "x": "x".repeat(100_000) } }).to_string();
    check(&server, &update(&large), 422, "validation_failed");
    let scope = Request::new("POST", "/auth/v1/logout?scope=universe").token(token);
    check(&server, &scope, 400, "validation_failed");
    // What people may not do.
    let users = "/auth/v1/admin/users";
    check(&server, &get(users), 403, "not_admin");
    check(&server, &get(users).token(token), 403, "not_admin");
    let admin = |request: Request| request.key(SECRET_KEY).token(SECRET_KEY);
    check(&server, &admin(Request::get(&format!("{users}/1"))), 404, "validation_failed");
    check(&server, &admin(Request::post(users, "{}")), 400, "validation_failed");
    check(&server, &admin(Request::get(&format!("{users}?page=x"))), 400, "validation_failed");
    let nobody = format!("{users}/00000000-0000-4000-8000-000000000000");
    check(&server, &admin(Request::get(&nobody)), 404, "user_not_found");
    is_well(server);
}

#[test]
fn accounts_don_t_take_tokens_that_are_not_genuine() {
    let server = project().dev();
    let user = |token: &str| Request::get("/auth/v1/user").key(PUBLISHABLE_KEY).token(token);
    let claims = json!({
        "sub": "a0000000-0000-4000-8000-100000000001", "role": "authenticated", "exp": tokens::in_seconds(600),
    });
    let good = tokens::token(tokens::HS256, &claims, tokens::JWT_SECRET);
    server.ask(&user(&good)).expect(200);
    let other = "another secret with at least 32 characters";
    for (header, secret) in [
        (r#"{"alg":"none","typ":"JWT"}"#, tokens::JWT_SECRET),
        (r#"{"alg":"ES256","typ":"JWT"}"#, tokens::JWT_SECRET),
        (tokens::HS256, other),
    ] {
        check(&server, &user(&tokens::token(header, &claims, secret)), 403, "bad_jwt");
    }
    check(&server, &user("nothing"), 403, "bad_jwt");
    check(&server, &user(PUBLISHABLE_KEY), 403, "bad_jwt");
    check(&server, &user(&tokens::of_role("service_role")), 403, "bad_jwt");
    let mut late = claims.clone();
    late["exp"] = json!(tokens::in_seconds(-600));
    let late = tokens::token(tokens::HS256, &late, tokens::JWT_SECRET);
    check(&server, &user(&late), 403, "bad_jwt");
    let mut nobody = claims;
    nobody["sub"] = json!("00000000-0000-4000-8000-000000000000");
    let nobody = tokens::token(tokens::HS256, &nobody, tokens::JWT_SECRET);
    check(&server, &user(&nobody), 403, "user_not_found");
    is_well(server);
}

#[test]
fn who_tries_too_many_passwords_is_told_to_wait() {
    let project = Project::careers();
    project.append("supabase/config.toml", "\n[auth.rate_limit]\nsign_in_sign_ups = 3\n");
    let server = project.dev();
    let body = json!({ "email": "ada@careers.test", "password": "wrong" }).to_string();
    let attempt = || server.ask(&Request::post(PASSWORD, &body).key(PUBLISHABLE_KEY));
    for _ in 0..3 {
        attempt().expect(400);
    }
    let refused = attempt();
    assert_eq!((refused.status, refused.code().as_str()), (429, "over_request_rate_limit"));
    let wait: u64 = refused.header("retry-after").unwrap().parse().unwrap();
    assert!((1..=300).contains(&wait), "{wait}");
    is_well(server);
}

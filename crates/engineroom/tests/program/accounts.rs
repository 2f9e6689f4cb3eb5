//! Accounts and sessions as an application's client uses them.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::http::{Answer, Request};
use crate::project::{NOTES, PUBLISHABLE_KEY, Project, SECRET_KEY, Server};
use crate::tokens;

const PASSWORD: &str = "long-enough-1";

fn project() -> Project {
    let project = Project::new(NOTES);
    project.append(
        "supabase/config.toml",
        "[auth]\nrefresh_token_reuse_interval = 1\n[auth.rate_limit]\nsign_in_sign_ups = 1000\n",
    );
    project
}

fn post(server: &Server, path: &str, body: &Value) -> Answer {
    server.ask(&Request::post(path, &body.to_string()).key(PUBLISHABLE_KEY))
}

#[track_caller]
fn sign_up(server: &Server, email: &str) -> Value {
    let body = json!({ "email": email, "password": PASSWORD, "data": { "name": "A" } });
    post(server, "/auth/v1/signup", &body).expect(200).json()
}

fn refresh(server: &Server, token: &str) -> Answer {
    let path = "/auth/v1/token?grant_type=refresh_token";
    post(server, path, &json!({ "refresh_token": token }))
}

fn user(server: &Server, session: &Value) -> Answer {
    server.ask(&Request::get("/auth/v1/user").key(PUBLISHABLE_KEY).token(access(session)))
}

fn access(session: &Value) -> &str {
    session["access_token"].as_str().unwrap()
}

fn refresh_token(session: &Value) -> &str {
    session["refresh_token"].as_str().unwrap()
}

fn sign_out(server: &Server, session: &Value, scope: &str) {
    let path = format!("/auth/v1/logout?scope={scope}");
    let request = Request::new("POST", &path).key(PUBLISHABLE_KEY).token(access(session));
    server.ask(&request).expect(204);
}

#[test]
fn people_sign_up_sign_in_and_change_what_is_theirs() {
    let server = project().dev();
    let session = sign_up(&server, "Ada@Example.test");
    assert_eq!(session["user"]["email"], "ada@example.test");
    assert_eq!(session["token_type"], "bearer");
    assert_eq!(session["expires_in"], 3600);
    let (header, claims) = tokens::read(access(&session));
    assert_eq!(header["alg"], "ES256");
    assert_eq!(claims["sub"], session["user"]["id"]);
    assert_eq!(
        (&claims["role"], &claims["aud"]),
        (&json!("authenticated"), &json!("authenticated"))
    );
    assert!(claims["session_id"].is_string());
    assert_eq!(user(&server, &session).expect(200).json()["user_metadata"]["name"], "A");
    let update = |body: &Value| {
        let request = Request::new("PUT", "/auth/v1/user").json(&body.to_string());
        server.ask(&request.key(PUBLISHABLE_KEY).token(access(&session)))
    };
    let changed = update(&json!({ "data": { "name": null, "city": "B" } })).expect(200).json();
    assert_eq!(changed["user_metadata"]["city"], "B");
    update(&json!({ "password": "another-one-2" })).expect(200);
    let body = json!({ "email": "ada@example.test", "password": PASSWORD });
    post(&server, "/auth/v1/token?grant_type=password", &body).expect(400);
    server.sign_in("ADA@example.test", "another-one-2");
    // Nobody makes themselves an administrator, nor an address confirmed.
    update(&json!({ "app_metadata": { "role": "admin" } })).expect(403);
    let body = json!({
        "email": "eve@example.test", "password": PASSWORD, "role": "service_role",
        "data": { "email_verified": true, "role": "service_role" },
        "app_metadata": { "role": "admin" }, "email_confirmed_at": "2020-01-01T00:00:00Z",
    });
    let eve = post(&server, "/auth/v1/signup", &body).expect(200).json();
    let (_, claims) = tokens::read(access(&eve));
    assert_eq!(claims["role"], "authenticated");
    assert_eq!(claims["app_metadata"].get("role"), None);
    server.stop_well();
}

#[test]
fn refresh_tokens_rotate_and_a_stolen_one_ends_the_session() {
    let server = project().dev();
    let first = sign_up(&server, "a@example.test");
    let second = refresh(&server, refresh_token(&first)).expect(200).json();
    assert_ne!(refresh_token(&first), refresh_token(&second));
    // Two tabs may refresh at once.
    refresh(&server, refresh_token(&first)).expect(200);
    let third = refresh(&server, refresh_token(&second)).expect(200).json();
    user(&server, &third).expect(200);
    std::thread::sleep(Duration::from_millis(2_200));
    let stolen = refresh(&server, refresh_token(&first));
    assert_eq!((stolen.status, stolen.code().as_str()), (400, "refresh_token_already_used"));
    let after = refresh(&server, refresh_token(&third));
    assert_eq!(after.status, 400, "{}", after.text());
    server.sign_in("a@example.test", PASSWORD);
    server.stop_well();
}

#[test]
fn a_refresh_token_that_is_used_by_many_at_once_makes_one_line() {
    let server = project().dev();
    let session = sign_up(&server, "a@example.test");
    let answers: Vec<Answer> = std::thread::scope(|scope| {
        let one = || refresh(&server, refresh_token(&session));
        let all: Vec<_> = (0..8).map(|_| scope.spawn(one)).collect();
        all.into_iter().map(|one| one.join().unwrap()).collect()
    });
    let mut tokens: Vec<String> = answers
        .into_iter()
        .map(|answer| refresh_token(&answer.expect(200).json()).to_owned())
        .collect();
    tokens.dedup();
    assert_eq!(tokens.len(), 1, "all of them go on with the same token: {tokens:?}");
    server.stop_well();
}

#[test]
fn signing_out_ends_this_session_the_others_or_all() {
    let server = project().dev();
    sign_up(&server, "a@example.test");
    let sign_in = || server.sign_in("a@example.test", PASSWORD);
    let lives = |session: &Value| {
        let (shown, refreshed) = (user(&server, session), refresh(&server, refresh_token(session)));
        assert_eq!(shown.status == 200, refreshed.status == 200, "{}", shown.text());
        shown.status == 200
    };
    let (one, other) = (sign_in(), sign_in());
    sign_out(&server, &one, "local");
    assert_eq!((lives(&one), lives(&other)), (false, true));
    let (one, other) = (sign_in(), sign_in());
    sign_out(&server, &one, "others");
    assert_eq!((lives(&one), lives(&other)), (true, false));
    let (one, other) = (sign_in(), sign_in());
    sign_out(&server, &one, "global");
    assert_eq!((lives(&one), lives(&other)), (false, false));
    server.stop_well();
}

#[test]
fn sessions_outlive_the_process() {
    let project = project();
    let server = project.dev();
    let session = sign_up(&server, "a@example.test");
    server.stop_well();
    let server = project.dev();
    user(&server, &session).expect(200);
    let next = refresh(&server, refresh_token(&session)).expect(200).json();
    user(&server, &next).expect(200);
    server.stop_well();
}

#[test]
fn an_imported_hash_is_made_better_when_its_person_signs_in() {
    let project = Project::careers();
    let server = project.dev();
    let kind = || {
        let query =
            "select encrypted_password as p from auth.users where email = 'ada@careers.test'";
        project.done(&["db", "query", query, "-o", "csv"])
    };
    assert!(kind().contains("$2a$10$"), "{}", kind());
    server.sign_in("ada@careers.test", "apply-with-joy");
    assert!(kind().contains("$argon2id$"), "{}", kind());
    server.sign_in("ada@careers.test", "apply-with-joy");
    server.stop_well();
}

#[test]
fn nobody_learns_who_has_an_account() {
    let server = project().dev();
    sign_up(&server, "a@example.test");
    let attempt = |email: &str| {
        let body = json!({ "email": email, "password": "wrong" });
        let begun = Instant::now();
        let answer = post(&server, "/auth/v1/token?grant_type=password", &body).expect(400);
        (answer.text(), begun.elapsed())
    };
    let (mut known, mut unknown) = (Duration::MAX, Duration::MAX);
    for _ in 0..5 {
        let (is, nobody) = (attempt("a@example.test"), attempt("nobody@example.test"));
        assert_eq!(is.0, nobody.0);
        (known, unknown) = (known.min(is.1), unknown.min(nobody.1));
    }
    assert!(unknown * 2 > known && known * 2 > unknown, "{known:?} and {unknown:?}");
    server.stop_well();
}

#[test]
fn what_is_public_of_accounts_can_be_asked() {
    let server = project().dev();
    let get = |path: &str| server.ask(&Request::get(path).key(PUBLISHABLE_KEY)).expect(200).json();
    assert!(get("/auth/v1/health")["version"].is_string());
    let settings = get("/auth/v1/settings");
    assert_eq!(settings["external"]["email"], true);
    assert_eq!(
        (&settings["disable_signup"], &settings["mailer_autoconfirm"]),
        (&json!(false), &json!(true))
    );
    let users = server.ask(&Request::get("/auth/v1/admin/users").key(SECRET_KEY).token(SECRET_KEY));
    assert_eq!(users.expect(200).json()["users"], json!([]));
    server.stop_well();
}

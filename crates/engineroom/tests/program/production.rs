//! `start` refuses what is unsafe, and serves what isn't.

use crate::http::Request;
use crate::project::{NOTES, NOTES_PATH, PUBLISHABLE_KEY, Project, SECRET_KEY, Server, refused};
use crate::running::Running;
use crate::tokens::{self, JWT_SECRET};

/// A project with keys of its own, which are those that `start` offers.
pub(crate) fn project_with_keys() -> (Project, Vec<(String, String)>) {
    let project = Project::new(NOTES);
    let said = project.fails(&["start"], &["start refuses to serve like this"]);
    let keys = offered(&said);
    let lines: Vec<String> = keys.iter().map(|(name, value)| format!("{name}={value}\n")).collect();
    project.write(".env", &lines.concat());
    (project, keys)
}

/// Serves it as `start` does.
pub(crate) fn start(project: &Project, arguments: &[&str]) -> Server {
    let mut command = project.command(&["start", "--port", "0"]);
    command.args(arguments);
    Server::start(project, command, " is served at ")
}

fn offered(said: &str) -> Vec<(String, String)> {
    let lines = said.lines().filter(|line| line.starts_with("SUPABASE_AUTH_"));
    let pair = |line: &str| {
        let (name, value) = line.split_once('=').unwrap();
        (name.to_owned(), value.to_owned())
    };
    lines.map(pair).collect()
}

fn value<'a>(keys: &'a [(String, String)], name: &str) -> &'a str {
    &keys.iter().find(|(other, _)| other == name).unwrap().1
}

#[test]
fn start_refuses_keys_that_everybody_knows_and_offers_new_ones() {
    let project = Project::new(NOTES);
    let said = project.fails(&["start"], &["auth.jwt_secret isn't set", "auth.secret_key isn't"]);
    let again = project.fails(&["start"], &[]);
    let (one, other) = (offered(&said), offered(&again));
    assert_eq!(one.len(), 3, "{said}");
    assert!(one.iter().zip(&other).all(|(one, other)| one.1 != other.1), "they are new each time");
    let well_known = [
        ("SUPABASE_AUTH_JWT_SECRET", JWT_SECRET),
        ("SUPABASE_AUTH_PUBLISHABLE_KEY", PUBLISHABLE_KEY),
        ("SUPABASE_AUTH_SECRET_KEY", SECRET_KEY),
    ];
    let expected = ["jwt_secret", "publishable_key", "secret_key"]
        .map(|key| format!("auth.{key} is the one that every development machine has"));
    let expected: Vec<&str> = expected.iter().map(String::as_str).collect();
    project.fails_with(&["start"], &well_known, &expected);
    assert!(!project.path(".engineroom").exists(), "it touched nothing");
}

#[test]
fn start_refuses_a_secret_that_can_be_guessed() {
    let (project, _) = project_with_keys();
    let short = ("SUPABASE_AUTH_JWT_SECRET", "only-twenty-letters!");
    project.fails_with(&["start"], &[short], &["auth.jwt_secret has fewer than 32 characters"]);
}

#[test]
fn start_refuses_to_be_reached_from_elsewhere_without_tls() {
    let (project, _) = project_with_keys();
    for host in ["0.0.0.0", "::", "192.0.2.1"] {
        let expected = [host, "without TLS", "engineroom.tls.cert", "trusted_proxies"];
        project.fails(&["start", "--host", host], &expected);
    }
    project.append("supabase/config.toml", "[engineroom]\ntrusted_proxies = [\"127.0.0.1\"]\n");
    start(&project, &["--host", "0.0.0.0"]).stop_well();
}

#[test]
fn start_serves_with_keys_of_ones_own_and_with_no_others() {
    let (project, keys) = project_with_keys();
    let server = start(&project, &[]);
    let mine = value(&keys, "SUPABASE_AUTH_PUBLISHABLE_KEY");
    let secret = value(&keys, "SUPABASE_AUTH_SECRET_KEY");
    let signed = tokens::token(
        tokens::HS256,
        &serde_json::json!({ "role": "service_role" }),
        value(&keys, "SUPABASE_AUTH_JWT_SECRET"),
    );
    let status = |request: Request| server.ask(&request).status;
    assert_eq!(status(Request::get(NOTES_PATH).key(mine)), 200);
    assert_eq!(status(Request::get(NOTES_PATH).key(secret)), 200);
    assert_eq!(status(Request::get(NOTES_PATH).key(mine).token(&signed)), 200);
    for known in [PUBLISHABLE_KEY, SECRET_KEY] {
        assert_eq!(status(Request::get(NOTES_PATH).key(known)), 401, "{known}");
        assert_eq!(status(Request::get("/auth/v1/settings").key(known)), 401, "{known}");
    }
    let forged = tokens::of_role("service_role");
    assert_eq!(status(Request::get(NOTES_PATH).key(mine).token(&forged)), 401);
    // It is behind its owner's name.
    assert_eq!(status(Request::get(NOTES_PATH).key(mine).header("host", "shop.example")), 200);
    assert!(!server.said().contains(secret), "secrets aren't printed");
    server.stop_well();
}

#[test]
fn start_neither_seeds_nor_loses_data() {
    let (project, keys) = project_with_keys();
    project.write("supabase/seed.sql", "insert into public.notes (body) values ('of a seed');\n");
    let server = start(&project, &[]);
    let key = value(&keys, "SUPABASE_AUTH_SECRET_KEY").to_owned();
    let rows = server.ask(&Request::get(NOTES_PATH).key(&key)).expect(200).text();
    assert_eq!(rows, "[]");
    server.ask(&Request::post(NOTES_PATH, r#"{"body":"mine"}"#).key(&key)).expect(201);
    server.stop_well();
    let tables = "supabase/schemas/01_tables.sql";
    project.write(tables, &NOTES.replace("body text not null", "title text"));
    project.fails(&["start", "--port", "0"], &["would lose data", "drop column", "body"]);
    project.write(tables, NOTES);
    let server = start(&project, &[]);
    let rows = server.ask(&Request::get(NOTES_PATH).key(&key)).expect(200).text();
    assert!(rows.contains("mine"), "{rows}");
    server.stop_well();
}

#[test]
fn start_doesnt_serve_files_with_a_mistake() {
    let (project, _) = project_with_keys();
    project.write("supabase/schemas/02_more.sql", "create table public.more (id txet);\n");
    let ended = Running::start(project.command(&["start", "--port", "0"])).ended();
    refused(ended, &["supabase/schemas/02_more.sql:1:", "txet"]);
}

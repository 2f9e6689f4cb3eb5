//! The program as a black box: what a person types and reads.

use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

fn engineroom(folder: &Path, arguments: &[&str], variables: &[(&str, &str)]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_engineroom"));
    command.current_dir(folder).args(arguments).env_clear();
    command.envs(variables.iter().copied()).output().unwrap()
}

fn project() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let made = engineroom(folder.path(), &["init"], &[]);
    assert!(made.status.success(), "{}", text(&made.stderr));
    folder
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// Runs a command that fails, and finds these words in what it says.
fn check_fails(folder: &Path, arguments: &[&str], variables: &[(&str, &str)], expected: &[&str]) {
    let output = engineroom(folder, arguments, variables);
    let said = text(&output.stderr);
    assert_eq!(output.status.code(), Some(1), "{said}");
    for words in expected {
        assert!(said.contains(words), "{words} is not in: {said}");
    }
}

#[test]
fn a_new_project_has_its_addresses_and_keys() {
    let project = project();
    let output = engineroom(project.path(), &["status", "-o", "env"], &[("ENGINEROOM_PORT", "7")]);
    let said = text(&output.stdout);
    assert!(output.status.success(), "{}", text(&output.stderr));
    for line in [
        "API_URL=\"http://127.0.0.1:7\"",
        "PUBLISHABLE_KEY=\"sb_publishable_ACJWlzQHlZjBrEguHvfOxg_3BJgxAaH\"",
        "JWT_SECRET=\"super-secret-jwt-token-with-at-least-32-characters-long\"",
    ] {
        assert!(said.lines().any(|other| other == line), "{line} is not in: {said}");
    }
    let json = engineroom(project.path(), &["status", "--output", "json"], &[]);
    let json: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!(json["API_URL"], "http://127.0.0.1:54321");
}

#[test]
fn start_refuses_the_keys_that_everybody_knows_and_offers_new_ones() {
    let project = project();
    check_fails(
        project.path(),
        &["start"],
        &[],
        &[
            "auth.jwt_secret isn't set",
            "SUPABASE_AUTH_JWT_SECRET=",
            "SUPABASE_AUTH_SECRET_KEY=sb_secret_",
        ],
    );
    let demo = "super-secret-jwt-token-with-at-least-32-characters-long";
    check_fails(
        project.path(),
        &["start", "--host", "0.0.0.0"],
        &[("SUPABASE_AUTH_JWT_SECRET", demo)],
        &["auth.jwt_secret is the one that every development machine has", "without TLS"],
    );
}

#[test]
fn a_misspelt_key_stops_every_command() {
    let project = project();
    let config = project.path().join("supabase/config.toml");
    let good = std::fs::read_to_string(&config).unwrap();
    std::fs::write(&config, good.replace("jwt_expiry", "jwt_expriy")).unwrap();
    for command in [["status"].as_slice(), &["dev"], &["start"], &["db", "reset"]] {
        let expected = ["supabase/config.toml:", "did you mean auth.jwt_expiry?"];
        check_fails(project.path(), command, &[], &expected);
    }
}

#[test]
fn what_cant_be_used_is_told_with_its_source() {
    let project = project();
    let url = ("DATABASE_URL", "postgres://localhost/x");
    check_fails(project.path(), &["status"], &[url], &["DATABASE_URL names a PostgreSQL database"]);
    check_fails(project.path(), &["dev", "nowhere"], &[], &["there is no folder nowhere"]);
    let empty = tempfile::tempdir().unwrap();
    check_fails(empty.path(), &["dev", "."], &[], &["there is no project in", "engineroom init"]);
    check_fails(project.path(), &["init"], &[], &["has a project already"]);
}

//! What `dev` prints when it serves, and what `status` knows of it.

use std::collections::BTreeMap;

use crate::http::Request;
use crate::project::{NOTES, NOTES_PATH, PUBLISHABLE_KEY, Project, SECRET_KEY};
use crate::running::Running;

/// The names that tools look for.
const NAMES: [&str; 7] = [
    "API_URL",
    "DB_URL",
    "ANON_KEY",
    "SERVICE_ROLE_KEY",
    "PUBLISHABLE_KEY",
    "SECRET_KEY",
    "JWT_SECRET",
];

fn status(project: &Project) -> BTreeMap<String, String> {
    let lines = project.done(&["status", "-o", "env"]);
    let pair = |line: &str| {
        let (name, value) = line.split_once('=').unwrap();
        (name.to_owned(), value.trim_matches('"').to_owned())
    };
    lines.lines().map(pair).collect()
}

#[test]
fn dev_prints_its_address_its_keys_and_whom_one_may_sign_in_as() {
    let server = Project::careers().dev();
    let welcome = &server.welcome;
    for words in [
        "careers is served at http://127.0.0.1:",
        PUBLISHABLE_KEY,
        SECRET_KEY,
        "ada@careers.test / apply-with-joy",
        "grace@careers.test / hire-with-care",
        "edsger@careers.test / keep-it-running",
        "seeded from supabase/seed.sql",
    ] {
        assert!(welcome.contains(words), "{words} is not in:\n{welcome}");
    }
    for (email, password) in [
        ("ada@careers.test", "apply-with-joy"),
        ("grace@careers.test", "hire-with-care"),
        ("edsger@careers.test", "keep-it-running"),
    ] {
        assert_eq!(server.sign_in(email, password)["user"]["email"], email);
    }
    server.stop_well();
}

#[test]
fn status_gives_addresses_and_keys_that_work() {
    let project = Project::new(NOTES);
    let resting = status(&project);
    assert_eq!(resting["API_URL"], "http://127.0.0.1:54321");
    let server = project.dev();
    let values = status(&project);
    for name in NAMES {
        assert!(values.get(name).is_some_and(|value| !value.is_empty()), "{name}: {values:?}");
    }
    assert_eq!(values["API_URL"], format!("http://{}", server.address));
    assert_eq!(values["PUBLISHABLE_KEY"], PUBLISHABLE_KEY);
    for name in ["ANON_KEY", "SERVICE_ROLE_KEY", "PUBLISHABLE_KEY", "SECRET_KEY"] {
        // The clients send a key twice.
        let request = Request::get(NOTES_PATH).key(&values[name]).token(&values[name]);
        server.ask(&request).expect(200);
    }
    let json = project.done(&["status", "--output", "json"]);
    let json: BTreeMap<String, String> = serde_json::from_str(&json).unwrap();
    assert_eq!(json, values);
    let pretty = project.done(&["status"]);
    let pid = server.running.lock().unwrap().pid();
    assert!(pretty.contains(&format!("runs as process {pid}")), "{pretty}");
    server.stop_well();
    assert!(project.done(&["status"]).contains("does not run"));
    assert_eq!(status(&project), resting);
}

#[test]
fn a_second_process_on_the_same_data_is_told_who_has_it() {
    let project = Project::new(NOTES);
    let server = project.dev();
    let pid = server.running.lock().unwrap().pid();
    let in_use = format!("is in use by process {pid}");
    project.fails(&["dev", "--port", "0"], &[&in_use, "--data-dir"]);
    project.fails(&["db", "reset"], &[&in_use]);
    assert_eq!(server.add_note("still served").status, 201);
    assert_eq!(server.notes(), ["still served"]);
    let other = project.dev_with(&["--data-dir", "elsewhere"], &[]);
    assert_eq!(other.notes(), [""; 0]);
    other.stop_well();
    server.stop_well();
}

#[test]
fn a_port_that_is_taken_is_told() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let in_use = format!("port {port} is in use by another program");
    Project::new(NOTES).fails(&["dev", "--port", &port], &[&in_use, "--port"]);
}

#[test]
fn what_is_not_there_yet_says_so() {
    let server = Project::new(NOTES).dev();
    for path in ["/storage/v1/bucket", "/realtime/v1/websocket", "/functions/v1/hello"] {
        let answer = server.ask(&Request::get(path).key(PUBLISHABLE_KEY));
        assert_eq!((answer.status, answer.code().as_str()), (501, "not_implemented"), "{path}");
    }
    server.ask(&Request::get("/nowhere")).expect(404);
    server.stop_well();
}

#[test]
fn of_two_that_start_at_once_one_serves() {
    let project = Project::new(NOTES);
    let start = || Running::start(project.command(&["dev", "--port", "0"]));
    let (mut one, mut other) = (start(), start());
    let says = |running: &mut Running| {
        let said = running.wait_for("\n");
        assert!(said.contains("applied") || said.contains("is in use by"), "{said}");
        said.contains("applied")
    };
    let (one_serves, other_serves) = (says(&mut one), says(&mut other));
    assert_ne!(one_serves, other_serves);
    let (mut serving, refused) = if one_serves { (one, other) } else { (other, one) };
    assert_eq!(refused.ended().code, Some(1));
    serving.wait_for("Ctrl-C stops");
    assert_eq!(serving.stop().code, Some(0));
}

#[test]
fn it_listens_where_it_is_told() {
    if std::net::TcpListener::bind("[::1]:0").is_err() {
        eprintln!("skipped: this machine has no IPv6");
        return;
    }
    let server = Project::new(NOTES).dev_with(&["--host", "::1"], &[]);
    assert!(server.address.starts_with("[::1]:"), "{}", server.address);
    assert_eq!(server.add_note("here").status, 201);
    server.stop_well();
}

//! Ctrl-C and SIGTERM finish the requests in flight, then the database is closed.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use rustix::process::Signal;

use crate::http::{Request, connect, read_answer};
use crate::production::{project_with_keys, start};
use crate::project::{NOTES, NOTES_PATH, PUBLISHABLE_KEY, Project, Server};

/// How long a server may take to see what was sent to it.
const SEEN: Duration = Duration::from_millis(300);

/// A request of which the last bytes are missing, and these.
fn begin_note(server: &Server, key: &str) -> (TcpStream, Vec<u8>) {
    let request = Request::post(NOTES_PATH, r#"{"body":"in flight"}"#).key(key);
    let mut bytes = request.bytes(&server.address);
    let rest = bytes.split_off(bytes.len() - 6);
    let mut stream = connect(&server.address);
    stream.write_all(&bytes).unwrap();
    std::thread::sleep(SEEN);
    (stream, rest)
}

fn wait_until_nobody_listens(address: &str) {
    let deadline = Instant::now() + Duration::from_secs(10);
    while TcpStream::connect(address).is_ok() {
        assert!(Instant::now() < deadline, "it still listens");
        std::thread::sleep(Duration::from_millis(20));
    }
}

fn finishes_what_is_in_flight(server: Server, key: &str, signal: Signal) {
    let (mut stream, rest) = begin_note(&server, key);
    server.running.lock().unwrap().signal(signal);
    wait_until_nobody_listens(&server.address);
    stream.write_all(&rest).unwrap();
    assert_eq!(read_answer(stream).unwrap().status, 201);
    let ended = server.running.into_inner().unwrap().ended();
    assert_eq!(ended.code, Some(0), "{}", ended.said);
    assert!(!ended.said.contains("panicked"), "{}", ended.said);
}

fn kept(project: &Project) {
    let said = project.done(&["db", "query", "select body from notes", "-o", "csv"]);
    assert_eq!(said, "body\nin flight\n");
}

#[test]
fn ctrl_c_finishes_the_requests_in_flight() {
    let project = Project::new(NOTES);
    finishes_what_is_in_flight(project.dev(), PUBLISHABLE_KEY, Signal::INT);
    kept(&project);
}

#[test]
fn sigterm_finishes_the_requests_in_flight() {
    let project = Project::new(NOTES);
    finishes_what_is_in_flight(project.dev(), PUBLISHABLE_KEY, Signal::TERM);
    kept(&project);
}

#[test]
fn start_ends_as_dev_does() {
    let (project, keys) = project_with_keys();
    let key = keys.iter().find(|(name, _)| name.ends_with("SECRET_KEY")).unwrap().1.clone();
    finishes_what_is_in_flight(start(&project, &[]), &key, Signal::TERM);
    kept(&project);
}

#[test]
fn a_request_that_never_ends_is_waited_for_only_so_long() {
    let project = Project::new(NOTES);
    let server = project.dev_with(&[], &[("ENGINEROOM_SHUTDOWN_TIMEOUT", "1s")]);
    assert_eq!(server.add_note("before").status, 201);
    let (stream, _) = begin_note(&server, PUBLISHABLE_KEY);
    let asked = Instant::now();
    let said = server.stop_well();
    assert!(said.contains("some requests didn't finish in time"), "{said}");
    assert!(asked.elapsed() > Duration::from_millis(900), "{:?}", asked.elapsed());
    drop(stream);
    let server = project.dev();
    assert_eq!(server.notes(), ["before"]);
    server.stop_well();
}

#[test]
fn idle_connections_don_t_hold_up_the_end() {
    let server = Project::new(NOTES).dev();
    let silent = connect(&server.address);
    let mut idle = connect(&server.address);
    let request = Request::get("/auth/v1/health").header("connection", "keep-alive");
    idle.write_all(&request.bytes(&server.address)).unwrap();
    assert!(idle.read(&mut [0; 16]).unwrap() > 0);
    std::thread::sleep(SEEN);
    let asked = Instant::now();
    server.stop_well();
    assert!(asked.elapsed() < Duration::from_secs(3), "{:?}", asked.elapsed());
    drop((silent, idle));
}

#[test]
fn a_second_signal_ends_it_at_once() {
    let server = Project::new(NOTES).dev();
    let (stream, _) = begin_note(&server, PUBLISHABLE_KEY);
    let running = server.running.into_inner().unwrap();
    running.signal(Signal::INT);
    wait_until_nobody_listens(&server.address);
    running.signal(Signal::INT);
    assert_eq!(running.ended().code, Some(130));
    drop(stream);
}

#[test]
fn what_was_closed_well_is_one_file() {
    let project = Project::new(NOTES);
    let server = project.dev();
    assert_eq!(server.add_note("kept").status, 201);
    server.stop_well();
    let entries = std::fs::read_dir(project.path(".engineroom")).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    assert_eq!(names, ["database.sqlite", "engineroom.lock"]);
}

#[test]
fn what_was_killed_starts_again_with_all_that_it_acknowledged() {
    let project = Project::new(NOTES);
    let server = project.dev();
    let bodies: Vec<String> = (0..20).map(|number| format!("note {number}")).collect();
    for body in &bodies {
        assert_eq!(server.add_note(body).status, 201);
    }
    server.running.lock().unwrap().signal(Signal::KILL);
    assert_eq!(server.running.into_inner().unwrap().ended().code, None);
    let server = project.dev();
    assert_eq!(server.notes(), bodies);
    server.stop_well();
}

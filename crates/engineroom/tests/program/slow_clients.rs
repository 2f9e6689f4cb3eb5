//! Clients that are slow, silent or many: they wait, others don't.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use crate::http::{Request, connect, read_answer};
use crate::project::{NOTES, NOTES_PATH, PUBLISHABLE_KEY, Project, Server};

/// What slow clients have sent when they stop.
pub(crate) const BEGINNINGS: [&[u8]; 5] = [
    b"",
    b"P",
    b"PRI * HTTP/2.0\r\n",
    b"GET /rest/v1/notes HTTP/1.1\r\n",
    b"GET /rest/v1/notes HTTP/1.1\r\nhost: localhost\r\nx-slow: ",
];

fn slow(server: &Server, beginning: &[u8]) -> TcpStream {
    let mut stream = connect(&server.address);
    stream.write_all(beginning).unwrap();
    stream
}

#[test]
fn slow_senders_don_t_keep_others_waiting() {
    let server = Project::new(NOTES).dev();
    let half = Request::post(NOTES_PATH, r#"{"body":"late"}"#).key(PUBLISHABLE_KEY);
    let half = half.bytes(&server.address);
    let mut held = Vec::new();
    for at in 0..300 {
        held.push(slow(&server, BEGINNINGS[at % BEGINNINGS.len()]));
        held.push(slow(&server, &half[..half.len() - 3]));
    }
    let asked = Instant::now();
    assert_eq!(server.add_note("quick").status, 201);
    assert_eq!(server.notes(), ["quick"]);
    assert!(asked.elapsed() < Duration::from_secs(3), "{:?}", asked.elapsed());
    // Who is late with a body is served when it comes.
    let mut late = held.pop().unwrap();
    late.write_all(&half[half.len() - 3..]).unwrap();
    assert_eq!(read_answer(late).unwrap().status, 201);
    drop(held);
    assert_eq!(server.notes(), ["quick", "late"]);
    server.stop_well();
}

#[test]
fn who_comes_when_all_places_are_taken_waits_for_one() {
    let server = Project::new(NOTES).dev_with(&[], &[("ENGINEROOM_MAX_CONNECTIONS", "4")]);
    let mut held: Vec<TcpStream> = (0..4).map(|_| slow(&server, b"GET / HTTP/1.1\r\n")).collect();
    std::thread::sleep(Duration::from_millis(200));
    let mut waiting = connect(&server.address);
    let request = Request::get("/auth/v1/health");
    waiting.write_all(&request.bytes(&server.address)).unwrap();
    waiting.set_read_timeout(Some(Duration::from_millis(500))).unwrap();
    assert!(waiting.read(&mut [0; 1]).is_err(), "there is no place yet");
    held.pop();
    waiting.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
    assert_eq!(read_answer(waiting).unwrap().status, 200);
    drop(held);
    server.stop_well();
}

#[test]
fn who_goes_away_in_the_middle_harms_nobody() {
    let server = Project::new(NOTES).dev();
    let note = Request::post(NOTES_PATH, r#"{"body":"gone"}"#).key(PUBLISHABLE_KEY);
    let bytes = note.bytes(&server.address);
    for at in 0..100 {
        let mut stream = connect(&server.address);
        stream.write_all(&bytes[..bytes.len() * at / 100]).unwrap();
    }
    assert_eq!(server.notes(), [""; 0], "half a request does nothing");
    // Who has asked whole and doesn't wait for the answer may have it done or not; the server goes on.
    for _ in 0..20 {
        connect(&server.address).write_all(&bytes).unwrap();
    }
    assert_eq!(server.add_note("here").status, 201);
    assert!(server.notes().contains(&"here".to_owned()));
    let said = server.stop_well();
    assert!(!said.contains("ERROR"), "{said}");
}

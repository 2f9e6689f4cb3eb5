//! Clients that connect and then do nothing. It takes half a minute until they are let go, so this is tried first.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use crate::http::{Request, connect};
use crate::project::{NOTES, NOTES_PATH, PUBLISHABLE_KEY, Project, Server};
use crate::slow_clients::BEGINNINGS;

/// Who hasn't sent the head of a request by then is let go; a little later than the server does it.
const LET_GO: Duration = Duration::from_secs(40);

fn absent(server: &Server, beginning: &[u8]) -> TcpStream {
    let mut stream = connect(&server.address);
    stream.set_read_timeout(Some(LET_GO)).unwrap();
    stream.write_all(beginning).unwrap();
    stream
}

#[test]
fn who_never_sends_a_request_is_let_go() {
    let server = Project::new(NOTES).dev();
    let begun = Instant::now();
    let note = Request::post(NOTES_PATH, r#"{"body":"never"}"#).key(PUBLISHABLE_KEY);
    let mut half = note.bytes(&server.address);
    half.truncate(half.len() - 3);
    let mut kept = Request::get("/auth/v1/health").header("connection", "keep-alive");
    kept = kept.key(PUBLISHABLE_KEY);
    let others = [half, kept.bytes(&server.address)];
    let beginnings = BEGINNINGS.into_iter().chain(others.iter().map(Vec::as_slice));
    let held: Vec<(TcpStream, &[u8])> =
        beginnings.map(|beginning| (absent(&server, beginning), beginning)).collect();
    for (mut stream, beginning) in held {
        let mut rest = Vec::new();
        let ended = stream.read_to_end(&mut rest);
        let beginning = String::from_utf8_lossy(beginning);
        assert!(ended.is_ok(), "{beginning:?} is held for ever: {ended:?}");
    }
    assert!(begun.elapsed() < LET_GO, "{:?}", begun.elapsed());
    assert_eq!(server.notes(), [""; 0]);
    server.stop_well();
}

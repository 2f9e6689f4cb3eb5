//! A disk that is full: what can't be written is refused, what was acknowledged stays, and it goes on when there is room.

use std::collections::BTreeSet;
use std::sync::Mutex;

use serde_json::json;

use crate::http::Request;
use crate::private_disk::PrivateDisk;
use crate::project::{NOTES, PUBLISHABLE_KEY, Project, Server};

/// How many people write at once.
const WRITERS: usize = 4;
/// How often each is refused before they stop.
const REFUSALS: usize = 5;

fn sorted(notes: Vec<String>) -> BTreeSet<String> {
    notes.into_iter().map(|body| body.trim_end_matches('.').to_owned()).collect()
}

/// Adds notes until the disk is full; gives what was acknowledged.
fn fill_with_notes(server: &Server) -> BTreeSet<String> {
    let kept = Mutex::new(BTreeSet::new());
    std::thread::scope(|scope| {
        for writer in 0..WRITERS {
            let kept = &kept;
            scope.spawn(move || {
                let mut refusals = 0;
                for number in 0..2000 {
                    let name = format!("{writer}/{number}");
                    let answer = server.add_note(&format!("{name}{}", ".".repeat(20_000)));
                    if answer.status == 201 {
                        kept.lock().unwrap().insert(name);
                        continue;
                    }
                    assert!(
                        matches!(answer.status, 503 | 507),
                        "{} {}",
                        answer.status,
                        answer.text()
                    );
                    assert_eq!(answer.code(), "53100", "{}", answer.text());
                    refusals += 1;
                    if refusals == REFUSALS {
                        return;
                    }
                }
                panic!("the disk is never full");
            });
        }
    });
    kept.into_inner().unwrap()
}

#[test]
fn a_full_disk_refuses_writes_and_loses_nothing() {
    let project = Project::new(NOTES);
    project.append("supabase/config.toml", "[api]\nmax_rows = 100000\n");
    let data = project.path("data");
    let Some(disk) = PrivateDisk::at(&data, 24) else { return };
    let folder = project.path("").to_string_lossy().into_owned();
    let data = data.to_string_lossy().into_owned();
    let arguments = ["dev", &folder, "--port", "0", "--data-dir", &data];
    let serve = || Server::dev(&project, disk.command(&project.command(&arguments)));
    let server = serve();
    assert_eq!(server.add_note("first").status, 201);
    disk.fill();
    let mut kept = fill_with_notes(&server);
    kept.insert("first".to_owned());
    // Reads go on, of all that was acknowledged and of nothing else.
    assert_eq!(sorted(server.notes()), kept);
    let account = json!({ "email": "a@example.test", "password": "long-enough-1" }).to_string();
    let sign_up = Request::post("/auth/v1/signup", &account).key(PUBLISHABLE_KEY);
    let refused = server.ask(&sign_up);
    assert_eq!(refused.status, 507, "{}", refused.text());
    assert!(refused.text().contains("no space left"), "{}", refused.text());
    disk.make_room();
    let answer = server.add_note("room again");
    assert_eq!(answer.status, 201, "{}", answer.text());
    server.ask(&sign_up).expect(200);
    kept.insert("room again".to_owned());
    assert_eq!(sorted(server.notes()), kept);
    server.stop_well();
    let server = serve();
    assert_eq!(sorted(server.notes()), kept);
    server.stop_well();
}

#[test]
fn a_disk_that_is_full_from_the_start_is_told() {
    let project = Project::new(NOTES);
    let data = project.path("data");
    let Some(disk) = PrivateDisk::at(&data, 1) else { return };
    disk.fill();
    let folder = project.path("").to_string_lossy().into_owned();
    let data = data.to_string_lossy().into_owned();
    let arguments = ["dev", &folder, "--port", "0", "--data-dir", &data];
    let dev = crate::running::Running::start(disk.command(&project.command(&arguments))).ended();
    crate::project::refused(dev, &["o space left"]);
}

//! A database file that is damaged or somebody else's: it is told, and not touched.

use std::fs;
use std::os::unix::fs::PermissionsExt;

use crate::http::Request;
use crate::project::{NOTES, NOTES_PATH, PUBLISHABLE_KEY, Project};

const FILE: &str = ".engineroom/database.sqlite";

/// A project with a database of some size that nothing holds open, and the database's bytes.
fn project() -> (Project, Vec<u8>) {
    let project = Project::new(NOTES);
    let many = "insert into public.notes (body) \
                select repeat('words ', 200) || n from generate_series(1, 400) as n;\n";
    project.write("supabase/seed.sql", many);
    project.dev().stop_well();
    let bytes = fs::read(project.path(FILE)).unwrap();
    assert!(bytes.len() > 400_000, "{}", bytes.len());
    (project, bytes)
}

#[test]
fn a_damaged_database_is_told_and_not_touched() {
    let (project, whole) = project();
    let middle = whole.len() / 2;
    let overwritten = |from: usize, to: usize, with: u8| {
        let mut bytes = whole.clone();
        bytes[from..to].fill(with);
        bytes
    };
    let check = |what: &str, bytes: &[u8], expected: &str| {
        fs::write(project.path(FILE), bytes).unwrap();
        for command in [["dev", "--port", "0"], ["db", "query", "select 1"]] {
            let said = project.fails(&command, &[expected, "database.sqlite"]);
            assert!(!said.contains("internal error"), "{what}: {said}");
        }
        assert!(fs::read(project.path(FILE)).unwrap() == bytes, "{what}: it was touched");
    };
    check("no header", &overwritten(0, 100, 0), "damaged");
    check("an odd header", &overwritten(0, 16, b'x'), "damaged");
    check("a bad middle", &overwritten(middle, middle + 8192, 0xab), "damaged");
    check("no middle", &overwritten(middle, middle + 8192, 0), "damaged");
    check("half of it", &whole[..middle], "damaged");
    check("a letter", &b"Dear reader, this is no database. ".repeat(40), "damaged");
    check("another program's", &overwritten(68, 72, 7), "another program");
    check("a later version's", &overwritten(60, 64, 1), "format");
    // What is whole is served again, and a reset makes a new one of a damaged one.
    fs::write(project.path(FILE), &whole).unwrap();
    let server = project.dev();
    assert_eq!(server.notes().len(), 400);
    server.stop_well();
    fs::write(project.path(FILE), overwritten(0, 100, 0)).unwrap();
    project.done(&["db", "reset"]);
    let server = project.dev();
    assert_eq!(server.notes().len(), 400);
    server.stop_well();
}

#[test]
fn a_log_that_is_damaged_loses_no_more_than_itself() {
    let (project, whole) = project();
    let folder = project.path("copied");
    fs::create_dir(&folder).unwrap();
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o700)).unwrap();
    fs::write(folder.join("database.sqlite"), whole).unwrap();
    fs::write(folder.join("database.sqlite-wal"), [0xab; 10_000]).unwrap();
    let server = project.dev_with(&["--data-dir", "copied"], &[]);
    assert_eq!(server.notes().len(), 400);
    assert_eq!(server.add_note("another").status, 201);
    server.stop_well();
}

#[test]
fn a_database_that_breaks_while_it_is_served_is_told_to_who_asks() {
    let (project, whole) = project();
    let server = project.dev();
    let mut bytes = whole.clone();
    bytes[whole.len() / 4..].fill(0xab);
    fs::write(project.path(FILE), bytes).unwrap();
    let answer = server.ask(&Request::get(NOTES_PATH).key(PUBLISHABLE_KEY));
    assert_eq!((answer.status, answer.code().as_str()), (500, "XX001"), "{}", answer.text());
    assert!(answer.text().contains("damaged"), "{}", answer.text());
    // It goes on answering, and serves again what is whole again.
    server.ask(&Request::get("/auth/v1/health")).expect(200);
    server.ask(&Request::get("/rest/v1/nothing").key(PUBLISHABLE_KEY)).expect(404);
    let ended = server.stop();
    assert!(!ended.said.contains("panicked"), "{}", ended.said);
    fs::write(project.path(FILE), &whole).unwrap();
    let server = project.dev();
    assert_eq!(server.notes().len(), 400);
    server.stop_well();
}

//! `dev` follows the files: what is right is applied, what is wrong is told, and what would lose data waits.

use std::sync::atomic::{AtomicBool, Ordering};

use crate::http::Request;
use crate::project::{NOTES, NOTES_PATH, PUBLISHABLE_KEY, Project, Server};

const TABLES: &str = "supabase/schemas/01_tables.sql";

fn status_of(server: &Server, path: &str) -> u16 {
    server.ask(&Request::get(path).key(PUBLISHABLE_KEY)).status
}

#[test]
fn a_column_that_is_added_is_applied_and_told() {
    let project = Project::new(NOTES);
    let server = project.dev();
    assert_eq!(server.add_note("kept").status, 201);
    let path = "/rest/v1/notes?select=body,stars";
    assert_eq!(status_of(&server, path), 400);
    let column = "body text not null,\n  stars smallint not null default 3";
    project.write(TABLES, &NOTES.replace("body text not null", column));
    server.wait_for("stars");
    let rows = server.ask(&Request::get(path).key(PUBLISHABLE_KEY)).expect(200).text();
    assert_eq!(rows, r#"[{"body":"kept","stars":3}]"#);
    server.stop_well();
}

#[test]
fn a_rule_that_is_added_holds_at_once() {
    let closed = NOTES.split("create policy").next().unwrap();
    let project = Project::new(closed);
    let server = project.dev();
    assert_eq!(server.add_note("nobody may").status, 401);
    assert_eq!(server.notes(), [""; 0]);
    project.write("supabase/schemas/02_rules.sql", &NOTES[closed.len()..]);
    server.wait_for("everybody writes");
    assert_eq!(server.add_note("everybody may").status, 201);
    assert_eq!(server.notes(), ["everybody may"]);
    std::fs::remove_file(project.path("supabase/schemas/02_rules.sql")).unwrap();
    server.wait_for("everybody writes");
    assert_eq!(server.add_note("nobody may again").status, 401);
    server.stop_well();
}

#[test]
fn a_mistake_is_told_with_its_place_and_the_last_good_schema_stays() {
    let project = Project::new(NOTES);
    let server = project.dev();
    assert_eq!(server.add_note("kept").status, 201);
    let check = |mistake: &str, expected: &[&str]| {
        project.write("supabase/schemas/02_more.sql", mistake);
        let said = server.wait_for("the last good schema stays");
        for words in expected {
            assert!(said.contains(words), "{words:?} is not in:\n{said}");
        }
        assert_eq!(server.notes(), ["kept"]);
    };
    check(
        "create table public.more (\n  id bigint primary key,\n  kind txet\n);\n",
        &["supabase/schemas/02_more.sql:3:8: ", "txet"],
    );
    check("create table public.more (id bigint\n", &["supabase/schemas/02_more.sql:"]);
    check(
        "create policy p on public.nowhere for select using (true);",
        &["supabase/schemas/02_more.sql:1:", "nowhere"],
    );
    check(
        "create function public.f() returns trigger language plpgsql as $$ begin return new; end $$;",
        &["supabase/schemas/02_more.sql:1:", "--db postgres://"],
    );
    project.write(
        "supabase/schemas/02_more.sql",
        "create table public.more (id bigint primary key);\n",
    );
    server.wait_for("more");
    assert_eq!(status_of(&server, "/rest/v1/more?select=id"), 401, "closed, but there");
    server.stop_well();
}

#[test]
fn a_mistake_at_the_start_is_told_and_its_repair_is_followed() {
    let project = Project::new(&NOTES.replace("body text", "body txet"));
    let server = project.dev();
    let words = "supabase/schemas/01_tables.sql:3:8: ";
    assert!(server.welcome.contains(words), "{}", server.welcome);
    assert_eq!(status_of(&server, NOTES_PATH), 404);
    project.write(TABLES, NOTES);
    server.wait_for("applied");
    assert_eq!(server.add_note("at last").status, 201);
    server.stop_well();
}

#[test]
fn what_would_lose_data_waits_until_a_person_says_so() {
    let project = Project::new(&NOTES.replace("body text", "extra text default 'dear', body text"));
    let server = project.dev();
    assert_eq!(server.add_note("one").status, 201);
    project.write(TABLES, NOTES);
    let said = server.wait_for("--allow-data-loss");
    let sql = said.to_lowercase();
    assert!(sql.contains("alter table") && sql.contains("drop column"), "{said}");
    assert!(said.contains("extra"), "{said}");
    let path = "/rest/v1/notes?select=extra";
    let still = server.ask(&Request::get(path).key(PUBLISHABLE_KEY)).expect(200).text();
    assert_eq!(still, r#"[{"extra":"dear"}]"#);
    // What loses nothing doesn't wait with it.
    let wider = NOTES.replace("body text not null", "body text not null,\n  stars smallint");
    project.write(TABLES, &wider);
    server.wait_for("stars");
    assert_eq!(status_of(&server, "/rest/v1/notes?select=extra,stars"), 200);
    server.stop_well();
    let server = project.dev_with(&["--allow-data-loss"], &[]);
    assert_eq!(status_of(&server, path), 400);
    assert_eq!(server.notes(), ["one"]);
    server.stop_well();
}

#[test]
fn a_column_without_values_is_dropped_at_once() {
    let project = Project::new(&NOTES.replace("body text", "extra text, body text"));
    let server = project.dev();
    project.write(TABLES, NOTES);
    server.wait_for("extra");
    assert_eq!(status_of(&server, "/rest/v1/notes?select=extra"), 400);
    server.stop_well();
}

#[test]
fn settings_are_followed_and_bad_ones_are_not() {
    let project = Project::new(NOTES);
    let server = project.dev();
    for body in ["one", "two", "three"] {
        assert_eq!(server.add_note(body).status, 201);
    }
    let config = "supabase/config.toml";
    project.append(config, "[api]\nmax_rows = 2\n");
    server.wait_for("the settings changed");
    assert_eq!(server.notes(), ["one", "two"]);
    project.append(config, "max_rwos = 1\n");
    let said = server.wait_for("the last settings stay");
    assert!(said.contains("supabase/config.toml:4"), "{said}");
    assert!(said.contains("did you mean api.max_rows?"), "{said}");
    assert_eq!(server.notes(), ["one", "two"]);
    server.stop_well();
}

#[test]
fn who_asks_while_the_schema_changes_doesn_t_notice() {
    let project = Project::new(NOTES);
    project.append("supabase/config.toml", "[api]\nmax_rows = 1000000\n");
    let server = project.dev();
    let over = AtomicBool::new(false);
    let mut added = std::thread::scope(|scope| {
        let ask = |at: usize| {
            let mut added = Vec::new();
            while !over.load(Ordering::Relaxed) {
                let body = format!("{at}/{}", added.len());
                let answer = server.add_note(&body);
                assert_eq!(answer.status, 201, "{}", answer.text());
                added.push(body);
                assert!(server.notes().len() >= added.len());
            }
            added
        };
        let asking: Vec<_> = (0..3).map(|at| scope.spawn(move || ask(at))).collect();
        let mut columns = String::from("body text not null");
        for at in 0..6 {
            columns.push_str(&format!(",\n  extra_{at} numeric default {at}"));
            project.write(TABLES, &NOTES.replace("body text not null", &columns));
            let mut running = server.running.lock().unwrap();
            running.wait_for(&format!("extra_{at}"));
        }
        over.store(true, Ordering::Relaxed);
        asking.into_iter().flat_map(|one| one.join().unwrap()).collect::<Vec<_>>()
    });
    let mut notes = server.notes();
    notes.sort();
    added.sort();
    assert_eq!(notes, added);
    server.stop_well();
}

#[test]
fn a_file_that_is_no_text_is_told() {
    let project = Project::new(NOTES);
    let server = project.dev();
    let odd = project.path("supabase/schemas/02_odd.sql");
    std::fs::write(&odd, b"-- \xff\xfe\n").unwrap();
    server.wait_for("supabase/schemas/02_odd.sql is not UTF-8");
    assert_eq!(server.add_note("still served").status, 201);
    std::fs::write(&odd, b"-- nothing\n").unwrap();
    server.wait_for("all is well again");
    server.stop_well();
}

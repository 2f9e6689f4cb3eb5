//! Migrations run once each, in the order of their names, before the schema's files are compared.

use crate::http::Request;
use crate::project::{NOTES, PUBLISHABLE_KEY, Project};

const FIRST: &str = "supabase/migrations/20260101000000_notes.sql";
const SECOND: &str = "supabase/migrations/20260102000000_first_note.sql";

fn project() -> Project {
    let project = Project::empty();
    project.write("supabase/config.toml", "project_id = \"tried\"\n");
    project.write(SECOND, "insert into public.notes (body) values ('from a migration');\n");
    project.write(FIRST, NOTES);
    project
}

#[test]
fn migrations_run_once_and_in_order() {
    let project = project();
    let server = project.dev();
    let (first, second) = (server.welcome.find(FIRST), server.welcome.find(SECOND));
    assert!(first.is_some() && first < second, "{}", server.welcome);
    assert_eq!(server.notes(), ["from a migration"]);
    server.stop_well();
    let server = project.dev();
    assert!(!server.welcome.contains("supabase/migrations"), "{}", server.welcome);
    assert_eq!(server.notes(), ["from a migration"]);
    // A new one runs while it serves.
    let third = "supabase/migrations/20260103000000_another.sql";
    project.write(third, "insert into public.notes (body) values ('another');\n");
    server.wait_for(third);
    assert_eq!(server.notes(), ["from a migration", "another"]);
    server.stop_well();
}

#[test]
fn a_migration_that_was_changed_or_is_gone_is_noticed() {
    let project = project();
    project.dev().stop_well();
    project.append(FIRST, "-- an afterthought\n");
    std::fs::remove_file(project.path(SECOND)).unwrap();
    let server = project.dev();
    let changed = format!("{FIRST} was changed after it ran");
    assert!(server.welcome.contains(&changed), "{}", server.welcome);
    let gone = "migration 20260102000000_first_note ran, and its file is gone";
    assert!(server.welcome.contains(gone), "{}", server.welcome);
    assert_eq!(server.notes(), ["from a migration"]);
    server.stop_well();
}

#[test]
fn a_migration_that_fails_leaves_nothing_of_itself() {
    let project = project();
    let bad = "supabase/migrations/20260103000000_bad.sql";
    project.write(
        bad,
        "insert into public.notes (body) values ('half');\n\
         insert into public.notes (body) values (null);\n",
    );
    let server = project.dev();
    assert!(server.welcome.contains(bad), "{}", server.welcome);
    assert!(server.welcome.contains("not-null"), "{}", server.welcome);
    assert_eq!(server.notes(), ["from a migration"]);
    project.write(bad, "insert into public.notes (body) values ('whole');\n");
    server.wait_for(&format!("ran {bad}"));
    assert_eq!(server.notes(), ["from a migration", "whole"]);
    server.stop_well();
}

#[test]
fn what_the_schema_has_beyond_the_migrations_is_applied_after_them() {
    let project = project();
    let starred = NOTES.replace("body text not null", "body text not null,\n  stars smallint");
    project.write("supabase/schemas/01_tables.sql", &starred);
    let server = project.dev();
    let (ran, applied) = (server.welcome.find(SECOND), server.welcome.find("stars"));
    assert!(ran.is_some() && ran < applied, "{}", server.welcome);
    let path = "/rest/v1/notes?select=body,stars";
    let rows = server.ask(&Request::get(path).key(PUBLISHABLE_KEY)).expect(200).text();
    assert_eq!(rows, r#"[{"body":"from a migration","stars":null}]"#);
    server.stop_well();
}

#[test]
fn a_file_that_is_no_migration_is_skipped_with_a_note() {
    let project = project();
    project.write("supabase/migrations/draft.sql", "this is not even SQL");
    let server = project.dev();
    let note = "supabase/migrations/draft.sql is skipped";
    assert!(server.welcome.contains(note), "{}", server.welcome);
    assert_eq!(server.notes(), ["from a migration"]);
    server.stop_well();
}

#[test]
fn db_reset_makes_everything_again() {
    let project = project();
    let server = project.dev();
    assert_eq!(server.add_note("of yesterday").status, 201);
    server.stop_well();
    let said = project.done(&["db", "reset"]);
    assert!(said.contains(&format!("ran {FIRST}")), "{said}");
    let server = project.dev();
    assert_eq!(server.notes(), ["from a migration"]);
    server.stop_well();
}

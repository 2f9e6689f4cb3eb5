//! Seeds fill an empty database, and one that was reset; nothing else.

use crate::project::{NOTES, Project};

const SEED: &str = "supabase/seed.sql";

fn project() -> Project {
    let project = Project::new(NOTES);
    project.write(SEED, "insert into public.notes (body) values ('a'), ('b');\n");
    project
}

#[test]
fn seeds_run_on_an_empty_database_only() {
    let project = project();
    let server = project.dev();
    assert!(server.welcome.contains("seeded from supabase/seed.sql"), "{}", server.welcome);
    assert_eq!(server.notes(), ["a", "b"]);
    server.stop_well();
    project.write(SEED, "insert into public.notes (body) values ('c');\n");
    let server = project.dev();
    assert!(!server.welcome.contains("seeded"), "{}", server.welcome);
    assert_eq!(server.notes(), ["a", "b"]);
    server.stop_well();
    let said = project.done(&["db", "reset"]);
    assert!(said.contains("seeded from supabase/seed.sql"), "{said}");
    let server = project.dev();
    assert_eq!(server.notes(), ["c"]);
    server.stop_well();
}

#[test]
fn a_seed_that_fails_seeds_nothing_and_is_told_with_its_place() {
    let project = project();
    project.append(SEED, "insert into public.notse (body) values ('c');\n");
    let server = project.dev();
    assert!(server.welcome.contains("supabase/seed.sql:2:"), "{}", server.welcome);
    assert!(server.welcome.contains("notse"), "{}", server.welcome);
    assert_eq!(server.notes(), [""; 0]);
    project.write(SEED, "insert into public.notes (body) values ('right');\n");
    server.wait_for("seeded from supabase/seed.sql");
    assert_eq!(server.notes(), ["right"]);
    server.stop_well();
}

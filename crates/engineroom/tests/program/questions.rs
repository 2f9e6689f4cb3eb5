//! `db query`, whether or not the project is served, and the shells' completions.

use crate::project::{NOTES, Project};

const ASKED: &str = "select id, body, null as nothing from notes order by id";

#[test]
fn a_query_prints_its_rows() {
    let project = Project::new(NOTES);
    project.write(
        "supabase/seed.sql",
        "insert into public.notes (body) values ('plain'), ('with, \"comma\"');\n",
    );
    let server = project.dev();
    let check = |project: &Project| {
        let query = |form: &str| project.done(&["db", "query", ASKED, "-o", form]);
        let json: serde_json::Value = serde_json::from_str(&query("json")).unwrap();
        assert_eq!(
            json,
            serde_json::json!([
                { "id": 1, "body": "plain", "nothing": null },
                { "id": 2, "body": "with, \"comma\"", "nothing": null },
            ])
        );
        let csv = query("csv");
        assert_eq!(csv, "id,body,nothing\n1,plain,\n2,\"with, \"\"comma\"\"\",\n");
        let pretty = query("pretty");
        assert!(pretty.contains("plain") && pretty.ends_with("2 rows\n"), "{pretty}");
    };
    check(&project);
    server.stop_well();
    check(&project);
}

#[test]
fn a_query_writes_and_the_server_sees_it() {
    let project = Project::new(NOTES);
    let server = project.dev();
    let insert = "insert into notes (body) values ('typed')";
    assert_eq!(project.done(&["db", "query", insert]), "1 row\n");
    assert_eq!(server.notes(), ["typed"]);
    server.stop_well();
    let update = "update notes set body = 'changed' where body = 'typed'";
    assert_eq!(project.done(&["db", "query", update]), "1 row\n");
    let server = project.dev();
    assert_eq!(server.notes(), ["changed"]);
    server.stop_well();
}

#[test]
fn a_materialized_view_is_refreshed_by_who_may() {
    let project = Project::new(&format!(
        "{NOTES}create materialized view bodies as select count(*) as n from notes;"
    ));
    let server = project.dev();
    let insert = "insert into notes (body) values ('typed')";
    assert_eq!(project.done(&["db", "query", insert]), "1 row\n");
    let count = || project.done(&["db", "query", "select n from bodies", "-o", "csv"]);
    let before = count();
    let refresh = "refresh materialized view bodies";
    project.fails(&["db", "query", refresh, "--role", "anon"], &["must be owner"]);
    assert_eq!(count(), before);
    assert_eq!(project.done(&["db", "query", refresh]), "refreshed\n");
    assert_ne!(count(), before);
    project.fails(&["db", "query", "create table x (id int)"], &["migration"]);
    server.stop_well();
}

#[test]
fn a_query_as_a_role_is_under_its_rules() {
    let project = Project::careers();
    let server = project.dev();
    let count = |arguments: &[&str]| {
        let query = "select count(*) as n from applications";
        let said = project.done(&[&["db", "query", query, "-o", "csv"], arguments].concat());
        said.lines().nth(1).unwrap().parse::<u32>().unwrap()
    };
    assert_eq!(count(&[]), 500);
    assert_eq!(count(&["--role", "anon"]), 0);
    let ada = "a0000000-0000-4000-8000-100000000001";
    assert_eq!(count(&["--role", "authenticated", "--sub", ada]), 6);
    let insert = "insert into skills (name, kind) values ('x', 'data')";
    project.fails(&["db", "query", insert, "--role", "anon"], &["42501"]);
    server.stop_well();
}

#[test]
fn a_query_that_is_wrong_is_told() {
    let project = Project::new(NOTES);
    let server = project.dev();
    let check = |project: &Project| {
        project.fails(&["db", "query", "select nothing from notes"], &["nothing"]);
        project.fails(&["db", "query", "selct 1"], &["selct"]);
        project.fails(&["db", "query", "select 1/0"], &["division by zero"]);
    };
    check(&project);
    server.stop_well();
    check(&project);
}

#[test]
fn shells_get_their_completions() {
    let project = Project::empty();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = project.done(&["completions", shell]);
        for word in ["engineroom", "init", "dev", "start", "status", "reset", "query", "port"] {
            assert!(script.contains(word), "{shell}: {word}");
        }
    }
    assert_eq!(project.run(&["completions", "cobol"]).code, Some(2));
    assert!(project.done(&["--help"]).contains("ENGINEROOM_PORT"));
    assert!(project.done(&["--version"]).starts_with("engineroom "));
}

//! `config.toml`, `.env` and the environment.

use crate::http::Request;
use crate::project::{NOTES, PUBLISHABLE_KEY, Project};

const CONFIG: &str = "supabase/config.toml";

#[test]
fn a_misspelt_key_stops_every_command_and_names_the_nearest() {
    let project = Project::new(NOTES);
    project.append(CONFIG, "\n[auth]\njwt_expriy = 5\n");
    for command in [
        ["status"].as_slice(),
        &["dev"],
        &["start"],
        &["db", "reset"],
        &["db", "query", "select 1"],
    ] {
        let expected = ["supabase/config.toml:4: ", "did you mean auth.jwt_expiry?"];
        project.fails(command, &expected);
    }
    project.write(CONFIG, "[engineroom]\nprot = 1\n[api]\nport = \"high\"\nmax_rows = -1\n");
    let expected = [
        "supabase/config.toml:2: ",
        "engineroom.port",
        "supabase/config.toml:4: api.port must be a whole number",
        "supabase/config.toml:5: api.max_rows must be a whole number",
    ];
    project.fails(&["dev"], &expected);
    project.write(CONFIG, "[api\n");
    project.fails(&["dev"], &["supabase/config.toml:1: "]);
}

#[test]
fn what_is_known_but_not_acted_on_is_named_once() {
    let project = Project::new(NOTES);
    project.append(CONFIG, "[realtime]\nmax_header_length = 8192\n[storage]\nenabled = true\nfile_size_limit = \"1MiB\"\n");
    let server = project.dev();
    project.append(CONFIG, "[api]\nmax_rows = 2\n");
    server.wait_for("the settings changed");
    let said = server.stop_well();
    let warnings: Vec<&str> = said.lines().filter(|line| line.contains("warning: ")).collect();
    assert_eq!(warnings.len(), 1, "{said}");
    for name in ["supabase/config.toml", "realtime.max_header_length", "storage.file_size_limit"] {
        assert!(warnings[0].contains(name), "{name}: {}", warnings[0]);
    }
}

#[test]
fn env_of_a_name_is_replaced_by_its_value() {
    let project = Project::new(NOTES);
    project.append(CONFIG, "[auth]\njwt_secret = \"env(OUR_SECRET)\"\n");
    let expected = ["supabase/config.toml:3: ", "OUR_SECRET, which isn't set"];
    project.fails(&["status"], &expected);
    let secret = "of the process, with at least 32 characters";
    let mut command = project.command(&["status", "-o", "env"]);
    command.env("OUR_SECRET", secret);
    let ended = crate::running::Running::start(command).ended();
    assert!(ended.said.contains(&format!("JWT_SECRET=\"{secret}\"")), "{}", ended.said);
    project.write("supabase/.env", "OUR_SECRET='of the file, with at least 32 characters'\n");
    let said = project.done(&["status", "-o", "env"]);
    assert!(said.contains("JWT_SECRET=\"of the file, with"), "{said}");
    project.write("supabase/.env", "this is my secret\n");
    let said = project.fails(&["status"], &["supabase/.env:1: expected NAME=value"]);
    assert!(!said.contains("this is my secret"), "{said}");
}

#[test]
fn the_environment_goes_before_the_file_and_the_command_line_before_both() {
    let project = Project::new(NOTES);
    project.append(CONFIG, "[engineroom]\nport = 1\n[api]\nmax_rows = 5\n");
    let url = |arguments: &[&str], variables: &[(&str, &str)]| {
        let mut command = project.command(&["status", "-o", "env"]);
        command.args(arguments).envs(variables.iter().copied());
        let said = crate::running::Running::start(command).ended().said;
        said.lines().find(|line| line.starts_with("API_URL")).unwrap().to_owned()
    };
    assert_eq!(url(&[], &[]), "API_URL=\"http://127.0.0.1:1\"");
    assert_eq!(url(&[], &[("ENGINEROOM_PORT", "2")]), "API_URL=\"http://127.0.0.1:2\"");
    let variables = [("ENGINEROOM_PORT", "2"), ("SUPABASE_API_MAX_ROWS", "1")];
    // The command line says 0, which is any free port.
    let server = project.dev_with(&[], &variables);
    for body in ["one", "two"] {
        assert_eq!(server.add_note(body).status, 201);
    }
    assert_eq!(server.notes(), ["one"]);
    server.stop_well();
}

#[test]
fn a_database_that_cant_be_used_yet_is_told_with_who_names_it() {
    let project = Project::new(NOTES);
    let url = ("DATABASE_URL", "postgres://someone:secret@localhost/x");
    let expected = ["DATABASE_URL names a PostgreSQL database"];
    let said = project.fails_with(&["dev"], &[url], &expected);
    assert!(!said.contains("secret"), "{said}");
    project.fails(&["dev", "--db", "oracle://x"], &["--db names a database of an unknown kind"]);
}

#[test]
fn the_database_can_be_a_file_elsewhere() {
    let project = Project::new(NOTES);
    let file = project.path("other/data.db");
    let url = format!("sqlite:{}", file.display());
    let server = project.dev_with(&["--db", &url], &[]);
    assert_eq!(server.add_note("here").status, 201);
    server.stop_well();
    assert!(file.is_file());
    let server = project.dev();
    assert_eq!(server.notes(), [""; 0]);
    server.stop_well();
}

#[test]
fn a_service_that_is_switched_off_is_not_served() {
    let project = Project::new(NOTES);
    project.append(CONFIG, "[auth]\nenabled = false\n");
    let server = project.dev();
    assert_eq!(server.notes(), [""; 0]);
    let answer = server.ask(&Request::get("/auth/v1/settings").key(PUBLISHABLE_KEY));
    answer.expect(404);
    server.stop_well();
}

#[test]
fn confirmations_without_mail_are_an_error() {
    let project = Project::new(NOTES);
    project.append(CONFIG, "[auth.email]\nenable_confirmations = true\n");
    project.fails(&["dev"], &["supabase/config.toml:3: auth.email.enable_confirmations", "mail"]);
}

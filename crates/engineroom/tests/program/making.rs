//! `init`, and what it makes.

use crate::http::Request;
use crate::project::{PUBLISHABLE_KEY, Project};

/// Address and password, as `dev` prints whom one may sign in as.
pub(crate) fn first_person(welcome: &str) -> (String, String) {
    let line = welcome.lines().find_map(|line| line.trim().strip_prefix("sign in as")).unwrap();
    let (email, rest) = line.trim().split_once(" / ").unwrap();
    (email.to_owned(), rest.split(' ').next().unwrap().to_owned())
}

#[test]
fn a_new_project_is_served_and_its_person_can_sign_in() {
    let project = Project::empty();
    let said = project.done(&["init", "my-shop"]);
    assert!(said.contains("engineroom dev my-shop"), "{said}");
    let server = project.dev_with(&["my-shop"], &[]);
    assert!(
        server.welcome.contains("my-shop is served at http://127.0.0.1:"),
        "{}",
        server.welcome
    );
    let notes = |request: Request| {
        let answer = server.ask(&request.key(PUBLISHABLE_KEY)).expect(200).json();
        answer.as_array().unwrap().len()
    };
    let path = "/rest/v1/notes?select=body";
    assert_eq!(notes(Request::get(path)), 1, "a visitor reads what is published");
    let (email, password) = first_person(&server.welcome);
    let session = server.sign_in(&email, &password);
    let token = session["access_token"].as_str().unwrap();
    assert_eq!(notes(Request::get(path).token(token)), 2, "its author reads all");
    let said = server.stop_well();
    assert!(!said.contains("warning"), "{said}");
}

#[test]
fn a_project_that_is_there_is_left_alone() {
    let project = Project::empty();
    project.write(".gitignore", "node_modules\n");
    project.done(&["init"]);
    let config = project.path("supabase/config.toml");
    let before = std::fs::read_to_string(&config).unwrap();
    project.fails(&["init"], &["has a project already"]);
    assert_eq!(std::fs::read_to_string(&config).unwrap(), before);
    let ignored = std::fs::read_to_string(project.path(".gitignore")).unwrap();
    assert!(ignored.starts_with("node_modules\n") && ignored.contains(".engineroom/"), "{ignored}");
}

#[test]
fn commands_find_their_project_from_within_it() {
    let project = Project::new("");
    project.write("app/src/main.js", "");
    let mut command = project.command(&["status", "-o", "env"]);
    command.current_dir(project.path("app/src"));
    let ended = crate::running::Running::start(command).ended();
    assert_eq!(ended.code, Some(0), "{}", ended.said);
    assert!(ended.said.contains("/.engineroom/database.sqlite"), "{}", ended.said);
}

#[test]
fn where_there_is_no_project_it_says_how_to_make_one() {
    let project = Project::empty();
    project.fails(&["dev", "."], &["there is no project in", "engineroom init"]);
    project.fails(&["dev", "nowhere"], &["there is no folder nowhere"]);
}

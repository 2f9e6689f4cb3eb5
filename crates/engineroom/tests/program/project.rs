//! Projects in temporary folders, the commands that are typed in them, and the servers that serve them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::{Arc, Mutex};

use tempfile::TempDir;

use crate::http::{Answer, Request, connect, exchange};
use crate::running::{Ended, Running};

/// The key that stands for `anon` on every development machine.
pub(crate) const PUBLISHABLE_KEY: &str = "sb_publishable_ACJWlzQHlZjBrEguHvfOxg_3BJgxAaH";

/// The key that stands for `service_role` on every development machine.
pub(crate) const SECRET_KEY: &str = "sb_secret_N7UND0UgjKTVK-Uodkm0Hg_xSvEMPvz";

/// A table that visitors may read and add to.
pub(crate) const NOTES: &str = "\
create table public.notes (
  id bigint generated always as identity primary key,
  body text not null
);
alter table public.notes enable row level security;
create policy \"everybody reads\" on public.notes for select to anon, authenticated using (true);
create policy \"everybody writes\" on public.notes for insert to anon, authenticated with check (true);
";

/// Where the tests read and add.
pub(crate) const NOTES_PATH: &str = "/rest/v1/notes";

/// A project in a folder of its own.
pub(crate) struct Project {
    folder: Arc<TempDir>,
}

/// A project that is served.
pub(crate) struct Server {
    /// The process.
    pub(crate) running: Mutex<Running>,
    /// `127.0.0.1:54321`
    pub(crate) address: String,
    /// What it said until it was ready.
    pub(crate) welcome: String,
    /// It may outlive the project in the test, but not in its folder.
    _folder: Arc<TempDir>,
}

impl Project {
    /// A folder without anything in it.
    pub(crate) fn empty() -> Self {
        Self { folder: Arc::new(tempfile::tempdir().unwrap()) }
    }

    /// A project with one file of definitions.
    pub(crate) fn new(schema: &str) -> Self {
        let project = Self::empty();
        project.write("supabase/config.toml", "project_id = \"tried\"\n");
        project.write("supabase/schemas/01_tables.sql", schema);
        project
    }

    /// The example with companies and postings, in a copy of its own.
    pub(crate) fn careers() -> Self {
        let project = Self::empty();
        let example = concat!(env!("CARGO_MANIFEST_DIR"), "/../../examples/careers/supabase");
        copy(Path::new(example), &project.path("supabase"));
        project
    }

    /// A path in it.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file.
    pub(crate) fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// Adds to the end of a file.
    pub(crate) fn append(&self, name: &str, text: &str) {
        let there = fs::read_to_string(self.path(name)).unwrap();
        self.write(name, &format!("{there}{text}"));
    }

    /// A command that is typed in the folder.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_engineroom"));
        command.current_dir(self.folder.path()).args(arguments).env_clear();
        command
    }

    /// Runs a command to its end.
    pub(crate) fn run(&self, arguments: &[&str]) -> Ended {
        Running::start(self.command(arguments)).ended()
    }

    /// Runs a command that is done without an error, and gives what it said.
    #[track_caller]
    pub(crate) fn done(&self, arguments: &[&str]) -> String {
        let ended = self.run(arguments);
        assert_eq!(ended.code, Some(0), "{}", ended.said);
        ended.said
    }

    /// Runs a command that fails, and finds these words in what it says.
    #[track_caller]
    pub(crate) fn fails(&self, arguments: &[&str], expected: &[&str]) -> String {
        self.fails_with(arguments, &[], expected)
    }

    /// The same with variables of the environment.
    #[track_caller]
    pub(crate) fn fails_with(
        &self,
        arguments: &[&str],
        variables: &[(&str, &str)],
        expected: &[&str],
    ) -> String {
        let mut command = self.command(arguments);
        command.envs(variables.iter().copied());
        refused(Running::start(command).ended(), expected)
    }

    /// Serves it as `dev` does.
    pub(crate) fn dev(&self) -> Server {
        self.dev_with(&[], &[])
    }

    /// The same with further arguments, and with variables of the environment.
    pub(crate) fn dev_with(&self, arguments: &[&str], variables: &[(&str, &str)]) -> Server {
        let mut command = self.command(&["dev", "--port", "0"]);
        command.args(arguments).envs(variables.iter().copied());
        Server::dev(self, command)
    }
}

impl Server {
    /// Starts `dev` and waits until it serves.
    pub(crate) fn dev(project: &Project, command: Command) -> Self {
        Self::start(project, command, "Ctrl-C stops")
    }

    /// Starts a command and waits until it has said where it serves, and these words.
    pub(crate) fn start(project: &Project, command: Command, last_words: &str) -> Self {
        let mut running = Running::start(command);
        let welcome = running.wait_for(last_words);
        let url = welcome.split(" is served at ").nth(1).unwrap().split_whitespace().next();
        let address = url.unwrap().split_once("://").unwrap().1.to_owned();
        Self { running: Mutex::new(running), address, welcome, _folder: project.folder.clone() }
    }

    /// Asks.
    #[track_caller]
    pub(crate) fn ask(&self, request: &Request) -> Answer {
        let bytes = request.bytes(&self.address);
        exchange(connect(&self.address), &bytes).unwrap()
    }

    /// The notes that a visitor sees.
    #[track_caller]
    pub(crate) fn notes(&self) -> Vec<String> {
        let path = format!("{NOTES_PATH}?select=body&order=id");
        let rows = self.ask(&Request::get(&path).key(PUBLISHABLE_KEY)).expect(200).json();
        let bodies = rows.as_array().unwrap().iter();
        bodies.map(|row| row["body"].as_str().unwrap().to_owned()).collect()
    }

    /// Adds a note as a visitor.
    pub(crate) fn add_note(&self, body: &str) -> Answer {
        let body = serde_json::json!({ "body": body }).to_string();
        self.ask(&Request::post(NOTES_PATH, &body).key(PUBLISHABLE_KEY))
    }

    /// Signs in, and gives the answer with its tokens.
    #[track_caller]
    pub(crate) fn sign_in(&self, email: &str, password: &str) -> serde_json::Value {
        let body = serde_json::json!({ "email": email, "password": password }).to_string();
        let path = "/auth/v1/token?grant_type=password";
        self.ask(&Request::post(path, &body).key(PUBLISHABLE_KEY)).expect(200).json()
    }

    /// Waits until it says these words.
    #[track_caller]
    pub(crate) fn wait_for(&self, words: &str) -> String {
        self.running.lock().unwrap().wait_for(words)
    }

    /// All that it said.
    pub(crate) fn said(&self) -> String {
        self.running.lock().unwrap().said()
    }

    /// Asks it to stop, and waits until it has.
    pub(crate) fn stop(self) -> Ended {
        self.running.into_inner().unwrap().stop()
    }

    /// The same, and all was well to the end.
    #[track_caller]
    pub(crate) fn stop_well(self) -> String {
        let ended = self.stop();
        assert_eq!(ended.code, Some(0), "{}", ended.said);
        assert!(!ended.said.contains("panicked"), "{}", ended.said);
        ended.said
    }
}

/// An error of a command: its exit code is 1, it says these words, and it doesn't panic.
#[track_caller]
pub(crate) fn refused(ended: Ended, expected: &[&str]) -> String {
    assert_eq!(ended.code, Some(1), "{}", ended.said);
    for words in expected.iter().chain(&["error: "]) {
        assert!(ended.said.contains(words), "{words:?} is not in:\n{}", ended.said);
    }
    assert!(!ended.said.contains("panicked"), "{}", ended.said);
    ended.said
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        match path.is_dir() {
            true => copy(&path, &target),
            false => drop(fs::copy(&path, &target).unwrap()),
        }
    }
}

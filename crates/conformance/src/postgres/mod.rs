//! A real PostgreSQL that answers stories: a private server on a free port with its data in a temporary place,
//! never one that happens to run.

mod base;
mod server;

pub use server::{Postgres, installed};

use crate::story::{Step, Story};
use anyhow::Result;
use std::fmt::Write;

/// The story with PostgreSQL's answers.
///
/// # Errors
/// When the server can't be asked, or refuses the story's schema.
pub fn answered(server: &Postgres, name: &str, story: &Story) -> Result<Story> {
    let database = server.database(name)?;
    database.script("set role postgres;", &story.schema)?;
    let output = database.ask(&questions(story))?;
    let mut answers = output.split(MARK).skip(1);
    let steps = story.steps.iter().map(|step| {
        let answer = answers.next().map_or_else(String::new, normal);
        Step { answer, ..step.clone() }
    });
    Ok(Story { schema: story.schema.clone(), steps: steps.collect() })
}

const MARK: &str = "@@@step@@@\n";

/// Every step in a transaction of its own, as its speaker.
fn questions(story: &Story) -> String {
    let mut text = String::new();
    for Step { speaker, statement, .. } in &story.steps {
        let claims = speaker.claims.replace('\'', "''");
        // Writing to a string can't fail.
        let _ = write!(
            text,
            "\\echo @@@step@@@\nbegin;\n\\o /dev/null\nselect set_config('request.jwt.claims', '{claims}', true);\n\\o\n\
             set local role {};\n{};\ncommit;\n",
            speaker.role,
            statement.trim().trim_end_matches(';')
        );
    }
    text
}

/// Rows as they are; of an error its code and message, and its detail.
fn normal(output: &str) -> String {
    let mut text = String::new();
    for line in output.lines() {
        if let Some(error) = line.strip_prefix("ERROR:  ") {
            let (code, message) = error.split_once(": ").unwrap_or(("", error));
            let _ = writeln!(text, "error {code}: {message}");
        } else if let Some(detail) = line.strip_prefix("DETAIL:  ") {
            let _ = writeln!(text, "detail: {detail}");
        } else if !is_noise(line) {
            text.push_str(line);
            text.push('\n');
        }
    }
    text
}

/// What `psql` says beside rows and errors.
fn is_noise(line: &str) -> bool {
    const NOISE: [&str; 7] = [
        "LINE ",
        "HINT:  ",
        "CONTEXT:  ",
        "LOCATION:  ",
        "NOTICE:  ",
        "WARNING:  ",
        "STATEMENT:  ",
    ];
    const NAMES: [&str; 4] =
        ["SCHEMA NAME:  ", "TABLE NAME:  ", "COLUMN NAME:  ", "CONSTRAINT NAME:  "];
    let caret = line.trim() == "^";
    caret
        || NOISE.iter().chain(&NAMES).any(|start| line.starts_with(start))
        || line.starts_with("DATATYPE NAME:  ")
}

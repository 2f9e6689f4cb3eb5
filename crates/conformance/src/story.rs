//! A story: a schema, then statements with their answers. It is a text that is nearly SQL:
//!
//! ```text
//! -- Upsert checks the insert policy on the proposed row even when it updates.
//! create table notes (id int primary key, author uuid);
//! --- as authenticated {"sub": "…"}
//! insert into notes values (1, '…') on conflict (id) do update set author = excluded.author
//! --- answer
//! error 42501: new row violates row-level security policy for table "notes"
//! ```

use anyhow::{Result, bail};
use std::fmt::Write;

/// A schema and what is done with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Story {
    /// Definitions and rows, run as the owner, `postgres`.
    pub schema: String,
    /// What is done, in order; every step is a transaction.
    pub steps: Vec<Step>,
}

/// One statement.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Who.
    pub speaker: Speaker,
    /// What.
    pub statement: String,
    /// What PostgreSQL answers: a row a line with `|` between its cells, or `error …`.
    pub answer: String,
}

/// Who speaks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Speaker {
    /// The role.
    pub role: String,
    /// The claims, a JSON object; empty without.
    pub claims: String,
}

const AS: &str = "--- as ";
const ANSWER: &str = "--- answer";

impl Story {
    /// Reads a story.
    ///
    /// # Errors
    /// When a statement has nobody who says it.
    pub fn read(text: &str) -> Result<Self> {
        let mut story = Self { schema: String::new(), steps: Vec::new() };
        let mut in_answer = false;
        for line in text.lines() {
            if let Some(speaker) = line.strip_prefix(AS) {
                let (role, claims) = speaker.split_once(' ').unwrap_or((speaker, ""));
                let speaker = Speaker { role: role.to_owned(), claims: claims.to_owned() };
                let (statement, answer) = (String::new(), String::new());
                story.steps.push(Step { speaker, statement, answer });
                in_answer = false;
            } else if line == ANSWER {
                in_answer = true;
            } else if line.starts_with("--- ") {
                bail!("not a part of a story: {line}");
            } else {
                let part = match (story.steps.last_mut(), in_answer) {
                    (None, _) => &mut story.schema,
                    (Some(step), false) => &mut step.statement,
                    (Some(step), true) => &mut step.answer,
                };
                part.push_str(line);
                part.push('\n');
            }
        }
        Ok(story)
    }

    /// The text that reads to this story.
    pub fn write(&self) -> String {
        let mut text = self.schema.clone();
        for Step { speaker, statement, answer } in &self.steps {
            let claims = if speaker.claims.is_empty() { "" } else { " " };
            // Writing to a string can't fail.
            let _ = writeln!(text, "{AS}{}{claims}{}", speaker.role, speaker.claims);
            let _ = write!(text, "{statement}{ANSWER}\n{answer}");
        }
        text
    }
}

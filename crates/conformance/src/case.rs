//! A case of the data API: a schema, then requests with what the protocol answers. It is a text:
//!
//! ```text
//! -- A filter chooses rows.
//! --- settings
//! max_rows = 100
//! --- schema
//! create table notes (id int primary key, body text);
//! --- POST /notes?select=id as ada
//! Prefer: return=representation
//!
//! {"id": 1, "body": "x"}
//! --- 201
//! Content-Type: application/json; charset=utf-8
//!
//! [{"id":1}]
//! --- absent
//! body
//! ```
//!
//! What `<<…>>` stands for in URLs, headers and bodies is told in [`crate::expand`].

use anyhow::{Context, Result, bail};
use std::fmt::Write;

/// A schema and what is asked of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Case {
    /// What it shows, with the `--`.
    pub title: String,
    /// What differs from the usual settings.
    pub settings: Vec<(String, String)>,
    /// Definitions and rows, run as the owner.
    pub schema: String,
    /// What is asked, in order.
    pub exchanges: Vec<Exchange>,
}

/// A request and its answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exchange {
    /// What is asked.
    pub request: Asked,
    /// What has to be answered.
    pub answer: Answered,
    /// What may not occur anywhere in the answer.
    pub absent: Vec<String>,
}

/// A request.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// `GET`
    pub method: String,
    /// `/notes?select=id`
    pub url: String,
    /// `ada`
    pub speaker: String,
    /// Names and values.
    pub headers: Vec<(String, String)>,
    /// The body; empty for none.
    pub body: String,
}

/// An answer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answered {
    /// `200`
    pub status: u16,
    /// Names and values of the headers that matter.
    pub headers: Vec<(String, String)>,
    /// The body, as it is.
    pub body: String,
}

/// Which part of the text the lines belong to.
enum Part {
    Title,
    Settings,
    Schema,
    Request,
    Answer,
    Absent,
}

impl Case {
    /// Reads a case.
    ///
    /// # Errors
    /// When the text is none.
    pub fn read(text: &str) -> Result<Self> {
        let mut case = Self::default();
        let mut part = Part::Title;
        let mut lines = text.lines().peekable();
        while let Some(line) = lines.next() {
            let mut own = Vec::new();
            if let Some(heading) = line.strip_prefix("--- ") {
                part = case.begin(heading)?;
            } else {
                own.push(line);
            }
            while let Some(line) = lines.next_if(|line| !line.starts_with("--- ")) {
                own.push(line);
            }
            case.fill(&part, &own)?;
        }
        Ok(case)
    }

    fn begin(&mut self, heading: &str) -> Result<Part> {
        if let Ok(status) = heading.parse() {
            self.last()?.answer.status = status;
            return Ok(Part::Answer);
        }
        match heading {
            "settings" => return Ok(Part::Settings),
            "schema" => return Ok(Part::Schema),
            "absent" => return Ok(Part::Absent),
            _ => {}
        }
        let (method, rest) = heading.split_once(' ').context("a request has a method and a URL")?;
        let (url, speaker) = rest.rsplit_once(" as ").context("a request has somebody who asks")?;
        let request = Asked {
            method: method.to_owned(),
            url: url.to_owned(),
            speaker: speaker.to_owned(),
            ..Asked::default()
        };
        let (answer, absent) = (Answered::default(), Vec::new());
        self.exchanges.push(Exchange { request, answer, absent });
        Ok(Part::Request)
    }

    fn fill(&mut self, part: &Part, lines: &[&str]) -> Result<()> {
        match part {
            Part::Title => self.title = lines.join("\n"),
            Part::Schema => self.schema = lines.join("\n"),
            Part::Settings => {
                for line in lines {
                    let (name, value) = line.split_once(" = ").context("a setting has a value")?;
                    self.settings.push((name.to_owned(), value.to_owned()));
                }
            }
            Part::Request => {
                let (headers, body) = read_message(lines)?;
                let request = &mut self.last()?.request;
                (request.headers, request.body) = (headers, body);
            }
            Part::Answer => {
                let (headers, body) = read_message(lines)?;
                let answer = &mut self.last()?.answer;
                (answer.headers, answer.body) = (headers, body);
            }
            Part::Absent => {
                self.last()?.absent = lines.iter().map(|line| (*line).to_owned()).collect();
            }
        }
        Ok(())
    }

    fn last(&mut self) -> Result<&mut Exchange> {
        self.exchanges.last_mut().context("an answer stands behind its request")
    }

    /// The text that reads to this case.
    pub fn write(&self) -> String {
        let mut text = format!("{}\n", self.title);
        // Writing to a string can't fail.
        if !self.settings.is_empty() {
            text.push_str("--- settings\n");
            for (name, value) in &self.settings {
                let _ = writeln!(text, "{name} = {value}");
            }
        }
        let _ = writeln!(text, "--- schema\n{}", self.schema);
        for Exchange { request, answer, absent } in &self.exchanges {
            let Asked { method, url, speaker, headers, body } = request;
            let _ = writeln!(text, "--- {method} {url} as {speaker}");
            write_message(&mut text, headers, body);
            let _ = writeln!(text, "--- {}", answer.status);
            write_message(&mut text, &answer.headers, &answer.body);
            if !absent.is_empty() {
                let _ = writeln!(text, "--- absent\n{}", absent.join("\n"));
            }
        }
        text
    }
}

/// Headers, an empty line, a body.
fn read_message(lines: &[&str]) -> Result<(Vec<(String, String)>, String)> {
    let mut headers = Vec::new();
    let mut lines = lines.iter();
    for line in lines.by_ref().take_while(|line| !line.is_empty()) {
        let Some((name, value)) = line.split_once(": ") else {
            bail!("not a header (a body stands behind an empty line): {line}");
        };
        headers.push((name.to_owned(), value.to_owned()));
    }
    let body: Vec<&str> = lines.copied().collect();
    Ok((headers, body.join("\n")))
}

fn write_message(text: &mut String, headers: &[(String, String)], body: &str) {
    for (name, value) in headers {
        let _ = writeln!(text, "{name}: {value}");
    }
    if !body.is_empty() {
        let _ = writeln!(text, "\n{body}");
    }
}

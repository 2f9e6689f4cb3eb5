//! What the cases show, as a page for people: a row a case, by its folder.
//!
//! A case's first lines say what it shows. Two kinds of line among them say where we differ:
//! `-- PostgREST: has no such header.` and `-- Refused: no triggers on SQLite yet.`; without, the answers are
//! PostgREST's.

use crate::case::Case;
use crate::story::Story;
use anyhow::{Context, Result};
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;

const HEAD: &str = "\
# What the data API answers, case by case

This page is written by `DOCS=write cargo test -p conformance --test docs` from the cases in
`crates/conformance/cases`; each line is a file there that is run on every database of the house. *PostgREST* says what
PostgREST does where it is not the same; *Refused* says what is answered with an error that PostgREST wouldn't give, and
why.
";

/// One line of the page.
struct Row {
    path: String,
    shows: String,
    postgrest: String,
    here: String,
    requests: usize,
}

/// The page about the cases and stories below a folder.
///
/// # Errors
/// When one of them can't be read.
pub fn features(folder: &Path) -> Result<String> {
    let mut rows: BTreeMap<String, Vec<Row>> = BTreeMap::new();
    for (name, path) in crate::cases(&folder.join("rest"))? {
        let text = std::fs::read_to_string(&path).with_context(|| name.clone())?;
        let case = Case::read(&text).with_context(|| name.clone())?;
        rows.entry(area(&name)).or_default().push(row(&name, &case));
    }
    let mut page = HEAD.to_owned();
    summary(&mut page, &rows, folder)?;
    for (area, rows) in &rows {
        table(&mut page, area, rows);
    }
    Ok(page)
}

fn summary(page: &mut String, rows: &BTreeMap<String, Vec<Row>>, folder: &Path) -> Result<()> {
    let cases: usize = rows.values().map(Vec::len).sum();
    let requests: usize = rows.values().flatten().map(|row| row.requests).sum();
    let (mut stories, mut statements) = (0, 0);
    for (name, path) in crate::stories(&folder.join("sql"))? {
        let story = Story::read(&std::fs::read_to_string(path)?).with_context(|| name)?;
        stories += 1;
        statements += story.steps.len();
    }
    // Writing to a string can't fail.
    let _ = writeln!(
        page,
        "\n{requests} requests in {cases} cases. Below the API, {statements} statements in {stories} stories \
         (`cases/sql`) have\nthe answers that a real PostgreSQL wrote."
    );
    Ok(())
}

fn table(page: &mut String, area: &str, rows: &[Row]) {
    let _ = writeln!(page, "\n## {}\n", area.replace('_', " "));
    page.push_str("| shows | PostgREST | here | case |\n|---|---|---|---|\n");
    for Row { path, shows, postgrest, here, requests } in rows {
        let _ = writeln!(page, "| {shows} | {postgrest} | {here} | `{path}` ({requests}) |");
    }
}

/// The folder below `rest`.
fn area(name: &str) -> String {
    let mut parts = name.rsplit('/');
    let _ = parts.next();
    parts.next().unwrap_or_default().to_owned()
}

fn row(name: &str, case: &Case) -> Row {
    let lines = case.title.lines().map(|line| line.trim_start_matches("--").trim());
    let (mut shows, mut postgrest, mut here) = (Vec::new(), Vec::new(), Vec::new());
    for line in lines {
        if let Some(differs) = line.strip_prefix("PostgREST: ") {
            postgrest.push(differs);
        } else if let Some(reason) = line.strip_prefix("Refused: ") {
            here.push(format!("refused: {reason}"));
        } else {
            shows.push(line);
        }
    }
    Row {
        path: format!("{name}.txt"),
        shows: cell(&shows.join(" ")),
        postgrest: otherwise(cell(&postgrest.join(" ")), "the same"),
        here: otherwise(cell(&here.join(" ")), "as told"),
        requests: case.exchanges.len(),
    }
}

fn otherwise(text: String, default: &str) -> String {
    if text.is_empty() { default.to_owned() } else { text }
}

/// A cell can't hold what ends it.
fn cell(text: &str) -> String {
    text.trim().replace('|', "\\|")
}

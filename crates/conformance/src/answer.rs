//! What a database of the house answers to one step of a story, as PostgreSQL's `psql` would show it.

use crate::script::caller;
use crate::story::Step;
use access::Rules;
use anyhow::Result;
use db::{Database, Error, Rows, SqlError};
use plan::{Ending, Inputs, Lowered};
use std::fmt::Write;
use std::time::{Duration, Instant};
use value::ValueRef;

/// The answer as text.
pub type Given = String;

/// The answer of a database to one step.
///
/// # Errors
/// When something fails that is no answer.
pub async fn answer(database: &dyn Database, step: &Step, rules: Rules) -> Result<Given> {
    let versioned = database.catalog();
    let statement = match sql::read_statement(&versioned.catalog, &step.statement) {
        Ok(statement) => statement,
        Err(error) => {
            return Ok(refused(error.code, &error.message, error.detail.as_deref()));
        }
    };
    let lowered = Lowered::of_statement(statement);
    let caller = caller(&step.speaker)?;
    let permitted = access::permit(
        &versioned.catalog,
        versioned.version,
        rules,
        &caller,
        lowered,
        Ending::Commit,
        Inputs::default(),
    );
    let permitted = match permitted {
        Ok(permitted) => permitted,
        Err(denied) => return Ok(refused(denied.code(), &denied.to_string(), denied.detail())),
    };
    let deadline = Instant::now() + Duration::from_secs(20);
    Ok(match database.run(permitted, deadline).await {
        Ok(answer) => answer.steps.first().map_or_else(String::new, |step| shown(&step.rows)),
        Err(Error::Sql(error)) => sql_error(&error),
        Err(other) => format!("error: {other}\n"),
    })
}

fn shown(rows: &Rows) -> String {
    let mut text = String::new();
    for row in rows.iter() {
        for (at, column) in rows.columns().iter().enumerate() {
            if at > 0 {
                text.push('|');
            }
            match row.get(at) {
                ValueRef::Null => text.push_str("NULL"),
                value => value::write_output_cell(&column.of, column.modifier, value, &mut text),
            }
        }
        text.push('\n');
    }
    text
}

fn sql_error(error: &SqlError) -> String {
    refused(&error.code, &error.message, error.detail.as_deref())
}

fn refused(code: &str, message: &str, detail: Option<&str>) -> String {
    let mut text = format!("error {code}: {message}\n");
    if let Some(detail) = detail {
        // Writing to a string can't fail.
        let _ = writeln!(text, "{DETAIL}{detail}");
    }
    text
}

/// Whether an answer is PostgreSQL's. A detail may be left out, never another.
pub fn agrees(given: &str, told: &str) -> bool {
    if given.starts_with("error ") && !given.contains(DETAIL) {
        told.lines().next() == given.lines().next()
    } else {
        given == told
    }
}

const DETAIL: &str = "detail: ";

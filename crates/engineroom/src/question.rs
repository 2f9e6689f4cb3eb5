//! A statement that a person asks, as the server itself or as a role with its rules, and its rows as text.

use std::time::{Duration, Instant};

use access::{Caller, Claims, Rules};
use anyhow::{Context, Result, anyhow, bail};
use catalog::{Catalog, Change, QualifiedName};
use db::{Database, Migration, MigrationStep, Rows};
use plan::{Ending, Inputs};
use serde::{Deserialize, Serialize};

/// A person who waits can also stop waiting.
const PATIENCE: Duration = Duration::from_secs(3600);

/// What is asked.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(crate) struct Question {
    /// The statement.
    pub(crate) sql: String,
    /// The role; none is the server itself.
    pub(crate) role: Option<String>,
    /// The `sub` of the claims.
    pub(crate) sub: Option<String>,
    /// How the rows are written.
    pub(crate) form: Form,
}

/// How rows are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub(crate) enum Form {
    /// For people.
    Pretty,
    /// A JSON list of objects.
    Json,
    /// Comma-separated values.
    Csv,
}

/// Runs the statement; the answer is its rows.
pub(crate) async fn answer(
    database: &dyn Database,
    require_rls: bool,
    question: &Question,
) -> Result<String> {
    if let Some(refresh) = refresh(database, question)? {
        database.migrate(refresh).await?;
        return Ok("refreshed".to_owned());
    }
    let answer = run(database, require_rls, question).await?;
    let step = answer.steps.first().context("the statement gave no answer")?;
    if step.rows.columns().is_empty() {
        return Ok(counted(step.affected));
    }
    Ok(match question.form {
        Form::Pretty => pretty(&step.rows),
        Form::Json => json(&step.rows),
        Form::Csv => csv(&step.rows),
    })
}

/// `refresh materialized view`: the one definition that changes rows and no schema, so it needs no migration.
fn refresh(database: &dyn Database, question: &Question) -> Result<Option<Migration>> {
    let now = database.catalog();
    let file = sql::File { name: "statement", text: &question.sql };
    let Ok(script) = sql::read_script(&now.catalog, &file) else { return Ok(None) };
    let mut steps = Vec::new();
    for step in script.steps {
        let sql::ScriptStep::Define { catalog, changes, .. } = step else { return Ok(None) };
        for change in &changes {
            let Change::Refresh(view) = change else {
                bail!("definitions are for migrations: put it into a file of supabase/migrations");
            };
            require_owner(&now.catalog, view, question.role.as_deref())?;
        }
        steps.push(MigrationStep::Define { catalog, changes });
    }
    Ok((!steps.is_empty()).then(|| Migration { steps, record: Vec::new() }))
}

/// The server itself may refresh every view, a role its own.
fn require_owner(catalog: &Catalog, view: &QualifiedName, role: Option<&str>) -> Result<()> {
    let owner = catalog.relation(view).map(|relation| &relation.owner);
    match role {
        Some(role) if owner.is_none_or(|owner| owner.as_str() != role) => {
            bail!("must be owner of materialized view {} (42501)", view.name)
        }
        _ => Ok(()),
    }
}

async fn run(
    database: &dyn Database,
    require_rls: bool,
    question: &Question,
) -> Result<db::Answer> {
    let now = database.catalog();
    let statement = sql::read_statement(&now.catalog, &question.sql)?;
    let lowered = plan::Lowered::of_statement(statement);
    let permitted = match &question.role {
        None => access::as_system(&now.catalog, now.version, lowered, Inputs::default()),
        Some(role) => {
            let rules = Rules { require_row_security: require_rls };
            let caller = caller(role, question.sub.as_deref());
            let (commit, inputs) = (Ending::Commit, Inputs::default());
            access::permit(&now.catalog, now.version, rules, &caller, lowered, commit, inputs)
        }
    };
    let permitted = permitted.map_err(|denied| match denied.hint() {
        Some(hint) => anyhow!("{denied} ({})\n  {hint}", denied.code()),
        None => anyhow!("{denied} ({})", denied.code()),
    })?;
    Ok(database.run(permitted, Instant::now() + PATIENCE).await?)
}

fn caller(role: &str, sub: Option<&str>) -> Caller {
    let mut claims = serde_json::Map::new();
    claims.insert("role".to_owned(), role.into());
    if let Some(sub) = sub {
        claims.insert("sub".to_owned(), sub.into());
    }
    let json = serde_json::Value::Object(claims).to_string();
    Caller::with_claims(role, Claims::new(json, sub, Some(role), None))
}

fn counted(affected: u64) -> String {
    if affected == 1 { "1 row".to_owned() } else { format!("{affected} rows") }
}

/// Every cell as PostgreSQL prints it; null is none.
fn cells(rows: &Rows) -> Vec<Vec<Option<String>>> {
    let text = |row: db::Row<'_>, at: usize| {
        let value = row.value(at);
        if value.is_null() {
            return None;
        }
        let mut text = String::new();
        value::write_output(&rows.columns()[at].of, &value, &mut text);
        Some(text)
    };
    rows.iter().map(|row| (0..rows.columns().len()).map(|at| text(row, at)).collect()).collect()
}

fn pretty(rows: &Rows) -> String {
    let names: Vec<String> = rows.columns().iter().map(|column| column.name.to_string()).collect();
    let cells = cells(rows);
    let flat = |cell: &Option<String>| cell.as_deref().unwrap_or("∅").replace('\n', "↵");
    let lines: Vec<Vec<String>> = std::iter::once(names)
        .chain(cells.iter().map(|row| row.iter().map(flat).collect()))
        .collect();
    let width = |at: usize| lines.iter().map(|line| line[at].chars().count()).max().unwrap_or(0);
    let widths: Vec<usize> = (0..rows.columns().len()).map(width).collect();
    let line = |line: &Vec<String>| {
        let padded: Vec<String> =
            line.iter().zip(&widths).map(|(cell, width)| format!("{cell:<width$}")).collect();
        padded.join("  ").trim_end().to_owned()
    };
    let mut text: Vec<String> = lines.iter().map(line).collect();
    text.insert(1, widths.iter().map(|width| "─".repeat(*width)).collect::<Vec<_>>().join("  "));
    text.push(counted(rows.len() as u64));
    text.join("\n")
}

fn json(rows: &Rows) -> String {
    let mut out = b"[".to_vec();
    for (number, row) in rows.iter().enumerate() {
        out.extend_from_slice(if number == 0 { b"{" } else { b",\n {" });
        for (at, column) in rows.columns().iter().enumerate() {
            if at > 0 {
                out.push(b',');
            }
            value::write_json_string(&column.name, &mut out);
            out.push(b':');
            value::write_json_cell(&column.of, column.modifier, row.get(at), &mut out);
        }
        out.push(b'}');
    }
    out.push(b']');
    String::from_utf8_lossy(&out).into_owned()
}

fn csv(rows: &Rows) -> String {
    let quoted = |text: &str| {
        if text.is_empty() || text.contains([',', '"', '\n', '\r']) {
            format!("\"{}\"", text.replace('"', "\"\""))
        } else {
            text.to_owned()
        }
    };
    let header: Vec<String> = rows.columns().iter().map(|column| quoted(&column.name)).collect();
    let mut lines = vec![header.join(",")];
    for row in cells(rows) {
        // As PostgreSQL's copy: null is nothing, and an empty text has its quotes.
        let line: Vec<String> =
            row.iter().map(|cell| cell.as_deref().map(quoted).unwrap_or_default()).collect();
        lines.push(line.join(","));
    }
    lines.join("\n")
}

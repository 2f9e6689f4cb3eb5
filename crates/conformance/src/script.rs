//! Giving a database the schema of a story, and who speaks in it.

use crate::story::Speaker;
use access::{Caller, Claims, Rules};
use anyhow::{Result, bail};
use catalog::Catalog;
use db::{Database, Migration, MigrationStep};
use plan::{Ending, Inputs, Lowered};
use sql::{File, ScriptStep};
use std::sync::Arc;

/// Runs a script as the owner, in one transaction.
///
/// # Errors
/// When it can't be read or run.
pub async fn apply(database: &dyn Database, name: &str, text: &str) -> Result<()> {
    let versioned = database.catalog();
    let script = match sql::read_script(&versioned.catalog, &File { name, text }) {
        Ok(script) => script,
        Err(errors) => {
            let lines: Vec<String> = errors.iter().map(ToString::to_string).collect();
            bail!("{}", lines.join("\n"))
        }
    };
    let mut catalog = versioned.catalog.clone();
    let mut steps = Vec::new();
    for step in script.steps {
        match step {
            ScriptStep::Define { catalog: to, changes, .. } => {
                catalog = to.clone();
                steps.push(MigrationStep::Define { catalog: to, changes });
            }
            ScriptStep::Run { statement, .. } => {
                let work = as_owner(&catalog, versioned.version, statement)?;
                steps.push(MigrationStep::Run(Box::new(work)));
            }
        }
    }
    database.migrate(Migration { steps, record: Vec::new() }).await?;
    Ok(())
}

fn as_owner(
    catalog: &Arc<Catalog>,
    version: u64,
    statement: catalog::Statement,
) -> Result<access::Permitted> {
    let rules = Rules { require_row_security: false };
    let lowered = Lowered::of_statement(statement);
    let owner = Caller::of_role("postgres");
    let inputs = Inputs::default();
    Ok(access::permit(catalog, version, rules, &owner, lowered, Ending::Commit, inputs)?)
}

/// Who speaks, as `access` sees them.
///
/// # Errors
/// When the claims are no JSON object.
pub fn caller(speaker: &Speaker) -> Result<Caller> {
    if speaker.claims.is_empty() {
        return Ok(Caller::of_role(speaker.role.as_str()));
    }
    let claims: serde_json::Map<String, serde_json::Value> = serde_json::from_str(&speaker.claims)?;
    let text = |name: &str| claims.get(name).and_then(serde_json::Value::as_str);
    let json = speaker.claims.clone();
    let claims = Claims::new(json, text("sub"), text("role"), text("email"));
    Ok(Caller::with_claims(speaker.role.as_str(), claims))
}

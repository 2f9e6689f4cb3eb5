//! From a file of statements to the steps of one transaction.

use std::sync::Arc;

use catalog::Catalog;
use db::MigrationStep;
use plan::{Inputs, Lowered};
use sql::{File, ScriptStep};

use super::error::ApplyError;
use crate::project::SqlFile;

/// A file as steps.
pub(super) struct Steps {
    /// In order.
    pub(super) steps: Vec<MigrationStep>,
    /// The schema after them.
    pub(super) catalog: Arc<Catalog>,
    /// What a person should know.
    pub(super) notices: Vec<String>,
}

/// Reads a file over the schema that it finds.
pub(super) fn steps(
    version: u64,
    mut catalog: Arc<Catalog>,
    file: &SqlFile,
) -> Result<Steps, ApplyError> {
    let read = File { name: &file.name, text: &file.text };
    let script = sql::read_script(&catalog, &read).map_err(ApplyError::Files)?;
    let mut steps = Vec::new();
    for step in script.steps {
        match step {
            ScriptStep::Define { catalog: after, changes, .. } => {
                catalog = after.clone();
                steps.push(MigrationStep::Define { catalog: after, changes });
            }
            ScriptStep::Run { line, statement } => {
                let lowered = Lowered::of_statement(statement);
                let permitted = access::as_system(&catalog, version, lowered, Inputs::default());
                let part = || format!("{}:{line}", file.name);
                let permitted =
                    permitted.map_err(|error| ApplyError::Denied { part: part(), error })?;
                steps.push(MigrationStep::Run(Box::new(permitted)));
            }
        }
    }
    let notices = script.notices.iter().map(ToString::to_string).collect();
    Ok(Steps { steps, catalog, notices })
}

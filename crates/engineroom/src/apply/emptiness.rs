//! Whether a database or a table holds rows.

use std::time::{Duration, Instant};

use catalog::{QualifiedName, RelationKind};
use db::Database;
use plan::Inputs;
use value::ValueRef;

use super::error::ApplyError;

/// Looking for one row is quick, but a writer may be ahead.
const PATIENCE: Duration = Duration::from_secs(60);

/// Whether nobody has an account, and no table of the project holds a row.
pub(super) async fn is_empty(database: &dyn Database) -> Result<bool, ApplyError> {
    let base = sql::base_catalog();
    let catalog = database.catalog().catalog;
    let users = QualifiedName::new("auth", "users");
    let own = |name: &QualifiedName| !base.relations.contains_key(name) || *name == users;
    for (name, relation) in &catalog.relations {
        let table = matches!(relation.kind, RelationKind::Table);
        if table && own(name) && has_rows(database, name).await? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Whether a table holds a row.
pub(super) async fn has_rows(
    database: &dyn Database,
    table: &QualifiedName,
) -> Result<bool, ApplyError> {
    let now = database.catalog();
    let text = format!("select 1 from {}.{} limit 1", quoted(&table.schema), quoted(&table.name));
    let statement =
        sql::read_statement(&now.catalog, &text).map_err(|error| ApplyError::Files(vec![error]))?;
    let work = access::as_system(
        &now.catalog,
        now.version,
        plan::Lowered::of_statement(statement),
        Inputs::default(),
    );
    let denied = |error| ApplyError::Denied { part: table.to_string(), error };
    let answer = database.run(work.map_err(denied)?, Instant::now() + PATIENCE).await;
    let answer = answer.map_err(ApplyError::Database)?;
    let first = answer.steps.first().and_then(|step| step.rows.first().map(|row| row.get(0)));
    Ok(!matches!(first, None | Some(ValueRef::Null)))
}

fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

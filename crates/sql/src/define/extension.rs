//! `create extension`

use crate::define::draft::Draft;
use crate::define::names::required;
use crate::error::{Result, SqlError};
use squawk_syntax::ast::{self, AstNode};

/// Extensions whose types and functions are there. `pg_trgm` and the like join when theirs are.
const PROVIDED: &[&str] = &["pgcrypto", "uuid-ossp", "citext"];

/// Extensions that a project of Supabase names and that bring nothing a schema here could use.
const EMPTY: &[&str] = &[
    "plpgsql",
    "pgjwt",
    "pg_graphql",
    "pg_stat_statements",
    "pg_net",
    "supabase_vault",
    "pgsodium",
    "pg_cron",
    "http",
    "pgaudit",
    "btree_gin",
    "btree_gist",
    "index_advisor",
    "hypopg",
];

/// `create extension [if not exists] name [with schema …]`
pub(crate) fn create_extension(draft: &mut Draft, statement: &ast::CreateExtension) -> Result<()> {
    let at = statement.syntax();
    let name = required(statement.extension(), at)?;
    if draft.catalog.extensions.contains(&name) {
        if statement.if_not_exists().is_some() {
            return Ok(());
        }
        return Err(SqlError::new("42710", at, format!("extension \"{name}\" already exists")));
    }
    if PROVIDED.contains(&&*name) {
        draft.catalog.extensions.push(name);
        return Ok(());
    }
    if is_empty_one(&name) {
        // Every project of Supabase has the language; to hear of it each time would be tiresome.
        if &*name != "plpgsql" {
            draft
                .notice(format!("the extension \"{name}\" is accepted, but nothing comes with it"));
        }
        return Ok(());
    }
    Err(SqlError::new("0A000", at, format!("the extension \"{name}\" is not provided")).hint(
        format!(
            "Provided are {}; others need PostgreSQL itself: --db postgres://…, in a later version",
            PROVIDED.join(", ")
        ),
    ))
}

/// Whether an extension is accepted though nothing comes with it.
pub(crate) fn is_empty_one(name: &str) -> bool {
    EMPTY.contains(&name)
}

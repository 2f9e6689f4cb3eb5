//! Identifiers as PostgreSQL folds them, and paths of them.

use super::need;
use crate::error::{Result, SqlError};
use catalog::{Name, QualifiedName};
use squawk_syntax::SyntaxNode;
use squawk_syntax::ast::{self, AstNode};

/// Bytes of an identifier; PostgreSQL cuts off what is beyond.
const LONGEST: usize = 63;

/// The identifier that a name node holds: unquoted in lower case, quoted as it is, cut at 63 bytes.
pub(super) fn name(node: &SyntaxNode) -> Name {
    cut(ast::normalize_name_node(node))
}

/// An identifier cut where PostgreSQL cuts it.
pub(super) fn cut(mut text: String) -> Name {
    if text.len() > LONGEST {
        let mut end = LONGEST;
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        text.truncate(end);
    }
    text.into()
}

/// `schema.name` or `name`.
pub(super) fn qualified(path: &ast::PathRef) -> Result<(Option<Name>, Name)> {
    let mut parts = path_parts(path)?;
    match (parts.pop(), parts.pop(), parts.pop()) {
        (Some(name), schema, None) => Ok((schema, name)),
        _ => Err(SqlError::new(
            "0A000",
            path.syntax(),
            format!("cross-database references are not implemented: {}", path.syntax().text()),
        )),
    }
}

/// The parts of a path, outermost first.
pub(super) fn path_parts(path: &ast::PathRef) -> Result<Vec<Name>> {
    let mut parts = Vec::new();
    let mut at = Some(path.clone());
    while let Some(path) = at {
        parts.push(name(need(path.segment(), path.syntax())?.syntax()));
        at = path.qualifier();
    }
    parts.reverse();
    Ok(parts)
}

/// `schema.name` or `name`, as messages show it.
pub(super) fn shown(schema: Option<&Name>, name: &Name) -> String {
    match schema {
        Some(schema) => QualifiedName::new(schema.clone(), name.clone()).to_string(),
        None => name.to_string(),
    }
}

/// Whether what PostgreSQL and its extensions bring may be named with this schema.
pub(super) fn is_builtin_schema(schema: &str) -> bool {
    matches!(schema, "pg_catalog" | "extensions" | "public")
}

//! `create materialized view`, `refresh materialized view`, `alter materialized view`

use crate::analyze;
use crate::define::alter_table::{self, rename_column, rename_relation, set_schema};
use crate::define::draft::Draft;
use crate::define::names::{Reference, present};
use crate::define::ranges;
use crate::define::view::{columns, exists, named};
use crate::error::{Result, SqlError};
use catalog::{Relation, RelationKind, View};
use squawk_syntax::SyntaxNode;
use squawk_syntax::ast::{self, AstNode};
use std::sync::Arc;
use value::QualifiedName;

const NAMES: &str = "too many column names were specified";

/// `create materialized view [if not exists] name (columns) as query [with [no] data]`
pub(crate) fn create(draft: &mut Draft, statement: &ast::CreateMaterializedView) -> Result<()> {
    let at = statement.syntax();
    let path = statement.view().and_then(|view| view.path());
    let name = draft.new_name(&Reference::of_path(path, at)?, at)?;
    if draft.catalog.relation(&name).is_some() || draft.is_relation_name(&name.schema, &name.name) {
        if statement.if_not_exists().is_some() {
            draft.notice(format!("relation \"{}\" already exists, skipping", name.name));
            return Ok(());
        }
        return Err(exists(&name, at));
    }
    if draft.is_type_name(&name) {
        let message = format!("type \"{}\" already exists", name.name);
        return Err(SqlError::new("42710", at, message));
    }
    let query = analyze::query(draft.environment(), &present(statement.query(), at)?)?;
    let query = named(ranges::renumbered_query(query), statement.column_list(), NAMES)?;
    let columns = columns(&draft.catalog, &query, at)?;
    let populated = !matches!(statement.data_option(), Some(ast::DataOption::WithNoData(_)));
    let view = View { materialized: true, populated, ..View::over(query) };
    let mut relation = draft.new_relation(name.clone(), RelationKind::View(view));
    relation.columns = columns;
    draft.catalog.relations.insert(name, Arc::new(relation));
    Ok(())
}

/// `refresh materialized view [concurrently] name [with [no] data]`
pub(crate) fn refresh(draft: &mut Draft, statement: &ast::Refresh) -> Result<()> {
    let at = statement.syntax();
    let path = statement.view_ref().and_then(|view| view.path_ref());
    let relation = draft.relation(&Reference::of_path_ref(path, at)?, at)?;
    let name = relation.name.clone();
    let Some(view) = relation.view().filter(|view| view.materialized) else {
        let message = format!("\"{}\" is not a materialized view", name.name);
        return Err(SqlError::new("0A000", at, message));
    };
    draft.require_owner(&relation, at)?;
    let populated = !matches!(statement.data_option(), Some(ast::DataOption::WithNoData(_)));
    if statement.concurrently_token().is_some() {
        require_concurrently(&relation, view, populated, at)?;
    }
    draft.edit(&name, |relation| {
        if let RelationKind::View(view) = &mut relation.kind {
            view.populated = populated;
        }
    });
    draft.refreshed.push(name);
    Ok(())
}

fn require_concurrently(
    relation: &Relation,
    view: &View,
    populated: bool,
    at: &SyntaxNode,
) -> Result<()> {
    if !view.populated {
        let message = "CONCURRENTLY cannot be used when the materialized view is not populated";
        return Err(SqlError::new("0A000", at, message));
    }
    if !populated {
        let message = "REFRESH options CONCURRENTLY and WITH NO DATA cannot be used together";
        return Err(SqlError::new("42601", at, message));
    }
    let column =
        |part: &catalog::IndexPart| matches!(part.expression, catalog::Expression::Column { .. });
    let unique = relation
        .indexes
        .iter()
        .any(|index| index.unique && index.filter.is_none() && index.parts.iter().all(column));
    if unique {
        return Ok(());
    }
    let message = format!(
        "cannot refresh materialized view \"{}\" concurrently",
        crate::define::dependants::shown_whole(&relation.name)
    );
    Err(SqlError::new("55000", at, message).hint(
        "Create a unique index with no WHERE clause on one or more columns of the materialized view.",
    ))
}

/// `alter materialized view`
pub(crate) fn alter(draft: &mut Draft, statement: &ast::AlterMaterializedView) -> Result<()> {
    let at = statement.syntax();
    let path = statement.view_ref().and_then(|view| view.path_ref());
    let reference = Reference::of_path_ref(path, at)?;
    if statement.if_exists().is_some() && draft.find_relation(&reference).is_none() {
        return Ok(());
    }
    let relation = draft.relation(&reference, at)?;
    let mut name = relation.name.clone();
    if relation.view().is_none_or(|view| !view.materialized) {
        let message = format!("\"{}\" is not a materialized view", name.name);
        return Err(SqlError::new("42809", at, message));
    }
    for action in statement.action() {
        name = alter_one(draft, name, &action)?;
    }
    Ok(())
}

/// One change; the name after it.
fn alter_one(
    draft: &mut Draft,
    name: QualifiedName,
    action: &ast::AlterMaterializedViewAction,
) -> Result<QualifiedName> {
    use ast::AlterMaterializedViewAction as Action;
    let at = action.syntax();
    match action {
        Action::RenameColumn(rename) => rename_column(draft, &name, rename)?,
        Action::SetSchema(set) => set_schema(draft, &name, set)?,
        Action::ViewRenameTo(to) => {
            let path = to.view().and_then(|view| view.path());
            let to = Reference::of_path(path, at)?.name;
            let to = QualifiedName { schema: name.schema.clone(), name: to };
            rename_relation(draft, &name, to.clone(), at)?;
            return Ok(to);
        }
        Action::AlterTableAction(action) => alter_table::alter(draft, &name, action)?,
        Action::DependsOnExtension(_) | Action::NoDependsOnExtension(_) => {
            return Err(SqlError::unsupported(at, "a materialized view of an extension"));
        }
    }
    Ok(name)
}

//! `create publication`, `alter publication`: which tables realtime will tell of.

use crate::define::draft::Draft;
use crate::define::names::{Reference, fold, present, required};
use crate::define::rename;
use crate::error::{Result, SqlError};
use catalog::{Commented, Publication};
use squawk_syntax::SyntaxNode;
use squawk_syntax::ast::{self, AstNode};
use value::{Name, QualifiedName};

const KEPT: &str = "the publication is kept in the schema; realtime comes in a later version";

/// `create publication name for …`
pub(crate) fn create(draft: &mut Draft, statement: &ast::CreatePublication) -> Result<()> {
    let at = statement.syntax();
    let name = required(statement.publication(), at)?;
    if draft.catalog.publications.contains_key(&name) {
        return Err(SqlError::new("42710", at, format!("publication \"{name}\" already exists")));
    }
    let mut publication = Publication::default();
    match statement.publication_for_clause() {
        Some(ast::PublicationForClause::ForAllPublicationObjects(_)) => {
            publication.all_tables = true;
        }
        Some(ast::PublicationForClause::ForPublicationObjects(of)) => {
            publication.relations = tables(draft, of.publication_objects())?;
        }
        None => {}
    }
    draft.catalog.publications.insert(name, publication);
    notice(draft);
    Ok(())
}

fn notice(draft: &mut Draft) {
    if !draft.is_own {
        draft.notice(KEPT);
    }
}

/// `alter publication name …`
pub(crate) fn alter(draft: &mut Draft, statement: &ast::AlterPublication) -> Result<()> {
    let at = statement.syntax();
    let name = required(statement.publication_ref(), at)?;
    let Some(mut publication) = draft.catalog.publications.get(&name).cloned() else {
        return Err(SqlError::new("42704", at, format!("publication \"{name}\" does not exist")));
    };
    match present(statement.action(), at)? {
        // Whose it is decides only who may alter it.
        ast::AlterPublicationAction::OwnerTo(_) => return Ok(()),
        ast::AlterPublicationAction::PublicationRenameTo(to) => {
            let to = required(to.publication(), at)?;
            return rename_publication(draft, &name, &to, at);
        }
        ast::AlterPublicationAction::AddPublicationObjects(add) => {
            for table in tables(draft, add.publication_objects())? {
                if publication.relations.contains(&table) {
                    let message = format!(
                        "relation \"{}\" is already member of publication \"{name}\"",
                        table.name
                    );
                    return Err(SqlError::new("42710", at, message));
                }
                publication.relations.push(table);
            }
        }
        ast::AlterPublicationAction::DropPublicationObjects(drop) => {
            let dropped = tables(draft, drop.publication_objects())?;
            publication.relations.retain(|table| !dropped.contains(table));
        }
        ast::AlterPublicationAction::SetPublicationObjects(set) => {
            publication.relations = tables(draft, set.publication_objects())?;
        }
        other => return Err(SqlError::unsupported(other.syntax(), "this change of a publication")),
    }
    draft.catalog.publications.insert(name, publication);
    notice(draft);
    Ok(())
}

fn rename_publication(draft: &mut Draft, from: &Name, to: &Name, at: &SyntaxNode) -> Result<()> {
    if draft.catalog.publications.contains_key(to) {
        return Err(SqlError::new("42710", at, format!("publication \"{to}\" already exists")));
    }
    if let Some((index, _, publication)) = draft.catalog.publications.shift_remove_full(from) {
        draft.catalog.publications.shift_insert(index, to.clone(), publication);
    }
    rename::rename_comments(&mut draft.catalog, &mut |commented| {
        if let Commented::Publication(name) = commented
            && name == from
        {
            *name = to.clone();
        }
    });
    Ok(())
}

fn tables(
    draft: &Draft,
    objects: ast::AstChildren<ast::PublicationObject>,
) -> Result<Vec<QualifiedName>> {
    let mut tables = Vec::new();
    for object in objects {
        let at = object.syntax();
        match &object {
            ast::PublicationObject::PublicationObjectTable(table) => {
                if let Some(filter) = table.where_condition_clause() {
                    return Err(SqlError::unsupported(
                        filter.syntax(),
                        "a condition of a publication",
                    ));
                }
                if let Some(list) = table.column_ref_list() {
                    return Err(SqlError::unsupported(
                        list.syntax(),
                        "a publication of some columns",
                    ));
                }
                let path = table.table_name_ref().and_then(|name| name.path_ref());
                tables.push(draft.table(&Reference::of_path_ref(path, at)?, at)?.name.clone());
            }
            ast::PublicationObject::PublicationObjectTablesInSchema(of) => {
                let schema = fold(present(of.schema_ref(), at)?.syntax());
                draft.require_schema(&schema, at)?;
                let relations = draft.catalog.relations.values();
                let here = relations.filter(|it| it.is_table() && it.name.schema == schema);
                tables.extend(here.map(|table| table.name.clone()));
            }
            ast::PublicationObject::PublicationObjectCurrentSchema(_) => {
                return Err(SqlError::unsupported(at, "current_schema in a publication"));
            }
        }
    }
    Ok(tables)
}

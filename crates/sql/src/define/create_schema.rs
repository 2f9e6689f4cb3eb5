//! `create schema`, `alter schema`

use crate::define::draft::Draft;
use crate::define::names::{fold, present, required};
use crate::define::{Effect, rename, retype, role, statement};
use crate::error::{Result, SqlError};
use catalog::{Change, Privilege, Schema};
use squawk_syntax::SyntaxNode;
use squawk_syntax::ast::{self, AstNode};
use value::{Name, QualifiedName};

/// The schemas of every project.
const EVERYWHERE: &[&str] = &["public", "auth", "extensions"];

/// `create schema [if not exists] name [authorization role] [element …]`
pub(crate) fn create_schema(draft: &mut Draft, of: &ast::CreateSchema) -> Result<()> {
    let at = of.syntax();
    let (name, owner) = match present(of.create_schema_target(), at)? {
        ast::CreateSchemaTarget::NamedSchema(named) => {
            let owner = named.role_ref().map(|role| role::referred(draft, Some(role), at));
            (required(named.schema(), at)?, owner.transpose()?)
        }
        ast::CreateSchemaTarget::AuthorizationSchema(authorization) => {
            let owner = required(authorization.role(), at)?;
            draft.require_role(&owner, at)?;
            (owner.clone(), Some(owner))
        }
    };
    if draft.catalog.schemas.contains_key(&name) {
        // Dumps create the schemas that every project has.
        if of.if_not_exists().is_some() || EVERYWHERE.contains(&&*name) {
            return Ok(());
        }
        return Err(SqlError::new("42P06", at, format!("schema \"{name}\" already exists")));
    }
    require_free(&name, at)?;
    let mut schema = Schema::default();
    for privilege in [Privilege::Usage, Privilege::Create] {
        if let Some(owner) = owner.as_ref().filter(|owner| **owner != draft.role) {
            schema.privileges.grant(owner, privilege, true);
        }
    }
    draft.catalog.schemas.insert(name.clone(), schema);
    elements(draft, of, name)
}

fn require_free(name: &Name, at: &SyntaxNode) -> Result<()> {
    if name.starts_with("pg_") || &**name == "information_schema" {
        let message = format!("unacceptable schema name \"{name}\"");
        return Err(SqlError::new("42939", at, message)
            .detail("The prefix \"pg_\" is reserved for system schemas."));
    }
    Ok(())
}

/// What is created in the schema by the same statement.
fn elements(draft: &mut Draft, of: &ast::CreateSchema, schema: Name) -> Result<()> {
    let path = std::mem::replace(&mut draft.search_path, vec![schema]);
    let mut done = Ok(());
    for element in of.schema_elements() {
        let Some(inner) = ast::Stmt::cast(element.syntax().clone()) else {
            done = Err(SqlError::unsupported(element.syntax(), "this in create schema"));
            break;
        };
        done = statement(draft, &inner).map(|_: Effect| ());
        if done.is_err() {
            break;
        }
    }
    draft.search_path = path;
    done
}

/// `alter schema`
pub(crate) fn alter_schema(draft: &mut Draft, of: &ast::AlterSchema) -> Result<()> {
    let at = of.syntax();
    let name = required(of.schema_ref(), at)?;
    draft.require_schema(&name, at)?;
    match present(of.action(), at)? {
        // Whose a schema is decides only who may alter it.
        ast::AlterSchemaAction::OwnerTo(_) => Ok(()),
        ast::AlterSchemaAction::SchemaRenameTo(to) => {
            let to = fold(present(to.schema(), at)?.syntax());
            rename_schema(draft, &name, &to, at)
        }
    }
}

fn rename_schema(draft: &mut Draft, from: &Name, to: &Name, at: &SyntaxNode) -> Result<()> {
    require_free(to, at)?;
    if draft.catalog.schemas.contains_key(to) {
        return Err(SqlError::new("42P06", at, format!("schema \"{to}\" already exists")));
    }
    let catalog = &mut draft.catalog;
    let Some((index, _, schema)) = catalog.schemas.shift_remove_full(from) else { return Ok(()) };
    catalog.schemas.shift_insert(index, to.clone(), schema);
    draft.renames.push(Change::CreateSchema(to.clone()));
    let moved =
        |name: &QualifiedName| QualifiedName { schema: to.clone(), name: name.name.clone() };
    let types: Vec<QualifiedName> = catalog.types.keys().cloned().collect();
    for name in types.iter().filter(|name| name.schema == *from) {
        rename::user_type(catalog, name, &moved(name));
        draft.renames.push(Change::AlterType(moved(name)));
    }
    let relations: Vec<QualifiedName> = catalog.relations.keys().cloned().collect();
    for name in relations.iter().filter(|name| name.schema == *from) {
        rename::relation(catalog, name, &moved(name));
        draft.renames.push(Change::RenameRelation { from: name.clone(), to: moved(name) });
    }
    let routines = catalog.routines.keys().filter(|id| id.name.schema == *from);
    for id in routines.cloned().collect::<Vec<_>>() {
        rename::routine(catalog, &id, &moved(&id.name));
    }
    draft.renames.push(Change::DropSchema(from.clone()));
    for default in &mut draft.catalog.default_privileges {
        if default.schema.as_ref() == Some(from) {
            default.schema = Some(to.clone());
        }
    }
    // Row types of the moved tables are made anew for whoever holds them.
    for name in relations.iter().filter(|name| name.schema == *from) {
        retype::row_type(draft, &moved(name));
    }
    Ok(())
}

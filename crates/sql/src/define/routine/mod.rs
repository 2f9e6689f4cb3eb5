//! `create function … language sql`: its signature, its attributes, and its statements, read when it is created.

pub(crate) mod alter;
mod attributes;
mod body;
pub(crate) mod find;
mod replace;
mod signature;

use crate::define::draft::{Draft, default_search_path};
use crate::define::names::{Reference, present};
use crate::define::trees;
use crate::define::uses;
use crate::error::{Result, SqlError};
use catalog::{Catalog, DefaultsOn, Returns, Routine, RoutineId, Volatility};
use squawk_syntax::SyntaxNode;
use squawk_syntax::ast::{self, AstNode};
use std::sync::Arc;

pub(crate) use attributes::language;

/// `create [or replace] function name (parameters) returns type …`
pub(crate) fn create_function(draft: &mut Draft, statement: &ast::CreateFunction) -> Result<()> {
    let at = statement.syntax();
    let path = statement.name().and_then(|name| name.path());
    let name = draft.new_name(&Reference::of_path(path, at)?, at)?;
    let list = present(statement.param_list(), at)?;
    let signature = signature::read(draft, &list, statement.ret_type(), at)?;
    let mut routine = Routine {
        privileges: draft.default_rights(&name.schema, DefaultsOn::Routines),
        name,
        parameters: signature.parameters,
        returns: signature.returns,
        set: signature.set,
        rows: None,
        volatility: Volatility::Volatile,
        strict: false,
        security_definer: false,
        settings: Vec::new(),
        body: Vec::new(),
        owner: draft.role.clone(),
        comment: None,
    };
    let options = statement.option_list();
    attributes::apply(draft, &mut routine, options.as_ref())?;
    let id = routine.id();
    if let Some(old) = draft.catalog.routines.get(&id).cloned() {
        if statement.or_replace().is_none() {
            let message = format!(
                "function \"{}\" already exists with same argument types",
                routine.name.name
            );
            return Err(SqlError::new("42723", at, message));
        }
        replace::check(&old, &routine, at)?;
        routine.privileges = old.privileges.clone();
        routine.owner = old.owner.clone();
        routine.comment.clone_from(&old.comment);
    }
    // It is there while its body is read, so that a call of itself is told from one of nothing.
    draft.catalog.routines.insert(id.clone(), Arc::new(routine));
    draft.unread.retain(|(other, _)| *other != id);
    if !draft.check_bodies && statement.body().is_none() {
        draft.unread.push((id, statement.clone()));
        return Ok(());
    }
    read_body(draft, &id, statement)
}

fn read_body(draft: &mut Draft, id: &RoutineId, statement: &ast::CreateFunction) -> Result<()> {
    let Some(routine) = draft.catalog.routines.get(id) else { return Ok(()) };
    let mut routine = routine.as_ref().clone();
    routine.body = body::read(draft, &routine, statement)?;
    refuse_circle(&draft.catalog, &routine, statement.syntax())?;
    draft.catalog.routines.insert(id.clone(), Arc::new(routine));
    Ok(())
}

/// Reads the statements of the functions that were created without being checked; what is wrong with those that
/// can't be read yet.
pub(crate) fn read_unread(draft: &mut Draft) -> Vec<SqlError> {
    let path = std::mem::replace(&mut draft.search_path, default_search_path());
    let mut errors = Vec::new();
    for (id, statement) in std::mem::take(&mut draft.unread) {
        if let Err(error) = read_body(draft, &id, &statement) {
            errors.push(error);
            draft.unread.push((id, statement));
        }
    }
    draft.search_path = path;
    errors
}

/// A call is replaced by the routine's statements, so that one which leads back to itself would never end.
fn refuse_circle(catalog: &Catalog, routine: &Routine, at: &SyntaxNode) -> Result<()> {
    let id = routine.id();
    let mut seen: Vec<RoutineId> = Vec::new();
    let mut ahead = called_by(routine);
    while let Some(next) = ahead.pop() {
        if next == id {
            let what = format!("a function that calls itself, as {} does,", shown(&id));
            return Err(SqlError::unsupported(at, what)
                .hint("Write the repetition as a query: with recursive …"));
        }
        if !seen.contains(&next) {
            ahead.extend(catalog.routines.get(&next).into_iter().flat_map(|it| called_by(it)));
            seen.push(next);
        }
    }
    Ok(())
}

/// The routines that a routine's statements and defaults call.
fn called_by(routine: &Routine) -> Vec<RoutineId> {
    trees::of_routine(routine).flat_map(|tree| uses::of_tree(tree, None).routines).collect()
}

/// `f(integer, text)`: a routine as messages name it, `public` left out.
pub(crate) fn shown(id: &RoutineId) -> String {
    let types: Vec<&str> = id.arguments.iter().map(|of| &**of).collect();
    format!("{}({})", crate::define::dependants::shown(&id.name), types.join(","))
}

/// Whether a routine gives nothing.
fn is_void(routine: &Routine) -> bool {
    routine.returns == Returns::Void
}

//! `alter function`, `drop function`: other attributes, another name, another owner.

use super::attributes;
use super::find;
use crate::define::draft::Draft;
use crate::define::names::{Reference, fold, present};
use crate::define::{rename, role};
use crate::error::{Result, SqlError};
use catalog::{Privilege, QualifiedName, RoutineId};
use squawk_syntax::SyntaxNode;
use squawk_syntax::ast::{self, AstNode};
use std::sync::Arc;

/// `alter function f(…) …`
pub(crate) fn alter_function(draft: &mut Draft, statement: &ast::AlterFunction) -> Result<()> {
    let at = statement.syntax();
    let id = find::required(draft, &present(statement.function_sig(), at)?)?;
    let Some(old) = draft.catalog.routines.get(&id).cloned() else { return Ok(()) };
    match present(statement.action(), at)? {
        ast::AlterFunctionAction::FuncOptionList(options) => {
            let mut routine = old.as_ref().clone();
            attributes::apply(draft, &mut routine, Some(&options))?;
            draft.catalog.routines.insert(id, Arc::new(routine));
            Ok(())
        }
        ast::AlterFunctionAction::OwnerTo(to) => {
            let owner = role::referred(draft, to.role_ref(), at)?;
            if let Some(routine) = draft.catalog.routines.get_mut(&id) {
                let routine = Arc::make_mut(routine);
                // An owner has every right and needs none.
                routine.privileges.revoke(&owner, Privilege::Execute);
                routine.owner = owner;
            }
            Ok(())
        }
        ast::AlterFunctionAction::FunctionRenameTo(to) => {
            let path = to.function_name().and_then(|name| name.path());
            let name = Reference::of_path(path, at)?.name;
            let to = QualifiedName { schema: id.name.schema.clone(), name };
            renamed(draft, &id, &to, at)
        }
        ast::AlterFunctionAction::SetSchema(set) => {
            let schema = fold(present(set.schema_ref(), at)?.syntax());
            draft.require_schema(&schema, at)?;
            let to = QualifiedName { schema, name: id.name.name.clone() };
            renamed(draft, &id, &to, at)
        }
        ast::AlterFunctionAction::DependsOnExtension(on) => {
            Err(SqlError::unsupported(on.syntax(), "`depends on extension`"))
        }
        ast::AlterFunctionAction::NoDependsOnExtension(_) => Ok(()),
    }
}

fn renamed(draft: &mut Draft, id: &RoutineId, to: &QualifiedName, at: &SyntaxNode) -> Result<()> {
    let new = RoutineId { name: to.clone(), arguments: id.arguments.clone() };
    if new == *id {
        return Ok(());
    }
    if draft.catalog.routines.contains_key(&new) {
        let shown = super::shown(&RoutineId {
            name: QualifiedName::new("public", to.name.clone()),
            arguments: id.arguments.clone(),
        });
        let message = format!("function {shown} already exists in schema \"{}\"", to.schema);
        return Err(SqlError::new("42723", at, message));
    }
    rename::routine(&mut draft.catalog, id, to);
    Ok(())
}

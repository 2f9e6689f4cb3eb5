//! `alter default privileges`

use crate::define::draft::Draft;
use crate::define::grant::{OF_TABLES, Right, rights, schemas};
use crate::define::names::present;
use crate::define::role;
use crate::error::Result;
use catalog::{DefaultPrivileges, DefaultsOn, Grant, Privilege};
use squawk_syntax::SyntaxNode;
use squawk_syntax::ast::{self, AstNode};
use value::Name;

/// `alter default privileges [for role …] [in schema …] grant|revoke …`
pub(crate) fn alter(draft: &mut Draft, statement: &ast::AlterDefaultPrivileges) -> Result<()> {
    let at = statement.syntax();
    // What another role would create never comes to be: all that a project defines belongs to one role.
    if let Some(of) = statement.for_roles() {
        let named = present(of.role_ref_list(), at)?;
        let names: Result<Vec<Name>> =
            named.role_refs().map(|it| role::named(draft, &it)).collect();
        if !names?.contains(&draft.role) {
            return Ok(());
        }
    }
    let schemas: Vec<Option<Name>> = match statement.in_schemas() {
        Some(list) => schemas(draft, list.schema_refs())?.into_iter().map(Some).collect(),
        None => vec![None],
    };
    match present(statement.action(), at)? {
        ast::AlterDefaultPrivilegesAction::GrantDefaultPrivileges(grant) => {
            let roles = role::listed(draft, grant.role_ref_list(), at)?;
            let rights = rights(&present(grant.privileges(), at)?)?;
            let Some(on) = target(draft, grant.privilege_target(), at)? else { return Ok(()) };
            each(draft, on, &schemas, &roles, &rights, add)
        }
        ast::AlterDefaultPrivilegesAction::RevokeDefaultPrivileges(revoke) => {
            let roles = role::listed(draft, revoke.role_ref_list(), at)?;
            let rights = rights(&present(revoke.privileges(), at)?)?;
            let Some(on) = target(draft, revoke.privilege_target(), at)? else { return Ok(()) };
            if revoke.grant_option_for().is_some() {
                return Ok(());
            }
            each(draft, on, &schemas, &roles, &rights, remove)
        }
    }
}

fn target(
    draft: &mut Draft,
    target: Option<ast::PrivilegeTarget>,
    at: &SyntaxNode,
) -> Result<Option<DefaultsOn>> {
    Ok(Some(match present(target, at)? {
        ast::PrivilegeTarget::PrivilegeTargetTables(_) => DefaultsOn::Tables,
        ast::PrivilegeTarget::PrivilegeTargetSequences(_) => DefaultsOn::Sequences,
        ast::PrivilegeTarget::PrivilegeTargetFunctions(_)
        | ast::PrivilegeTarget::PrivilegeTargetRoutines(_) => DefaultsOn::Routines,
        ast::PrivilegeTarget::PrivilegeTargetTypes(_) => DefaultsOn::Types,
        ast::PrivilegeTarget::PrivilegeTargetSchemas(_)
        | ast::PrivilegeTarget::PrivilegeTargetLargeObjects(_) => {
            draft.notice("default rights on schemas and large objects have no effect");
            return Ok(None);
        }
    }))
}

fn possible(on: DefaultsOn) -> &'static [Privilege] {
    match on {
        DefaultsOn::Tables => OF_TABLES,
        DefaultsOn::Sequences => &[Privilege::Usage, Privilege::Select, Privilege::Update],
        DefaultsOn::Routines => &[Privilege::Execute],
        DefaultsOn::Types => &[Privilege::Usage],
    }
}

fn each(
    draft: &mut Draft,
    on: DefaultsOn,
    schemas: &[Option<Name>],
    roles: &[Name],
    rights: &[Right],
    change: fn(&mut Vec<DefaultPrivileges>, &DefaultPrivileges),
) -> Result<()> {
    // Everything that is created belongs to this role, which needs no rights.
    for role in roles.iter().filter(|role| **role != draft.role) {
        for right in rights {
            for privilege in right.among(possible(on), "relation")? {
                for schema in schemas {
                    let grant = Grant { grantee: role.clone(), privilege, written: false };
                    let default = DefaultPrivileges { schema: schema.clone(), on, grant };
                    change(&mut draft.catalog.default_privileges, &default);
                }
            }
        }
    }
    Ok(())
}

fn add(defaults: &mut Vec<DefaultPrivileges>, new: &DefaultPrivileges) {
    if !defaults.contains(new) {
        defaults.push(new.clone());
    }
}

fn remove(defaults: &mut Vec<DefaultPrivileges>, old: &DefaultPrivileges) {
    defaults.retain(|default| default != old);
}

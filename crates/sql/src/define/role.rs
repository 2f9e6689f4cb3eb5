//! Roles: `create role`, `alter role`, `grant role to role`, and names of roles in other statements.

use crate::define::draft::Draft;
use crate::define::names::{fold, present, required};
use crate::define::rename;
use crate::error::{Result, SqlError};
use catalog::Role;
use squawk_syntax::SyntaxNode;
use squawk_syntax::ast::{self, AstNode};
use value::Name;

/// A role that a statement names, `current_user` too.
pub(crate) fn referred(draft: &Draft, role: Option<ast::RoleRef>, at: &SyntaxNode) -> Result<Name> {
    let role = present(role, at)?;
    let name = named(draft, &role)?;
    draft.require_role(&name, role.syntax())?;
    Ok(name)
}

/// The name that a statement gives of a role, which need not be there.
pub(crate) fn named(draft: &Draft, role: &ast::RoleRef) -> Result<Name> {
    Ok(match present(role.role_ref_value(), role.syntax())? {
        ast::RoleRefValue::RoleNameRef(name) => fold(name.syntax()),
        ast::RoleRefValue::RoleRefCurrentRole(_)
        | ast::RoleRefValue::RoleRefCurrentUser(_)
        | ast::RoleRefValue::RoleRefSessionUser(_) => draft.role.clone(),
    })
}

/// A list of roles.
pub(crate) fn listed(
    draft: &Draft,
    list: Option<ast::RoleRefList>,
    at: &SyntaxNode,
) -> Result<Vec<Name>> {
    let list = present(list, at)?;
    list.role_refs().map(|role| referred(draft, Some(role), at)).collect()
}

/// `create role`, `create user`, `create group`
pub(crate) fn create_role(
    draft: &mut Draft,
    role: Option<ast::Role>,
    options: Option<ast::RoleOptionList>,
    at: &SyntaxNode,
) -> Result<()> {
    let name = required(role, at)?;
    if &*name == "public" || &*name == "none" || name.starts_with("pg_") {
        return Err(SqlError::new("42939", at, format!("role name \"{name}\" is reserved")));
    }
    if draft.catalog.roles.contains_key(&name) {
        return Err(SqlError::new("42710", at, format!("role \"{name}\" already exists")));
    }
    draft.catalog.roles.insert(name.clone(), Role::default());
    set_options(draft, &name, options)
}

/// `alter role`, `alter user`
pub(crate) fn alter_role(draft: &mut Draft, statement: &ast::AlterRole) -> Result<()> {
    let at = statement.syntax();
    let name = referred(draft, statement.role_ref(), at)?;
    match present(statement.action(), at)? {
        ast::AlterRoleAction::RoleOptionList(options) => set_options(draft, &name, Some(options)),
        ast::AlterRoleAction::RoleRenameTo(to) => {
            let to = required(to.role(), at)?;
            if draft.catalog.roles.contains_key(&to) {
                return Err(SqlError::new("42710", at, format!("role \"{to}\" already exists")));
            }
            rename::role(&mut draft.catalog, &name, &to);
            Ok(())
        }
        ast::AlterRoleAction::SetConfigParam(set) => {
            unused_setting(draft, &name, &set.syntax().text().to_string());
            Ok(())
        }
        ast::AlterRoleAction::ResetConfigParam(_) => Ok(()),
    }
}

fn unused_setting(draft: &mut Draft, role: &Name, setting: &str) {
    let setting = setting.split_whitespace().collect::<Vec<_>>().join(" ");
    draft.notice(format!(
        "the role {role} gets no settings of its own here: \"{setting}\" has no effect"
    ));
}

fn set_options(draft: &mut Draft, name: &Name, options: Option<ast::RoleOptionList>) -> Result<()> {
    let mut unused = Vec::new();
    for option in options.into_iter().flat_map(|list| list.role_options()) {
        let at = option.syntax().clone();
        match option {
            ast::RoleOption::RoleOptionGeneric(_) | ast::RoleOption::RoleOptionInherit(_) => {
                let word = at.text().to_string().trim().to_ascii_lowercase();
                if !attribute(draft, name, &word, &at)? {
                    unused.push(word);
                }
            }
            ast::RoleOption::RoleOptionInRole(of) => {
                let groups = listed(draft, of.role_ref_list(), &at)?;
                join(draft, &groups, std::slice::from_ref(name), &at)?;
            }
            ast::RoleOption::RoleOptionInGroup(of) => {
                let groups = listed(draft, of.role_ref_list(), &at)?;
                join(draft, &groups, std::slice::from_ref(name), &at)?;
            }
            ast::RoleOption::RoleOptionRole(of) => {
                let members = listed(draft, of.role_ref_list(), &at)?;
                join(draft, std::slice::from_ref(name), &members, &at)?;
            }
            ast::RoleOption::RoleOptionUser(of) => {
                let members = listed(draft, of.role_ref_list(), &at)?;
                join(draft, std::slice::from_ref(name), &members, &at)?;
            }
            ast::RoleOption::RoleOptionAdmin(of) => {
                let members = listed(draft, of.role_ref_list(), &at)?;
                join(draft, std::slice::from_ref(name), &members, &at)?;
            }
            ast::RoleOption::RoleOptionConnectionLimit(_) => unused.push("connection limit".into()),
            ast::RoleOption::RoleOptionEncryptedPassword(_)
            | ast::RoleOption::RoleOptionPassword(_) => unused.push("password".into()),
            ast::RoleOption::RoleOptionValidUntil(_) => unused.push("valid until".into()),
            ast::RoleOption::RoleOptionSysid(_) => {}
        }
    }
    if !unused.is_empty() {
        let unused = unused.join(", ");
        draft.notice(format!(
            "nobody connects as the role {name}, a token or key names it: {unused} has no effect"
        ));
    }
    Ok(())
}

/// Sets an attribute; whether it has a meaning here.
fn attribute(draft: &mut Draft, name: &Name, word: &str, at: &SyntaxNode) -> Result<bool> {
    if word == "superuser" && !draft.is_own {
        return Err(SqlError::new("42501", at, "must be superuser to create superusers")
            .hint("A role that no policy holds for is created with bypassrls."));
    }
    let Some(role) = draft.catalog.roles.get_mut(name) else { return Ok(true) };
    match word {
        "superuser" => role.superuser = true,
        "nosuperuser" => role.superuser = false,
        "bypassrls" => role.bypass_row_security = true,
        "nobypassrls" => role.bypass_row_security = false,
        "inherit" => role.no_inherit = false,
        "noinherit" => role.no_inherit = true,
        "nologin" | "nocreatedb" | "nocreaterole" | "noreplication" => {}
        "login" | "createdb" | "createrole" | "replication" => return Ok(draft.is_own),
        other => {
            return Err(SqlError::syntax(at, format!("unrecognized role option \"{other}\"")));
        }
    }
    Ok(true)
}

/// `grant group to member`
pub(crate) fn join(
    draft: &mut Draft,
    groups: &[Name],
    members: &[Name],
    at: &SyntaxNode,
) -> Result<()> {
    for member in members {
        for group in groups {
            if draft.catalog.roles_of(group).contains(member) {
                let message = format!("role \"{group}\" is a member of role \"{member}\"");
                return Err(SqlError::new("0LP01", at, message));
            }
            if let Some(role) = draft.catalog.roles.get_mut(member)
                && !role.member_of.contains(group)
            {
                role.member_of.push(group.clone());
            }
        }
    }
    Ok(())
}

/// `revoke group from member`
pub(crate) fn leave(draft: &mut Draft, groups: &[Name], members: &[Name]) {
    for member in members {
        if let Some(role) = draft.catalog.roles.get_mut(member) {
            role.member_of.retain(|group| !groups.contains(group));
        }
    }
}

/// `drop role`: one that owns nothing, has no rights and is named in no policy.
pub(crate) fn drop_role(
    draft: &mut Draft,
    roles: impl Iterator<Item = ast::RoleRef>,
    if_exists: bool,
    at: &SyntaxNode,
) -> Result<()> {
    for role in roles {
        let name = named(draft, &role)?;
        if !draft.catalog.roles.contains_key(&name) {
            if if_exists {
                continue;
            }
            return Err(SqlError::new("42704", at, format!("role \"{name}\" does not exist")));
        }
        let uses = uses(draft, &name);
        if !uses.is_empty() {
            let message =
                format!("role \"{name}\" cannot be dropped because some objects depend on it");
            return Err(SqlError::new("2BP01", at, message).detail(uses.join("\n  ")));
        }
        draft.catalog.roles.shift_remove(&name);
        for other in draft.catalog.roles.values_mut() {
            other.member_of.retain(|group| *group != name);
        }
    }
    Ok(())
}

fn uses(draft: &Draft, role: &Name) -> Vec<String> {
    let mut uses = Vec::new();
    let has = |rights: &catalog::Privileges| rights.iter().any(|grant| grant.grantee == *role);
    for relation in draft.catalog.relations.values() {
        let name = crate::define::dependants::shown(&relation.name);
        if relation.owner == *role {
            uses.push(format!("owner of table {name}"));
        }
        if has(&relation.privileges) || relation.columns.iter().any(|it| has(&it.privileges)) {
            uses.push(format!("privileges for table {name}"));
        }
        let policies = relation.policies.iter().filter(|policy| policy.roles.contains(role));
        uses.extend(
            policies.map(|policy| format!("target of policy {} on table {name}", policy.name)),
        );
    }
    let schemas = draft.catalog.schemas.iter().filter(|(_, schema)| has(&schema.privileges));
    uses.extend(schemas.map(|(name, _)| format!("privileges for schema {name}")));
    if draft.catalog.default_privileges.iter().any(|default| default.grant.grantee == *role) {
        uses.push("default privileges".to_owned());
    }
    uses
}

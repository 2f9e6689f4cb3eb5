//! `create policy`, `alter policy`

use crate::analyze;
use crate::define::draft::Draft;
use crate::define::names::{Reference, present, required};
use crate::define::{purity, ranges, rename, role};
use crate::error::{Result, SqlError};
use catalog::{Command, Commented, Expression, Policy, Relation};
use squawk_syntax::SyntaxNode;
use squawk_syntax::ast::{self, AstNode};
use std::sync::Arc;
use value::Name;

/// `create policy name on table as … for … to … using (…) with check (…)`
pub(crate) fn create_policy(draft: &mut Draft, statement: &ast::CreatePolicy) -> Result<()> {
    let at = statement.syntax();
    let table = table(draft, statement.on_table(), at)?;
    let name = required(statement.policy(), at)?;
    if table.policies.iter().any(|policy| policy.name == name) {
        let message = format!("policy \"{name}\" for table \"{}\" already exists", table.name.name);
        return Err(SqlError::new("42710", at, message));
    }
    let command = command(statement.policy_command())?;
    let using = condition(draft, &table, using_of(statement.using_expr_clause())?)?;
    let check = condition(draft, &table, check_of(statement.with_check_expr_clause())?)?;
    require_fitting(command, using.as_ref(), check.as_ref(), at)?;
    let policy = Policy {
        name,
        permissive: permissive(statement.as_policy_type())?,
        command,
        roles: roles(draft, statement.policy_roles())?
            .unwrap_or_else(|| vec![Name::from("public")]),
        using,
        check,
    };
    draft.edit(&table.name, |table| table.policies.push(policy));
    Ok(())
}

fn table(draft: &Draft, on: Option<ast::OnTable>, at: &SyntaxNode) -> Result<Arc<Relation>> {
    let path = on.and_then(|on| on.table_name_ref()).and_then(|table| table.path_ref());
    let table = draft.table(&Reference::of_path_ref(path, at)?, at)?;
    draft.require_owner(&table, at)?;
    Ok(table)
}

fn permissive(of: Option<ast::AsPolicyType>) -> Result<bool> {
    let Some(of) = of else { return Ok(true) };
    let word = of.ident_token().map(|token| token.text().to_ascii_lowercase());
    match word.as_deref() {
        Some("permissive") => Ok(true),
        Some("restrictive") => Ok(false),
        _ => {
            let word = word.unwrap_or_default();
            Err(SqlError::syntax(
                of.syntax(),
                format!("unrecognized row security option \"{word}\""),
            )
            .hint("Only PERMISSIVE or RESTRICTIVE policies are supported currently."))
        }
    }
}

fn command(of: Option<ast::PolicyCommand>) -> Result<Command> {
    let Some(of) = of else { return Ok(Command::All) };
    Ok(match present(of.command(), of.syntax())? {
        ast::PolicyCommandKind::PolicyCommandAll(_) => Command::All,
        ast::PolicyCommandKind::PolicyCommandSelect(_) => Command::Select,
        ast::PolicyCommandKind::PolicyCommandInsert(_) => Command::Insert,
        ast::PolicyCommandKind::PolicyCommandUpdate(_) => Command::Update,
        ast::PolicyCommandKind::PolicyCommandDelete(_) => Command::Delete,
    })
}

fn require_fitting(
    command: Command,
    using: Option<&Expression>,
    check: Option<&Expression>,
    at: &SyntaxNode,
) -> Result<()> {
    let message = match command {
        Command::Select | Command::Delete if check.is_some() => {
            "WITH CHECK cannot be applied to SELECT or DELETE"
        }
        Command::Insert if using.is_some() => "only WITH CHECK expression allowed for INSERT",
        _ => return Ok(()),
    };
    Err(SqlError::syntax(at, message))
}

fn roles(draft: &Draft, of: Option<ast::PolicyRoles>) -> Result<Option<Vec<Name>>> {
    let Some(of) = of else { return Ok(None) };
    role::listed(draft, of.role_ref_list(), of.syntax()).map(Some)
}

fn using_of(clause: Option<ast::UsingExprClause>) -> Result<Option<ast::Expr>> {
    clause.map(|clause| present(clause.expr(), clause.syntax())).transpose()
}

fn check_of(clause: Option<ast::WithCheckExprClause>) -> Result<Option<ast::Expr>> {
    clause.map(|clause| present(clause.expr(), clause.syntax())).transpose()
}

fn condition(
    draft: &Draft,
    table: &Relation,
    expr: Option<ast::Expr>,
) -> Result<Option<Expression>> {
    let Some(expr) = expr else { return Ok(None) };
    let row = Some((table, Relation::ROW));
    let condition = analyze::expression(draft.environment(), &expr, row, None)?;
    let condition = purity::condition(condition, "POLICY", expr.syntax())?;
    purity::require_policy(&condition, expr.syntax())?;
    Ok(Some(ranges::renumbered(condition)))
}

/// `alter policy name on table …`
pub(crate) fn alter_policy(draft: &mut Draft, statement: &ast::AlterPolicy) -> Result<()> {
    let at = statement.syntax();
    let table = table(draft, statement.on_table(), at)?;
    let name = required(statement.policy_ref(), at)?;
    let Some(old) = table.policies.iter().find(|policy| policy.name == name) else {
        return Err(missing(&table, &name, at));
    };
    let mut policy = old.clone();
    match present(statement.action(), at)? {
        ast::AlterPolicyAction::PolicyRenameTo(to) => {
            policy.name = required(to.policy(), at)?;
            if table.policies.iter().any(|other| other.name == policy.name) {
                let message = format!(
                    "policy \"{}\" for table \"{}\" already exists",
                    policy.name, table.name.name
                );
                return Err(SqlError::new("42710", at, message));
            }
            rename_comment(draft, &table, &name, &policy.name);
        }
        ast::AlterPolicyAction::AlterPolicyTo(to) => {
            if let Some(roles) = roles(draft, to.policy_roles())? {
                policy.roles = roles;
            }
            if let Some(using) = condition(draft, &table, using_of(to.using_expr_clause())?)? {
                policy.using = Some(using);
            }
            if let Some(check) = condition(draft, &table, check_of(to.with_check_expr_clause())?)? {
                policy.check = Some(check);
            }
            let (using, check) = (policy.using.as_ref(), policy.check.as_ref());
            require_fitting(policy.command, using, check, at)?;
        }
    }
    draft.edit(&table.name, |table| {
        if let Some(old) = table.policies.iter_mut().find(|it| it.name == name) {
            *old = policy;
        }
    });
    Ok(())
}

fn rename_comment(draft: &mut Draft, table: &Relation, from: &Name, to: &Name) {
    rename::rename_comments(&mut draft.catalog, &mut |commented| match commented {
        Commented::Policy { relation, name } if *relation == table.name && name == from => {
            *name = to.clone();
        }
        _ => {}
    });
}

/// 42704
pub(crate) fn missing(table: &Relation, name: &Name, at: &SyntaxNode) -> SqlError {
    let message = format!("policy \"{name}\" for table \"{}\" does not exist", table.name.name);
    SqlError::new("42704", at, message)
}

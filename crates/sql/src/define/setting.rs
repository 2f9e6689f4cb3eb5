//! `set`, `reset`, `select set_config(…)`: what a session is set to while a file is read. The search path and the
//! role count; what is about a connection or a dump counts for nothing.

use crate::define::draft::{Draft, default_search_path};
use crate::define::names::{parts, present};
use crate::define::option::string;
use crate::define::role;
use crate::error::{Result, SqlError};
use squawk_syntax::ast::{self, AstNode, normalize_name_node};
use value::Name;

/// Settings of a session that change nothing of what a file means here; `pg_dump` writes most of them.
const WITHOUT_EFFECT: &[&str] = &[
    "statement_timeout",
    "lock_timeout",
    "idle_in_transaction_session_timeout",
    "transaction_timeout",
    "client_encoding",
    "check_function_bodies",
    "xmloption",
    "client_min_messages",
    "row_security",
    "default_tablespace",
    "default_table_access_method",
    "default_with_oids",
    "session_replication_role",
    "work_mem",
    "maintenance_work_mem",
    "application_name",
    "extra_float_digits",
    "plpgsql.extra_warnings",
    "plpgsql.check_asserts",
    "pgaudit.log",
];

/// `set name = value`
pub(crate) fn set(draft: &mut Draft, statement: &ast::Set) -> Result<()> {
    let at = statement.syntax();
    match present(statement.set_target(), at)? {
        ast::SetTarget::SetConfig(config) => {
            let path = present(config.config_parameter_ref().and_then(|it| it.path_ref()), at)?;
            let name = parts(&path)?.iter().map(ToString::to_string).collect::<Vec<_>>().join(".");
            let values = match config.config_assignment() {
                Some(ast::ConfigAssignment::ToConfigValue(to)) => values(&to),
                _ => Vec::new(),
            };
            apply(draft, &name.to_ascii_lowercase(), &values, at)
        }
        ast::SetTarget::SetSchemaValue(schema) => {
            let literal = present(schema.literal(), at)?;
            apply(draft, "search_path", &string(&literal).into_iter().collect::<Vec<_>>(), at)
        }
        ast::SetTarget::SetTimeZone(zone) => {
            let text = zone.config_value().map(|value| text_of(value.syntax())).unwrap_or_default();
            apply(draft, "timezone", &[text], at)
        }
        other => Err(SqlError::unsupported(other.syntax(), "this setting")),
    }
}

/// The values of a setting.
pub(crate) fn values(to: &ast::ToConfigValue) -> Vec<String> {
    to.syntax().children().map(|value| text_of(&value)).collect()
}

/// The text of a value: a string without its quotes, a name folded.
fn text_of(node: &squawk_syntax::SyntaxNode) -> String {
    match ast::Literal::cast(node.clone()) {
        Some(literal) => string(&literal).unwrap_or_else(|| node.text().to_string()),
        None if ast::ConfigValueName::can_cast(node.kind()) => normalize_name_node(node),
        None => node.text().to_string(),
    }
}

/// A setting by its name, in lower case.
pub(crate) fn apply(
    draft: &mut Draft,
    name: &str,
    values: &[String],
    at: &squawk_syntax::SyntaxNode,
) -> Result<()> {
    let one = values.first().map(|value| value.to_ascii_lowercase()).unwrap_or_default();
    match name {
        "search_path" => {
            draft.search_path = search_path(values);
            Ok(())
        }
        "check_function_bodies" => {
            draft.check_bodies = !matches!(one.as_str(), "off" | "false" | "no" | "0");
            Ok(())
        }
        "engineroom.grants" => {
            draft.grants_by_default = one == "default";
            Ok(())
        }
        "role" | "session_authorization" => {
            let role = Name::from(one);
            draft.require_role(&role, at)?;
            draft.role = role;
            Ok(())
        }
        "standard_conforming_strings" | "escape_string_warning" if one != "off" => Ok(()),
        "timezone" if matches!(one.as_str(), "utc" | "default" | "local" | "etc/utc" | "gmt") => Ok(()),
        "timezone" => Err(SqlError::unsupported(at, format!("the time zone \"{one}\""))
            .hint("Times are read and shown in UTC; write the offset with the time: '2026-01-01 12:00+01'.")),
        "datestyle" | "intervalstyle" if one.starts_with("iso") || one.starts_with("postgres") => Ok(()),
        _ if WITHOUT_EFFECT.contains(&name) => Ok(()),
        // A setting of the request, which policies may read: `request.jwt.claims`.
        _ if name.contains('.') => {
            draft.notice(format!("the setting {name} has no effect while a file is read"));
            Ok(())
        }
        _ => Err(SqlError::unsupported(at, format!("the setting \"{name}\""))
            .hint("Leave it out: what a file means doesn't depend on settings, but for search_path.")),
    }
}

/// Settings of a function: those that mean something while its statements are read, and those that count for
/// nothing here.
pub(crate) fn require_of_routine(
    name: &str,
    values: &[String],
    at: &squawk_syntax::SyntaxNode,
) -> Result<()> {
    let one = values.first().map(|value| value.to_ascii_lowercase()).unwrap_or_default();
    match name {
        "search_path" => Ok(()),
        "timezone" if matches!(one.as_str(), "utc" | "default" | "local" | "etc/utc" | "gmt") => {
            Ok(())
        }
        "row_security" if one == "on" => Ok(()),
        "row_security" | "session_replication_role" => {
            Err(SqlError::unsupported(at, format!("`set {name}` of a function")))
        }
        _ if WITHOUT_EFFECT.contains(&name) => Ok(()),
        _ if name.starts_with("enable_") || name.starts_with("jit") => Ok(()),
        "plan_cache_mode" | "default_transaction_isolation" | "random_page_cost" => Ok(()),
        _ => Err(SqlError::unsupported(at, format!("`set {name}` of a function"))
            .hint("What a function does depends on no setting here, but for its search_path.")),
    }
}

/// `"$user"` is the schema of the role's name, which there is none of.
fn search_path(values: &[String]) -> Vec<Name> {
    let parts = values.iter().flat_map(|value| value.split(','));
    let names = parts.map(|part| part.trim().trim_matches('"'));
    if values.len() == 1 && values[0].eq_ignore_ascii_case("default") {
        return default_search_path();
    }
    names
        .filter(|name| !name.is_empty() && *name != "$user" && *name != "pg_catalog")
        .map(Name::from)
        .collect()
}

/// `reset name`, `reset all`
pub(crate) fn reset(draft: &mut Draft, statement: &ast::Reset) -> Result<()> {
    let text = statement.syntax().text().to_string().to_ascii_lowercase();
    if text.contains("search_path") || text.contains("all") {
        draft.search_path = default_search_path();
    }
    if text.contains("all") {
        draft.role = Name::from("postgres");
    }
    Ok(())
}

/// `set role`
pub(crate) fn set_role(draft: &mut Draft, statement: &ast::SetRole) -> Result<()> {
    let at = statement.syntax();
    draft.role = match present(statement.set_role_target(), at)? {
        ast::SetRoleTarget::RoleRef(role) => role::referred(draft, Some(role), at)?,
        _ => Name::from("postgres"),
    };
    Ok(())
}

/// `select set_config('search_path', '', false)`, if that is all that a statement is.
pub(crate) fn set_config(draft: &mut Draft, select: &ast::Select) -> Option<Result<()>> {
    let targets = select.select_clause()?.target_list()?;
    let mut targets = targets.targets();
    let (target, None) = (targets.next()?, targets.next()) else { return None };
    let ast::Expr::CallExpr(call) = target.expr()? else { return None };
    let name = match call.expr()? {
        ast::Expr::NameRef(name) => normalize_name_node(name.syntax()),
        ast::Expr::FieldExpr(field) => normalize_name_node(field.field()?.syntax()),
        _ => return None,
    };
    if name != "set_config" || select.from_clause().is_some() {
        return None;
    }
    let mut arguments = call.arg_list()?.args().map(|argument| match argument.expr() {
        Some(ast::Expr::Literal(literal)) => string(&literal),
        _ => None,
    });
    let (Some(Some(name)), Some(Some(value))) = (arguments.next(), arguments.next()) else {
        let message = "set_config with anything but constants";
        return Some(Err(SqlError::unsupported(select.syntax(), message)));
    };
    let at = select.syntax();
    Some(apply(draft, &name.to_ascii_lowercase(), std::slice::from_ref(&value), at))
}

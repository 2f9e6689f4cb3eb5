//! What stands behind a function's signature: `immutable`, `strict`, `security definer`, `set name = value`, …

use crate::define::draft::Draft;
use crate::define::names::{fold, parts, present};
use crate::define::setting;
use crate::error::{Result, SqlError};
use crate::write::identifier;
use catalog::{Name, Routine, Volatility};
use squawk_syntax::SyntaxNode;
use squawk_syntax::ast::{self, AstNode};

/// The language that the options name, in lower case.
pub(crate) fn language(options: Option<&ast::FuncOptionList>) -> Option<String> {
    let option = options?.options().find_map(|option| match option {
        ast::FuncOption::LanguageFuncOption(language) => Some(language),
        _ => None,
    })?;
    if let Some(literal) = option.literal() {
        return literal.string_value().map(|name| name.to_ascii_lowercase());
    }
    option.language_ref().map(|name| fold(name.syntax()).to_ascii_lowercase())
}

/// Gives a routine its attributes.
pub(crate) fn apply(
    draft: &Draft,
    routine: &mut Routine,
    options: Option<&ast::FuncOptionList>,
) -> Result<()> {
    let mut seen = Vec::new();
    for option in options.into_iter().flat_map(ast::FuncOptionList::options) {
        if let Some(kind) = kind(&option) {
            if seen.contains(&kind) {
                let message = "conflicting or redundant options";
                return Err(SqlError::syntax(option.syntax(), message));
            }
            seen.push(kind);
        }
        one(draft, routine, &option)?;
    }
    Ok(())
}

/// What an option is about, where it may be said only once.
fn kind(option: &ast::FuncOption) -> Option<&'static str> {
    use ast::FuncOption as On;
    Some(match option {
        On::VolatilityFuncOption(_) => "volatility",
        On::StrictFuncOption(_)
        | On::CalledOnNullInputFuncOption(_)
        | On::ReturnsNullOnNullInputFuncOption(_) => "strict",
        On::SecurityDefinerFuncOption(_) | On::SecurityInvokerFuncOption(_) => "security",
        On::LeakproofFuncOption(_) | On::NotLeakproofFuncOption(_) => "leakproof",
        On::RowsFuncOption(_) => "rows",
        On::CostFuncOption(_) => "cost",
        On::ParallelFuncOption(_) => "parallel",
        On::LanguageFuncOption(_) => "language",
        On::AsFuncOption(_) => "as",
        _ => return None,
    })
}

fn one(draft: &Draft, routine: &mut Routine, option: &ast::FuncOption) -> Result<()> {
    use ast::FuncOption as On;
    let here = option.syntax();
    match option {
        On::VolatilityFuncOption(volatility) => {
            routine.volatility = match volatility {
                ast::VolatilityFuncOption::Immutable(_) => Volatility::Immutable,
                ast::VolatilityFuncOption::Stable(_) => Volatility::Stable,
                ast::VolatilityFuncOption::Volatile(_) => Volatility::Volatile,
            };
        }
        On::StrictFuncOption(_) | On::ReturnsNullOnNullInputFuncOption(_) => routine.strict = true,
        On::CalledOnNullInputFuncOption(_) => routine.strict = false,
        On::SecurityDefinerFuncOption(_) => routine.security_definer = true,
        On::SecurityInvokerFuncOption(_) => routine.security_definer = false,
        On::RowsFuncOption(rows) => {
            let rows = estimate(rows.literal(), "ROWS", here)?;
            if !routine.set {
                let message = "ROWS is not applicable when function does not return a set";
                return Err(SqlError::new("22023", here, message));
            }
            routine.rows = Some(rows);
        }
        On::CostFuncOption(cost) => {
            estimate(cost.literal(), "COST", here)?;
        }
        On::SetFuncOption(set) => {
            let config = present(set.set_config_param(), here)?;
            set_option(draft, routine, &config)?;
        }
        On::ResetFuncOption(reset) => match reset.config_parameter_ref() {
            Some(name) => {
                let name = setting_name(Some(name), here)?;
                routine.settings.retain(|(known, _)| *known != name);
            }
            None => routine.settings.clear(),
        },
        // They tell a planner what it may do; here nothing depends on them.
        On::LeakproofFuncOption(_) | On::NotLeakproofFuncOption(_) | On::ParallelFuncOption(_) => {}
        On::LanguageFuncOption(_) | On::AsFuncOption(_) => {}
        On::WindowFuncOption(_) => {
            return Err(SqlError::new("0A000", here, "a window function in SQL is not supported"));
        }
        On::SupportFuncOption(_) => return Err(SqlError::unsupported(here, "`support`")),
        On::TransformFuncOption(_) => return Err(SqlError::unsupported(here, "`transform`")),
    }
    Ok(())
}

/// A number of rows, or a cost: above zero.
fn estimate(literal: Option<ast::Literal>, what: &str, at: &SyntaxNode) -> Result<u64> {
    let text = present(literal, at)?.syntax().text().to_string();
    let number: f64 = text.trim().parse().unwrap_or(0.0);
    if number <= 0.0 {
        return Err(SqlError::new("22023", at, format!("{what} must be positive")));
    }
    // Beyond whole numbers an estimate says nothing.
    Ok(text.trim().split('.').next().and_then(|whole| whole.parse().ok()).unwrap_or(1).max(1))
}

fn setting_name(name: Option<ast::ConfigParameterRef>, at: &SyntaxNode) -> Result<Name> {
    let path = present(name.and_then(|it| it.path_ref()), at)?;
    let name = parts(&path)?.iter().map(ToString::to_string).collect::<Vec<_>>().join(".");
    Ok(name.to_ascii_lowercase().into())
}

/// `set name = value`: for as long as the function runs.
fn set_option(draft: &Draft, routine: &mut Routine, config: &ast::SetConfigParam) -> Result<()> {
    let at = config.syntax();
    let name = setting_name(config.config_parameter_ref(), at)?;
    let values = match present(config.config_assignment(), at)? {
        ast::ConfigAssignment::ToConfigValue(to) => setting::values(&to),
        ast::ConfigAssignment::FromCurrent(_) if &*name == "search_path" => {
            draft.search_path.iter().map(ToString::to_string).collect()
        }
        ast::ConfigAssignment::FromCurrent(current) => {
            let what = format!("`set {name} from current`");
            return Err(SqlError::unsupported(current.syntax(), what).hint("Write the value."));
        }
    };
    setting::require_of_routine(&name, &values, at)?;
    let value = match &*name {
        "search_path" => {
            let schema = |name: &String| match name.is_empty() {
                true => "\"\"".to_owned(),
                false => identifier(name),
            };
            values.iter().map(schema).collect::<Vec<_>>().join(", ")
        }
        _ => values.join(", "),
    };
    routine.settings.retain(|(known, _)| *known != name);
    routine.settings.push((name, value));
    Ok(())
}

/// The search path that a routine's own setting gives, as it is stored.
pub(crate) fn search_path(routine: &Routine) -> Option<Vec<Name>> {
    let (_, value) = routine.settings.iter().find(|(name, _)| &**name == "search_path")?;
    let names = value.split(", ").map(|name| name.trim_matches('"').replace("\"\"", "\""));
    Some(
        names
            .filter(|it| !it.is_empty() && it != "$user" && it != "pg_catalog")
            .map(Name::from)
            .collect(),
    )
}

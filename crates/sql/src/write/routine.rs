//! Functions as SQL.

use super::expression::expression_text;
use super::names::{identifier, qualified, text};
use super::statement::write_statement;
use super::type_name::write_type;
use catalog::{Modifier, Parameter, ParameterMode, Returns, Routine, Type, Volatility};
use value::QualifiedName;

/// `create function …;`
pub(crate) fn create_function(routine: &Routine, or_replace: bool) -> String {
    let replace = if or_replace { "or replace " } else { "" };
    let mut written = format!("create {replace}function {}", qualified(&routine.name));
    let inputs = routine.parameters.iter().filter(|it| it.mode != ParameterMode::Table);
    let inputs: Vec<String> = inputs.map(parameter).collect();
    written += &format!("({})", inputs.join(", "));
    written += &returns(routine);
    written += "\nlanguage sql";
    written += match routine.volatility {
        Volatility::Immutable => " immutable",
        Volatility::Stable => " stable",
        Volatility::Volatile => "",
    };
    if routine.strict {
        written += " strict";
    }
    if routine.security_definer {
        written += " security definer";
    }
    if let Some(rows) = routine.rows {
        written += &format!(" rows {rows}");
    }
    for (name, value) in &routine.settings {
        written += &format!(" set {name} = {}", setting(name, value));
    }
    written += "\nbegin atomic\n";
    for statement in &routine.body {
        written += &format!("  {};\n", write_statement(statement));
    }
    written + "end;"
}

/// `public.f(integer, text)`: how other statements name a function.
pub(crate) fn signature(routine: &Routine) -> String {
    let types: Vec<String> =
        routine.inputs().map(|input| write_type(&input.of, Modifier::None)).collect();
    format!("{}({})", qualified(&routine.name), types.join(", "))
}

fn parameter(parameter: &Parameter) -> String {
    let mode = match parameter.mode {
        ParameterMode::In | ParameterMode::Table => "",
        ParameterMode::InOut => "inout ",
        ParameterMode::Out => "out ",
        ParameterMode::Variadic => "variadic ",
    };
    let name = parameter.name.as_ref().map_or(String::new(), |name| identifier(name) + " ");
    let default = parameter
        .default
        .as_ref()
        .map_or(String::new(), |default| format!(" default {}", expression_text(default)));
    format!("{mode}{name}{}{default}", write_type(&parameter.of, Modifier::None))
}

fn returns(routine: &Routine) -> String {
    let columns: Vec<String> = routine
        .parameters
        .iter()
        .filter(|it| it.mode == ParameterMode::Table)
        .map(parameter)
        .collect();
    if !columns.is_empty() {
        return format!(" returns table({})", columns.join(", "));
    }
    let has_out = routine
        .parameters
        .iter()
        .any(|it| matches!(it.mode, ParameterMode::Out | ParameterMode::InOut));
    if has_out && !routine.set {
        return String::new();
    }
    let set = if routine.set { "setof " } else { "" };
    let of = match (&routine.returns, routine.result_type()) {
        (Returns::Columns(columns), _) if columns.len() > 1 => "record".to_owned(),
        (Returns::Void, _) => "void".to_owned(),
        (_, of) => result(&of),
    };
    format!(" returns {set}{of}")
}

fn result(of: &Type) -> String {
    write_type(of, Modifier::None)
}

/// A setting's value; a search path is a list of schemas.
fn setting(name: &str, value: &str) -> String {
    if name != "search_path" {
        return text(value);
    }
    let schemas = value.split(", ");
    let one = |schema: &str| text(&schema.trim_matches('"').replace("\"\"", "\""));
    schemas.map(one).collect::<Vec<_>>().join(", ")
}

/// `alter table … alter column … set default …;`
pub(super) fn set_default(table: &QualifiedName, column: &str, default: &str) -> String {
    let (table, column) = (qualified(table), identifier(column));
    format!("alter table {table} alter column {column} set default {default};")
}

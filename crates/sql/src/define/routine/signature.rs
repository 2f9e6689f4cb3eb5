//! A function's parameters, and what it returns.

use crate::analyze::{self, Environment};
use crate::define::draft::Draft;
use crate::define::names::{fold, parts, present};
use crate::define::purity;
use crate::error::{Result, SqlError};
use catalog::{Expression, Modifier, Name, Parameter, ParameterMode, QualifiedName, Returns, Type};
use squawk_syntax::SyntaxNode;
use squawk_syntax::ast::{self, AstNode};

/// What stands between a function's name and its attributes.
pub(super) struct Signature {
    pub(super) parameters: Vec<Parameter>,
    pub(super) returns: Returns,
    pub(super) set: bool,
}

/// Reads a signature.
pub(super) fn read(
    draft: &Draft,
    list: &ast::ParamList,
    returns: Option<ast::RetType>,
    at: &SyntaxNode,
) -> Result<Signature> {
    let mut parameters = Vec::new();
    for written in list.params() {
        let parameter = parameter(draft, &written)?;
        check(&parameters, &parameter, written.syntax())?;
        parameters.push(parameter);
    }
    let table = returns.as_ref().and_then(ast::RetType::return_table_arg_list);
    if let Some(table) = table {
        table_columns(draft, &mut parameters, &table)?;
        return Ok(Signature { returns: columns(&parameters), parameters, set: true });
    }
    let declared = match returns {
        Some(returns) => Some(returned(draft, &returns)?),
        None => None,
    };
    let has_out = parameters.iter().any(is_out);
    match declared {
        None if has_out => Ok(Signature { returns: columns(&parameters), parameters, set: false }),
        None => Err(SqlError::new("42P13", at, "function result type must be specified")),
        Some((of, set)) if has_out => of_outs(parameters, of.as_ref(), set, at),
        Some((None, _)) => Err(SqlError::unsupported(at, "a function that returns any record")
            .hint("Declare the columns: returns table (…), or out parameters.")),
        Some((Some(of), set)) => {
            let returns = match of {
                Type::Scalar(value::Scalar::Void) => Returns::Void,
                of => Returns::Value(of),
            };
            Ok(Signature { parameters, returns, set })
        }
    }
}

/// `out` parameters beside `returns`, which has to say the same.
fn of_outs(
    parameters: Vec<Parameter>,
    of: Option<&Type>,
    set: bool,
    at: &SyntaxNode,
) -> Result<Signature> {
    let outs: Vec<&Parameter> = parameters.iter().filter(|it| is_out(it)).collect();
    let wanted = match outs.as_slice() {
        [one] => Some(&one.of),
        _ => None,
    };
    if of != wanted {
        let wanted = wanted.map_or("record".to_owned(), ToString::to_string);
        let message = format!("function result type must be {wanted} because of OUT parameters");
        return Err(SqlError::new("42P13", at, message));
    }
    Ok(Signature { returns: columns(&parameters), parameters, set })
}

fn is_out(parameter: &Parameter) -> bool {
    use ParameterMode::{InOut, Out, Table};
    matches!(parameter.mode, Out | InOut | Table)
}

/// What `out` parameters and the columns of `returns table` make.
fn columns(parameters: &[Parameter]) -> Returns {
    let outs: Vec<&Parameter> = parameters.iter().filter(|it| is_out(it)).collect();
    match outs.as_slice() {
        [Parameter { of: of @ Type::Composite(_), .. }] => Returns::Value(of.clone()),
        [Parameter { name: None, of, .. }] => Returns::Value(of.clone()),
        outs => {
            let column = |(at, out): (usize, &&Parameter)| {
                let unnamed = || format!("column{}", at + 1).into();
                (out.name.clone().unwrap_or_else(unnamed), out.of.clone())
            };
            Returns::Columns(outs.iter().enumerate().map(column).collect())
        }
    }
}

fn parameter(draft: &Draft, written: &ast::Param) -> Result<Parameter> {
    let at = written.syntax();
    let mode = match written.mode() {
        None | Some(ast::ParamMode::ParamIn(_)) => ParameterMode::In,
        Some(ast::ParamMode::ParamInOut(_)) => ParameterMode::InOut,
        Some(ast::ParamMode::ParamOut(_)) => ParameterMode::Out,
        Some(ast::ParamMode::ParamVariadic(_)) => ParameterMode::Variadic,
    };
    let name = written.name().map(|name| fold(name.syntax())).filter(|name| !name.is_empty());
    let (of, set) = of_type(draft, &present(written.func_type(), at)?)?;
    if set {
        return Err(SqlError::new("42P13", at, "functions cannot accept set arguments"));
    }
    let Some(of) = of else {
        return Err(SqlError::unsupported(at, "a parameter of type record"));
    };
    if of == value::Scalar::Void.of() {
        return Err(SqlError::new("42P13", at, "SQL functions cannot have arguments of type void"));
    }
    let mut parameter = Parameter { name, mode, of, default: None };
    if let Some(default) = written.param_default() {
        if !parameter.is_input() {
            let message = "only input parameters can have default values";
            return Err(SqlError::new("42P13", default.syntax(), message));
        }
        let expr = present(default.expr(), default.syntax())?;
        parameter.default = Some(default_of(draft.environment(), &expr, &parameter.of)?);
    }
    Ok(parameter)
}

/// The default of a parameter, which reads nothing.
fn default_of(env: Environment<'_>, written: &ast::Expr, of: &Type) -> Result<Expression> {
    let at = written.syntax();
    let made = analyze::expression(env, written, None, Some((of, Modifier::None)));
    let made = made.map_err(|error| match error.code {
        "42703" | "42P01" => {
            let message = "cannot use table references in parameter default value";
            SqlError { code: "42P10", message: message.to_owned(), ..error }
        }
        _ => error,
    })?;
    purity::require_default(&made, at)?;
    Ok(crate::define::ranges::renumbered(made))
}

/// What a parameter may not be beside those before it.
fn check(before: &[Parameter], new: &Parameter, at: &SyntaxNode) -> Result<()> {
    let refuse = |message: String| Err(SqlError::new("42P13", at, message));
    let is_variadic = |it: &Parameter| it.mode == ParameterMode::Variadic;
    if new.is_input() && before.iter().any(is_variadic) {
        return refuse("VARIADIC parameter must be the last input parameter".to_owned());
    }
    if is_variadic(new) && !matches!(new.of, Type::Array(_)) {
        return refuse("VARIADIC parameter must be an array".to_owned());
    }
    let mut inputs = before.iter().filter(|it| it.is_input());
    if new.is_input() && new.default.is_none() && inputs.any(|it| it.default.is_some()) {
        return refuse(
            "input parameters after one with a default value must also have defaults".to_owned(),
        );
    }
    // An input and a result may share a name.
    let clashes = |other: &&Parameter| {
        other.name.is_some()
            && other.name == new.name
            && (other.is_input() == new.is_input() || is_both(other) || is_both(new))
    };
    if let Some(Parameter { name: Some(name), .. }) = before.iter().find(clashes) {
        return refuse(format!("parameter name \"{name}\" used more than once"));
    }
    Ok(())
}

fn is_both(parameter: &Parameter) -> bool {
    parameter.mode == ParameterMode::InOut
}

fn table_columns(
    draft: &Draft,
    parameters: &mut Vec<Parameter>,
    list: &ast::ReturnTableArgList,
) -> Result<()> {
    if parameters.iter().any(is_out) {
        let message = "OUT and INOUT arguments aren't allowed in TABLE functions";
        return Err(SqlError::new("42P13", list.syntax(), message));
    }
    for column in list.args() {
        let at = column.syntax();
        let name = fold(present(column.name(), at)?.syntax());
        let (of, set) = of_type(draft, &present(column.func_type(), at)?)?;
        let (Some(of), false) = (of, set) else {
            return Err(SqlError::unsupported(at, "a column of this type"));
        };
        let mode = ParameterMode::Table;
        let parameter = Parameter { name: Some(name), mode, of, default: None };
        if parameters.iter().any(|known| known.name == parameter.name) {
            let name = parameter.name.as_ref().map_or("", |name| &**name);
            let message = format!("parameter name \"{name}\" used more than once");
            return Err(SqlError::new("42P13", at, message));
        }
        parameters.push(parameter);
    }
    Ok(())
}

/// `returns [setof] type`; no type is `record`.
fn returned(draft: &Draft, returns: &ast::RetType) -> Result<(Option<Type>, bool)> {
    of_type(draft, &present(returns.func_type(), returns.syntax())?)
}

/// A parameter's or result's type, and `setof`.
pub(super) fn of_type(draft: &Draft, of: &ast::FuncType) -> Result<(Option<Type>, bool)> {
    match of {
        ast::FuncType::PercentType(of) => {
            let set = of.setof_token().is_some();
            Ok((Some(of_column(draft, of)?), set))
        }
        ast::FuncType::Type(of) => {
            if let ast::Type::PathType(path) = of
                && let Some(pseudo) = pseudo_type(path)?
            {
                return Ok((pseudo, path.setof_token().is_some()));
            }
            let (of, set) = analyze::routine_type(draft.environment(), of)?;
            Ok((Some(of), set))
        }
    }
}

/// `void`, `record`, and those that a function in SQL can't have.
#[expect(clippy::option_option, reason = "a pseudo-type or none, and record is no type by itself")]
fn pseudo_type(path: &ast::PathType) -> Result<Option<Option<Type>>> {
    let at = path.syntax();
    let names = path.path_ref().map_or(Ok(Vec::new()), |it| parts(&it))?;
    let word = match names.as_slice() {
        [name] => name,
        [schema, name] if &**schema == "pg_catalog" => name,
        _ => return Ok(None),
    };
    match &**word {
        "void" => Ok(Some(Some(value::Scalar::Void.of()))),
        "record" => Ok(Some(None)),
        "trigger" | "event_trigger" | "internal" | "cstring" | "language_handler" => {
            let message = format!("SQL functions cannot return type {word}");
            Err(SqlError::new("42P13", at, message))
        }
        "any"
        | "anyelement"
        | "anyarray"
        | "anynonarray"
        | "anyenum"
        | "anyrange"
        | "anymultirange"
        | "anycompatible"
        | "anycompatiblearray"
        | "anycompatiblenonarray"
        | "anycompatiblerange"
        | "anycompatiblemultirange" => {
            Err(SqlError::unsupported(at, format!("a function of type {word}"))
                .hint("Write one function for each type that it is called with."))
        }
        _ => Ok(None),
    }
}

/// `films.title%type`
fn of_column(draft: &Draft, of: &ast::PercentType) -> Result<Type> {
    let at = of.syntax();
    let path = present(of.path_ref(), at)?;
    let mut names = parts(&path)?;
    let (column, table, schema) = (names.pop(), names.pop(), names.pop());
    let (Some(column), Some(table)): (Option<Name>, Option<Name>) = (column, table) else {
        return Err(SqlError::syntax(at, "a column is named as table.column%type"));
    };
    let relation = match &schema {
        Some(schema) => {
            let name = QualifiedName::new(schema.clone(), table.clone());
            draft.catalog.relation(&name)
        }
        None => draft.catalog.relation_in(&draft.search_path, &table),
    };
    let found = relation.and_then(|relation| relation.column(&column)).map(|it| it.of.clone());
    let of_column = found.ok_or_else(|| {
        let message = match relation {
            Some(_) => format!("column \"{column}\" of relation \"{table}\" does not exist"),
            None => format!("relation \"{table}\" does not exist"),
        };
        SqlError::new(if relation.is_some() { "42703" } else { "42P01" }, at, message)
    })?;
    match of.array_token().is_some() || of.array_bounds().next().is_some() {
        true => Ok(of_column.array()),
        false => Ok(of_column),
    }
}

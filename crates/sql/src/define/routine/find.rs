//! Which routine a statement names: `f(integer)`, or `f` where there is only one.

use super::signature;
use crate::define::draft::Draft;
use crate::define::names::Reference;
use crate::error::{Result, SqlError};
use catalog::{Name, QualifiedName, RoutineId};
use squawk_syntax::SyntaxNode;
use squawk_syntax::ast::{self, AstNode};

/// The routine of a name and its types; nothing if there is none.
pub(crate) fn routine(draft: &Draft, signature: &ast::FunctionSig) -> Result<Option<RoutineId>> {
    let at = signature.syntax();
    let path = signature.function_name_ref().and_then(|name| name.path_ref());
    named(draft, path, signature.param_list(), at)
}

/// The same of a routine that must be there.
pub(crate) fn required(draft: &Draft, signature: &ast::FunctionSig) -> Result<RoutineId> {
    routine(draft, signature)?
        .ok_or_else(|| missing(&written(draft, signature), signature.syntax()))
}

/// 42883
pub(crate) fn missing(shown: &str, at: &SyntaxNode) -> SqlError {
    let message = match shown.contains('(') {
        true => format!("function {shown} does not exist"),
        false => format!("could not find a function named \"{shown}\""),
    };
    SqlError::new("42883", at, message)
}

/// The name and types as PostgreSQL's messages show them.
pub(crate) fn written(draft: &Draft, signature: &ast::FunctionSig) -> String {
    let path = signature.function_name_ref().and_then(|name| name.path_ref());
    let name = Reference::of_path_ref(path, signature.syntax());
    let name = name.map(|name| name.to_string()).unwrap_or_default();
    match signature.param_list().map(|list| types(draft, &list)) {
        Some(Ok(types)) => {
            let types: Vec<&str> = types.iter().map(|of| &**of).collect();
            format!("{name}({})", types.join(", "))
        }
        _ => name,
    }
}

/// The routine of a path and, perhaps, types.
pub(crate) fn named(
    draft: &Draft,
    path: Option<ast::PathRef>,
    list: Option<ast::ParamList>,
    at: &SyntaxNode,
) -> Result<Option<RoutineId>> {
    let reference = Reference::of_path_ref(path, at)?;
    let Some(list) = list else { return only(draft, &reference, at) };
    let arguments = match types(draft, &list) {
        Ok(types) => types,
        // A type that isn't there is none that a routine takes.
        Err(error) if error.code == "42704" => return Ok(None),
        Err(error) => return Err(error),
    };
    let id = |name: &QualifiedName| RoutineId { name: name.clone(), arguments: arguments.clone() };
    let found = draft.find(&reference, |name| draft.catalog.routines.contains_key(&id(name)));
    Ok(found.map(|name| id(&name)))
}

fn only(draft: &Draft, reference: &Reference, at: &SyntaxNode) -> Result<Option<RoutineId>> {
    let found = draft.find(reference, |name| draft.catalog.routines_named(name).next().is_some());
    let Some(name) = found else { return Ok(None) };
    let mut all = draft.catalog.routines_named(&name);
    match (all.next(), all.next()) {
        (Some(one), None) => Ok(Some(one.id())),
        _ => {
            Err(SqlError::new("42725", at, format!("function name \"{reference}\" is not unique"))
                .hint("Specify the argument list to select the function unambiguously."))
        }
    }
}

/// The types that a call gives; what a routine gives back counts for nothing.
fn types(draft: &Draft, list: &ast::ParamList) -> Result<Vec<Name>> {
    let mut types = Vec::new();
    for parameter in list.params() {
        if let Some(ast::ParamMode::ParamOut(_)) = parameter.mode() {
            continue;
        }
        let of = crate::define::names::present(parameter.func_type(), parameter.syntax())?;
        if let (Some(of), _) = signature::of_type(draft, &of)? {
            types.push(of.to_string().into());
        }
    }
    Ok(types)
}

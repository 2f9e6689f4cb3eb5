//! `/rpc/name`: how the functions that a role may call are called.

use super::definition::{format, items, put, type_name};
use crate::plan::is_callable;
use catalog::{Catalog, Parameter, ParameterMode, Privilege, Routine, Volatility};
use serde_json::{Map, Value, json};
use std::sync::Arc;
use value::{Name, Type};

/// The path of each function of a schema that a role may call, by name; of overloads the last one counts.
pub(super) fn paths(
    catalog: &Catalog,
    schema: &Name,
    role: &Name,
) -> impl Iterator<Item = (String, Value)> {
    let roles = catalog.roles_of(role);
    let superuser = catalog.roles.get(role).is_some_and(|role| role.superuser);
    let may = move |routine: &&Routine| {
        superuser
            || roles.contains(&routine.owner)
            || routine.privileges.allow(&roles, Privilege::Execute)
    };
    let shown = |it: &&Routine| it.name.schema == *schema && is_callable(it);
    let mut routines: Vec<&Routine> =
        catalog.routines.values().map(Arc::as_ref).filter(shown).filter(may).collect();
    routines.sort_by(|a, b| a.name.name.cmp(&b.name.name));
    let path = |routine: &Routine| (format!("/rpc/{}", routine.name.name), methods(routine));
    routines.into_iter().map(path)
}

/// What the bodies of calls refer to.
pub(super) fn shared_parameters() -> [(String, Value); 1] {
    let prefer = json!({ "name": "Prefer", "in": "header", "type": "string", "required": false,
        "description": "Preference" });
    [("preferParams".to_owned(), prefer)]
}

fn methods(routine: &Routine) -> Value {
    let mut methods = json!({ "post": operation(routine, &posted(routine)) });
    if routine.volatility != Volatility::Volatile {
        let parameters: Vec<Value> = routine.inputs().map(in_query).collect();
        put(&mut methods, "get", Some(operation(routine, &parameters)));
    }
    methods
}

fn operation(routine: &Routine, parameters: &[Value]) -> Value {
    const PRODUCED: [&str; 3] = [
        "application/json",
        "application/vnd.pgrst.object+json;nulls=stripped",
        "application/vnd.pgrst.object+json",
    ];
    let comment = routine.comment.as_deref().unwrap_or_default();
    let (summary, description) = comment.split_once('\n').unwrap_or((comment, ""));
    let mut operation = json!({
        "tags": [format!("(rpc) {}", routine.name.name)],
        "produces": PRODUCED,
        "parameters": parameters,
        "responses": { "200": { "description": "OK" } },
    });
    for (key, text) in [("summary", summary), ("description", description.trim_start_matches('\n'))]
    {
        put(&mut operation, key, (!text.is_empty()).then_some(text));
    }
    operation
}

/// A parameter of the URL: an array is a literal there, but of a variadic parameter each value stands alone.
fn in_query(input: &Parameter) -> Value {
    let mut parameter = json!({
        "name": name(input),
        "in": "query",
        "required": input.default.is_none(),
    });
    match (input.mode, input.of.element()) {
        (ParameterMode::Variadic, Some(element)) => {
            let mut items = json!({ "format": format(element) });
            put(&mut items, "type", type_name(element));
            put(&mut parameter, "type", Some("array"));
            put(&mut parameter, "items", Some(items));
            put(&mut parameter, "collectionFormat", Some("multi"));
        }
        _ => {
            let of = type_name(&input.of).filter(|of| *of != "array").unwrap_or("string");
            put(&mut parameter, "type", Some(of));
            put(&mut parameter, "format", Some(format(&input.of)));
        }
    }
    parameter
}

/// The body: an object with a member for each parameter.
fn posted(routine: &Routine) -> Vec<Value> {
    let property = |input: &Parameter| (name(input).to_owned(), of_type(&input.of));
    let properties: Map<String, Value> = routine.inputs().map(property).collect();
    let required = routine.inputs().filter(|input| input.default.is_none());
    let required: Vec<&str> = required.map(name).collect();
    let mut schema = json!({ "type": "object", "properties": properties });
    put(&mut schema, "required", (!required.is_empty()).then_some(required));
    put(&mut schema, "description", routine.comment.clone());
    vec![
        json!({ "name": "args", "in": "body", "required": true, "schema": schema }),
        json!({ "$ref": "#/parameters/preferParams" }),
    ]
}

fn of_type(of: &Type) -> Value {
    let mut property = json!({ "format": format(of) });
    put(&mut property, "type", type_name(of));
    put(&mut property, "items", items(of));
    property
}

fn name(input: &Parameter) -> &str {
    input.name.as_deref().unwrap_or_default()
}

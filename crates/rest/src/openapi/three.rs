//! The same description as OpenAPI 3.1, made of that as 2.0: what is a parameter of the body there is a body here,
//! and what may be null says so.

use crate::parse::url;
use serde_json::{Map, Value, json};
use std::fmt::Write;

/// The description as OpenAPI 3.1.
pub(super) fn upgraded(mut two: Value) -> Value {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let server =
        format!("{}://{}{}", text(&two["schemes"][0]), text(&two["host"]), text(&two["basePath"]));
    let definitions = taken(&mut two, "definitions");
    let (mut parameters, mut bodies) = (Map::new(), Map::new());
    for (name, parameter) in taken(&mut two, "parameters") {
        if parameter["in"] == "body" {
            bodies.insert(key(&name), body(&parameter));
        } else {
            parameters.insert(key(&name), plain(parameter));
        }
    }
    let mut schemas = Map::new();
    for (name, definition) in definitions {
        schemas.insert(key(&format!("{name}{WRITTEN}")), written(&definition));
        schemas.insert(key(&name), nullable(definition));
    }
    let paths =
        taken(&mut two, "paths").into_iter().map(|(path, item)| (escaped(&path), operations(item)));
    let mut three = json!({
        "openapi": "3.1.0",
        "info": two["info"],
        "servers": [{ "url": server.trim_end_matches('/') }],
        "paths": paths.collect::<Map<_, _>>(),
        "components": { "schemas": schemas, "parameters": parameters, "requestBodies": bodies },
        "externalDocs": two["externalDocs"],
    });
    if let Some(security) = two.get("security") {
        three["security"] = security.clone();
        three["components"]["securitySchemes"] = two["securityDefinitions"].clone();
    }
    three
}

/// Behind a relation's name: its rows as they are sent, where no column must be there.
const WRITTEN: &str = ".written";

fn taken(object: &mut Value, name: &str) -> Map<String, Value> {
    match object.get_mut(name).map(Value::take) {
        Some(Value::Object(map)) => map,
        _ => Map::new(),
    }
}

/// A name as a component may have it.
fn key(name: &str) -> String {
    let mut key = String::new();
    for c in name.chars() {
        if c.is_ascii_alphanumeric() || "._-".contains(c) {
            key.push(c);
        } else {
            // Writing to a string can't fail.
            let _ = write!(key, "_{:x}_", u32::from(c));
        }
    }
    key
}

/// A path, its names as they stand in a URL.
fn escaped(path: &str) -> String {
    let names = path.split('/').map(|name| {
        let mut out = String::new();
        url::encode(name, &mut out);
        out
    });
    names.collect::<Vec<_>>().join("/")
}

fn operations(item: Value) -> Value {
    let Value::Object(methods) = item else { return item };
    methods.into_iter().map(|(method, of)| (method, operation(of))).collect()
}

fn operation(mut two: Value) -> Value {
    let mut parameters = Vec::new();
    let mut request = None;
    for parameter in list(&mut two, "parameters") {
        let referred = parameter["$ref"].as_str().and_then(|it| it.strip_prefix("#/parameters/"));
        match referred {
            Some(name) if name.starts_with("body.") => {
                let reference = format!("#/components/requestBodies/{}", key(name));
                request = Some(json!({ "$ref": reference }));
            }
            Some(name) => {
                let reference = format!("#/components/parameters/{}", key(name));
                parameters.push(json!({ "$ref": reference }));
            }
            None if parameter["in"] == "body" => request = Some(body(&parameter)),
            None => parameters.push(plain(parameter)),
        }
    }
    let responses = taken(&mut two, "responses");
    let answered = responses.into_iter().map(|(status, of)| (status, response(of)));
    let mut three = json!({
        "tags": two["tags"],
        "parameters": parameters,
        "responses": answered.collect::<Map<_, _>>(),
    });
    for name in ["summary", "description"] {
        if let Some(text) = two.get(name) {
            three[name] = text.clone();
        }
    }
    if let Some(request) = request {
        three["requestBody"] = request;
    }
    three
}

fn list(object: &mut Value, name: &str) -> Vec<Value> {
    match object.get_mut(name).map(Value::take) {
        Some(Value::Array(items)) => items,
        _ => Vec::new(),
    }
}

fn response(mut two: Value) -> Value {
    let schema = two.get_mut("schema").map(Value::take);
    let mut three = json!({ "description": two["description"] });
    if let Some(schema) = schema {
        three["content"] = json!({ JSON: { "schema": referring(schema) } });
    }
    three
}

const JSON: &str = "application/json";

/// A parameter of the body as a body: of a relation one row or many.
fn body(parameter: &Value) -> Value {
    let schema = match parameter["schema"]["$ref"].as_str() {
        Some(reference) => {
            let row = json!({ "$ref": format!("{}{WRITTEN}", schema_reference(reference)) });
            json!({ "oneOf": [row, { "type": "array", "items": row }] })
        }
        None => referring(parameter["schema"].clone()),
    };
    json!({ "required": parameter["required"], "content": { JSON: { "schema": schema } } })
}

/// A parameter of the URL or the headers: what it may be is a schema of its own.
fn plain(two: Value) -> Value {
    let Value::Object(members) = two else { return two };
    let (mut three, mut schema) = (Map::new(), Map::new());
    for (name, value) in members {
        match name.as_str() {
            "name" | "in" | "required" | "description" => {
                three.insert(name, value);
            }
            "collectionFormat" => {
                three.insert("explode".to_owned(), true.into());
            }
            _ => {
                schema.insert(name, value);
            }
        }
    }
    three.insert("schema".to_owned(), schema.into());
    three.into()
}

fn schema_reference(two: &str) -> String {
    let name = two.strip_prefix("#/definitions/").unwrap_or(two);
    format!("#/components/schemas/{}", key(name))
}

/// The schema with its references as they are here.
fn referring(schema: Value) -> Value {
    match schema {
        Value::Object(members) => {
            let member = |(name, value): (String, Value)| match (name.as_str(), value.as_str()) {
                ("$ref", Some(reference)) => (name, schema_reference(reference).into()),
                _ => (name, referring(value)),
            };
            members.into_iter().map(member).collect()
        }
        Value::Array(items) => items.into_iter().map(referring).collect(),
        other => other,
    }
}

/// The columns that need not be there may be null.
fn nullable(mut definition: Value) -> Value {
    let required = definition["required"].as_array().cloned().unwrap_or_default();
    if let Some(Value::Object(properties)) = definition.get_mut("properties") {
        for (name, property) in properties {
            if !required.iter().any(|it| it == name.as_str()) {
                or_null(property);
            }
        }
    }
    definition
}

fn or_null(property: &mut Value) {
    if let Some(of) = property.get("type").cloned() {
        property["type"] = json!([of, "null"]);
    }
    if let Some(Value::Array(values)) = property.get_mut("enum") {
        values.push(Value::Null);
    }
}

/// The rows of a body: any of the columns.
fn written(definition: &Value) -> Value {
    let mut written = nullable(definition.clone());
    if let Value::Object(members) = &mut written {
        members.remove("required");
    }
    written
}

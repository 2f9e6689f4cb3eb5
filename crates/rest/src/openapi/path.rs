//! What can be asked of a relation, and by which parameters.

use catalog::{Catalog, Relation, updatable};
use serde_json::{Map, Value, json};

/// The description itself.
pub(super) fn root() -> Value {
    json!({
        "get": {
            "tags": ["Introspection"],
            "summary": "OpenAPI description (this document)",
            "produces": ["application/openapi+json", "application/json"],
            "responses": { "200": { "description": "OK" } },
        },
    })
}

/// The methods of a relation.
pub(super) fn of_relation(catalog: &Catalog, relation: &Relation) -> Value {
    let name = relation.name.name.as_str();
    let comment = relation.comment.as_deref().unwrap_or_default();
    let (summary, description) = comment.split_once('\n').unwrap_or((comment, ""));
    let operation = |parameters: Vec<Value>, responses: Value| {
        let mut operation =
            json!({ "tags": [name], "parameters": parameters, "responses": responses });
        for (key, text) in [("summary", summary), ("description", description.trim_start())] {
            if let (Value::Object(operation), false) = (&mut operation, text.is_empty()) {
                operation.insert(key.to_owned(), text.into());
            }
        }
        operation
    };
    let filters =
        || relation.columns.iter().map(|it| refer(&format!("rowFilter.{name}.{}", it.name)));
    let with = |shared: &[&str], filtered: bool| -> Vec<Value> {
        let shared = shared.iter().map(|parameter| refer(parameter));
        filters().filter(|_| filtered).chain(shared).collect()
    };
    let rows = json!({
        "200": {
            "description": "OK",
            "schema": { "type": "array", "items": { "$ref": format!("#/definitions/{name}") } },
        },
        "206": { "description": "Partial Content" },
    });
    const READ: [&str; 7] =
        ["select", "order", "range", "rangeUnit", "offset", "limit", "preferCount"];
    let mut methods = json!({ "get": operation(with(&READ, true), rows) });
    let writable = updatable::writable(catalog, relation);
    if let Value::Object(methods) = &mut methods {
        let body = format!("body.{name}");
        let said = |status: &str, text: &str| json!({ status: { "description": text } });
        if writable.insert {
            let insert = with(&[&body, "select", "preferPost"], false);
            methods.insert("post".to_owned(), operation(insert, said("201", "Created")));
        }
        if writable.update {
            let update = with(&[&body, "select", "preferReturn"], true);
            methods.insert("patch".to_owned(), operation(update, said("204", "No Content")));
        }
        if writable.delete {
            let delete = with(&["select", "preferReturn"], true);
            methods.insert("delete".to_owned(), operation(delete, said("204", "No Content")));
        }
    }
    methods
}

fn refer(parameter: &str) -> Value {
    json!({ "$ref": format!("#/parameters/{parameter}") })
}

/// The parameters that all relations share.
pub(super) fn shared_parameters() -> Map<String, Value> {
    const RETURN: [&str; 3] = ["return=representation", "return=minimal", "return=headers-only"];
    const COUNT: [&str; 3] = ["count=exact", "count=planned", "count=estimated"];
    const RESOLUTION: [&str; 2] = ["resolution=ignore-duplicates", "resolution=merge-duplicates"];
    let prefer = |words: &[&str]| {
        json!({ "name": "Prefer", "in": "header", "type": "string", "required": false,
            "description": "Preference", "enum": words })
    };
    let plain = |name: &str, place: &str, description: &str| {
        json!({ "name": name, "in": place, "type": "string", "required": false,
            "description": description })
    };
    let paging = "Limiting and Pagination";
    Map::from_iter([
        ("preferReturn".to_owned(), prefer(&RETURN)),
        ("preferCount".to_owned(), prefer(&COUNT)),
        ("preferPost".to_owned(), prefer(&[&RETURN[..], &RESOLUTION[..]].concat())),
        ("select".to_owned(), plain("select", "query", "Filtering Columns")),
        ("on_conflict".to_owned(), plain("on_conflict", "query", "On Conflict")),
        ("order".to_owned(), plain("order", "query", "Ordering")),
        ("range".to_owned(), plain("Range", "header", paging)),
        ("rangeUnit".to_owned(), plain("Range-Unit", "header", paging)),
        ("offset".to_owned(), plain("offset", "query", paging)),
        ("limit".to_owned(), plain("limit", "query", paging)),
    ])
}

/// The body and the filters of one relation.
pub(super) fn parameters_of(relation: &Relation) -> Vec<(String, Value)> {
    let name = relation.name.name.as_str();
    let body = json!({ "name": name, "in": "body", "required": false, "description": name,
        "schema": { "$ref": format!("#/definitions/{name}") } });
    let filters = relation.columns.iter().map(|column| {
        let mut filter = json!({ "name": column.name.as_str(), "in": "query", "type": "string",
            "required": false });
        if let (Value::Object(filter), Some(comment)) = (&mut filter, &column.comment) {
            filter.insert("description".to_owned(), comment.as_str().into());
        }
        (format!("rowFilter.{name}.{}", column.name), filter)
    });
    std::iter::once((format!("body.{name}"), body)).chain(filters).collect()
}

//! The description of the API at its root, as OpenAPI 2.0 or 3.1: every relation that a role may use, its columns, and the
//! parameters that its methods take, and every function that it may call. It is made from the catalog alone.

mod definition;
mod path;
mod routine;
mod three;

use crate::settings::Settings;
use catalog::{Catalog, Privilege, Relation, Relationships};
use serde_json::{Map, Value, json};
use std::sync::Arc;
use value::Name;

/// The language of a description.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Version {
    /// OpenAPI 2.0, as the protocol has it.
    Two,
    /// OpenAPI 3.1, for `Accept: application/openapi+json;version=3.1`.
    Three,
}

impl Version {
    /// The value of `Content-Type`.
    pub const fn content_type(self) -> &'static str {
        match self {
            Self::Two => "application/openapi+json; charset=utf-8",
            Self::Three => "application/openapi+json;version=3.1; charset=utf-8",
        }
    }
}

/// The description of a schema for a role, as JSON.
pub fn describe(
    catalog: &Catalog,
    relationships: &Relationships,
    settings: &Settings,
    schema: &Name,
    role: &Name,
    version: Version,
) -> String {
    let relations = visible(catalog, schema, role);
    let mut paths = Map::from_iter([("/".to_owned(), path::root())]);
    let mut definitions = Map::new();
    let mut parameters = path::shared_parameters();
    for relation in relations {
        let name = relation.name.name.to_string();
        paths.insert(format!("/{name}"), path::of_relation(catalog, relation));
        definitions.insert(name, definition::of_relation(relationships, relation));
        parameters.extend(path::parameters_of(relation));
    }
    paths.extend(routine::paths(catalog, schema, role));
    parameters.extend(routine::shared_parameters());
    let (scheme, host, base) = location(&settings.public_url);
    let mut description = json!({
        "swagger": "2.0",
        "info": info(catalog, schema),
        "host": host,
        "basePath": base,
        "schemes": [scheme],
        "consumes": MEDIA_TYPES,
        "produces": MEDIA_TYPES,
        "paths": paths,
        "definitions": definitions,
        "parameters": parameters,
        "externalDocs": {
            "description": "The protocol's documentation",
            "url": "https://postgrest.org/en/stable/references/api.html",
        },
    });
    if settings.describe_security {
        description["securityDefinitions"] = security();
        description["security"] = json!([{ "JWT": [] }]);
    }
    match version {
        Version::Two => description.to_string(),
        Version::Three => three::upgraded(description).to_string(),
    }
}

/// By what callers show who they are.
fn security() -> Value {
    json!({
        "JWT": {
            "description": "Add the token prepending \"Bearer \" (without quotes) to it",
            "type": "apiKey",
            "name": "Authorization",
            "in": "header",
        },
    })
}

const MEDIA_TYPES: [&str; 5] = [
    "application/json",
    "application/vnd.pgrst.object+json;nulls=stripped",
    "application/vnd.pgrst.object+json",
    "application/vnd.pgrst.array+json;nulls=stripped",
    "text/csv",
];

/// The relations of a schema that a role may do something with, by name.
fn visible<'a>(catalog: &'a Catalog, schema: &Name, role: &Name) -> Vec<&'a Relation> {
    const ANY: [Privilege; 4] =
        [Privilege::Select, Privilege::Insert, Privilege::Update, Privilege::Delete];
    let roles = catalog.roles_of(role);
    let superuser = catalog.roles.get(role).is_some_and(|role| role.superuser);
    let may = |relation: &&Relation| {
        let on_column = |privilege| {
            relation.columns.iter().any(|column| column.privileges.allow(&roles, privilege))
        };
        superuser
            || roles.contains(&relation.owner)
            || ANY.into_iter().any(|it| relation.privileges.allow(&roles, it) || on_column(it))
    };
    let in_schema = |relation: &&Relation| relation.name.schema == *schema;
    let all = catalog.relations.values().map(Arc::as_ref);
    let mut visible: Vec<&Relation> = all.filter(in_schema).filter(may).collect();
    visible.sort_by(|a, b| a.name.name.cmp(&b.name.name));
    visible
}

/// The comment on the schema: its first line is the title.
fn info(catalog: &Catalog, schema: &Name) -> Value {
    let comment = catalog.schemas.get(schema).and_then(|schema| schema.comment.as_deref());
    let (title, description) = match comment {
        Some(comment) => comment.split_once('\n').unwrap_or((comment, "")),
        None => ("REST API", "The tables and views of this project, for your role."),
    };
    json!({
        "title": title,
        "description": description.trim_start_matches('\n'),
        "version": env!("CARGO_PKG_VERSION"),
    })
}

/// Scheme, host and path of a URL.
fn location(url: &str) -> (&str, &str, &str) {
    let (scheme, rest) = url.split_once("://").unwrap_or(("http", url));
    match rest.find('/') {
        Some(at) => (scheme, &rest[..at], &rest[at..]),
        None => (scheme, rest, "/"),
    }
}

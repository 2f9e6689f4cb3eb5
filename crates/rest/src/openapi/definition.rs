//! A relation as a schema of objects.

use catalog::{Cardinality, Column, Generation, Relation, Relationships};
use serde_json::{Map, Value, json};
use value::{Modifier, Name, Scalar, Type};

/// The relation's rows.
pub(super) fn of_relation(relationships: &Relationships, relation: &Relation) -> Value {
    let required = relation.columns.iter().filter(|column| column.not_null);
    let required: Vec<&str> = required.map(|column| column.name.as_str()).collect();
    let foreign = foreign_keys(relationships, relation);
    let primary = relationships.key_columns(&relation.name);
    let property =
        |column: &Column| (column.name.to_string(), of_column(column, primary, &foreign));
    let properties: Map<String, Value> = relation.columns.iter().map(property).collect();
    let mut definition = json!({
        "type": "object",
        "properties": properties,
    });
    put(&mut definition, "required", (!required.is_empty()).then_some(required));
    put(&mut definition, "description", relation.comment.clone());
    definition
}

/// Each column that is a foreign key by itself, and the table and column that it refers to.
fn foreign_keys(
    relationships: &Relationships,
    relation: &Relation,
) -> Vec<(String, String, String)> {
    let single = |cardinality: &Cardinality| match cardinality {
        Cardinality::ManyToOne { pairs, .. }
        | Cardinality::OneToOne { pairs, holds_key: true, .. }
            if pairs.len() == 1 =>
        {
            pairs.first().cloned()
        }
        _ => None,
    };
    let all = relationships.starting_at(&relation.name).iter();
    all.filter_map(|it| {
        let (own, other) = single(&it.cardinality)?;
        Some((own.to_string(), it.target.name.to_string(), other.to_string()))
    })
    .collect()
}

fn of_column(
    column: &Column,
    primary: &[Name],
    foreign_keys: &[(String, String, String)],
) -> Value {
    let mut property = json!({ "format": format(&column.of) });
    put(&mut property, "type", type_name(&column.of));
    put(&mut property, "description", description(column, primary, foreign_keys));
    if let Type::Enum(of) = column.of.base() {
        let labels: Vec<&str> = of.labels.iter().map(Name::as_str).collect();
        put(&mut property, "enum", Some(labels));
    }
    if let (Modifier::Length(length), None) = (column.modifier, column.of.element()) {
        put(&mut property, "maxLength", Some(length));
    }
    put(&mut property, "items", items(&column.of));
    if let Some(Generation::Default(catalog::Expression::Constant { value, of })) =
        &column.generation
    {
        let mut text = Vec::new();
        value::write_json(of, value, &mut text);
        put(&mut property, "default", serde_json::from_slice::<Value>(&text).ok());
    }
    property
}

pub(super) fn put(object: &mut Value, name: &str, value: Option<impl Into<Value>>) {
    if let (Value::Object(object), Some(value)) = (object, value) {
        object.insert(name.to_owned(), value.into());
    }
}

/// The comment, and what generators of clients look for: marks of primary and foreign keys.
fn description(
    column: &Column,
    primary: &[Name],
    foreign_keys: &[(String, String, String)],
) -> Option<String> {
    let mut notes = Vec::new();
    if primary.contains(&column.name) {
        notes.push("This is a Primary Key.<pk/>".to_owned());
    }
    let key = foreign_keys.iter().find(|(own, ..)| *own == *column.name);
    if let Some((_, table, other)) = key {
        notes.push(format!(
            "This is a Foreign Key to `{table}.{other}`.<fk table='{table}' column='{other}'/>"
        ));
    }
    let comment = column.comment.clone();
    if notes.is_empty() {
        return comment;
    }
    let before = comment.map(|comment| format!("{comment}\n\n")).unwrap_or_default();
    Some(format!("{before}Note:\n{}", notes.join("\n")))
}

pub(super) fn type_name(of: &Type) -> Option<&'static str> {
    Some(match of.base() {
        Type::Array(_) => "array",
        Type::Scalar(scalar) => match scalar {
            Scalar::Bool => "boolean",
            Scalar::Int2 | Scalar::Int4 | Scalar::Int8 => "integer",
            Scalar::Numeric | Scalar::Float4 | Scalar::Float8 => "number",
            Scalar::Json | Scalar::Jsonb => return None,
            _ => "string",
        },
        _ => "string",
    })
}

/// What an array holds; of JSON nothing can be said.
pub(super) fn items(of: &Type) -> Option<Value> {
    let mut items = json!({});
    put(&mut items, "type", type_name(of.element()?));
    Some(items)
}

/// PostgreSQL's name of a type, but for whole numbers, whose formats OpenAPI names itself.
pub(super) fn format(of: &Type) -> String {
    match of.base() {
        Type::Enum(of) => of.name.to_string(),
        Type::Composite(of) => of.name.to_string(),
        Type::Scalar(Scalar::Int2 | Scalar::Int4) => "int32".to_owned(),
        Type::Scalar(Scalar::Int8) => "int64".to_owned(),
        other => other.to_string(),
    }
}

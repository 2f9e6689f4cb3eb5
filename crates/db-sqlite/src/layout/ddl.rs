//! The DDL of a table and its indexes. Two tables are stored alike when these texts are the same.

use super::{acted, column, column_name, index, quoted, table, table_name};
use crate::compile;
use catalog::{
    Deferral, ForeignKey, Generation, Index, IndexMethod, Name, ReferentialAction, Relation,
    Scalar, Type,
};
use db::Error;

/// How a table is stored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Physical {
    /// What stands in the brackets of `create table`.
    pub(crate) body: String,
    /// Every index by its quoted name, with what creates it.
    pub(crate) indexes: Vec<(String, String)>,
}

/// How a relation is stored.
pub(crate) fn physical(relation: &Relation) -> Result<Physical, Error> {
    Ok(Physical { body: body(relation)?, indexes: indexes(relation)? })
}

fn body(relation: &Relation) -> Result<String, Error> {
    let alias = super::rowid_alias(relation);
    let columns = relation.columns.iter().map(|of| column_definition(relation, of, alias));
    let keys = relation.foreign_keys.iter().map(foreign_key);
    acted::require_no_generated(relation)?;
    acted::require_no_partition_key(relation)?;
    let mut parts = columns.chain(keys).collect::<Result<Vec<_>, _>>()?;
    parts.extend(acted::checks(relation)?);
    // A table without columns is allowed there and not here.
    if parts.is_empty() { Ok("\"^empty\" any".to_owned()) } else { Ok(parts.join(", ")) }
}

fn column_definition(
    relation: &Relation,
    of: &catalog::Column,
    alias: Option<&Name>,
) -> Result<String, Error> {
    let mut text = format!("{} {}", column(&of.name), storage_class(&of.of));
    if alias == Some(&of.name) {
        text.push_str(" primary key");
        return Ok(text);
    }
    if let Some(collation) = compile::collation(&of.of) {
        text.push_str(" collate ");
        text.push_str(collation);
    }
    // All else that must not be null is looked at when a row is written; only a foreign key's action writes
    // without us.
    let acted_on = acted::acting(relation, &of.name);
    if of.not_null && !acted_on.is_empty() {
        text.push_str(" not null");
    }
    let sets_default = |key: &&ForeignKey| {
        key.on_delete == ReferentialAction::SetDefault
            || key.on_update == ReferentialAction::SetDefault
    };
    if acted_on.iter().any(sets_default) {
        text.push_str(&set_default(relation, of)?);
    }
    Ok(text)
}

/// What `on delete set default` sets: SQLite can only set what is constant.
fn set_default(relation: &Relation, of: &catalog::Column) -> Result<String, Error> {
    let Some(Generation::Default(expression)) = &of.generation else { return Ok(String::new()) };
    if !matches!(expression, catalog::Expression::Constant { .. }) {
        return Err(Error::Unsupported(format!(
            "a foreign key of {} sets the default of \"{}\", which is not a constant",
            relation.name, of.name
        )));
    }
    Ok(format!(" default ({})", compile::schema_expression(expression, relation)?))
}

fn storage_class(of: &Type) -> &'static str {
    match of.base() {
        Type::Enum(_) => "integer",
        Type::Array(_) | Type::Composite(_) | Type::Domain(_) => "text",
        Type::Scalar(scalar) => match scalar {
            Scalar::Bool
            | Scalar::Int2
            | Scalar::Int4
            | Scalar::Int8
            | Scalar::Oid
            | Scalar::Date
            | Scalar::Time
            | Scalar::Timestamp
            | Scalar::Timestamptz => "integer",
            Scalar::Float4 | Scalar::Float8 => "real",
            Scalar::Uuid | Scalar::Bytea => "blob",
            _ => "text",
        },
    }
}

fn foreign_key(key: &ForeignKey) -> Result<String, Error> {
    if key.matching == catalog::Match::Full && key.columns.len() > 1 {
        return Err(Error::Unsupported(format!("the foreign key {} is 'match full'", key.name)));
    }
    let mut text = format!(
        "foreign key ({}) references {} ({})",
        columns(&key.columns),
        table(&key.target),
        columns(&key.target_columns)
    );
    for (event, action) in [("update", &key.on_update), ("delete", &key.on_delete)] {
        let action = match action {
            ReferentialAction::NoAction => continue,
            ReferentialAction::Restrict => "restrict",
            ReferentialAction::Cascade => "cascade",
            ReferentialAction::SetNull => "set null",
            ReferentialAction::SetDefault => "set default",
        };
        text.push_str(&format!(" on {event} {action}"));
    }
    match key.deferral {
        Deferral::Immediate => {}
        Deferral::Deferrable => text.push_str(" deferrable initially immediate"),
        Deferral::Deferred => text.push_str(" deferrable initially deferred"),
    }
    Ok(text)
}

fn columns(names: &[Name]) -> String {
    names.iter().map(|name| column(name)).collect::<Vec<_>>().join(", ")
}

fn indexes(relation: &Relation) -> Result<Vec<(String, String)>, Error> {
    let mut indexes = Vec::new();
    for key in relation.unique_constraints() {
        if key.deferral != Deferral::Immediate {
            return Err(Error::Unsupported(format!(
                "the unique constraint {} is 'deferrable'",
                key.name
            )));
        }
        let primary = relation.primary_key.as_ref().is_some_and(|own| own.name == key.name);
        if primary && super::rowid_alias(relation).is_some() {
            continue;
        }
        if key.nulls_not_distinct {
            indexes.push(equal_nulls(relation, &key.name, &key.columns, ""));
        }
        let name = index(&relation.name, &key.name);
        let on = format!("{} ({})", table(&relation.name), columns(&key.columns));
        indexes.push((name.clone(), format!("create unique index {name} on {on}")));
    }
    for own in relation.indexes.iter().filter(|index| is_built(index)) {
        let name = index(&relation.name, &own.name);
        if own.unique && own.nulls_not_distinct {
            indexes.push(index_of_nulls(relation, own)?);
        }
        indexes.push((name.clone(), create_index(relation, own, &name)?));
    }
    indexes.extend(lookups(relation));
    Ok(indexes)
}

/// The kinds that have no counterpart are kept in the catalog only.
fn is_built(index: &Index) -> bool {
    matches!(index.method, IndexMethod::Btree | IndexMethod::Hash)
}

fn index_of_nulls(relation: &Relation, own: &Index) -> Result<(String, String), Error> {
    let Some(columns) = super::index_columns(own) else {
        let message = format!("the index {} of expressions is 'nulls not distinct'", own.name);
        return Err(Error::Unsupported(message));
    };
    let filter = match &own.filter {
        None => String::new(),
        Some(filter) => format!(" and ({})", compile::schema_expression(filter, relation)?),
    };
    Ok(equal_nulls(relation, &own.name, &columns, &filter))
}

/// Nulls are distinct in every index, so a second one over the rows that have any makes them equal.
fn equal_nulls(
    relation: &Relation,
    key: &Name,
    columns: &[Name],
    filter: &str,
) -> (String, String) {
    let name = quoted(&super::null_index_name(&relation.name, key));
    let part = |column: &Name| {
        let of = relation.column(column).and_then(|column| compile::collation(&column.of));
        let collation = of.map_or_else(String::new, |collation| format!(" collate {collation}"));
        let column = self::column(column);
        format!("{column} is null, ifnull({column}, 0){collation}")
    };
    let parts: Vec<String> = columns.iter().map(part).collect();
    let is_null = |column: &Name| format!("{} is null", self::column(column));
    let any: Vec<String> = columns.iter().map(is_null).collect();
    let (on, parts, any) = (table(&relation.name), parts.join(", "), any.join(" or "));
    (name.clone(), format!("create unique index {name} on {on} ({parts}) where ({any}){filter}"))
}

fn create_index(relation: &Relation, own: &Index, name: &str) -> Result<String, Error> {
    let mut parts = Vec::new();
    for part in &own.parts {
        let direction = if part.descending { " desc" } else { "" };
        let expression = compile::schema_expression(&part.expression, relation)?;
        let collation = compile::collation(&part.expression.type_of())
            .filter(|_| !matches!(part.expression, catalog::Expression::Column { .. }))
            .map_or_else(String::new, |collation| format!(" collate {collation}"));
        parts.push(format!("{expression}{collation}{direction}"));
    }
    let filter = match &own.filter {
        None => String::new(),
        Some(filter) => format!(" where {}", compile::schema_expression(filter, relation)?),
    };
    let unique = if own.unique { "unique " } else { "" };
    let on = table(&relation.name);
    Ok(format!("create {unique}index {name} on {on} ({}){filter}", parts.join(", ")))
}

/// SQLite looks for referencing rows when a referenced one goes; without an index it would read the whole table
/// each time, so every foreign key that no other index begins with gets one.
fn lookups(relation: &Relation) -> Vec<(String, String)> {
    let begins = |columns: &[Name], key: &ForeignKey| columns.starts_with(&key.columns);
    let served = |key: &&ForeignKey| {
        relation.unique_constraints().any(|unique| begins(&unique.columns, key))
            || relation.indexes.iter().any(|index| {
                is_built(index)
                    && index.filter.is_none()
                    && super::index_columns(index).is_some_and(|columns| begins(&columns, key))
            })
    };
    let unserved = relation.foreign_keys.iter().filter(|key| !served(key));
    unserved
        .map(|key| {
            let name = quoted(&format!(
                "{}^{}^lookup",
                table_name(&relation.name),
                column_name(&key.name)
            ));
            let on = format!("{} ({})", table(&relation.name), columns(&key.columns));
            (name.clone(), format!("create index {name} on {on}"))
        })
        .collect()
}

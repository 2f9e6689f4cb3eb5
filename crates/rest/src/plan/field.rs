//! A column, and a path into its value: `data->items->0->>name`.

use super::columns::Scope;
use super::planner::Planner;
use crate::error::RestError;
use crate::parse::{Arrow, Field, JsonKey};
use catalog::{Expression, build};
use value::{Modifier, Scalar, Type, Value};

impl Planner<'_> {
    /// A field as an expression. A path into what is no JSON goes by way of `to_jsonb`.
    pub(super) fn field(
        &mut self,
        scope: &Scope<'_>,
        field: &Field,
    ) -> Result<Expression, RestError> {
        let mut value = self.column(scope, &field.name)?;
        if field.path.is_empty() {
            return Ok(value);
        }
        if !matches!(value.type_of().scalar(), Some(Scalar::Json | Scalar::Jsonb)) {
            value = build::function("to_jsonb", vec![value])?;
        }
        for step in &field.path {
            let symbol = match step.arrow {
                Arrow::Json => "->",
                Arrow::Text => "->>",
            };
            value = build::operator(symbol, Some(value), self.key(&step.key))?;
        }
        Ok(value)
    }

    /// Keys are part of a statement's shape, as columns are: an index on the same path can serve it.
    fn key(&mut self, key: &JsonKey) -> Expression {
        match key {
            JsonKey::Name(name) => Expression::constant(Value::text(name.as_str()), Type::UNKNOWN),
            JsonKey::Index(index) => {
                let of = Scalar::Int4.of();
                let read = value::read(&of, Modifier::None, &index.to_string(), &self.at);
                let value = read.unwrap_or_else(|error| {
                    self.wrong_literal(error);
                    Value::Null
                });
                Expression::constant(value, of)
            }
        }
    }
}

/// The name that a field is shown by: the last name of its path, which a number at its end doesn't have.
pub(super) fn shown_name(field: &Field) -> &str {
    let names = field.path.iter().rev().filter_map(|step| match &step.key {
        JsonKey::Name(name) => Some(name.as_str()),
        JsonKey::Index(_) => None,
    });
    names.into_iter().next().unwrap_or(&field.name)
}

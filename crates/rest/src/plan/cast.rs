//! `::type` in a URL: which type a name means, and whether there is such a cast.

use super::planner::Planner;
use crate::error::{DatabaseError, RestError};
use builtin::resolve;
use catalog::Expression;
use value::{Context, Modifier, QualifiedName, Scalar, Type};

/// SQL's own names of types, beside those of `pg_type`.
const SPELLINGS: &[(&str, Scalar)] = &[
    ("boolean", Scalar::Bool),
    ("smallint", Scalar::Int2),
    ("integer", Scalar::Int4),
    ("int", Scalar::Int4),
    ("bigint", Scalar::Int8),
    ("real", Scalar::Float4),
    ("float", Scalar::Float8),
    ("double precision", Scalar::Float8),
    ("decimal", Scalar::Numeric),
    ("dec", Scalar::Numeric),
    ("character varying", Scalar::Varchar),
    ("char varying", Scalar::Varchar),
    ("character", Scalar::Char),
    ("char", Scalar::Char),
    ("time without time zone", Scalar::Time),
    ("timestamp without time zone", Scalar::Timestamp),
    ("timestamp with time zone", Scalar::Timestamptz),
];

impl Planner<'_> {
    /// An expression as the type of a name, where one is asked for.
    pub(super) fn cast(
        &self,
        operand: Expression,
        to: Option<&str>,
    ) -> Result<Expression, RestError> {
        let Some(name) = to else { return Ok(operand) };
        let (to, modifier) = self.type_named(name)?;
        let from = operand.type_of();
        if !resolve::can_cast(&from, &to, Context::Explicit) {
            let message = format!("cannot cast type {from} to {to}");
            return Err(DatabaseError::refused("42846", message).into());
        }
        Ok(Expression::Cast { operand: Box::new(operand), to, modifier, explicit: true })
    }

    fn type_named(&self, name: &str) -> Result<(Type, Modifier), RestError> {
        let folded = name.to_ascii_lowercase();
        let words = folded.split_ascii_whitespace().collect::<Vec<_>>().join(" ");
        if matches!(words.as_str(), "char" | "character") {
            return Ok((Scalar::Char.of(), Modifier::Length(1)));
        }
        let spelled = SPELLINGS.iter().find(|(spelling, _)| *spelling == words);
        let scalar = spelled.map(|(_, scalar)| *scalar).or_else(|| resolve::scalar_named(&words));
        if let Some(scalar) = scalar {
            return Ok((scalar.of(), Modifier::None));
        }
        let path = std::iter::once(self.schema).chain(&self.settings.extra_search_path);
        let mut found = path.filter_map(|schema| {
            let name = QualifiedName { schema: schema.clone(), name: words.as_str().into() };
            self.catalog.type_named(&name)
        });
        found.next().map(|of| (of, Modifier::None)).ok_or_else(|| {
            DatabaseError::refused("42704", format!("type \"{words}\" does not exist")).into()
        })
    }
}

//! The parsers of texts: SQL, and what values of each type are written like.

use crate::Target;
use crate::words;
use value::{Modifier, Moment, RangeOf, Scalar, Type};

/// One statement.
pub const STATEMENT: Target = Target {
    name: "statement",
    words: words::SQL,
    read: |world, input| {
        // Whether it can be read doesn't matter; that it ends does.
        if let Ok(statement) = sql::read_statement(&world.catalog, input) {
            let written = sql::write_statement(&statement);
            // What a request brings can't be written back as SQL: only what stands in the text.
            if written.is_empty() {
                return Err("a statement was written as nothing".to_owned());
            }
        }
        Ok(())
    },
};

/// A schema or a migration.
pub const SCRIPT: Target = Target {
    name: "script",
    words: words::SQL,
    read: |world, input| {
        let _ = sql::read_script(&world.catalog, &sql::File { name: "fuzz.sql", text: input });
        Ok(())
    },
};

/// The text of a value, read as every type; what is read must be written so that it reads the same.
pub const VALUE: Target = Target {
    name: "value",
    words: words::VALUES,
    read: |_, input| {
        let moment = Moment { now_micros: 1_700_000_000_000_000 };
        for of in types() {
            let Ok(value) = value::read(&of, Modifier::None, input, &moment) else { continue };
            let written = written(&of, &value);
            let again = value::read(&of, Modifier::None, &written, &moment)
                .map_err(|error| format!("{of}: `{written}` can't be read again: {error}"))?;
            if again != value {
                return Err(format!(
                    "{of}: {value:?} is written `{written}` and read as {again:?}"
                ));
            }
        }
        Ok(())
    },
};

fn written(of: &Type, value: &value::Value) -> String {
    let mut text = String::new();
    value::write(of, value, &mut text);
    text
}

/// Types of every kind, and arrays of them.
fn types() -> impl Iterator<Item = Type> {
    let scalars = [
        Scalar::Bool,
        Scalar::Int2,
        Scalar::Int4,
        Scalar::Int8,
        Scalar::Float8,
        Scalar::Numeric,
        Scalar::Text,
        Scalar::Uuid,
        Scalar::Date,
        Scalar::Time,
        Scalar::Timestamp,
        Scalar::Timestamptz,
        Scalar::Interval,
        Scalar::Json,
        Scalar::Jsonb,
        Scalar::Bytea,
        Scalar::Inet,
        Scalar::Cidr,
        Scalar::Macaddr,
        Scalar::Tsvector,
        Scalar::Tsquery,
        Scalar::Jsonpath,
    ];
    let ranges = RangeOf::ALL.map(Scalar::Range).into_iter();
    let multiranges = RangeOf::ALL.map(Scalar::Multirange).into_iter();
    scalars.into_iter().chain(ranges).chain(multiranges).flat_map(|scalar| {
        let one = scalar.of();
        [one.clone(), Type::Array(std::sync::Arc::new(one))]
    })
}

//! Types in SQL.

use super::names::qualified;
use catalog::Type;
use std::fmt::Write;
use value::{Modifier, Scalar};

/// A type with its modifier, as a column's definition or a cast names it.
pub fn write_type(of: &Type, modifier: Modifier) -> String {
    match of {
        Type::Scalar(scalar) => scalar_name(*scalar, modifier),
        Type::Enum(of) => qualified(&of.name),
        Type::Domain(of) => qualified(&of.name),
        Type::Composite(of) => qualified(&of.name),
        Type::Array(element) => format!("{}[]", write_type(element, modifier)),
    }
}

/// The names that people write, not the longest ones of the standard.
fn scalar_name(scalar: Scalar, modifier: Modifier) -> String {
    let mut name = match scalar {
        Scalar::Varchar => "varchar",
        // `char` alone is `char(1)`.
        Scalar::Char if modifier == Modifier::None => "bpchar",
        Scalar::Char => "char",
        Scalar::Time => "time",
        Scalar::Timestamp => "timestamp",
        Scalar::Timestamptz => "timestamptz",
        other => other.name(),
    }
    .to_owned();
    // Writing into a String never fails.
    let _ = match modifier {
        Modifier::None => Ok(()),
        Modifier::Length(length) => write!(name, "({length})"),
        Modifier::Precision(precision, scale) => write!(name, "({precision}, {scale})"),
        Modifier::Fraction(digits) => write!(name, "({digits})"),
    };
    name
}

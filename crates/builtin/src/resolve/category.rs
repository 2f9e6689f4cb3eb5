//! PostgreSQL's categories of types, by which it prefers one conversion to another.

use value::{Scalar, Type};

use super::choose::Parameter;
use crate::Pattern;

/// `pg_type.typcategory`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Category {
    /// `A`
    Array,
    /// `B`
    Boolean,
    /// `C`
    Composite,
    /// `D`
    DateTime,
    /// `E`
    Enum,
    /// `I`
    Network,
    /// `N`
    Numeric,
    /// `P`: what only a function declares, `anyelement`.
    Pseudo,
    /// `R`
    Range,
    /// `S`
    String,
    /// `T`
    Timespan,
    /// `U`: types for themselves, `uuid`, `jsonb`.
    Own,
    /// `X`: a literal without a type.
    Unknown,
}

/// The category of a type; a domain's is its base's.
pub fn category(of: &Type) -> Category {
    match of.base() {
        Type::Scalar(scalar) => of_scalar(*scalar),
        Type::Enum(_) => Category::Enum,
        Type::Composite(_) => Category::Composite,
        Type::Array(_) => Category::Array,
        Type::Domain(domain) => category(&domain.base),
    }
}

/// Whether the type is its category's preferred one.
pub fn is_preferred(of: &Type) -> bool {
    matches!(
        of,
        Type::Scalar(
            Scalar::Bool
                | Scalar::Float8
                | Scalar::Oid
                | Scalar::Text
                | Scalar::Timestamptz
                | Scalar::Interval
                | Scalar::Inet
        )
    )
}

/// The category of what a parameter declares.
pub(super) fn of_parameter(parameter: &Parameter) -> Category {
    match parameter {
        Parameter::Type(of) => category(of),
        Parameter::Pattern(Pattern::Of(scalar)) => of_scalar(*scalar),
        Parameter::Pattern(Pattern::Array(_)) => Category::Array,
        Parameter::Pattern(_) => Category::Pseudo,
    }
}

/// Whether what a parameter declares is its category's preferred type.
pub(super) fn parameter_is_preferred(parameter: &Parameter) -> bool {
    match parameter {
        Parameter::Type(of) => is_preferred(of),
        Parameter::Pattern(Pattern::Of(scalar)) => is_preferred(&scalar.of()),
        Parameter::Pattern(_) => false,
    }
}

fn of_scalar(scalar: Scalar) -> Category {
    match scalar {
        Scalar::Unknown => Category::Unknown,
        Scalar::Void | Scalar::Record => Category::Pseudo,
        Scalar::Bool => Category::Boolean,
        Scalar::Int2
        | Scalar::Int4
        | Scalar::Int8
        | Scalar::Oid
        | Scalar::Float4
        | Scalar::Float8
        | Scalar::Numeric
        | Scalar::Regconfig => Category::Numeric,
        Scalar::Text | Scalar::Varchar | Scalar::Char | Scalar::Name | Scalar::Citext => {
            Category::String
        }
        Scalar::Date | Scalar::Time | Scalar::Timestamp | Scalar::Timestamptz => Category::DateTime,
        Scalar::Range(_) | Scalar::Multirange(_) => Category::Range,
        Scalar::Interval => Category::Timespan,
        Scalar::Inet | Scalar::Cidr => Category::Network,
        Scalar::Uuid
        | Scalar::Json
        | Scalar::Jsonb
        | Scalar::Bytea
        | Scalar::Macaddr
        | Scalar::Jsonpath
        | Scalar::Tsvector
        | Scalar::Tsquery => Category::Own,
    }
}

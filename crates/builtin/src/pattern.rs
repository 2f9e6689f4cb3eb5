//! What a parameter of a built-in function accepts: a type, or one of PostgreSQL's pseudo-types.

use std::fmt;

use value::Scalar;

/// The declared type of a parameter or of a result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Pattern {
    /// A built-in type.
    Of(Scalar),
    /// An array of a built-in type.
    Array(Scalar),
    /// `anyelement`: any type, the same wherever it stands.
    AnyElement,
    /// `anyarray`: an array of what `anyelement` is.
    AnyArray,
    /// `anynonarray`: as `anyelement`, but no array.
    AnyNonArray,
    /// `anyenum`: as `anyelement`, but an enum.
    AnyEnum,
    /// `anyrange`: a range of what `anyelement` is.
    AnyRange,
    /// `anymultirange`: a multirange of what `anyelement` is.
    AnyMultirange,
    /// `anycompatible`: arguments are cast to one common type.
    AnyCompatible,
    /// `anycompatiblearray`: an array of the common type.
    AnyCompatibleArray,
    /// `record`: any composite value.
    Record,
    /// `"any"`: anything, each argument for itself.
    Any,
}

impl Pattern {
    /// Whether it takes part in deciding the polymorphic types of a call.
    pub const fn is_polymorphic(self) -> bool {
        !matches!(self, Self::Of(_) | Self::Array(_) | Self::Record | Self::Any)
    }

    /// The part of an [`id`](crate::Builtin::id) that stands for it.
    pub(crate) fn id(self) -> String {
        match self {
            Self::Of(scalar) => short_name(scalar).to_owned(),
            Self::Array(scalar) => format!("{}s", short_name(scalar)),
            Self::Any => "any".to_owned(),
            other => other.to_string(),
        }
    }
}

/// As PostgreSQL prints it.
impl fmt::Display for Pattern {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Of(scalar) => f.write_str(scalar.name()),
            Self::Array(scalar) => write!(f, "{}[]", scalar.name()),
            Self::AnyElement => f.write_str("anyelement"),
            Self::AnyArray => f.write_str("anyarray"),
            Self::AnyNonArray => f.write_str("anynonarray"),
            Self::AnyEnum => f.write_str("anyenum"),
            Self::AnyRange => f.write_str("anyrange"),
            Self::AnyMultirange => f.write_str("anymultirange"),
            Self::AnyCompatible => f.write_str("anycompatible"),
            Self::AnyCompatibleArray => f.write_str("anycompatiblearray"),
            Self::Record => f.write_str("record"),
            Self::Any => f.write_str("\"any\""),
        }
    }
}

/// The name of a type in `pg_type`.
pub(crate) const fn short_name(scalar: Scalar) -> &'static str {
    match scalar {
        Scalar::Bool => "bool",
        Scalar::Int2 => "int2",
        Scalar::Int4 => "int4",
        Scalar::Int8 => "int8",
        Scalar::Float4 => "float4",
        Scalar::Float8 => "float8",
        Scalar::Varchar => "varchar",
        Scalar::Char => "bpchar",
        Scalar::Time => "time",
        Scalar::Timestamp => "timestamp",
        Scalar::Timestamptz => "timestamptz",
        other => other.name(),
    }
}

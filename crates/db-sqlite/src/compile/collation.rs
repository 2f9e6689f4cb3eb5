//! By which collation SQLite compares the values of a type, so that it does as PostgreSQL does.

use db::Error;
use value::{RangeOf, Scalar, Type};

/// The collation of a type's values; none is SQLite's own order of the form, which is the right one for
/// everything that is stored as a number, as bytes, or as text that PostgreSQL compares by bytes.
pub(crate) fn collation(of: &Type) -> Option<&'static str> {
    match of.base() {
        Type::Scalar(scalar) => of_scalar(*scalar),
        Type::Array(element) => match element.base() {
            Type::Scalar(scalar) => of_array(*scalar),
            _ => None,
        },
        Type::Enum(_) | Type::Composite(_) | Type::Domain(_) => None,
    }
}

/// The collation for `=` between values of a type, or why there is none.
pub(super) fn equality(of: &Type) -> Result<Option<&'static str>, Error> {
    match (of.base(), of.element().map(Type::base)) {
        (Type::Composite(_) | Type::Scalar(Scalar::Record), _) | (_, Some(Type::Composite(_))) => {
            Err(Error::Unsupported(format!(
                "comparing whole rows (of type {of}) is not supported on SQLite; compare their fields"
            )))
        }
        _ => Ok(collation(of)),
    }
}

/// The collation for `<` and `order by` between values of a type, or why there is none.
pub(super) fn ordering(of: &Type) -> Result<Option<&'static str>, Error> {
    match of.element().map(Type::base) {
        Some(Type::Enum(_)) => Err(Error::Unsupported(format!(
            "ordering values of type {of} is not supported on SQLite; their order is that of the labels"
        ))),
        _ => equality(of),
    }
}

const fn of_scalar(scalar: Scalar) -> Option<&'static str> {
    match scalar {
        Scalar::Numeric => Some("pg_numeric"),
        Scalar::Citext => Some("pg_citext"),
        Scalar::Interval => Some("pg_interval"),
        Scalar::Jsonb => Some("pg_jsonb"),
        Scalar::Inet | Scalar::Cidr => Some("pg_inet"),
        Scalar::Tsvector => Some("pg_tsvector"),
        Scalar::Tsquery => Some("pg_tsquery"),
        Scalar::Range(of) => Some(of_range(of)),
        Scalar::Multirange(of) => Some(of_multirange(of)),
        _ => None,
    }
}

/// Arrays are compared element by element, whatever their elements are.
const fn of_array(element: Scalar) -> Option<&'static str> {
    Some(match element {
        Scalar::Bool => "pg_array_bool",
        Scalar::Int2 => "pg_array_int2",
        Scalar::Int4 => "pg_array_int4",
        Scalar::Int8 => "pg_array_int8",
        Scalar::Oid => "pg_array_oid",
        Scalar::Float4 => "pg_array_float4",
        Scalar::Float8 => "pg_array_float8",
        Scalar::Numeric => "pg_array_numeric",
        Scalar::Text => "pg_array_text",
        Scalar::Varchar => "pg_array_varchar",
        Scalar::Char => "pg_array_char",
        Scalar::Name => "pg_array_name",
        Scalar::Citext => "pg_array_citext",
        Scalar::Uuid => "pg_array_uuid",
        Scalar::Date => "pg_array_date",
        Scalar::Time => "pg_array_time",
        Scalar::Timestamp => "pg_array_timestamp",
        Scalar::Timestamptz => "pg_array_timestamptz",
        Scalar::Interval => "pg_array_interval",
        Scalar::Jsonb => "pg_array_jsonb",
        Scalar::Bytea => "pg_array_bytea",
        Scalar::Inet => "pg_array_inet",
        Scalar::Cidr => "pg_array_cidr",
        Scalar::Macaddr => "pg_array_macaddr",
        Scalar::Tsvector => "pg_array_tsvector",
        Scalar::Tsquery => "pg_array_tsquery",
        Scalar::Regconfig => "pg_array_regconfig",
        Scalar::Range(of) => of_ranges(of),
        Scalar::Multirange(of) => of_multiranges(of),
        Scalar::Unknown | Scalar::Void | Scalar::Record | Scalar::Json | Scalar::Jsonpath => {
            return None;
        }
    })
}

/// Ranges are compared by their bounds.
const fn of_range(of: RangeOf) -> &'static str {
    match of {
        RangeOf::Int4 => "pg_int4range",
        RangeOf::Int8 => "pg_int8range",
        RangeOf::Numeric => "pg_numrange",
        RangeOf::Date => "pg_daterange",
        RangeOf::Timestamp => "pg_tsrange",
        RangeOf::Timestamptz => "pg_tstzrange",
    }
}

const fn of_multirange(of: RangeOf) -> &'static str {
    match of {
        RangeOf::Int4 => "pg_int4multirange",
        RangeOf::Int8 => "pg_int8multirange",
        RangeOf::Numeric => "pg_nummultirange",
        RangeOf::Date => "pg_datemultirange",
        RangeOf::Timestamp => "pg_tsmultirange",
        RangeOf::Timestamptz => "pg_tstzmultirange",
    }
}

const fn of_ranges(of: RangeOf) -> &'static str {
    match of {
        RangeOf::Int4 => "pg_array_int4range",
        RangeOf::Int8 => "pg_array_int8range",
        RangeOf::Numeric => "pg_array_numrange",
        RangeOf::Date => "pg_array_daterange",
        RangeOf::Timestamp => "pg_array_tsrange",
        RangeOf::Timestamptz => "pg_array_tstzrange",
    }
}

const fn of_multiranges(of: RangeOf) -> &'static str {
    match of {
        RangeOf::Int4 => "pg_array_int4multirange",
        RangeOf::Int8 => "pg_array_int8multirange",
        RangeOf::Numeric => "pg_array_nummultirange",
        RangeOf::Date => "pg_array_datemultirange",
        RangeOf::Timestamp => "pg_array_tsmultirange",
        RangeOf::Timestamptz => "pg_array_tstzmultirange",
    }
}

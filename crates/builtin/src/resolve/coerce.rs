//! Whether one type becomes another by itself, and function calls that are casts.

use value::{Context, RangeOf, Scalar, Type};

use super::category::{Category, category};
use super::choose::Parameter;
use super::of;
use crate::Pattern;
use crate::pattern::short_name;

/// Whether a value of one type may be used where the other is expected, in this context.
pub fn can_cast(from: &Type, to: &Type, context: Context) -> bool {
    let (from, to) = (from.base(), to.base());
    if from == to || *from == Type::UNKNOWN {
        return true;
    }
    match (from, to) {
        (Type::Array(from), Type::Array(to)) => can_cast(from, to, context),
        (Type::Composite(_), Type::Scalar(Scalar::Record))
        | (Type::Scalar(Scalar::Record), Type::Composite(_)) => true,
        _ => value::cast_context(from, to).is_some_and(|allowed| allowed <= context),
    }
}

/// Whether a value of the type may be given for the parameter without a written cast. Polymorphic
/// parameters take anything here; whether they agree with each other is decided by `polymorphic`.
pub(super) fn fits(from: &Type, parameter: &Parameter) -> bool {
    match parameter {
        Parameter::Type(to) => can_cast(from, to, Context::Implicit),
        Parameter::Pattern(Pattern::Of(scalar)) => can_cast(from, &of(*scalar), Context::Implicit),
        Parameter::Pattern(Pattern::Array(scalar)) => {
            can_cast(from, &of(*scalar).array(), Context::Implicit)
        }
        Parameter::Pattern(Pattern::Record) => {
            matches!(category(from), Category::Composite | Category::Unknown)
                || from.scalar() == Some(Scalar::Record)
        }
        Parameter::Pattern(_) => true,
    }
}

/// The built-in type of this name in `pg_type`: `int4`, `timestamptz`.
pub fn scalar_named(name: &str) -> Option<Scalar> {
    SCALARS.iter().copied().find(|scalar| short_name(*scalar) == name)
}

/// The name of a built-in type in `pg_type`: `int4`, `bpchar`.
pub const fn scalar_name(scalar: Scalar) -> &'static str {
    short_name(scalar)
}

/// `date(created_at)`: the type that the call casts to.
pub(super) fn as_cast(name: &str, arguments: &[Type]) -> Option<Type> {
    let ([from], Some(to)) = (arguments, scalar_named(name)) else { return None };
    can_cast(from, &of(to), Context::Explicit).then_some(of(to))
}

const SCALARS: &[Scalar] = &[
    Scalar::Bool,
    Scalar::Int2,
    Scalar::Int4,
    Scalar::Int8,
    Scalar::Oid,
    Scalar::Float4,
    Scalar::Float8,
    Scalar::Numeric,
    Scalar::Text,
    Scalar::Varchar,
    Scalar::Char,
    Scalar::Name,
    Scalar::Citext,
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
    Scalar::Jsonpath,
    Scalar::Tsvector,
    Scalar::Tsquery,
    Scalar::Regconfig,
    Scalar::Range(RangeOf::Int4),
    Scalar::Multirange(RangeOf::Int4),
    Scalar::Range(RangeOf::Int8),
    Scalar::Multirange(RangeOf::Int8),
    Scalar::Range(RangeOf::Numeric),
    Scalar::Multirange(RangeOf::Numeric),
    Scalar::Range(RangeOf::Date),
    Scalar::Multirange(RangeOf::Date),
    Scalar::Range(RangeOf::Timestamp),
    Scalar::Multirange(RangeOf::Timestamp),
    Scalar::Range(RangeOf::Timestamptz),
    Scalar::Multirange(RangeOf::Timestamptz),
];

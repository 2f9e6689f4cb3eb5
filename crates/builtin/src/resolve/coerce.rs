//! Whether one type becomes another by itself, and function calls that are casts.

use value::{Context, Scalar, Type};

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
    let real = |scalar: &Scalar| !matches!(scalar, Scalar::Unknown | Scalar::Void | Scalar::Record);
    Scalar::ALL.iter().copied().find(|scalar| real(scalar) && short_name(*scalar) == name)
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

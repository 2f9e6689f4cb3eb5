//! The one type of several expressions: `case`, `coalesce`, `union`, `array[…]`, `values`, `greatest`.

use value::{Context, Type};

use super::category::{category, is_preferred};
use super::coerce::can_cast;
use super::error::ResolveError;

/// The type that all of them are cast to. All unknown (or none at all) is `text`.
pub fn common_type(types: &[Type]) -> Result<Type, ResolveError> {
    let Some(first) = types.first() else { return Ok(Type::TEXT) };
    if *first != Type::UNKNOWN && types.iter().all(|it| it == first) {
        return Ok(first.clone());
    }
    let mut chosen = first.base();
    for next in types[1..].iter().map(Type::base) {
        if *next == Type::UNKNOWN || next == chosen {
            continue;
        }
        if *chosen == Type::UNKNOWN {
            chosen = next;
        } else if category(next) != category(chosen) {
            return Err(ResolveError::NoCommonType {
                form: None,
                left: chosen.clone(),
                right: next.clone(),
            });
        } else if !is_preferred(chosen)
            && can_cast(chosen, next, Context::Implicit)
            && !can_cast(next, chosen, Context::Implicit)
        {
            chosen = next;
        }
    }
    match types.iter().find(|it| !can_cast(it, chosen, Context::Implicit)) {
        Some(other) => Err(ResolveError::NotConvertible {
            form: None,
            from: other.clone(),
            to: chosen.clone(),
        }),
        None if *chosen == Type::UNKNOWN => Ok(Type::TEXT),
        None => Ok(chosen.clone()),
    }
}

//! What `anyelement`, `anyarray`, `anycompatible` and the like are in one call.

use value::{RangeOf, Scalar, Type};

use super::choose::{Failure, Parameter};
use super::unify::common_type;
use crate::Pattern;

/// The types that the polymorphic parameters of a call stand for.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Binding {
    /// What `anyelement` is; `anyarray` is an array of it.
    element: Option<Type>,
    /// What `anycompatible` is.
    compatible: Option<Type>,
}

impl Binding {
    /// What the polymorphic parameters stand for, or that the arguments contradict each other.
    /// `Failure::Undetermined` says that only untyped literals were given.
    pub(super) fn of(parameters: &[Parameter], types: &[Type]) -> Result<Self, Failure> {
        let element = element_of(parameters, types)?;
        let compatible = compatible_of(parameters, types)?;
        let uses = |it: fn(Pattern) -> bool| {
            parameters.iter().any(|p| matches!(p, Parameter::Pattern(pattern) if it(*pattern)))
        };
        if element.is_none() && uses(is_element_family) {
            return Err(Failure::Undetermined);
        }
        // PostgreSQL lets `anycompatible` be text when nothing says otherwise, but not `anyelement`.
        let compatible = match compatible {
            None if uses(is_compatible_family) => Some(Type::TEXT),
            other => other,
        };
        Ok(Self { element, compatible })
    }

    /// The type of a parameter or a result; an argument's own type where anything goes.
    pub(super) fn concrete(&self, pattern: Pattern, given: Option<&Type>) -> Type {
        let bound = |of: &Option<Type>| of.clone().unwrap_or(Type::TEXT);
        match pattern {
            Pattern::Of(scalar) => Type::Scalar(scalar),
            Pattern::Array(scalar) => Type::Scalar(scalar).array(),
            Pattern::AnyElement | Pattern::AnyNonArray | Pattern::AnyEnum => bound(&self.element),
            Pattern::AnyArray => bound(&self.element).array(),
            Pattern::AnyRange => range_over(&bound(&self.element), Scalar::Range),
            Pattern::AnyMultirange => range_over(&bound(&self.element), Scalar::Multirange),
            Pattern::AnyCompatible => bound(&self.compatible),
            Pattern::AnyCompatibleArray => bound(&self.compatible).array(),
            Pattern::Record => given.cloned().unwrap_or(Type::Scalar(Scalar::Record)),
            Pattern::Any => match given {
                Some(Type::Scalar(Scalar::Unknown)) | None => Type::TEXT,
                Some(of) => of.clone(),
            },
        }
    }
}

/// The element type on which all arguments of the `anyelement` family agree, if any is typed.
fn element_of(parameters: &[Parameter], types: &[Type]) -> Result<Option<Type>, Failure> {
    let mut element: Option<Type> = None;
    let (mut needs_range, mut has_range) = (false, false);
    for (parameter, given) in parameters.iter().zip(types) {
        let Parameter::Pattern(pattern) = parameter else { continue };
        needs_range |= matches!(pattern, Pattern::AnyRange | Pattern::AnyMultirange);
        if !is_element_family(*pattern) || *given == Type::UNKNOWN {
            continue;
        }
        let found = match pattern {
            Pattern::AnyArray => given.element().ok_or(Failure::None)?.clone(),
            Pattern::AnyRange | Pattern::AnyMultirange => {
                has_range = true;
                range_element(*pattern, given).ok_or(Failure::None)?
            }
            Pattern::AnyNonArray if given.element().is_some() => return Err(Failure::None),
            Pattern::AnyEnum if !matches!(given.base(), Type::Enum(_)) => {
                return Err(Failure::None);
            }
            _ => given.clone(),
        };
        match element {
            Some(element) if element != found => return Err(Failure::None),
            _ => element = Some(found),
        }
    }
    // What a range is of doesn't say which range it is.
    if needs_range && !has_range {
        return Err(Failure::Undetermined);
    }
    Ok(element)
}

/// The common type of all arguments of the `anycompatible` family, if any is typed.
fn compatible_of(parameters: &[Parameter], types: &[Type]) -> Result<Option<Type>, Failure> {
    let mut given_types = Vec::new();
    for (parameter, given) in parameters.iter().zip(types) {
        match parameter {
            _ if *given == Type::UNKNOWN => {}
            Parameter::Pattern(Pattern::AnyCompatible) => given_types.push(given.clone()),
            Parameter::Pattern(Pattern::AnyCompatibleArray) => {
                given_types.push(given.element().ok_or(Failure::None)?.clone());
            }
            _ => {}
        }
    }
    if given_types.is_empty() {
        return Ok(None);
    }
    let common = common_type(&given_types).map_err(|_| Failure::None)?;
    // An array of arrays does not exist, so `anycompatiblearray` needs a common type that is none.
    let needs_array =
        parameters.iter().any(|it| matches!(it, Parameter::Pattern(Pattern::AnyCompatibleArray)));
    if needs_array && common.element().is_some() {
        return Err(Failure::None);
    }
    Ok(Some(common))
}

fn is_element_family(pattern: Pattern) -> bool {
    matches!(
        pattern,
        Pattern::AnyElement
            | Pattern::AnyArray
            | Pattern::AnyNonArray
            | Pattern::AnyEnum
            | Pattern::AnyRange
            | Pattern::AnyMultirange
    )
}

fn is_compatible_family(pattern: Pattern) -> bool {
    matches!(pattern, Pattern::AnyCompatible | Pattern::AnyCompatibleArray)
}

/// The type of the bounds of a range or a multirange.
fn range_element(pattern: Pattern, given: &Type) -> Option<Type> {
    match (pattern, given.scalar()?) {
        (Pattern::AnyRange, Scalar::Range(of))
        | (Pattern::AnyMultirange, Scalar::Multirange(of)) => Some(of.element().of()),
        _ => None,
    }
}

/// The range or multirange over a type.
fn range_over(element: &Type, make: fn(RangeOf) -> Scalar) -> Type {
    element.scalar().and_then(RangeOf::over).map_or(Type::TEXT, |of| make(of).of())
}

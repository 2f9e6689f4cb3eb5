//! Functions and operators of ranges and multiranges. What asks of two values takes either of each: a range is
//! there the multirange of it alone.

pub(crate) mod bounds;
pub(crate) mod combine;
pub(crate) mod construct;
pub(crate) mod relate;

use value::{Multirange, Range, RangeOf, Scalar, Type, Value, ValueError};

use crate::Context;
use crate::arguments::text;

/// What an argument is a range or multirange of.
pub(crate) fn range_of(of: Option<&Type>) -> Result<RangeOf, ValueError> {
    of.and_then(Type::scalar)
        .and_then(Scalar::range_of)
        .ok_or_else(|| ValueError::new("XX000", "an argument is no range"))
}

/// A range argument and what it is of.
pub(crate) fn range(
    context: &Context<'_>,
    arguments: &[Value],
    at: usize,
) -> Result<(RangeOf, Range), ValueError> {
    let of = range_of(context.arguments.get(at))?;
    Ok((of, Range::parse_output(of, text(arguments, at)?)?))
}

/// A range or multirange argument as a multirange.
pub(crate) fn set(
    context: &Context<'_>,
    arguments: &[Value],
    at: usize,
) -> Result<(RangeOf, Multirange), ValueError> {
    let given = context.arguments.get(at);
    let of = range_of(given)?;
    let text = text(arguments, at)?;
    let set = match given.and_then(Type::scalar) {
        Some(Scalar::Multirange(_)) => Multirange::parse_output(of, text)?,
        _ => Multirange::new(of, vec![Range::parse_output(of, text)?]),
    };
    Ok((of, set))
}

/// A range as a value.
pub(crate) fn range_value(of: RangeOf, range: &Range) -> Value {
    let mut out = String::new();
    range.write(of, &mut out);
    Value::text(out)
}

/// A multirange as a value.
pub(crate) fn set_value(of: RangeOf, set: &Multirange) -> Value {
    let mut out = String::new();
    set.write(of, &mut out);
    Value::text(out)
}

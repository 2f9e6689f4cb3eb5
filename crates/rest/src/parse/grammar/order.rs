//! The grammar of `order`.

use super::name::{delimiter, field, field_name};
use super::{Parsed, Reader};
use crate::parse::{Bound, Direction, Nulls, OrderTarget, OrderTerm};

/// `year.desc.nullslast,director(name)`
pub(super) fn terms(r: &mut Reader<'_>) -> Parsed<Vec<OrderTerm>> {
    let term = |r: &mut Reader<'_>| {
        r.count(Bound::Filters)?;
        r.padded(|r| {
            r.either(
                |r| r.attempt(|r| term(r, related)),
                |r| term(r, |r| field(r).map(OrderTarget::Field)),
            )
        })
    };
    r.separated(term, |r| r.char(','))
}

/// `director(name)`
fn related(r: &mut Reader<'_>) -> Parsed<OrderTarget> {
    let relation = field_name(r)?;
    let field = r.in_parentheses(field)?;
    Ok(OrderTarget::Related { relation, field })
}

fn term(
    r: &mut Reader<'_>,
    target: impl FnOnce(&mut Reader<'_>) -> Parsed<OrderTarget>,
) -> Parsed<OrderTerm> {
    let target = target(r)?;
    let direction = r.optional(|r| {
        modifier(r, &[("asc", Direction::Ascending), ("desc", Direction::Descending)])
    })?;
    let nulls = r.either(
        |r| {
            let nulls = r.optional(|r| {
                modifier(r, &[("nullsfirst", Nulls::First), ("nullslast", Nulls::Last)])
            })?;
            term_end(r)?;
            Ok(nulls)
        },
        |r| term_end(r).map(|()| None),
    )?;
    Ok(OrderTerm { target, direction, nulls })
}

/// `.word`, for the first word of a table that fits
fn modifier<T: Copy>(r: &mut Reader<'_>, words: &[(&str, T)]) -> Parsed<T> {
    match words {
        [] => r.never(),
        [(word, value), rest @ ..] => r.either(
            |r| {
                r.attempt(|r| {
                    delimiter(r)?;
                    r.string(word)?;
                    Ok(*value)
                })
            },
            |r| modifier(r, rest),
        ),
    }
}

fn term_end(r: &mut Reader<'_>) -> Parsed<()> {
    r.either(|r| r.look_ahead(","), |r| r.attempt(Reader::end))
}

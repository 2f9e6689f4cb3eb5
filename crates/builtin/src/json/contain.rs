//! What a `jsonb` contains: `@>`, `<@`, `?`, `?|`, `?&`.

use value::{Value, ValueError};

use super::scan::{self, Kind};
use super::{JSONB as TYPE, path};
use crate::arguments::text;
use crate::table::patterns::{BOOL, JSONB, TEXT, TEXTS};
use crate::{Builtin, Context};

type Answer = Result<Value, ValueError>;

pub(crate) const TABLE: &[Builtin] = &[
    Builtin::function("jsonb_contains", &[JSONB, JSONB], BOOL, contains).operator("@>").safe(),
    Builtin::function("jsonb_contained", &[JSONB, JSONB], BOOL, contained).operator("<@").safe(),
    Builtin::function("jsonb_exists", &[JSONB, TEXT], BOOL, exists).operator("?").safe(),
    Builtin::function("jsonb_exists_any", &[JSONB, TEXTS], BOOL, exists_any).operator("?|").safe(),
    Builtin::function("jsonb_exists_all", &[JSONB, TEXTS], BOOL, exists_all).operator("?&").safe(),
];

fn contains(_: &Context<'_>, arguments: &[Value]) -> Answer {
    Ok(Value::bool(holds(text(arguments, 0)?, text(arguments, 1)?)))
}

fn contained(_: &Context<'_>, arguments: &[Value]) -> Answer {
    Ok(Value::bool(holds(text(arguments, 1)?, text(arguments, 0)?)))
}

/// An array also contains a scalar that is one of its elements, but only at the top.
fn holds(whole: &str, part: &str) -> bool {
    match (Kind::of(whole), Kind::of(part)) {
        (Kind::Array, of) if !of.is_container() => has_scalar(whole, part),
        _ => deep(whole, part),
    }
}

fn deep(whole: &str, part: &str) -> bool {
    match (Kind::of(whole), Kind::of(part)) {
        (Kind::Object, Kind::Object) => scan::members(part).all(|wanted| {
            scan::members(whole)
                .find(|it| it.key == wanted.key)
                .is_some_and(|found| deep(found.value, wanted.value))
        }),
        (Kind::Array, Kind::Array) => scan::elements(part).all(|wanted| {
            if Kind::of(wanted).is_container() {
                scan::elements(whole).any(|found| deep(found, wanted))
            } else {
                has_scalar(whole, wanted)
            }
        }),
        (left, right) => left == right && same_scalar(whole, part),
    }
}

fn has_scalar(array: &str, scalar: &str) -> bool {
    let kind = Kind::of(scalar);
    scan::elements(array).any(|it| Kind::of(it) == kind && same_scalar(it, scalar))
}

/// Numbers may be equal though they are written with other scales.
fn same_scalar(left: &str, right: &str) -> bool {
    left == right
        || (Kind::of(left) == Kind::Number
            && value::compare(&TYPE, &Value::text(left), &Value::text(right)).is_eq())
}

fn exists(_: &Context<'_>, arguments: &[Value]) -> Answer {
    Ok(Value::bool(has(text(arguments, 0)?, text(arguments, 1)?)))
}

fn exists_any(_: &Context<'_>, arguments: &[Value]) -> Answer {
    let (whole, keys) = (text(arguments, 0)?, path::read_with_nulls(arguments, 1)?);
    Ok(Value::bool(keys.iter().flatten().any(|key| has(whole, key))))
}

fn exists_all(_: &Context<'_>, arguments: &[Value]) -> Answer {
    let (whole, keys) = (text(arguments, 0)?, path::read_with_nulls(arguments, 1)?);
    Ok(Value::bool(keys.iter().flatten().all(|key| has(whole, key))))
}

/// Whether the text is a key of the object or a string in the array.
pub(crate) fn has(whole: &str, key: &str) -> bool {
    let is = |raw: &str| Kind::of(raw) == Kind::String && scan::is_string(raw, key);
    match Kind::of(whole) {
        Kind::Object => scan::members(whole).any(|it| it.is(key)),
        Kind::Array => scan::elements(whole).any(is),
        _ => is(whole),
    }
}

//! PostgreSQL's order of values, that of btree indexes; text is ordered by its bytes.

use std::cmp::Ordering;

use crate::array::Array;
use crate::interval::Interval;
use crate::json::Json;
use crate::network::Inet;
use crate::text_search::{Query, Vector, compare_queries, compare_vectors};
use crate::{
    Composite, Multirange, Range, Scalar, Type, Value, ValueError, ValueRef, composite, numeric,
    read_output,
};

/// Compares two values of a type that are not null. (A null is greater than all, where one comes here.)
pub fn compare(of: &Type, a: &Value, b: &Value) -> Ordering {
    compare_ref(of, a.as_ref(), b.as_ref())
}

/// Compares two borrowed values of a type.
pub fn compare_ref(of: &Type, a: ValueRef<'_>, b: ValueRef<'_>) -> Ordering {
    match (a, b) {
        (ValueRef::Int(a), ValueRef::Int(b)) => a.cmp(&b),
        (ValueRef::Float(a), ValueRef::Float(b)) => compare_floats(a, b),
        (ValueRef::Bytes(a), ValueRef::Bytes(b)) => a.cmp(b),
        (ValueRef::Text(a), ValueRef::Text(b)) => compare_text(of.base(), a, b),
        _ => rank(a).cmp(&rank(b)),
    }
}

const fn rank(value: ValueRef<'_>) -> u8 {
    match value {
        ValueRef::Int(_) => 0,
        ValueRef::Float(_) => 1,
        ValueRef::Text(_) => 2,
        ValueRef::Bytes(_) => 3,
        ValueRef::Null => 4,
    }
}

/// NaN equals itself and is the greatest.
fn compare_floats(a: f64, b: f64) -> Ordering {
    a.partial_cmp(&b).unwrap_or_else(|| a.is_nan().cmp(&b.is_nan()))
}

fn compare_text(of: &Type, a: &str, b: &str) -> Ordering {
    match of {
        Type::Scalar(Scalar::Numeric) => numeric::compare_text(a, b),
        Type::Scalar(Scalar::Citext) => folded(a).cmp(folded(b)),
        Type::Scalar(Scalar::Char) => a.trim_end_matches(' ').cmp(b.trim_end_matches(' ')),
        Type::Scalar(Scalar::Interval) => parsed(a, b, Interval::parse, |a, b| a.compare(*b)),
        Type::Scalar(Scalar::Jsonb) => parsed(a, b, Json::parse, Json::compare),
        Type::Scalar(Scalar::Tsvector) => parsed(a, b, Vector::read, compare_vectors),
        Type::Scalar(Scalar::Tsquery) => parsed(a, b, Query::read, compare_queries),
        Type::Scalar(of @ (Scalar::Inet | Scalar::Cidr)) => {
            parsed(a, b, |text| Inet::parse(*of, text), Inet::compare)
        }
        Type::Scalar(Scalar::Range(of)) => {
            parsed(a, b, |text| Range::parse_output(*of, text), |a, b| a.compare(b, *of))
        }
        Type::Scalar(Scalar::Multirange(of)) => {
            parsed(a, b, |text| Multirange::parse_output(*of, text), |a, b| a.compare(b, *of))
        }
        Type::Array(element) => parsed(a, b, Array::parse, |a, b| compare_arrays(element, a, b)),
        Type::Composite(of) => compare_rows(of, a, b),
        _ => a.as_bytes().cmp(b.as_bytes()),
    }
}

/// Text in lower case, letter by letter, as `citext` compares it.
pub(crate) fn folded(text: &str) -> impl Iterator<Item = char> {
    text.chars().map(|c| c.to_lowercase().next().unwrap_or(c))
}

/// Forms are valid; should one not be, its bytes still have an order.
fn parsed<'a, T>(
    a: &'a str,
    b: &'a str,
    parse: impl Fn(&'a str) -> Result<T, ValueError>,
    order: impl Fn(&T, &T) -> Ordering,
) -> Ordering {
    match (parse(a), parse(b)) {
        (Ok(a), Ok(b)) => order(&a, &b),
        _ => a.as_bytes().cmp(b.as_bytes()),
    }
}

/// Of the text of two elements or fields; a null is greater than all.
fn compare_slots(of: &Type, a: Option<&str>, b: Option<&str>) -> Ordering {
    let (Some(a), Some(b)) = (a, b) else { return a.is_none().cmp(&b.is_none()) };
    match (read_output(of, a), read_output(of, b)) {
        (Ok(a), Ok(b)) => compare(of, &a, &b),
        _ => a.as_bytes().cmp(b.as_bytes()),
    }
}

/// Element by element, then by their number, then by the dimensions.
fn compare_arrays(element: &Type, a: &Array<'_>, b: &Array<'_>) -> Ordering {
    let mut pairs = a.elements.iter().zip(&b.elements);
    let unequal = pairs.find_map(|(a, b)| {
        let order = compare_slots(element, a.as_deref(), b.as_deref());
        order.is_ne().then_some(order)
    });
    let shape = |array: &Array<'_>| -> Vec<(usize, i32)> {
        array.dimensions.iter().map(|dimension| (dimension.length, dimension.lower)).collect()
    };
    unequal.unwrap_or_else(|| {
        (a.elements.len().cmp(&b.elements.len()))
            .then_with(|| a.dimensions.len().cmp(&b.dimensions.len()))
            .then_with(|| shape(a).cmp(&shape(b)))
    })
}

fn compare_rows(of: &Composite, a: &str, b: &str) -> Ordering {
    let count = Some(of.fields.len());
    let (Ok(a_fields), Ok(b_fields)) = (composite::parse(a, count), composite::parse(b, count))
    else {
        return a.as_bytes().cmp(b.as_bytes());
    };
    let mut pairs = of.fields.iter().zip(a_fields.iter().zip(&b_fields));
    let unequal = pairs.find_map(|(field, (a, b))| {
        let order = compare_slots(&field.of, a.as_deref(), b.as_deref());
        order.is_ne().then_some(order)
    });
    unequal.unwrap_or(Ordering::Equal)
}

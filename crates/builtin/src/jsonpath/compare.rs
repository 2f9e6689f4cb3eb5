//! Comparing two values of a path: what can't be compared is unknown.

use std::cmp::Ordering;

use value::jsonpath::Comparison;
use value::numeric::Numeric;

use super::item::Item;
use super::run::Failure;
use crate::json::scan::Kind;

/// Whether a comparison holds between two values.
pub(super) fn compare(
    comparison: Comparison,
    a: &Item<'_>,
    b: &Item<'_>,
    zoned: bool,
) -> Result<Option<bool>, Failure> {
    if let (Item::Moment(a), Item::Moment(b)) = (a, b) {
        return Ok(a.order(b, zoned)?.map(|order| holds(comparison, order)));
    }
    let (a_kind, b_kind) = (a.kind(), b.kind());
    if a_kind != b_kind {
        let null = a_kind == Some(Kind::Null) || b_kind == Some(Kind::Null);
        return Ok(null.then_some(comparison == Comparison::NotEqual));
    }
    let (a_text, b_text) = (a.text(), b.text());
    let order = match a_kind {
        Some(Kind::Null) => Some(Ordering::Equal),
        Some(Kind::Boolean) => Some((a_text == "true").cmp(&(b_text == "true"))),
        Some(Kind::Number) => match (Numeric::parse(&a_text), Numeric::parse(&b_text)) {
            (Ok(a), Ok(b)) => Some(a.cmp(&b)),
            _ => None,
        },
        Some(Kind::String) => match (a.as_string(), b.as_string()) {
            (Some(a), Some(b)) => Some(a.cmp(&b)),
            _ => None,
        },
        _ => None,
    };
    Ok(order.map(|order| holds(comparison, order)))
}

const fn holds(comparison: Comparison, order: Ordering) -> bool {
    match comparison {
        Comparison::Equal => order.is_eq(),
        Comparison::NotEqual => order.is_ne(),
        Comparison::Less => order.is_lt(),
        Comparison::LessOrEqual => order.is_le(),
        Comparison::Greater => order.is_gt(),
        Comparison::GreaterOrEqual => order.is_ge(),
    }
}

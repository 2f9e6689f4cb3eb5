//! The comparisons that PostgreSQL has, and the one type that two sides are compared as.

use value::{Scalar, Type};

use super::choose::{Failure, Signature, choose_operator};
use super::{ResolveError, Resolved, of};
use crate::Pattern;

/// A comparison operator. `is distinct from` resolves as [`Comparison::Equal`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Comparison {
    /// `=`
    Equal,
    /// `<>`, `!=`
    NotEqual,
    /// `<`
    Less,
    /// `<=`
    LessOrEqual,
    /// `>`
    Greater,
    /// `>=`
    GreaterOrEqual,
}

impl Comparison {
    /// The comparison with this symbol.
    pub fn of(symbol: &str) -> Option<Self> {
        Some(match symbol {
            "=" => Self::Equal,
            "<>" | "!=" => Self::NotEqual,
            "<" => Self::Less,
            "<=" => Self::LessOrEqual,
            ">" => Self::Greater,
            ">=" => Self::GreaterOrEqual,
            _ => return None,
        })
    }

    /// Its symbol.
    pub const fn symbol(self) -> &'static str {
        match self {
            Self::Equal => "=",
            Self::NotEqual => "<>",
            Self::Less => "<",
            Self::LessOrEqual => "<=",
            Self::Greater => ">",
            Self::GreaterOrEqual => ">=",
        }
    }

    /// Whether it has this ordering of its sides.
    pub const fn holds(self, ordering: std::cmp::Ordering) -> bool {
        match self {
            Self::Equal => ordering.is_eq(),
            Self::NotEqual => ordering.is_ne(),
            Self::Less => ordering.is_lt(),
            Self::LessOrEqual => ordering.is_le(),
            Self::Greater => ordering.is_gt(),
            Self::GreaterOrEqual => ordering.is_ge(),
        }
    }
}

/// Whether PostgreSQL has `=` for the type: for all but `json`, and what is made of it.
pub fn is_comparable(of: &Type) -> bool {
    missing(of).is_none()
}

/// Whether `order by` the type works; the types that have `=` here all have `<` too.
pub fn is_sortable(of: &Type) -> bool {
    is_comparable(of)
}

pub(super) fn resolve(op: Comparison, left: &Type, right: &Type) -> Result<Resolved, ResolveError> {
    if let Some(common) = exact(left, right) {
        return Ok(Resolved::Compare { op, common: of(common) });
    }
    let types = [left.clone(), right.clone()];
    let signatures: Vec<Signature> =
        PAIRS.iter().map(|(pair, _)| Signature::of_patterns(pair, 0, false)).collect();
    let choice = choose_operator(&signatures, &types)
        .map_err(|failure| ResolveError::operator(failure, op.symbol(), &types))?;
    let common = match PAIRS[choice.index].1 {
        Some(scalar) => of(scalar),
        None if PAIRS[choice.index].0[0] == Pattern::Record => row_type(left, right)
            .ok_or_else(|| ResolveError::operator(Failure::None, op.symbol(), &types))?,
        None => choice.argument_types[0].clone(),
    };
    match missing(&common) {
        Some(element) => {
            let needs = if matches!(op, Comparison::Equal | Comparison::NotEqual) {
                "equality"
            } else {
                "ordering"
            };
            Err(ResolveError::NotComparable { needs, element: element.clone() })
        }
        None => Ok(Resolved::Compare { op, common }),
    }
}

/// The common type where both sides are exactly those of a pair: most often, and then nothing is to be chosen. An untyped
/// literal is first taken to be what the other side is.
fn exact(left: &Type, right: &Type) -> Option<Scalar> {
    let sides = match (left, right) {
        (Type::Scalar(Scalar::Unknown), Type::Scalar(known))
        | (Type::Scalar(known), Type::Scalar(Scalar::Unknown)) => [*known; 2],
        (Type::Scalar(left), Type::Scalar(right)) => [*left, *right],
        _ => return None,
    };
    let [left, right] = sides.map(Pattern::Of);
    PAIRS.iter().find(|(pair, _)| *pair == [left, right]).and_then(|(_, common)| *common)
}

/// Rows are compared as the type that is known better.
fn row_type(left: &Type, right: &Type) -> Option<Type> {
    let is_row = |it: &Type| matches!(it.base(), Type::Composite(_));
    match (is_row(left), is_row(right)) {
        (true, true) if left.base() != right.base() => None,
        (true, _) => Some(left.base().clone()),
        (_, true) => Some(right.base().clone()),
        _ => Some(of(Scalar::Record)),
    }
}

/// The part of the type that can't be compared.
fn missing(whole: &Type) -> Option<&Type> {
    match whole {
        Type::Scalar(Scalar::Json | Scalar::Jsonpath | Scalar::Void) => Some(whole),
        Type::Scalar(_) | Type::Enum(_) => None,
        Type::Domain(domain) => missing(&domain.base),
        Type::Array(element) => missing(element),
        Type::Composite(composite) => composite.fields.iter().find_map(|it| missing(&it.of)),
    }
}

const fn pair(left: Scalar, right: Scalar, common: Scalar) -> ([Pattern; 2], Option<Scalar>) {
    ([Pattern::Of(left), Pattern::Of(right)], Some(common))
}

const fn same(of: Scalar) -> ([Pattern; 2], Option<Scalar>) {
    pair(of, of, of)
}

/// Both sides of each comparison, and what both are cast to where it isn't decided by the call.
const PAIRS: &[([Pattern; 2], Option<Scalar>)] = &[
    same(Scalar::Bool),
    same(Scalar::Int2),
    same(Scalar::Int4),
    same(Scalar::Int8),
    pair(Scalar::Int2, Scalar::Int4, Scalar::Int4),
    pair(Scalar::Int4, Scalar::Int2, Scalar::Int4),
    pair(Scalar::Int2, Scalar::Int8, Scalar::Int8),
    pair(Scalar::Int8, Scalar::Int2, Scalar::Int8),
    pair(Scalar::Int4, Scalar::Int8, Scalar::Int8),
    pair(Scalar::Int8, Scalar::Int4, Scalar::Int8),
    same(Scalar::Oid),
    same(Scalar::Float4),
    same(Scalar::Float8),
    pair(Scalar::Float4, Scalar::Float8, Scalar::Float8),
    pair(Scalar::Float8, Scalar::Float4, Scalar::Float8),
    same(Scalar::Numeric),
    same(Scalar::Text),
    same(Scalar::Name),
    pair(Scalar::Name, Scalar::Text, Scalar::Text),
    pair(Scalar::Text, Scalar::Name, Scalar::Text),
    same(Scalar::Char),
    same(Scalar::Citext),
    same(Scalar::Uuid),
    same(Scalar::Date),
    same(Scalar::Timestamp),
    same(Scalar::Timestamptz),
    pair(Scalar::Date, Scalar::Timestamp, Scalar::Timestamp),
    pair(Scalar::Timestamp, Scalar::Date, Scalar::Timestamp),
    pair(Scalar::Date, Scalar::Timestamptz, Scalar::Timestamptz),
    pair(Scalar::Timestamptz, Scalar::Date, Scalar::Timestamptz),
    pair(Scalar::Timestamp, Scalar::Timestamptz, Scalar::Timestamptz),
    pair(Scalar::Timestamptz, Scalar::Timestamp, Scalar::Timestamptz),
    same(Scalar::Time),
    same(Scalar::Interval),
    same(Scalar::Jsonb),
    same(Scalar::Bytea),
    same(Scalar::Inet),
    same(Scalar::Macaddr),
    same(Scalar::Tsvector),
    same(Scalar::Tsquery),
    ([Pattern::AnyEnum, Pattern::AnyEnum], None),
    ([Pattern::AnyArray, Pattern::AnyArray], None),
    ([Pattern::AnyRange, Pattern::AnyRange], None),
    ([Pattern::AnyMultirange, Pattern::AnyMultirange], None),
    ([Pattern::Record, Pattern::Record], None),
];

//! The order of `jsonb` values: Object > Array > Boolean > Number > String > Null.

use std::cmp::Ordering;

use super::Json;
use crate::numeric;

impl Json<'_> {
    /// PostgreSQL's btree order of two whole values.
    pub fn compare(&self, other: &Self) -> Ordering {
        // A scalar alone is kept as an array of one; hence an empty array is less than any scalar.
        match (self, other) {
            (Self::Array(elements), scalar) if elements.is_empty() && scalar.is_scalar() => {
                Ordering::Less
            }
            (scalar, Self::Array(elements)) if elements.is_empty() && scalar.is_scalar() => {
                Ordering::Greater
            }
            _ => self.compare_inside(other),
        }
    }

    const fn is_scalar(&self) -> bool {
        !matches!(self, Self::Array(_) | Self::Object(_))
    }

    const fn rank(&self) -> u8 {
        match self {
            Self::Null => 0,
            Self::String(_) => 1,
            Self::Number(_) => 2,
            Self::Bool(_) => 3,
            Self::Array(_) => 4,
            Self::Object(_) => 5,
        }
    }

    fn compare_inside(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Self::String(a), Self::String(b)) => a.as_bytes().cmp(b.as_bytes()),
            (Self::Number(a), Self::Number(b)) => numeric::compare_text(a, b),
            (Self::Bool(a), Self::Bool(b)) => a.cmp(b),
            (Self::Array(a), Self::Array(b)) => a.len().cmp(&b.len()).then_with(|| {
                let mut pairs = a.iter().zip(b).map(|(a, b)| a.compare_inside(b));
                pairs.find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
            }),
            (Self::Object(a), Self::Object(b)) => a.len().cmp(&b.len()).then_with(|| {
                let mut pairs = a.iter().zip(b).map(|((a_key, a), (b_key, b))| {
                    a_key.as_bytes().cmp(b_key.as_bytes()).then_with(|| a.compare_inside(b))
                });
                pairs.find(|order| order.is_ne()).unwrap_or(Ordering::Equal)
            }),
            _ => self.rank().cmp(&other.rank()),
        }
    }
}

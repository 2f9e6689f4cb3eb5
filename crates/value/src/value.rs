//! One value in the canonical form of its type.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

/// A value in the canonical form of a type that is known beside it (the table in the crate's documentation).
///
/// Equality is of forms, not PostgreSQL's equality: `1.0` and `1.00` differ here and are equal there.
#[derive(Clone, Debug, Default)]
pub enum Value {
    /// SQL's null.
    #[default]
    Null,
    /// Booleans, integers, dates, times, timestamps, enum positions.
    Int(i64),
    /// `float4` and `float8`.
    Float(f64),
    /// Everything whose form is text.
    Text(Arc<str>),
    /// `uuid` and `bytea`.
    Bytes(Arc<[u8]>),
}

impl Value {
    /// The form of `true` and `false`.
    pub const fn bool(truth: bool) -> Self {
        Self::Int(truth as i64)
    }

    /// A text form.
    pub fn text(text: impl Into<Arc<str>>) -> Self {
        Self::Text(text.into())
    }

    /// A bytes form.
    pub fn bytes(bytes: impl Into<Arc<[u8]>>) -> Self {
        Self::Bytes(bytes.into())
    }

    /// Whether this is SQL's null.
    pub const fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }
}

/// By bits, so that a value can be part of a key.
impl PartialEq for Value {
    fn eq(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Null, Self::Null) => true,
            (Self::Int(a), Self::Int(b)) => a == b,
            (Self::Float(a), Self::Float(b)) => a.to_bits() == b.to_bits(),
            (Self::Text(a), Self::Text(b)) => a == b,
            (Self::Bytes(a), Self::Bytes(b)) => a == b,
            _ => false,
        }
    }
}

impl Eq for Value {}

impl Hash for Value {
    fn hash<H: Hasher>(&self, state: &mut H) {
        std::mem::discriminant(self).hash(state);
        match self {
            Self::Null => {}
            Self::Int(int) => int.hash(state),
            Self::Float(float) => float.to_bits().hash(state),
            Self::Text(text) => text.hash(state),
            Self::Bytes(bytes) => bytes.hash(state),
        }
    }
}

//! A borrowed value, so that a cell can be printed without a copy.

use crate::Value;

/// A value in the canonical form of its type, borrowed from where it is held.
#[derive(Clone, Copy, Debug)]
pub enum ValueRef<'a> {
    /// SQL's null.
    Null,
    /// The form of booleans, integers, dates, times, timestamps, enums.
    Int(i64),
    /// The form of `float4` and `float8`.
    Float(f64),
    /// Everything whose form is text.
    Text(&'a str),
    /// `uuid` and `bytea`.
    Bytes(&'a [u8]),
}

impl Value {
    /// The same value, borrowed.
    pub fn as_ref(&self) -> ValueRef<'_> {
        match self {
            Self::Null => ValueRef::Null,
            Self::Int(int) => ValueRef::Int(*int),
            Self::Float(float) => ValueRef::Float(*float),
            Self::Text(text) => ValueRef::Text(text),
            Self::Bytes(bytes) => ValueRef::Bytes(bytes),
        }
    }
}

impl ValueRef<'_> {
    /// A value of one's own.
    pub fn to_value(self) -> Value {
        match self {
            Self::Null => Value::Null,
            Self::Int(int) => Value::Int(int),
            Self::Float(float) => Value::Float(float),
            Self::Text(text) => Value::text(text),
            Self::Bytes(bytes) => Value::bytes(bytes),
        }
    }
}

//! Functions and operators of `json` and `jsonb`, which work on the text itself: a value of either type is
//! known to be well-formed, and a part of a `jsonb`'s canonical text is canonical.

pub(crate) mod access;
pub(crate) mod build;
pub(crate) mod change;
pub(crate) mod contain;
pub(crate) mod path;
pub(crate) mod populate;
pub(crate) mod pretty;
pub(crate) mod scan;

use value::{Modifier, Moment, Scalar, Type, Value, ValueError};

/// `jsonb`
pub(crate) const JSONB: Type = Type::Scalar(Scalar::Jsonb);

/// Well-formed JSON as a `jsonb` value.
pub(crate) fn canonical(text: &str, at: &Moment) -> Result<Value, ValueError> {
    value::read(&JSONB, Modifier::None, text, at)
}

/// Whether the call is of the `jsonb` function of two that share an implementation.
pub(crate) fn is_jsonb(of: Option<&Type>) -> bool {
    of.and_then(Type::scalar) == Some(Scalar::Jsonb)
}

/// A string as JSON.
pub(crate) fn push_string(text: &str, out: &mut String) {
    let mut written = Vec::with_capacity(text.len() + 2);
    value::write_json_string(text, &mut written);
    out.push_str(&String::from_utf8_lossy(&written));
}

/// A value as JSON.
pub(crate) fn push_value(of: &Type, value: &Value, out: &mut String) {
    let mut written = Vec::new();
    value::write_json(of, value, &mut written);
    out.push_str(&String::from_utf8_lossy(&written));
}

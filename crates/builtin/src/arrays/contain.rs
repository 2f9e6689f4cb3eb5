//! What an array contains: `@>`, `<@`, `&&`. Nulls are contained in nothing.

use std::collections::HashSet;

use value::{Scalar, Type, Value, ValueError};

use super::Elements;
use crate::table::patterns::{ARRAY, BOOL};
use crate::{Builtin, Context};

type Answer = Result<Value, ValueError>;

pub(crate) const TABLE: &[Builtin] = &[
    Builtin::function("arraycontains", &[ARRAY, ARRAY], BOOL, contains).operator("@>"),
    Builtin::function("arraycontained", &[ARRAY, ARRAY], BOOL, contained).operator("<@"),
    Builtin::function("arrayoverlap", &[ARRAY, ARRAY], BOOL, overlaps).operator("&&"),
];

fn contains(context: &Context<'_>, arguments: &[Value]) -> Answer {
    let whole = Elements::read(context, arguments, 0)?;
    let part = Elements::read(context, arguments, 1)?;
    Ok(Value::bool(holds(&whole, &part)))
}

fn contained(context: &Context<'_>, arguments: &[Value]) -> Answer {
    let part = Elements::read(context, arguments, 0)?;
    let whole = Elements::read(context, arguments, 1)?;
    Ok(Value::bool(holds(&whole, &part)))
}

fn holds(whole: &Elements, part: &Elements) -> bool {
    let known = Known::new(whole);
    part.values.iter().all(|it| known.has(it))
}

fn overlaps(context: &Context<'_>, arguments: &[Value]) -> Answer {
    let left = Elements::read(context, arguments, 0)?;
    let right = Elements::read(context, arguments, 1)?;
    let known = Known::new(&left);
    Ok(Value::bool(right.values.iter().any(|it| known.has(it))))
}

/// The elements of an array, to be looked up: by hash where equal values have one form.
struct Known<'a> {
    array: &'a Elements,
    forms: Option<HashSet<&'a Value>>,
}

impl<'a> Known<'a> {
    fn new(array: &'a Elements) -> Self {
        let forms = has_one_form(&array.of)
            .then(|| array.values.iter().filter(|it| !it.is_null()).collect());
        Self { array, forms }
    }

    fn has(&self, wanted: &Value) -> bool {
        if wanted.is_null() {
            return false;
        }
        match &self.forms {
            Some(forms) => forms.contains(wanted),
            None => {
                let mut known = self.array.values.iter().filter(|it| !it.is_null());
                known.any(|it| self.array.equal(it, wanted))
            }
        }
    }
}

/// Whether two values of the type are equal only if their forms are.
fn has_one_form(of: &Type) -> bool {
    match of.base() {
        Type::Enum(_) => true,
        Type::Scalar(scalar) => matches!(
            scalar,
            Scalar::Bool
                | Scalar::Int2
                | Scalar::Int4
                | Scalar::Int8
                | Scalar::Text
                | Scalar::Varchar
                | Scalar::Uuid
                | Scalar::Date
                | Scalar::Time
                | Scalar::Timestamp
                | Scalar::Timestamptz
                | Scalar::Bytea
        ),
        _ => false,
    }
}

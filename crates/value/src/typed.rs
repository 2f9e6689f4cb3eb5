//! Arrays and rows as the values of their elements and fields, and back.

use std::borrow::Cow;

use crate::array::{Array, Dimension};
use crate::{Composite, Modifier, Type, Value, ValueError, composite, read_output, write};

/// The elements of an array's form, row by row, and its dimensions.
pub fn array_values(
    element: &Type,
    text: &str,
) -> Result<(Vec<Dimension>, Vec<Value>), ValueError> {
    let array = Array::parse(text)?;
    let values = array.elements.iter().map(|slot| slot_value(element, slot.as_deref()));
    Ok((array.dimensions, values.collect::<Result<_, _>>()?))
}

/// The form of an array of one dimension with these elements.
pub fn array_of(element: &Type, values: &[Value]) -> Value {
    let length = values.len();
    array_shaped(element, &[Dimension { lower: 1, length }], values)
}

/// The form of an array with these dimensions and elements; an empty one has no dimensions.
pub fn array_shaped(element: &Type, dimensions: &[Dimension], values: &[Value]) -> Value {
    let slot = |value: &Value| {
        (!value.is_null())
            .then(|| Cow::Owned(write::nested(element, Modifier::None, value.as_ref())))
    };
    let dimensions = if values.is_empty() { Vec::new() } else { dimensions.to_vec() };
    let array = Array { dimensions, elements: values.iter().map(slot).collect() };
    let mut out = String::new();
    array.write(&mut out);
    Value::text(out)
}

/// The fields of a row's form.
pub fn row_values(of: &Composite, text: &str) -> Result<Vec<Value>, ValueError> {
    let slots = composite::parse(text, Some(of.fields.len()))?;
    of.fields
        .iter()
        .zip(&slots)
        .map(|(field, slot)| slot_value(&field.of, slot.as_deref()))
        .collect()
}

/// The form of a row with these fields.
pub fn row_of<'a>(fields: impl IntoIterator<Item = (&'a Type, Modifier, &'a Value)>) -> Value {
    let slots: Vec<Option<String>> = fields
        .into_iter()
        .map(|(of, modifier, value)| {
            (!value.is_null()).then(|| write::nested(of, modifier, value.as_ref()))
        })
        .collect();
    let mut out = String::new();
    composite::write(slots.iter().map(Option::as_deref), &mut out);
    Value::text(out)
}

fn slot_value(of: &Type, slot: Option<&str>) -> Result<Value, ValueError> {
    slot.map_or(Ok(Value::Null), |text| read_output(of, text))
}

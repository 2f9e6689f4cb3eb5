//! JSON read into a type, as `json_populate_record` does it, from the source's text, so that numbers stay exact.

use std::borrow::Cow;

use crate::array::{Array, Dimension, MOST_DIMENSIONS, too_many_dimensions};
use crate::json::{self, Kind};
use crate::{Composite, Modifier, Moment, Scalar, Type, Value, ValueError, composite, read, write};

/// Reads the JSON text of one value.
pub fn read_json(
    of: &Type,
    modifier: Modifier,
    json: &str,
    at: &Moment,
) -> Result<Value, ValueError> {
    json::check(json)?;
    read_checked(of, modifier, json.trim_matches([' ', '\t', '\n', '\r']), at)
}

fn read_checked(
    of: &Type,
    modifier: Modifier,
    json: &str,
    at: &Moment,
) -> Result<Value, ValueError> {
    let kind = json::kind(json);
    match (of, kind) {
        (_, Kind::Null) => Ok(Value::Null),
        (Type::Domain(domain), _) => read_checked(&domain.base, domain.modifier, json, at),
        (Type::Scalar(Scalar::Json), _) => Ok(Value::text(json)),
        (Type::Scalar(Scalar::Jsonb), _) => Ok(Value::text(json::canonical(json)?)),
        (_, Kind::String) => read(of, modifier, &json::unescape(json)?, at),
        (Type::Array(element), Kind::Array) => read_array(element, modifier, json, at),
        (Type::Array(_), _) => Err(expected_array()),
        (Type::Composite(of), Kind::Object) => read_composite(of, json, at),
        (Type::Composite(_), Kind::Array) => {
            Err(ValueError::new("22023", "cannot call populate_composite on an array"))
        }
        (Type::Composite(_), _) => {
            Err(ValueError::new("22023", "cannot call populate_composite on a scalar"))
        }
        _ => read(of, modifier, json, at),
    }
}

fn expected_array() -> ValueError {
    ValueError::new("22P02", "expected JSON array")
}

fn read_composite(of: &Composite, json: &str, at: &Moment) -> Result<Value, ValueError> {
    let members = json::split_object(json)?;
    let mut fields = Vec::with_capacity(of.fields.len());
    for field in &of.fields {
        // Of equal names the last one counts.
        let member = members.iter().rev().find(|(name, _)| *name == *field.name);
        let value = match member {
            Some((_, json)) => read_checked(&field.of, field.modifier, json, at)?,
            None => Value::Null,
        };
        fields.push(
            (!value.is_null()).then(|| write::nested(&field.of, field.modifier, value.as_ref())),
        );
    }
    let mut out = String::new();
    composite::write(fields.iter().map(Option::as_deref), &mut out);
    Ok(Value::text(out))
}

fn read_array(
    element: &Type,
    modifier: Modifier,
    json: &str,
    at: &Moment,
) -> Result<Value, ValueError> {
    let mut filler =
        Filler { element, modifier, at, lengths: Vec::new(), leaf: None, elements: Vec::new() };
    filler.fill(json, 0)?;
    let mut dimensions: Vec<Dimension> =
        filler.lengths.iter().map(|&length| Dimension { lower: 1, length }).collect();
    if dimensions.iter().any(|dimension| dimension.length == 0) {
        dimensions.clear();
        filler.elements.clear();
    }
    let mut out = String::with_capacity(json.len());
    Array { dimensions, elements: filler.elements }.write(&mut out);
    Ok(Value::text(out))
}

/// Fills an array from nested JSON arrays. The first element that is none says how many dimensions there are.
struct Filler<'a> {
    element: &'a Type,
    modifier: Modifier,
    at: &'a Moment,
    lengths: Vec<usize>,
    leaf: Option<usize>,
    elements: Vec<Option<Cow<'static, str>>>,
}

impl Filler<'_> {
    fn fill(&mut self, json: &str, depth: usize) -> Result<(), ValueError> {
        if depth >= MOST_DIMENSIONS {
            return Err(too_many_dimensions(depth + 1));
        }
        let members = json::split_array(json)?;
        match self.lengths.get(depth) {
            None => self.lengths.push(members.len()),
            Some(&length) if length != members.len() => {
                return Err(ValueError::new("22P02", "malformed JSON array").detail(
                    "Multidimensional arrays must have sub-arrays with matching dimensions.",
                ));
            }
            Some(_) => {}
        }
        for member in members {
            if json::kind(member) == Kind::Array && self.leaf.is_none_or(|leaf| depth + 1 < leaf) {
                self.fill(member, depth + 1)?;
                continue;
            }
            if *self.leaf.get_or_insert(depth + 1) != depth + 1 {
                return Err(expected_array());
            }
            let value = read_checked(self.element, self.modifier, member, self.at)?;
            let text = write::nested(self.element, self.modifier, value.as_ref());
            self.elements.push((!value.is_null()).then_some(Cow::Owned(text)));
        }
        // Empty arrays inside are as deep as it goes.
        self.leaf.get_or_insert(depth + 1);
        Ok(())
    }
}

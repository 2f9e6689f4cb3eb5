//! Not PostgreSQL's but ours: the tag of a stored row, by which a later state of it is told from this one.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use value::{Value, ValueError};

use crate::arguments::text;
use crate::table::patterns::{ANY, BYTEA, TEXT};
use crate::{Builtin, Context};

pub(crate) const TABLE: &[Builtin] = &[
    // A keyed hash of values as they are stored, whatever session looks at them.
    Builtin::function("engineroom_row_tag", &[TEXT, ANY], BYTEA, row_tag)
        .variadic()
        .lenient()
        .safe(),
];

fn row_tag(_: &Context<'_>, arguments: &[Value]) -> Result<Value, ValueError> {
    // Without a key there is no tag.
    if arguments.first().is_none_or(Value::is_null) {
        return Ok(Value::Null);
    }
    let mut mac = <Hmac<Sha256> as KeyInit>::new_from_slice(text(arguments, 0)?.as_bytes())
        .map_err(|error| ValueError::new("39000", error.to_string()))?;
    arguments.iter().skip(1).for_each(|cell| add(&mut mac, cell));
    Ok(Value::bytes(mac.finalize().into_bytes().as_slice()))
}

/// Each cell with its kind and its length, so that none runs into the next.
fn add(mac: &mut Hmac<Sha256>, cell: &Value) {
    let (kind, bytes): (u8, &[u8]) = match cell {
        Value::Null => (0, &[]),
        Value::Int(int) => (1, &int.to_le_bytes()),
        Value::Float(float) => match whole(*float) {
            Some(int) => (1, &int.to_le_bytes()),
            None => (2, &float.to_le_bytes()),
        },
        Value::Text(text) => (3, text.as_bytes()),
        Value::Bytes(bytes) => (4, bytes),
    };
    mac.update(&[kind]);
    mac.update(&(bytes.len() as u64).to_le_bytes());
    mac.update(bytes);
}

/// A store may hand out a float without a fraction as an integer, so both are one.
fn whole(float: f64) -> Option<i64> {
    let fits = float.fract() == 0.0 && float.abs() < 9e15;
    #[expect(clippy::cast_possible_truncation, reason = "it has no fraction and fits")]
    fits.then_some(float as i64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_that_differ_in_anything_have_other_tags() {
        let tag = |key: &str, cells: &[Value]| {
            let mut mac = <Hmac<Sha256> as KeyInit>::new_from_slice(key.as_bytes()).unwrap();
            cells.iter().for_each(|cell| add(&mut mac, cell));
            mac.finalize().into_bytes().to_vec()
        };
        let rows = [
            vec![],
            vec![Value::Null],
            vec![Value::text("")],
            vec![Value::bytes(&b""[..])],
            vec![Value::Null, Value::Null],
            vec![Value::Int(1)],
            vec![Value::text("1")],
            vec![Value::bytes(&b"1"[..])],
            vec![Value::Float(1.5)],
            vec![Value::text("a"), Value::text("b")],
            vec![Value::text("ab"), Value::text("")],
            vec![Value::text("b"), Value::text("a")],
        ];
        for (at, row) in rows.iter().enumerate() {
            for (other, another) in rows.iter().enumerate() {
                assert_eq!(tag("k", row) == tag("k", another), at == other, "{row:?} {another:?}");
            }
            assert_ne!(tag("k", row), tag("l", row), "{row:?}");
        }
        assert_eq!(tag("k", &[Value::Float(2.0)]), tag("k", &[Value::Int(2)]));
    }
}

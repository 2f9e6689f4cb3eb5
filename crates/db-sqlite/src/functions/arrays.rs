//! `array[…]` and `array(select …)`.

use super::cells::{
    FIXED, Given, argument, arguments, described, internal, scalar, size, text, within_limit,
};
use super::descriptor::Reader;
use super::fold::{Fold, aggregate};
use super::session::Session;
use rusqlite::Connection;
use rusqlite::functions::Context as Call;
use std::sync::Arc;
use value::array::Dimension;
use value::{Type, Value, ValueError};

pub(super) fn register(connection: &Connection, session: &Arc<Session>) -> rusqlite::Result<()> {
    scalar(connection, session, "pg_array", FIXED, |call, _| {
        let element = described(call, 0, |text| Reader::new(text).of())?;
        Ok(value::array_of(&element.0, &arguments(call, 1)?))
    })?;
    scalar(connection, session, "pg_array_nested", FIXED, |call, _| {
        let element = described(call, 0, |text| Reader::new(text).of())?;
        nested(&element.0, &arguments(call, 1)?)
    })?;
    aggregate(connection, session, "pg_array_of", Gathering { nested: false })?;
    aggregate(connection, session, "pg_array_nested_of", Gathering { nested: true })
}

/// An array of arrays, which have to be of one shape, is one array with one more dimension.
fn nested(element: &Type, arrays: &[Value]) -> Given {
    let mismatch = || {
        let message =
            "multidimensional arrays must have array expressions with matching dimensions";
        ValueError::new("2202E", message)
    };
    let (mut shape, mut values): (Option<Vec<Dimension>>, Vec<Value>) = (None, Vec::new());
    for array in arrays {
        let Value::Text(text) = array else { return Err(mismatch()) };
        let (dimensions, inner) = value::array_values(element, text)?;
        if shape.as_ref().is_some_and(|shape| *shape != dimensions) {
            return Err(mismatch());
        }
        shape = Some(dimensions);
        values.extend(inner);
    }
    let mut dimensions = vec![Dimension { lower: 1, length: arrays.len() }];
    dimensions.extend(shape.unwrap_or_default());
    Ok(value::array_shaped(element, &dimensions, &values))
}

struct Gathering {
    nested: bool,
}

struct Gathered {
    element: Type,
    values: Vec<Value>,
    bytes: usize,
}

impl Fold for Gathering {
    type State = Gathered;

    fn start(&self, call: &Call<'_>, _: &Session) -> Result<Gathered, ValueError> {
        let element = Reader::new(text(call, 0)?).of();
        let (element, _) = element.ok_or_else(|| internal("a descriptor can't be read"))?;
        Ok(Gathered { element, values: Vec::new(), bytes: 0 })
    }

    fn step(&self, state: &mut Gathered, call: &Call<'_>, _: &Session) -> Result<(), ValueError> {
        let value = argument(call, 1)?.to_value();
        state.bytes += size(&value);
        state.values.push(value);
        within_limit(state.bytes)
    }

    fn result(&self, state: Option<&Gathered>, _: &Session) -> Given {
        match state {
            None => Ok(Value::text("{}")),
            Some(Gathered { element, values, .. }) if self.nested => nested(element, values),
            Some(Gathered { element, values, .. }) => Ok(value::array_of(element, values)),
        }
    }
}

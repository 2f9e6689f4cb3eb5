//! `string_agg` and `array_agg`.

use value::array::Dimension;
use value::{Type, Value, ValueError};

use crate::arguments::{raw, text};
use crate::arrays::{self, Elements, too_large};
use crate::table::patterns::{ARRAY, BYTEA, NONARRAY, TEXT};
use crate::text::within_limit;
use crate::{Accumulate, Aggregate, Context};

/// How many elements an array may gather.
const MOST: usize = 8 * 1024 * 1024;

pub(crate) const TABLE: &[Aggregate] = &[
    Aggregate::new("string_agg", &[TEXT, TEXT], TEXT, |_| Box::new(Texts(None))).with_nulls(),
    Aggregate::new("string_agg", &[BYTEA, BYTEA], BYTEA, |_| Box::new(Bytes(None))).with_nulls(),
    Aggregate::new("array_agg", &[NONARRAY], ARRAY, |_| Box::new(Values(Vec::new()))).with_nulls(),
    Aggregate::new("array_agg", &[ARRAY], ARRAY, |_| Box::new(Arrays::default())).with_nulls(),
];

/// The delimiter of the first text is not used; a null text is left out, a null delimiter is none.
struct Texts(Option<String>);

impl Accumulate for Texts {
    fn step(&mut self, _: &Context<'_>, arguments: &[Value]) -> Result<(), ValueError> {
        if arguments.first().is_none_or(Value::is_null) {
            return Ok(());
        }
        let part = text(arguments, 0)?;
        match &mut self.0 {
            None => self.0 = Some(part.to_owned()),
            Some(whole) => {
                if arguments.get(1).is_some_and(|it| !it.is_null()) {
                    whole.push_str(text(arguments, 1)?);
                }
                whole.push_str(part);
                within_limit(whole.len())?;
            }
        }
        Ok(())
    }

    fn result(&self, _: &Context<'_>) -> Result<Value, ValueError> {
        Ok(self.0.as_deref().map_or(Value::Null, Value::text))
    }
}

struct Bytes(Option<Vec<u8>>);

impl Accumulate for Bytes {
    fn step(&mut self, _: &Context<'_>, arguments: &[Value]) -> Result<(), ValueError> {
        if arguments.first().is_none_or(Value::is_null) {
            return Ok(());
        }
        let part = raw(arguments, 0)?;
        match &mut self.0 {
            None => self.0 = Some(part.to_vec()),
            Some(whole) => {
                if arguments.get(1).is_some_and(|it| !it.is_null()) {
                    whole.extend_from_slice(raw(arguments, 1)?);
                }
                whole.extend_from_slice(part);
                within_limit(whole.len())?;
            }
        }
        Ok(())
    }

    fn result(&self, _: &Context<'_>) -> Result<Value, ValueError> {
        Ok(self.0.as_deref().map_or(Value::Null, Value::bytes))
    }
}

/// Nulls are elements too.
struct Values(Vec<Value>);

impl Accumulate for Values {
    fn step(&mut self, _: &Context<'_>, arguments: &[Value]) -> Result<(), ValueError> {
        if self.0.len() >= MOST {
            return Err(too_large());
        }
        self.0.push(arguments.first().cloned().unwrap_or_default());
        Ok(())
    }

    fn result(&self, context: &Context<'_>) -> Result<Value, ValueError> {
        if self.0.is_empty() {
            return Ok(Value::Null);
        }
        let of = context.returns.element().unwrap_or(&Type::TEXT);
        Ok(arrays::build(of, &self.0))
    }
}

/// Arrays of one shape become an array with a dimension more.
#[derive(Default)]
struct Arrays {
    count: usize,
    shape: Vec<Dimension>,
    values: Vec<Value>,
}

impl Accumulate for Arrays {
    fn step(&mut self, context: &Context<'_>, arguments: &[Value]) -> Result<(), ValueError> {
        if arguments.first().is_none_or(Value::is_null) {
            return Err(ValueError::new("22004", "cannot accumulate null arrays"));
        }
        let array = Elements::read(context, arguments, 0)?;
        if array.dimensions.is_empty() {
            return Err(arrays::subscript_error("cannot accumulate empty arrays"));
        }
        if self.count == 0 {
            self.shape = array.dimensions;
        } else if self.shape != array.dimensions {
            let message = "cannot accumulate arrays of different dimensionality";
            return Err(arrays::subscript_error(message));
        }
        if self.values.len() + array.values.len() > MOST {
            return Err(too_large());
        }
        self.values.extend(array.values);
        self.count += 1;
        Ok(())
    }

    fn result(&self, context: &Context<'_>) -> Result<Value, ValueError> {
        if self.count == 0 {
            return Ok(Value::Null);
        }
        let mut dimensions = vec![Dimension { lower: 1, length: self.count }];
        dimensions.extend(&self.shape);
        let of = context.returns.element().unwrap_or(&Type::TEXT).clone();
        Elements { of, dimensions, values: self.values.clone() }.answer()
    }
}

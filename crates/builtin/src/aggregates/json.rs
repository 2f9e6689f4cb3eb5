//! `json_agg`, `jsonb_agg`, `json_object_agg`, `jsonb_object_agg`.

use value::{Type, Value, ValueError};

use crate::json::build::{finish, push_argument, push_key};
use crate::table::patterns::{ANY, ELEMENT, JSON, JSONB};
use crate::text::within_limit;
use crate::{Accumulate, Aggregate, Context};

pub(crate) const TABLE: &[Aggregate] = &[
    Aggregate::new("json_agg", &[ELEMENT], JSON, |_| Box::new(Array(String::new()))).with_nulls(),
    Aggregate::new("jsonb_agg", &[ELEMENT], JSONB, |_| Box::new(Array(String::new()))).with_nulls(),
    Aggregate::new("json_object_agg", &[ANY, ANY], JSON, |_| Box::new(Object(String::new())))
        .with_nulls(),
    Aggregate::new("jsonb_object_agg", &[ANY, ANY], JSONB, |_| Box::new(Object(String::new())))
        .with_nulls(),
];

/// The elements so far, with their commas. Rows and arrays each begin a line, as PostgreSQL prints them.
struct Array(String);

impl Accumulate for Array {
    fn step(&mut self, context: &Context<'_>, arguments: &[Value]) -> Result<(), ValueError> {
        if !self.0.is_empty() {
            self.0.push_str(", ");
            let of = context.arguments.first().map(Type::base);
            let is_row = matches!(of, Some(Type::Composite(_) | Type::Array(_)))
                || of.and_then(Type::scalar) == Some(value::Scalar::Record);
            if is_row && arguments.first().is_some_and(|it| !it.is_null()) {
                self.0.push_str("\n ");
            }
        }
        push_argument(context, arguments, 0, &mut self.0);
        within_limit(self.0.len())?;
        Ok(())
    }

    fn result(&self, context: &Context<'_>) -> Result<Value, ValueError> {
        if self.0.is_empty() {
            return Ok(Value::Null);
        }
        finish(context, format!("[{}]", self.0))
    }
}

/// The members so far, with their commas.
struct Object(String);

impl Accumulate for Object {
    fn step(&mut self, context: &Context<'_>, arguments: &[Value]) -> Result<(), ValueError> {
        if arguments.first().is_none_or(Value::is_null) {
            return Err(ValueError::new("22023", "field name must not be null"));
        }
        if !self.0.is_empty() {
            self.0.push_str(", ");
        }
        push_key(context, arguments, 0, &mut self.0)?;
        self.0.push_str(" : ");
        push_argument(context, arguments, 1, &mut self.0);
        within_limit(self.0.len())?;
        Ok(())
    }

    fn result(&self, context: &Context<'_>) -> Result<Value, ValueError> {
        if self.0.is_empty() {
            return Ok(Value::Null);
        }
        finish(context, format!("{{ {} }}", self.0))
    }
}

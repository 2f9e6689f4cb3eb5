//! `bool_and`, `bool_or`, `every`, and the bits of integers together.

use value::{Value, ValueError};

use crate::arguments::int;
use crate::table::patterns::{BOOL, INT2, INT4, INT8};
use crate::{Accumulate, Aggregate, Context};

pub(crate) const TABLE: &[Aggregate] = &[
    Aggregate::new("bool_and", &[BOOL], BOOL, |_| Box::new(Fold::new(|a, b| a & b))),
    Aggregate::new("every", &[BOOL], BOOL, |_| Box::new(Fold::new(|a, b| a & b))),
    Aggregate::new("bool_or", &[BOOL], BOOL, |_| Box::new(Fold::new(|a, b| a | b))),
    Aggregate::new("bit_and", &[INT2], INT2, |_| Box::new(Fold::new(|a, b| a & b))),
    Aggregate::new("bit_and", &[INT4], INT4, |_| Box::new(Fold::new(|a, b| a & b))),
    Aggregate::new("bit_and", &[INT8], INT8, |_| Box::new(Fold::new(|a, b| a & b))),
    Aggregate::new("bit_or", &[INT2], INT2, |_| Box::new(Fold::new(|a, b| a | b))),
    Aggregate::new("bit_or", &[INT4], INT4, |_| Box::new(Fold::new(|a, b| a | b))),
    Aggregate::new("bit_or", &[INT8], INT8, |_| Box::new(Fold::new(|a, b| a | b))),
    Aggregate::new("bit_xor", &[INT2], INT2, |_| Box::new(Fold::new(|a, b| a ^ b))),
    Aggregate::new("bit_xor", &[INT4], INT4, |_| Box::new(Fold::new(|a, b| a ^ b))),
    Aggregate::new("bit_xor", &[INT8], INT8, |_| Box::new(Fold::new(|a, b| a ^ b))),
];

/// Booleans are the bits 0 and 1.
struct Fold {
    so_far: Option<i64>,
    with: fn(i64, i64) -> i64,
}

impl Fold {
    const fn new(with: fn(i64, i64) -> i64) -> Self {
        Self { so_far: None, with }
    }
}

impl Accumulate for Fold {
    fn step(&mut self, _: &Context<'_>, arguments: &[Value]) -> Result<(), ValueError> {
        let next = int(arguments, 0)?;
        self.so_far = Some(self.so_far.map_or(next, |so_far| (self.with)(so_far, next)));
        Ok(())
    }

    fn result(&self, _: &Context<'_>) -> Result<Value, ValueError> {
        Ok(self.so_far.map_or(Value::Null, Value::Int))
    }
}

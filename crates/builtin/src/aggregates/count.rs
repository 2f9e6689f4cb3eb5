//! `count(*)` and `count(value)`.

use value::{Value, ValueError};

use crate::table::patterns::{ANY, INT8};
use crate::{Accumulate, Aggregate, Context};

pub(crate) const TABLE: &[Aggregate] = &[
    Aggregate::new("count", &[], INT8, |_| Box::new(Count(0))).zero(),
    Aggregate::new("count", &[ANY], INT8, |_| Box::new(Count(0))).zero(),
];

struct Count(i64);

impl Accumulate for Count {
    fn step(&mut self, _: &Context<'_>, _: &[Value]) -> Result<(), ValueError> {
        self.0 += 1;
        Ok(())
    }

    fn result(&self, _: &Context<'_>) -> Result<Value, ValueError> {
        Ok(Value::Int(self.0))
    }
}

//! `sum` and `avg`: sums of integers are exact and one size larger, averages of them are `numeric`.

use value::interval::Interval;
use value::numeric::Numeric;
use value::{Value, ValueError};

use crate::arguments::{float, int};
use crate::numbers::float::overflow;
use crate::numbers::integer::out_of_range;
use crate::numbers::numeric::{answer, numeric};
use crate::table::patterns::{FLOAT4, FLOAT8, INT2, INT4, INT8, INTERVAL, NUMERIC};
use crate::time::interval;
use crate::{Accumulate, Aggregate, Context};

pub(crate) const TABLE: &[Aggregate] = &[
    Aggregate::new("sum", &[INT2], INT8, |_| Box::new(Whole::new(int8))),
    Aggregate::new("sum", &[INT4], INT8, |_| Box::new(Whole::new(int8))),
    Aggregate::new("sum", &[INT8], NUMERIC, |_| Box::new(Whole::new(exact))),
    Aggregate::new("sum", &[NUMERIC], NUMERIC, |_| Box::new(Exact::new(false))),
    Aggregate::new("sum", &[FLOAT4], FLOAT4, |_| Box::new(Float { single: true, ..Float::SUM })),
    Aggregate::new("sum", &[FLOAT8], FLOAT8, |_| Box::new(Float::SUM)),
    Aggregate::new("sum", &[INTERVAL], INTERVAL, |_| Box::new(Span::new(false))),
    Aggregate::new("avg", &[INT2], NUMERIC, |_| Box::new(Whole::new(average))),
    Aggregate::new("avg", &[INT4], NUMERIC, |_| Box::new(Whole::new(average))),
    Aggregate::new("avg", &[INT8], NUMERIC, |_| Box::new(Whole::new(average))),
    Aggregate::new("avg", &[NUMERIC], NUMERIC, |_| Box::new(Exact::new(true))),
    Aggregate::new("avg", &[FLOAT4], FLOAT8, |_| Box::new(Float { average: true, ..Float::SUM })),
    Aggregate::new("avg", &[FLOAT8], FLOAT8, |_| Box::new(Float { average: true, ..Float::SUM })),
    Aggregate::new("avg", &[INTERVAL], INTERVAL, |_| Box::new(Span::new(true))),
];

/// A sum of integers, and what is made of it and the count in the end.
struct Whole {
    sum: i128,
    count: i64,
    finish: fn(i128, i64) -> Result<Value, ValueError>,
}

impl Whole {
    const fn new(finish: fn(i128, i64) -> Result<Value, ValueError>) -> Self {
        Self { sum: 0, count: 0, finish }
    }
}

impl Accumulate for Whole {
    fn step(&mut self, _: &Context<'_>, arguments: &[Value]) -> Result<(), ValueError> {
        // 2^63 summands of 2^63 fit.
        self.sum += i128::from(int(arguments, 0)?);
        self.count += 1;
        Ok(())
    }

    fn result(&self, _: &Context<'_>) -> Result<Value, ValueError> {
        if self.count == 0 { Ok(Value::Null) } else { (self.finish)(self.sum, self.count) }
    }
}

fn int8(sum: i128, _: i64) -> Result<Value, ValueError> {
    i64::try_from(sum).map(Value::Int).map_err(|_| out_of_range("bigint"))
}

fn exact(sum: i128, _: i64) -> Result<Value, ValueError> {
    Ok(Value::text(sum.to_string()))
}

fn average(sum: i128, count: i64) -> Result<Value, ValueError> {
    Ok(answer(&Numeric::from_int(sum).div(&Numeric::from(count))?))
}

struct Exact {
    sum: Numeric,
    count: i64,
    average: bool,
}

impl Exact {
    fn new(average: bool) -> Self {
        Self { sum: Numeric::from(0), count: 0, average }
    }
}

impl Accumulate for Exact {
    fn step(&mut self, _: &Context<'_>, arguments: &[Value]) -> Result<(), ValueError> {
        self.sum = self.sum.add(&numeric(arguments, 0)?)?;
        self.count += 1;
        Ok(())
    }

    fn result(&self, _: &Context<'_>) -> Result<Value, ValueError> {
        match self.count {
            0 => Ok(Value::Null),
            count if self.average => Ok(answer(&self.sum.div(&Numeric::from(count))?)),
            _ => Ok(answer(&self.sum)),
        }
    }
}

#[derive(Clone, Copy)]
struct Float {
    sum: f64,
    count: i64,
    single: bool,
    average: bool,
}

impl Float {
    const SUM: Self = Self { sum: 0.0, count: 0, single: false, average: false };
}

impl Accumulate for Float {
    fn step(&mut self, _: &Context<'_>, arguments: &[Value]) -> Result<(), ValueError> {
        let summand = float(arguments, 0)?;
        let mut sum = self.sum + summand;
        if self.single {
            sum = f64::from(sum as f32);
        }
        if sum.is_infinite() && self.sum.is_finite() && summand.is_finite() {
            return Err(overflow());
        }
        self.sum = sum;
        self.count += 1;
        Ok(())
    }

    fn result(&self, _: &Context<'_>) -> Result<Value, ValueError> {
        Ok(match self.count {
            0 => Value::Null,
            count if self.average => Value::Float(self.sum / count as f64),
            _ => Value::Float(self.sum),
        })
    }
}

struct Span {
    sum: Interval,
    count: i64,
    average: bool,
}

impl Span {
    fn new(average: bool) -> Self {
        Self { sum: Interval::default(), count: 0, average }
    }
}

impl Accumulate for Span {
    fn step(&mut self, _: &Context<'_>, arguments: &[Value]) -> Result<(), ValueError> {
        self.sum = self.sum.add(interval::interval(arguments, 0)?)?;
        self.count += 1;
        Ok(())
    }

    fn result(&self, _: &Context<'_>) -> Result<Value, ValueError> {
        match self.count {
            0 => Ok(Value::Null),
            count if self.average => self.sum.div(count as f64).map(interval::answer),
            _ => Ok(interval::answer(self.sum)),
        }
    }
}

//! Variance and standard deviation: exact sums for exact numbers, running moments for floats.

use value::numeric::Numeric;
use value::{Value, ValueError};

use crate::arguments::{float, int};
use crate::numbers::float::overflow;
use crate::numbers::numeric::{answer, numeric};
use crate::table::patterns::{FLOAT4, FLOAT8, INT2, INT4, INT8, NUMERIC};
use crate::{Accumulate, Aggregate, Context, Pattern};

pub(crate) const TABLE: &[Aggregate] = &[
    Aggregate::new("variance", &[INT2], NUMERIC, |_| Exact::of(SAMPLE)),
    Aggregate::new("variance", &[INT4], NUMERIC, |_| Exact::of(SAMPLE)),
    Aggregate::new("variance", &[INT8], NUMERIC, |_| Exact::of(SAMPLE)),
    Aggregate::new("variance", &[NUMERIC], NUMERIC, |_| Exact::of(SAMPLE)),
    floating("variance", &[FLOAT4], |_| Floating::of(SAMPLE)),
    floating("variance", &[FLOAT8], |_| Floating::of(SAMPLE)),
    Aggregate::new("var_samp", &[INT2], NUMERIC, |_| Exact::of(SAMPLE)),
    Aggregate::new("var_samp", &[INT4], NUMERIC, |_| Exact::of(SAMPLE)),
    Aggregate::new("var_samp", &[INT8], NUMERIC, |_| Exact::of(SAMPLE)),
    Aggregate::new("var_samp", &[NUMERIC], NUMERIC, |_| Exact::of(SAMPLE)),
    floating("var_samp", &[FLOAT4], |_| Floating::of(SAMPLE)),
    floating("var_samp", &[FLOAT8], |_| Floating::of(SAMPLE)),
    Aggregate::new("var_pop", &[INT2], NUMERIC, |_| Exact::of(POPULATION)),
    Aggregate::new("var_pop", &[INT4], NUMERIC, |_| Exact::of(POPULATION)),
    Aggregate::new("var_pop", &[INT8], NUMERIC, |_| Exact::of(POPULATION)),
    Aggregate::new("var_pop", &[NUMERIC], NUMERIC, |_| Exact::of(POPULATION)),
    floating("var_pop", &[FLOAT4], |_| Floating::of(POPULATION)),
    floating("var_pop", &[FLOAT8], |_| Floating::of(POPULATION)),
    Aggregate::new("stddev", &[INT2], NUMERIC, |_| Exact::of(SAMPLE_ROOT)),
    Aggregate::new("stddev", &[INT4], NUMERIC, |_| Exact::of(SAMPLE_ROOT)),
    Aggregate::new("stddev", &[INT8], NUMERIC, |_| Exact::of(SAMPLE_ROOT)),
    Aggregate::new("stddev", &[NUMERIC], NUMERIC, |_| Exact::of(SAMPLE_ROOT)),
    floating("stddev", &[FLOAT4], |_| Floating::of(SAMPLE_ROOT)),
    floating("stddev", &[FLOAT8], |_| Floating::of(SAMPLE_ROOT)),
    Aggregate::new("stddev_samp", &[INT2], NUMERIC, |_| Exact::of(SAMPLE_ROOT)),
    Aggregate::new("stddev_samp", &[INT4], NUMERIC, |_| Exact::of(SAMPLE_ROOT)),
    Aggregate::new("stddev_samp", &[INT8], NUMERIC, |_| Exact::of(SAMPLE_ROOT)),
    Aggregate::new("stddev_samp", &[NUMERIC], NUMERIC, |_| Exact::of(SAMPLE_ROOT)),
    floating("stddev_samp", &[FLOAT4], |_| Floating::of(SAMPLE_ROOT)),
    floating("stddev_samp", &[FLOAT8], |_| Floating::of(SAMPLE_ROOT)),
    Aggregate::new("stddev_pop", &[INT2], NUMERIC, |_| Exact::of(POPULATION_ROOT)),
    Aggregate::new("stddev_pop", &[INT4], NUMERIC, |_| Exact::of(POPULATION_ROOT)),
    Aggregate::new("stddev_pop", &[INT8], NUMERIC, |_| Exact::of(POPULATION_ROOT)),
    Aggregate::new("stddev_pop", &[NUMERIC], NUMERIC, |_| Exact::of(POPULATION_ROOT)),
    floating("stddev_pop", &[FLOAT4], |_| Floating::of(POPULATION_ROOT)),
    floating("stddev_pop", &[FLOAT8], |_| Floating::of(POPULATION_ROOT)),
];

type Start = fn(&Context<'_>) -> Box<dyn Accumulate>;

const fn floating(name: &'static str, arguments: &'static [Pattern], start: Start) -> Aggregate {
    Aggregate::new(name, arguments, FLOAT8, start)
}

/// Which measure is asked for.
#[derive(Clone, Copy)]
struct Measure {
    sample: bool,
    root: bool,
}

const SAMPLE: Measure = Measure { sample: true, root: false };
const POPULATION: Measure = Measure { sample: false, root: false };
const SAMPLE_ROOT: Measure = Measure { sample: true, root: true };
const POPULATION_ROOT: Measure = Measure { sample: false, root: true };

impl Measure {
    /// Whether so many values have the measure.
    const fn is_defined(self, count: i64) -> bool {
        count > if self.sample { 1 } else { 0 }
    }
}

struct Exact {
    measure: Measure,
    count: i64,
    sum: Numeric,
    squares: Numeric,
}

impl Exact {
    fn of(measure: Measure) -> Box<dyn Accumulate> {
        let (sum, squares) = (Numeric::from(0), Numeric::from(0));
        Box::new(Self { measure, count: 0, sum, squares })
    }
}

impl Accumulate for Exact {
    fn step(&mut self, _: &Context<'_>, arguments: &[Value]) -> Result<(), ValueError> {
        let next = match arguments.first() {
            Some(Value::Int(_)) => Numeric::from(int(arguments, 0)?),
            _ => numeric(arguments, 0)?,
        };
        self.squares = self.squares.add(&next.mul(&next)?)?;
        self.sum = self.sum.add(&next)?;
        self.count += 1;
        Ok(())
    }

    fn result(&self, _: &Context<'_>) -> Result<Value, ValueError> {
        if !self.measure.is_defined(self.count) {
            return Ok(Value::Null);
        }
        if !matches!(self.sum, Numeric::Finite(_)) {
            return Ok(Value::text("NaN"));
        }
        let count = Numeric::from(self.count);
        let over = if self.measure.sample { self.count - 1 } else { self.count };
        let above = count.mul(&self.squares)?.sub(&self.sum.mul(&self.sum)?)?;
        if above.sign() <= 0 {
            return Ok(Value::text("0"));
        }
        let variance = above.div(&count.mul(&Numeric::from(over))?)?;
        if !self.measure.root {
            return Ok(answer(&variance));
        }
        Ok(answer(&variance.sqrt()?.round(variance.scale())?))
    }
}

/// Count, sum, and the sum of squared distances from the mean, which stays accurate while it grows.
struct Floating {
    measure: Measure,
    count: f64,
    sum: f64,
    squares: f64,
}

impl Floating {
    fn of(measure: Measure) -> Box<dyn Accumulate> {
        Box::new(Self { measure, count: 0.0, sum: 0.0, squares: 0.0 })
    }
}

impl Accumulate for Floating {
    fn step(&mut self, _: &Context<'_>, arguments: &[Value]) -> Result<(), ValueError> {
        let next = float(arguments, 0)?;
        let before = self.sum;
        self.count += 1.0;
        self.sum += next;
        if self.count > 1.0 {
            let distance = next * self.count - self.sum;
            self.squares += distance * distance / (self.count * (self.count - 1.0));
            if self.sum.is_infinite() || self.squares.is_infinite() {
                if before.is_finite() && next.is_finite() {
                    return Err(overflow());
                }
                self.squares = f64::NAN;
            }
        } else if !next.is_finite() {
            self.squares = f64::NAN;
        }
        Ok(())
    }

    fn result(&self, _: &Context<'_>) -> Result<Value, ValueError> {
        if !self.measure.is_defined(self.count as i64) {
            return Ok(Value::Null);
        }
        let over = if self.measure.sample { self.count - 1.0 } else { self.count };
        let variance = self.squares / over;
        Ok(Value::Float(if self.measure.root { variance.sqrt() } else { variance }))
    }
}

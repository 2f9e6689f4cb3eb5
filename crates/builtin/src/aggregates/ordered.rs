//! `percentile_cont`, `percentile_disc` and `mode`: aggregates over rows in the order of `within group`.

use std::cmp::Ordering;

use value::interval::Interval;
use value::{Type, Value, ValueError};

use crate::arguments::{float, text};
use crate::table::patterns::{ELEMENT, FLOAT8, INTERVAL};
use crate::{Accumulate, Aggregate, Context};

pub(crate) const TABLE: &[Aggregate] = &[
    Aggregate::new("percentile_cont", &[FLOAT8, FLOAT8], FLOAT8, |_| Percentile::of(Kind::Float))
        .within(1),
    Aggregate::new("percentile_cont", &[FLOAT8, INTERVAL], INTERVAL, |_| {
        Percentile::of(Kind::Interval)
    })
    .within(1),
    Aggregate::new("percentile_disc", &[FLOAT8, ELEMENT], ELEMENT, |_| {
        Percentile::of(Kind::Discrete)
    })
    .within(1),
    Aggregate::new("mode", &[ELEMENT], ELEMENT, |_| Box::<Mode>::default()).within(0),
];

/// What lies between two values.
#[derive(Clone, Copy)]
enum Kind {
    /// A number.
    Float,
    /// An interval.
    Interval,
    /// Nothing: the earlier of both is given.
    Discrete,
}

struct Percentile {
    kind: Kind,
    fraction: f64,
    values: Vec<Value>,
}

impl Percentile {
    fn of(kind: Kind) -> Box<dyn Accumulate> {
        Box::new(Self { kind, fraction: 0.0, values: Vec::new() })
    }

    fn at(&self, place: f64) -> Value {
        self.values.get(place.max(0.0) as usize).cloned().unwrap_or_default()
    }
}

impl Accumulate for Percentile {
    fn step(&mut self, _: &Context<'_>, arguments: &[Value]) -> Result<(), ValueError> {
        self.fraction = float(arguments, 0)?;
        if !(0.0..=1.0).contains(&self.fraction) {
            let mut shown = String::new();
            value::write_output(&value::Scalar::Float8.of(), &arguments[0], &mut shown);
            let message = format!("percentile value {shown} is not between 0 and 1");
            return Err(ValueError::new("22003", message));
        }
        self.values.extend(arguments.get(1).cloned());
        Ok(())
    }

    fn result(&self, _: &Context<'_>) -> Result<Value, ValueError> {
        if self.values.is_empty() {
            return Ok(Value::Null);
        }
        let count = self.values.len() as f64;
        if let Kind::Discrete = self.kind {
            return Ok(self.at((self.fraction * count).ceil() - 1.0));
        }
        let place = self.fraction * (count - 1.0);
        let (low, high) = (place.floor(), place.ceil());
        let ends = [self.at(low), self.at(high)];
        if low >= high {
            let [only, _] = ends;
            return Ok(only);
        }
        let part = place - low;
        match self.kind {
            Kind::Interval => {
                let low = Interval::parse(text(&ends, 0)?)?;
                let between = Interval::parse(text(&ends, 1)?)?.sub(low)?;
                Ok(Value::text(low.add(between.mul(part)?)?.to_string()))
            }
            _ => {
                let (low, high) = (float(&ends, 0)?, float(&ends, 1)?);
                Ok(Value::Float(low + part * (high - low)))
            }
        }
    }
}

/// The most frequent value; of several the first.
#[derive(Default)]
struct Mode {
    most: Value,
    most_often: u64,
    last: Value,
    often: u64,
}

impl Accumulate for Mode {
    fn step(&mut self, context: &Context<'_>, arguments: &[Value]) -> Result<(), ValueError> {
        let Some(value) = arguments.first() else { return Ok(()) };
        let of = context.arguments.first().unwrap_or(&Type::TEXT);
        let is_same = self.often > 0 && value::compare(of, value, &self.last) == Ordering::Equal;
        self.often = if is_same { self.often + 1 } else { 1 };
        if !is_same {
            self.last = value.clone();
        }
        if self.often > self.most_often {
            self.most_often = self.often;
            self.most = self.last.clone();
        }
        Ok(())
    }

    fn result(&self, _: &Context<'_>) -> Result<Value, ValueError> {
        Ok(self.most.clone())
    }
}

//! `min` and `max`, for the types that PostgreSQL has them for.

use std::cmp::Ordering;

use value::{Type, Value, ValueError};

use crate::table::patterns::{
    ARRAY, CHAR, CITEXT, DATE, ENUM, FLOAT4, FLOAT8, INET, INT2, INT4, INT8, INTERVAL, NUMERIC,
    OID, TEXT, TIME, TIMESTAMP, TIMESTAMPTZ,
};
use crate::{Accumulate, Aggregate, Context, Pattern};

pub(crate) const TABLE: &[Aggregate] = &[
    least(&[INT2], INT2),
    least(&[INT4], INT4),
    least(&[INT8], INT8),
    least(&[OID], OID),
    least(&[FLOAT4], FLOAT4),
    least(&[FLOAT8], FLOAT8),
    least(&[NUMERIC], NUMERIC),
    least(&[TEXT], TEXT),
    least(&[CHAR], CHAR),
    least(&[CITEXT], CITEXT),
    least(&[DATE], DATE),
    least(&[TIME], TIME),
    least(&[TIMESTAMP], TIMESTAMP),
    least(&[TIMESTAMPTZ], TIMESTAMPTZ),
    least(&[INTERVAL], INTERVAL),
    least(&[INET], INET),
    least(&[ENUM], ENUM),
    least(&[ARRAY], ARRAY),
    greatest(&[INT2], INT2),
    greatest(&[INT4], INT4),
    greatest(&[INT8], INT8),
    greatest(&[OID], OID),
    greatest(&[FLOAT4], FLOAT4),
    greatest(&[FLOAT8], FLOAT8),
    greatest(&[NUMERIC], NUMERIC),
    greatest(&[TEXT], TEXT),
    greatest(&[CHAR], CHAR),
    greatest(&[CITEXT], CITEXT),
    greatest(&[DATE], DATE),
    greatest(&[TIME], TIME),
    greatest(&[TIMESTAMP], TIMESTAMP),
    greatest(&[TIMESTAMPTZ], TIMESTAMPTZ),
    greatest(&[INTERVAL], INTERVAL),
    greatest(&[INET], INET),
    greatest(&[ENUM], ENUM),
    greatest(&[ARRAY], ARRAY),
];

const fn least(arguments: &'static [Pattern], returns: Pattern) -> Aggregate {
    Aggregate::new("min", arguments, returns, |_| Box::new(Extreme::towards(Ordering::Less)))
}

const fn greatest(arguments: &'static [Pattern], returns: Pattern) -> Aggregate {
    Aggregate::new("max", arguments, returns, |_| Box::new(Extreme::towards(Ordering::Greater)))
}

struct Extreme {
    wanted: Ordering,
    found: Value,
}

impl Extreme {
    const fn towards(wanted: Ordering) -> Self {
        Self { wanted, found: Value::Null }
    }
}

impl Accumulate for Extreme {
    fn step(&mut self, context: &Context<'_>, arguments: &[Value]) -> Result<(), ValueError> {
        let Some(candidate) = arguments.first() else { return Ok(()) };
        let of = context.arguments.first().unwrap_or(&Type::TEXT);
        let is_better =
            self.found.is_null() || value::compare(of, candidate, &self.found) == self.wanted;
        if is_better {
            self.found = candidate.clone();
        }
        Ok(())
    }

    fn result(&self, _: &Context<'_>) -> Result<Value, ValueError> {
        Ok(self.found.clone())
    }
}

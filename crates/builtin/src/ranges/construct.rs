//! `int4range(1, 5)`, `daterange(a, b, '[]')`, `int4multirange(r, s)`: ranges and multiranges from their parts.

use value::{Bound, Multirange, Range, RangeOf, Scalar, Value, ValueError};

use super::{range_of, range_value, set_value};
use crate::arguments::text;
use crate::table::patterns::{DATE, INT4, INT8, NUMERIC, TEXT, TIMESTAMP, TIMESTAMPTZ};
use crate::{Builtin, Context, Pattern};

type Answer = Result<Value, ValueError>;

const RANGES: [Pattern; 6] = [
    Pattern::Of(Scalar::Range(RangeOf::Int4)),
    Pattern::Of(Scalar::Range(RangeOf::Int8)),
    Pattern::Of(Scalar::Range(RangeOf::Numeric)),
    Pattern::Of(Scalar::Range(RangeOf::Date)),
    Pattern::Of(Scalar::Range(RangeOf::Timestamp)),
    Pattern::Of(Scalar::Range(RangeOf::Timestamptz)),
];

pub(crate) const TABLE: &[Builtin] = &[
    of_bounds(RangeOf::Int4, &[INT4, INT4, TEXT]),
    of_bounds(RangeOf::Int8, &[INT8, INT8, TEXT]),
    of_bounds(RangeOf::Numeric, &[NUMERIC, NUMERIC, TEXT]),
    of_bounds(RangeOf::Date, &[DATE, DATE, TEXT]),
    of_bounds(RangeOf::Timestamp, &[TIMESTAMP, TIMESTAMP, TEXT]),
    of_bounds(RangeOf::Timestamptz, &[TIMESTAMPTZ, TIMESTAMPTZ, TEXT]),
    of_nothing(RangeOf::Int4),
    of_nothing(RangeOf::Int8),
    of_nothing(RangeOf::Numeric),
    of_nothing(RangeOf::Date),
    of_nothing(RangeOf::Timestamp),
    of_nothing(RangeOf::Timestamptz),
    of_ranges(RangeOf::Int4, &[RANGES[0]]),
    of_ranges(RangeOf::Int8, &[RANGES[1]]),
    of_ranges(RangeOf::Numeric, &[RANGES[2]]),
    of_ranges(RangeOf::Date, &[RANGES[3]]),
    of_ranges(RangeOf::Timestamp, &[RANGES[4]]),
    of_ranges(RangeOf::Timestamptz, &[RANGES[5]]),
];

const fn of_bounds(of: RangeOf, arguments: &'static [Pattern]) -> Builtin {
    let returns = Pattern::Of(Scalar::Range(of));
    Builtin::function(of.range_name(), arguments, returns, between).lenient().optional(1)
}

const fn of_nothing(of: RangeOf) -> Builtin {
    let returns = Pattern::Of(Scalar::Multirange(of));
    Builtin::function(of.multirange_name(), &[], returns, |_, _| Ok(Value::text("{}"))).safe()
}

const fn of_ranges(of: RangeOf, arguments: &'static [Pattern]) -> Builtin {
    let returns = Pattern::Of(Scalar::Multirange(of));
    Builtin::function(of.multirange_name(), arguments, returns, together).lenient().variadic()
}

fn between(context: &Context<'_>, arguments: &[Value]) -> Answer {
    let of = range_of(Some(context.returns))?;
    let (lower_inclusive, upper_inclusive) = match arguments.get(2) {
        None => (true, false),
        Some(Value::Null) => {
            let message = "range constructor flags argument must not be null";
            return Err(ValueError::new("22000", message));
        }
        Some(_) => flags(text(arguments, 2)?)?,
    };
    let bound = |at: usize, inclusive| {
        Bound::new(arguments.get(at).cloned().unwrap_or_default(), inclusive)
    };
    let range = Range::new(of, bound(0, lower_inclusive), bound(1, upper_inclusive))?;
    Ok(range_value(of, &range))
}

/// Whether the lower and the upper bound belong to the range.
fn flags(text: &str) -> Result<(bool, bool), ValueError> {
    Ok(match text {
        "[]" => (true, true),
        "[)" => (true, false),
        "(]" => (false, true),
        "()" => (false, false),
        _ => {
            return Err(ValueError::new("42601", "invalid range bound flags")
                .hint("Valid values are \"[]\", \"[)\", \"(]\", and \"()\"."));
        }
    })
}

fn together(context: &Context<'_>, arguments: &[Value]) -> Answer {
    let of = range_of(Some(context.returns))?;
    if let [Value::Null] = arguments {
        return Ok(Value::Null);
    }
    if arguments.iter().any(Value::is_null) {
        return Err(ValueError::new("22004", "multirange values cannot contain null members"));
    }
    let ranges: Result<Vec<Range>, ValueError> =
        (0..arguments.len()).map(|at| Range::parse_output(of, text(arguments, at)?)).collect();
    Ok(set_value(of, &Multirange::new(of, ranges?)))
}

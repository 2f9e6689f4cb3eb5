//! Ranges and multiranges: what their elements are, their bounds, and the one way in which each is written.
//!
//! `algebra` is what can be asked of ranges and made of them, `multirange` the same for sets of them.

mod algebra;
mod multirange;
mod text;

pub use multirange::Multirange;

use std::cmp::Ordering;

use crate::datetime::{self, is_infinite};
use crate::{Scalar, Value, ValueError, compare, integer};

/// The built-in range types, by what they are ranges of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RangeOf {
    /// `int4range`
    Int4,
    /// `int8range`
    Int8,
    /// `numrange`
    Numeric,
    /// `daterange`
    Date,
    /// `tsrange`
    Timestamp,
    /// `tstzrange`
    Timestamptz,
}

impl RangeOf {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Int4, Self::Int8, Self::Numeric, Self::Date, Self::Timestamp, Self::Timestamptz];

    /// The type of the bounds.
    pub const fn element(self) -> Scalar {
        match self {
            Self::Int4 => Scalar::Int4,
            Self::Int8 => Scalar::Int8,
            Self::Numeric => Scalar::Numeric,
            Self::Date => Scalar::Date,
            Self::Timestamp => Scalar::Timestamp,
            Self::Timestamptz => Scalar::Timestamptz,
        }
    }

    /// The range type whose bounds are of this type.
    pub fn over(element: Scalar) -> Option<Self> {
        Self::ALL.into_iter().find(|of| of.element() == element)
    }

    /// `int4range`
    pub const fn range_name(self) -> &'static str {
        match self {
            Self::Int4 => "int4range",
            Self::Int8 => "int8range",
            Self::Numeric => "numrange",
            Self::Date => "daterange",
            Self::Timestamp => "tsrange",
            Self::Timestamptz => "tstzrange",
        }
    }

    /// `int4multirange`
    pub const fn multirange_name(self) -> &'static str {
        match self {
            Self::Int4 => "int4multirange",
            Self::Int8 => "int8multirange",
            Self::Numeric => "nummultirange",
            Self::Date => "datemultirange",
            Self::Timestamp => "tsmultirange",
            Self::Timestamptz => "tstzmultirange",
        }
    }

    /// Compares two bounds' values.
    pub(crate) fn order(self, a: &Value, b: &Value) -> Ordering {
        compare(&self.element().of(), a, b)
    }

    /// The next value where there is one: ranges of whole things are written `[lower,upper)`. Infinite dates have none.
    fn next(self, value: &Value) -> Result<Option<Value>, ValueError> {
        let Value::Int(int) = value else { return Ok(None) };
        match self {
            Self::Int4 | Self::Int8 => {
                integer::in_range(self.element(), i128::from(*int) + 1).map(Value::Int).map(Some)
            }
            Self::Date if is_infinite(*int) => Ok(None),
            Self::Date => datetime::check_date(int + 1).map(Value::Int).map(Some),
            Self::Numeric | Self::Timestamp | Self::Timestamptz => Ok(None),
        }
    }
}

/// One end of a range.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Bound {
    /// Where it is; nowhere is infinitely far.
    pub value: Option<Value>,
    /// Whether the value itself belongs to the range; never, if there is none.
    pub inclusive: bool,
}

/// A range of one of the types that [`RangeOf`] names, as its type's canonical form has it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Range {
    /// Nothing is in it.
    Empty,
    /// From a lower bound to an upper one.
    Span(Bound, Bound),
}

impl Bound {
    /// A bound without a value.
    pub const INFINITE: Self = Self { value: None, inclusive: false };

    /// A bound at a value; SQL's null is infinitely far.
    pub fn new(value: Value, inclusive: bool) -> Self {
        let value = (!value.is_null()).then_some(value);
        Self { inclusive: inclusive && value.is_some(), value }
    }
}

impl Range {
    /// The range between two bounds in its canonical form; `22000` if they are the wrong way around.
    pub fn new(of: RangeOf, mut lower: Bound, mut upper: Bound) -> Result<Self, ValueError> {
        if !holds_any(of, &lower, &upper)? {
            return Ok(Self::Empty);
        }
        if let (Some(value), false) = (&lower.value, lower.inclusive)
            && let Some(next) = of.next(value)?
        {
            lower = Bound::new(next, true);
        }
        if let (Some(value), true) = (&upper.value, upper.inclusive)
            && let Some(next) = of.next(value)?
        {
            upper = Bound::new(next, false);
        }
        let any = holds_any(of, &lower, &upper)?;
        Ok(if any { Self::Span(lower, upper) } else { Self::Empty })
    }

    /// The range of a single value.
    pub fn single(of: RangeOf, value: Value) -> Result<Self, ValueError> {
        Self::new(of, Bound::new(value.clone(), true), Bound::new(value, true))
    }

    /// Whether nothing is in it.
    pub const fn is_empty(&self) -> bool {
        matches!(self, Self::Empty)
    }
}

/// Whether anything is between the bounds, or an error if the lower is above the upper.
fn holds_any(of: RangeOf, lower: &Bound, upper: &Bound) -> Result<bool, ValueError> {
    let (Some(low), Some(high)) = (&lower.value, &upper.value) else { return Ok(true) };
    match of.order(low, high) {
        Ordering::Less => Ok(true),
        Ordering::Equal => Ok(lower.inclusive && upper.inclusive),
        Ordering::Greater => Err(ValueError::new(
            "22000",
            "range lower bound must be less than or equal to range upper bound",
        )),
    }
}

//! What can be asked of two ranges of one type, and the ranges that are made of two.

use std::cmp::Ordering;

use super::{Bound, Range, RangeOf};
use crate::{Value, ValueError};

/// Which end of a range a bound is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Lower,
    Upper,
}

/// PostgreSQL's `range_cmp_bounds`: where two bounds stand to each other, whichever ends they are.
fn order(of: RangeOf, (a, a_end): (&Bound, End), (b, b_end): (&Bound, End)) -> Ordering {
    let outward = |end| if end == End::Lower { Ordering::Less } else { Ordering::Greater };
    match (&a.value, &b.value) {
        (None, None) if a_end == b_end => Ordering::Equal,
        (None, _) => outward(a_end),
        (_, None) => outward(b_end).reverse(),
        (Some(x), Some(y)) => of.order(x, y).then_with(|| match (a.inclusive, b.inclusive) {
            (true, true) => Ordering::Equal,
            (false, false) if a_end == b_end => Ordering::Equal,
            (false, _) => outward(a_end).reverse(),
            (true, false) => outward(b_end),
        }),
    }
}

pub(super) fn lowers(of: RangeOf, a: &Bound, b: &Bound) -> Ordering {
    order(of, (a, End::Lower), (b, End::Lower))
}

pub(super) fn uppers(of: RangeOf, a: &Bound, b: &Bound) -> Ordering {
    order(of, (a, End::Upper), (b, End::Upper))
}

/// An upper bound against a lower one.
fn upper_to_lower(of: RangeOf, upper: &Bound, lower: &Bound) -> Ordering {
    order(of, (upper, End::Upper), (lower, End::Lower))
}

/// Whether an upper and a lower bound meet without a gap and without both having the value between them.
fn touch(of: RangeOf, upper: &Bound, lower: &Bound) -> bool {
    let (Some(x), Some(y)) = (&upper.value, &lower.value) else { return false };
    match of.order(x, y) {
        Ordering::Equal => upper.inclusive != lower.inclusive,
        Ordering::Greater => false,
        // What lies between them, if the values aren't neighbours: `(1,2)` of integers holds nothing.
        Ordering::Less => {
            let between = Range::new(
                of,
                Bound { value: upper.value.clone(), inclusive: !upper.inclusive },
                Bound { value: lower.value.clone(), inclusive: !lower.inclusive },
            );
            matches!(between, Ok(Range::Empty))
        }
    }
}

impl Range {
    /// The order of ranges: an empty one first, then by the lower bound, then by the upper.
    pub fn compare(&self, other: &Self, of: RangeOf) -> Ordering {
        match (self, other) {
            (Self::Span(a, b), Self::Span(c, d)) => lowers(of, a, c).then_with(|| uppers(of, b, d)),
            _ => other.is_empty().cmp(&self.is_empty()),
        }
    }

    /// Whether a value is in it.
    pub fn holds(&self, of: RangeOf, value: &Value) -> bool {
        let Self::Span(lower, upper) = self else { return false };
        let above = lower.value.as_ref().is_none_or(|low| match of.order(low, value) {
            Ordering::Less => true,
            Ordering::Equal => lower.inclusive,
            Ordering::Greater => false,
        });
        above
            && upper.value.as_ref().is_none_or(|high| match of.order(high, value) {
                Ordering::Greater => true,
                Ordering::Equal => upper.inclusive,
                Ordering::Less => false,
            })
    }

    /// `@>`
    pub fn contains(&self, other: &Self, of: RangeOf) -> bool {
        match (self, other) {
            (_, Self::Empty) => true,
            (Self::Empty, _) => false,
            (Self::Span(a, b), Self::Span(c, d)) => {
                lowers(of, a, c).is_le() && uppers(of, b, d).is_ge()
            }
        }
    }

    /// `&&`
    pub fn overlaps(&self, other: &Self, of: RangeOf) -> bool {
        let (Self::Span(a, b), Self::Span(c, d)) = (self, other) else { return false };
        upper_to_lower(of, b, c).is_ge() && upper_to_lower(of, d, a).is_ge()
    }

    /// `<<`
    pub fn is_before(&self, other: &Self, of: RangeOf) -> bool {
        let (Self::Span(_, b), Self::Span(c, _)) = (self, other) else { return false };
        upper_to_lower(of, b, c).is_lt()
    }

    /// `&<`: it does not extend to the right of the other.
    pub fn ends_within(&self, other: &Self, of: RangeOf) -> bool {
        let (Self::Span(_, b), Self::Span(_, d)) = (self, other) else { return false };
        uppers(of, b, d).is_le()
    }

    /// `&>`: it does not extend to the left of the other.
    pub fn begins_within(&self, other: &Self, of: RangeOf) -> bool {
        let (Self::Span(a, _), Self::Span(c, _)) = (self, other) else { return false };
        lowers(of, a, c).is_ge()
    }

    /// `-|-`
    pub fn is_adjacent(&self, other: &Self, of: RangeOf) -> bool {
        let (Self::Span(a, b), Self::Span(c, d)) = (self, other) else { return false };
        touch(of, b, c) || touch(of, d, a)
    }

    /// `+`: what is in either, which must be without a gap.
    pub fn union(&self, other: &Self, of: RangeOf) -> Result<Self, ValueError> {
        if self.is_empty()
            || other.is_empty()
            || self.overlaps(other, of)
            || self.is_adjacent(other, of)
        {
            return Ok(self.merge(other, of));
        }
        let message = "result of range union would not be contiguous";
        Err(ValueError::new("22000", message))
    }

    /// `range_merge`: the least range that holds both.
    #[must_use]
    pub fn merge(&self, other: &Self, of: RangeOf) -> Self {
        match (self, other) {
            (Self::Empty, any) | (any, Self::Empty) => any.clone(),
            (Self::Span(a, b), Self::Span(c, d)) => {
                let lower = if lowers(of, a, c).is_lt() { a } else { c };
                let upper = if uppers(of, b, d).is_gt() { b } else { d };
                Self::Span(lower.clone(), upper.clone())
            }
        }
    }

    /// `*`: what is in both.
    #[must_use]
    pub fn intersect(&self, other: &Self, of: RangeOf) -> Self {
        let (Self::Span(a, b), Self::Span(c, d)) = (self, other) else { return Self::Empty };
        if !self.overlaps(other, of) {
            return Self::Empty;
        }
        let lower = if lowers(of, a, c).is_ge() { a } else { c };
        let upper = if uppers(of, b, d).is_le() { b } else { d };
        Self::Span(lower.clone(), upper.clone())
    }

    /// `-`: what is in it and not in the other, which must be without a gap.
    pub fn minus(&self, other: &Self, of: RangeOf) -> Result<Self, ValueError> {
        match self.pieces_without(other, of).as_slice() {
            [] => Ok(Self::Empty),
            [one] => Ok(one.clone()),
            _ => {
                let message = "result of range difference would not be contiguous";
                Err(ValueError::new("22000", message))
            }
        }
    }

    /// The at most two pieces of it that are left and right of another.
    pub(super) fn pieces_without(&self, other: &Self, of: RangeOf) -> Vec<Self> {
        let Self::Span(a, b) = self else { return Vec::new() };
        let Self::Span(c, d) = other else { return vec![self.clone()] };
        if !self.overlaps(other, of) {
            return vec![self.clone()];
        }
        let flipped =
            |bound: &Bound| Bound { value: bound.value.clone(), inclusive: !bound.inclusive };
        let mut pieces = Vec::new();
        if lowers(of, a, c).is_lt() {
            pieces.extend(Self::new(of, a.clone(), flipped(c)));
        }
        if uppers(of, b, d).is_gt() {
            pieces.extend(Self::new(of, flipped(d), b.clone()));
        }
        pieces.retain(|piece| !piece.is_empty());
        pieces
    }
}

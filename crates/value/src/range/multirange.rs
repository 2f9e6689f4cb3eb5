//! Multiranges: sets of ranges that neither overlap nor touch, in order: `{[1,3),[5,7)}`.

use std::cmp::Ordering;

use super::algebra::{lowers, uppers};
use super::{Range, RangeOf};
use crate::spaces::{is_space, trim};
use crate::{Moment, Sink, Value, ValueError};

/// A multirange in its canonical form.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Multirange {
    ranges: Vec<Range>,
}

impl Multirange {
    /// The set of what is in any of the ranges.
    pub fn new(of: RangeOf, mut ranges: Vec<Range>) -> Self {
        ranges.retain(|range| !range.is_empty());
        ranges.sort_by(|a, b| a.compare(b, of));
        let mut merged: Vec<Range> = Vec::with_capacity(ranges.len());
        for range in ranges {
            match merged.last_mut() {
                Some(last) if last.overlaps(&range, of) || last.is_adjacent(&range, of) => {
                    *last = last.merge(&range, of);
                }
                _ => merged.push(range),
            }
        }
        Self { ranges: merged }
    }

    /// Reads a multirange as PostgreSQL does.
    pub fn parse(of: RangeOf, text: &str, at: &Moment) -> Result<Self, ValueError> {
        let ranges: Result<_, ValueError> =
            members(text)?.into_iter().map(|member| Range::parse(of, member, at)).collect();
        Ok(Self::new(of, ranges?))
    }

    /// Reads what [`Multirange::write`] wrote.
    pub fn parse_output(of: RangeOf, text: &str) -> Result<Self, ValueError> {
        let ranges: Result<_, ValueError> =
            members(text)?.into_iter().map(|member| Range::parse_output(of, member)).collect();
        Ok(Self { ranges: ranges? })
    }

    /// Prints the multirange as PostgreSQL does.
    pub fn write<S: Sink>(&self, of: RangeOf, out: &mut S) {
        out.put_ascii(b'{');
        for (at, range) in self.ranges.iter().enumerate() {
            if at > 0 {
                out.put_ascii(b',');
            }
            range.write(of, out);
        }
        out.put_ascii(b'}');
    }

    /// Its ranges, in order.
    pub fn ranges(&self) -> &[Range] {
        &self.ranges
    }

    /// Whether nothing is in it.
    pub fn is_empty(&self) -> bool {
        self.ranges.is_empty()
    }

    /// The least range that holds it.
    pub fn whole(&self) -> Range {
        match (self.ranges.first(), self.ranges.last()) {
            (Some(Range::Span(lower, _)), Some(Range::Span(_, upper))) => {
                Range::Span(lower.clone(), upper.clone())
            }
            _ => Range::Empty,
        }
    }

    /// The order of multiranges: range by range, then by their number.
    pub fn compare(&self, other: &Self, of: RangeOf) -> Ordering {
        let mut pairs = self.ranges.iter().zip(&other.ranges);
        let unequal = pairs.find_map(|(a, b)| {
            let order = a.compare(b, of);
            order.is_ne().then_some(order)
        });
        unequal.unwrap_or_else(|| self.ranges.len().cmp(&other.ranges.len()))
    }

    /// Whether a value is in it.
    pub fn holds(&self, of: RangeOf, value: &Value) -> bool {
        self.ranges.iter().any(|range| range.holds(of, value))
    }

    /// `@>` a range: one range of it holds all of that.
    pub fn contains_range(&self, other: &Range, of: RangeOf) -> bool {
        other.is_empty() || self.ranges.iter().any(|range| range.contains(other, of))
    }

    /// `@>`
    pub fn contains(&self, other: &Self, of: RangeOf) -> bool {
        other.ranges.iter().all(|range| self.contains_range(range, of))
    }

    /// `&&`
    pub fn overlaps(&self, other: &Self, of: RangeOf) -> bool {
        let (mut a, mut b) = (self.ranges.iter().peekable(), other.ranges.iter().peekable());
        while let (Some(left), Some(right)) = (a.peek(), b.peek()) {
            if left.overlaps(right, of) {
                return true;
            }
            if left.is_before(right, of) {
                a.next();
            } else {
                b.next();
            }
        }
        false
    }

    /// `-|-`: its last range touches the other's first, or its first the other's last.
    pub fn is_adjacent(&self, other: &Self, of: RangeOf) -> bool {
        let (Some(first), Some(last)) = (self.ranges.first(), self.ranges.last()) else {
            return false;
        };
        let (Some(other_first), Some(other_last)) = (other.ranges.first(), other.ranges.last())
        else {
            return false;
        };
        meets(last, other_first, of) || meets(other_last, first, of)
    }

    /// `+`
    #[must_use]
    pub fn union(&self, other: &Self, of: RangeOf) -> Self {
        Self::new(of, self.ranges.iter().chain(&other.ranges).cloned().collect())
    }

    /// `*`
    #[must_use]
    pub fn intersect(&self, other: &Self, of: RangeOf) -> Self {
        let (mut i, mut j) = (0, 0);
        let mut ranges = Vec::new();
        while let (Some(a), Some(b)) = (self.ranges.get(i), other.ranges.get(j)) {
            ranges.push(a.intersect(b, of));
            match (a, b) {
                (Range::Span(_, a_end), Range::Span(_, b_end))
                    if uppers(of, a_end, b_end).is_lt() =>
                {
                    i += 1;
                }
                _ => j += 1,
            }
        }
        Self::new(of, ranges)
    }

    /// `-`
    #[must_use]
    pub fn minus(&self, other: &Self, of: RangeOf) -> Self {
        let mut ranges = Vec::new();
        let mut from = 0;
        for range in &self.ranges {
            let mut left = range.clone();
            // What ends before this range ends before all that follow.
            while other.ranges.get(from).is_some_and(|it| it.is_before(&left, of)) {
                from += 1;
            }
            for hole in &other.ranges[from..] {
                if !left.overlaps(hole, of) {
                    break;
                }
                let mut pieces = left.pieces_without(hole, of);
                left = match pieces.pop() {
                    Some(last) => last,
                    None => {
                        left = Range::Empty;
                        break;
                    }
                };
                ranges.append(&mut pieces);
            }
            ranges.push(left);
        }
        Self::new(of, ranges)
    }
}

/// Whether the first range ends where the second begins.
fn meets(first: &Range, second: &Range, of: RangeOf) -> bool {
    let (Range::Span(a, _), Range::Span(b, _)) = (first, second) else { return false };
    lowers(of, a, b).is_le() && first.is_adjacent(second, of)
}

/// The texts of the ranges between the braces.
fn members(text: &str) -> Result<Vec<&str>, ValueError> {
    let malformed = |detail: &str| {
        ValueError::new("22P02", format!("malformed multirange literal: \"{text}\"")).detail(detail)
    };
    let mut rest = trim(text).strip_prefix('{').ok_or_else(|| malformed("Missing left brace."))?;
    let mut ranges = Vec::new();
    let mut first = true;
    let skip = |text: &'_ str| text.bytes().take_while(|byte| is_space(*byte)).count();
    loop {
        rest = &rest[skip(rest)..];
        if rest.is_empty() {
            return Err(malformed("Unexpected end of input."));
        } else if rest.starts_with(['[', '(']) {
            let end = member_end(rest).ok_or_else(|| malformed("Unexpected end of input."))?;
            ranges.push(&rest[..end]);
            rest = &rest[end..];
        } else if rest.get(..5).is_some_and(|word| word.eq_ignore_ascii_case("empty")) {
            rest = &rest[5..];
        } else if !(first && rest.starts_with('}')) {
            return Err(malformed("Expected range start."));
        }
        first = false;
        rest = &rest[skip(rest)..];
        match rest.bytes().next() {
            Some(b',') => rest = &rest[1..],
            Some(b'}') if rest.len() == 1 => return Ok(ranges),
            Some(b'}') => return Err(malformed("Junk after closing right brace.")),
            Some(_) => return Err(malformed("Expected comma or end of multirange.")),
            None => return Err(malformed("Unexpected end of input.")),
        }
    }
}

/// How long the range is that the text begins with.
fn member_end(text: &str) -> Option<usize> {
    let mut quoted = false;
    let mut bytes = text.bytes().enumerate();
    while let Some((at, byte)) = bytes.next() {
        match byte {
            b']' | b')' if !quoted => return Some(at + 1),
            b'\\' => {
                bytes.next();
            }
            b'"' => quoted = !quoted,
            _ => {}
        }
    }
    None
}

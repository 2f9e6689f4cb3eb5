//! PostgreSQL's arrays as text: dimensions, lower bounds, quoting and NULL.

mod reader;

use std::borrow::Cow;

use crate::spaces::is_space;
use crate::{Sink, ValueError};
use reader::Reader;

/// The most dimensions of an array.
pub(crate) const MOST_DIMENSIONS: usize = 6;

/// One dimension of an array.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Dimension {
    /// The index of its first element, nearly always 1.
    pub lower: i32,
    /// How many elements it has.
    pub length: usize,
}

/// An array's elements as their output text, row by row; a null is nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Array<'a> {
    /// From the outermost; none if the array is empty.
    pub dimensions: Vec<Dimension>,
    /// All elements.
    pub elements: Vec<Option<Cow<'a, str>>>,
}

pub(crate) fn too_many_dimensions(count: usize) -> ValueError {
    let message = format!(
        "number of array dimensions ({count}) exceeds the maximum allowed ({MOST_DIMENSIONS})"
    );
    ValueError::new("54000", message)
}

impl<'a> Array<'a> {
    /// An array of one dimension that begins at 1.
    pub fn flat(elements: Vec<Option<Cow<'a, str>>>) -> Self {
        let length = elements.len();
        let dimensions =
            if length == 0 { Vec::new() } else { vec![Dimension { lower: 1, length }] };
        Self { dimensions, elements }
    }

    /// Reads an array literal.
    pub fn parse(text: &'a str) -> Result<Self, ValueError> {
        let mut reader = Reader::new(text);
        let lowers = reader.bounds()?;
        let elements = reader.body()?;
        let dimensions = reader.dimensions(lowers)?;
        let elements = if dimensions.is_empty() { Vec::new() } else { elements };
        Ok(Self { dimensions, elements })
    }

    /// Prints the array as PostgreSQL does.
    pub fn write<S: Sink>(&self, out: &mut S) {
        if self.dimensions.is_empty() {
            return out.put("{}");
        }
        if self.dimensions.iter().any(|dimension| dimension.lower != 1) {
            for Dimension { lower, length } in &self.dimensions {
                out.put_ascii(b'[');
                out.put_int(i64::from(*lower));
                out.put_ascii(b':');
                out.put_int(i64::from(*lower) + *length as i64 - 1);
                out.put_ascii(b']');
            }
            out.put_ascii(b'=');
        }
        let sizes = self.sizes();
        let brackets = |at: usize| sizes.iter().filter(|&&size| at.is_multiple_of(size)).count();
        for (at, element) in self.elements.iter().enumerate() {
            if at > 0 {
                (0..brackets(at)).for_each(|_| out.put_ascii(b'}'));
                out.put_ascii(b',');
            }
            (0..brackets(at)).for_each(|_| out.put_ascii(b'{'));
            match element {
                Some(text) => write_element(text, out),
                None => out.put("NULL"),
            }
        }
        (0..self.dimensions.len()).for_each(|_| out.put_ascii(b'}'));
    }

    /// How many elements one step of each dimension's parent holds, from the outermost.
    pub(crate) fn sizes(&self) -> Vec<usize> {
        let mut sizes = Vec::with_capacity(self.dimensions.len());
        let mut size = 1;
        for dimension in self.dimensions.iter().rev() {
            size *= dimension.length.max(1);
            sizes.push(size);
        }
        sizes.reverse();
        sizes
    }
}

/// An element, in quotes where it must be.
fn write_element<S: Sink>(text: &str, out: &mut S) {
    let special = |byte: u8| matches!(byte, b'"' | b'\\' | b'{' | b'}' | b',') || is_space(byte);
    if !text.is_empty() && !text.eq_ignore_ascii_case("null") && !text.bytes().any(special) {
        return out.put(text);
    }
    out.put_ascii(b'"');
    for part in text.split_inclusive(['"', '\\']) {
        match part.as_bytes().last() {
            Some(&last @ (b'"' | b'\\')) => {
                out.put(&part[..part.len() - 1]);
                out.put_ascii(b'\\');
                out.put_ascii(last);
            }
            _ => out.put(part),
        }
    }
    out.put_ascii(b'"');
}

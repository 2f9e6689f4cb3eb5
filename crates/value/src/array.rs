//! PostgreSQL's arrays as text: dimensions, lower bounds, quoting and NULL.

use std::borrow::Cow;

use crate::spaces::is_space;
use crate::{Sink, ValueError};

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

fn malformed(text: &str, detail: &str) -> ValueError {
    ValueError::new("22P02", format!("malformed array literal: \"{text}\"")).detail(detail)
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
        let mut reader =
            Reader { text, at: 0, open: 0, depth: 0, counts: Vec::new(), sizes: Vec::new() };
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

struct Reader<'a> {
    text: &'a str,
    at: usize,
    /// How many braces are open.
    open: usize,
    /// The deepest they were, once an element was seen.
    depth: usize,
    /// How many members each open brace has so far.
    counts: Vec<usize>,
    /// How many members each dimension has, once one of it was closed.
    sizes: Vec<Option<usize>>,
}

impl<'a> Reader<'a> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn skip_spaces(&mut self) {
        while self.peek().is_some_and(is_space) {
            self.at += 1;
        }
    }

    fn fail<T>(&self, detail: &str) -> Result<T, ValueError> {
        Err(malformed(self.text, detail))
    }

    /// `[2:3][0:1]=`
    fn bounds(&mut self) -> Result<Vec<Dimension>, ValueError> {
        let mut bounds = Vec::new();
        self.skip_spaces();
        while self.peek() == Some(b'[') {
            self.at += 1;
            if bounds.len() >= MOST_DIMENSIONS {
                return Err(too_many_dimensions(bounds.len() + 1));
            }
            let first = self.bound()?;
            let (lower, upper) = if self.peek() == Some(b':') {
                self.at += 1;
                (first, self.bound()?)
            } else {
                (1, first)
            };
            if self.peek() != Some(b']') {
                return self.fail("Missing \"]\" after array dimensions.");
            }
            self.at += 1;
            if upper < lower {
                return Err(ValueError::new(
                    "2202E",
                    "upper bound cannot be less than lower bound",
                ));
            }
            let length = (i64::from(upper) - i64::from(lower) + 1) as usize;
            bounds.push(Dimension { lower, length });
            self.skip_spaces();
        }
        if !bounds.is_empty() {
            if self.peek() != Some(b'=') {
                return self.fail("Missing \"=\" after array dimensions.");
            }
            self.at += 1;
            self.skip_spaces();
            if self.peek() != Some(b'{') {
                return self.fail("Array contents must start with \"{\".");
            }
        }
        if self.peek() != Some(b'{') {
            return self.fail("Array value must start with \"{\" or dimension information.");
        }
        Ok(bounds)
    }

    fn bound(&mut self) -> Result<i32, ValueError> {
        let start = self.at;
        if matches!(self.peek(), Some(b'-' | b'+')) {
            self.at += 1;
        }
        while self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        let digits = &self.text[start..self.at];
        if digits.is_empty() {
            return self.fail("\"[\" must introduce explicitly-specified array dimensions.");
        }
        digits
            .parse()
            .map_err(|_| ValueError::new("54000", "array size exceeds the maximum allowed"))
    }

    /// The braces and what is in them, until the last is closed.
    fn body(&mut self) -> Result<Vec<Option<Cow<'a, str>>>, ValueError> {
        let mut elements = Vec::new();
        let mut expect_member = true;
        loop {
            self.skip_spaces();
            let Some(byte) = self.peek() else { return self.fail("Unexpected end of input.") };
            match byte {
                b'{' if expect_member => self.open_brace(!elements.is_empty())?,
                b'{' => return self.fail("Unexpected \"{\" character."),
                b'}' => {
                    let all_empty = self.open == 1 && self.counts.last() == Some(&0);
                    if expect_member && !all_empty {
                        return self.fail("Unexpected \"}\" character.");
                    }
                    self.close_brace()?;
                    expect_member = false;
                    if self.open == 0 {
                        break;
                    }
                }
                b',' if !expect_member => {
                    self.at += 1;
                    expect_member = true;
                }
                b',' => return self.fail("Unexpected \",\" character."),
                _ if !expect_member => return self.fail("Unexpected array element."),
                _ => {
                    self.at_depth()?;
                    elements.push(self.element()?);
                    expect_member = false;
                }
            }
        }
        self.skip_spaces();
        if self.at < self.text.len() {
            return self.fail("Junk after closing right brace.");
        }
        Ok(elements)
    }

    const MISMATCH: &'static str =
        "Multidimensional arrays must have sub-arrays with matching dimensions.";

    fn open_brace(&mut self, elements_seen: bool) -> Result<(), ValueError> {
        self.at += 1;
        if let Some(count) = self.counts.last_mut() {
            *count += 1;
        }
        self.open += 1;
        self.counts.push(0);
        if self.open > MOST_DIMENSIONS {
            return Err(too_many_dimensions(self.open));
        }
        if elements_seen && self.open > self.depth {
            return self.fail("Unexpected \"{\" character.");
        }
        if self.sizes.len() < self.open {
            self.sizes.push(None);
        }
        Ok(())
    }

    fn close_brace(&mut self) -> Result<(), ValueError> {
        self.at += 1;
        let count = self.counts.pop().unwrap_or(0);
        self.open -= 1;
        match self.sizes.get_mut(self.open) {
            Some(slot @ None) => *slot = Some(count),
            Some(Some(size)) if *size != count => return self.fail(Self::MISMATCH),
            _ => {}
        }
        Ok(())
    }

    /// All elements are equally deep.
    fn at_depth(&mut self) -> Result<(), ValueError> {
        if self.depth == 0 {
            self.depth = self.open;
        }
        if self.depth != self.open || self.sizes.len() != self.open {
            return self.fail("Unexpected array element.");
        }
        if let Some(count) = self.counts.last_mut() {
            *count += 1;
        }
        Ok(())
    }

    fn element(&mut self) -> Result<Option<Cow<'a, str>>, ValueError> {
        if self.peek() == Some(b'"') {
            let text = self.quoted()?;
            return Ok(Some(text));
        }
        let start = self.at;
        let mut escaped = false;
        while let Some(byte) = self.peek() {
            match byte {
                b',' | b'}' => break,
                b'{' => return self.fail("Unexpected \"{\" character."),
                b'"' => return self.fail("Unexpected array element."),
                b'\\' => {
                    escaped = true;
                    self.at += 1;
                    let Some(next) = self.text[self.at..].chars().next() else {
                        return self.fail("Unexpected end of input.");
                    };
                    self.at += next.len_utf8();
                }
                _ => self.at += 1,
            }
        }
        let raw = &self.text[start..self.at];
        if escaped {
            return Ok(Some(Cow::Owned(unescape(raw, true))));
        }
        let raw = raw.trim_end_matches(|c: char| c.is_ascii() && is_space(c as u8));
        Ok((!raw.eq_ignore_ascii_case("null")).then_some(Cow::Borrowed(raw)))
    }

    fn quoted(&mut self) -> Result<Cow<'a, str>, ValueError> {
        self.at += 1;
        let start = self.at;
        let mut escaped = false;
        loop {
            match self.peek() {
                None => return self.fail("Unexpected end of input."),
                Some(b'"') => break,
                Some(b'\\') => {
                    escaped = true;
                    self.at += 1;
                    let Some(next) = self.text[self.at..].chars().next() else {
                        return self.fail("Unexpected end of input.");
                    };
                    self.at += next.len_utf8();
                }
                Some(_) => self.at += 1,
            }
        }
        let raw = &self.text[start..self.at];
        self.at += 1;
        Ok(if escaped { Cow::Owned(unescape(raw, false)) } else { Cow::Borrowed(raw) })
    }

    fn dimensions(&self, bounds: Vec<Dimension>) -> Result<Vec<Dimension>, ValueError> {
        let mut found = Vec::with_capacity(self.sizes.len());
        for size in &self.sizes {
            found.push(Dimension { lower: 1, length: size.unwrap_or(0) });
        }
        if found.iter().any(|dimension| dimension.length == 0) {
            return if bounds.is_empty() { Ok(Vec::new()) } else { self.bounds_mismatch() };
        }
        if bounds.is_empty() {
            return Ok(found);
        }
        let lengths = |of: &[Dimension]| of.iter().map(|d| d.length).collect::<Vec<_>>();
        if lengths(&bounds) != lengths(&found) { self.bounds_mismatch() } else { Ok(bounds) }
    }

    fn bounds_mismatch<T>(&self) -> Result<T, ValueError> {
        self.fail("Specified array dimensions do not match array contents.")
    }
}

/// Without its backslashes; blanks at the end of an unquoted element don't count unless escaped.
fn unescape(raw: &str, trim: bool) -> String {
    let mut out = String::with_capacity(raw.len());
    let mut keep = 0;
    let mut chars = raw.chars();
    while let Some(c) = chars.next() {
        if c == '\\' {
            out.extend(chars.next());
            keep = out.len();
        } else {
            out.push(c);
            if !(c.is_ascii() && is_space(c as u8)) {
                keep = out.len();
            }
        }
    }
    if trim {
        out.truncate(keep);
    }
    out
}

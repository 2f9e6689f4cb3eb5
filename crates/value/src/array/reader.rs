//! Reading an array literal, character by character.

use std::borrow::Cow;

use super::{Dimension, MOST_DIMENSIONS, too_many_dimensions};
use crate::ValueError;
use crate::spaces::is_space;

fn malformed(text: &str, detail: &str) -> ValueError {
    ValueError::new("22P02", format!("malformed array literal: \"{text}\"")).detail(detail)
}

pub(super) struct Reader<'a> {
    text: &'a str,
    at: usize,
    /// Where the braces begin, once the bounds were read: errors show the text from there.
    shown: usize,
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
    pub(super) fn new(text: &'a str) -> Self {
        let (counts, sizes) = (Vec::new(), Vec::new());
        Self { text, at: 0, shown: 0, open: 0, depth: 0, counts, sizes }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn skip_spaces(&mut self) {
        while self.peek().is_some_and(is_space) {
            self.at += 1;
        }
    }

    fn fail<T>(&self, detail: &str) -> Result<T, ValueError> {
        Err(malformed(&self.text[self.shown..], detail))
    }

    /// `[2:3][0:1]=`
    pub(super) fn bounds(&mut self) -> Result<Vec<Dimension>, ValueError> {
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
            self.shown = self.at;
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
    pub(super) fn body(&mut self) -> Result<Vec<Option<Cow<'a, str>>>, ValueError> {
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

    pub(super) fn dimensions(&self, bounds: Vec<Dimension>) -> Result<Vec<Dimension>, ValueError> {
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
        Err(malformed(self.text, "Specified array dimensions do not match array contents."))
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

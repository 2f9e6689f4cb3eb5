//! The text of one file, and the places in it.

use squawk_line_index::TextSize;

/// A file's name and text.
pub(crate) struct Source<'a> {
    /// The name for messages.
    pub(crate) name: &'a str,
    text: &'a str,
    line_starts: Vec<usize>,
    statement_starts: Vec<TextSize>,
}

impl<'a> Source<'a> {
    /// A file.
    pub(crate) fn new(name: &'a str, text: &'a str) -> Self {
        let after_newlines = text.match_indices('\n').map(|(at, _)| at + 1);
        let line_starts = std::iter::once(0).chain(after_newlines).collect();
        Self { name, text, line_starts, statement_starts: Vec::new() }
    }

    /// The same, told where its statements begin, in order.
    pub(crate) fn with_statements(mut self, starts: Vec<TextSize>) -> Self {
        self.statement_starts = starts;
        self
    }

    /// Line and column of a place, both from 1; the column in characters.
    pub(crate) fn position(&self, at: TextSize) -> (u32, u32) {
        let mut at = usize::from(at).min(self.text.len());
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        let line = self.line_starts.partition_point(|start| *start <= at).max(1) - 1;
        let column = self.text[self.line_starts[line]..at].chars().count();
        (from_one(line), from_one(column))
    }

    /// The line of a place, from 1.
    pub(crate) fn line(&self, at: TextSize) -> u32 {
        self.position(at).0
    }

    /// The line that the statement at a place begins with, shortened.
    pub(crate) fn first_line_of_statement(&self, at: TextSize) -> String {
        let after = self.statement_starts.partition_point(|start| *start <= at);
        let start = after.checked_sub(1).map_or(0, |index| self.statement_starts[index].into());
        let text = self.text.get(start..).unwrap_or_default();
        let line = text.lines().next().unwrap_or_default().trim();
        match line.char_indices().nth(LONGEST_EXCERPT) {
            Some((end, _)) => format!("{}…", &line[..end]),
            None => line.to_owned(),
        }
    }
}

/// Characters of a statement that a message shows.
const LONGEST_EXCERPT: usize = 100;

fn from_one(from_zero: usize) -> u32 {
    u32::try_from(from_zero).unwrap_or(u32::MAX - 1) + 1
}

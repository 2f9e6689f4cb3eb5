//! CSV (RFC 4180) with a header line, as rows of text. An unquoted or quoted `NULL` is null; blank lines are no rows.

use std::iter::Peekable;
use std::str::CharIndices;

use super::columns::Columns;
use super::rows::{Place, Rows, RowsForm};
use crate::parse::limits::check;
use crate::parse::{BodyError, Bound, Limits, ParseError};

/// Reads a body of CSV. Fields beyond the header's number are left out; fewer are an error.
pub(super) fn read(body: &str, limits: &Limits) -> Result<Rows, ParseError> {
    let mut lines = Lines { rest: body.char_indices().peekable(), line: 1, text: String::new() };
    let header = lines.record()?.ok_or(ParseError::Body(BodyError::CsvEmpty))?;
    let names: Vec<_> = header.iter().map(|field| lines.field(field).to_owned()).collect();
    check(Bound::Cells, names.len(), limits.cells)?;
    let (columns, sources) = last_of_each(names);
    let mut cells = Vec::new();
    let mut count = 0;
    while let Some(fields) = lines.record()? {
        if fields.len() < header.len() {
            return Err(ParseError::Body(BodyError::Lines));
        }
        count += 1;
        check(Bound::Cells, count * sources.len(), limits.cells)?;
        cells.extend(sources.iter().map(|at| match lines.field(&fields[*at]) {
            "NULL" => Place::NULL,
            _ => Place::new(fields[*at].clone()),
        }));
    }
    // A header alone names no columns, as an empty array has no keys.
    let columns = if count == 0 { Vec::new() } else { columns };
    Ok(Rows::new(RowsForm::Csv, lines.text, columns, cells, count))
}

/// The different names, and for each the field that counts: the last with that name.
fn last_of_each(names: Vec<String>) -> (Vec<String>, Vec<usize>) {
    let (mut columns, mut sources) = (Columns::default(), Vec::new());
    for (field, name) in names.into_iter().enumerate() {
        let at = columns.add(name);
        sources.resize(columns.names().len(), field);
        sources[at] = field;
    }
    (columns.into_names(), sources)
}

type Field = std::ops::Range<usize>;

/// The records of a body, one after the other; the text of their fields is gathered in one place.
struct Lines<'a> {
    rest: Peekable<CharIndices<'a>>,
    line: usize,
    text: String,
}

impl Lines<'_> {
    fn field(&self, field: &Field) -> &str {
        self.text.get(field.clone()).unwrap_or_default()
    }

    /// The next line that isn't blank.
    fn record(&mut self) -> Result<Option<Vec<Field>>, ParseError> {
        while self.rest.peek().is_some() {
            let mut fields = vec![self.next_field()?];
            while self.eat(',') {
                fields.push(self.next_field()?);
            }
            self.end_of_line()?;
            if fields.len() > 1 || fields.iter().any(|field| !field.is_empty()) {
                return Ok(Some(fields));
            }
        }
        Ok(None)
    }

    fn next_field(&mut self) -> Result<Field, ParseError> {
        let start = self.text.len();
        if self.eat('"') {
            self.quoted()?;
        } else {
            while let Some((_, c)) = self.rest.next_if(|(_, c)| !matches!(c, ',' | '\n' | '\r')) {
                if c == '"' {
                    return Err(self.wrong());
                }
                self.text.push(c);
            }
        }
        Ok(start..self.text.len())
    }

    fn quoted(&mut self) -> Result<(), ParseError> {
        loop {
            match self.rest.next() {
                Some((_, '"')) if self.eat('"') => self.text.push('"'),
                Some((_, '"')) => return Ok(()),
                Some((_, c)) => {
                    self.line += usize::from(c == '\n');
                    self.text.push(c);
                }
                None => return Err(self.wrong()),
            }
        }
    }

    fn end_of_line(&mut self) -> Result<(), ParseError> {
        let returned = self.eat('\r');
        if self.eat('\n') || returned || self.rest.peek().is_none() {
            self.line += 1;
            return Ok(());
        }
        Err(self.wrong())
    }

    fn eat(&mut self, wanted: char) -> bool {
        self.rest.next_if(|(_, c)| *c == wanted).is_some()
    }

    fn wrong(&self) -> ParseError {
        ParseError::Body(BodyError::Csv { line: self.line })
    }
}

//! JSON (RFC 8259) as rows: finds where each value stands without reading it, and refuses what isn't JSON.
//!
//! It doesn't recurse, whatever the depth. Numbers stay text, so that no digit is lost.

use std::borrow::Cow;
use std::ops::Range;

use super::columns::Columns;
use super::rows::{Place, Rows, RowsForm};
use crate::parse::limits::check;
use crate::parse::{BodyError, Bound, Limits, ParseError};

/// Reads a body of JSON. Without `columns` every object must have the same keys; with it the objects' other keys
/// are left out and missing ones are absent. Anything but objects has no rows.
pub(super) fn read(
    body: String,
    columns: Option<&[String]>,
    limits: &Limits,
) -> Result<Rows, ParseError> {
    let mut table = Table::new(columns, limits);
    let mut scanner = Scanner { text: &body, at: 0, depth_limit: limits.json_depth };
    scanner.space();
    let form = match scanner.peek() {
        Some(b'{') => {
            table.row(&mut scanner, 1)?;
            RowsForm::JsonObject
        }
        Some(b'[') => {
            table.rows(&mut scanner)?;
            RowsForm::JsonArray
        }
        _ => {
            scanner.value(0)?;
            RowsForm::JsonScalar
        }
    };
    scanner.space();
    if scanner.peek().is_some() {
        return Err(invalid());
    }
    table.finish(form, body)
}

/// The rows found so far.
struct Table<'a> {
    columns: Columns,
    /// Whether the columns are known: from `columns`, or from the first object.
    known: bool,
    /// Whether objects may have other keys.
    given: bool,
    cells: Vec<Place>,
    count: usize,
    /// Something was JSON but not uniform; said only when all of the body is known to be JSON.
    uneven: bool,
    limits: &'a Limits,
}

impl<'a> Table<'a> {
    fn new(columns: Option<&[String]>, limits: &'a Limits) -> Self {
        let given = columns.is_some();
        let mut distinct = Columns::default();
        for column in columns.unwrap_or_default() {
            distinct.add(column.clone());
        }
        let (cells, count) = (Vec::new(), 0);
        Self { columns: distinct, known: given, given, cells, count, uneven: false, limits }
    }

    fn rows(&mut self, scanner: &mut Scanner<'_>) -> Result<(), ParseError> {
        scanner.expect(b'[')?;
        scanner.space();
        if scanner.eat(b']') {
            return Ok(());
        }
        loop {
            scanner.space();
            if scanner.peek() == Some(b'{') {
                self.row(scanner, 2)?;
            } else {
                scanner.value(1)?;
                self.uneven = true;
            }
            scanner.space();
            if scanner.eat(b']') {
                return Ok(());
            }
            scanner.expect(b',')?;
        }
    }

    fn row(&mut self, scanner: &mut Scanner<'_>, depth: usize) -> Result<(), ParseError> {
        let start = self.cells.len();
        self.cells.resize(start + self.columns.names().len(), Place::ABSENT);
        let mut nth = 0;
        scanner.expect(b'{')?;
        scanner.space();
        if !scanner.eat(b'}') {
            loop {
                let (key, place) = scanner.member(depth)?;
                self.keep(key, place, start, nth);
                nth += 1;
                scanner.space();
                if scanner.eat(b'}') {
                    break;
                }
                scanner.expect(b',')?;
            }
        }
        if self.known {
            self.uneven |= !self.given && self.cells[start..].contains(&Place::ABSENT);
        }
        self.known = true;
        self.count += 1;
        check(Bound::Cells, self.cells.len().max(self.count), self.limits.cells)
    }

    /// Of members with one key the last counts.
    fn keep(&mut self, key: Cow<'_, str>, place: Place, row: usize, nth: usize) {
        match self.columns.position(&key, nth) {
            Some(column) => self.cells[row + column] = place,
            None if self.known => self.uneven |= !self.given,
            None => {
                self.columns.add(key.into_owned());
                self.cells.push(place);
            }
        }
    }

    fn finish(self, form: RowsForm, body: String) -> Result<Rows, ParseError> {
        // Without `columns` the keys are looked at here, with it the database reads what the body is.
        let form = match form {
            _ if self.uneven && !self.given => return Err(ParseError::Body(BodyError::Keys)),
            _ if self.uneven => RowsForm::JsonPartsForColumns,
            RowsForm::JsonScalar if self.given => RowsForm::JsonScalarForColumns,
            form => form,
        };
        let columns = if self.count == 0 { Vec::new() } else { self.columns.into_names() };
        Ok(Rows::new(form, body, columns, self.cells, self.count))
    }
}

/// A place in a JSON text.
struct Scanner<'a> {
    text: &'a str,
    at: usize,
    depth_limit: usize,
}

impl<'a> Scanner<'a> {
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn eat(&mut self, wanted: u8) -> bool {
        let found = self.peek() == Some(wanted);
        self.at += usize::from(found);
        found
    }

    fn expect(&mut self, wanted: u8) -> Result<(), ParseError> {
        if self.eat(wanted) { Ok(()) } else { Err(invalid()) }
    }

    fn space(&mut self) {
        while let Some(b' ' | b'\t' | b'\n' | b'\r') = self.peek() {
            self.at += 1;
        }
    }

    /// `"key": value` of an object that stands `depth` containers deep, itself counted.
    fn member(&mut self, depth: usize) -> Result<(Cow<'a, str>, Place), ParseError> {
        self.space();
        let key = self.key()?;
        self.space();
        self.expect(b':')?;
        self.space();
        let value = self.value(depth)?;
        let place = match &self.text[value.clone()] {
            "null" => Place::NULL,
            _ => Place::new(value),
        };
        Ok((key, place))
    }

    fn key(&mut self) -> Result<Cow<'a, str>, ParseError> {
        let start = self.at;
        self.string()?;
        let quoted = &self.text[start..self.at];
        let inner = &quoted[1..quoted.len() - 1];
        if !inner.contains('\\') {
            return Ok(inner.into());
        }
        let unescaped = serde_json::from_str::<String>(quoted).map_err(|_| invalid())?;
        Ok(unescaped.into())
    }

    /// Steps over a value that stands `depth` containers deep, and says where it was.
    fn value(&mut self, depth: usize) -> Result<Range<usize>, ParseError> {
        let start = self.at;
        let mut open: Vec<u8> = Vec::new();
        loop {
            self.space();
            match self.peek() {
                Some(bracket @ (b'{' | b'[')) => {
                    self.at += 1;
                    open.push(bracket);
                    check(Bound::JsonDepth, depth + open.len(), self.depth_limit)?;
                    self.space();
                    if !self.eat(closing(bracket)) {
                        self.name_in(bracket)?;
                        continue;
                    }
                    open.pop();
                }
                Some(b'"') => self.string()?,
                Some(b'-' | b'0'..=b'9') => self.number()?,
                _ => self.word()?,
            }
            if !self.next_member(&mut open)? {
                return Ok(start..self.at);
            }
        }
    }

    /// After a value: closes what ends here, and goes to the next member; false when the outermost has ended.
    fn next_member(&mut self, open: &mut Vec<u8>) -> Result<bool, ParseError> {
        while let Some(bracket) = open.last().copied() {
            self.space();
            if self.eat(b',') {
                self.space();
                self.name_in(bracket)?;
                return Ok(true);
            }
            self.expect(closing(bracket))?;
            open.pop();
        }
        Ok(false)
    }

    /// The name and colon before a member of an object; nothing in an array.
    fn name_in(&mut self, bracket: u8) -> Result<(), ParseError> {
        if bracket == b'{' {
            self.string()?;
            self.space();
            self.expect(b':')?;
        }
        Ok(())
    }

    fn word(&mut self) -> Result<(), ParseError> {
        let rest = &self.text[self.at..];
        let word = ["null", "true", "false"].into_iter().find(|word| rest.starts_with(word));
        self.at += word.ok_or_else(invalid)?.len();
        Ok(())
    }

    fn string(&mut self) -> Result<(), ParseError> {
        self.expect(b'"')?;
        loop {
            let byte = self.peek().ok_or_else(invalid)?;
            self.at += 1;
            match byte {
                b'"' => return Ok(()),
                b'\\' => self.escape()?,
                0..0x20 => return Err(invalid()),
                _ => {}
            }
        }
    }

    fn escape(&mut self) -> Result<(), ParseError> {
        let byte = self.peek().ok_or_else(invalid)?;
        self.at += 1;
        match byte {
            b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't' => Ok(()),
            b'u' => match self.unit()? {
                0xdc00..=0xdfff => Err(invalid()),
                // Half of a character: the other half must follow.
                0xd800..=0xdbff => {
                    self.expect(b'\\')?;
                    self.expect(b'u')?;
                    let other = self.unit()?;
                    if (0xdc00..=0xdfff).contains(&other) { Ok(()) } else { Err(invalid()) }
                }
                _ => Ok(()),
            },
            _ => Err(invalid()),
        }
    }

    /// The four digits of `\u00e9`.
    fn unit(&mut self) -> Result<u16, ParseError> {
        let digits = self.text.get(self.at..self.at + 4).ok_or_else(invalid)?;
        self.at += 4;
        if !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Err(invalid());
        }
        u16::from_str_radix(digits, 16).map_err(|_| invalid())
    }

    fn number(&mut self) -> Result<(), ParseError> {
        self.eat(b'-');
        if !self.eat(b'0') {
            self.digits()?;
        }
        if self.eat(b'.') {
            self.digits()?;
        }
        if self.eat(b'e') || self.eat(b'E') {
            let _ = self.eat(b'+') || self.eat(b'-');
            self.digits()?;
        }
        Ok(())
    }

    fn digits(&mut self) -> Result<(), ParseError> {
        let start = self.at;
        while self.peek().is_some_and(|byte| byte.is_ascii_digit()) {
            self.at += 1;
        }
        if self.at > start { Ok(()) } else { Err(invalid()) }
    }
}

fn closing(bracket: u8) -> u8 {
    if bracket == b'{' { b'}' } else { b']' }
}

fn invalid() -> ParseError {
    ParseError::Body(BodyError::Json)
}

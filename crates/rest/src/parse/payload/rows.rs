//! Rows as they came: a table of places in the body's own text, so that a value keeps its digits and nothing is
//! copied.

use super::columns::Columns;

/// The rows of a body: every row has the same columns, though a cell may be absent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rows {
    form: RowsForm,
    text: String,
    columns: Vec<String>,
    cells: Vec<Place>,
    count: usize,
}

/// What the body was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowsForm {
    /// `{"a":1}`
    JsonObject,
    /// `[{"a":1},{"a":2}]`
    JsonArray,
    /// `1`, `"a"`, `null`: JSON without rows
    JsonScalar,
    /// `1` where `columns` says what the rows' keys are
    JsonScalarForColumns,
    /// `[1]` where `columns` says what the rows' keys are
    JsonPartsForColumns,
    /// `a,b⏎1,2`
    Csv,
    /// `a=1&b=2`
    Form,
}

/// A cell of [`Rows`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cell<'a> {
    /// `columns` names it, but the object has no such key.
    Absent,
    /// JSON's `null`, CSV's `NULL`
    Null,
    /// The source text of a JSON value that isn't null.
    Json(&'a str),
    /// A field of CSV or a form, unquoted and decoded.
    Text(&'a str),
}

/// Where a cell's text is: a range of the body's bytes, or one of two ranges that no text can have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    start: u32,
    end: u32,
}

impl Place {
    /// A cell without a value.
    pub(super) const ABSENT: Self = Self { start: u32::MAX, end: 0 };
    /// A null.
    pub(super) const NULL: Self = Self { start: u32::MAX, end: 1 };

    /// A range of a text that is at most as long as a body may be.
    pub(super) fn new(range: std::ops::Range<usize>) -> Self {
        let number = |at: usize| u32::try_from(at).unwrap_or(u32::MAX - 1);
        Self { start: number(range.start), end: number(range.end) }
    }
}

impl Rows {
    /// Puts rows together; `cells` are row after row.
    pub(super) fn new(
        form: RowsForm,
        text: String,
        columns: Vec<String>,
        cells: Vec<Place>,
        count: usize,
    ) -> Self {
        debug_assert_eq!(cells.len(), columns.len() * count);
        Self { form, text, columns, cells, count }
    }

    /// The one row of a form; of fields with one name the last counts.
    pub(super) fn of_form(fields: Vec<(String, String)>) -> Self {
        let (mut text, mut columns) = (String::new(), Columns::default());
        let mut cells = Vec::new();
        for (name, value) in fields {
            let start = text.len();
            text.push_str(&value);
            let at = columns.add(name);
            cells.resize(columns.names().len(), Place::ABSENT);
            cells[at] = Place::new(start..text.len());
        }
        Self::new(RowsForm::Form, text, columns.into_names(), cells, 1)
    }

    /// What the body was.
    pub fn form(&self) -> RowsForm {
        self.form
    }

    /// The columns, in the order in which the first row (or `columns`) names them.
    pub fn columns(&self) -> &[String] {
        &self.columns
    }

    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.count
    }

    /// Whether there is no row.
    pub fn is_empty(&self) -> bool {
        self.count == 0
    }

    /// The cell of a row and a column, both counted from 0; absent where there is none.
    pub fn cell(&self, row: usize, column: usize) -> Cell<'_> {
        if column >= self.columns.len() {
            return Cell::Absent;
        }
        let place = self.cells.get(row * self.columns.len() + column).copied();
        match place.unwrap_or(Place::ABSENT) {
            Place::ABSENT => Cell::Absent,
            Place::NULL => Cell::Null,
            Place { start, end } => {
                let text = self.text.get(start as usize..end as usize).unwrap_or_default();
                if self.json().is_some() { Cell::Json(text) } else { Cell::Text(text) }
            }
        }
    }

    /// The cells of a row, in the order of the columns.
    pub fn row(&self, row: usize) -> impl Iterator<Item = Cell<'_>> {
        (0..self.columns.len()).map(move |column| self.cell(row, column))
    }

    /// The whole body, if it is JSON: what a function with one unnamed argument gets.
    pub fn json(&self) -> Option<&str> {
        match self.form {
            RowsForm::Csv | RowsForm::Form => None,
            _ => Some(&self.text),
        }
    }
}

//! Reading a column of a range: of a table, of a row at hand, of a function's rows.

use super::scope::{Frame, Read};
use super::{Done, Writing};
use crate::statement::Bind;
use catalog::{Name, Range, Type};
use db::Error;

impl Writing<'_, '_> {
    pub(super) fn column(&mut self, range: Range, name: &Name, of: &Type) -> Done {
        let Some(source) = self.scope.source(range) else {
            return Err(Error::Internal(format!("range {} of column {name} is unknown", range.0)));
        };
        match source.read.clone() {
            Read::Alias | Read::Table | Read::Common(_) => {
                self.to.numbered("r", range.0).words(".");
                self.column_name(name);
            }
            Read::Bare => self.column_name(name),
            Read::Bound(frame) => return self.bound(range, frame, name),
            Read::Elements { columns, ordinality } => {
                self.element(range, name, of, (&columns, ordinality))?;
            }
        }
        Ok(())
    }

    /// A cell of the row at hand.
    fn bound(&mut self, range: Range, frame: Frame, name: &Name) -> Done {
        let Some(position) = self.scope.position(range, name) else {
            return Err(Error::Internal(format!("the row at hand has no column {name}")));
        };
        self.bind(match frame {
            Frame::Row => Bind::Row(position),
            Frame::Existing => Bind::Existing(position),
        })
    }

    /// A cell of a function's row, which is JSON: the value itself, or an array where there are several columns.
    fn element(
        &mut self,
        range: Range,
        name: &Name,
        of: &Type,
        (columns, ordinality): (&[Name], bool),
    ) -> Done {
        let Some(at) = columns.iter().position(|column| column == name) else {
            return Err(Error::Internal(format!("a function has no column {name}")));
        };
        if ordinality && at + 1 == columns.len() {
            self.to.words("(").numbered("r", range.0).words(".key + 1)");
            return Ok(());
        }
        let form = Form::of(of);
        self.to.words(form.before());
        if columns.len() - usize::from(ordinality) == 1 {
            self.to.numbered("r", range.0).words(".value");
        } else {
            self.to.words("(").numbered("r", range.0).words(".value ->> ");
            self.to.integer(at as i64).words(")");
        }
        self.to.words(form.after());
        Ok(())
    }
}

/// What a value's form is called inside of JSON, where there are only texts and integers.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Form {
    /// As it is.
    Plain,
    /// Digits in a text, since JSON in SQLite may round them.
    Float,
    /// Hexadecimal digits.
    Bytes,
}

impl Form {
    fn of(of: &Type) -> Self {
        use value::Scalar::{Bytea, Float4, Float8, Uuid};
        match of.scalar() {
            Some(Float4 | Float8) => Self::Float,
            Some(Uuid | Bytea) => Self::Bytes,
            _ => Self::Plain,
        }
    }

    const fn before(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Float => "pg_float(",
            Self::Bytes => "unhex(",
        }
    }

    const fn after(self) -> &'static str {
        match self {
            Self::Plain => "",
            Self::Float | Self::Bytes => ")",
        }
    }
}

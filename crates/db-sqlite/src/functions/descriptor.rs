//! Types as a constant text inside a statement: compiled into it as the first argument of functions whose
//! meaning depends on types, and read by them once for a statement.
//!
//! `numeric -> int4`, `[text] int4 -> text`, `"id" int8 "name" character(3)`,
//! `enum "public" "mood" {"sad" "happy"}`.

use std::fmt::Write;
use std::sync::Arc;
use value::{Composite, Domain, Enum, Field, Modifier, Name, QualifiedName, Scalar, Type};

mod read;

pub(crate) use read::Reader;

/// Writes the parts of a descriptor.
#[derive(Default)]
pub(crate) struct Descriptor(String);

impl Descriptor {
    /// The descriptor of one type.
    pub(crate) fn of(of: &Type) -> String {
        Self::default().with(of, Modifier::None).0
    }

    /// The types of a call's arguments and of its result.
    pub(crate) fn call<'a>(
        arguments: impl IntoIterator<Item = &'a Type>,
        returns: &Type,
    ) -> String {
        arguments
            .into_iter()
            .fold(Self::default(), |to, of| to.with(of, Modifier::None))
            .to(returns)
    }

    /// A cast: an explicit one ends in `!`.
    pub(crate) fn cast(from: &Type, to: &Type, modifier: Modifier, explicit: bool) -> String {
        let mut descriptor = Self::default().with(from, Modifier::None);
        descriptor.word("->");
        let mut descriptor = descriptor.with(to, modifier);
        if explicit {
            descriptor.word("!");
        }
        descriptor.0
    }

    /// Names and types of columns.
    pub(crate) fn columns<'a>(fields: impl IntoIterator<Item = &'a Field>) -> String {
        let mut descriptor = Self::default();
        fields.into_iter().for_each(|field| descriptor.field(field));
        descriptor.0
    }

    /// The same with one more type.
    #[must_use]
    pub(crate) fn with(mut self, of: &Type, modifier: Modifier) -> Self {
        self.of_type(of);
        self.modifier(modifier);
        self
    }

    /// The text, with the type of a result.
    pub(crate) fn to(mut self, returns: &Type) -> String {
        self.word("->");
        self.of_type(returns);
        self.0
    }

    fn of_type(&mut self, of: &Type) {
        match of {
            Type::Scalar(scalar) => self.word(scalar_word(*scalar)),
            Type::Array(element) => {
                self.word("[");
                self.of_type(element);
                self.0.push(']');
            }
            Type::Enum(of) => {
                self.word("enum");
                self.qualified(&of.name);
                self.word("{");
                of.labels.iter().for_each(|label| self.name(label));
                self.0.push('}');
            }
            Type::Domain(of) => {
                self.word("domain");
                self.qualified(&of.name);
                self.of_type(&of.base);
                self.modifier(of.modifier);
            }
            Type::Composite(of) => {
                self.word("row");
                self.qualified(&of.name);
                self.word("{");
                of.fields.iter().for_each(|field| self.field(field));
                self.0.push('}');
            }
        }
    }

    fn field(&mut self, field: &Field) {
        self.name(&field.name);
        self.of_type(&field.of);
        self.modifier(field.modifier);
    }

    fn modifier(&mut self, modifier: Modifier) {
        let _ = match modifier {
            Modifier::None => Ok(()),
            Modifier::Length(length) => write!(self.0, "({length})"),
            Modifier::Precision(precision, scale) => write!(self.0, "({precision},{scale})"),
            Modifier::Fraction(digits) => write!(self.0, "(.{digits})"),
        };
    }

    fn qualified(&mut self, name: &QualifiedName) {
        self.name(&name.schema);
        self.name(&name.name);
    }

    fn name(&mut self, name: &Name) {
        self.word("\"");
        for letter in name.chars() {
            if letter == '"' {
                self.0.push(letter);
            }
            self.0.push(letter);
        }
        self.0.push('"');
    }

    fn word(&mut self, word: &str) {
        if !self.0.is_empty() && !self.0.ends_with(['[', '{']) {
            self.0.push(' ');
        }
        self.0.push_str(word);
    }
}

/// One word for a built-in type: PostgreSQL's name where that is one word.
pub(super) const fn scalar_word(scalar: Scalar) -> &'static str {
    match scalar {
        Scalar::Bool => "bool",
        Scalar::Int2 => "int2",
        Scalar::Int4 => "int4",
        Scalar::Int8 => "int8",
        Scalar::Float4 => "float4",
        Scalar::Float8 => "float8",
        Scalar::Varchar => "varchar",
        Scalar::Char => "char",
        Scalar::Time => "time",
        Scalar::Timestamp => "timestamp",
        Scalar::Timestamptz => "timestamptz",
        other => other.name(),
    }
}

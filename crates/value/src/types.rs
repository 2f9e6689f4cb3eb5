//! PostgreSQL's types, without their modifiers, and the names that everything in a schema goes by.

use std::borrow::Borrow;
use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

use crate::RangeOf;

/// An identifier as the catalog holds it: case folded where it was not quoted, cheap to clone.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Name(Arc<str>);

impl Name {
    /// The identifier's text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Deref for Name {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl Borrow<str> for Name {
    fn borrow(&self) -> &str {
        &self.0
    }
}

impl From<&str> for Name {
    fn from(text: &str) -> Self {
        Self(text.into())
    }
}

impl From<String> for Name {
    fn from(text: String) -> Self {
        Self(text.into())
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&*self.0, f)
    }
}

/// `schema.name`.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct QualifiedName {
    /// The schema.
    pub schema: Name,
    /// The name in it.
    pub name: Name,
}

impl QualifiedName {
    /// `schema.name`.
    pub fn new(schema: impl Into<Name>, name: impl Into<Name>) -> Self {
        Self { schema: schema.into(), name: name.into() }
    }
}

impl fmt::Display for QualifiedName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.schema, self.name)
    }
}

impl fmt::Debug for QualifiedName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{self}")
    }
}

/// A type without its modifier. Types of a schema carry what is needed to read and print their values.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Type {
    /// A built-in type.
    Scalar(Scalar),
    /// `create type … as enum`.
    Enum(Arc<Enum>),
    /// `create domain`: its own name, its base type's values.
    Domain(Arc<Domain>),
    /// `create type … as (…)`, or a relation's row.
    Composite(Arc<Composite>),
    /// An array of any number of dimensions, as in PostgreSQL. Never of an array.
    Array(Arc<Type>),
}

/// The built-in types.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scalar {
    /// A literal whose type is not decided yet, `'a'`.
    Unknown,
    /// What a function without a result returns.
    Void,
    /// An anonymous row.
    Record,
    /// `bool`
    Bool,
    /// `smallint`
    Int2,
    /// `integer`
    Int4,
    /// `bigint`
    Int8,
    /// `oid`
    Oid,
    /// `real`
    Float4,
    /// `double precision`
    Float8,
    /// `numeric`
    Numeric,
    /// `text`
    Text,
    /// `character varying`
    Varchar,
    /// `character`, blanks at its end don't count
    Char,
    /// `name`
    Name,
    /// `citext`, compared without regard to case
    Citext,
    /// `uuid`
    Uuid,
    /// `date`
    Date,
    /// `time without time zone`
    Time,
    /// `timestamp without time zone`
    Timestamp,
    /// `timestamp with time zone`
    Timestamptz,
    /// `interval`
    Interval,
    /// `json`
    Json,
    /// `jsonb`
    Jsonb,
    /// `bytea`
    Bytea,
    /// `inet`
    Inet,
    /// `cidr`
    Cidr,
    /// `macaddr`
    Macaddr,
    /// `tsvector`: lexemes and where they stand
    Tsvector,
    /// `tsquery`
    Tsquery,
    /// `regconfig`: the name of a text search configuration
    Regconfig,
    /// `jsonpath`
    Jsonpath,
    /// `int4range` and the like
    Range(RangeOf),
    /// `int4multirange` and the like
    Multirange(RangeOf),
}

/// An enum type: its labels in the order of their declaration, which is their order.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Enum {
    /// The type's name.
    pub name: QualifiedName,
    /// The labels; a value's form is its position here.
    pub labels: Vec<Name>,
}

/// A domain: another name for a base type (never itself a domain). Its checks are in the catalog.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Domain {
    /// The type's name.
    pub name: QualifiedName,
    /// What its values are.
    pub base: Type,
    /// `varchar(3)`: the modifier of the base.
    pub modifier: Modifier,
}

/// A composite type.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Composite {
    /// The type's name, or the relation's.
    pub name: QualifiedName,
    /// Its fields in order.
    pub fields: Vec<Field>,
}

/// A field of a composite type.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Field {
    /// The field's name.
    pub name: Name,
    /// The field's type.
    pub of: Type,
    /// The modifier of its type.
    pub modifier: Modifier,
}

/// What stands in brackets behind a type.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Modifier {
    /// Nothing.
    #[default]
    None,
    /// `varchar(n)`, `char(n)`: characters.
    Length(u32),
    /// `numeric(precision, scale)`; the scale may be negative.
    Precision(u16, i16),
    /// `timestamp(p)`, `timestamptz(p)`, `time(p)`, `interval(p)`: digits of a second, 0 to 6.
    Fraction(u8),
}

impl Scalar {
    /// Every built-in type, those that no column has first.
    pub const ALL: &[Self] = &[
        Self::Unknown,
        Self::Void,
        Self::Record,
        Self::Bool,
        Self::Int2,
        Self::Int4,
        Self::Int8,
        Self::Oid,
        Self::Float4,
        Self::Float8,
        Self::Numeric,
        Self::Text,
        Self::Varchar,
        Self::Char,
        Self::Name,
        Self::Citext,
        Self::Uuid,
        Self::Date,
        Self::Time,
        Self::Timestamp,
        Self::Timestamptz,
        Self::Interval,
        Self::Json,
        Self::Jsonb,
        Self::Bytea,
        Self::Inet,
        Self::Cidr,
        Self::Macaddr,
        Self::Jsonpath,
        Self::Tsvector,
        Self::Tsquery,
        Self::Regconfig,
        Self::Range(RangeOf::Int4),
        Self::Multirange(RangeOf::Int4),
        Self::Range(RangeOf::Int8),
        Self::Multirange(RangeOf::Int8),
        Self::Range(RangeOf::Numeric),
        Self::Multirange(RangeOf::Numeric),
        Self::Range(RangeOf::Date),
        Self::Multirange(RangeOf::Date),
        Self::Range(RangeOf::Timestamp),
        Self::Multirange(RangeOf::Timestamp),
        Self::Range(RangeOf::Timestamptz),
        Self::Multirange(RangeOf::Timestamptz),
    ];

    /// PostgreSQL's own name of the type, as `format_type` prints it without a modifier.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Unknown => "unknown",
            Self::Void => "void",
            Self::Record => "record",
            Self::Bool => "boolean",
            Self::Int2 => "smallint",
            Self::Int4 => "integer",
            Self::Int8 => "bigint",
            Self::Oid => "oid",
            Self::Float4 => "real",
            Self::Float8 => "double precision",
            Self::Numeric => "numeric",
            Self::Text => "text",
            Self::Varchar => "character varying",
            Self::Char => "character",
            Self::Name => "name",
            Self::Citext => "citext",
            Self::Uuid => "uuid",
            Self::Date => "date",
            Self::Time => "time without time zone",
            Self::Timestamp => "timestamp without time zone",
            Self::Timestamptz => "timestamp with time zone",
            Self::Interval => "interval",
            Self::Json => "json",
            Self::Jsonb => "jsonb",
            Self::Bytea => "bytea",
            Self::Inet => "inet",
            Self::Cidr => "cidr",
            Self::Macaddr => "macaddr",
            Self::Tsvector => "tsvector",
            Self::Tsquery => "tsquery",
            Self::Regconfig => "regconfig",
            Self::Jsonpath => "jsonpath",
            Self::Range(of) => of.range_name(),
            Self::Multirange(of) => of.multirange_name(),
        }
    }

    /// What a range's or a multirange's bounds are.
    pub const fn range_of(self) -> Option<RangeOf> {
        match self {
            Self::Range(of) | Self::Multirange(of) => Some(of),
            _ => None,
        }
    }

    /// The type as a [`Type`].
    pub const fn of(self) -> Type {
        Type::Scalar(self)
    }
}

impl Type {
    /// `text`, the type most often named.
    pub const TEXT: Self = Self::Scalar(Scalar::Text);
    /// `boolean`
    pub const BOOL: Self = Self::Scalar(Scalar::Bool);
    /// A literal whose type is not decided yet.
    pub const UNKNOWN: Self = Self::Scalar(Scalar::Unknown);

    /// An array of this type.
    #[must_use]
    pub fn array(self) -> Self {
        Self::Array(Arc::new(self))
    }

    /// The built-in type, if it is one; a domain's is its base's.
    pub fn scalar(&self) -> Option<Scalar> {
        match self.base() {
            Self::Scalar(scalar) => Some(*scalar),
            _ => None,
        }
    }

    /// The type whose values these are: a domain's base, else itself.
    pub fn base(&self) -> &Self {
        match self {
            Self::Domain(domain) => &domain.base,
            _ => self,
        }
    }

    /// The element type of an array (or of a domain over one).
    pub fn element(&self) -> Option<&Self> {
        match self.base() {
            Self::Array(element) => Some(element),
            _ => None,
        }
    }
}

/// As PostgreSQL's `format_type` prints it; names outside `public` and `pg_catalog` keep their schema.
impl fmt::Display for Type {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let named = |f: &mut fmt::Formatter<'_>, name: &QualifiedName| match name.schema.as_str() {
            "public" => write!(f, "{}", name.name),
            _ => write!(f, "{name}"),
        };
        match self {
            Self::Scalar(scalar) => f.write_str(scalar.name()),
            Self::Enum(of) => named(f, &of.name),
            Self::Domain(of) => named(f, &of.name),
            Self::Composite(of) => named(f, &of.name),
            Self::Array(element) => write!(f, "{element}[]"),
        }
    }
}

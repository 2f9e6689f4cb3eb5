//! PostgreSQL's values as plain data: their types, the one canonical form that each type has here, and the
//! pure functions between text, JSON, order and that form.
//!
//! A [`Value`] does not know its type; whoever holds one holds its [`Type`] as well. Each type has exactly
//! one canonical form, and that form is also how the value is stored on SQLite and how a database hands a
//! cell to a protocol, so that most values cross the house untouched:
//!
//! | type | form | notes |
//! |---|---|---|
//! | `bool` | `Int` 0 or 1 | |
//! | `int2 int4 int8`, `oid` | `Int` | |
//! | `float4 float8` | `Float` | NaN is [`Value::Float`] NaN in memory; stores that can't hold it refuse it |
//! | `numeric` | `Text`, as PostgreSQL prints it | `10.30`, `NaN`, `Infinity`; scale is kept, order is numeric |
//! | `text varchar name` | `Text` | no NUL |
//! | `char(n)` | `Text` without trailing blanks | padded only when printed |
//! | `citext` | `Text` as given | compared in lower case |
//! | `uuid` | `Bytes`, 16 | |
//! | `date` | `Int`, days since 1970-01-01 | `i64::MAX`/`MIN` are the infinities |
//! | `time` | `Int`, microseconds since midnight | |
//! | `timestamp timestamptz` | `Int`, microseconds since 1970-01-01 (UTC) | infinities as for `date` |
//! | `interval` | `Text`, as PostgreSQL prints it | order by estimated length |
//! | `json` | `Text`, as given | |
//! | `jsonb` | `Text`, as PostgreSQL prints it | |
//! | `bytea` | `Bytes` | |
//! | `inet cidr macaddr` | `Text`, as PostgreSQL prints it | |
//! | `jsonpath` | `Text`, as PostgreSQL prints it | it has no order |
//! | ranges, multiranges | `Text`, as PostgreSQL prints it (`[1,5)`, `{[1,3),[5,7)}`) | those of whole things are `[lower,upper)` |
//! | `tsvector tsquery` | `Text`, as PostgreSQL prints it (`'cat':3A,5 'dog':7`) | |
//! | `regconfig` | `Text`, the name | |
//! | enum | `Int`, the label's position from 0 | |
//! | arrays | `Text`, as PostgreSQL prints them (`{a,"b c",NULL}`) | enum elements are labels there |
//! | composites | `Text`, as PostgreSQL prints them (`(a,"b c",)`) | |
//!
//! A timestamp counts from 1970 where PostgreSQL counts from 2000, so the last thirty years that PostgreSQL
//! has, from the year 294247, are out of range here.
//!
//! No IO, no clock, no randomness: what depends on the moment is handed in.
#![forbid(unsafe_code)]

pub mod array;
mod bytes;
mod cast;
mod compare;
pub mod composite;
pub mod datetime;
mod error;
mod fit;
mod float;
mod integer;
pub mod interval;
pub mod json;
pub mod jsonpath;
mod moment;
pub mod network;
pub mod numeric;
pub mod range;
mod read;
mod read_json;
mod sink;
mod spaces;
pub mod text_search;
mod typed;
mod types;
mod value;
mod value_ref;
mod write;
mod write_json;

#[cfg(test)]
mod bounds_tests;
#[cfg(test)]
mod interface_tests;
#[cfg(test)]
mod tests;

pub use cast::{Context, cast, cast_context};
pub use compare::{compare, compare_ref};
pub use error::ValueError;
pub use fit::fit;
pub use json::write_json_string;
pub use moment::Moment;
pub use range::{Bound, Multirange, Range, RangeOf};
pub use read::{read, read_output};
pub use read_json::read_json;
pub use sink::Sink;
pub use typed::{array_of, array_shaped, array_values, row_of, row_values};
pub use types::{Composite, Domain, Enum, Field, Modifier, Name, QualifiedName, Scalar, Type};
pub use value::Value;
pub use value_ref::ValueRef;
pub use write::{write, write_output, write_output_cell};
pub use write_json::{write_json, write_json_cell, write_json_ref};

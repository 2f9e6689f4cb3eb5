//! The schema as data, and the relational algebra that views, policies, defaults and requests are made of.
//!
//! A [`Catalog`] is an immutable picture of a database's schema: relations, columns, types, keys, policies,
//! privileges. It is made by reading SQL or by introspecting a database, never changed in place, and swapped
//! whole. Beside it stands the one expression language of the house: [`Expression`], fully typed, and the
//! relational tree [`Query`] over it. Neither knows which database will run it, nor HTTP.
//!
//! Every column reference names the [`Range`] it reads (the table entry of a `from`), and a range's number is
//! used once in a whole statement, so that trees can be put into each other without capturing names.
//!
//! No IO, no async, no serde.
#![forbid(unsafe_code)]

pub mod build;
pub mod change;
pub mod expression;
pub mod frame;
pub mod partition;
pub mod privilege;
pub mod query;
pub mod relation;
pub mod relationship;
pub mod rename;
pub mod routine;
pub mod schema;
pub mod updatable;
pub mod walk;

pub use build::BuildError;
pub use builtin::{Aggregate, Builtin, SetReturning};
pub use change::Change;
pub use expression::{Comparison, Expression, Infix, Session, Test, Windowed};
pub use frame::{Exclude, Frame, FrameBound, FrameUnits};
pub use partition::{Partition, PartitionBound, PartitionStrategy, Partitioning, RangeBound};
pub use privilege::{Grant, Privilege, Privileges};
pub use query::{
    Assigned, Assignment, Body, CheckedAs, Conflict, ConflictAction, ConflictIndex, Delete,
    Distinct, From, Insert, JoinKind, Limited, Output, Overriding, Query, Range, Ranges, Select,
    SetOperator, Sort, SortBy, Source, Statement, Update, With, WithBody,
};
pub use relation::{
    Check, CheckOption, Column, Command, Deferral, ForeignKey, Generation, Identity, Index,
    IndexMethod, IndexPart, Match, Policy, ReferentialAction, Relation, RelationKind, RowSecurity,
    Unique, View,
};
pub use relationship::{Cardinality, Junction, Relationship, Relationships};
pub use routine::{Parameter, ParameterMode, Returns, Routine, RoutineId, Volatility};
pub use schema::{
    Catalog, Commented, DefaultPrivileges, DefaultsOn, DomainDefinition, Publication, Role, Schema,
    UserType,
};
pub use value::{
    Composite, Domain, Enum, Field, Modifier, Name, QualifiedName, Scalar, Type, Value,
};

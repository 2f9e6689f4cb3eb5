//! Why a statement may not run.

use value::QualifiedName;

/// Why a statement may not run. The codes and words are PostgreSQL's.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Denied {
    /// The role has no such privilege on a relation (42501).
    #[error("permission denied for {kind} {}", relation.name)]
    Relation {
        /// Which relation.
        relation: QualifiedName,
        /// `table`, `view` or `materialized view`.
        kind: &'static str,
    },
    /// The role may not use a schema (42501).
    #[error("permission denied for schema {schema}")]
    Schema {
        /// Which schema.
        schema: String,
    },
    /// The relation is closed because nothing says who may see which rows (42501, with a hint).
    #[error("permission denied for {kind} {}", relation.name)]
    Closed {
        /// Which relation.
        relation: QualifiedName,
        /// `table`, `view` or `materialized view`.
        kind: &'static str,
        /// What to write in the project to open it.
        hint: String,
    },
    /// A relation's policies read, through others, the relation itself (42P17).
    #[error("infinite recursion detected in policy for relation \"{}\"", relation.name)]
    Recursion {
        /// Which relation.
        relation: QualifiedName,
    },
    /// Views lead to themselves or are nested without end (42P17).
    #[error("infinite recursion detected in rules for relation \"{}\"", relation.name)]
    ViewRecursion {
        /// Which relation.
        relation: QualifiedName,
    },
    /// A relation that is not there (42P01).
    #[error("relation \"{relation}\" does not exist")]
    Unknown {
        /// Which relation.
        relation: QualifiedName,
    },
    /// A view can't be written (55000).
    #[error("cannot {verb} view \"{}\"", relation.name)]
    NotWritable {
        /// Which view.
        relation: QualifiedName,
        /// `insert into`, `update`, `delete from`.
        verb: &'static str,
    },
}

impl Denied {
    /// SQLSTATE.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Relation { .. } | Self::Schema { .. } | Self::Closed { .. } => "42501",
            Self::Recursion { .. } | Self::ViewRecursion { .. } => "42P17",
            Self::Unknown { .. } => "42P01",
            Self::NotWritable { .. } => "55000",
        }
    }

    /// What to do about it.
    pub fn hint(&self) -> Option<&str> {
        match self {
            Self::Closed { hint, .. } => Some(hint),
            _ => None,
        }
    }
}

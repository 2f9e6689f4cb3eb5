//! Why a statement may not run.

use catalog::{Routine, RoutineId};
use value::{Name, QualifiedName};

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
    #[error("cannot {} view \"{}\"", verb.verb(), relation.name)]
    NotWritable {
        /// Which view.
        relation: QualifiedName,
        /// How it was to be written.
        verb: Verb,
        /// Why not.
        detail: &'static str,
    },
    /// A column of a view can't be written (0A000).
    #[error("cannot {} column \"{column}\" of view \"{}\"", verb.verb(), relation.name)]
    Column {
        /// Of which view.
        relation: QualifiedName,
        /// Which column.
        column: Name,
        /// How it was to be written.
        verb: Verb,
        /// Why not.
        detail: &'static str,
    },
    /// Two columns of a view are the same column below (42601).
    #[error("multiple assignments to same column \"{column}\"")]
    Twice {
        /// Which column.
        column: Name,
    },
    /// A materialized view only changes when it is refreshed (42809).
    #[error("cannot change materialized view \"{}\"", relation.name)]
    Materialized {
        /// Which view.
        relation: QualifiedName,
    },
    /// A materialized view was made, or refreshed, without data (55000).
    #[error("materialized view \"{}\" has not been populated", relation.name)]
    NotPopulated {
        /// Which view.
        relation: QualifiedName,
    },
    /// A view's column that decides about a conflict is no column of a key (42P10).
    #[error("there is no unique or exclusion constraint matching the ON CONFLICT specification")]
    NoArbiter,
    /// Only the table itself gives a column its values (428C9).
    #[error("column \"{column}\" can only be updated to DEFAULT")]
    OwnValue {
        /// Which column.
        column: Name,
        /// Why.
        detail: String,
    },
    /// The role may not call a routine (42501).
    #[error("permission denied for function {}", routine.name)]
    Routine {
        /// Which routine.
        routine: QualifiedName,
    },
    /// A routine that is not there (42883).
    #[error("function {}({}) does not exist", routine.name.name, shown(&routine.arguments))]
    UnknownRoutine {
        /// Which routine.
        routine: RoutineId,
    },
    /// Routines call each other without end (54001).
    #[error("stack depth limit exceeded")]
    Depth {
        /// Where it was noticed.
        routine: QualifiedName,
    },
    /// Something is written where nothing may be (25006).
    #[error("cannot execute {command} in a read-only transaction")]
    ReadOnly {
        /// `INSERT`, `UPDATE`, `DELETE`.
        command: &'static str,
    },
    /// A call that can't be done where it stands (0A000).
    #[error("{message}")]
    Call {
        /// What can't be done.
        message: String,
        /// What can.
        hint: String,
    },
}

fn shown(types: &[Name]) -> String {
    types.iter().map(Name::as_str).collect::<Vec<_>>().join(", ")
}

/// How a view was to be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// `insert`
    Insert,
    /// `update`
    Update,
    /// `delete`
    Delete,
}

impl Verb {
    const fn verb(self) -> &'static str {
        match self {
            Self::Insert => "insert into",
            Self::Update => "update",
            Self::Delete => "delete from",
        }
    }

    const fn hint(self) -> &'static str {
        match self {
            Self::Insert => {
                "To enable inserting into the view, provide an INSTEAD OF INSERT trigger or an unconditional ON \
                 INSERT DO INSTEAD rule."
            }
            Self::Update => {
                "To enable updating the view, provide an INSTEAD OF UPDATE trigger or an unconditional ON UPDATE \
                 DO INSTEAD rule."
            }
            Self::Delete => {
                "To enable deleting from the view, provide an INSTEAD OF DELETE trigger or an unconditional ON \
                 DELETE DO INSTEAD rule."
            }
        }
    }
}

impl Denied {
    /// A routine that writes, called where it would run again and again.
    pub(crate) fn writes_rows(routine: &Routine) -> Self {
        let name = &routine.name;
        Self::Call {
            message: format!(
                "function {name} writes rows or has several statements, and is called within a query"
            ),
            hint: format!("Call it alone: 'select {name}(…)' or 'select * from {name}(…)'."),
        }
    }

    /// A domain's check that asks tables.
    pub(crate) fn asks_tables() -> Self {
        Self::Call {
            message: "the check of a domain calls a function that asks tables".to_owned(),
            hint: "Ask in a check of the table, or in a policy.".to_owned(),
        }
    }

    /// A routine that gives a set, called where one value is wanted.
    pub(crate) fn set_in_expression(routine: &Routine) -> Self {
        let name = &routine.name;
        Self::Call {
            message: format!(
                "function {name} gives a set, and is called where one value is wanted"
            ),
            hint: format!("Call it in the from: 'select … from {name}(…)'."),
        }
    }

    /// A volatile routine of which each row would get the same.
    pub(crate) fn volatile_for_each_row(routine: &RoutineId) -> Self {
        let name = &routine.name;
        Self::Call {
            message: format!(
                "function {name} gives something else each time, and can't be called for each row"
            ),
            hint: format!(
                "Call it once: 'select {name}(…)', or make its body an expression without from."
            ),
        }
    }

    /// An aggregate that would be evaluated inside of a routine's query.
    pub(crate) fn aggregate_in_call(routine: &Routine) -> Self {
        let name = &routine.name;
        Self::Call {
            message: format!("function {name} is called with an aggregate or a window function"),
            hint: "Aggregate in a subquery, and call it around that.".to_owned(),
        }
    }

    /// SQLSTATE.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Relation { .. }
            | Self::Schema { .. }
            | Self::Closed { .. }
            | Self::Routine { .. } => "42501",
            Self::UnknownRoutine { .. } => "42883",
            Self::Depth { .. } => "54001",
            Self::ReadOnly { .. } => "25006",
            Self::Recursion { .. } | Self::ViewRecursion { .. } => "42P17",
            Self::Unknown { .. } => "42P01",
            Self::NotWritable { .. } | Self::NotPopulated { .. } => "55000",
            Self::Column { .. } | Self::Call { .. } => "0A000",
            Self::Twice { .. } => "42601",
            Self::Materialized { .. } => "42809",
            Self::NoArbiter => "42P10",
            Self::OwnValue { .. } => "428C9",
        }
    }

    /// What to do about it.
    pub fn hint(&self) -> Option<&str> {
        match self {
            Self::Closed { hint, .. } | Self::Call { hint, .. } => Some(hint),
            Self::Depth { .. } => {
                Some("A function may not lead to itself, be it through others or through policies.")
            }
            Self::NotWritable { verb, .. } => Some(verb.hint()),
            Self::NotPopulated { .. } => Some("Use the REFRESH MATERIALIZED VIEW command."),
            _ => None,
        }
    }

    /// Why, where PostgreSQL says more.
    pub fn detail(&self) -> Option<&str> {
        match self {
            Self::NotWritable { detail, .. } | Self::Column { detail, .. } => Some(detail),
            Self::OwnValue { detail, .. } => Some(detail),
            _ => None,
        }
    }
}

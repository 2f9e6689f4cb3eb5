//! What an answer becomes, decided before it is there, so that writing it needs neither the request nor the catalog.

use super::call::Shape;
use value::Name;

/// What an answer becomes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ResponsePlan {
    /// What was done.
    pub outcome: Outcome,
    /// What is shown of the first step's rows; nothing for a write that returns nothing.
    pub shown: Option<Shown>,
    /// `Content-Profile`: the schema, where several are served.
    pub profile: Option<Name>,
    /// `Preference-Applied`
    pub applied: Option<String>,
    /// In which time zone moments are shown; UTC without.
    pub time_zone: Option<String>,
    /// `Warning`: what of the request will not be understood one day.
    pub warning: Option<String>,
}

/// What was done; it decides about the status and the headers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// Rows were read.
    Read {
        /// `HEAD`: the answer has no body.
        head: bool,
        /// How many rows were left out first.
        offset: u64,
        /// How many rows were wanted at most.
        limit: Option<u64>,
        /// Where the number of all rows comes from.
        total: Total,
        /// `Content-Location`
        location: String,
    },
    /// Rows were inserted.
    Insert {
        /// Rows that are there already were to be changed.
        merges: bool,
        /// Some were, if they were there: the answer tells new ones from those.
        updates: bool,
        /// The number of rows is told.
        counted: bool,
        /// `Location`: the relation, where the first step's rows are the key of what was inserted.
        located: Option<Name>,
    },
    /// One row was inserted or replaced by `PUT`.
    Upsert,
    /// Rows were changed.
    Update {
        /// The number of rows is told.
        counted: bool,
    },
    /// A function was called.
    Call(Called),
    /// Rows were removed.
    Delete {
        /// The number of rows is told.
        counted: bool,
    },
}

/// What of a call decides about the answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Called {
    /// `HEAD`: the answer has no body.
    pub head: bool,
    /// How many rows were left out first.
    pub offset: u64,
    /// Where the number of all rows comes from.
    pub total: Total,
    /// How the result is shown.
    pub shape: Shape,
    /// `Content-Type` of a body that the function made itself.
    pub raw: Option<String>,
    /// The most rows that it may give.
    pub most: Option<u64>,
}

/// Where the number of all rows comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Total {
    /// Nobody asked.
    Unasked,
    /// All rows were read.
    Rows,
    /// The second step counted them.
    Counted,
}

/// How rows are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shown {
    /// In which form.
    pub format: Format,
    /// The rows have a column only because a query must have one; it is not shown.
    pub nothing: bool,
}

/// The forms of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// An array of objects.
    Json,
    /// An array of objects without the members that are null.
    JsonWithoutNulls,
    /// One object.
    Object,
    /// One object without the members that are null.
    ObjectWithoutNulls,
    /// Lines of fields.
    Csv,
}

impl Format {
    /// The value of `Content-Type`.
    pub const fn content_type(self) -> &'static str {
        match self {
            Self::Json => "application/json; charset=utf-8",
            Self::JsonWithoutNulls => {
                "application/vnd.pgrst.array+json;nulls=stripped; charset=utf-8"
            }
            Self::Object => "application/vnd.pgrst.object+json; charset=utf-8",
            Self::ObjectWithoutNulls => {
                "application/vnd.pgrst.object+json;nulls=stripped; charset=utf-8"
            }
            Self::Csv => "text/csv; charset=utf-8",
        }
    }

    /// Whether there must be exactly one row.
    pub const fn is_one(self) -> bool {
        matches!(self, Self::Object | Self::ObjectWithoutNulls)
    }

    /// Whether members that are null are left out.
    pub const fn strips_nulls(self) -> bool {
        matches!(self, Self::JsonWithoutNulls | Self::ObjectWithoutNulls)
    }
}

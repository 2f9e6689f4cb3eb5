//! What was asked: the type that parsing gives, and the last step that makes it from the parts of a request.

use bytes::Bytes;
use http::request::Parts;

use super::parameters::Parameters;
use super::payload::{self, Rows};
use super::target::{Mutation, Target};
use super::{Conditions, Limits, MediaType, OnceKey, ParseError, Preferences, Query};

/// A request, understood as far as that goes without a database.
#[derive(Clone, Debug, PartialEq)]
pub struct RestRequest {
    /// What to do, and on what.
    pub action: Action,
    /// The schema that `Accept-Profile` (or `Content-Profile`, for what writes) names; whether it is exposed is
    /// the planner's question.
    pub schema: Option<String>,
    /// What `Prefer` asks for.
    pub preferences: Preferences,
    /// The media types of `Accept`, the most wanted first; `*/*` alone when the header is missing.
    pub accept: Vec<MediaType>,
    /// What `If-Match` and `If-None-Match` ask for.
    pub conditions: Conditions,
    /// `Idempotency-Key`: by what it is known when it is sent again.
    pub once: Option<OnceKey>,
}

/// What to do, with all that belongs to it and nothing else.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// `GET /` and `HEAD /`: the description of the API.
    Inspect {
        /// `HEAD`: the answer has no body.
        head: bool,
    },
    /// `OPTIONS /`
    InspectOptions,
    /// `GET /films?select=title&year=gt.2000` and `HEAD` of it.
    Read {
        /// The table or view that the path names.
        relation: String,
        /// What to select, filter, order and page.
        query: Query,
        /// `HEAD`: the answer has no body.
        head: bool,
    },
    /// `OPTIONS /films`
    RelationOptions {
        /// The table or view that the path names.
        relation: String,
    },
    /// `POST /films`
    Insert {
        /// Where to and what.
        write: Write,
        /// `?on_conflict=a,b`: the columns of the unique key that decides what a duplicate is.
        on_conflict: Option<Vec<String>>,
    },
    /// `PUT /films?id=eq.1`: insert the one row that the filters name, or replace it.
    Upsert(Write),
    /// `PATCH /films?id=eq.1`
    Update(Write),
    /// `DELETE /films?id=eq.1`
    Delete {
        /// The table or view that the path names.
        relation: String,
        /// Which rows, and what to return of them.
        query: Query,
    },
    /// `GET`, `HEAD` and `POST /rpc/add`
    Call {
        /// The function that the path names.
        function: String,
        /// What it is called with.
        arguments: Arguments,
        /// What to select, filter, order and page of its result.
        query: Query,
    },
    /// `OPTIONS /rpc/add?a=1`
    FunctionOptions {
        /// The function that the path names.
        function: String,
        /// The arguments that choose between overloads.
        arguments: Vec<(String, String)>,
    },
}

/// A write that carries rows.
#[derive(Clone, Debug, PartialEq)]
pub struct Write {
    /// The table or view that the path names.
    pub relation: String,
    /// The rows of the body.
    pub rows: Rows,
    /// Which rows (for an update or upsert), and what to return of them.
    pub query: Query,
}

/// What a function is called with; each kind finds its overload in its own way.
#[derive(Clone, Debug, PartialEq)]
pub enum Arguments {
    /// `GET /rpc/add?a=1&b=2`, in the order given; a name may repeat, for a variadic parameter.
    Query {
        /// Names and values.
        arguments: Vec<(String, String)>,
        /// `HEAD`: the answer has no body.
        head: bool,
    },
    /// `POST /rpc/add` with JSON or CSV: one column for each named argument, or the whole as one JSON value.
    Rows(Rows),
    /// `POST /rpc/add` with `application/x-www-form-urlencoded`.
    Form(Vec<(String, String)>),
    /// `POST /rpc/add` with a body that is the one unnamed argument.
    Raw {
        /// What the `Content-Type` says it is.
        kind: RawBody,
        /// The body as it came.
        bytes: Bytes,
    },
}

/// The kinds of body that are one unnamed argument.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RawBody {
    /// `Content-Type: text/plain`
    Text,
    /// `Content-Type: text/xml`
    Xml,
    /// `Content-Type: application/octet-stream`
    Bytes,
}

/// Joins target, parameters and body into the action; reads the body only where the action has one.
pub(super) fn action(
    target: Target,
    parameters: Parameters,
    parts: &Parts,
    body: Bytes,
    limits: &Limits,
) -> Result<Action, ParseError> {
    let Parameters { query, arguments, columns, on_conflict } = parameters;
    let kind = || MediaType::of_body(&parts.headers);
    let columns = columns.as_deref();
    Ok(match target {
        Target::Root { head } => Action::Inspect { head },
        Target::RootOptions => Action::InspectOptions,
        Target::Read { relation, head } => Action::Read { relation, query, head },
        Target::RelationOptions { relation } => Action::RelationOptions { relation },
        Target::Write { relation, mutation: Mutation::Delete } => {
            Action::Delete { relation, query }
        }
        Target::Write { relation, mutation } => {
            // A row that is replaced is replaced whole, so `columns` has no say in it.
            let columns = columns.filter(|_| mutation != Mutation::Upsert);
            let rows = payload::rows(body, kind(), columns, limits)?;
            let write = Write { relation, rows, query };
            match mutation {
                Mutation::Upsert => Action::Upsert(write),
                Mutation::Update => Action::Update(write),
                _ => Action::Insert { write, on_conflict },
            }
        }
        Target::CallRead { function, head } => {
            Action::Call { function, arguments: Arguments::Query { arguments, head }, query }
        }
        Target::CallWrite { function } => {
            let arguments = payload::arguments(body, kind(), columns, limits)?;
            Action::Call { function, arguments, query }
        }
        Target::FunctionOptions { function } => Action::FunctionOptions { function, arguments },
    })
}

//! What can be wrong with the names in a request: they are not in the schema, or mean more than one thing. The
//! table for it is at the end.

use http::StatusCode;
use serde_json::{Value, json};
use thiserror::Error;

use super::{Details, ErrorAnswer};
use crate::parse::{Arguments, RawBody, RowsForm};

/// It names what the schema doesn't have, or has more than once.
#[derive(Clone, Debug, Error, PartialEq)]
#[expect(missing_docs, reason = "the fields are the words of the messages, which the table tells")]
pub enum SchemaError {
    /// No relationship for an embed.
    #[error("no relationship between {origin} and {target}")]
    NoRelationship {
        origin: String,
        target: String,
        hint: Option<String>,
        schema: String,
        nearest: Option<Nearest>,
    },
    /// More than one relationship for an embed.
    #[error("more than one relationship between {origin} and {target}")]
    AmbiguousRelationship { origin: String, target: String, candidates: Vec<Candidate> },
    /// No function of that name that takes these arguments.
    #[error("no function {schema}.{function}")]
    FunctionNotFound {
        schema: String,
        function: String,
        arguments: Vec<String>,
        call: CallShape,
        /// `test` or `test(a, b)`, by [`super::nearest`] and [`super::nearest_arguments`]
        nearest: Option<String>,
    },
    /// More than one function that takes these arguments, each as `schema.name(a => type, …)`.
    #[error("more than one function fits")]
    AmbiguousFunction(Vec<String>),
    /// A row with a column that the relation lacks.
    #[error("no column {column} in {relation}")]
    ColumnNotFound { relation: String, column: String },
    /// No such table or view.
    #[error("no relation {schema}.{relation}")]
    RelationNotFound { schema: String, relation: String, nearest: Option<String> },
}

/// Which of the two names of an embed was probably misspelt, and what was meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Nearest {
    /// The relation that embeds.
    Origin(String),
    /// What is embedded.
    Target(String),
}

/// In which way a function was called, as far as that decides what was searched for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CallShape {
    /// By names only: a `GET`, a form, CSV.
    Named,
    /// By a JSON body: names, or the whole as one argument.
    Json,
    /// By a body that is one argument.
    Unnamed(RawBody),
}

impl CallShape {
    /// The shape of these arguments.
    pub fn of(arguments: &Arguments) -> Self {
        match arguments {
            Arguments::Raw { kind, .. } => Self::Unnamed(*kind),
            Arguments::Rows(rows) if rows.form() != RowsForm::Csv => Self::Json,
            Arguments::Rows(_) | Arguments::Form(_) | Arguments::Query { .. } => Self::Named,
        }
    }
}

/// A relationship that an embed could mean.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// The relation that embeds.
    pub origin: String,
    /// The relation that is embedded.
    pub target: String,
    /// How many of each.
    pub cardinality: Cardinality,
}

/// How many rows of one relation go with how many of the other, and by what.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Cardinality {
    /// Each row has at most one, through its own key.
    ManyToOne(ForeignKey),
    /// Each row has many, through theirs.
    OneToMany(ForeignKey),
    /// One on either side.
    OneToOne(ForeignKey),
    /// Many on either side, through a junction.
    ManyToMany {
        /// The junction.
        junction: String,
        /// Its foreign key to the origin: constraint, and the junction's columns.
        to_origin: (String, Vec<String>),
        /// Its foreign key to the target: constraint, and the junction's columns.
        to_target: (String, Vec<String>),
    },
}

/// A constraint, with the columns in the origin and the target that it ties.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForeignKey {
    /// `films_director_id_fkey`
    pub constraint: String,
    /// The columns of the relation that embeds.
    pub origin_columns: Vec<String>,
    /// The columns of the relation that is embedded.
    pub target_columns: Vec<String>,
}

impl Candidate {
    /// As it stands under `details`.
    pub(super) fn json(&self) -> Value {
        let Self { origin, target, cardinality } = self;
        let list = |columns: &[String]| format!("({})", columns.join(", "));
        let by_key = |key: &ForeignKey| {
            let (from, to) = (list(&key.origin_columns), list(&key.target_columns));
            format!("{} using {origin}{from} and {target}{to}", key.constraint)
        };
        let (name, relationship) = match cardinality {
            Cardinality::ManyToOne(key) => ("many-to-one", by_key(key)),
            Cardinality::OneToMany(key) => ("one-to-many", by_key(key)),
            Cardinality::OneToOne(key) => ("one-to-one", by_key(key)),
            Cardinality::ManyToMany {
                junction,
                to_origin: (first, from),
                to_target: (second, to),
            } => {
                let (from, to) = (list(from), list(to));
                ("many-to-many", format!("{junction} using {first}{from} and {second}{to}"))
            }
        };
        json!({
            "cardinality": name,
            "embedding": format!("{origin} with {target}"),
            "relationship": relationship,
        })
    }

    /// How to name this one: `'films!films_director_id_fkey'`
    fn spelling(&self) -> String {
        let hint = match &self.cardinality {
            Cardinality::ManyToOne(key)
            | Cardinality::OneToMany(key)
            | Cardinality::OneToOne(key) => &key.constraint,
            Cardinality::ManyToMany { junction, .. } => junction,
        };
        format!("'{}!{hint}'", self.target)
    }
}

pub(super) fn answer(error: &SchemaError) -> ErrorAnswer {
    match error {
        SchemaError::NoRelationship { origin, target, hint, schema, nearest } => {
            let message = format!(
                "Could not find a relationship between '{origin}' and '{target}' in the schema cache"
            );
            let by = hint.as_ref().map(|hint| format!("' using the hint '{hint}"));
            ErrorAnswer::new(StatusCode::BAD_REQUEST, "PGRST200", message)
                .details(format!(
                    "Searched for a foreign key relationship between '{origin}' and '{target}{}' in the schema \
                     '{schema}', but no matches were found.",
                    by.unwrap_or_default()
                ))
                .hint(nearest.as_ref().map(|nearest| match nearest {
                    Nearest::Origin(name) => format!("Perhaps you meant '{name}' instead of '{origin}'."),
                    Nearest::Target(name) => format!("Perhaps you meant '{name}' instead of '{target}'."),
                }))
        }
        SchemaError::AmbiguousRelationship { origin, target, candidates } => {
            let message = format!(
                "Could not embed because more than one relationship was found for '{origin}' and '{target}'"
            );
            let spellings: Vec<_> = candidates.iter().map(Candidate::spelling).collect();
            let hint = format!(
                "Try changing '{target}' to one of the following: {}. Find the desired relationship in the \
                 'details' key.",
                spellings.join(", ")
            );
            let answer = ErrorAnswer::new(StatusCode::MULTIPLE_CHOICES, "PGRST201", message);
            ErrorAnswer {
                details: Some(Details::Candidates(candidates.clone())),
                ..answer.hint(hint)
            }
        }
        SchemaError::FunctionNotFound { schema, function, arguments, call, nearest } => {
            let name = format!("{schema}.{function}");
            function_not_found(&name, arguments, *call).hint(nearest.as_ref().map(|nearest| {
                format!("Perhaps you meant to call the function {schema}.{nearest}")
            }))
        }
        SchemaError::AmbiguousFunction(candidates) => {
            let message = format!(
                "Could not choose the best candidate function between: {}",
                candidates.join(", ")
            );
            let hint = "Try renaming the parameters or the function itself in the database so function \
                        overloading can be resolved";
            ErrorAnswer::new(StatusCode::MULTIPLE_CHOICES, "PGRST203", message)
                .hint(hint.to_owned())
        }
        SchemaError::ColumnNotFound { relation, column } => {
            let message =
                format!("Could not find the '{column}' column of '{relation}' in the schema cache");
            ErrorAnswer::new(StatusCode::BAD_REQUEST, "PGRST204", message)
        }
        SchemaError::RelationNotFound { schema, relation, nearest } => {
            let message =
                format!("Could not find the table '{schema}.{relation}' in the schema cache");
            let hint = nearest
                .as_ref()
                .map(|nearest| format!("Perhaps you meant the table '{schema}.{nearest}'"));
            ErrorAnswer::new(StatusCode::NOT_FOUND, "PGRST205", message).hint(hint)
        }
    }
}

fn function_not_found(name: &str, arguments: &[String], call: CallShape) -> ErrorAnswer {
    let mut arguments = arguments.to_vec();
    arguments.sort_unstable();
    let list = arguments.join(", ");
    let (in_message, in_details) = match arguments.len() {
        0 => (" without parameters".to_owned(), " without parameters".to_owned()),
        1 => (format!("({list})"), format!(" with parameter {list}")),
        _ => (format!("({list})"), format!(" with parameters {list}")),
    };
    let (in_message, searched) = match call {
        CallShape::Named => (in_message, in_details),
        CallShape::Json => {
            (in_message, format!("{in_details} or with a single unnamed json/jsonb parameter"))
        }
        CallShape::Unnamed(body) => {
            (String::new(), format!(" with a single unnamed {} parameter", type_of(body)))
        }
    };
    let message = format!("Could not find the function {name}{in_message} in the schema cache");
    ErrorAnswer::new(StatusCode::NOT_FOUND, "PGRST202", message).details(format!(
        "Searched for the function {name}{searched}, but no matches were found in the schema cache."
    ))
}

/// The type of the one unnamed argument that such a body is.
fn type_of(body: RawBody) -> &'static str {
    match body {
        RawBody::Text => "text",
        RawBody::Xml => "xml",
        RawBody::Bytes => "bytea",
    }
}

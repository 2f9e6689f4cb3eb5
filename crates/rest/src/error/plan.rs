//! What can be wrong with a request that was understood, and the table for it.

use http::StatusCode;
use thiserror::Error;

use super::{ErrorAnswer, SchemaError, schema};

/// What it asks for does not exist or makes no sense.
#[derive(Clone, Debug, Error, PartialEq)]
#[expect(missing_docs, reason = "the fields are the words of the messages, which the table tells")]
pub enum PlanError {
    /// A `PUT` whose filters aren't the primary key.
    #[error("the filters are not the primary key")]
    UpsertFilters,
    /// A schema that isn't exposed.
    #[error("the schema {schema} is not exposed")]
    SchemaNotExposed { schema: String, exposed: Vec<String> },
    /// No media type of `Accept` can be given; they are told as they came.
    #[error("no acceptable media type")]
    NotAcceptable(Vec<String>),
    /// A filter, order or limit on what isn't embedded. `alias` is its alias, if its own name was used.
    #[error("{name} is not embedded")]
    NotEmbedded { name: String, alias: Option<String> },
    /// An order by what a row may have many of.
    #[error("{target} is not to one")]
    OrderNotToOne { origin: String, target: String },
    /// A filter on an embed that is not for null.
    #[error("{target} is an embed")]
    EmbedFilter { target: String },
    /// Aggregates are switched off.
    #[error("aggregates are switched off")]
    Aggregates,
    /// A limited write without an order of its own columns.
    #[error("a limit without an order")]
    LimitWithoutOrder,
    /// The description of the API is switched off.
    #[error("the description is switched off")]
    InspectOff,
    /// What the protocol itself does not do, and says so.
    #[error("not implemented: {0}")]
    NotImplemented(String),
    /// `max-affected` on a function that gives one value.
    #[error("the function gives one value")]
    MaxAffectedCall,
    /// It names what the schema doesn't have.
    #[error(transparent)]
    Schema(Box<SchemaError>),
}

pub(super) fn answer(error: &PlanError) -> ErrorAnswer {
    let bad = StatusCode::BAD_REQUEST;
    match error {
        PlanError::LimitWithoutOrder => {
            ErrorAnswer::new(bad, "PGRST109", "A 'limit' was applied without an explicit 'order'")
                .hint("Apply an 'order' using unique column(s)".to_owned())
        }
        PlanError::UpsertFilters => ErrorAnswer::new(
            StatusCode::METHOD_NOT_ALLOWED,
            "PGRST105",
            "Filters must include all and only primary key columns with 'eq' operators",
        ),
        PlanError::SchemaNotExposed { schema, exposed } => {
            let message = format!("Invalid schema: {schema}");
            ErrorAnswer::new(StatusCode::NOT_ACCEPTABLE, "PGRST106", message)
                .hint(format!("Only the following schemas are exposed: {}", exposed.join(", ")))
        }
        PlanError::NotAcceptable(media) => {
            let message = format!("None of these media types are available: {}", media.join(", "));
            ErrorAnswer::new(StatusCode::NOT_ACCEPTABLE, "PGRST107", message)
        }
        PlanError::NotEmbedded { name, alias } => not_embedded(name, alias.as_deref()),
        PlanError::OrderNotToOne { origin, target } => {
            let message = format!("A related order on '{target}' is not possible");
            ErrorAnswer::new(bad, "PGRST118", message).details(format!(
                "'{origin}' and '{target}' do not form a many-to-one or one-to-one relationship"
            ))
        }
        PlanError::EmbedFilter { target } => {
            let message = format!("Bad operator on the '{target}' embedded resource");
            ErrorAnswer::new(bad, "PGRST120", message)
                .details("Only is null or not is null filters are allowed on embedded resources")
        }
        PlanError::Aggregates => {
            ErrorAnswer::new(bad, "PGRST123", "Use of aggregate functions is not allowed")
        }
        PlanError::InspectOff => {
            let message = "Root endpoint metadata is disabled";
            ErrorAnswer::new(StatusCode::NOT_FOUND, "PGRST126", message)
        }
        PlanError::NotImplemented(details) => {
            ErrorAnswer::new(bad, "PGRST127", "Feature not implemented").details(details)
        }
        PlanError::MaxAffectedCall => ErrorAnswer::new(
            bad,
            "PGRST128",
            "Function must return SETOF or TABLE when max-affected preference is used with handling=strict",
        ),
        PlanError::Schema(error) => schema::answer(error),
    }
}

fn not_embedded(name: &str, alias: Option<&str>) -> ErrorAnswer {
    let message = format!("'{name}' is not an embedded resource in this request");
    let answer = ErrorAnswer::new(StatusCode::BAD_REQUEST, "PGRST108", message);
    match alias {
        None => answer
            .hint(format!("Verify that '{name}' is included in the 'select' query parameter.")),
        Some(alias) => answer
            .details("Target names are not allowed in filters if they have an alias")
            .hint(format!("Change '{name}' to '{alias}' in filters, orders or limits.")),
    }
}

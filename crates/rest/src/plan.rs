//! From what was asked to what it means: every name is resolved against the catalog, every literal is read as the
//! type that it is compared with or written as, and everything that the answer needs is decided.
//!
//! What is refused here is what does not exist or makes no sense: an unknown schema, relation, column or
//! relationship, operators that a type doesn't have, text that is no value of its type, media types that aren't
//! given. PostgreSQL's words and order are kept: names and operators come before literals, and the values of a
//! body come after the caller's rights ([`Work::late`]).
//!
//! Counts that are `planned` or `estimated` are answered exactly too: a guess could count rows that the caller's
//! policies hide, and no database but one has the guess.

mod cast;
mod cells;
mod columns;
mod conflict;
mod field;
mod filter;
mod function;
mod generated;
mod group;
mod media;
mod operator;
mod order;
mod planner;
mod preference;
mod read;
mod relation;
mod relationship;
mod response;
mod select;
mod tree;
mod upsert;
mod write;

#[cfg(test)]
mod tests;

pub use response::{Format, Outcome, ResponsePlan, Shown, Total};

use crate::Settings;
use crate::error::{DatabaseError, PlanError, RestError};
use crate::parse::{Action, MediaType, RestRequest};
use ::plan::{Inputs, Plan};
use catalog::{Catalog, Relationships};
use planner::Planner;
use value::{Moment, Name};

/// What a request means.
#[derive(Clone, Debug)]
pub enum Planned {
    /// Something to run.
    Work(Box<Work>),
    /// What the catalog alone answers.
    Known(Known),
}

/// Something to run, and what its answer becomes.
#[derive(Clone, Debug)]
pub struct Work {
    /// What is run.
    pub plan: Plan,
    /// The values it is run with.
    pub inputs: Inputs,
    /// What its answer becomes.
    pub response: ResponsePlan,
    /// A value of the body that is none of its column. It is said only to who may write there.
    pub late: Option<DatabaseError>,
}

/// What the catalog alone answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Known {
    /// `OPTIONS`: the methods that are allowed.
    Methods(&'static str),
    /// The description of the API.
    Description {
        /// Of which schema.
        schema: Name,
        /// `HEAD`: the answer has no body.
        head: bool,
    },
}

/// What a request means, at a moment that `now` and `today` in its literals are.
///
/// # Errors
/// When it asks for what does not exist or makes no sense.
pub fn plan(
    request: &RestRequest,
    catalog: &Catalog,
    relationships: &Relationships,
    settings: &Settings,
    at: Moment,
) -> Result<Planned, RestError> {
    let schema = relation::schema(request, settings)?;
    let planner = Planner::new(catalog, relationships, settings, schema, request, at);
    match &request.action {
        Action::Read { relation, query, head } => planner.read(relation, query, *head),
        Action::Insert { write, on_conflict } => planner.insert(write, on_conflict.as_deref()),
        Action::Upsert(write) => planner.upsert(write),
        Action::Update(write) => planner.update(write),
        Action::Delete { relation, query } => planner.delete(relation, query),
        Action::Call { function, arguments, .. } => {
            Err(function::unknown(schema, function, arguments).into())
        }
        Action::FunctionOptions { function, arguments } => {
            Err(function::unknown_options(schema, function, arguments).into())
        }
        Action::InspectOptions => Ok(Planned::Known(Known::Methods("OPTIONS,GET,HEAD"))),
        Action::RelationOptions { relation } => {
            let relation = planner.relation(relation)?;
            Ok(Planned::Known(Known::Methods(planner.methods(relation))))
        }
        Action::Inspect { head } => inspect(request, settings, schema, *head),
    }
}

fn inspect(
    request: &RestRequest,
    settings: &Settings,
    schema: &Name,
    head: bool,
) -> Result<Planned, RestError> {
    if !settings.describe {
        return Err(PlanError::InspectOff.into());
    }
    let given =
        |media: &MediaType| matches!(media, MediaType::OpenApi | MediaType::Json | MediaType::Any);
    if !request.accept.iter().any(given) {
        return Err(media::not_acceptable(&request.accept));
    }
    Ok(Planned::Known(Known::Description { schema: schema.clone(), head }))
}

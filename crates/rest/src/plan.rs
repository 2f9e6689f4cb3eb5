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

mod before;
mod call;
mod cast;
mod cells;
mod columns;
mod computed;
mod conflict;
mod etag;
mod field;
mod filter;
mod generated;
mod group;
mod limited;
mod media;
mod operator;
mod order;
mod planner;
mod preference;
mod read;
mod relation;
mod relationship;
mod response;
mod routine;
mod search;
mod select;
mod tree;
mod upsert;
mod write;

#[cfg(test)]
mod tests;

pub(crate) use relation::schema;

pub(crate) use call::SCALAR;
pub use call::Shape;
pub use etag::{ReadTag, Tagged, opaque, tag};
pub use response::{Called, Format, Outcome, ResponsePlan, Shown, Total};
pub(crate) use routine::is_callable;

use crate::Settings;
use crate::error::{DatabaseError, PlanError, RestError};
use crate::openapi::Version;
use crate::parse::{Action, MediaType, RestRequest};
use ::plan::{Inputs, Plan};
use catalog::{Catalog, Relationships};
use planner::Planner;
use value::datetime::session;
use value::{Moment, Name};

pub(crate) use media::is_given;
pub(crate) use preference::time_zone;

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
    /// How many of its first steps are calls, whose answers nobody reads.
    pub calls: usize,
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
        /// In which language.
        version: Version,
        /// `Content-Profile`: the schema, where several are served.
        profile: Option<Name>,
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
    let zone = preference::time_zone(&request.preferences);
    session::within(zone.as_deref(), || plan_here(request, catalog, relationships, settings, at))
}

/// The same, where literals without a zone are of the session's.
fn plan_here(
    request: &RestRequest,
    catalog: &Catalog,
    relationships: &Relationships,
    settings: &Settings,
    at: Moment,
) -> Result<Planned, RestError> {
    let schema = schema(request, settings)?;
    let planner = Planner::new(catalog, relationships, settings, schema, request, at);
    let mut planned = match &request.action {
        Action::Read { relation, query, head } => {
            // The tag of a body is that of what isn't sent, too.
            let head = *head && !settings.etags.has(schema, relation);
            planner.read(relation, query, head)
        }
        Action::Insert { write, on_conflict } => planner.insert(write, on_conflict.as_deref()),
        Action::Upsert(write) => planner.upsert(write),
        Action::Update(write) => planner.update(write),
        Action::Delete { relation, query } => planner.delete(relation, query),
        Action::Call { function, arguments, query } => {
            call::call(planner, function, arguments, query)
        }
        Action::FunctionOptions { function, arguments } => {
            call::options(&planner, function, arguments)
        }
        Action::InspectOptions => Ok(Planned::Known(Known::Methods("OPTIONS,GET,HEAD"))),
        Action::RelationOptions { relation } => {
            let relation = planner.relation(relation)?;
            Ok(Planned::Known(Known::Methods(planner.methods(relation))))
        }
        Action::Inspect { head } => inspect(request, settings, schema, *head),
    }?;
    if let Planned::Work(work) = &mut planned {
        before::put(work, catalog, settings)?;
    }
    Ok(planned)
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
    let given = |media: &MediaType| match media {
        MediaType::OpenApi | MediaType::Json | MediaType::Any => Some(Version::Two),
        MediaType::OpenApi31 => Some(Version::Three),
        _ => None,
    };
    let Some(version) = request.accept.iter().find_map(given) else {
        return Err(media::not_acceptable(&request.accept));
    };
    let schema = schema.clone();
    let told = settings.schemas.len() > 1 || request.schema.is_some();
    let profile = told.then(|| schema.clone());
    Ok(Planned::Known(Known::Description { schema, head, version, profile }))
}

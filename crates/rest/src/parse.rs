//! From an HTTP request to what was asked: pure, without a database, without IO.
//!
//! A [`RestRequest`] may ask for what does not exist or is not allowed; judging that is the planner's work. What is
//! refused here is what can't be understood: a path or method without meaning, a query string outside the grammar,
//! a body that is not what its `Content-Type` says, preferences that are unknown under `handling=strict`, and
//! whatever is larger or deeper than [`Limits`] allow.

mod condition;
mod conditions;
mod error;
mod grammar;
mod limits;
mod media;
pub(crate) mod once;
mod order;
mod parameters;
mod payload;
mod preference;
mod query;
mod range;
mod request;
mod selection;
mod target;
pub(crate) mod url;

#[cfg(test)]
mod tests;

pub use condition::{
    Comparison, Condition, Connective, Filter, IsValue, Operator, Quantifier, Test, TextSearch,
};
pub use conditions::{Conditions, EntityTag, Tags};
pub use error::{BodyError, Bound, ParseError, RangeError};
pub use limits::Limits;
pub use media::{MediaType, PlanFormat, PlanMedia, PlanOptions};
pub use once::OnceKey;
pub use order::{Direction, Nulls, OrderTarget, OrderTerm};
pub use payload::{Cell, Rows, RowsForm};
pub use preference::{
    Count, Handling, Missing, Preferences, Representation, Resolution, Transaction, Word,
};
pub use query::{At, Query};
pub use range::Range;
pub use request::{Action, Arguments, RawBody, RestRequest, Write};
pub use selection::{
    Aggregate, AggregateFunction, Arrow, Embed, Field, Join, JsonKey, JsonStep, SelectItem,
};

use bytes::Bytes;
use http::request::Parts;

/// Reads a request whose path is relative to where the API is mounted (`/films`, `/rpc/add`, `/`).
pub fn parse(parts: &Parts, body: Bytes, limits: &Limits) -> Result<RestRequest, ParseError> {
    limits.check_sizes(&parts.uri, &body)?;
    let once = once::read(parts, &body)?;
    let target = target::read(&parts.method, parts.uri.path())?;
    let schema = target::profile(&parts.method, &parts.headers);
    let preferences = preference::read(&parts.headers)?;
    let parameters = parameters::read(&target, parts, limits)?;
    let action = request::action(target, parameters, parts, body, limits)?;
    let (accept, conditions) = (media::accepted(&parts.headers), conditions::read(&parts.headers));
    Ok(RestRequest { action, schema, preferences, accept, conditions, once })
}

//! What is known while a request is planned, and what has been gathered so far.

use super::response::ResponsePlan;
use super::{Planned, Work, preference};
use crate::Settings;
use crate::error::{DatabaseError, RestError};
use crate::parse::{Preferences, RestRequest};
use ::plan::{Inputs, Plan, Step};
use catalog::{Catalog, Expression, Range, Ranges, Relationships};
use value::{Modifier, Moment, Name, Scalar, Type, Value, ValueError};

/// What is known while a request is planned, and what has been gathered so far.
pub(super) struct Planner<'a> {
    pub(super) catalog: &'a Catalog,
    /// How its relations are related.
    pub(super) relationships: &'a Relationships,
    pub(super) settings: &'a Settings,
    /// The schema that the request is about.
    pub(super) schema: &'a Name,
    pub(super) request: &'a RestRequest,
    /// What `now` is in a literal.
    pub(super) at: Moment,
    pub(super) ranges: Ranges,
    pub(super) inputs: Inputs,
    /// The first literal that is no value of its type. It is said when all names and operators are known to be
    /// there, as PostgreSQL does.
    literal: Option<ValueError>,
}

impl<'a> Planner<'a> {
    pub(super) fn new(
        catalog: &'a Catalog,
        relationships: &'a Relationships,
        settings: &'a Settings,
        schema: &'a Name,
        request: &'a RestRequest,
        at: Moment,
    ) -> Self {
        let (ranges, inputs) = (Ranges::default(), Inputs::default());
        Self {
            catalog,
            relationships,
            settings,
            schema,
            request,
            at,
            ranges,
            inputs,
            literal: None,
        }
    }

    pub(super) fn preferences(&self) -> &'a Preferences {
        &self.request.preferences
    }

    pub(super) fn range(&mut self) -> Range {
        self.ranges.fresh()
    }

    /// A literal of a URL as a parameter of a type.
    pub(super) fn literal(&mut self, of: &Type, text: &str) -> Expression {
        let read = value::read(of, Modifier::None, text, &self.at);
        self.read_literal(of, read)
    }

    /// A literal that was read, or wasn't.
    pub(super) fn read_literal(
        &mut self,
        of: &Type,
        read: Result<Value, ValueError>,
    ) -> Expression {
        let value = read.unwrap_or_else(|error| {
            self.literal.get_or_insert(error);
            Value::Null
        });
        self.parameter(of.clone(), value)
    }

    /// A value as a parameter.
    pub(super) fn parameter(&mut self, of: Type, value: Value) -> Expression {
        Expression::Parameter { index: self.inputs.parameter(value), of }
    }

    /// A number of rows as a parameter.
    pub(super) fn rows(&mut self, rows: u64) -> Expression {
        self.parameter(Scalar::Int8.of(), Value::Int(i64::try_from(rows).unwrap_or(i64::MAX)))
    }

    /// Notes that a literal is wrong.
    pub(super) fn wrong_literal(&mut self, error: ValueError) {
        self.literal.get_or_insert(error);
    }

    /// Everything is known: the plan.
    pub(super) fn finish(
        self,
        steps: Vec<Step>,
        response: ResponsePlan,
        late: Option<DatabaseError>,
    ) -> Result<Planned, RestError> {
        if let Some(error) = self.literal {
            return Err(error.into());
        }
        let ending = preference::ending(self.settings, self.preferences());
        let plan = Plan { ending, ..Plan::new(steps, self.ranges) };
        Ok(Planned::Work(Box::new(Work { plan, inputs: self.inputs, response, calls: 0, late })))
    }
}

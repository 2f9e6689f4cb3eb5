//! What a function is called with: an argument for each of its parameters, of the parameter's type. What isn't given
//! is the parameter's default.

use super::super::cells::{self, Given};
use super::super::planner::Planner;
use super::super::routine::unnamed;
use crate::error::{DatabaseError, RestError};
use crate::parse::{Arguments, BodyError, ParseError, Rows, RowsForm};
use bytes::Bytes;
use catalog::{Expression, Parameter, ParameterMode, Routine};
use value::{Modifier, Scalar, Type, Value, ValueError};

/// The arguments of a call.
pub(super) struct Passed {
    /// One for each input.
    pub(super) arguments: Vec<Expression>,
    /// A value of the body that is none of its parameter. As PostgreSQL does, it is said only to who may call.
    pub(super) late: Option<DatabaseError>,
}

impl Planner<'_> {
    /// What a routine is called with.
    pub(super) fn pass(
        &mut self,
        routine: &Routine,
        given: &Arguments,
    ) -> Result<Passed, RestError> {
        let mut late = None;
        let whole = unnamed(routine).filter(|_| !matches!(given, Arguments::Query { .. }));
        if let Some(of) = whole {
            let argument = self.body(of, given, &mut late);
            return Ok(Passed { arguments: vec![argument], late });
        }
        if let Arguments::Rows(rows) = given {
            late = cells::require_rows(rows, false).err().map(DatabaseError::from);
        }
        let mut arguments = Vec::new();
        for input in routine.inputs() {
            arguments.push(match given {
                Arguments::Query { arguments, .. } | Arguments::Form(arguments) => {
                    self.of_texts(input, arguments)
                }
                Arguments::Rows(rows) => self.of_rows(input, rows, &mut late)?,
                Arguments::Raw { .. } => default(input),
            });
        }
        Ok(Passed { arguments, late })
    }

    /// The whole body as the one argument.
    fn body(
        &mut self,
        of: &Type,
        given: &Arguments,
        late: &mut Option<DatabaseError>,
    ) -> Expression {
        let read = match given {
            Arguments::Rows(rows) => {
                // What is neither object nor array is no body of a call; PostgREST makes nothing of it.
                let json = rows.json().filter(|_| rows.form() != RowsForm::JsonScalar);
                value::read_json(of, Modifier::None, json.unwrap_or("[]"), &self.at)
            }
            Arguments::Raw { bytes, .. } => Ok(raw(of, bytes)),
            Arguments::Query { .. } | Arguments::Form(_) => Ok(Value::Null),
        };
        let value = self.later(read, late);
        self.argument(of, value)
    }

    /// `a=1&b=2`: of a name that is there several times the last counts, but for a variadic parameter all do.
    fn of_texts(&mut self, input: &Parameter, given: &[(String, String)]) -> Expression {
        let is_meant = |name: &str| input.name.as_deref() == Some(name);
        let texts: Vec<&str> = given
            .iter()
            .filter(|(name, _)| is_meant(name))
            .map(|(_, value)| value.as_str())
            .collect();
        let Some(last) = texts.last() else { return default(input) };
        let read = match (input.mode, input.of.element()) {
            (ParameterMode::Variadic, Some(element)) => {
                let read = |text: &&str| value::read(element, Modifier::None, text, &self.at);
                let values: Result<Vec<Value>, ValueError> = texts.iter().map(read).collect();
                values.map(|values| value::array_of(element, &values))
            }
            _ => value::read(&input.of, Modifier::None, last, &self.at),
        };
        let value = read.unwrap_or_else(|error| {
            self.wrong_literal(error);
            Value::Null
        });
        self.argument(&input.of, value)
    }

    /// A member of the body's object; of an array's objects the first counts.
    fn of_rows(
        &mut self,
        input: &Parameter,
        rows: &Rows,
        late: &mut Option<DatabaseError>,
    ) -> Result<Expression, RestError> {
        let at = rows.columns().iter().position(|name| input.name.as_deref() == Some(name));
        let Some(at) = at else { return Ok(default(input)) };
        if rows.is_empty() {
            // `columns` names what no object gives.
            return Err(ParseError::Body(BodyError::Json).into());
        }
        let read = cells::read_as(&input.of, Modifier::None, rows.cell(0, at), &self.at);
        let value = self.later(
            read.map(|given| match given {
                Given::Value(value) => value,
                Given::Absent => Value::Null,
            }),
            late,
        );
        Ok(self.argument(&input.of, value))
    }

    /// A value of the body, or what is wrong with the first that is none.
    fn later(&self, read: Result<Value, ValueError>, late: &mut Option<DatabaseError>) -> Value {
        read.unwrap_or_else(|error| {
            late.get_or_insert_with(|| error.into());
            Value::Null
        })
    }

    /// A value as an argument; what a domain demands of its values is looked at when the call is run.
    fn argument(&mut self, of: &Type, value: Value) -> Expression {
        let Type::Domain(domain) = of else { return self.parameter(of.clone(), value) };
        let operand = Box::new(self.parameter(domain.base.clone(), value));
        Expression::Cast { operand, to: of.clone(), modifier: Modifier::None, explicit: true }
    }
}

/// Bytes are a value of `bytea`, and else text, which was found to be UTF-8 when the request was read.
fn raw(of: &Type, body: &Bytes) -> Value {
    match of.scalar() {
        Some(Scalar::Bytea) => Value::bytes(body.to_vec()),
        _ => Value::text(String::from_utf8_lossy(body).into_owned()),
    }
}

/// A parameter that has to be given always is when a routine was chosen; a null is never reached.
fn default(input: &Parameter) -> Expression {
    let null = || Expression::constant(Value::Null, input.of.clone());
    input.default.clone().unwrap_or_else(null)
}

//! A function of the schema: what it takes, what it gives, and the statements it is made of.

use crate::expression::Expression;
use crate::privilege::Privileges;
use crate::query::Statement;
pub use builtin::Volatility;
use std::sync::Arc;
use value::{Composite, Field, Modifier, Name, QualifiedName, Type};

/// What tells a routine from its overloads: its name and the types that a call gives it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct RoutineId {
    /// Its name.
    pub name: QualifiedName,
    /// The types of its input parameters, as types are shown to people.
    pub arguments: Vec<Name>,
}

/// `create function`
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Routine {
    /// Its name.
    pub name: QualifiedName,
    /// What is in its brackets, and the columns of `returns table`, in order.
    pub parameters: Vec<Parameter>,
    /// What a call gives.
    pub returns: Returns,
    /// `setof`, `returns table`: any number of rows.
    pub set: bool,
    /// `rows 1` of one that gives a set: PostgREST takes it for a relationship to one row.
    pub rows: Option<u64>,
    /// `immutable`, `stable`, `volatile`
    pub volatility: Volatility,
    /// `strict`: null as soon as an argument is null.
    pub strict: bool,
    /// `security definer`: its owner's rights count in it.
    pub security_definer: bool,
    /// `set search_path = …`, by name.
    pub settings: Vec<(Name, String)>,
    /// Its statements, reading its parameters as [`Expression::Argument`]. The last one's rows (of a write its
    /// `returning`) are the result: they have the names and types of [`Routine::columns`]; of `void` whatever
    /// they are.
    pub body: Vec<Statement>,
    /// Who owns it.
    pub owner: Name,
    /// Who may call it.
    pub privileges: Privileges,
    /// `comment on`
    pub comment: Option<String>,
}

/// A parameter, or a column of `returns table`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parameter {
    /// Its name, if it has one.
    pub name: Option<Name>,
    /// Which way it goes.
    pub mode: ParameterMode,
    /// Its type; of a variadic one the array's.
    pub of: Type,
    /// What it is when a call doesn't give it; reads nothing.
    pub default: Option<Expression>,
}

/// Which way a parameter goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ParameterMode {
    /// `in`
    In,
    /// `inout`
    InOut,
    /// `out`
    Out,
    /// `variadic`: takes what is left of a call's arguments as an array.
    Variadic,
    /// A column of `returns table (…)`.
    Table,
}

/// What a call gives; of one that gives a set, each row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Returns {
    /// `void`
    Void,
    /// One value: a scalar, an array, an enum, or a composite (a relation's row).
    Value(Type),
    /// `returns table (…)`, or named `out` parameters; one alone is a value in an expression.
    Columns(Vec<(Name, Type)>),
}

impl Parameter {
    /// Whether a call gives it.
    pub const fn is_input(&self) -> bool {
        matches!(self.mode, ParameterMode::In | ParameterMode::InOut | ParameterMode::Variadic)
    }
}

impl Routine {
    /// What tells it from its overloads.
    pub fn id(&self) -> RoutineId {
        let arguments = self.inputs().map(|input| input.of.to_string().into()).collect();
        RoutineId { name: self.name.clone(), arguments }
    }

    /// The parameters that a call gives, in order; [`Expression::Argument`] counts these.
    pub fn inputs(&self) -> impl Iterator<Item = &Parameter> {
        self.parameters.iter().filter(|parameter| parameter.is_input())
    }

    /// The names and types of the columns it has as a row source: the fields of a composite, else one column
    /// that is named after the routine.
    pub fn columns(&self) -> Vec<(Name, Type)> {
        match &self.returns {
            Returns::Columns(columns) => columns.clone(),
            Returns::Value(Type::Composite(of)) => {
                of.fields.iter().map(|field| (field.name.clone(), field.of.clone())).collect()
            }
            Returns::Value(of) => vec![(self.name.name.clone(), of.clone())],
            Returns::Void => vec![(self.name.name.clone(), value::Scalar::Void.of())],
        }
    }

    /// The type of a call in an expression: several columns are a `record`.
    pub fn result_type(&self) -> Type {
        match &self.returns {
            Returns::Void => value::Scalar::Void.of(),
            Returns::Value(of) => of.clone(),
            Returns::Columns(columns) => match columns.as_slice() {
                [(_, of)] => of.clone(),
                columns => record_of(columns),
            },
        }
    }

    /// Whether it is one query that writes nothing, so that a call of it can stand in a query as that query.
    pub fn is_query(&self) -> bool {
        matches!(self.body.as_slice(), [Statement::Query(query)] if !query.writes())
    }
}

/// The row type that columns make, which has no name of its own.
fn record_of(columns: &[(Name, Type)]) -> Type {
    let field = |(name, of): &(Name, Type)| Field {
        name: name.clone(),
        of: of.clone(),
        modifier: Modifier::None,
    };
    let name = QualifiedName::new("pg_catalog", "record");
    Type::Composite(Arc::new(Composite { name, fields: columns.iter().map(field).collect() }))
}

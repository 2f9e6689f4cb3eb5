//! Which function a call means: by its name and the names of what it is given, as PostgREST chooses. A function can
//! be called by names only, or take the whole body as its one argument.

use crate::error::{CallShape, RestError, SchemaError, nearest, nearest_arguments};
use crate::parse::{Arguments, RawBody};
use catalog::{Catalog, Parameter, Routine};
use std::fmt::Write;
use value::{Name, QualifiedName, Scalar, Type};

/// What a function is searched by.
pub(super) struct Wanted<'r> {
    pub(super) schema: &'r Name,
    pub(super) function: &'r str,
    /// The names of what it is given, sorted, each once.
    names: Vec<&'r str>,
    shape: CallShape,
    /// The call has a body.
    posted: bool,
}

impl<'r> Wanted<'r> {
    /// By a call.
    pub(super) fn of(schema: &'r Name, function: &'r str, arguments: &'r Arguments) -> Self {
        let names = match arguments {
            Arguments::Query { arguments, .. } | Arguments::Form(arguments) => names(arguments),
            Arguments::Rows(rows) => rows.columns().iter().map(String::as_str).collect(),
            Arguments::Raw { .. } => Vec::new(),
        };
        let posted = !matches!(arguments, Arguments::Query { .. });
        Self { posted, ..Self::new(schema, function, names, CallShape::of(arguments)) }
    }

    /// By a question about the function.
    pub(super) fn of_options(
        schema: &'r Name,
        function: &'r str,
        arguments: &'r [(String, String)],
    ) -> Self {
        Self::new(schema, function, names(arguments), CallShape::Named)
    }

    fn new(schema: &'r Name, function: &'r str, mut names: Vec<&'r str>, shape: CallShape) -> Self {
        names.sort_unstable();
        names.dedup();
        Self { schema, function, names, shape, posted: false }
    }

    /// The one function that is meant. Those that take these names come before those that take the body whole.
    pub(super) fn find<'a>(&self, catalog: &'a Catalog) -> Result<&'a Routine, RestError> {
        let overloads = self.overloads(catalog);
        let by_names: Vec<&Routine> =
            overloads.iter().copied().filter(|it| self.takes_names(it)).collect();
        let found = match by_names[..] {
            [] => overloads.iter().copied().filter(|it| self.takes_body(it)).collect(),
            _ => by_names,
        };
        match found[..] {
            [only] => Ok(only),
            [] => Err(self.not_found(catalog, &overloads).into()),
            _ => {
                let shown = found.iter().map(|it| shown(it)).collect();
                Err(SchemaError::AmbiguousFunction(shown).into())
            }
        }
    }

    /// The functions of this name that can be called at all, those with the fewest parameters first.
    fn overloads<'a>(&self, catalog: &'a Catalog) -> Vec<&'a Routine> {
        let name = QualifiedName { schema: self.schema.clone(), name: self.function.into() };
        let of_name = catalog.routines.values().filter(|routine| routine.name == name);
        let mut overloads: Vec<&Routine> =
            of_name.map(AsRef::as_ref).filter(|it| is_callable(it)).collect();
        overloads.sort_by_cached_key(|it| (it.inputs().count(), it.comment.clone(), shown(it)));
        overloads
    }

    /// All that is required is given, and nothing that is unknown.
    fn takes_names(&self, routine: &Routine) -> bool {
        if routine.inputs().next().is_none() {
            return self.names.is_empty() && !matches!(self.shape, CallShape::Unnamed(_));
        }
        let is_given = |input: &Parameter| {
            input.name.as_ref().is_some_and(|name| self.names.contains(&name.as_str()))
        };
        let is_known =
            |name: &&str| routine.inputs().any(|input| input.name.as_deref() == Some(*name));
        routine.inputs().all(|input| input.default.is_some() || is_given(input))
            && self.names.iter().all(is_known)
    }

    /// Its one parameter has no name, and is of the type of which the body is.
    fn takes_body(&self, routine: &Routine) -> bool {
        let Some(of) = unnamed(routine) else { return false };
        let scalar = match of {
            Type::Scalar(scalar) => scalar,
            _ => return false,
        };
        self.posted
            && match self.shape {
                CallShape::Json => matches!(scalar, Scalar::Json | Scalar::Jsonb),
                CallShape::Unnamed(RawBody::Text) => *scalar == Scalar::Text,
                CallShape::Unnamed(RawBody::Bytes) => *scalar == Scalar::Bytea,
                CallShape::Unnamed(RawBody::Xml) | CallShape::Named => false,
            }
    }

    fn not_found(&self, catalog: &Catalog, overloads: &[&Routine]) -> SchemaError {
        let arguments: Vec<String> = self.names.iter().map(|name| (*name).to_owned()).collect();
        let nearest = match (self.shape, overloads) {
            (CallShape::Unnamed(_), _) => None,
            (_, []) => self.nearest_name(catalog),
            _ => {
                let lists: Vec<Vec<String>> = overloads.iter().map(|it| input_names(it)).collect();
                nearest_arguments(&arguments, &lists)
                    .map(|arguments| format!("{}{arguments}", self.function))
            }
        };
        SchemaError::FunctionNotFound {
            schema: self.schema.to_string(),
            function: self.function.to_owned(),
            arguments,
            call: self.shape,
            nearest,
        }
    }

    fn nearest_name(&self, catalog: &Catalog) -> Option<String> {
        let in_schema =
            |routine: &&Routine| routine.name.schema == *self.schema && is_callable(routine);
        let all = catalog.routines.values().map(AsRef::as_ref).filter(in_schema);
        let mut names: Vec<&str> = all.map(|routine| routine.name.name.as_str()).collect();
        names.dedup();
        nearest(self.function, names).map(str::to_owned)
    }
}

/// The type of the one parameter, if there is one and it has no name.
pub(super) fn unnamed(routine: &Routine) -> Option<&Type> {
    let mut inputs = routine.inputs();
    match (inputs.next(), inputs.next()) {
        (Some(Parameter { name: None, of, .. }), None) => Some(of),
        _ => None,
    }
}

/// Parameters are given by their names, but for a single one that can be a whole body. So a function of a row type
/// whose parameter has no name is no part of the API.
pub(crate) fn is_callable(routine: &Routine) -> bool {
    const BODIES: [Scalar; 4] = [Scalar::Bytea, Scalar::Json, Scalar::Jsonb, Scalar::Text];
    let nameless = routine.inputs().filter(|input| input.name.is_none()).count();
    let first = routine.inputs().next().map(|input| &input.of);
    match nameless {
        0 => true,
        1 => matches!(first, Some(Type::Scalar(scalar)) if BODIES.contains(scalar)),
        _ => false,
    }
}

/// The methods of `OPTIONS`.
pub(super) fn methods(routine: &Routine) -> &'static str {
    match routine.volatility {
        catalog::Volatility::Volatile => "OPTIONS,POST",
        _ => "OPTIONS,GET,HEAD,POST",
    }
}

fn names(arguments: &[(String, String)]) -> Vec<&str> {
    arguments.iter().map(|(name, _)| name.as_str()).collect()
}

fn input_names(routine: &Routine) -> Vec<String> {
    let name = |input: &Parameter| input.name.as_deref().unwrap_or_default().to_owned();
    routine.inputs().map(name).collect()
}

/// `public.add(a => integer, b => integer)`
fn shown(routine: &Routine) -> String {
    let mut text = format!("{}.{}(", routine.name.schema, routine.name.name);
    for (at, input) in routine.inputs().enumerate() {
        let before = if at > 0 { ", " } else { "" };
        let name = input.name.as_deref().unwrap_or_default();
        // Writing to a string can't fail.
        let _ = write!(text, "{before}{name} => {}", whole_name(&input.of));
    }
    text.push(')');
    text
}

/// A type as it is shown to one for whom no schema is in the search path.
fn whole_name(of: &Type) -> String {
    match of {
        Type::Enum(of) => of.name.to_string(),
        Type::Domain(of) => of.name.to_string(),
        Type::Composite(of) => of.name.to_string(),
        Type::Array(element) => format!("{}[]", whole_name(element)),
        Type::Scalar(_) => of.to_string(),
    }
}

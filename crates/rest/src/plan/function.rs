//! Functions: the catalog holds none yet, so every call is of one that is not there.

use crate::error::{CallShape, SchemaError};
use crate::parse::Arguments;
use value::Name;

/// No such function.
pub(super) fn unknown(schema: &Name, function: &str, arguments: &Arguments) -> SchemaError {
    let mut names: Vec<String> = match arguments {
        Arguments::Query { arguments, .. } | Arguments::Form(arguments) => names(arguments),
        Arguments::Rows(rows) => rows.columns().to_vec(),
        Arguments::Raw { .. } => Vec::new(),
    };
    names.sort_unstable();
    names.dedup();
    not_found(schema, function, names, CallShape::of(arguments))
}

/// No such function to ask about.
pub(super) fn unknown_options(
    schema: &Name,
    function: &str,
    arguments: &[(String, String)],
) -> SchemaError {
    not_found(schema, function, names(arguments), CallShape::Named)
}

fn names(arguments: &[(String, String)]) -> Vec<String> {
    arguments.iter().map(|(name, _)| name.clone()).collect()
}

fn not_found(
    schema: &Name,
    function: &str,
    arguments: Vec<String>,
    call: CallShape,
) -> SchemaError {
    let (schema, function) = (schema.to_string(), function.to_owned());
    SchemaError::FunctionNotFound { schema, function, arguments, call, nearest: None }
}

//! Full-text search: documents into vectors, what people type into queries, searching, ranking and showing what
//! was found.

pub(crate) mod asking;
mod configuration;
pub(crate) mod dictionaries;
pub(crate) mod document;
mod execute;
mod fragments;
mod french;
mod grammar;
pub(crate) mod headline;
mod headline_options;
mod headline_words;
mod language;
mod parser;
pub(crate) mod queries;
pub(crate) mod rank;
mod rank_covers;
mod rewrite;
pub(crate) mod search;
pub(crate) mod sets;
#[cfg(test)]
mod tests;
mod token;
pub(crate) mod vectors;

use value::text_search::{Query, Vector};
use value::{Value, ValueError};

use crate::arguments::text;

/// The query of an argument.
fn query_at(arguments: &[Value], at: usize) -> Result<Query, ValueError> {
    Query::read(text(arguments, at)?)
}

/// The vector of an argument.
fn vector_at(arguments: &[Value], at: usize) -> Result<Vector, ValueError> {
    Vector::read(text(arguments, at)?)
}

/// The vector of a text in the default configuration.
fn of_default(document: &str) -> Result<String, ValueError> {
    document::of_text(configuration::DEFAULT, document)
}

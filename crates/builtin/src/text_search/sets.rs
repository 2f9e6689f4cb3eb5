//! Rows out of vectors, and what the parser and the dictionaries do, row by row.

use value::text_search::places;
use value::{Scalar, Value, ValueError, array_of};

use super::configuration::{Configuration, DEFAULT};
use super::parser::Parser;
use super::search::Searched;
use super::token::KINDS;
use crate::arguments::text;
use crate::table::patterns::{INT4, REGCONFIG, TEXT, TEXTS, TSVECTOR};
use crate::{Context, Pattern, Rows, SetReturning};

const DEBUG: &[(&str, Pattern)] = &[
    ("alias", TEXT),
    ("description", TEXT),
    ("token", TEXT),
    ("dictionaries", TEXTS),
    ("dictionary", TEXT),
    ("lexemes", TEXTS),
];

pub(crate) const TABLE: &[SetReturning] = &[
    SetReturning::new(
        "unnest",
        &[TSVECTOR],
        &[("lexeme", TEXT), ("positions", Pattern::Array(Scalar::Int2)), ("weights", TEXTS)],
        unnest,
    ),
    SetReturning::new("ts_debug", &[TEXT], DEBUG, |_, a| debug(DEFAULT, text(a, 0)?)),
    SetReturning::new("ts_debug", &[REGCONFIG, TEXT], DEBUG, |_, a| {
        debug(text(a, 0)?, text(a, 1)?)
    }),
    SetReturning::new("ts_parse", &[TEXT, TEXT], &[("tokid", INT4), ("token", TEXT)], parse),
    SetReturning::new(
        "ts_token_type",
        &[TEXT],
        &[("tokid", INT4), ("alias", TEXT), ("description", TEXT)],
        token_types,
    ),
];

fn rows(rows: Vec<Vec<Value>>) -> Result<Rows, ValueError> {
    Ok(Box::new(rows.into_iter().map(Ok)))
}

fn unnest(_: &Context<'_>, arguments: &[Value]) -> Result<Rows, ValueError> {
    let searched = Searched::new(text(arguments, 0)?);
    rows(
        searched
            .lexemes
            .iter()
            .map(|lexeme| {
                let known = |of: Scalar, values: Vec<Value>| match values.is_empty() {
                    true => Value::Null,
                    false => array_of(&of.of(), &values),
                };
                let positions = places(lexeme.places).map(|it| Value::Int(i64::from(it.position)));
                let letter = |weight: u8| char::from(b'D' - weight).to_string();
                let weights = places(lexeme.places).map(|it| Value::text(letter(it.weight)));
                vec![
                    Value::text(lexeme.text.as_ref()),
                    known(Scalar::Int2, positions.collect()),
                    known(Scalar::Text, weights.collect()),
                ]
            })
            .collect(),
    )
}

fn debug(configuration: &str, document: &str) -> Result<Rows, ValueError> {
    let configuration = Configuration::named(configuration)?;
    let texts = |texts: Vec<Value>| array_of(&Scalar::Text.of(), &texts);
    rows(
        Parser::new(document)
            .map(|token| {
                let (alias, description) = token.kind.described();
                let dictionary = configuration.dictionary(token.kind);
                let name = dictionary.map(|it| Value::text(it.name()));
                let lexemes = dictionary.map_or(Value::Null, |it| {
                    texts(it.find(token.text).map(Value::text).into_iter().collect())
                });
                vec![
                    Value::text(alias),
                    Value::text(description),
                    Value::text(token.text),
                    texts(name.iter().cloned().collect()),
                    name.unwrap_or_default(),
                    lexemes,
                ]
            })
            .collect(),
    )
}

/// There is one parser.
fn require_parser(name: &str) -> Result<(), ValueError> {
    if name.strip_prefix("pg_catalog.").unwrap_or(name) == "default" {
        return Ok(());
    }
    let message = format!("text search parser \"{name}\" does not exist");
    Err(ValueError::new("42704", message))
}

fn parse(_: &Context<'_>, arguments: &[Value]) -> Result<Rows, ValueError> {
    require_parser(text(arguments, 0)?)?;
    rows(
        Parser::new(text(arguments, 1)?)
            .map(|token| vec![Value::Int(token.kind as i64), Value::text(token.text)])
            .collect(),
    )
}

fn token_types(_: &Context<'_>, arguments: &[Value]) -> Result<Rows, ValueError> {
    require_parser(text(arguments, 0)?)?;
    let row = |(kind, alias, description): &(super::token::Kind, &str, &str)| {
        vec![Value::Int(*kind as i64), Value::text(*alias), Value::text(*description)]
    };
    rows(KINDS.iter().map(row).collect())
}

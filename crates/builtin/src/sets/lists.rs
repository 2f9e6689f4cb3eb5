//! Rows out of arrays and texts: `unnest`, `regexp_matches`, `regexp_split_to_table`, `string_to_table`.

use value::{Value, ValueError};

use super::column;
use crate::arguments::text;
use crate::arrays::Elements;
use crate::arrays::lists::split;
use crate::regex::functions::{group_texts, options, pattern, split as split_by_pattern};
use crate::table::patterns::{ARRAY, CITEXT, ELEMENT, TEXT, TEXTS};
use crate::{Context, Rows, SetReturning};

const MATCHES: &str = "regexp_matches";
const SPLIT: &str = "regexp_split_to_table";
const PARTS: &str = "string_to_table";

pub(crate) const TABLE: &[SetReturning] = &[
    SetReturning::new("unnest", &[ARRAY], &[("unnest", ELEMENT)], unnest),
    SetReturning::new(MATCHES, &[TEXT, TEXT], &[(MATCHES, TEXTS)], matches),
    SetReturning::new(MATCHES, &[TEXT, TEXT, TEXT], &[(MATCHES, TEXTS)], matches),
    SetReturning::new(MATCHES, &[CITEXT, CITEXT], &[(MATCHES, TEXTS)], matches),
    SetReturning::new(MATCHES, &[CITEXT, CITEXT, TEXT], &[(MATCHES, TEXTS)], matches),
    SetReturning::new(SPLIT, &[TEXT, TEXT], &[(SPLIT, TEXT)], split_to_table),
    SetReturning::new(SPLIT, &[TEXT, TEXT, TEXT], &[(SPLIT, TEXT)], split_to_table),
    SetReturning::new(SPLIT, &[CITEXT, CITEXT], &[(SPLIT, TEXT)], split_to_table),
    SetReturning::new(SPLIT, &[CITEXT, CITEXT, TEXT], &[(SPLIT, TEXT)], split_to_table),
    SetReturning::new(PARTS, &[TEXT, TEXT], &[(PARTS, TEXT)], string_to_table).lenient(),
    SetReturning::new(PARTS, &[TEXT, TEXT, TEXT], &[(PARTS, TEXT)], string_to_table).lenient(),
];

fn unnest(context: &Context<'_>, arguments: &[Value]) -> Result<Rows, ValueError> {
    Ok(column(Elements::read(context, arguments, 0)?.values))
}

fn matches(context: &Context<'_>, arguments: &[Value]) -> Result<Rows, ValueError> {
    let subject = text(arguments, 0)?;
    let compiled = pattern(context, arguments, 2, None)?;
    let most = if options(arguments, 2)?.global { usize::MAX } else { 1 };
    let found = compiled.matches(subject, 0).take(most);
    Ok(column(found.map(|groups| group_texts(&compiled, subject, &groups)).collect()))
}

fn split_to_table(context: &Context<'_>, arguments: &[Value]) -> Result<Rows, ValueError> {
    let parts = split_by_pattern(context, arguments, "regexp_split_to_table()")?;
    Ok(column(parts.into_iter().map(Value::text).collect()))
}

fn string_to_table(_: &Context<'_>, arguments: &[Value]) -> Result<Rows, ValueError> {
    Ok(column(split(arguments)?.unwrap_or_default()))
}

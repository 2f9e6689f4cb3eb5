//! `@@`: searching a vector by looking into its canonical text.

use std::borrow::Cow;

use value::text_search::{Lexeme, Operand, Query, lexemes, places};
use value::{Value, ValueError};

use super::asking::plain;
use super::execute::{Match, Source, holds};
use super::{of_default, query_at};
use crate::Builtin;
use crate::arguments::text;
use crate::table::patterns::{BOOL, TEXT, TSQUERY, TSVECTOR};

pub(crate) const TABLE: &[Builtin] = &[
    Builtin::function("ts_match_vq", &[TSVECTOR, TSQUERY], BOOL, |_, a| {
        matches(text(a, 0)?, &query_at(a, 1)?)
    })
    .operator("@@"),
    Builtin::function("ts_match_qv", &[TSQUERY, TSVECTOR], BOOL, |_, a| {
        matches(text(a, 1)?, &query_at(a, 0)?)
    })
    .operator("@@"),
    Builtin::function("ts_match_tq", &[TEXT, TSQUERY], BOOL, |_, a| {
        matches(&of_default(text(a, 0)?)?, &query_at(a, 1)?)
    })
    .operator("@@")
    .stable(),
    Builtin::function("ts_match_tt", &[TEXT, TEXT], BOOL, |_, a| {
        matches(&of_default(text(a, 0)?)?, &plain(text(a, 1)?)?)
    })
    .operator("@@")
    .stable(),
    // The operator's old spelling.
    Builtin::function("ts_match_vq_old", &[TSVECTOR, TSQUERY], BOOL, |_, a| {
        matches(text(a, 0)?, &query_at(a, 1)?)
    })
    .operator("@@@"),
    Builtin::function("ts_match_qv_old", &[TSQUERY, TSVECTOR], BOOL, |_, a| {
        matches(text(a, 1)?, &query_at(a, 0)?)
    })
    .operator("@@@"),
];

fn matches(vector: &str, query: &Query) -> Result<Value, ValueError> {
    if query.is_empty() {
        return Ok(Value::bool(false));
    }
    Ok(Value::bool(holds(query, &Searched::new(vector))))
}

/// A vector that is searched.
pub(super) struct Searched<'a> {
    pub(super) lexemes: Vec<Lexeme<'a>>,
}

impl<'a> Searched<'a> {
    pub(super) fn new(canonical: &'a str) -> Self {
        Self { lexemes: lexemes(canonical).collect() }
    }

    /// The lexemes that an operand means, as a range.
    pub(super) fn meant(&self, operand: &Operand) -> &[Lexeme<'a>] {
        let wanted = operand.lexeme.as_bytes();
        let start = self.lexemes.partition_point(|it| it.text.as_bytes() < wanted);
        let rest = self.lexemes.get(start..).unwrap_or_default();
        let is_meant = |text: &Cow<'_, str>| match operand.prefix {
            true => text.as_bytes().starts_with(wanted),
            false => text.as_bytes() == wanted,
        };
        let most = if operand.prefix { rest.len() } else { rest.len().min(1) };
        let count = rest.iter().take(most).take_while(|it| is_meant(&it.text)).count();
        rest.get(..count).unwrap_or_default()
    }
}

/// Whether a weight is one of those that an operand asks for.
pub(super) const fn asked_for(operand: &Operand, weight: u8) -> bool {
    operand.weights == 0 || operand.weights & (1 << weight) != 0
}

impl Source for Searched<'_> {
    fn has(&self, _: usize, operand: &Operand) -> bool {
        self.meant(operand).iter().any(|lexeme| {
            // What has no positions has no weights either, and is found whatever they are.
            operand.weights == 0
                || lexeme.places.is_empty()
                || places(lexeme.places).any(|place| asked_for(operand, place.weight))
        })
    }

    fn find(&self, _: usize, operand: &Operand) -> (Match, Vec<u32>) {
        let meant = self.meant(operand);
        if meant.iter().any(|lexeme| lexeme.places.is_empty()) {
            return (Match::Maybe, Vec::new());
        }
        let mut positions: Vec<u32> = meant
            .iter()
            .flat_map(|lexeme| places(lexeme.places))
            .filter(|place| asked_for(operand, place.weight))
            .map(|place| u32::from(place.position))
            .collect();
        positions.sort_unstable();
        positions.dedup();
        let found = if positions.is_empty() { Match::No } else { Match::Yes };
        (found, positions)
    }
}

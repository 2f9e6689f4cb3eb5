//! Every code that PostgREST's documentation lists, and what produces it here, or why nothing does.

use super::super::*;
use crate::parse::{BodyError, ParseError, RangeError};

/// What is said of a code.
enum Is {
    /// This error has it.
    Made(Box<RestError>),
    /// Nothing has it, for a reason.
    Absent(&'static str),
}

fn made(error: impl Into<RestError>) -> Is {
    Is::Made(Box::new(error.into()))
}

fn codes() -> Vec<(&'static str, Is)> {
    let text = String::new;
    let function = || SchemaError::FunctionNotFound {
        schema: text(),
        function: text(),
        arguments: Vec::new(),
        call: CallShape::Named,
        nearest: None,
    };
    let relationship = SchemaError::NoRelationship {
        origin: text(),
        target: text(),
        hint: None,
        schema: text(),
        nearest: None,
    };
    let ambiguous = SchemaError::AmbiguousRelationship {
        origin: text(),
        target: text(),
        candidates: Vec::new(),
    };
    let column = SchemaError::ColumnNotFound { relation: text(), column: text() };
    let relation =
        SchemaError::RelationNotFound { schema: text(), relation: text(), nearest: None };
    let retired = |reason| Is::Absent(reason);
    let token = |error| made(RestError::Token(error));
    vec![
        ("PGRST000", made(DatabaseError::Unreachable { details: None })),
        ("PGRST001", made(DatabaseError::Lost { details: None })),
        ("PGRST002", made(DatabaseError::NoCatalog)),
        ("PGRST003", made(DatabaseError::busy())),
        ("PGRST100", made(ParseError::Syntax { message: text(), details: text() })),
        ("PGRST101", made(ParseError::CallMethod("PUT".into()))),
        ("PGRST102", made(ParseError::Body(BodyError::Json))),
        ("PGRST103", made(ParseError::Range(RangeError::NegativeLimit))),
        ("PGRST104", retired("no longer used by the protocol")),
        ("PGRST105", made(PlanError::UpsertFilters)),
        ("PGRST106", made(PlanError::SchemaNotExposed { schema: text(), exposed: Vec::new() })),
        ("PGRST107", made(PlanError::NotAcceptable(Vec::new()))),
        ("PGRST108", made(PlanError::NotEmbedded { name: text(), alias: None })),
        ("PGRST109", made(PlanError::LimitWithoutOrder)),
        ("PGRST110", retired("limited updates were taken out of the protocol in version 13")),
        ("PGRST111", made(RespondError::FunctionHeaders)),
        ("PGRST112", made(RespondError::FunctionStatus)),
        ("PGRST113", retired("no longer used by the protocol")),
        ("PGRST114", made(ParseError::UpsertRange)),
        ("PGRST115", made(RespondError::UpsertKey)),
        ("PGRST116", made(RespondError::NotOne { rows: 2 })),
        ("PGRST117", made(ParseError::Method("TRACE".into()))),
        ("PGRST118", made(PlanError::OrderNotToOne { origin: text(), target: text() })),
        ("PGRST119", retired("what a row has many of can be spread since version 13")),
        ("PGRST120", made(PlanError::EmbedFilter { target: text() })),
        ("PGRST121", made(DatabaseError::refused("PGRST", "not JSON"))),
        ("PGRST122", made(ParseError::Preferences(Vec::new()))),
        ("PGRST123", made(PlanError::Aggregates)),
        ("PGRST124", made(RespondError::MaxAffected { rows: 2 })),
        ("PGRST125", made(ParseError::Path)),
        ("PGRST126", made(PlanError::InspectOff)),
        ("PGRST127", made(PlanError::NotImplemented(text()))),
        ("PGRST128", made(PlanError::MaxAffectedCall)),
        ("PGRST200", made(relationship)),
        ("PGRST201", made(ambiguous)),
        ("PGRST202", made(function())),
        ("PGRST203", made(SchemaError::AmbiguousFunction(Vec::new()))),
        ("PGRST204", made(column)),
        ("PGRST205", made(relation)),
        ("PGRST300", token(TokenError::NoKey)),
        ("PGRST301", token(TokenError::Decode(DecodeError::Signature))),
        ("PGRST302", token(TokenError::Missing)),
        ("PGRST303", token(TokenError::Claims(ClaimsError::Audience))),
        ("PGRSTX00", Is::Absent("errors of a driver that is not used here; a bug is XX000")),
    ]
}

#[test]
fn every_code_of_the_protocol_is_produced_or_has_a_reason() {
    for (code, is) in codes() {
        match is {
            Is::Made(error) => {
                let answer = error.answer(Caller::Anonymous);
                assert_eq!(answer.code, code);
                let status = answer.headers()["proxy-status"].to_str().unwrap().to_owned();
                assert_eq!(status, format!("PostgREST; error={code}"));
                let known = answer.headers().contains_key("www-authenticate");
                assert_eq!(known, answer.status == 401, "{code}");
            }
            Is::Absent(reason) => assert!(!reason.is_empty(), "{code}"),
        }
    }
}

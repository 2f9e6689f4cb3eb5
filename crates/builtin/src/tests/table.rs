//! What must hold for every row of the tables.

use std::collections::HashSet;

use crate::{Volatility, aggregates, by_id, functions, operators_named, set_returning_functions};

#[test]
fn every_function_has_its_own_id_that_is_an_identifier() {
    let mut ids = HashSet::new();
    for id in functions().iter().map(crate::Builtin::id) {
        assert!(id.bytes().all(|it| it.is_ascii_alphanumeric() || it == b'_'), "{id}");
        assert!(ids.insert(id.clone()), "{id} is there twice");
        assert_eq!(by_id(&id).map(crate::Builtin::id), Some(id));
    }
}

#[test]
fn aggregates_and_sets_have_their_own_ids() {
    let mut ids = HashSet::new();
    let all = aggregates()
        .iter()
        .map(crate::Aggregate::id)
        .chain(set_returning_functions().iter().map(crate::SetReturning::id));
    for id in all {
        assert!(ids.insert(id.clone()), "{id} is there twice");
    }
}

#[test]
fn an_operator_has_one_or_two_arguments() {
    for row in functions().iter().filter(|it| it.operator.is_some()) {
        assert!(matches!(row.arguments.len(), 1 | 2), "{row}");
    }
    assert!(!operators_named("||").is_empty());
}

#[test]
fn a_function_that_may_run_on_hidden_rows_does_not_depend_on_the_clock() {
    let volatile = functions().iter().filter(|it| it.volatility == Volatility::Volatile);
    for row in volatile.filter(|it| it.leakproof) {
        assert!(row.arguments.is_empty(), "{row}");
    }
}

#[test]
fn a_function_prints_as_postgresql_names_it() {
    let row = by_id("lower_text").expect("lower is there");
    assert_eq!(format!("{row:?}"), "lower(text)");
}

//! Calls and what PostgreSQL 15 answers: one file of cases for each group. A line reads
//! `lower('ABC'::text) => abc`; an error is `!SQLSTATE message`.

mod evaluate;
mod expression;
mod odd_values;
mod resolution;
mod table;
mod text_search;

fn check(cases: &str) {
    let mut differences = Vec::new();
    for line in cases.lines().filter(|it| !it.is_empty() && !it.starts_with('#')) {
        let (call, expected) = line.rsplit_once(" => ").expect("a case has an arrow");
        let found = evaluate::evaluate(call).replace('\n', "\\n");
        if found != expected {
            differences.push(format!("{call}\n  expected {expected}\n  found    {found}"));
        }
    }
    assert!(differences.is_empty(), "{} differ:\n{}", differences.len(), differences.join("\n"));
}

#[test]
fn numbers_are_computed_as_postgresql_does() {
    check(include_str!("cases/numbers.txt"));
}

#[test]
fn texts_are_changed_as_postgresql_does() {
    check(include_str!("cases/text.txt"));
}

#[test]
fn patterns_match_as_postgresql_does() {
    check(include_str!("cases/patterns.txt"));
}

#[test]
fn times_are_reckoned_as_postgresql_does() {
    check(include_str!("cases/time.txt"));
}

#[test]
fn json_is_read_and_changed_as_postgresql_does() {
    check(include_str!("cases/json.txt"));
}

#[test]
fn arrays_are_built_as_postgresql_does() {
    check(include_str!("cases/arrays.txt"));
}

#[test]
fn identifiers_and_addresses_are_as_in_postgresql() {
    check(include_str!("cases/identity.txt"));
}

#[test]
fn values_are_formatted_as_postgresql_does() {
    check(include_str!("cases/format.txt"));
}

#[test]
fn aggregates_gather_as_postgresql_does() {
    check(include_str!("cases/aggregates.txt"));
}

#[test]
fn documents_are_asked_by_paths_as_postgresql_does() {
    check(include_str!("cases/jsonpath.txt"));
}

#[test]
fn ranges_are_computed_as_postgresql_does() {
    check(include_str!("cases/ranges.txt"));
}

#[test]
fn sets_have_postgresqls_rows() {
    check(include_str!("cases/sets.txt"));
}

#[test]
fn names_resolve_as_postgresql_does() {
    check(include_str!("cases/resolve.txt"));
}

#[test]
fn what_is_used_rarely_is_as_in_postgresql() {
    check(include_str!("cases/rare.txt"));
}

#[test]
fn documents_are_searched_as_in_postgresql() {
    check(include_str!("cases/text_search.txt"));
}

//! Spellings and what PostgreSQL 15 prints for them; an error is `!SQLSTATE message`.

use std::cmp::Ordering;

use super::{Query, Vector, compare_queries, compare_vectors, lexemes, places, read_configuration};
use crate::ValueError;

fn shown<T: ToString>(read: Result<T, ValueError>) -> String {
    match read {
        Ok(value) => value.to_string(),
        Err(error) => format!("!{} {}", error.code, error.message),
    }
}

#[test]
fn vectors_are_printed_with_their_lexemes_in_order() {
    let check = |text: &str, expected: &str| assert_eq!(shown(Vector::read(text)), expected);
    check("dog:7 cat:5,3A", "'cat':3A,5 'dog':7");
    check("'it''s' a\\ b:1d,1a", "'a b':1A 'it''s'");
    check("a:0", "!42601 wrong position info in tsvector: \"a:0\"");
    check("a:x", "!42601 syntax error in tsvector: \"a:x\"");
    check("a:99999", "'a':16383");
    check("a\\", "!42601 there is no escaped character: \"a\\\"");
    check("", "");
}

#[test]
fn queries_are_printed_with_the_brackets_they_need() {
    let check = |text: &str, expected: &str| assert_eq!(shown(Query::read(text)), expected);
    check("a&b|!c", "'a' & 'b' | !'c'");
    check("a & (b | c)", "'a' & ( 'b' | 'c' )");
    check("a <-> (b <2> c)", "'a' <-> ( 'b' <2> 'c' )");
    check("super:*ab", "'super':*AB");
    check("a &", "!42601 no operand in tsquery: \"a &\"");
    check("(a", "!42601 syntax error in tsquery: \"(a\"");
}

#[test]
fn a_query_of_half_a_million_words_is_read_and_printed() {
    let text = vec!["a"; 500_000].join("&");
    let query = Query::read(&text).unwrap();
    assert_eq!(query.items().len(), 999_999);
    assert_eq!(query.to_string().matches('&').count(), 499_999);
    let deep = format!("{}a{}", "(".repeat(100_000), ")".repeat(100_000));
    assert_eq!(Query::read(&deep).unwrap().to_string(), "'a'");
}

#[test]
fn a_canonical_text_is_looked_into() {
    let found: Vec<String> = lexemes("'a b':1A,2 'c' 'it''s\\\\':3")
        .map(|it| format!("{}={}", it.text, places(it.places).count()))
        .collect();
    assert_eq!(found, ["a b=2", "c=0", "it's\\=1"]);
}

#[test]
fn shorter_values_come_first() {
    let vector = |text: &str| Vector::read(text).unwrap();
    assert_eq!(compare_vectors(&vector("b"), &vector("a c")), Ordering::Less);
    let query = |text: &str| Query::read(text).unwrap();
    assert_eq!(compare_queries(&query("b"), &query("a & c")), Ordering::Less);
}

#[test]
fn a_configuration_is_named_with_its_schema_or_without() {
    let check = |text: &str, expected: &str| assert_eq!(shown(read_configuration(text)), expected);
    check("English", "english");
    check("pg_catalog.simple", "simple");
    check("nope", "!42704 text search configuration \"nope\" does not exist");
    check("", "!42602 invalid name syntax");
}

//! Reading and writing cases, and comparing answers.

use crate::case::{Answered, Asked, Case, Exchange};
use crate::compare::differences;
use crate::expand::expand;

const CASE: &str = r#"-- A case.
--- settings
max_rows = 2
--- schema
create table t (id int);
insert into t values (1);
--- GET /t?id=eq.1 as ada
--- 200
Content-Type: application/json; charset=utf-8

[{"id":1}]
--- absent
secret
--- POST /t as anon
Prefer: return=minimal
Content-Type: text/csv

id
2
--- 201
"#;

#[test]
fn a_case_is_written_as_it_was_read() {
    let case = Case::read(CASE).unwrap();
    assert_eq!(case.exchanges[1].request.body, "id\n2");
    assert_eq!(case.exchanges[0].absent, ["secret"]);
    assert_eq!(case.write(), CASE);
}

#[test]
fn a_body_needs_an_empty_line_before_it() {
    assert!(Case::read("--- schema\n--- POST /t as anon\n{}\n--- 201\n").is_err());
}

fn check(wanted: &str, given: &str, same: bool) {
    let answer = |body: &str| Answered { status: 200, headers: Vec::new(), body: body.to_owned() };
    let exchange =
        Exchange { request: Asked::default(), answer: answer(wanted), absent: Vec::new() };
    assert_eq!(differences(&exchange, &answer(given)).is_empty(), same, "{wanted} {given}");
}

#[test]
fn blanks_between_the_parts_of_json_mean_nothing() {
    check(r#"[{"a":1}, {"a":2}]"#, "[{\"a\":1},\n {\"a\": 2}]", true);
    check(r#"[{"a":"b c"}]"#, r#"[{"a":"bc"}]"#, false);
    check(r#"["\" a"]"#, r#"["\"a"]"#, false);
    check("[1.0]", "[1.00]", false);
    check("a b", "ab", false);
}

#[test]
fn what_a_text_can_not_say_is_expanded() {
    assert_eq!(expand("a<<3 xy>>b").unwrap(), b"axyxyxyb");
    assert_eq!(expand("<<bytes ff00>>").unwrap(), [0xff, 0]);
    assert!(expand("<<never").is_err());
}

//! Statements without end: refused before they end the stack.

use super::{analysed, show};
use std::thread;

/// What becomes of a statement, read on a stack as large as files are read on.
fn outcome(text: String) -> String {
    let read = move || analysed(&text).map_or_else(|error| show(&error), |_| "read".to_owned());
    let reader = thread::Builder::new().stack_size(256 << 20).spawn(read).expect("a thread");
    reader.join().expect("no panic")
}

fn nested(times: usize, open: &str, inner: &str, close: &str) -> String {
    format!("select {}{inner}{}", open.repeat(times), close.repeat(times))
}

const TOO_DEEP: &str =
    "54001 the statement is nested too deeply | Move inner parts into a `with` or a view.";

#[test]
fn nesting_is_bounded() {
    let forms = [
        ("(", "1", ")"),
        ("lower(", "'a'", ")"),
        ("(select ", "1", ")"),
        ("case when true then ", "1", " end"),
        ("array[", "1", "]"),
        ("exists (select 1 from postings where ", "true", ")"),
        ("(1 in (select ", "1", "))::int"),
    ];
    for (open, inner, close) in forms {
        assert_ne!(outcome(nested(30, open, inner, close)), TOO_DEEP, "{open}");
        assert_eq!(outcome(nested(180, open, inner, close)), TOO_DEEP, "{open}");
    }
}

#[test]
fn chains_are_bounded_where_they_make_the_tree_deep() {
    let chain = |part: &str, between: &str, times: usize| vec![part; times].join(between);
    assert_eq!(outcome(format!("select {}", chain("'a'", " || ", 250))), "read");
    assert_eq!(outcome(format!("select {}", chain("true", " and ", 3000))), "read");
    assert_eq!(outcome(chain("select 1", " union all ", 300)), "read");
    assert_eq!(outcome(format!("values {}", chain("(1, 'a')", ", ", 3000))), "read");
    let sum = outcome(format!("select {}", chain("1", " + ", 1000)));
    assert!(sum.starts_with("54001 the expression has too many operators"), "{sum}");
    let union = outcome(chain("select 1", " union all ", 500));
    assert!(union.starts_with("54001 the union has too many queries"), "{union}");
}

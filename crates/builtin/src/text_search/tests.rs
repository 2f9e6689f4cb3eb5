//! Texts that are made to take long: the time grows with the text, not with its square.

use std::time::{Duration, Instant};

use super::configuration::Configuration;
use super::document::Document;
use super::parser::Parser;

const LONG: usize = 1 << 17;

#[test]
fn whatever_repeats_is_taken_apart_in_little_time() {
    let pieces = [
        "a.",
        "a-",
        "1-",
        "1.",
        "a1-",
        "a@",
        "a.b@",
        "<",
        "<a ",
        "<a '",
        "<a \"",
        "<!--",
        "<!-- -",
        "&a",
        "&#1",
        "/a",
        "a/",
        "../",
        "~/",
        "-1.",
        "1e",
        "a:/",
        "http://a.bc/",
        "a.bc/?",
        "a.bc:",
        "ä-",
        "ä1-",
        "+-",
        "_a",
        "a_",
        "<script>",
        "</",
        "x.y-z_1@",
        "\u{301}",
        "é",
        "a\\",
        "<a '\\",
        "1a-1-",
        ".",
        "-",
        "a.b.c.d-e.f/",
    ];
    for piece in pieces {
        let text = piece.repeat(LONG / piece.len());
        let start = Instant::now();
        let read: usize = Parser::new(&text).map(|token| token.text.len()).sum();
        let took = start.elapsed();
        assert!(read > 0 && took < Duration::from_secs(20), "{piece:?} took {took:?}");
    }
}

#[test]
fn a_long_document_becomes_a_vector() {
    let words: Vec<String> = (0..40_000).map(|number| format!("word{number} running")).collect();
    let mut document = Document::new(Configuration::named("english").expect("it is there"));
    document.add(&words.join(" "));
    assert_eq!(document.into_words().len(), 80_000);
}

#[test]
fn the_rules_stand_in_the_order_of_their_states() {
    for (at, (state, _)) in super::grammar::RULES.iter().enumerate() {
        assert_eq!(*state as usize, at, "{state:?}");
    }
}

//! Which keys are keys, and which requests are the same.

use super::*;
use http::Request;

fn parts(method: &str, uri: &str, headers: &[(&str, &str)]) -> Parts {
    let mut request = Request::builder().method(method).uri(uri);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.body(()).unwrap().into_parts().0
}

fn key(uri: &str, headers: &[(&str, &str)], body: &str) -> OnceKey {
    let headers = [&[("idempotency-key", "k")], headers].concat();
    read(&parts("POST", uri, &headers), body.as_bytes()).unwrap().unwrap()
}

#[test]
fn keys_are_1_to_255_visible_characters() {
    let check = |keys: &[&str], well: bool| {
        let headers: Vec<_> = keys.iter().map(|key| ("idempotency-key", *key)).collect();
        let read = read(&parts("POST", "/a", &headers), b"");
        assert_eq!(read.is_ok_and(|key| key.is_some()), well, "{keys:?}");
    };
    check(&["a"], true);
    check(&["\"8e03978e-40d5-43dd-bc93-6894a57f9324\""], true);
    check(&["!~"], true);
    check(&[&"x".repeat(255)], true);
    check(&[""], false);
    check(&[&"x".repeat(256)], false);
    check(&["a b"], false);
    check(&["a\tb"], false);
    check(&["é"], false);
    check(&["a", "b"], false);
    check(&["a", "a"], false);
}

#[test]
fn what_only_reads_has_no_key() {
    for method in ["GET", "HEAD", "OPTIONS"] {
        let read = read(&parts(method, "/a", &[("idempotency-key", "not valid")]), b"");
        assert_eq!(read, Ok(None), "{method}");
    }
    assert_eq!(read(&parts("POST", "/a", &[]), b""), Ok(None));
}

#[test]
fn whatever_decides_makes_another_request() {
    let known = key("/a?x=eq.1&y=eq.2", &[("prefer", "return=minimal")], "{}");
    let same = |other: &OnceKey| other.request == known.request;
    assert!(same(&key("/a?x=eq.1&y=eq.2", &[("prefer", "return=minimal")], "{}")));
    assert!(same(&key("/a?y=eq.2&x=eq.1", &[("prefer", "return=minimal")], "{}")));
    let agent =
        [("prefer", "return=minimal"), ("user-agent", "other"), ("authorization", "Bearer x")];
    assert!(same(&key("/a?x=eq.1&y=eq.2", &agent, "{}")));
    for other in [
        key("/b?x=eq.1&y=eq.2", &[("prefer", "return=minimal")], "{}"),
        key("/a?x=eq.1&y=eq.3", &[("prefer", "return=minimal")], "{}"),
        key("/a?x=eq.1&x=eq.2&y=eq.2", &[("prefer", "return=minimal")], "{}"),
        key("/a?x=eq.1&y=eq.2", &[("prefer", "return=representation")], "{}"),
        key("/a?x=eq.1&y=eq.2", &[("prefer", "return=minimal"), ("prefer", "count=exact")], "{}"),
        key("/a?x=eq.1&y=eq.2", &[("prefer", "return=minimal"), ("accept", "text/csv")], "{}"),
        key("/a?x=eq.1&y=eq.2", &[("prefer", "return=minimal"), ("if-match", "*")], "{}"),
        key("/a?x=eq.1&y=eq.2", &[("prefer", "return=minimal")], "{ }"),
        key("/a?x=eq.1&y=eq.2", &[("prefer", "return=minimal")], ""),
    ] {
        assert!(!same(&other), "{other:?}");
    }
}

#[test]
fn a_key_counts_within_method_path_and_schema() {
    let known = key("/a?x=eq.1", &[], "{}").within;
    assert_eq!(key("/a?x=eq.2", &[("prefer", "x")], "[]").within, known);
    assert_ne!(key("/b", &[], "{}").within, known);
    assert_ne!(key("/a", &[("content-profile", "other")], "{}").within, known);
    let put = parts("PUT", "/a", &[("idempotency-key", "k")]);
    assert_ne!(read(&put, b"").unwrap().unwrap().within, known);
}

//! What is kept of an answer, and what it is answered again.

use super::*;
use access::Claims;

fn answered(status: u16, headers: &[(&'static str, &str)], body: &str) -> Response<Bytes> {
    let mut response = Response::new(Bytes::from(body.to_owned()));
    *response.status_mut() = StatusCode::from_u16(status).unwrap();
    for (name, value) in headers {
        response.headers_mut().append(HeaderName::from_static(name), value.parse().unwrap());
    }
    response
}

fn shown(response: &Response<Bytes>) -> String {
    let mut text = response.status().as_u16().to_string();
    for (name, value) in response.headers() {
        text.push_str(&format!("\n{name}: {}", value.to_str().unwrap()));
    }
    format!("{text}\n\n{}", String::from_utf8_lossy(response.body()))
}

fn check(response: &Response<Bytes>, most: usize, expected: &str) {
    let replayed = replay(&kept(response, most)).unwrap();
    assert_eq!(shown(&replayed), expected);
}

#[test]
fn an_answer_is_given_again_as_it_was() {
    let json = ("content-type", "application/json; charset=utf-8");
    check(
        &answered(201, &[json, ("content-range", "*/*"), ("content-length", "9")], "[{\"a\":1}]"),
        9,
        "201\ncontent-type: application/json; charset=utf-8\ncontent-range: */*\ncontent-length: 9\n\
         idempotency-replayed: true\n\n[{\"a\":1}]",
    );
    check(
        &answered(204, &[("content-range", "0-1/*")], ""),
        9,
        "204\ncontent-range: 0-1/*\nidempotency-replayed: true\n\n",
    );
    check(
        &answered(200, &[("set-cookie", "a=1"), ("set-cookie", "b: 2")], "line\n\nline\n"),
        99,
        "200\nset-cookie: a=1\nset-cookie: b: 2\ncontent-length: 11\nidempotency-replayed: true\n\nline\n\nline\n",
    );
}

#[test]
fn a_body_that_is_too_large_is_left_out_and_the_headers_say_so() {
    let headers = [
        ("content-type", "application/json; charset=utf-8"),
        ("preference-applied", "return=representation, count=exact"),
        ("location", "/a?id=eq.1"),
    ];
    check(
        &answered(201, &headers, "[{\"a\":1}]"),
        8,
        "201\npreference-applied: return=minimal, count=exact\nlocation: /a?id=eq.1\ncontent-length: 0\n\
         idempotency-replayed: true\n\n",
    );
}

#[test]
fn what_was_kept_by_another_version_is_not_guessed_at() {
    for kept in [
        "",
        "1",
        "1\n",
        "1\n200",
        "1\n200\n",
        "2\n200\n\n",
        "1\n9\n\n",
        "1\n200\na\n\n",
        "1\n200\n: b\n\n",
    ] {
        assert!(replay(kept.as_bytes()).is_none(), "{kept:?}");
    }
}

#[test]
fn a_key_is_that_of_a_person_and_an_application() {
    let becomes = || {
        let outcome = crate::plan::Outcome::Update { counted: false };
        let response = ResponsePlan {
            outcome,
            shown: None,
            profile: None,
            applied: None,
            time_zone: None,
            warning: None,
        };
        Arc::new(Becomes { response, calls: 0, tagged: Tagged::Not })
    };
    let key = OnceKey { key: "k".to_owned(), within: [1; 32], request: [2; 32] };
    let of = |role: &str, claims: &str, headers: &[(&'static str, &str)], key: &OnceKey| {
        let claims = Claims::new(claims.to_owned(), None, None, None);
        let caller = Caller::with_claims(role, claims);
        let headers = answered(200, headers, "");
        once(key, &caller, headers.headers(), OnceSettings::default(), becomes()).key
    };
    let known = of("anon", "{\"sub\":\"a\",\"exp\":1}", &[("apikey", "x")], &key);
    let later = [("apikey", "x"), ("authorization", "Bearer a.new.token")];
    assert_eq!(of("anon", "{\"sub\":\"a\",\"exp\":2}", &later, &key), known);
    let tenant = |claims: &str| of("anon", claims, &[("apikey", "x")], &key);
    let nobody = tenant("{\"tenant\":1,\"exp\":1,\"jti\":\"p\"}");
    assert_eq!(tenant("{\"exp\":2,\"tenant\":1}"), nobody);
    assert_ne!(tenant("{\"exp\":1,\"tenant\":2}"), nobody);
    let other = OnceKey { within: [3; 32], ..key.clone() };
    let another = OnceKey { key: "l".to_owned(), ..key.clone() };
    for other in [
        of("authenticated", "{\"sub\":\"a\"}", &[("apikey", "x")], &key),
        of("anon", "{\"sub\":\"b\"}", &[("apikey", "x")], &key),
        of("anon", "{\"sub\":7}", &[("apikey", "x")], &key),
        of("anon", "", &[("apikey", "x")], &key),
        of("anon", "{\"sub\":\"a\"}", &[("apikey", "y")], &key),
        of("anon", "{\"sub\":\"a\"}", &[("authorization", "Bearer sb_secret_x")], &key),
        of("anon", "{\"sub\":\"a\"}", &[], &key),
        of("anon", "{\"sub\":\"a\"}", &[("apikey", "x")], &other),
        of("anon", "{\"sub\":\"a\"}", &[("apikey", "x")], &another),
    ] {
        assert_ne!(other, known);
    }
}

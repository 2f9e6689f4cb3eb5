//! Requests at `/rest/v1` that make no sense: each gets a status from 400 to 499 and the protocol's body, and the next one
//! is served.

use serde_json::Value;

use crate::http::{Request, connect, exchange};
use crate::project::{PUBLISHABLE_KEY, Project, SECRET_KEY, Server};

/// The body of an error as the protocol has it, with this status and code.
#[track_caller]
fn check(server: &Server, request: Request, status: u16, code: &str) {
    check_named(server, "", request, status, code);
}

#[track_caller]
fn check_named(server: &Server, what: &str, request: Request, status: u16, code: &str) {
    let named = if what.is_empty() { format!("{request:.120?}") } else { what.to_owned() };
    let answer = server.ask(&request.key(SECRET_KEY));
    let text = answer.text();
    assert_eq!((answer.status, answer.code().as_str()), (status, code), "{named}: {text}");
    let body = answer.json();
    let body = body.as_object().unwrap();
    let mut keys: Vec<&str> = body.keys().map(String::as_str).collect();
    keys.sort_unstable();
    assert_eq!(keys, ["code", "details", "hint", "message"], "{named}: {text}");
    assert!(body["message"].as_str().is_some_and(|message| !message.is_empty()), "{named}: {text}");
    let kind = answer.header("content-type");
    assert_eq!(kind, Some("application/json; charset=utf-8"), "{named}");
    for secret in ["sqlite", "SQLite", "panicked", ".rs:"] {
        assert!(!text.contains(secret), "{named} tells {secret}: {text}");
    }
}

/// After all that, it serves as before and nothing went wrong within.
#[track_caller]
pub(crate) fn is_well(server: Server) {
    let request = Request::get("/rest/v1/skills?select=id").key(PUBLISHABLE_KEY);
    assert_eq!(server.ask(&request).expect(200).json().as_array().map(Vec::len), Some(40));
    let said = server.stop_well();
    assert!(!said.contains("ERROR"), "{said}");
}

#[test]
fn bodies_that_make_no_sense_are_refused() {
    let server = Project::careers().dev();
    let post = |body: &str| Request::post("/rest/v1/skills", body);
    for body in [
        "",
        "{",
        r#"{"name": "#,
        r#"{"name": 'x'}"#,
        "[{},",
        "nothing",
        r#"{"name": "x"} {"name": "y"}"#,
        r#"{"name": 01}"#,
        r#"{"name": NaN}"#,
        "[1, 2]",
        "[[]]",
        r#"[{"name": "x"}, {"kind": "data"}]"#,
    ] {
        check(&server, post(body), 400, "PGRST102");
    }
    // What holds no rows writes none, as PostgREST has it.
    for body in ["\"text\"", "5", "true", "null"] {
        assert_eq!(server.ask(&post(body).key(SECRET_KEY)).expect(201).text(), "", "{body}");
    }
    let bytes = |body: &[u8]| {
        Request::new("POST", "/rest/v1/skills")
            .header("content-type", "application/json")
            .body(body)
    };
    check(&server, bytes(b"{\"name\": \"\xff\xfe\", \"kind\": \"data\"}"), 400, "22021");
    check(&server, bytes(b"{\"name\": \"\xed\xa0\x80\", \"kind\": \"data\"}"), 400, "22021");
    check(&server, bytes(b"\0\0\0\0"), 400, "22021");
    let deep = |open: &str, close: &str| format!("{}{}", open.repeat(20_000), close.repeat(20_000));
    check_named(&server, "deep lists", post(&deep("[", "]")), 400, "PGRST102");
    check_named(&server, "deep objects", post(&deep("{\"a\":", "}")), 400, "PGRST102");
    check_named(&server, "an open end", post(&"[".repeat(100_000)), 400, "PGRST102");
    let nul = post("{\"name\": \"a\\u0000b\", \"kind\": \"data\"}");
    let answer = server.ask(&nul.key(SECRET_KEY));
    assert_eq!(answer.status, 400, "{}", answer.text());
    assert!(["22P05", "22021", "PGRST102"].contains(&answer.code().as_str()), "{}", answer.text());
    let csv = |body: &str| {
        Request::new("POST", "/rest/v1/skills")
            .header("content-type", "text/csv")
            .body(body.as_bytes())
    };
    check(&server, csv("name,kind\n\"x,data"), 400, "PGRST102");
    check(&server, csv("name,kind\nx\n"), 400, "PGRST102");
    check(&server, csv(""), 400, "PGRST102");
    let xml = Request::new("POST", "/rest/v1/skills").header("content-type", "text/xml");
    check(&server, xml.body(b"<name>x</name>"), 400, "PGRST102");
    is_well(server);
}

#[test]
fn values_of_the_wrong_type_are_refused() {
    let server = Project::careers().dev();
    let post = |table: &str, body: &str| Request::post(&format!("/rest/v1/{table}"), body);
    for (table, body, code) in [
        ("skills", r#"{"name": "x", "kind": "cooking"}"#, "22P02"),
        ("skills", r#"{"name": null, "kind": "data"}"#, "23502"),
        ("skills", r#"{"kind": "data"}"#, "23502"),
        ("skills", r#"{"name": "x", "kind": "data", "id": 7}"#, "428C9"),
        ("skills", r#"{"name": "x", "knid": "data"}"#, "PGRST204"),
        ("companies", r#"{"name": "x", "slug": "X!", "city": "y", "country": "DE"}"#, "23514"),
        ("companies", r#"{"name": "x", "slug": "x", "city": "y", "country": "Germany"}"#, "22001"),
        (
            "companies",
            r#"{"id": "1", "name": "x", "slug": "x", "city": "y", "country": "DE"}"#,
            "22P02",
        ),
        (
            "companies",
            r#"{"name": "x", "slug": "x", "city": "y", "country": "DE", "founded_in": 99999}"#,
            "22003",
        ),
        (
            "companies",
            r#"{"name": "x", "slug": "x", "city": "y", "country": "DE", "founded_in": 1999.5}"#,
            "22P02",
        ),
        (
            "companies",
            r#"{"name": "x", "slug": "x", "city": "y", "country": "DE", "founded_in": true}"#,
            "22P02",
        ),
        (
            "companies",
            r#"{"name": "x", "slug": "x", "city": "y", "country": "DE", "website": "z"}"#,
            "428C9",
        ),
        (
            "companies",
            r#"{"name": "x", "slug": "x", "city": "y", "country": "DE", "industries": "{a"}"#,
            "22P02",
        ),
        (
            "companies",
            r#"{"name": "x", "slug": "x", "city": "y", "country": "DE", "created_at": "soon"}"#,
            "22007",
        ),
        ("salary_bands", r#"{"level": "entry", "title": "x", "lowest": 1e400}"#, "22003"),
        ("salary_bands", r#"{"level": "entry", "title": "x", "lowest": "much"}"#, "22P02"),
        ("salary_bands", r#"{"level": "entry", "title": "x", "lowest": -1}"#, "23514"),
    ] {
        check(&server, post(table, body), 400, code);
    }
    let digits = format!(r#"{{"level":"entry","title":"x","lowest":{}}}"#, "9".repeat(300_000));
    check_named(&server, "many digits", post("salary_bands", &digits), 400, "22003");
    let long = format!(r#"{{"name":"{}","slug":"x","city":"y","country":"DE"}}"#, "x".repeat(81));
    check(&server, post("companies", &long), 400, "22001");
    let twice = r#"{"level": "entry", "title": "x", "lowest": 1}"#;
    check(&server, post("salary_bands", twice), 409, "23505");
    let nowhere = r#"{"posting_id": 1, "skill_id": 99999}"#;
    check(&server, post("posting_skills", nowhere), 409, "23503");
    for (filter, code) in [
        ("id=eq.abc", "22P02"),
        ("id=eq.99999999999999999999", "22003"),
        ("id=eq.1.5", "22P02"),
        ("level=eq.chief", "22P02"),
        ("published_at=gt.yesterday-ish", "22007"),
        ("company_id=eq.1", "22P02"),
        ("remote=is.maybe", "PGRST100"),
        ("salary_from=gt.much", "22P02"),
        ("locations=cs.{a", "22P02"),
        ("benefits=cs.{a", "22P02"),
        ("title=match.(", "2201B"),
        ("title=eq.a%00b", "22021"),
    ] {
        check(&server, Request::get(&format!("/rest/v1/postings?{filter}")), 400, code);
    }
    is_well(server);
}

#[test]
fn names_that_nobody_knows_are_refused() {
    let server = Project::careers().dev();
    for (target, status, code) in [
        ("/rest/v1/skillz", 404, "PGRST205"),
        ("/rest/v1/Skills", 404, "PGRST205"),
        ("/rest/v1/users", 404, "PGRST205"),
        ("/rest/v1/auth.users", 404, "PGRST205"),
        ("/rest/v1/pg_class", 404, "PGRST205"),
        ("/rest/v1/%22skills%22", 404, "PGRST205"),
        ("/rest/v1/skills;drop%20table%20skills", 404, "PGRST205"),
        ("/rest/v1/skills/1", 404, "PGRST125"),
        ("/rest/v1/rpc/nothing", 404, "PGRST202"),
        ("/rest/v1/rpc/pg_sleep?seconds=5", 404, "PGRST202"),
        ("/rest/v1/skills?select=nothing", 400, "42703"),
        ("/rest/v1/skills?nothing=eq.1", 400, "42703"),
        ("/rest/v1/skills?order=nothing", 400, "42703"),
        ("/rest/v1/skills?select=*,nothing(*)", 400, "PGRST200"),
        ("/rest/v1/skills?select=*,companies(*)", 400, "PGRST200"),
        ("/rest/v1/skills?nothing.name=eq.x", 400, "PGRST108"),
        ("/rest/v1/skills?id=equals.1", 400, "PGRST100"),
        ("/rest/v1/skills?id=1", 400, "PGRST100"),
        ("/rest/v1/skills?select=id::nothing", 400, "42704"),
        ("/rest/v1/skills?select=id,", 400, "PGRST100"),
        ("/rest/v1/skills?select=(", 400, "PGRST100"),
        ("/rest/v1/skills?order=id.sideways", 400, "PGRST100"),
        ("/rest/v1/skills?id=in.1,2", 400, "PGRST100"),
        ("/rest/v1/skills?or=id.eq.1", 400, "42703"),
        ("/rest/v1/skills?or=()", 400, "PGRST100"),
        ("/rest/v1/skills?limit=-1", 416, "PGRST103"),
    ] {
        check(&server, Request::get(target), status, code);
    }
    let upsert =
        Request::post("/rest/v1/skills?on_conflict=nothing", r#"{"name":"x","kind":"data"}"#);
    let upsert = upsert.header("prefer", "resolution=merge-duplicates");
    let answer = server.ask(&upsert.key(SECRET_KEY));
    assert!((400..500).contains(&answer.status), "{} {}", answer.status, answer.text());
    is_well(server);
}

#[test]
fn urls_that_are_too_long_too_deep_or_no_text_are_refused() {
    let server = Project::careers().dev();
    let nested = |depth: usize| format!("{}id.eq.1{}", "and(".repeat(depth), ")".repeat(depth));
    let filter = |depth: usize| Request::get(&format!("/rest/v1/skills?or=({})", nested(depth)));
    check_named(&server, "1,000 deep", filter(1_000), 400, "PGRST100");
    check_named(&server, "10,000 deep", filter(10_000), 400, "PGRST100");
    let not = format!("/rest/v1/skills?id={}eq.1", "not.".repeat(5_000));
    check_named(&server, "not not", Request::get(&not), 400, "PGRST100");
    let embeds = format!("{}*{}", "postings(skills(".repeat(1_000), "))".repeat(1_000));
    let embeds = Request::get(&format!("/rest/v1/skills?select={embeds}"));
    check_named(&server, "deep embeds", embeds, 400, "PGRST100");
    let path = format!("/rest/v1/postings?select=benefits{}", "->a".repeat(15_000));
    let answer = server.ask(&Request::get(&path).key(SECRET_KEY));
    assert!(answer.status < 500, "a long JSON path: {} {}", answer.status, answer.text());
    let many = format!("/rest/v1/skills?{}", "id=gt.0&".repeat(3_000));
    check_named(&server, "many filters", Request::get(&many), 400, "PGRST100");
    let wide = format!("/rest/v1/skills?select={}id", "id,".repeat(5_000));
    check_named(&server, "many columns", Request::get(&wide), 400, "PGRST100");
    // A long list is no harm, also to clients that can't read a long header.
    let list = format!("/rest/v1/skills?select=id&id=in.({}1)", "1,".repeat(20_000));
    let answer = server.ask(&Request::get(&list).key(SECRET_KEY)).expect(200);
    let longest = answer.headers.iter().map(|(_, value)| value.len()).max();
    assert!(longest < Some(8_192), "a header of {longest:?} bytes");
    let long = format!("/rest/v1/skills?name=eq.{}", "x".repeat(64_500));
    check_named(&server, "a long URL", Request::get(&long), 414, "PGRST100");
    for text in ["%ff", "%c3%28", "%ed%a0%80", "%00", "a%00b"] {
        let target = format!("/rest/v1/skills?name=eq.{text}");
        check(&server, Request::get(&target), 400, "22021");
    }
    for target in ["/rest/v1/%ff", "/rest/v1/skills%00", "/rest/v1/skills?%ff=eq.1"] {
        let answer = server.ask(&Request::get(target).key(SECRET_KEY));
        assert!(
            (400..500).contains(&answer.status),
            "{target}: {} {}",
            answer.status,
            answer.text()
        );
        assert_ne!(answer.code(), "", "{target}: {}", answer.text());
    }
    // What isn't HTTP at all is refused before anybody knows which protocol would answer.
    for target in
        [&b"/rest/v1/skills?name=eq.\xff"[..], b"/rest/v1/skills name", b"/\0", b"nothing", b""]
    {
        let bytes = [b"GET ", target, b" HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n"]
            .concat();
        let answer = exchange(connect(&server.address), &bytes).unwrap();
        assert!((400..500).contains(&answer.status), "{target:?}: {}", answer.status);
    }
    is_well(server);
}

#[test]
fn bodies_that_are_too_large_are_refused() {
    let server = Project::careers().dev();
    let large = format!(r#"{{"name":"{}","kind":"data"}}"#, "x".repeat(11 << 20));
    let post =
        || Request::new("POST", "/rest/v1/skills").header("content-type", "application/json");
    // Sent whole, as most clients do.
    for _ in 0..3 {
        check_named(&server, "sent whole", post().body(large.as_bytes()), 413, "PGRST102");
    }
    // Only announced.
    let announced = post().header("content-length", "99999999999999");
    check_named(&server, "announced", announced, 413, "PGRST102");
    // Sent in chunks, so that nobody knows how much is to come.
    let chunk = format!("10000\r\n{}\r\n", "x".repeat(0x10000));
    let chunks = format!("{}0\r\n\r\n", chunk.repeat(11 << 4));
    let request = post().header("transfer-encoding", "chunked").header("content-length", "");
    let head = request.bytes(&server.address);
    let head = String::from_utf8(head).unwrap().replace("content-length: \r\n", "");
    let key = format!("apikey: {SECRET_KEY}\r\n\r\n");
    let bytes = [head.trim_end().as_bytes(), b"\r\n", key.as_bytes(), chunks.as_bytes()].concat();
    let answer = exchange(connect(&server.address), &bytes).unwrap();
    assert_eq!((answer.status, answer.code().as_str()), (413, "PGRST102"), "{}", answer.text());
    // Many rows within the limit are no harm.
    let rows: Vec<Value> = (0..2_000)
        .map(|at| serde_json::json!({ "name": format!("skill {at}"), "kind": "data" }))
        .collect();
    let many = post().body(serde_json::to_string(&rows).unwrap().as_bytes()).key(SECRET_KEY);
    server.ask(&many.header("prefer", "tx=rollback")).expect(201);
    server
        .ask(&Request::new("DELETE", "/rest/v1/skills?name=like.skill*").key(SECRET_KEY))
        .expect(204);
    is_well(server);
}

#[test]
fn methods_and_headers_that_make_no_sense_are_refused() {
    let server = Project::careers().dev();
    let skills = |name: &str, value: &str| Request::get("/rest/v1/skills").header(name, value);
    check(&server, Request::new("TRACE", "/rest/v1/skills"), 405, "PGRST117");
    check(&server, Request::new("BREW", "/rest/v1/skills"), 405, "PGRST117");
    check(&server, skills("range", "5-2"), 416, "PGRST103");
    check(&server, skills("accept", "application/vnd.pgrst.object+json"), 406, "PGRST116");
    check(&server, skills("accept", "image/png"), 406, "PGRST107");
    check(&server, skills("accept-profile", "auth"), 406, "PGRST106");
    check(&server, skills("accept-profile", "nothing"), 406, "PGRST106");
    check(&server, skills("prefer", "handling=strict, nothing=much"), 400, "PGRST122");
    for (name, value) in [
        ("range", "a-b"),
        ("range", "0-99999999999999999999999"),
        ("prefer", "count=much, return=, ,=, resolution"),
        ("accept", ";;;,q=,*/*;q=nan"),
        ("if-none-match", "\"\""),
        ("x-forwarded-for", "not an address, ::::"),
        ("x-client-info", "supabase-js/2\u{e9}"),
    ] {
        let answer = server.ask(&skills(name, value).key(SECRET_KEY));
        assert!(answer.status < 500, "{name}: {value}: {} {}", answer.status, answer.text());
    }
    let put = Request::new("PUT", "/rest/v1/skills?id=eq.1&limit=1").json(r#"{"id":1}"#);
    check(&server, put, 400, "PGRST114");
    // What is refused before it reaches a service has no body, and a status all the same.
    let huge = server.ask(&skills("x-huge", &"x".repeat(200_000)).key(SECRET_KEY));
    assert_eq!(huge.status, 431);
    let many = (0..500).fold(Request::get("/rest/v1/skills"), |request, at| {
        request.header(&format!("x-{at}"), "x")
    });
    assert_eq!(server.ask(&many).status, 431);
    for bytes in [
        &b"GET /rest/v1/skills HTTP/1.1\r\nbad header\r\n\r\n"[..],
        b"GET /rest/v1/skills HTTP/9.9\r\nhost: localhost\r\n\r\n",
        b"POST /rest/v1/skills HTTP/1.1\r\nhost: localhost\r\ncontent-length: many\r\n\r\n",
        b"POST /rest/v1/skills HTTP/1.1\r\nhost: localhost\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
    ] {
        if let Ok(answer) = exchange(connect(&server.address), bytes) {
            assert!((400..500).contains(&answer.status), "{}", answer.status);
        }
    }
    is_well(server);
}

//! Whole requests: what path, method, headers and body mean together.

use bytes::Bytes;
use http::Request;
use http::request::Parts;

use super::*;

fn parts(method_and_target: &str, headers: &[(&str, &str)]) -> Parts {
    let (method, target) = method_and_target.split_once(' ').unwrap();
    let mut request = Request::builder().method(method).uri(target);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    request.body(()).unwrap().into_parts().0
}

fn read(
    method_and_target: &str,
    headers: &[(&str, &str)],
    body: &[u8],
) -> Result<RestRequest, ParseError> {
    parse(&parts(method_and_target, headers), Bytes::copy_from_slice(body), &Limits::default())
}

fn action(method_and_target: &str) -> Action {
    read(method_and_target, &[], b"{}").unwrap().action
}

fn query(action: Action) -> Query {
    match action {
        Action::Read { query, .. } | Action::Delete { query, .. } | Action::Call { query, .. } => {
            query
        }
        Action::Insert { write, .. } | Action::Upsert(write) | Action::Update(write) => write.query,
        other => panic!("{other:?} has no query"),
    }
}

#[test]
fn method_and_path_say_what_to_do() {
    let cases = [
        ("GET /", "Inspect { head: false }"),
        ("HEAD /", "Inspect { head: true }"),
        ("OPTIONS /", "InspectOptions"),
        ("GET /films", "Read { relation: \"films\", "),
        ("GET /na%C3%AFve%20films+1", "Read { relation: \"naïve films+1\", "),
        ("GET /rpc", "Read { relation: \"rpc\", "),
        ("OPTIONS /films", "RelationOptions { relation: \"films\" }"),
        ("POST /films", "Insert { write: Write { relation: \"films\""),
        ("PUT /films", "Upsert(Write { relation: \"films\""),
        ("PATCH /films", "Update(Write { relation: \"films\""),
        ("DELETE /films", "Delete { relation: \"films\""),
        (
            "GET /rpc/add?a=1",
            "Call { function: \"add\", arguments: Query { arguments: [(\"a\", \"1\")], head: false }",
        ),
        (
            "HEAD /rpc/add",
            "Call { function: \"add\", arguments: Query { arguments: [], head: true }",
        ),
        ("POST /rpc/add", "Call { function: \"add\", arguments: Rows("),
        (
            "OPTIONS /rpc/add?a=1",
            "FunctionOptions { function: \"add\", arguments: [(\"a\", \"1\")] }",
        ),
    ];
    for (request, expected) in cases {
        let action = format!("{:?}", action(request));
        assert!(action.starts_with(expected), "{request}: {action}");
    }
}

#[test]
fn what_has_no_meaning_is_refused() {
    let cases = [
        ("GET /invalid/nested/paths", ParseError::Path),
        ("GET /films/", ParseError::Path),
        ("GET //films", ParseError::Path),
        ("GET /rpc/", ParseError::Path),
        ("POST /", ParseError::Method("POST".into())),
        ("TRACE /films", ParseError::Method("TRACE".into())),
        ("PUT /rpc/add", ParseError::CallMethod("PUT".into())),
        ("DELETE /rpc/add", ParseError::CallMethod("DELETE".into())),
        ("GET /a%00b", ParseError::Text { byte: 0 }),
        ("GET /films?a=eq.%00", ParseError::Text { byte: 0 }),
        ("GET /films?a=eq.x%FFy", ParseError::Text { byte: 0xff }),
        ("GET /films?%C3=eq.1", ParseError::Text { byte: 0xc3 }),
        ("PUT /films?limit=1", ParseError::UpsertRange),
        ("PUT /films?offset=1", ParseError::UpsertRange),
        ("GET /films?limit=-1", ParseError::Range(RangeError::NegativeLimit)),
        ("GET /films?actors.limit=-1", ParseError::Range(RangeError::NegativeLimit)),
    ];
    for (request, expected) in cases {
        assert_eq!(read(request, &[], b"{}"), Err(expected), "{request}");
    }
}

#[test]
fn the_query_string_is_decoded_and_sorted_out() {
    let target = "GET /films?select=a,b&year=eq.19%2B84+x&director.name=is.null&or=(a.eq.1,b.eq.2)\
                  &order=a&director.order=b.desc&limit=5&offset=2&director.limit=1&director.offset=3&novalue&&";
    let query = query(action(target));
    assert_eq!(query.select.len(), 2);
    assert_eq!(query.conditions.len(), 3);
    assert!(query.conditions[0].is_root() && !query.conditions[1].is_root());
    let Condition::Filter(Filter { test: Test::Compare { value, .. }, .. }) =
        &query.conditions[0].item
    else {
        panic!("{query:?}");
    };
    assert_eq!(value, "19+84 x");
    assert_eq!(query.orders.iter().map(|at| at.path.len()).collect::<Vec<_>>(), [0, 1]);
    assert_eq!(query.range, Range { offset: 2, limit: Some(5) });
    let embedded = At { path: vec!["director".into()], item: Range { offset: 3, limit: Some(1) } };
    assert_eq!(query.embedded_ranges, [embedded]);
    assert_eq!(
        query.canonical,
        "director.limit=1&director.name=is.null&director.offset=3&director.order=b.desc&limit=5&novalue=&offset=2\
         &or=%28a.eq.1%2Cb.eq.2%29&order=a&select=a%2Cb&year=eq.19%2B84%20x"
    );
}

#[test]
fn without_select_all_is_selected_and_the_first_select_counts() {
    assert_eq!(query(action("GET /films")).select, [SelectItem::Star]);
    assert_eq!(query(action("GET /films?select")).select, [SelectItem::Star]);
    assert_eq!(query(action("GET /films?select=")).select, []);
    assert_eq!(query(action("GET /films?select=a&select=b,c")).select.len(), 1);
}

#[test]
fn a_semicolon_belongs_to_its_value_and_one_name_may_have_many_filters() {
    let query = query(action("DELETE /films?name=eq.a;b&name=neq.c"));
    assert_eq!(query.conditions.len(), 2);
    assert!(format!("{:?}", query.conditions[0]).contains("a;b"));
    assert_eq!(query.canonical, "name=eq.a%3Bb,neq.c");
}

#[test]
fn arguments_and_filters_of_a_call_are_told_apart() {
    let call = action("GET /rpc/f?a=1&b=x&b=y&c=eq.5&select=z");
    let Action::Call { arguments: Arguments::Query { arguments, .. }, query, .. } = call else {
        panic!("{call:?}");
    };
    let expected = [("a", "1"), ("b", "x"), ("b", "y")].map(|(a, b)| (a.to_owned(), b.to_owned()));
    assert_eq!(arguments, expected);
    assert_eq!(query.conditions.len(), 1);
    assert!(matches!(read("POST /rpc/f?a=1", &[], b"{}"), Err(ParseError::Syntax { .. })));
}

#[test]
fn ranges_of_header_and_parameters_meet() {
    let lower = Err(ParseError::Range(RangeError::LowerAboveUpper));
    let negative = Err(ParseError::Range(RangeError::NegativeLimit));
    let range = |offset, limit| Ok(Range { offset, limit });
    let cases = [
        ("GET /a", "0-1", range(0, Some(2))),
        ("GET /a", "items=5-9", range(5, Some(5))),
        ("GET /a", "3-", range(3, None)),
        ("GET /a", "bytes=0-5", range(0, None)),
        ("GET /a", "-5", range(0, None)),
        ("GET /a", "0-0", range(0, Some(1))),
        ("GET /a", "1-0", lower),
        ("GET /a?limit=3", "0-1", range(0, Some(2))),
        ("GET /a?limit=3", "0-9", range(0, Some(3))),
        ("GET /a?limit=10&offset=5", "7-20", range(7, Some(8))),
        ("GET /a?limit=2&offset=5", "0-1", negative),
        ("GET /a?limit=0", "0-1", range(0, Some(0))),
        ("GET /a?offset=-4", "", range(0, None)),
        ("GET /a?offset=-4&limit=3", "", range(0, Some(3))),
        ("GET /a?limit=0&offset=5", "", range(5, Some(0))),
        ("GET /a?limit=ten", "", range(0, None)),
        ("GET /a?limit=99999999999999999999", "", range(0, Some(i64::MAX as u64))),
        ("GET /a?limit=1&limit=2", "", range(0, Some(2))),
        ("HEAD /a", "0-1", range(0, None)),
        ("PATCH /a", "0-1", range(0, None)),
    ];
    for (request, header, expected) in cases {
        let read = read(request, &[("Range", header)], b"{}");
        let range = read.map(|request| query(request.action).range);
        assert_eq!(range, expected, "{request} with {header}");
    }
}

#[test]
fn the_profile_header_depends_on_the_method() {
    let headers = [("Accept-Profile", "a"), ("Content-Profile", "b")];
    for (request, expected) in [
        ("GET /x", "a"),
        ("HEAD /x", "a"),
        ("OPTIONS /x", "a"),
        ("POST /x", "b"),
        ("PATCH /x", "b"),
        ("PUT /x", "b"),
        ("DELETE /x", "b"),
        ("POST /rpc/x", "b"),
        ("GET /rpc/x", "a"),
    ] {
        let schema = read(request, &headers, b"{}").unwrap().schema;
        assert_eq!(schema.as_deref(), Some(expected), "{request}");
    }
    assert_eq!(read("GET /x", &[], b"").unwrap().schema, None);
}

#[test]
fn preferences_come_in_one_header_or_many_and_the_first_of_a_kind_counts() {
    let prefer = |headers: &[&str]| {
        let headers: Vec<_> = headers.iter().map(|value| ("Prefer", *value)).collect();
        read("GET /x", &headers, b"").map(|request| request.preferences)
    };
    let all = Preferences {
        resolution: Some(Resolution::Ignore),
        representation: Some(Representation::Full),
        count: Some(Count::Exact),
        transaction: Some(Transaction::Commit),
        missing: Some(Missing::Default),
        handling: Some(Handling::Lenient),
        timezone: Some("America/Los_Angeles".into()),
        max_affected: Some(100),
    };
    let one = "resolution=ignore-duplicates, count=exact,    tx=commit   ,return=representation , missing=default, \
               handling=lenient, anything, timezone=America/Los_Angeles, max-affected=100";
    assert_eq!(prefer(&[one]), Ok(all.clone()));
    assert_eq!(prefer(&one.split(',').collect::<Vec<_>>()), Ok(all));
    let first = prefer(&["tx=rollback, tx=commit", "tx=commit"]).unwrap();
    assert_eq!(first.transaction, Some(Transaction::Rollback));
    assert_eq!(prefer(&["count=none, max-affected=many"]), Ok(Preferences::default()));
    let strict = prefer(&["handling=strict, anything, count=exact", "something=else"]);
    assert_eq!(
        strict,
        Err(ParseError::Preferences(vec!["anything".into(), "something=else".into()]))
    );
    assert!(prefer(&["handling=strict, count=exact, timezone=Nowhere"]).is_ok());
}

#[test]
fn accept_is_ordered_by_quality_and_by_how_much_it_says() {
    let plan = |of, format, options| MediaType::Plan(Box::new(PlanMedia { of, format, options }));
    let object = |nulls_stripped| MediaType::Object { nulls_stripped };
    let cases = [
        ("application/json", vec![MediaType::Json]),
        ("text/csv, application/json", vec![MediaType::Csv, MediaType::Json]),
        ("text/csv;q=0.5, application/json", vec![MediaType::Json, MediaType::Csv]),
        ("*/*, text/csv", vec![MediaType::Csv, MediaType::Any]),
        (
            "text/html, application/xml;q=0.9, */*;q=0.8",
            vec![
                MediaType::Other("text/html".into()),
                MediaType::Other("application/xml".into()),
                MediaType::Any,
            ],
        ),
        ("text/csv;q=0, application/json", vec![MediaType::Json]),
        ("ApplicatIon/vnd.PgRsT.object+json", vec![object(false)]),
        ("application/vnd.pgrst.object+json;nulls=stripped", vec![object(true)]),
        ("application/vnd.pgrst.object", vec![object(false)]),
        ("application/vnd.pgrst.array+json", vec![MediaType::Json]),
        ("application/vnd.pgrst.array+json; nulls=stripped", vec![MediaType::ArrayWithoutNulls]),
        ("application/geo+json", vec![MediaType::GeoJson]),
        ("application/openapi+json", vec![MediaType::OpenApi]),
        ("application/octet-stream", vec![MediaType::Octets]),
        ("application/vnd.twkb", vec![MediaType::Other("application/vnd.twkb".into())]),
        (
            "application/vnd.pgrst.plan",
            vec![plan(MediaType::Json, PlanFormat::Text, PlanOptions::default())],
        ),
        (
            "application/vnd.pgrst.plan+json; for=\"text/csv\"; options=analyze|wal",
            vec![plan(
                MediaType::Csv,
                PlanFormat::Json,
                PlanOptions { analyze: true, wal: true, ..PlanOptions::default() },
            )],
        ),
        (
            "application/vnd.pgrst.plan;for=\"application/vnd.pgrst.object+json;nulls=stripped\"",
            vec![plan(object(true), PlanFormat::Text, PlanOptions::default())],
        ),
        ("nonsense", vec![MediaType::Other("nonsense".into())]),
        ("", vec![MediaType::Other(String::new())]),
    ];
    for (accept, expected) in cases {
        assert_eq!(
            read("GET /x", &[("Accept", accept)], b"").unwrap().accept,
            expected,
            "{accept}"
        );
    }
    assert_eq!(read("GET /x", &[], b"").unwrap().accept, [MediaType::Any]);
}

#[test]
fn a_media_type_is_written_as_it_is_read() {
    for text in [
        "application/json",
        "text/csv",
        "application/vnd.pgrst.object+json;nulls=stripped",
        "application/vnd.pgrst.array+json;nulls=stripped",
        "application/vnd.pgrst.plan+text; for=\"text/xml\"; options=analyze|verbose|settings|buffers|wal",
        "image/png",
    ] {
        assert_eq!(MediaType::read(text).to_string(), text);
    }
    assert_eq!(MediaType::Csv.content_type(), "text/csv; charset=utf-8");
    assert_eq!(MediaType::Octets.content_type(), "application/octet-stream");
}

#[test]
fn on_conflict_is_of_inserts_and_columns_of_what_has_rows() {
    let insert = action("POST /films?on_conflict=a,b&columns=x");
    let Action::Insert { on_conflict, write } = insert else { panic!("{insert:?}") };
    assert_eq!(on_conflict, Some(vec!["a".to_owned(), "b".to_owned()]));
    assert_eq!(write.rows.columns(), ["x"]);
    assert_eq!(write.rows.cell(0, 0), Cell::Absent);
    let upsert = action("PUT /films?columns=x");
    assert!(matches!(upsert, Action::Upsert(Write { rows, .. }) if rows.columns().is_empty()));
}

#[test]
fn a_body_is_read_only_where_one_belongs() {
    assert!(read("DELETE /films?id=eq.1", &[], b"{nonsense").is_ok());
    assert!(read("GET /films", &[("Content-Type", "image/png")], b"{nonsense").is_ok());
    assert!(read("POST /rpc/f", &[], b"").is_ok());
    for request in ["POST /films", "PATCH /films", "PUT /films"] {
        assert_eq!(read(request, &[], b""), Err(ParseError::Body(BodyError::Json)), "{request}");
    }
    let png = read("POST /films", &[("Content-Type", "image/png")], b"");
    assert_eq!(png, Err(ParseError::Body(BodyError::MediaType("image/png".into()))));
    let text = read("POST /films", &[("Content-Type", "text/plain")], b"");
    assert_eq!(text, Err(ParseError::Body(BodyError::MediaType("text/plain".into()))));
}

#[test]
fn a_call_takes_its_body_by_its_media_type() {
    let arguments = |kind: &str, body: &[u8]| {
        let read = read("POST /rpc/f", &[("Content-Type", kind)], body);
        read.map(|request| match request.action {
            Action::Call { arguments, .. } => arguments,
            other => panic!("{other:?}"),
        })
    };
    let raw =
        |kind, bytes: &'static [u8]| Ok(Arguments::Raw { kind, bytes: Bytes::from_static(bytes) });
    assert_eq!(arguments("text/plain; charset=utf-8", b"hi"), raw(RawBody::Text, b"hi"));
    assert_eq!(arguments("text/xml", b"<a/>"), raw(RawBody::Xml, b"<a/>"));
    assert_eq!(arguments("application/octet-stream", b"\0\xff"), raw(RawBody::Bytes, b"\0\xff"));
    assert_eq!(arguments("text/plain", b"a\0"), Err(ParseError::Text { byte: 0 }));
    let form = [("a", "1 2"), ("a", "x&y"), ("b", "")].map(|(a, b)| (a.to_owned(), b.to_owned()));
    assert_eq!(
        arguments("application/x-www-form-urlencoded", b"a=1+2&a=x%26y&b"),
        Ok(Arguments::Form(form.to_vec()))
    );
    let Ok(Arguments::Rows(rows)) = arguments("application/json", b" {\"a\": [1, {}]} ") else {
        panic!("not rows");
    };
    assert_eq!((rows.columns(), rows.cell(0, 0)), (&["a".to_owned()][..], Cell::Json("[1, {}]")));
    assert_eq!(rows.json(), Some(" {\"a\": [1, {}]} "));
}

#[test]
fn what_is_too_large_or_too_deep_is_refused_by_its_bound() {
    let over = |bound, limit| Err(ParseError::Bound { bound, limit });
    let long = |values| format!("GET /films?id=in.({})", "1,".repeat(values));
    assert!(read(&long(31_900), &[], b"").is_ok());
    assert_eq!(read(&long(32_000), &[], b""), over(Bound::UrlBytes, 64_000));
    let body = vec![b' '; (16 << 20) + 1];
    assert_eq!(read("POST /films", &[], &body), over(Bound::BodyBytes, 16 << 20));
    let many = format!("GET /films?{}", "a=eq.1&".repeat(1_001));
    assert_eq!(read(&many, &[], b""), over(Bound::Filters, 1_000));
    let windows: String = (0..1_001).map(|n| format!("e{n}.limit=1&")).collect();
    assert_eq!(read(&format!("GET /films?{windows}"), &[], b""), over(Bound::Filters, 1_000));
    let deep = format!("GET /films?or={}{}", "(and".repeat(1_000), ")".repeat(1_000));
    assert_eq!(read(&deep, &[], b""), over(Bound::FilterDepth, 64));
    let terms = "GET /films?order=".to_owned() + &"a,".repeat(1_000) + "a";
    assert_eq!(read(&terms, &[], b""), over(Bound::Filters, 1_000));
    let path = format!("data{}", "-%3Ea".repeat(129));
    for part in ["select=", "order=", "or=(", ""] {
        let url = match part {
            "or=(" => format!("GET /films?or=({path}.eq.1)"),
            "" => format!("GET /films?{path}=eq.1"),
            part => format!("GET /films?{part}{path}"),
        };
        assert_eq!(read(&url, &[], b""), over(Bound::PathSteps, 128), "{part}");
    }
}

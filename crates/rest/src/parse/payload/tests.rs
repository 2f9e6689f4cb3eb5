//! Bodies, case by case.

use super::*;
use crate::parse::Bound;

/// Rows as lines of cells: `~` is absent, `NULL` null, JSON bare and text in angle brackets.
fn read(kind: MediaType, body: &str, columns: Option<&str>) -> Result<String, ParseError> {
    let columns = columns.map(|list| list.split(',').map(str::to_owned).collect::<Vec<_>>());
    let body = Bytes::copy_from_slice(body.as_bytes());
    let rows = rows(body, kind, columns.as_deref(), &Limits::default())?;
    let mut lines = vec![rows.columns().join(",")];
    for row in 0..rows.len() {
        let cells = rows.row(row).map(|cell| match cell {
            Cell::Absent => "~".to_owned(),
            Cell::Null => "NULL".to_owned(),
            Cell::Json(text) => text.to_owned(),
            Cell::Text(text) => format!("<{text}>"),
        });
        lines.push(cells.collect::<Vec<_>>().join(","));
    }
    Ok(lines.join("; "))
}

fn check(kind: &MediaType, cases: &[(&str, &str)]) {
    for (body, expected) in cases {
        assert_eq!(read(kind.clone(), body, None).as_deref(), Ok(*expected), "{body}");
    }
}

fn check_errors(kind: &MediaType, cases: &[(&str, BodyError)]) {
    for (body, expected) in cases {
        let expected = Err(ParseError::Body(expected.clone()));
        assert_eq!(read(kind.clone(), body, None), expected, "{body}");
    }
}

#[test]
fn json_values_keep_their_text() {
    check(
        &MediaType::Json,
        &[
            (r#"{"a":1,"b":"x"}"#, r#"a,b; 1,"x""#),
            (r#" { "a" : 1.10 , "b" : -0.0e+5 } "#, "a,b; 1.10,-0.0e+5"),
            (
                r#"[{"a":0.1234567890123456789},{"a":1e400},{"a":9223372036854775808}]"#,
                "a; 0.1234567890123456789; 1e400; 9223372036854775808",
            ),
            (r#"{"a":{"x": [1, {"y":2}],"x":null}}"#, r#"a; {"x": [1, {"y":2}],"x":null}"#),
            (r#"{"a":null,"b":true,"c":false}"#, "a,b,c; NULL,true,false"),
            (r#"{"é\"\u0041":"ü"}"#, "é\"A; \"ü\""),
            ("{}", "; "),
            ("[]", ""),
            ("[{},{}]", "; ; "),
            ("1", ""),
            ("\"a\"", ""),
            ("null", ""),
        ],
    );
}

#[test]
fn json_keys_must_match_in_any_order_and_the_last_of_one_name_counts() {
    check(
        &MediaType::Json,
        &[
            (r#"[{"a":1,"b":2},{"b":3,"a":4}]"#, "a,b; 1,2; 4,3"),
            (r#"{"a":1,"b":2,"a":3}"#, "a,b; 3,2"),
            (r#"[{"a":1,"a":2},{"a":3}]"#, "a; 2; 3"),
        ],
    );
    check_errors(
        &MediaType::Json,
        &[
            (r#"[{"a":1},{"b":1}]"#, BodyError::Keys),
            (r#"[{"a":1},{"a":1,"b":1}]"#, BodyError::Keys),
            (r#"[{"a":1,"b":1},{"a":1}]"#, BodyError::Keys),
            (r#"[{"a":1},2]"#, BodyError::Keys),
            ("[1,2]", BodyError::Keys),
            (r#"[{"a":1},{"b":}]"#, BodyError::Json),
        ],
    );
}

#[test]
fn columns_choose_keys_and_allow_them_to_be_missing() {
    let read = |body, columns| read(MediaType::Json, body, Some(columns));
    assert_eq!(read(r#"[{"a":1,"x":9},{"b":2}]"#, "a,b,a"), Ok("a,b; 1,~; ~,2".into()));
    assert_eq!(read(r#"{"x":1}"#, "a"), Ok("a; ~".into()));
    assert_eq!(read("[]", "a"), Ok(String::new()));
    assert_eq!(read("[1]", "a"), Ok(String::new()));
    assert_eq!(read("1", "a"), Ok(String::new()));
    assert_eq!(read("", "a"), Err(ParseError::Body(BodyError::Json)));
}

#[test]
fn what_is_not_json_is_refused() {
    for body in [
        "",
        " ",
        "{",
        "}",
        "[",
        "{\"a\"}",
        "{\"a\":}",
        "{\"a\":1,}",
        "[{},]",
        "{a:1}",
        "{'a':1}",
        "{}{}",
        "[] x",
        "01",
        "1.",
        ".5",
        "+1",
        "1e",
        "-",
        "nul",
        "truee",
        "\"a",
        "\"\\x\"",
        "\"\\u12g4\"",
        "\"a\nb\"",
        "NaN",
        "[1 2]",
        "{\"a\":1 \"b\":2}",
        "{\"a\":[1,}",
        "{\"a\":[1}",
        "{\"\\ud800\":1}",
        "{\"a\":\"\\ud800\"}",
        "{\"a\":\"\\ud800x\"}",
        "{\"a\":\"\\udc00\"}",
        "{\"a\":\"\\ud800\\u0041\"}",
        "\u{feff}{}",
    ] {
        check_errors(&MediaType::Json, &[(body, BodyError::Json)]);
    }
}

#[test]
fn json_is_bounded_in_depth_and_size() {
    let over = |bound, limit| Err(ParseError::Bound { bound, limit });
    let deep = |levels: usize| format!("{{\"a\":{}{}}}", "[".repeat(levels), "]".repeat(levels));
    assert!(read(MediaType::Json, &deep(127), None).is_ok());
    assert_eq!(read(MediaType::Json, &deep(128), None), over(Bound::JsonDepth, 128));
    assert_eq!(read(MediaType::Json, &deep(1_000_000), None), over(Bound::JsonDepth, 128));
    assert_eq!(read(MediaType::Json, &"[".repeat(1_000_000), None), over(Bound::JsonDepth, 128));
    let columns = (0..1_000).map(|n| format!("c{n}")).collect::<Vec<_>>().join(",");
    let rows = format!("[{}]", vec!["{}"; 5_000].join(","));
    assert_eq!(read(MediaType::Json, &rows, Some(&columns)), over(Bound::Cells, 4_000_000));
    let wide: Vec<_> = (0..50_000).map(|n| format!("\"{n}\":1")).collect();
    assert!(read(MediaType::Json, &format!("{{{}}}", wide.join(",")), None).is_ok());
}

#[test]
fn csv_is_text_under_a_header() {
    check(
        &MediaType::Csv,
        &[
            ("a,b\n1,hi\n2,bye", "a,b; <1>,<hi>; <2>,<bye>"),
            ("a,b\r\nNULL,\"NULL\"\r\n", "a,b; NULL,NULL"),
            ("a,b\n\"x,\"\"y\"\"\nz\",\n", "a,b; <x,\"y\"\nz>,<>"),
            ("a\n\n1\n\n2\n", "a; <1>; <2>"),
            ("a,b\n1,2,3\n", "a,b; <1>,<2>"),
            ("a,b,a\n1,2,3\n", "a,b; <3>,<2>"),
            ("\"a b\",é\nü, \n", "a b,é; <ü>,< >"),
            ("a,b\n", ""),
        ],
    );
    check_errors(
        &MediaType::Csv,
        &[
            ("", BodyError::CsvEmpty),
            ("\n\n", BodyError::CsvEmpty),
            ("a,b\nfoo,bar\nbaz", BodyError::Lines),
            ("a\n\"x", BodyError::Csv { line: 2 }),
            ("a\nx\"y", BodyError::Csv { line: 2 }),
            ("a\n1\n\"x\"y", BodyError::Csv { line: 3 }),
        ],
    );
}

#[test]
fn a_form_is_one_row_of_text() {
    check(
        &MediaType::Form,
        &[("a=1&b=x+y%21", "a,b; <1>,<x y!>"), ("a=1&a=2&c", "a,c; <2>,<>"), ("", "; ")],
    );
}

#[test]
fn a_body_that_is_not_text_is_refused() {
    for (kind, body) in [
        (MediaType::Json, &b"{\"a\":\"\xff\"}"[..]),
        (MediaType::Csv, b"a\n\xff"),
        (MediaType::Form, b"a=%ff"),
    ] {
        let read = rows(Bytes::copy_from_slice(body), kind, None, &Limits::default());
        assert_eq!(read, Err(ParseError::Text { byte: 0xff }));
    }
    assert_eq!(read(MediaType::Csv, "a\n\0", None), Err(ParseError::Text { byte: 0 }));
}

mod anything {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        /// JSON is what another reader of JSON takes for it.
        #[test]
        fn is_json_or_is_not(body in "[-0-9eE.+{}\\[\\]:, \"\\\\untrefalsb\u{7}]{0,24}") {
            let ours = read(MediaType::Json, &body, None) != Err(ParseError::Body(BodyError::Json));
            let theirs = serde_json::from_str::<&serde_json::value::RawValue>(&body).is_ok();
            prop_assert_eq!(ours, theirs, "{}", body);
        }

        /// Whatever the bytes: an answer.
        #[test]
        fn is_read_or_refused(body in any::<Vec<u8>>()) {
            for kind in [MediaType::Json, MediaType::Csv, MediaType::Form] {
                let _ = rows(Bytes::copy_from_slice(&body), kind, None, &Limits::default());
            }
        }

        /// Quoted CSV gives back what was quoted.
        #[test]
        fn survives_in_csv(field in "[^\0]{0,20}") {
            let body = format!("a,b\n\"{}\",1\n", field.replace('"', "\"\""));
            let rows = rows(Bytes::from(body), MediaType::Csv, None, &Limits::default()).unwrap();
            let expected = if field == "NULL" { Cell::Null } else { Cell::Text(&field) };
            prop_assert_eq!(rows.cell(0, 0), expected);
        }
    }
}

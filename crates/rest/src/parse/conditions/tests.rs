//! What the headers name, and when two tags match.

use super::*;

fn check(lines: &[&str], expected: &str) {
    let mut headers = HeaderMap::new();
    for line in lines {
        headers.append(IF_MATCH, line.parse().unwrap());
    }
    let given = match read(&headers).if_match {
        None => "none".to_owned(),
        Some(Tags::Any) => "any".to_owned(),
        Some(Tags::Malformed) => "malformed".to_owned(),
        Some(Tags::List(tags)) => {
            tags.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
        }
    };
    assert_eq!(given, expected, "{lines:?}");
}

#[test]
fn lists_are_read_as_they_may_be_written() {
    check(&[], "none");
    check(&["*"], "any");
    check(&[" * "], "any");
    check(&["\"a\""], "\"a\"");
    check(&["W/\"a\""], "W/\"a\"");
    check(&["\"\""], "\"\"");
    check(&["\"a\",\"b\" , W/\"c\""], "\"a\" \"b\" W/\"c\"");
    check(&["\"a\"", "\"b\""], "\"a\" \"b\"");
    check(&[", \"a\",, ,\"b\","], "\"a\" \"b\"");
    check(&["\"a,b\", \"!#~\""], "\"a,b\" \"!#~\"");
    check(&["\"back\\slash\""], "\"back\\slash\"");
}

#[test]
fn what_is_no_list_is_told_from_none() {
    for line in [
        "",
        ",",
        "a",
        "\"a",
        "a\"",
        "w/\"a\"",
        "W/ \"a\"",
        "W/a",
        "\"a\" \"b\"",
        "\"a b\"",
        "*, *",
        "\"a\", *",
    ] {
        check(&[line], "malformed");
    }
    check(&[&vec!["\"a\""; TAGS_MAX].join(",")], &vec!["\"a\""; TAGS_MAX].join(" "));
    check(&[&vec!["\"a\""; TAGS_MAX + 1].join(",")], "malformed");
}

/// The table of RFC 9110, 8.8.3.2.
#[test]
fn tags_match_strongly_and_weakly() {
    for (left, right, strongly, weakly) in [
        (EntityTag::weak("1"), EntityTag::weak("1"), false, true),
        (EntityTag::weak("1"), EntityTag::weak("2"), false, false),
        (EntityTag::weak("1"), EntityTag::strong("1"), false, true),
        (EntityTag::strong("1"), EntityTag::strong("1"), true, true),
        (EntityTag::strong("1"), EntityTag::strong("2"), false, false),
    ] {
        let given = (left.matches_strongly(&right), left.matches_weakly(&right));
        assert_eq!(given, (strongly, weakly), "{left} {right}");
    }
}

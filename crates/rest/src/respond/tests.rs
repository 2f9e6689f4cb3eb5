//! From answers made by hand to HTTP.

use super::{respond, strip};
use crate::error::{Caller, RestError};
use crate::plan::{Called, Format, Outcome, ResponsePlan, Shape, Shown, Total};
use db::{Answer, Column, Rows, StepAnswer};
use value::{Modifier, Scalar, Type, ValueRef};

fn rows(columns: &[(&str, Type)], cells: &[ValueRef<'_>]) -> Rows {
    let column = |(name, of): &(&str, Type)| Column {
        name: (*name).into(),
        of: of.clone(),
        modifier: Modifier::None,
    };
    let mut rows = Rows::of(columns.iter().map(column).collect());
    for cell in cells {
        assert!(rows.push(*cell));
    }
    rows
}

fn step(rows: Rows) -> StepAnswer {
    let affected = rows.len() as u64;
    StepAnswer { rows, affected, inserted: 0 }
}

fn answer(steps: Vec<StepAnswer>) -> Answer {
    Answer { steps, commit: None, settings: std::collections::BTreeMap::new() }
}

/// `id`, `name`: that many rows.
fn people(count: i64) -> StepAnswer {
    let mut cells = Vec::new();
    for id in 1..=count {
        cells.extend([ValueRef::Int(id), ValueRef::Text("x")]);
    }
    step(rows(&[("id", Scalar::Int4.of()), ("name", Type::TEXT)], &cells))
}

fn counted(total: i64) -> StepAnswer {
    step(rows(&[("count", Scalar::Int8.of())], &[ValueRef::Int(total)]))
}

fn plan(outcome: Outcome, format: Option<Format>) -> ResponsePlan {
    let shown = format.map(|format| Shown { format, nothing: false });
    ResponsePlan { outcome, shown, profile: None, applied: None, time_zone: None, warning: None }
}

fn read(offset: u64, limit: Option<u64>, total: Total, head: bool) -> Outcome {
    Outcome::Read { head, offset, limit, total, location: "/people?id=eq.1".to_owned() }
}

/// Status, some headers and the body, a line each.
fn text(plan: &ResponsePlan, answer: &Answer) -> String {
    let response = match respond(plan, answer) {
        Ok(response) => response,
        Err(error) => return refusal(&error),
    };
    let header = |name: &str| {
        response.headers().get(name).map(|value| format!("{name}: {}", value.to_str().unwrap()))
    };
    let mut lines = vec![response.status().as_u16().to_string()];
    lines.extend(
        [
            "content-range",
            "location",
            "content-profile",
            "preference-applied",
            "content-type",
            "content-length",
        ]
        .into_iter()
        .filter_map(header),
    );
    lines.push(String::from_utf8(response.body().to_vec()).unwrap());
    lines.join("\n")
}

fn refusal(error: &RestError) -> String {
    let answer = error.answer(Caller::Anonymous);
    format!("{} {} {:?}", answer.status.as_u16(), answer.code, answer.details)
}

#[track_caller]
fn check(plan: &ResponsePlan, answer: &Answer, expected: &str) {
    assert_eq!(text(plan, answer), expected);
}

#[test]
fn rows_are_an_array_of_objects() {
    let plan = plan(read(0, None, Total::Unasked, false), Some(Format::Json));
    check(
        &plan,
        &answer(vec![people(2)]),
        "200\ncontent-range: 0-1/*\ncontent-type: application/json; charset=utf-8\ncontent-length: 42\n\
         [{\"id\":1,\"name\":\"x\"},\n{\"id\":2,\"name\":\"x\"}]",
    );
    check(
        &plan,
        &answer(vec![people(0)]),
        "200\ncontent-range: */*\ncontent-type: application/json; charset=utf-8\ncontent-length: 2\n[]",
    );
}

#[test]
fn values_are_written_as_their_type_s_json() {
    let plan = plan(read(0, None, Total::Unasked, false), Some(Format::Object));
    let cells = rows(
        &[
            ("n", Scalar::Numeric.of()),
            ("big", Scalar::Int8.of()),
            ("yes", Type::BOOL),
            ("at", Scalar::Timestamptz.of()),
            ("tags", Type::TEXT.array()),
            ("doc", Scalar::Jsonb.of()),
            ("no\"", Type::TEXT),
        ],
        &[
            ValueRef::Text("10.30"),
            ValueRef::Int(i64::MAX),
            ValueRef::Int(1),
            ValueRef::Int(0),
            ValueRef::Text("{a,\"b c\"}"),
            ValueRef::Text("{\"a\": 1e400}"),
            ValueRef::Null,
        ],
    );
    let response = respond(&plan, &answer(vec![step(cells)])).unwrap();
    let expected = r#"{"n":10.30,"big":9223372036854775807,"yes":true,"at":"1970-01-01T00:00:00+00:00","tags":["a","b c"],"doc":{"a": 1e400},"no\"":null}"#;
    assert_eq!(response.body(), expected);
    assert_eq!(
        response.headers()["content-type"],
        "application/vnd.pgrst.object+json; charset=utf-8"
    );
}

#[test]
fn one_object_is_one_row() {
    let plan = plan(read(0, None, Total::Unasked, false), Some(Format::Object));
    let not_one = |rows| format!("406 PGRST116 Some(Text(\"The result contains {rows} rows\"))");
    check(&plan, &answer(vec![people(0)]), &not_one(0));
    check(&plan, &answer(vec![people(2)]), &not_one(2));
}

#[test]
fn ranges_tell_what_was_left_out() {
    let of =
        |offset, limit, total, head| plan(read(offset, limit, total, head), Some(Format::Json));
    let first_lines = |plan: &ResponsePlan, answer: &Answer| {
        text(plan, answer).lines().take(2).collect::<Vec<_>>().join(" ")
    };
    let pages = [
        (0, Some(2), 2, 5, "206 content-range: 0-1/5"),
        (4, Some(2), 1, 5, "206 content-range: 4-4/5"),
        (0, Some(9), 5, 5, "200 content-range: 0-4/5"),
        (5, Some(2), 0, 5, "206 content-range: */5"),
        (0, Some(2), 0, 0, "200 content-range: */0"),
        (6, Some(2), 0, 5, "416 content-range: */5"),
    ];
    for (offset, limit, read, total, expected) in pages {
        let plan = of(offset, limit, Total::Counted, false);
        assert_eq!(first_lines(&plan, &answer(vec![people(read), counted(total)])), expected);
        // What a HEAD counts it need not read.
        let plan = of(offset, limit, Total::Counted, true);
        assert_eq!(first_lines(&plan, &answer(vec![people(0), counted(total)])), expected);
    }
    let all = of(0, None, Total::Rows, false);
    assert_eq!(first_lines(&all, &answer(vec![people(3)])), "200 content-range: 0-2/3");
}

#[test]
fn head_has_the_headers_and_no_body() {
    let plan = plan(read(0, None, Total::Unasked, true), Some(Format::Json));
    check(
        &plan,
        &answer(vec![people(2)]),
        "200\ncontent-range: 0-1/*\ncontent-type: application/json; charset=utf-8\n",
    );
}

#[test]
fn csv_is_as_postgresql_prints_rows() {
    let plan = plan(read(0, None, Total::Unasked, false), Some(Format::Csv));
    let columns = [("id", Scalar::Int4.of()), ("name", Type::TEXT), ("yes", Type::BOOL)];
    let cells = [
        ValueRef::Int(1),
        ValueRef::Text("a \"b\", c\\d"),
        ValueRef::Int(1),
        ValueRef::Null,
        ValueRef::Text(""),
        ValueRef::Int(0),
    ];
    let response = respond(&plan, &answer(vec![step(rows(&columns, &cells))])).unwrap();
    assert_eq!(response.body(), "id,name,yes\n1,\"a \"\"b\"\", c\\\\d\",t\n,\"\",f");
    assert_eq!(response.headers()["content-type"], "text/csv; charset=utf-8");
    let response = respond(&plan, &answer(vec![step(rows(&columns, &[]))])).unwrap();
    assert_eq!(response.body(), "\n");
}

#[test]
fn inserts_are_created_or_were_there() {
    let insert =
        |merges, counted| Outcome::Insert { merges, updates: merges, counted, located: None };
    let written =
        |affected, inserted| answer(vec![StepAnswer { rows: Rows::default(), affected, inserted }]);
    let silent = |outcome| plan(outcome, None);
    check(
        &silent(insert(false, false)),
        &written(1, 0),
        "201\ncontent-range: */*\ncontent-length: 0\n",
    );
    check(
        &silent(insert(false, true)),
        &written(3, 0),
        "201\ncontent-range: */3\ncontent-length: 0\n",
    );
    check(
        &silent(insert(true, false)),
        &written(2, 1),
        "201\ncontent-range: */*\ncontent-length: 0\n",
    );
    check(
        &silent(insert(true, false)),
        &written(2, 0),
        "200\ncontent-range: */*\ncontent-length: 0\n",
    );
    let nothing = Outcome::Insert { merges: true, updates: false, counted: false, located: None };
    check(&silent(nothing), &written(0, 0), "200\ncontent-range: */*\ncontent-length: 0\n");
    check(&silent(Outcome::Upsert), &written(1, 1), "204\n");
    let shown = plan(Outcome::Upsert, Some(Format::Json));
    let mut replaced = people(1);
    assert!(text(&shown, &answer(vec![replaced.clone()])).starts_with("200\n"));
    replaced.inserted = 1;
    assert!(text(&shown, &answer(vec![replaced])).starts_with("201\n"));
}

#[test]
fn a_new_row_s_place_is_told() {
    let outcome = Outcome::Insert {
        merges: false,
        updates: false,
        counted: false,
        located: Some("my films".into()),
    };
    let located = plan(outcome, None);
    let columns =
        [("id", Scalar::Int4.of()), ("at", Scalar::Timestamptz.of()), ("name", Type::TEXT)];
    let key = rows(&columns, &[ValueRef::Int(5), ValueRef::Int(0), ValueRef::Text("a&b")]);
    check(
        &located,
        &answer(vec![step(key)]),
        "201\ncontent-range: */*\n\
         location: /my%20films?id=eq.5&at=eq.1970-01-01T00%3A00%3A00%2B00%3A00&name=eq.a%26b\ncontent-length: 0\n",
    );
    check(&located, &answer(vec![people(2)]), "201\ncontent-range: */*\ncontent-length: 0\n");
}

#[test]
fn updates_and_deletes_tell_how_many() {
    let silent = |outcome| plan(outcome, None);
    let update = |counted| silent(Outcome::Update { counted });
    let delete = |counted| silent(Outcome::Delete { counted });
    check(&update(false), &answer(vec![people(2)]), "204\ncontent-range: 0-1/*\n");
    check(&update(true), &answer(vec![people(0)]), "204\ncontent-range: */0\n");
    check(&delete(false), &answer(vec![people(2)]), "204\ncontent-range: */*\n");
    check(&delete(true), &answer(vec![people(2)]), "204\ncontent-range: */2\n");
    let mut shown = plan(Outcome::Delete { counted: false }, Some(Format::Json));
    shown.profile = Some("v2".into());
    shown.applied = Some("return=representation".to_owned());
    check(
        &shown,
        &answer(vec![people(1)]),
        "200\ncontent-range: */*\ncontent-profile: v2\npreference-applied: return=representation\n\
         content-type: application/json; charset=utf-8\ncontent-length: 21\n[{\"id\":1,\"name\":\"x\"}]",
    );
}

#[test]
fn nothing_to_show_is_empty_objects() {
    let mut plan = plan(read(0, None, Total::Unasked, false), Some(Format::Json));
    plan.shown = Some(Shown { format: Format::Json, nothing: true });
    let response = respond(&plan, &answer(vec![people(2)])).unwrap();
    assert_eq!(response.body(), "[{},\n{}]");
}

#[test]
fn nulls_are_left_out_at_every_depth() {
    for (json, expected) in [
        (r#"[{"a":null,"b":1}]"#, r#"[{"b":1}]"#),
        (r#"[{"a":1,"b":null}]"#, r#"[{"a":1}]"#),
        (r#"[{"a":null,"b":null}]"#, r"[{}]"),
        (r#"{"a":null,"b":null,"c":2,"d":null}"#, r#"{"c":2}"#),
        (
            r#"{"a": {"x": null, "y": [null, {"z": null}]}, "b": "null,"}"#,
            r#"{"a": {"y": [null, {}]}, "b": "null,"}"#,
        ),
        (r#"{"{\",":null,"b":"{,"}"#, r#"{"b":"{,"}"#),
        ("[null,\nnull]", "[null,\nnull]"),
    ] {
        assert_eq!(String::from_utf8(strip::nulls(json.as_bytes())).unwrap(), expected);
    }
    let plan = plan(read(0, None, Total::Unasked, false), Some(Format::JsonWithoutNulls));
    let cells =
        rows(&[("a", Type::TEXT), ("b", Type::TEXT)], &[ValueRef::Null, ValueRef::Text("x")]);
    let response = respond(&plan, &answer(vec![step(cells)])).unwrap();
    assert_eq!(response.body(), "[{\"b\":\"x\"}]");
}

fn called(shape: Shape, format: Format) -> ResponsePlan {
    let (head, offset, total) = (false, 0, Total::Unasked);
    let outcome = Outcome::Call(Called { head, offset, total, shape, raw: None, most: None });
    plan(outcome, Some(format))
}

#[test]
fn a_call_is_answered_in_the_shape_of_its_result() {
    let values = |cells: &[ValueRef<'_>]| {
        answer(vec![step(rows(&[("pgrst_scalar", Scalar::Int4.of())], cells))])
    };
    let two = values(&[ValueRef::Int(1), ValueRef::Null]);
    for (shape, answer, expected) in [
        (Shape::Value, &values(&[ValueRef::Int(7)]), "7"),
        (Shape::Value, &values(&[ValueRef::Null]), "null"),
        (Shape::Value, &values(&[]), "null"),
        (Shape::Values, &two, "[1, null]"),
        (Shape::Values, &values(&[]), "[]"),
        (Shape::Object, &answer(vec![people(1)]), r#"{"id":1,"name":"x"}"#),
        (Shape::Object, &answer(vec![people(0)]), "null"),
        (Shape::Rows, &answer(vec![people(1)]), r#"[{"id":1,"name":"x"}]"#),
    ] {
        let response = respond(&called(shape, Format::Json), answer).unwrap();
        assert_eq!(response.body(), expected, "{shape:?}");
    }
    let nothing = respond(&called(Shape::Void, Format::Json), &answer(Vec::new())).unwrap();
    assert_eq!((nothing.status().as_u16(), nothing.body().len()), (204, 0));
    let error = respond(&called(Shape::Rows, Format::Object), &answer(vec![people(2)]));
    assert_eq!(refusal(&error.unwrap_err()).split(' ').next(), Some("406"));
}

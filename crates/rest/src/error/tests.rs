//! The table, case by case: status, code, message, details and hint, as PostgREST words them.

mod codes;

use serde_json::{Value, json};

use super::*;
use crate::parse::{BodyError, Bound, RangeError};

#[expect(clippy::needless_pass_by_value, reason = "a case reads better without borrows")]
fn check(error: RestError, status: u16, code: &str, message: &str, details: Value, hint: Value) {
    let answer = error.answer(Caller::Authenticated);
    let body: Value = serde_json::from_str(&answer.body()).unwrap();
    let expected = json!({"code": code, "details": details, "hint": hint, "message": message});
    assert_eq!((answer.status.as_u16(), body), (status, expected), "{error:?}");
    let proxy_status = format!("PostgREST; error={code}");
    assert_eq!(answer.headers()["proxy-status"], proxy_status.as_str());
    assert_eq!(answer.headers()["content-type"], "application/json; charset=utf-8");
}

fn schema(error: SchemaError) -> RestError {
    RestError::Plan(PlanError::Schema(Box::new(error)))
}

fn refused(code: &str, message: &str) -> RestError {
    raised(code, message, None)
}

fn raised(code: &str, message: &str, details: Option<&str>) -> RestError {
    RestError::Database(DatabaseError::Refused {
        code: code.into(),
        message: message.into(),
        details: details.map(str::to_owned),
        hint: None,
    })
}

fn strings(list: &[&str]) -> Vec<String> {
    list.iter().map(|text| (*text).to_owned()).collect()
}

#[test]
fn the_body_has_its_keys_in_order() {
    let body = RestError::Parse(ParseError::Path).answer(Caller::Anonymous).body();
    let expected = r#"{"code":"PGRST125","details":null,"hint":null,"message":"Invalid path specified in request URL"}"#;
    assert_eq!(body, expected);
}

#[test]
fn requests_that_cannot_be_understood() {
    let null = Value::Null;
    let check = |error, status, code, message, details: Value, hint| {
        check(RestError::Parse(error), status, code, message, details, hint);
    };
    let syntax =
        ParseError::Syntax { message: "\"failed …\"".into(), details: "unexpected".into() };
    check(syntax, 400, "PGRST100", "\"failed …\"", json!("unexpected"), null.clone());
    let message = "invalid byte sequence for encoding \"UTF8\": 0x00";
    check(ParseError::Text { byte: 0 }, 400, "22021", message, null.clone(), null.clone());
    let message = "Cannot use the PUT method on RPC";
    check(
        ParseError::CallMethod("PUT".into()),
        405,
        "PGRST101",
        message,
        null.clone(),
        null.clone(),
    );
    let message = "Unsupported HTTP method: TRACE";
    check(ParseError::Method("TRACE".into()), 405, "PGRST117", message, null.clone(), null.clone());
    for (error, message) in [
        (BodyError::Json, "Empty or invalid json"),
        (BodyError::Keys, "All object keys must match"),
        (BodyError::Lines, "All lines must have same number of fields"),
        (BodyError::CsvEmpty, "parse error (not enough input)"),
        (BodyError::MediaType("image/png".into()), "Content-Type not acceptable: image/png"),
    ] {
        check(ParseError::Body(error), 400, "PGRST102", message, null.clone(), null.clone());
    }
    let unsatisfiable = "Requested range not satisfiable";
    let limit = json!("Limit should be greater than or equal to zero.");
    let error = ParseError::Range(RangeError::NegativeLimit);
    check(error, 416, "PGRST103", unsatisfiable, limit, null.clone());
    let lower = json!(
        "The lower boundary must be lower than or equal to the upper boundary in the Range header."
    );
    let error = ParseError::Range(RangeError::LowerAboveUpper);
    check(error, 416, "PGRST103", unsatisfiable, lower, null.clone());
    let message = "limit/offset querystring parameters are not allowed for PUT";
    check(ParseError::UpsertRange, 400, "PGRST114", message, null.clone(), null.clone());
    let message = "Invalid preferences given with handling=strict";
    let details = json!("Invalid preferences: anything, something=else");
    let unknown = strings(&["anything", "something=else"]);
    check(ParseError::Preferences(unknown), 400, "PGRST122", message, details, null);
}

#[test]
fn bounds_say_how_much_is_allowed_and_what_to_do() {
    for (bound, status, code) in [
        (Bound::UrlBytes, 414, "PGRST100"),
        (Bound::BodyBytes, 413, "PGRST102"),
        (Bound::Cells, 413, "PGRST102"),
        (Bound::JsonDepth, 400, "PGRST102"),
        (Bound::SelectItems, 400, "PGRST100"),
        (Bound::EmbedDepth, 400, "PGRST100"),
        (Bound::Filters, 400, "PGRST100"),
        (Bound::FilterDepth, 400, "PGRST100"),
        (Bound::PathSteps, 400, "PGRST100"),
    ] {
        let error = RestError::Parse(ParseError::Bound { bound, limit: 4711 });
        let answer = error.answer(Caller::Anonymous);
        assert_eq!((answer.status.as_u16(), &*answer.code), (status, code), "{bound:?}");
        assert!(answer.message.contains("4711") && answer.hint.is_some(), "{bound:?}");
    }
}

#[test]
fn requests_that_make_no_sense() {
    let null = || Value::Null;
    let check = |error, status, code, message, details: Value, hint| {
        check(RestError::Plan(error), status, code, message, details, hint);
    };
    let message = "Filters must include all and only primary key columns with 'eq' operators";
    check(PlanError::UpsertFilters, 405, "PGRST105", message, null(), null());
    let error = PlanError::SchemaNotExposed { schema: "x".into(), exposed: strings(&["v1", "v2"]) };
    let hint = json!("Only the following schemas are exposed: v1, v2");
    check(error, 406, "PGRST106", "Invalid schema: x", null(), hint);
    let message = "None of these media types are available: image/png, text/html";
    let error = PlanError::NotAcceptable(strings(&["image/png", "text/html"]));
    check(error, 406, "PGRST107", message, null(), null());
    let message = "'clients' is not an embedded resource in this request";
    let hint = json!("Verify that 'clients' is included in the 'select' query parameter.");
    let error = PlanError::NotEmbedded { name: "clients".into(), alias: None };
    check(error, 400, "PGRST108", message, null(), hint);
    let details = json!("Target names are not allowed in filters if they have an alias");
    let hint = json!("Change 'clients' to 'c' in filters, orders or limits.");
    let error = PlanError::NotEmbedded { name: "clients".into(), alias: Some("c".into()) };
    check(error, 400, "PGRST108", message, details, hint);
    let error = PlanError::OrderNotToOne { origin: "clients".into(), target: "projects".into() };
    let details =
        json!("'clients' and 'projects' do not form a many-to-one or one-to-one relationship");
    let message = "A related order on 'projects' is not possible";
    check(error, 400, "PGRST118", message, details, null());
    let message = "Bad operator on the 'projects' embedded resource";
    let details = json!("Only is null or not is null filters are allowed on embedded resources");
    let error = PlanError::EmbedFilter { target: "projects".into() };
    check(error, 400, "PGRST120", message, details, null());
    let message = "Use of aggregate functions is not allowed";
    check(PlanError::Aggregates, 400, "PGRST123", message, null(), null());
    check(
        PlanError::InspectOff,
        404,
        "PGRST126",
        "Root endpoint metadata is disabled",
        null(),
        null(),
    );
    let error = PlanError::NotImplemented("Why.".into());
    check(error, 400, "PGRST127", "Feature not implemented", json!("Why."), null());
}

#[test]
fn names_that_are_not_in_the_schema() {
    let null = || Value::Null;
    let error = SchemaError::RelationNotFound {
        schema: "test".into(),
        relation: "projectx".into(),
        nearest: nearest("projectx", ["clients", "projects"]).map(str::to_owned),
    };
    let message = "Could not find the table 'test.projectx' in the schema cache";
    let hint = json!("Perhaps you meant the table 'test.projects'");
    check(schema(error), 404, "PGRST205", message, null(), hint);
    let error =
        SchemaError::ColumnNotFound { relation: "items".into(), column: "helicopter".into() };
    let message = "Could not find the 'helicopter' column of 'items' in the schema cache";
    check(schema(error), 400, "PGRST204", message, null(), null());
    let no_relationship = |hint: Option<&str>, nearest| SchemaError::NoRelationship {
        origin: "films".into(),
        target: "role".into(),
        hint: hint.map(str::to_owned),
        schema: "api".into(),
        nearest,
    };
    let message = "Could not find a relationship between 'films' and 'role' in the schema cache";
    let details = json!(
        "Searched for a foreign key relationship between 'films' and 'role' in the schema 'api', but no matches \
         were found."
    );
    let hint = json!("Perhaps you meant 'roles' instead of 'role'.");
    let error = no_relationship(None, Some(Nearest::Target("roles".into())));
    check(schema(error), 400, "PGRST200", message, details, hint);
    let details = json!(
        "Searched for a foreign key relationship between 'films' and 'role' using the hint 'fk' in the schema \
         'api', but no matches were found."
    );
    check(schema(no_relationship(Some("fk"), None)), 400, "PGRST200", message, details, null());
}

#[test]
fn an_ambiguous_embed_lists_its_candidates() {
    let key = |constraint: &str, from: &str, to: &str| ForeignKey {
        constraint: constraint.into(),
        origin_columns: strings(&[from]),
        target_columns: strings(&[to]),
    };
    let candidate = |target: &str, cardinality| Candidate {
        origin: "message".into(),
        target: target.into(),
        cardinality,
    };
    let error = SchemaError::AmbiguousRelationship {
        origin: "message".into(),
        target: "person".into(),
        candidates: vec![
            candidate("person", Cardinality::ManyToOne(key("sender_fkey", "sender", "id"))),
            candidate(
                "person",
                Cardinality::ManyToMany {
                    junction: "copies".into(),
                    to_origin: ("m_fkey".into(), strings(&["message_id"])),
                    to_target: ("p_fkey".into(), strings(&["person_id"])),
                },
            ),
        ],
    };
    let message =
        "Could not embed because more than one relationship was found for 'message' and 'person'";
    let details = json!([
        {
            "cardinality": "many-to-one",
            "embedding": "message with person",
            "relationship": "sender_fkey using message(sender) and person(id)"
        },
        {
            "cardinality": "many-to-many",
            "embedding": "message with person",
            "relationship": "copies using m_fkey(message_id) and p_fkey(person_id)"
        }
    ]);
    let hint = json!(
        "Try changing 'person' to one of the following: 'person!sender_fkey', 'person!copies'. Find the desired \
         relationship in the 'details' key."
    );
    check(schema(error), 300, "PGRST201", message, details, hint);
}

#[test]
fn functions_that_are_not_found() {
    use crate::parse::RawBody;
    let not_found = |arguments: &[&str], call, nearest: Option<&str>| {
        schema(SchemaError::FunctionNotFound {
            schema: "test".into(),
            function: "sayhello".into(),
            arguments: strings(arguments),
            call,
            nearest: nearest.map(str::to_owned),
        })
    };
    let cases = [
        (
            not_found(&["name", "any_arg"], CallShape::Named, Some("sayhello(name)")),
            "Could not find the function test.sayhello(any_arg, name) in the schema cache",
            "Searched for the function test.sayhello with parameters any_arg, name, but no matches were found in \
             the schema cache.",
            json!("Perhaps you meant to call the function test.sayhello(name)"),
        ),
        (
            not_found(&[], CallShape::Named, None),
            "Could not find the function test.sayhello without parameters in the schema cache",
            "Searched for the function test.sayhello without parameters, but no matches were found in the schema \
             cache.",
            Value::Null,
        ),
        (
            not_found(&["a"], CallShape::Json, None),
            "Could not find the function test.sayhello(a) in the schema cache",
            "Searched for the function test.sayhello with parameter a or with a single unnamed json/jsonb \
             parameter, but no matches were found in the schema cache.",
            Value::Null,
        ),
        (
            not_found(&[], CallShape::Unnamed(RawBody::Bytes), None),
            "Could not find the function test.sayhello in the schema cache",
            "Searched for the function test.sayhello with a single unnamed bytea parameter, but no matches were \
             found in the schema cache.",
            Value::Null,
        ),
    ];
    for (error, message, details, hint) in cases {
        check(error, 404, "PGRST202", message, json!(details), hint);
    }
    let overloads =
        SchemaError::AmbiguousFunction(strings(&["test.f(a => integer)", "test.f(a => text)"]));
    let message = "Could not choose the best candidate function between: test.f(a => integer), test.f(a => text)";
    let hint = json!(
        "Try renaming the parameters or the function itself in the database so function overloading can be resolved"
    );
    check(schema(overloads), 300, "PGRST203", message, Value::Null, hint);
}

#[test]
fn results_that_the_request_does_not_allow() {
    let null = || Value::Null;
    let check = |error, status, code, message, details: Value| {
        check(RestError::Respond(error), status, code, message, details, Value::Null);
    };
    let message = "Cannot coerce the result to a single JSON object";
    let details = json!("The result contains 0 rows");
    check(RespondError::NotOne { rows: 0 }, 406, "PGRST116", message, details);
    let details = json!("An offset of 100 was requested, but there are only 15 rows.");
    let error = RespondError::OutOfRange { offset: 100, total: 15 };
    let headers = RestError::Respond(error.clone()).answer(Caller::Anonymous).headers();
    assert_eq!(headers["content-range"], "*/15");
    check(error, 416, "PGRST103", "Requested range not satisfiable", details);
    let message = "Query result exceeds max-affected preference constraint";
    let details = json!("The query affects 14 rows");
    check(RespondError::MaxAffected { rows: 14 }, 400, "PGRST124", message, details);
    let message = "Payload values do not match URL in primary key column(s)";
    check(RespondError::UpsertKey, 400, "PGRST115", message, null());
    let message = "response.status guc must be a valid status code";
    check(RespondError::FunctionStatus, 500, "PGRST112", message, null());
}

#[test]
fn each_sqlstate_has_its_status() {
    for (code, message, status) in [
        ("23505", "duplicate key value", 409),
        ("23503", "violates foreign key", 409),
        ("23502", "null value", 400),
        ("23514", "check", 400),
        ("22P02", "invalid input syntax", 400),
        ("42703", "column does not exist", 400),
        ("42P01", "relation does not exist", 404),
        ("42883", "function does not exist", 404),
        ("42883", "function xmlagg(text)", 406),
        ("42P17", "infinite recursion", 500),
        ("42501", "permission denied", 403),
        ("25006", "read only", 405),
        ("25001", "active transaction", 500),
        ("21000", "UPDATE requires a WHERE clause", 400),
        ("21000", "more than one row", 500),
        ("22023", "role \"x\" does not exist", 401),
        ("22023", "invalid value", 400),
        ("08006", "connection", 503),
        ("53300", "too many connections", 503),
        ("53400", "limit", 500),
        ("57P01", "terminating", 503),
        ("57014", "canceling statement", 500),
        ("40001", "serialization", 500),
        ("54001", "stack depth", 400),
        ("54023", "too many arguments", 500),
        ("XX000", "tsquery stack too small", 400),
        ("P0001", "raised", 400),
        ("P0002", "no data", 500),
        ("PT402", "Payment Required", 402),
        ("PTabc", "not a status", 500),
        ("XX000", "internal", 500),
        ("0LP01", "grantor", 403),
        ("é", "odd", 400),
    ] {
        let answer = refused(code, message).answer(Caller::Authenticated);
        assert_eq!(answer.status.as_u16(), status, "{code} {message}");
        assert_eq!(answer.code, code);
    }
}

#[test]
fn who_is_anonymous_is_asked_for_a_token() {
    let denied =
        RestError::Access { message: "permission denied for table films".into(), hint: None };
    for error in [denied, refused("42501", "permission denied for table films")] {
        let answer = error.answer(Caller::Anonymous);
        assert_eq!(answer.status, 401);
        assert_eq!(answer.headers()["www-authenticate"], "Bearer");
        let answer = error.answer(Caller::Authenticated);
        assert_eq!(answer.status, 403);
        assert!(!answer.headers().contains_key("www-authenticate"));
    }
}

#[test]
fn a_function_may_shape_the_whole_answer() {
    let said = r#"{"code":"123","message":"ABC","details":"DEF","hint":"XYZ"}"#;
    let shape =
        r#"{"status":332,"status_text":"My Text","headers":{"X-Header":"str","bad name":"x"}}"#;
    let error = raised("PGRST", said, Some(shape));
    let answer = error.answer(Caller::Anonymous);
    assert_eq!(answer.headers()["x-header"], "str");
    assert_eq!(answer.reason.as_deref(), Some("My Text"));
    check(error, 332, "123", "ABC", json!("DEF"), json!("XYZ"));

    let message = "Could not parse JSON in the \"RAISE SQLSTATE 'PGRST'\" error";
    let on_message = "MESSAGE must be a JSON object with obligatory keys: 'code', 'message' and optional keys: \
                      'details', 'hint'.";
    let on_detail = "DETAIL must be a JSON object with obligatory keys: 'status', 'headers' and optional key: \
                     'status_text'.";
    for (said, shape, details, hint) in [
        ("INVALID", Some(shape), "Invalid JSON value for MESSAGE: 'INVALID'", on_message),
        (said, Some("INVALID"), "Invalid JSON value for DETAIL: 'INVALID'", on_detail),
        (
            said,
            Some("{\"status\":1}"),
            "Invalid JSON value for DETAIL: '{\"status\":1}'",
            on_detail,
        ),
        (said, None, "DETAIL is missing in the RAISE statement", on_detail),
    ] {
        let error = raised("PGRST", said, shape);
        check(error, 500, "PGRST121", message, json!(details), json!(hint));
    }
}

#[test]
fn a_database_that_cannot_be_asked_is_unavailable() {
    for (error, code) in [
        (DatabaseError::Unreachable { details: None }, "PGRST000"),
        (DatabaseError::Lost { details: None }, "PGRST001"),
        (DatabaseError::NoCatalog, "PGRST002"),
        (DatabaseError::Busy { retry_after_seconds: 3 }, "PGRST003"),
    ] {
        let answer = RestError::Database(error).answer(Caller::Anonymous);
        assert_eq!((answer.status.as_u16(), &*answer.code), (503, code));
        let seconds = if code == "PGRST003" { "3" } else { "1" };
        assert_eq!(answer.headers()["retry-after"], seconds);
    }
}

#[test]
fn tokens_that_are_not_valid() {
    let null = Value::Null;
    for (error, status, code, message, details) in [
        (TokenError::NoKey, 500, "PGRST300", "Server lacks JWT secret", null.clone()),
        (
            TokenError::Decode(DecodeError::Parts(2)),
            401,
            "PGRST301",
            "Expected 3 parts in JWT; got 2",
            null.clone(),
        ),
        (
            TokenError::Decode(DecodeError::Algorithm("none".into())),
            401,
            "PGRST301",
            "Wrong or unsupported encoding algorithm",
            json!("none"),
        ),
        (TokenError::Missing, 401, "PGRST302", "Anonymous access is disabled", null.clone()),
        (
            TokenError::Claims(ClaimsError::Expired(30)),
            401,
            "PGRST303",
            "JWT expired",
            json!("Invalid by 30 seconds"),
        ),
        (TokenError::Claims(ClaimsError::Audience), 401, "PGRST303", "JWT not in audience", null),
    ] {
        let headers = RestError::Token(error.clone()).answer(Caller::Anonymous).headers();
        assert_eq!(headers.contains_key("www-authenticate"), status == 401);
        check(RestError::Token(error), status, code, message, details, Value::Null);
    }
    let expired = RestError::Token(TokenError::Claims(ClaimsError::Expired(1)));
    assert_eq!(
        expired.answer(Caller::Anonymous).headers()["www-authenticate"],
        "Bearer error=\"invalid_token\", error_description=\"JWT expired\""
    );
}

#[test]
fn a_hint_needs_a_near_name() {
    let names = ["projects", "clients", "Users"];
    for (name, expected) in [
        ("projectx", Some("projects")),
        ("projecxx", Some("projects")),
        ("projxxxx", None),
        ("users", Some("Users")),
        ("secrets", None),
        ("", None),
    ] {
        assert_eq!(nearest(name, names), expected, "{name}");
    }
    let many: Vec<String> = (0..501).map(|n| format!("t{n}")).collect();
    assert_eq!(nearest("t1x", many.iter().map(String::as_str)), None);
    for (name, expected) in
        [("role", Some("roles")), ("actors", None), ("noclosealternative", None)]
    {
        let names = ["directors", "roles", "actors"];
        assert_eq!(nearest_related(name, names), expected, "{name}");
    }
    assert_eq!(nearest(&"project".repeat(100_000), names), None);
    let overloads = [strings(&["val", "param", "name"]), strings(&["id", "attr"])];
    let nearest = |given: &[&str]| nearest_arguments(&strings(given), &overloads);
    assert_eq!(nearest(&["vall", "pqaram", "nam"]).as_deref(), Some("(name, param, val)"));
    assert_eq!(nearest(&["val", "param"]).as_deref(), Some("(name, param, val)"));
    assert_eq!(nearest(&["id", "attrs"]).as_deref(), Some("(attr, id)"));
    assert_eq!(nearest(&["id"]).as_deref(), Some("(attr, id)"));
    assert_eq!(nearest(&["noclosealternative"]), None);
}

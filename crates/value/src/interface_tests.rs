//! What the cases of PostgreSQL don't show: the moment, borrowed values, casts by context, arrays and rows.

use crate::Context::{Assignment, Explicit, Implicit};
use crate::datetime::zone::Zone;
use crate::tests::type_named;
use crate::{
    Context, Modifier, Moment, Scalar, Type, Value, ValueRef, array_of, array_values, cast_context,
    read, row_of, row_values, write, write_json_ref, write_json_string,
};

/// 2024-05-01 10:00 UTC
const AT: Moment = Moment { now_micros: 1_714_557_600_000_000 };

fn text_of(of: &str, text: &str) -> String {
    let (of, modifier) = type_named(of);
    let mut out = String::new();
    write(&of, &read(&of, modifier, text, &AT).unwrap(), &mut out);
    out
}

#[test]
fn words_for_the_moment_are_relative_to_it() {
    assert_eq!(text_of("timestamptz", "now"), "2024-05-01 10:00:00+00");
    assert_eq!(text_of("timestamp", " NOW "), "2024-05-01 10:00:00");
    assert_eq!(text_of("date", "today"), "2024-05-01");
    assert_eq!(text_of("date", "yesterday"), "2024-04-30");
    assert_eq!(text_of("timestamptz", "tomorrow"), "2024-05-02 00:00:00+00");
    assert_eq!(text_of("timestamptz", "tomorrow 08:30"), "2024-05-02 08:30:00+00");
    assert_eq!(text_of("time", "now"), "10:00:00");
}

#[test]
fn text_of_a_boolean_is_a_word() {
    assert_eq!(text_of("bool", "t"), "true");
    assert_eq!(text_of("bool", "off"), "false");
    assert_eq!(text_of("bool[]", "{t,f,NULL}"), "{t,f,NULL}");
}

#[test]
fn borrowed_values_are_printed_as_json() {
    let json = |of: Scalar, value: ValueRef<'_>| {
        let mut out = Vec::new();
        write_json_ref(&of.of(), value, &mut out);
        String::from_utf8(out).unwrap()
    };
    assert_eq!(json(Scalar::Text, ValueRef::Null), "null");
    assert_eq!(json(Scalar::Bool, ValueRef::Int(1)), "true");
    assert_eq!(json(Scalar::Int8, ValueRef::Int(i64::MIN)), "-9223372036854775808");
    assert_eq!(
        json(Scalar::Timestamptz, ValueRef::Int(AT.now_micros)),
        "\"2024-05-01T10:00:00+00:00\""
    );
    assert_eq!(json(Scalar::Numeric, ValueRef::Text("NaN")), "\"NaN\"");
    assert_eq!(json(Scalar::Numeric, ValueRef::Text("1.50")), "1.50");
    assert_eq!(json(Scalar::Bytea, ValueRef::Bytes(&[0, 255])), "\"\\\\x00ff\"");
    let mut out = Vec::new();
    write_json_string("a\"\\\u{1}é/\u{7f}", &mut out);
    assert_eq!(String::from_utf8(out).unwrap(), "\"a\\\"\\\\\\u0001é/\u{7f}\"");
}

#[test]
fn casts_know_their_context() {
    let context = |from: &str, to: &str| cast_context(&type_named(from).0, &type_named(to).0);
    let check = |from, to, expected: Option<Context>| {
        assert_eq!(context(from, to), expected, "{from} {to}");
    };
    check("int4", "int8", Some(Implicit));
    check("int8", "int4", Some(Assignment));
    check("int4", "bool", Some(Explicit));
    check("int8", "bool", None);
    check("text", "int4", Some(Explicit));
    check("int4", "text", Some(Assignment));
    check("varchar", "text", Some(Implicit));
    check("short", "varchar", Some(Implicit));
    check("jsonb", "numeric", Some(Explicit));
    check("json", "numeric", None);
    check("int4[]", "int8[]", Some(Implicit));
    check("text[]", "mood[]", Some(Explicit));
    check("pair", "text", Some(Assignment));
    check("date", "int4", None);
    check("uuid", "bytea", None);
    assert_eq!(cast_context(&Type::UNKNOWN, &type_named("pair").0), Some(Implicit));
}

#[test]
fn arrays_and_rows_come_apart_and_together() {
    let element = Scalar::Bool.of();
    let values = [Value::bool(true), Value::Null, Value::bool(false)];
    let array = array_of(&element, &values);
    assert_eq!(array, Value::text("{t,NULL,f}"));
    assert_eq!(array_values(&element, "{t,NULL,f}").unwrap().1, values);
    assert_eq!(array_of(&element, &[]), Value::text("{}"));
    let (Type::Composite(pair), _) = type_named("pair") else { panic!("pair is a composite") };
    let fields = row_values(&pair, "(1,\"b c\",,)").unwrap();
    assert_eq!(fields[..3], [Value::Int(1), Value::text("b c"), Value::Null]);
    let again = row_of(
        pair.fields.iter().zip(&fields).map(|(field, value)| (&field.of, field.modifier, value)),
    );
    assert_eq!(again, Value::text("(1,\"b c\",,)"));
}

#[test]
fn zones_are_named_in_expressions() {
    let local = |zone: &str| {
        let local = Zone::of_expression(zone).unwrap().to_local(AT.now_micros);
        let mut out = String::new();
        crate::datetime::write_timestamp(local, b' ', "", &mut out);
        out
    };
    assert_eq!(local("Europe/Berlin"), "2024-05-01 12:00:00");
    assert_eq!(local("est"), "2024-05-01 05:00:00");
    assert_eq!(local("+03:00"), "2024-05-01 07:00:00");
    let unknown = Zone::of_expression("Nowhere").unwrap_err();
    assert_eq!(unknown.message, "time zone \"Nowhere\" not recognized");
    let read =
        read(&type_named("timestamptz").0, Modifier::None, "2024-05-01 10:00 Nowhere/X", &AT);
    assert_eq!(read.unwrap_err().code, "22023");
}

//! What no input may do: panic, run for long, or take much more memory than it is long.

use std::time::{Duration, Instant};

use crate::tests::type_named;
use crate::{
    Modifier, Moment, Scalar, Type, Value, compare, json, numeric, read, read_json, write_json,
};

const AT: Moment = Moment { now_micros: 1_714_557_600_000_000 };

fn code(of: &str, text: &str) -> &'static str {
    let (of, modifier) = type_named(of);
    read(&of, modifier, text, &AT).err().map_or("fine", |error| error.code)
}

fn seconds_to_read(of: &str, text: &str) -> Duration {
    let start = Instant::now();
    let (of, modifier) = type_named(of);
    let _ = read(&of, modifier, text, &AT);
    start.elapsed()
}

#[test]
fn a_nul_is_refused_in_every_type() {
    for of in
        ["text", "varchar(3)", "int4", "json", "jsonb", "text[]", "pair", "short", "mood", "bytea"]
    {
        assert_eq!(code(of, "a\0b"), "22021", "{of}");
    }
    let refused = read_json(&Type::TEXT, Modifier::None, r#""\u0000""#, &AT).unwrap_err();
    assert_eq!(refused.code, "22P05");
}

#[test]
fn json_that_is_too_deep_is_refused() {
    let deep = |levels: usize| "[".repeat(levels) + &"]".repeat(levels);
    assert_eq!(code("jsonb", &deep(json::MOST_DEEP)), "fine");
    assert_eq!(code("jsonb", &deep(json::MOST_DEEP + 1)), "54001");
    assert_eq!(code("json", &deep(1_000_000)), "54001");
    assert_eq!(code("jsonb", &"{\"a\":".repeat(1_000_000)), "54001");
    assert_eq!(code("int[]", &"{".repeat(1_000_000)), "54000");
}

#[test]
fn numbers_that_are_too_long_are_refused() {
    let many = |element: &str| [element; 1000].join(",");
    assert_eq!(code("jsonb", &format!("[{}]", many("1e131071"))), "54000");
    assert_eq!(code("numeric[]", &format!("{{{}}}", many("1e131071"))), "54000");
    assert_eq!(code("numeric", "1e999999999999999999999"), "22003");
    assert_eq!(code("numeric", "1e131072"), "22003");
}

#[test]
fn long_input_is_read_in_little_time() {
    let megabyte = |piece: &str| piece.repeat((1 << 20) / piece.len());
    let inputs = [
        ("numeric", megabyte("7")),
        ("int8", megabyte("7")),
        ("float8", megabyte("7")),
        ("date", megabyte("1-")),
        ("timestamptz", megabyte(" ")),
        ("interval", megabyte("1 day ")),
        ("bytea", format!("\\x{}", megabyte("ab"))),
        ("bytea", megabyte("\\")),
        ("json", format!("[{}1]", megabyte("1,"))),
        ("jsonb", format!("{{{}\"a\":1}}", megabyte("\"b\":2,"))),
        ("jsonb", format!("\"{}\"", megabyte("\\u00e9"))),
        ("text[]", format!("{{{}a}}", megabyte("a,"))),
        ("text[]", format!("{{{}}}", megabyte("\\\""))),
        ("text[]", megabyte("{")),
        ("pair", format!("({})", megabyte("\"\""))),
        ("inet", megabyte("1.")),
        ("macaddr", megabyte("0:")),
        ("uuid", megabyte("a-")),
        ("mood", megabyte("sad")),
    ];
    for (of, text) in inputs {
        let took = seconds_to_read(of, &text);
        assert!(took < Duration::from_secs(5), "{of} took {took:?}");
    }
}

#[test]
fn arithmetic_is_bounded() {
    let start = Instant::now();
    let number = |text: &str| numeric::Numeric::parse(text).unwrap();
    let _ = number("1.000000001").power(&number("2147483647"));
    let _ = number("0.9999999999").power(&number("-2147483648"));
    let _ = number("1e-16383").power(&number("0.3"));
    let _ = number("1e-16383").ln();
    let _ = number(&"9".repeat(131_072)).sqrt();
    let _ = number("1e131071").mul(&number("1e131071")).unwrap_err();
    let _ = number("5999.999").exp();
    assert!(start.elapsed() < Duration::from_secs(20), "{:?}", start.elapsed());
}

/// Pieces that inputs are made of.
const PIECES: &[&str] = &[
    "1",
    "99",
    "-",
    "+",
    ".",
    ":",
    "/",
    " ",
    "e",
    "E5",
    "T",
    "Z",
    "jan",
    "BC",
    "day",
    "ago",
    "P",
    "{",
    "}",
    "[",
    "]",
    "(",
    ")",
    ",",
    "\"",
    "\\",
    "\\u",
    "d83d",
    "null",
    "true",
    "NaN",
    "inf",
    "é",
    "😀",
    "=",
    "x",
    "0x",
    "\t",
    "Europe/Berlin",
    "2024-05-01",
    "10:00",
    "::",
    "9999999999",
];

#[test]
fn nothing_panics_on_random_input() {
    let types = [
        "bool",
        "int2",
        "oid",
        "float4",
        "float8",
        "numeric(5,2)",
        "char(3)",
        "name",
        "citext",
        "uuid",
        "date",
        "time(2)",
        "timestamp(1)",
        "timestamptz",
        "interval(1)",
        "json",
        "jsonb",
        "bytea",
        "inet",
        "cidr",
        "macaddr",
        "mood",
        "short",
        "pair",
        "int4[]",
        "text[]",
        "pair[]",
        "jsonb[]",
    ];
    let types = types.map(type_named);
    let mut seed = 1u64;
    let mut random = |below: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (seed >> 33) as usize % below
    };
    let mut last = vec![Value::Null; types.len()];
    for _ in 0..4000 {
        let text: String = (0..1 + random(8)).map(|_| PIECES[random(PIECES.len())]).collect();
        for ((of, modifier), last) in types.iter().zip(&mut last) {
            let _ = read_json(of, *modifier, &text, &AT);
            let Ok(value) = read(of, *modifier, &text, &AT) else { continue };
            let mut out = Vec::new();
            write_json(of, &value, &mut out);
            json::check(std::str::from_utf8(&out).unwrap()).unwrap();
            assert_eq!(compare(of, &value, last), compare(of, last, &value).reverse());
            for scalar in [Scalar::Text, Scalar::Int4, Scalar::Numeric, Scalar::Date, Scalar::Jsonb]
            {
                let _ = crate::cast(of, &scalar.of(), Modifier::None, &value, true, &AT);
            }
            *last = value;
        }
    }
}

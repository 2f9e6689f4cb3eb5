//! No function panics, whatever the values of its arguments: each is called with the odd ones of its types.

use value::datetime::{DAY, FIRST_DAY, FIRST_MICRO, LAST_DAY};
use value::{Moment, RangeOf, Scalar, Type, Value};

use super::evaluate::Nothing;
use crate::resolve::{self, Resolved};
use crate::{Context, Pattern, aggregates, functions, set_returning_functions};

/// How many combinations of values a function is called with.
const MOST: usize = 3_000;

fn ints(values: &[i64]) -> Vec<Value> {
    values.iter().copied().map(Value::Int).collect()
}

fn texts(values: &[&str]) -> Vec<Value> {
    values.iter().copied().map(Value::text).collect()
}

fn odd(of: Scalar) -> Vec<Value> {
    match of {
        Scalar::Bool => ints(&[0, 1]),
        Scalar::Int2 => ints(&[0, 1, -1, -32_768, 32_767]),
        Scalar::Int4 => ints(&[0, 1, -1, 3, 700, -2_147_483_648, 2_147_483_647]),
        Scalar::Int8 | Scalar::Oid => ints(&[0, 1, -1, 65, i64::MIN, i64::MAX]),
        Scalar::Float4 | Scalar::Float8 => {
            let floats =
                [0.0, -0.0, 1.5, -1.0, f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 1e308, 5e-324];
            floats.map(Value::Float).to_vec()
        }
        Scalar::Numeric => {
            texts(&["0", "-1.50", "0.001", "12345678901234567890", "NaN", "Infinity"])
        }
        Scalar::Date => ints(&[0, -1, i64::MIN, i64::MAX, FIRST_DAY, LAST_DAY]),
        Scalar::Time => ints(&[0, 1, DAY - 1, DAY]),
        Scalar::Timestamp | Scalar::Timestamptz => {
            ints(&[0, -1, i64::MIN, i64::MAX, FIRST_MICRO, i64::MAX - 1, 1_714_559_400_123_456])
        }
        Scalar::Interval => texts(&[
            "00:00:00",
            "1 mon -1 days",
            "178956970 years 7 mons 2147483647 days 2562047788:00:54.775807",
            "-178956970 years -8 mons -2147483648 days -2562047788:00:54.775808",
        ]),
        Scalar::Json => {
            texts(&["{}", " [ ]", "1", "\"\\u0000\"", "{\"a\" : [1, {\"b\":null}]}", "null"])
        }
        Scalar::Jsonb => {
            texts(&["{}", "[]", "1.50", "\"x\"", "{\"a\": [1, {\"b\": null}]}", "null"])
        }
        Scalar::Bytea => [&[][..], &[0], &[255, 0, 195, 169]].map(Value::bytes).to_vec(),
        Scalar::Uuid => vec![Value::bytes([7; 16])],
        Scalar::Inet => texts(&["0.0.0.0", "255.255.255.255", "10.1.2.3/8", "::", "ffff::1/64"]),
        Scalar::Jsonpath => {
            let paths =
                ["$", "$.**", "strict $.\"a\"", "($.\"a\" / 0)", "$[*]?(@ > 1)", "$.keyvalue()"];
            texts(&paths)
        }
        Scalar::Range(RangeOf::Int4 | RangeOf::Int8 | RangeOf::Numeric) => {
            texts(&["empty", "(,)", "[1,5)", "[2147483646,)"])
        }
        Scalar::Range(_) => texts(&["empty", "(,)", "[2024-01-01,)", "[-infinity,infinity)"]),
        Scalar::Multirange(_) => texts(&["{}", "{(,)}"]),
        Scalar::Cidr => texts(&["0.0.0.0/0", "10.0.0.0/8", "::/0", "ffff::1/128"]),
        _ => texts(&[
            "",
            "a",
            "äöü€😀",
            "%_\\",
            "[(",
            "(é+)?x*",
            "YYYY-MM-DD\"",
            "FM9.99S",
            "EEEE",
            "RN",
            "utc",
            "infinity",
            "year",
            "hex",
            "base64",
            "\\1\\&\\",
            "'\"",
            "%1$s%-*s",
            "2024-05-01",
            "+99:99",
        ]),
    }
}

/// The type that a pattern is called with, and its odd values.
fn of_pattern(pattern: Pattern) -> (Type, Vec<Value>) {
    match pattern {
        Pattern::Of(scalar) => (scalar.of(), odd(scalar)),
        Pattern::Array(Scalar::Text) => {
            let arrays = ["{}", "{a,NULL,\"b c\"}", "{{1,2},{3,4}}", "[5:6]={0,-1}", "{a,b,1}"];
            (Type::TEXT.array(), texts(&arrays))
        }
        Pattern::Array(scalar) => (scalar.of().array(), texts(&["{}", "{1,-1}", "{2147483647}"])),
        Pattern::AnyArray | Pattern::AnyCompatibleArray => {
            let arrays = ["{}", "{1,NULL,3}", "{{1,2},{3,4}}", "[2147483646:2147483647]={1,2}"];
            (Scalar::Int4.of().array(), texts(&arrays))
        }
        Pattern::AnyRange => {
            let ranges = ["empty", "(,)", "[1,5)", "[-2147483648,)", "(,2147483647)"];
            (Scalar::Range(RangeOf::Int4).of(), texts(&ranges))
        }
        Pattern::AnyMultirange => {
            let sets = ["{}", "{(,)}", "{[1,5),[7,9)}", "{(,0),[2147483646,)}"];
            (Scalar::Multirange(RangeOf::Int4).of(), texts(&sets))
        }
        Pattern::AnyEnum => {
            let of = super::expression::mood();
            (of, ints(&[0, 2]))
        }
        Pattern::Record => (super::expression::pair(), texts(&["(1,x)", "(,)"])),
        _ => (Scalar::Int4.of(), odd(Scalar::Int4)),
    }
}

/// Calls with combinations of the values of all arguments, nulls among them.
fn with_all(patterns: &[Pattern], mut call: impl FnMut(&[Type], &[Value])) {
    let (types, mut choices): (Vec<Type>, Vec<Vec<Value>>) =
        patterns.iter().map(|it| of_pattern(*it)).unzip();
    choices.iter_mut().for_each(|it| it.push(Value::Null));
    let all: usize = choices.iter().map(Vec::len).product();
    // A stride without a common divisor reaches varied combinations of large products.
    let stride = (all / MOST).max(1) | 1;
    for number in (0..all).step_by(stride) {
        let mut rest = number;
        let values: Vec<Value> = choices
            .iter()
            .map(|values| {
                let value = values[rest % values.len()].clone();
                rest /= values.len();
                value
            })
            .collect();
        call(&types, &values);
    }
}

#[test]
fn no_function_panics_on_odd_values() {
    for row in functions() {
        with_all(row.arguments, |types, values| {
            let resolved = resolve::function(row.name, types);
            let returns = match resolved {
                Ok(Resolved::Call { returns, .. }) => returns,
                _ => Type::TEXT,
            };
            let at = Moment { now_micros: 0 };
            let context =
                Context { arguments: types, returns: &returns, at: &at, outside: &Nothing };
            if let Err(error) = row.run(&context, values) {
                // The code of a value in another form than its type's.
                assert_ne!(error.code, "XX000", "{row} {values:?} {error}");
            }
        });
    }
}

#[test]
fn no_set_returning_function_panics_on_odd_values() {
    for row in set_returning_functions() {
        with_all(row.arguments, |types, values| {
            let at = Moment { now_micros: 0 };
            let context =
                Context { arguments: types, returns: &Type::TEXT, at: &at, outside: &Nothing };
            if let Ok(rows) = row.run(&context, values) {
                rows.take(20).for_each(drop);
            }
        });
    }
}

#[test]
fn no_aggregate_panics_on_odd_values() {
    for row in aggregates() {
        let at = Moment { now_micros: 0 };
        let types: Vec<Type> = row.arguments.iter().map(|it| of_pattern(*it).0).collect();
        let returns = match row.returns {
            Pattern::AnyArray => Scalar::Int4.of().array(),
            pattern => of_pattern(pattern).0,
        };
        let context = Context { arguments: &types, returns: &returns, at: &at, outside: &Nothing };
        let mut state = (row.start)(&context);
        with_all(row.arguments, |_, values| {
            if !row.skips_nulls || !values.iter().any(Value::is_null) {
                let _ = state.step(&context, values);
            }
            let _ = state.result(&context);
        });
    }
}

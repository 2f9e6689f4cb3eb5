//! JSON from other values: `to_json`, `row_to_json`, `json_build_object`, `json_object` and their `jsonb`.

use value::{Type, Value, ValueError};

use super::scan::{self, Kind};
use super::{canonical, is_jsonb, push_string, push_value};
use crate::arguments::{text, truth, written};
use crate::arrays;
use crate::table::patterns::{ANY, ARRAY, BOOL, ELEMENT, JSON, JSONB, RECORD, TEXTS};
use crate::text::within_limit;
use crate::{Builtin, Context};

type Answer = Result<Value, ValueError>;

pub(crate) const TABLE: &[Builtin] = &[
    Builtin::function("to_json", &[ELEMENT], JSON, to_json).stable(),
    Builtin::function("to_jsonb", &[ELEMENT], JSONB, to_json).stable(),
    Builtin::function("row_to_json", &[RECORD], JSON, to_json).stable(),
    Builtin::function("row_to_json", &[RECORD, BOOL], JSON, to_json).stable(),
    Builtin::function("array_to_json", &[ARRAY], JSON, to_json).stable(),
    Builtin::function("array_to_json", &[ARRAY, BOOL], JSON, to_json).stable(),
    Builtin::function("json_build_object", &[], JSON, build_object).lenient().stable(),
    Builtin::function("jsonb_build_object", &[], JSONB, build_object).lenient().stable(),
    Builtin::function("json_build_object", &[ANY], JSON, build_object)
        .variadic()
        .lenient()
        .stable(),
    Builtin::function("jsonb_build_object", &[ANY], JSONB, build_object)
        .variadic()
        .lenient()
        .stable(),
    Builtin::function("json_build_array", &[], JSON, build_array).lenient().stable(),
    Builtin::function("jsonb_build_array", &[], JSONB, build_array).lenient().stable(),
    Builtin::function("json_build_array", &[ANY], JSON, build_array).variadic().lenient().stable(),
    Builtin::function("jsonb_build_array", &[ANY], JSONB, build_array)
        .variadic()
        .lenient()
        .stable(),
    Builtin::function("json_object", &[TEXTS], JSON, object),
    Builtin::function("jsonb_object", &[TEXTS], JSONB, object),
    Builtin::function("json_object", &[TEXTS, TEXTS], JSON, object_of_two),
    Builtin::function("jsonb_object", &[TEXTS, TEXTS], JSONB, object_of_two),
];

/// The text as `json`, or made canonical as `jsonb`.
pub(crate) fn finish(context: &Context<'_>, text: String) -> Answer {
    within_limit(text.len())?;
    if is_jsonb(Some(context.returns)) {
        canonical(&text, context.at)
    } else {
        Ok(Value::text(text))
    }
}

/// A second argument asks for a line break between the parts of the outermost container.
fn to_json(context: &Context<'_>, arguments: &[Value]) -> Answer {
    let (Some(of), Some(value)) = (context.arguments.first(), arguments.first()) else {
        return Ok(Value::Null);
    };
    let mut out = String::new();
    push_value(of, value, &mut out);
    if arguments.len() > 1 && truth(arguments, 1)? {
        out = in_lines(&out);
    }
    finish(context, out)
}

fn in_lines(whole: &str) -> String {
    match Kind::of(whole) {
        Kind::Object => {
            let members: Vec<String> =
                scan::members(whole).map(|it| format!("{}:{}", it.key, it.value)).collect();
            format!("{{{}}}", members.join(",\n "))
        }
        _ => format!("[{}]", scan::elements(whole).collect::<Vec<_>>().join(",\n ")),
    }
}

fn build_object(context: &Context<'_>, arguments: &[Value]) -> Answer {
    let jsonb = is_jsonb(Some(context.returns));
    if !arguments.len().is_multiple_of(2) {
        let function = if jsonb { "jsonb_build_object()" } else { "json_build_object()" };
        return Err(ValueError::new("22023", "argument list must have even number of elements")
            .hint(format!(
                "The arguments of {function} must consist of alternating keys and values."
            )));
    }
    let mut out = String::from("{");
    for at in (0..arguments.len()).step_by(2) {
        if at > 0 {
            out.push_str(", ");
        }
        push_key(context, arguments, at, &mut out)?;
        out.push_str(" : ");
        push_argument(context, arguments, at + 1, &mut out);
        within_limit(out.len())?;
    }
    out.push('}');
    finish(context, out)
}

fn build_array(context: &Context<'_>, arguments: &[Value]) -> Answer {
    let mut out = String::from("[");
    for at in 0..arguments.len() {
        if at > 0 {
            out.push_str(", ");
        }
        push_argument(context, arguments, at, &mut out);
        within_limit(out.len())?;
    }
    out.push(']');
    finish(context, out)
}

/// The argument as a key, whatever scalar it is.
pub(crate) fn push_key(
    context: &Context<'_>,
    arguments: &[Value],
    at: usize,
    out: &mut String,
) -> Result<(), ValueError> {
    if arguments.get(at).is_none_or(Value::is_null) {
        return Err(if is_jsonb(Some(context.returns)) {
            ValueError::new("22023", format!("argument {}: key must not be null", at + 1))
        } else {
            ValueError::new("22023", format!("argument {} cannot be null", at + 1))
                .hint("Object keys should be text.")
        });
    }
    let of = context.arguments.get(at).map(Type::base);
    let is_json = matches!(
        of.and_then(Type::scalar),
        Some(value::Scalar::Json | value::Scalar::Jsonb | value::Scalar::Record)
    );
    if is_json || matches!(of, Some(Type::Array(_) | Type::Composite(_))) {
        let message = "key value must be scalar, not array, composite, or json";
        return Err(ValueError::new("22023", message));
    }
    let mut key = String::new();
    // A boolean is `true` as a key of `jsonb`, and of `json`.
    match (of.and_then(Type::scalar), of, arguments.get(at)) {
        (Some(value::Scalar::Bool), Some(of), Some(value)) => value::write(of, value, &mut key),
        _ => written(context, arguments, at, &mut key),
    }
    push_string(&key, out);
    Ok(())
}

/// The argument as a value.
pub(crate) fn push_argument(
    context: &Context<'_>,
    arguments: &[Value],
    at: usize,
    out: &mut String,
) {
    match (context.arguments.get(at), arguments.get(at)) {
        (Some(of), Some(value)) => push_value(of, value, out),
        _ => out.push_str("null"),
    }
}

/// Keys and values in turn, or in rows of two.
fn object(context: &Context<'_>, arguments: &[Value]) -> Answer {
    let shape = arrays::dimensions(text(arguments, 0)?)?;
    let wrong = |message: &str| Err(ValueError::new("2202E", message));
    match shape.as_slice() {
        [] => return finish(context, "{}".to_owned()),
        [length] if length % 2 != 0 => return wrong("array must have even number of elements"),
        [_, columns] if *columns != 2 => return wrong("array must have two columns"),
        [_] | [_, _] => {}
        _ => return wrong("wrong number of array subscripts"),
    }
    let all = arrays::texts(text(arguments, 0)?)?;
    let (keys, values) = all.chunks(2).map(|pair| (pair[0].clone(), pair[1].clone())).unzip();
    object_from(context, keys, values)
}

fn object_of_two(context: &Context<'_>, arguments: &[Value]) -> Answer {
    for at in 0..2 {
        if arrays::dimensions(text(arguments, at)?)?.len() > 1 {
            return Err(ValueError::new("2202E", "wrong number of array subscripts"));
        }
    }
    let keys = arrays::texts(text(arguments, 0)?)?;
    let values = arrays::texts(text(arguments, 1)?)?;
    if keys.len() != values.len() {
        return Err(ValueError::new("2202E", "mismatched array dimensions"));
    }
    object_from(context, keys, values)
}

fn object_from(
    context: &Context<'_>,
    keys: Vec<Option<String>>,
    values: Vec<Option<String>>,
) -> Answer {
    let mut out = String::from("{");
    for (index, (key, value)) in keys.into_iter().zip(values).enumerate() {
        let key =
            key.ok_or_else(|| ValueError::new("22004", "null value not allowed for object key"))?;
        if index > 0 {
            out.push_str(", ");
        }
        push_string(&key, &mut out);
        out.push_str(" : ");
        match value {
            Some(value) => push_string(&value, &mut out),
            None => out.push_str("null"),
        }
    }
    out.push('}');
    finish(context, out)
}

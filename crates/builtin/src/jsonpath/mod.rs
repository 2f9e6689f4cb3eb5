//! Asking documents by SQL/JSON paths: `@?`, `@@`, `jsonb_path_exists` and the functions beside it.

mod arithmetic;
mod compare;
mod datetime;
mod item;
mod keyvalue;
mod layout;
mod method;
mod predicate;
mod run;
mod step;

use value::jsonpath::JsonPath;
use value::{Value, ValueError};

use crate::arguments::{text, truth};
use crate::json::scan::Kind;
use crate::table::patterns::{BOOL, JSONB, JSONPATH};
use crate::{Builtin, Context, Pattern, Rows, SetReturning};
use item::Item;
use run::{Failure, Run};

type Answer = Result<Value, ValueError>;

/// Document, path, variables, and whether errors of the path are no errors.
const ARGUMENTS: &[Pattern] = &[JSONB, JSONPATH, JSONB, BOOL];
const QUERY: &str = "jsonb_path_query";
const QUERY_TZ: &str = "jsonb_path_query_tz";

pub(crate) const TABLE: &[Builtin] = &[
    Builtin::function("jsonb_path_exists_opr", &[JSONB, JSONPATH], BOOL, exists_quietly)
        .operator("@?"),
    Builtin::function("jsonb_path_match_opr", &[JSONB, JSONPATH], BOOL, matches_quietly)
        .operator("@@"),
    Builtin::function("jsonb_path_exists", ARGUMENTS, BOOL, |_, a| exists(&call(a, false)?))
        .optional(2),
    Builtin::function("jsonb_path_match", ARGUMENTS, BOOL, |_, a| matches(&call(a, false)?))
        .optional(2),
    Builtin::function("jsonb_path_query_array", ARGUMENTS, JSONB, |_, a| array(&call(a, false)?))
        .optional(2),
    Builtin::function("jsonb_path_query_first", ARGUMENTS, JSONB, |_, a| first(&call(a, false)?))
        .optional(2),
    Builtin::function("jsonb_path_exists_tz", ARGUMENTS, BOOL, |_, a| exists(&call(a, true)?))
        .optional(2)
        .stable(),
    Builtin::function("jsonb_path_match_tz", ARGUMENTS, BOOL, |_, a| matches(&call(a, true)?))
        .optional(2)
        .stable(),
    Builtin::function("jsonb_path_query_array_tz", ARGUMENTS, JSONB, |_, a| array(&call(a, true)?))
        .optional(2)
        .stable(),
    Builtin::function("jsonb_path_query_first_tz", ARGUMENTS, JSONB, |_, a| first(&call(a, true)?))
        .optional(2)
        .stable(),
];

pub(crate) const SETS: &[SetReturning] = &[
    SetReturning::new(QUERY, ARGUMENTS, &[(QUERY, JSONB)], |_, a| rows(&call(a, false)?))
        .optional(2),
    SetReturning::new(QUERY_TZ, ARGUMENTS, &[(QUERY_TZ, JSONB)], |_, a| rows(&call(a, true)?))
        .optional(2),
];

/// The arguments of a call.
struct Call<'a> {
    document: &'a str,
    path: JsonPath,
    variables: Option<&'a str>,
    silent: bool,
    zoned: bool,
}

fn call(arguments: &[Value], zoned: bool) -> Result<Call<'_>, ValueError> {
    let variables = if arguments.len() > 2 { Some(text(arguments, 2)?) } else { None };
    if variables.is_some_and(|it| Kind::of(it) != Kind::Object) {
        let detail = "Jsonpath parameters should be encoded as key-value pairs of \"vars\" object.";
        return Err(ValueError::new("22023", "\"vars\" argument is not an object").detail(detail));
    }
    Ok(Call {
        document: text(arguments, 0)?,
        path: JsonPath::parse(text(arguments, 1)?)?,
        variables,
        silent: arguments.len() > 3 && truth(arguments, 3)?,
        zoned,
    })
}

impl Call<'_> {
    /// What the path finds, and whether it ended in an error that is none.
    fn found(&self) -> Result<(Vec<Item<'_>>, bool), ValueError> {
        let mut found = Vec::new();
        let run = Run::new(&self.path, self.document, self.variables, self.zoned);
        let failed = self.outcome(run.whole(Some(&mut found)))?.is_none();
        Ok((found, failed))
    }

    /// The outcome; nothing if it is an error that is none.
    fn outcome(&self, outcome: Result<bool, Failure>) -> Result<Option<bool>, ValueError> {
        match outcome {
            Ok(any) => Ok(Some(any)),
            Err(Failure::OfPath(_)) if self.silent => Ok(None),
            Err(Failure::OfPath(error) | Failure::OfCall(error)) => Err(error),
        }
    }
}

fn exists_quietly(_: &Context<'_>, arguments: &[Value]) -> Answer {
    exists(&Call { silent: true, ..call(arguments, false)? })
}

fn matches_quietly(_: &Context<'_>, arguments: &[Value]) -> Answer {
    matches(&Call { silent: true, ..call(arguments, false)? })
}

fn exists(call: &Call<'_>) -> Answer {
    if call.path.strict {
        // All must be looked at, because any of it may be an error.
        let (found, failed) = call.found()?;
        return Ok(if failed { Value::Null } else { Value::bool(!found.is_empty()) });
    }
    let run = Run::new(&call.path, call.document, call.variables, call.zoned);
    Ok(call.outcome(run.whole(None))?.map_or(Value::Null, Value::bool))
}

fn matches(call: &Call<'_>) -> Answer {
    let (found, _) = call.found()?;
    if let [Item::Json(only)] = found.as_slice() {
        match only.as_ref() {
            "true" => return Ok(Value::bool(true)),
            "false" => return Ok(Value::bool(false)),
            "null" => return Ok(Value::Null),
            _ => {}
        }
    }
    if call.silent {
        return Ok(Value::Null);
    }
    Err(ValueError::new("22038", "single boolean result is expected"))
}

fn array(call: &Call<'_>) -> Answer {
    let found = call.found()?.0;
    let mut out = String::from("[");
    for (at, item) in found.iter().enumerate() {
        if at > 0 {
            out.push_str(", ");
        }
        out.push_str(&item.text());
    }
    out.push(']');
    Ok(Value::text(out))
}

fn first(call: &Call<'_>) -> Answer {
    let found = call.found()?.0;
    Ok(found.first().map_or(Value::Null, |item| Value::text(item.text().as_ref())))
}

fn rows(call: &Call<'_>) -> Result<Rows, ValueError> {
    let found = call.found()?.0;
    let rows: Vec<Value> = found.iter().map(|item| Value::text(item.text().as_ref())).collect();
    Ok(Box::new(rows.into_iter().map(|value| Ok(vec![value]))))
}

//! Changing a `jsonb`: `||`, `-`, `#-`, `jsonb_set`, `jsonb_insert`. Parts that stay are copied as they are.

use value::{Moment, Value, ValueError};

use super::scan::{self, Kind, Member};
use super::{canonical, path, push_string};
use crate::arguments::{int, text, truth};
use crate::table::patterns::{BOOL, INT4, JSONB, TEXT, TEXTS};
use crate::text::within_limit;
use crate::{Builtin, Context};

type Answer = Result<Value, ValueError>;

pub(crate) const TABLE: &[Builtin] = &[
    Builtin::function("jsonb_concat", &[JSONB, JSONB], JSONB, concat).operator("||"),
    Builtin::function("jsonb_delete", &[JSONB, TEXT], JSONB, delete).operator("-"),
    Builtin::function("jsonb_delete", &[JSONB, INT4], JSONB, delete_index).operator("-"),
    Builtin::function("jsonb_delete", &[JSONB, TEXTS], JSONB, delete_keys).operator("-"),
    Builtin::function("jsonb_delete_path", &[JSONB, TEXTS], JSONB, delete_path).operator("#-"),
    Builtin::function("jsonb_set", &[JSONB, TEXTS, JSONB, BOOL], JSONB, set).optional(1),
    Builtin::function("jsonb_insert", &[JSONB, TEXTS, JSONB, BOOL], JSONB, insert).optional(1),
    Builtin::function("jsonb_set_lax", &[JSONB, TEXTS, JSONB, BOOL, TEXT], JSONB, set_lax)
        .optional(2)
        .lenient(),
];

fn concat(context: &Context<'_>, arguments: &[Value]) -> Answer {
    let (left, right) = (text(arguments, 0)?, text(arguments, 1)?);
    within_limit(left.len() + right.len())?;
    match (Kind::of(left), Kind::of(right)) {
        (Kind::Object, Kind::Object) => {
            let members: Vec<Member<'_>> =
                scan::members(left).chain(scan::members(right)).collect();
            // Keys are put in order, and of two the later stays, when the text is read again.
            canonical(&object(&members), context.at)
        }
        _ => {
            let parts: Vec<&str> =
                as_elements(left).into_iter().chain(as_elements(right)).collect();
            Ok(Value::text(array(&parts)))
        }
    }
}

/// The elements of an array; anything else is one element.
fn as_elements(text: &str) -> Vec<&str> {
    match Kind::of(text) {
        Kind::Array => scan::elements(text).collect(),
        _ => vec![text],
    }
}

fn delete(_: &Context<'_>, arguments: &[Value]) -> Answer {
    without(text(arguments, 0)?, &[text(arguments, 1)?])
}

fn delete_keys(_: &Context<'_>, arguments: &[Value]) -> Answer {
    let keys = path::read_with_nulls(arguments, 1)?;
    let keys: Vec<&str> = keys.iter().flatten().map(String::as_str).collect();
    without(text(arguments, 0)?, &keys)
}

fn without(whole: &str, keys: &[&str]) -> Answer {
    let is_one = |raw: &str| keys.iter().any(|key| scan::is_string(raw, key));
    match Kind::of(whole) {
        Kind::Object => {
            let kept: Vec<Member<'_>> = scan::members(whole).filter(|it| !is_one(it.key)).collect();
            Ok(Value::text(object(&kept)))
        }
        Kind::Array => {
            let kept: Vec<&str> = scan::elements(whole)
                .filter(|it| Kind::of(it) != Kind::String || !is_one(it))
                .collect();
            Ok(Value::text(array(&kept)))
        }
        _ => Err(ValueError::new("22023", "cannot delete from scalar")),
    }
}

fn delete_index(_: &Context<'_>, arguments: &[Value]) -> Answer {
    let (whole, index) = (text(arguments, 0)?, int(arguments, 1)?);
    match Kind::of(whole) {
        Kind::Array => {
            let mut kept: Vec<&str> = scan::elements(whole).collect();
            if let Some(at) = position(index, kept.len()) {
                kept.remove(at);
            }
            Ok(Value::text(array(&kept)))
        }
        Kind::Object => {
            Err(ValueError::new("22023", "cannot delete from object using integer index"))
        }
        _ => Err(ValueError::new("22023", "cannot delete from scalar")),
    }
}

fn delete_path(context: &Context<'_>, arguments: &[Value]) -> Answer {
    let whole = text(arguments, 0)?;
    if !Kind::of(whole).is_container() {
        return Err(ValueError::new("22023", "cannot delete path in scalar"));
    }
    change(whole, &path::read_with_nulls(arguments, 1)?, Change::Delete, context.at)
}

fn set(context: &Context<'_>, arguments: &[Value]) -> Answer {
    let create = arguments.len() < 4 || truth(arguments, 3)?;
    let value = text(arguments, 2)?;
    let whole = settable(arguments)?;
    let how = Change::Set { value, create };
    change(whole, &path::read_with_nulls(arguments, 1)?, how, context.at)
}

fn insert(context: &Context<'_>, arguments: &[Value]) -> Answer {
    let after = arguments.len() > 3 && truth(arguments, 3)?;
    let value = text(arguments, 2)?;
    let whole = settable(arguments)?;
    let how = Change::Insert { value, after };
    change(whole, &path::read_with_nulls(arguments, 1)?, how, context.at)
}

fn settable(arguments: &[Value]) -> Result<&str, ValueError> {
    let whole = text(arguments, 0)?;
    if !Kind::of(whole).is_container() {
        return Err(ValueError::new("22023", "cannot set path in scalar"));
    }
    Ok(whole)
}

/// `jsonb_set` that says what a null new value means.
fn set_lax(context: &Context<'_>, arguments: &[Value]) -> Answer {
    let null_at = |at: usize| arguments.get(at).is_some_and(Value::is_null);
    if null_at(0) || null_at(1) || null_at(3) {
        return Ok(Value::Null);
    }
    if !null_at(2) {
        return set(context, arguments.get(..4).unwrap_or(arguments));
    }
    let invalid = |message: &str| ValueError::new("22023", message);
    if null_at(4) {
        return Err(invalid(
            "null_value_treatment must be \"delete_key\", \"return_target\", \
             \"use_json_null\", or \"raise_exception\"",
        ));
    }
    match if arguments.len() > 4 { text(arguments, 4)? } else { "use_json_null" } {
        "use_json_null" => {
            let mut with_null = arguments.get(..4).unwrap_or(arguments).to_vec();
            with_null[2] = Value::text("null");
            set(context, &with_null)
        }
        "delete_key" => delete_path(context, arguments),
        "return_target" => Ok(arguments[0].clone()),
        "raise_exception" => Err(ValueError::new("22004", "JSON value must not be null")
            .detail("Exception was raised because null_value_treatment is \"raise_exception\".")
            .hint(
                "To avoid, either change the null_value_treatment argument or \
                 ensure that an SQL NULL is not passed.",
            )),
        _ => Err(invalid(
            "null_value_treatment must be \"delete_key\", \"return_target\", \
             \"use_json_null\", or \"raise_exception\"",
        )),
    }
}

/// What is done where the path ends.
#[derive(Clone, Copy)]
enum Change<'a> {
    Delete,
    Set { value: &'a str, create: bool },
    Insert { value: &'a str, after: bool },
}

/// The value with the change at the path; unchanged where the path leads nowhere.
fn change(whole: &str, steps: &[Option<String>], how: Change<'_>, at: &Moment) -> Answer {
    if steps.is_empty() {
        return Ok(Value::text(whole));
    }
    match changed(whole, steps, 0, how)? {
        Some(text) => canonical(&text, at),
        None => Ok(Value::text(whole)),
    }
}

/// The changed text, or nothing if there is nothing to change.
fn changed(
    whole: &str,
    steps: &[Option<String>],
    depth: usize,
    how: Change<'_>,
) -> Result<Option<String>, ValueError> {
    let kind = Kind::of(whole);
    if !kind.is_container() {
        return Ok(None);
    }
    let step = steps[depth].as_deref().ok_or_else(|| {
        let message = format!("path element at position {} is null", depth + 1);
        ValueError::new("22004", message)
    })?;
    let last = depth + 1 == steps.len();
    if kind == Kind::Object {
        let mut members: Vec<Member<'_>> = scan::members(whole).collect();
        let found = members.iter().position(|it| it.is(step));
        if last {
            return change_member(&mut members, found, step, how);
        }
        let Some(at) = found else { return Ok(None) };
        let Some(inner) = changed(members[at].value, steps, depth + 1, how)? else {
            return Ok(None);
        };
        members[at].value = &inner;
        return Ok(Some(object(&members)));
    }
    let index = path::index(step).ok_or_else(|| {
        let message =
            format!("path element at position {} is not an integer: \"{step}\"", depth + 1);
        ValueError::new("22P02", message)
    })?;
    let mut elements: Vec<&str> = scan::elements(whole).collect();
    if last {
        return Ok(change_element(&mut elements, index, how));
    }
    let Some(at) = position(index, elements.len()) else { return Ok(None) };
    let Some(inner) = changed(elements[at], steps, depth + 1, how)? else { return Ok(None) };
    elements[at] = &inner;
    Ok(Some(array(&elements)))
}

fn change_member<'a>(
    members: &mut Vec<Member<'a>>,
    found: Option<usize>,
    key: &str,
    how: Change<'a>,
) -> Result<Option<String>, ValueError> {
    let mut new_key = String::new();
    match (how, found) {
        (Change::Delete, Some(at)) => {
            members.remove(at);
        }
        (Change::Set { value, .. }, Some(at)) => members[at].value = value,
        (Change::Insert { .. }, Some(_)) => {
            return Err(ValueError::new("22023", "cannot replace existing key")
                .hint("Try using the function jsonb_set to replace key value."));
        }
        (Change::Set { value, create: true } | Change::Insert { value, .. }, None) => {
            push_string(key, &mut new_key);
            let mut all = members.clone();
            all.push(Member { key: &new_key, value });
            return Ok(Some(object(&all)));
        }
        (Change::Delete | Change::Set { .. }, None) => return Ok(None),
    }
    Ok(Some(object(members)))
}

fn change_element<'a>(elements: &mut Vec<&'a str>, index: i64, how: Change<'a>) -> Option<String> {
    let found = position(index, elements.len());
    // A place before the start is the start, one behind the end is the end.
    let outside = if index < 0 { 0 } else { elements.len() };
    match (how, found) {
        (Change::Delete, Some(at)) => {
            elements.remove(at);
        }
        (Change::Set { value, .. }, Some(at)) => elements[at] = value,
        (Change::Insert { value, after }, Some(at)) => {
            elements.insert(at + usize::from(after), value);
        }
        (Change::Set { value, create: true } | Change::Insert { value, .. }, None) => {
            elements.insert(outside, value);
        }
        (Change::Delete | Change::Set { .. }, None) => return None,
    }
    Some(array(elements))
}

/// The place of an index that counts from the end if it is negative.
fn position(index: i64, count: usize) -> Option<usize> {
    let at = if index < 0 { count as i64 + index } else { index };
    usize::try_from(at).ok().filter(|at| *at < count)
}

/// The members as an object.
pub(crate) fn object(members: &[Member<'_>]) -> String {
    let mut out = String::from("{");
    for (index, member) in members.iter().enumerate() {
        if index > 0 {
            out.push_str(", ");
        }
        out.push_str(member.key);
        out.push_str(": ");
        out.push_str(member.value);
    }
    out.push('}');
    out
}

/// The elements as an array.
pub(crate) fn array(elements: &[&str]) -> String {
    format!("[{}]", elements.join(", "))
}

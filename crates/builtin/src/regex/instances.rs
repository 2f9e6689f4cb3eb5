//! Functions that count the matches or take one of them: `regexp_count`, `regexp_instr`, `regexp_substr`.

use value::{Value, ValueError};

use super::Span;
use super::functions::{invalid_parameter, options, pattern, place, positive};
use crate::arguments::{int, text};
use crate::table::patterns::{INT4, TEXT};
use crate::{Builtin, Context};

type Answer = Result<Value, ValueError>;

pub(crate) const TABLE: &[Builtin] = &[
    Builtin::function("regexp_count", &[TEXT, TEXT], INT4, count),
    Builtin::function("regexp_count", &[TEXT, TEXT, INT4], INT4, count),
    Builtin::function("regexp_count", &[TEXT, TEXT, INT4, TEXT], INT4, count),
    Builtin::function("regexp_substr", &[TEXT, TEXT], TEXT, substr),
    Builtin::function("regexp_substr", &[TEXT, TEXT, INT4], TEXT, substr),
    Builtin::function("regexp_substr", &[TEXT, TEXT, INT4, INT4], TEXT, substr),
    Builtin::function("regexp_substr", &[TEXT, TEXT, INT4, INT4, TEXT], TEXT, substr),
    Builtin::function("regexp_substr", &[TEXT, TEXT, INT4, INT4, TEXT, INT4], TEXT, substr),
    Builtin::function("regexp_instr", &[TEXT, TEXT], INT4, instr),
    Builtin::function("regexp_instr", &[TEXT, TEXT, INT4], INT4, instr),
    Builtin::function("regexp_instr", &[TEXT, TEXT, INT4, INT4], INT4, instr),
    Builtin::function("regexp_instr", &[TEXT, TEXT, INT4, INT4, INT4], INT4, instr),
    Builtin::function("regexp_instr", &[TEXT, TEXT, INT4, INT4, INT4, TEXT], INT4, instr),
    Builtin::function("regexp_instr", &[TEXT, TEXT, INT4, INT4, INT4, TEXT, INT4], INT4, instr),
];

fn count(context: &Context<'_>, arguments: &[Value]) -> Answer {
    let start = positive("start", arguments, 2)?;
    let compiled = pattern(context, arguments, 3, Some("regexp_count()"))?;
    let subject = text(arguments, 0)?;
    let count = place(subject, start).map_or(0, |from| compiled.matches(subject, from).count());
    Ok(Value::Int(count as i64))
}

fn substr(context: &Context<'_>, arguments: &[Value]) -> Answer {
    let span = instance(context, arguments, 4, 5, "regexp_substr()")?;
    let subject = text(arguments, 0)?;
    Ok(span.map_or(Value::Null, |it| Value::text(&subject[it])))
}

fn instr(context: &Context<'_>, arguments: &[Value]) -> Answer {
    let end = if arguments.len() > 4 { int(arguments, 4)? } else { 0 };
    if !(0..=1).contains(&end) {
        return Err(invalid_parameter("endoption", end));
    }
    let span = instance(context, arguments, 5, 6, "regexp_instr()")?;
    let subject = text(arguments, 0)?;
    let position = span.map_or(0, |span| {
        let at = if end == 1 { span.end } else { span.start };
        subject[..at].chars().count() as i64 + 1
    });
    Ok(Value::Int(position))
}

/// Where the match with the number in the fourth argument stands, or one of its groups.
fn instance(
    context: &Context<'_>,
    arguments: &[Value],
    flags: usize,
    group: usize,
    function: &str,
) -> Result<Option<Span>, ValueError> {
    let start = positive("start", arguments, 2)?;
    let number = positive("n", arguments, 3)?;
    let group = if arguments.len() > group { int(arguments, group)? } else { 0 };
    if group < 0 {
        return Err(invalid_parameter("subexpr", group));
    }
    options(arguments, flags)?;
    let compiled = pattern(context, arguments, flags, Some(function))?;
    let subject = text(arguments, 0)?;
    let Some(from) = place(subject, start) else { return Ok(None) };
    let found = compiled.matches(subject, from).nth((number - 1) as usize);
    Ok(found.and_then(|groups| groups.into_iter().nth(group as usize)).flatten())
}

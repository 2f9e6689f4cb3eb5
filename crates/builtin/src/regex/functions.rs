//! The operators `~` and the functions that find the first match or replace matches.

use std::rc::Rc;

use value::{Type, Value, ValueError};

use super::{Compiled, Options, Span, compile};
use crate::arguments::{int, text};
use crate::table::patterns::{BOOL, CITEXT, INT4, TEXT, TEXTS};
use crate::text::within_limit;
use crate::{Builtin, Context};

type Answer = Result<Value, ValueError>;

const FOLDED: Options = Options {
    ignore_case: true,
    newline_stops: false,
    newline_anchors: false,
    expanded: false,
    literal: false,
    global: false,
};

pub(crate) const TABLE: &[Builtin] = &[
    Builtin::function("textregexeq", &[TEXT, TEXT], BOOL, matches).operator("~"),
    Builtin::function("textregexne", &[TEXT, TEXT], BOOL, not_matches).operator("!~"),
    Builtin::function("texticregexeq", &[TEXT, TEXT], BOOL, imatches).operator("~*"),
    Builtin::function("texticregexne", &[TEXT, TEXT], BOOL, not_imatches).operator("!~*"),
    Builtin::function("texticregexeq", &[CITEXT, CITEXT], BOOL, imatches).operator("~"),
    Builtin::function("texticregexeq", &[CITEXT, TEXT], BOOL, imatches).operator("~"),
    Builtin::function("texticregexne", &[CITEXT, CITEXT], BOOL, not_imatches).operator("!~"),
    Builtin::function("texticregexne", &[CITEXT, TEXT], BOOL, not_imatches).operator("!~"),
    Builtin::function("regexp_like", &[TEXT, TEXT], BOOL, regexp_like),
    Builtin::function("regexp_like", &[TEXT, TEXT, TEXT], BOOL, regexp_like),
    Builtin::function("regexp_match", &[TEXT, TEXT], TEXTS, regexp_match),
    Builtin::function("regexp_match", &[TEXT, TEXT, TEXT], TEXTS, regexp_match),
    Builtin::function("regexp_match", &[CITEXT, CITEXT], TEXTS, regexp_match),
    Builtin::function("regexp_match", &[CITEXT, CITEXT, TEXT], TEXTS, regexp_match),
    Builtin::function("substring", &[TEXT, TEXT], TEXT, substring),
    Builtin::function("regexp_replace", &[TEXT, TEXT, TEXT], TEXT, regexp_replace),
    Builtin::function("regexp_replace", &[TEXT, TEXT, TEXT, TEXT], TEXT, regexp_replace),
    Builtin::function("regexp_replace", &[CITEXT, CITEXT, TEXT], TEXT, regexp_replace),
    Builtin::function("regexp_replace", &[CITEXT, CITEXT, TEXT, TEXT], TEXT, regexp_replace),
    Builtin::function("regexp_replace", &[TEXT, TEXT, TEXT, INT4], TEXT, replace_from),
    Builtin::function("regexp_replace", &[TEXT, TEXT, TEXT, INT4, INT4], TEXT, replace_from),
    Builtin::function("regexp_replace", &[TEXT, TEXT, TEXT, INT4, INT4, TEXT], TEXT, replace_from),
    Builtin::function("regexp_split_to_array", &[TEXT, TEXT], TEXTS, split_to_array),
    Builtin::function("regexp_split_to_array", &[TEXT, TEXT, TEXT], TEXTS, split_to_array),
    Builtin::function("regexp_split_to_array", &[CITEXT, CITEXT], TEXTS, split_to_array),
    Builtin::function("regexp_split_to_array", &[CITEXT, CITEXT, TEXT], TEXTS, split_to_array),
];

fn matches(_: &Context<'_>, arguments: &[Value]) -> Answer {
    Ok(Value::bool(found(arguments, Options::default())?))
}

fn not_matches(_: &Context<'_>, arguments: &[Value]) -> Answer {
    Ok(Value::bool(!found(arguments, Options::default())?))
}

fn imatches(_: &Context<'_>, arguments: &[Value]) -> Answer {
    Ok(Value::bool(found(arguments, FOLDED)?))
}

fn not_imatches(_: &Context<'_>, arguments: &[Value]) -> Answer {
    Ok(Value::bool(!found(arguments, FOLDED)?))
}

fn found(arguments: &[Value], options: Options) -> Result<bool, ValueError> {
    Ok(compile(text(arguments, 1)?, options)?.is_match(text(arguments, 0)?))
}

fn regexp_like(_: &Context<'_>, arguments: &[Value]) -> Answer {
    let options = options(arguments, 2)?;
    if options.global {
        return Err(no_global("regexp_like()"));
    }
    Ok(Value::bool(found(arguments, options)?))
}

fn regexp_match(context: &Context<'_>, arguments: &[Value]) -> Answer {
    let subject = text(arguments, 0)?;
    let compiled = pattern(context, arguments, 2, Some("regexp_match()"))?;
    Ok(match compiled.find(subject, 0) {
        None => Value::Null,
        Some(groups) => group_texts(&compiled, subject, &groups),
    })
}

/// The texts of a match's groups, or of the whole if it has none.
pub(crate) fn group_texts(compiled: &Compiled, subject: &str, spans: &[Option<Span>]) -> Value {
    let spans = if compiled.groups() == 0 { spans } else { spans.get(1..).unwrap_or_default() };
    let texts: Vec<Value> = spans
        .iter()
        .map(|span| span.as_ref().map_or(Value::Null, |it| Value::text(&subject[it.clone()])))
        .collect();
    crate::arrays::build(&Type::TEXT, &texts)
}

/// `substring(text from pattern)`: the first group, or the whole if there is none.
fn substring(_: &Context<'_>, arguments: &[Value]) -> Answer {
    let subject = text(arguments, 0)?;
    let compiled = compile(text(arguments, 1)?, Options::default())?;
    let wanted = usize::from(compiled.groups() > 0);
    let span = compiled.find(subject, 0).and_then(|groups| groups.get(wanted).cloned().flatten());
    Ok(span.map_or(Value::Null, |it| Value::text(&subject[it])))
}

fn regexp_replace(context: &Context<'_>, arguments: &[Value]) -> Answer {
    if arguments.len() > 3 && text(arguments, 3)?.starts_with(|it: char| it.is_ascii_digit()) {
        let flags = text(arguments, 3)?;
        let message = format!("invalid regular expression option: \"{}\"", &flags[..1]);
        return Err(ValueError::new("22023", message).hint(
            "If you meant to use regexp_replace() with a start parameter, \
             cast the fourth argument to integer explicitly.",
        ));
    }
    let every = options(arguments, 3)?.global;
    let compiled = pattern(context, arguments, 3, None)?;
    replace(&compiled, arguments, 0, if every { 0 } else { 1 })
}

/// With a place to start and the number of the match that is replaced, 0 for all.
fn replace_from(context: &Context<'_>, arguments: &[Value]) -> Answer {
    let start = positive("start", arguments, 3)?;
    let number = if arguments.len() > 4 { int(arguments, 4)? } else { 1 };
    if number < 0 {
        return Err(invalid_parameter("n", number));
    }
    let compiled = pattern(context, arguments, 5, None)?;
    let Some(from) = place(text(arguments, 0)?, start) else {
        return Ok(Value::text(text(arguments, 0)?));
    };
    replace(&compiled, arguments, from, number)
}

fn replace(compiled: &Compiled, arguments: &[Value], from: usize, number: i64) -> Answer {
    let (subject, replacement) = (text(arguments, 0)?, text(arguments, 2)?);
    let most = if number > 0 { number as usize } else { usize::MAX };
    let (mut out, mut copied) = (String::new(), 0);
    for (index, groups) in compiled.matches(subject, from).take(most).enumerate() {
        let Some(Some(whole)) = groups.first() else { continue };
        if number > 0 && index as i64 + 1 != number {
            continue;
        }
        out.push_str(&subject[copied..whole.start]);
        expand(replacement, subject, &groups, &mut out);
        copied = whole.end;
        within_limit(out.len())?;
    }
    out.push_str(&subject[copied..]);
    Ok(Value::text(out))
}

/// Writes the replacement of one match: `\1` is a group, `\&` the whole, `\\` a backslash.
fn expand(replacement: &str, subject: &str, groups: &[Option<Span>], out: &mut String) {
    let mut rest = replacement;
    while let Some(at) = rest.find('\\') {
        out.push_str(&rest[..at]);
        let behind = &rest[at + 1..];
        let group = match behind.chars().next() {
            Some('&') => Some(0),
            Some(digit @ '0'..='9') => digit.to_digit(10),
            _ => None,
        };
        match group {
            Some(group) => {
                if let Some(Some(span)) = groups.get(group as usize) {
                    out.push_str(&subject[span.clone()]);
                }
                rest = &behind[1..];
            }
            None => {
                out.push('\\');
                rest = behind.strip_prefix('\\').unwrap_or(behind);
            }
        }
    }
    out.push_str(rest);
}

fn split_to_array(context: &Context<'_>, arguments: &[Value]) -> Answer {
    let parts = split(context, arguments, "regexp_split_to_array()")?;
    let parts: Vec<Value> = parts.into_iter().map(Value::text).collect();
    Ok(crate::arrays::build(&Type::TEXT, &parts))
}

/// The text between the matches. Empty matches at the ends or right behind a match split nothing.
pub(crate) fn split<'a>(
    context: &Context<'_>,
    arguments: &'a [Value],
    function: &str,
) -> Result<Vec<&'a str>, ValueError> {
    let subject = text(arguments, 0)?;
    let compiled = pattern(context, arguments, 2, Some(function))?;
    let (mut parts, mut start) = (Vec::new(), 0);
    for groups in compiled.matches(subject, 0) {
        let Some(Some(whole)) = groups.into_iter().next() else { continue };
        if whole.start < subject.len() && whole.end > start {
            parts.push(&subject[start..whole.start]);
            start = whole.end;
        }
    }
    parts.push(&subject[start..]);
    Ok(parts)
}

/// The pattern in the second argument with the flags in the argument at a place; `citext` ignores case.
/// A function that is named doesn't take the flag `g`.
pub(crate) fn pattern(
    context: &Context<'_>,
    arguments: &[Value],
    flags: usize,
    without_global: Option<&str>,
) -> Result<Rc<Compiled>, ValueError> {
    let mut options = options(arguments, flags)?;
    if let Some(function) = without_global.filter(|_| options.global) {
        return Err(no_global(function));
    }
    let folds = context.arguments.first().and_then(Type::scalar) == Some(value::Scalar::Citext);
    options.ignore_case |= folds;
    compile(text(arguments, 1)?, options)
}

/// The flags in the argument at a place, if it is given.
pub(crate) fn options(arguments: &[Value], at: usize) -> Result<Options, ValueError> {
    if arguments.len() > at { Options::read(text(arguments, at)?) } else { Ok(Options::default()) }
}

/// A parameter that counts from 1.
pub(crate) fn positive(name: &str, arguments: &[Value], at: usize) -> Result<i64, ValueError> {
    match arguments.get(at) {
        None => Ok(1),
        Some(_) => match int(arguments, at)? {
            number if number > 0 => Ok(number),
            number => Err(invalid_parameter(name, number)),
        },
    }
}

/// 22023
pub(crate) fn invalid_parameter(name: &str, value: i64) -> ValueError {
    ValueError::new("22023", format!("invalid value for parameter \"{name}\": {value}"))
}

/// The offset in bytes of a character counted from 1, if the text goes as far.
pub(crate) fn place(subject: &str, position: i64) -> Option<usize> {
    let skipped = usize::try_from(position - 1).ok()?;
    let ends = subject.char_indices().map(|(at, _)| at).chain([subject.len()]);
    ends.into_iter().nth(skipped)
}

fn no_global(function: &str) -> ValueError {
    let error =
        ValueError::new("22023", format!("{function} does not support the \"global\" option"));
    if function == "regexp_match()" {
        error.hint("Use the regexp_matches function instead.")
    } else {
        error
    }
}

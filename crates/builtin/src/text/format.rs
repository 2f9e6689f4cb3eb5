//! `format('%s of %1$I', …)`.

use value::{Value, ValueError};

use super::quote::{identifier, literal};
use super::within_limit;
use crate::arguments::{text, written};
use crate::table::patterns::{ANY, TEXT};
use crate::{Builtin, Context};

type Answer = Result<Value, ValueError>;

pub(crate) const TABLE: &[Builtin] = &[
    Builtin::function("format", &[TEXT], TEXT, format_value).lenient().stable(),
    Builtin::function("format", &[TEXT, ANY], TEXT, format_value).lenient().variadic().stable(),
];

fn format_value(context: &Context<'_>, arguments: &[Value]) -> Answer {
    if arguments.first().is_none_or(Value::is_null) {
        return Ok(Value::Null);
    }
    let mut form = Formatter { context, arguments, next: 1, out: String::new() };
    let mut rest = text(arguments, 0)?;
    while let Some(at) = rest.find('%') {
        form.out.push_str(&rest[..at]);
        rest = form.specifier(&rest[at + 1..])?;
        within_limit(form.out.len())?;
    }
    form.out.push_str(rest);
    Ok(Value::text(form.out))
}

struct Formatter<'a> {
    context: &'a Context<'a>,
    arguments: &'a [Value],
    /// The argument that the next specifier without a position takes.
    next: usize,
    out: String,
}

impl Formatter<'_> {
    /// Writes what the specifier after a `%` stands for, and gives what follows it.
    fn specifier<'t>(&mut self, text: &'t str) -> Result<&'t str, ValueError> {
        if let Some(rest) = text.strip_prefix('%') {
            self.out.push('%');
            return Ok(rest);
        }
        let (position, rest) = position(text)?;
        let (left, rest) = match rest.strip_prefix('-') {
            Some(rest) => (true, rest.trim_start_matches('-')),
            None => (false, rest),
        };
        let (width, rest) = self.width(rest)?;
        let mut characters = rest.chars();
        let kind = characters.next().ok_or_else(unterminated)?;
        if !matches!(kind, 's' | 'I' | 'L') {
            return Err(ValueError::new(
                "22023",
                format!("unrecognized format() type specifier \"{kind}\""),
            )
            .hint("For a single \"%\" use \"%%\"."));
        }
        let at = position.unwrap_or(self.next);
        self.next = at + 1;
        let shown = self.shown(kind, at)?;
        self.pad(&shown, width, left)?;
        Ok(characters.as_str())
    }

    /// A width: digits, `*` for the next argument, `*2$` for the second.
    fn width<'t>(&mut self, text: &'t str) -> Result<(i64, &'t str), ValueError> {
        let Some(rest) = text.strip_prefix('*') else {
            let (digits, rest) = digits(text)?;
            if digits.is_none() && text.is_empty() {
                return Err(unterminated());
            }
            return Ok((digits.unwrap_or(0), rest));
        };
        let (position, rest) = position(rest)?;
        let at = position.unwrap_or(self.next);
        self.next = at + 1;
        match self.arguments.get(at) {
            None => Err(too_few()),
            Some(Value::Null) => Ok((0, rest)),
            Some(Value::Int(width)) => Ok((*width, rest)),
            Some(_) => {
                let mut width = String::new();
                written(self.context, self.arguments, at, &mut width);
                let parsed = width.trim().parse::<i32>();
                let width = parsed.map_err(|_| ValueError::syntax("integer", &width))?;
                Ok((i64::from(width), rest))
            }
        }
    }

    fn shown(&self, kind: char, at: usize) -> Result<String, ValueError> {
        let mut plain = String::new();
        match (self.arguments.get(at), kind) {
            (None, _) => return Err(too_few()),
            (Some(Value::Null), 's') => return Ok(plain),
            (Some(Value::Null), 'L') => return Ok("NULL".to_owned()),
            (Some(Value::Null), _) => {
                let message = "null values cannot be formatted as an SQL identifier";
                return Err(ValueError::new("22004", message));
            }
            (Some(_), _) => written(self.context, self.arguments, at, &mut plain),
        }
        Ok(match kind {
            'I' => identifier(&plain),
            'L' => literal(&plain),
            _ => plain,
        })
    }

    /// A negative width pads on the right, as `-` does.
    fn pad(&mut self, shown: &str, width: i64, left: bool) -> Result<(), ValueError> {
        let left = left || width < 0;
        let width = usize::try_from(width.unsigned_abs()).unwrap_or(usize::MAX);
        let blanks = within_limit(width.saturating_sub(shown.chars().count()))?;
        if left {
            self.out.push_str(shown);
        }
        self.out.extend(std::iter::repeat_n(' ', blanks));
        if !left {
            self.out.push_str(shown);
        }
        Ok(())
    }
}

/// `1$`, the position of an argument.
fn position(text: &str) -> Result<(Option<usize>, &str), ValueError> {
    let (number, rest) = digits(text)?;
    match (number, rest.strip_prefix('$')) {
        (Some(0), Some(_)) => Err(ValueError::new(
            "22023",
            "format specifies argument 0, but arguments are numbered from 1",
        )),
        (Some(number), Some(rest)) => Ok((usize::try_from(number).ok(), rest)),
        _ => Ok((None, text)),
    }
}

fn digits(text: &str) -> Result<(Option<i64>, &str), ValueError> {
    let end = text.find(|it: char| !it.is_ascii_digit()).unwrap_or(text.len());
    if end == 0 {
        return Ok((None, text));
    }
    match text[..end].parse::<i32>() {
        Ok(number) => Ok((Some(i64::from(number)), &text[end..])),
        Err(_) => Err(ValueError::new("22003", "number is out of range")),
    }
}

fn unterminated() -> ValueError {
    ValueError::new("22023", "unterminated format() type specifier")
        .hint("For a single \"%\" use \"%%\".")
}

fn too_few() -> ValueError {
    ValueError::new("22023", "too few arguments for format()")
}

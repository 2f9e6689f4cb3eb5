//! `similar to`: SQL's own patterns, turned into regular expressions by `similar_to_escape`.

use value::{Value, ValueError};

use crate::arguments::text;
use crate::table::patterns::TEXT;
use crate::{Builtin, Context};

type Answer = Result<Value, ValueError>;

pub(crate) const TABLE: &[Builtin] = &[
    Builtin::function("similar_to_escape", &[TEXT], TEXT, similar_to_escape),
    Builtin::function("similar_to_escape", &[TEXT, TEXT], TEXT, similar_to_escape),
];

/// The pattern as a regular expression for the whole text: `%` is `.*`, `_` is `.`, groups capture nothing.
fn similar_to_escape(_: &Context<'_>, arguments: &[Value]) -> Answer {
    let escape = if arguments.len() > 1 { text(arguments, 1)? } else { "\\" };
    let mut characters = escape.chars();
    let (escape, rest) = (characters.next(), characters.next());
    if rest.is_some() {
        return Err(ValueError::new("22025", "invalid escape string")
            .hint("Escape string must be empty or one character."));
    }
    Ok(Value::text(translate(text(arguments, 0)?, escape)))
}

fn translate(pattern: &str, escape: Option<char>) -> String {
    let mut out = String::from("^(?:");
    let (mut escaped, mut in_class) = (false, false);
    for character in pattern.chars() {
        if escaped {
            escaped = false;
            out.push('\\');
            out.push(character);
            continue;
        }
        match character {
            it if Some(it) == escape => escaped = true,
            ']' if in_class => {
                in_class = false;
                out.push(']');
            }
            '\\' if in_class => out.push_str("\\\\"),
            plain if in_class => out.push(plain),
            '[' => {
                in_class = true;
                out.push('[');
            }
            '%' => out.push_str(".*"),
            '_' => out.push('.'),
            '(' => out.push_str("(?:"),
            special @ ('\\' | '.' | '^' | '$') => {
                out.push('\\');
                out.push(special);
            }
            plain => out.push(plain),
        }
    }
    out.push_str(")$");
    out
}

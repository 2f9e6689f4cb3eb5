//! Upper and lower case: one character becomes one character, as in PostgreSQL's `C.UTF-8`.

use value::{Value, ValueError};

use crate::arguments::text;
use crate::table::patterns::TEXT;
use crate::{Builtin, Context};

type Answer = Result<Value, ValueError>;

pub(crate) const TABLE: &[Builtin] = &[
    Builtin::function("lower", &[TEXT], TEXT, lower_value).safe(),
    Builtin::function("upper", &[TEXT], TEXT, upper_value).safe(),
    Builtin::function("initcap", &[TEXT], TEXT, initcap).safe(),
];

fn lower_value(_: &Context<'_>, arguments: &[Value]) -> Answer {
    Ok(Value::text(lower(text(arguments, 0)?)))
}

fn upper_value(_: &Context<'_>, arguments: &[Value]) -> Answer {
    Ok(Value::text(text(arguments, 0)?.chars().map(upper_char).collect::<String>()))
}

fn initcap(_: &Context<'_>, arguments: &[Value]) -> Answer {
    let mut in_word = false;
    let capitalised = text(arguments, 0)?.chars().map(|it| {
        let turned = if in_word { lower_char(it) } else { upper_char(it) };
        in_word = it.is_alphanumeric();
        turned
    });
    Ok(Value::text(capitalised.collect::<String>()))
}

/// The text in lower case.
pub(crate) fn lower(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    text.chars().map(lower_char).collect()
}

/// The lower case of one character.
pub(crate) fn lower_char(of: char) -> char {
    let mut mapped = of.to_lowercase();
    match (mapped.next(), mapped.next()) {
        (Some(single), None) => single,
        // The one character whose full mapping is longer than its simple one.
        _ if of == 'İ' => 'i',
        _ => of,
    }
}

/// The upper case of one character.
pub(crate) fn upper_char(of: char) -> char {
    let mut mapped = of.to_uppercase();
    match (mapped.next(), mapped.next()) {
        (Some(single), None) => single,
        _ => upper_of_greek(of),
    }
}

/// Greek letters with an iota below keep it in their simple upper case; others that would become several
/// characters (`ß`) stay as they are.
fn upper_of_greek(of: char) -> char {
    let code = of as u32;
    let shifted = match code {
        0x1F80..=0x1F87 | 0x1F90..=0x1F97 | 0x1FA0..=0x1FA7 => code + 8,
        0x1FB3 | 0x1FC3 | 0x1FF3 => code + 9,
        _ => code,
    };
    char::from_u32(shifted).unwrap_or(of)
}

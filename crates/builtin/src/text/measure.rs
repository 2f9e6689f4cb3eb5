//! How long a text is, where something stands in it, and characters as numbers.

use value::{Value, ValueError};

use super::find;
use crate::arguments::{int, text};
use crate::table::patterns::{BOOL, CITEXT, INT4, TEXT};
use crate::{Builtin, Context};

type Answer = Result<Value, ValueError>;

pub(crate) const TABLE: &[Builtin] = &[
    Builtin::function("length", &[TEXT], INT4, length).safe(),
    Builtin::function("char_length", &[TEXT], INT4, length).safe(),
    Builtin::function("character_length", &[TEXT], INT4, length).safe(),
    Builtin::function("octet_length", &[TEXT], INT4, octet_length).safe(),
    Builtin::function("bit_length", &[TEXT], INT4, bit_length).safe(),
    Builtin::function("strpos", &[TEXT, TEXT], INT4, strpos).safe(),
    Builtin::function("position", &[TEXT, TEXT], INT4, strpos).safe(),
    Builtin::function("strpos", &[CITEXT, CITEXT], INT4, strpos_folded).safe(),
    Builtin::function("starts_with", &[TEXT, TEXT], BOOL, starts_with).operator("^@").safe(),
    Builtin::function("ascii", &[TEXT], INT4, ascii).safe(),
    Builtin::function("chr", &[INT4], TEXT, chr),
];

fn length(_: &Context<'_>, arguments: &[Value]) -> Answer {
    Ok(Value::Int(text(arguments, 0)?.chars().count() as i64))
}

fn octet_length(_: &Context<'_>, arguments: &[Value]) -> Answer {
    Ok(Value::Int(text(arguments, 0)?.len() as i64))
}

fn bit_length(_: &Context<'_>, arguments: &[Value]) -> Answer {
    Ok(Value::Int(text(arguments, 0)?.len() as i64 * 8))
}

fn strpos(_: &Context<'_>, arguments: &[Value]) -> Answer {
    let (whole, part) = (text(arguments, 0)?, text(arguments, 1)?);
    Ok(Value::Int(whole.find(part).map_or(0, |at| whole[..at].chars().count() as i64 + 1)))
}

fn strpos_folded(_: &Context<'_>, arguments: &[Value]) -> Answer {
    let (whole, part) = (text(arguments, 0)?, text(arguments, 1)?);
    let found = find::folded(whole, part).next();
    Ok(Value::Int(found.map_or(0, |at| whole[..at.start].chars().count() as i64 + 1)))
}

fn starts_with(_: &Context<'_>, arguments: &[Value]) -> Answer {
    Ok(Value::bool(text(arguments, 0)?.starts_with(text(arguments, 1)?)))
}

fn ascii(_: &Context<'_>, arguments: &[Value]) -> Answer {
    Ok(Value::Int(text(arguments, 0)?.chars().next().map_or(0, |it| i64::from(u32::from(it)))))
}

fn chr(_: &Context<'_>, arguments: &[Value]) -> Answer {
    let refused = |message: String| Err(ValueError::new("54000", message));
    match int(arguments, 0)? {
        0 => refused("null character not permitted".to_owned()),
        negative if negative < 0 => {
            Err(ValueError::new("22023", "character number must be positive"))
        }
        large if large > 0x10_FFFF => {
            refused(format!("requested character too large for encoding: {large}"))
        }
        code => match u32::try_from(code).ok().and_then(char::from_u32) {
            Some(character) => Ok(Value::text(character.to_string())),
            None => refused(format!("requested character not valid for encoding: {code}")),
        },
    }
}

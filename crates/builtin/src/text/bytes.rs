//! Functions and operators of `bytea`.

use value::{Value, ValueError};

use super::{cut, within_limit};
use crate::arguments::{bytes, int, text};
use crate::numbers::integer::out_of_range;
use crate::table::patterns::{BYTEA, INT4, INT8, NAME, TEXT};
use crate::{Builtin, Context};

type Answer = Result<Value, ValueError>;

pub(crate) const TABLE: &[Builtin] = &[
    Builtin::function("byteacat", &[BYTEA, BYTEA], BYTEA, concat).operator("||"),
    Builtin::function("length", &[BYTEA], INT4, length).safe(),
    Builtin::function("octet_length", &[BYTEA], INT4, length).safe(),
    Builtin::function("bit_length", &[BYTEA], INT4, bit_length).safe(),
    Builtin::function("bit_count", &[BYTEA], INT8, bit_count).safe(),
    Builtin::function("position", &[BYTEA, BYTEA], INT4, position).safe(),
    Builtin::function("substring", &[BYTEA, INT4], BYTEA, substring).safe(),
    Builtin::function("substring", &[BYTEA, INT4, INT4], BYTEA, substring),
    Builtin::function("substr", &[BYTEA, INT4], BYTEA, substring).safe(),
    Builtin::function("substr", &[BYTEA, INT4, INT4], BYTEA, substring),
    Builtin::function("overlay", &[BYTEA, BYTEA, INT4], BYTEA, overlay),
    Builtin::function("overlay", &[BYTEA, BYTEA, INT4, INT4], BYTEA, overlay),
    Builtin::function("btrim", &[BYTEA, BYTEA], BYTEA, |_, a| trim(a, true, true)).safe(),
    Builtin::function("ltrim", &[BYTEA, BYTEA], BYTEA, |_, a| trim(a, true, false)).safe(),
    Builtin::function("rtrim", &[BYTEA, BYTEA], BYTEA, |_, a| trim(a, false, true)).safe(),
    Builtin::function("get_byte", &[BYTEA, INT4], INT4, get_byte),
    Builtin::function("set_byte", &[BYTEA, INT4, INT4], BYTEA, set_byte),
    Builtin::function("get_bit", &[BYTEA, INT8], INT4, get_bit),
    Builtin::function("set_bit", &[BYTEA, INT8, INT4], BYTEA, set_bit),
    Builtin::function("convert_from", &[BYTEA, NAME], TEXT, convert_from).stable(),
    Builtin::function("convert_to", &[TEXT, NAME], BYTEA, convert_to).stable(),
];

fn concat(_: &Context<'_>, arguments: &[Value]) -> Answer {
    let (left, right) = (bytes(arguments, 0)?, bytes(arguments, 1)?);
    within_limit(left.len() + right.len())?;
    Ok(Value::bytes([left, right].concat()))
}

fn length(_: &Context<'_>, arguments: &[Value]) -> Answer {
    Ok(Value::Int(bytes(arguments, 0)?.len() as i64))
}

fn bit_length(_: &Context<'_>, arguments: &[Value]) -> Answer {
    Ok(Value::Int(bytes(arguments, 0)?.len() as i64 * 8))
}

fn bit_count(_: &Context<'_>, arguments: &[Value]) -> Answer {
    Ok(Value::Int(bytes(arguments, 0)?.iter().map(|it| i64::from(it.count_ones())).sum()))
}

fn position(_: &Context<'_>, arguments: &[Value]) -> Answer {
    let (whole, part) = (bytes(arguments, 0)?, bytes(arguments, 1)?);
    if part.is_empty() {
        return Ok(Value::Int(1));
    }
    let found = whole.windows(part.len()).position(|it| it == part);
    Ok(Value::Int(found.map_or(0, |at| at as i64 + 1)))
}

fn substring(_: &Context<'_>, arguments: &[Value]) -> Answer {
    let whole = bytes(arguments, 0)?;
    let length = if arguments.len() > 2 { Some(int(arguments, 2)?) } else { None };
    let (skip, take) = cut::window(int(arguments, 1)?, length)?;
    let rest = whole.get(skip..).unwrap_or_default();
    Ok(Value::bytes(&rest[..take.min(rest.len())]))
}

fn overlay(_: &Context<'_>, arguments: &[Value]) -> Answer {
    let (whole, placed, start) = (bytes(arguments, 0)?, bytes(arguments, 1)?, int(arguments, 2)?);
    let length = if arguments.len() > 3 { int(arguments, 3)? } else { placed.len() as i64 };
    if start <= 0 {
        return Err(ValueError::new("22011", "negative substring length not allowed"));
    }
    if start + length > i64::from(i32::MAX) {
        return Err(out_of_range("integer"));
    }
    let before = &whole[..whole.len().min((start - 1) as usize)];
    let after = whole.get((start + length - 1).max(0) as usize..).unwrap_or_default();
    Ok(Value::bytes([before, placed, after].concat()))
}

fn trim(arguments: &[Value], left: bool, right: bool) -> Answer {
    let (mut rest, set) = (bytes(arguments, 0)?, bytes(arguments, 1)?);
    while let [first, others @ ..] = rest
        && left
        && set.contains(first)
    {
        rest = others;
    }
    while let [others @ .., last] = rest
        && right
        && set.contains(last)
    {
        rest = others;
    }
    Ok(Value::bytes(rest))
}

fn get_byte(_: &Context<'_>, arguments: &[Value]) -> Answer {
    let whole = bytes(arguments, 0)?;
    Ok(Value::Int(i64::from(whole[place(int(arguments, 1)?, whole.len())?])))
}

fn set_byte(_: &Context<'_>, arguments: &[Value]) -> Answer {
    let mut whole = bytes(arguments, 0)?.to_vec();
    let at = place(int(arguments, 1)?, whole.len())?;
    whole[at] = int(arguments, 2)? as u8;
    Ok(Value::bytes(whole))
}

fn get_bit(_: &Context<'_>, arguments: &[Value]) -> Answer {
    let whole = bytes(arguments, 0)?;
    let at = place(int(arguments, 1)?, whole.len().saturating_mul(8))?;
    Ok(Value::Int(i64::from(whole[at / 8] >> (at % 8) & 1)))
}

fn set_bit(_: &Context<'_>, arguments: &[Value]) -> Answer {
    let mut whole = bytes(arguments, 0)?.to_vec();
    let at = place(int(arguments, 1)?, whole.len().saturating_mul(8))?;
    match int(arguments, 2)? {
        0 => whole[at / 8] &= !(1 << (at % 8)),
        1 => whole[at / 8] |= 1 << (at % 8),
        _ => return Err(ValueError::new("22023", "new bit must be 0 or 1")),
    }
    Ok(Value::bytes(whole))
}

fn place(index: i64, length: usize) -> Result<usize, ValueError> {
    usize::try_from(index).ok().filter(|at| *at < length).ok_or_else(|| {
        let last = length as i64 - 1;
        ValueError::new("2202E", format!("index {index} out of valid range, 0..{last}"))
    })
}

fn convert_from(_: &Context<'_>, arguments: &[Value]) -> Answer {
    let (raw, encoding) = (bytes(arguments, 0)?, text(arguments, 1)?);
    match encoding_named(encoding)? {
        Encoding::Utf8 => read_utf8(raw),
        Encoding::Latin1 if raw.contains(&0) => Err(invalid(encoding, &[0])),
        Encoding::Latin1 => {
            Ok(Value::text(raw.iter().copied().map(char::from).collect::<String>()))
        }
    }
}

fn convert_to(_: &Context<'_>, arguments: &[Value]) -> Answer {
    let (plain, encoding) = (text(arguments, 0)?, text(arguments, 1)?);
    match encoding_named(encoding)? {
        Encoding::Utf8 => Ok(Value::bytes(plain.as_bytes())),
        Encoding::Latin1 => {
            let converted: Result<Vec<u8>, ValueError> =
                plain.chars().map(|it| u8::try_from(it).map_err(|_| no_equivalent(it))).collect();
            Ok(Value::bytes(converted?))
        }
    }
}

/// The encodings that text is converted from and to; the text itself is always UTF-8.
enum Encoding {
    Utf8,
    Latin1,
}

fn encoding_named(name: &str) -> Result<Encoding, ValueError> {
    let plain: String =
        name.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_ascii_lowercase();
    match plain.as_str() {
        "utf8" | "unicode" => Ok(Encoding::Utf8),
        "latin1" | "iso88591" => Ok(Encoding::Latin1),
        _ => Err(ValueError::new("22023", format!("invalid encoding name \"{name}\""))),
    }
}

fn read_utf8(raw: &[u8]) -> Answer {
    if let Some(at) = raw.iter().position(|it| *it == 0)
        && std::str::from_utf8(&raw[..at]).is_ok()
    {
        return Err(invalid("UTF8", &[0]));
    }
    match std::str::from_utf8(raw) {
        Ok(plain) => Ok(Value::text(plain)),
        Err(error) => {
            let wrong = &raw[error.valid_up_to()..];
            let length = error.error_len().unwrap_or(wrong.len()).max(1);
            Err(invalid("UTF8", &wrong[..length.min(wrong.len())]))
        }
    }
}

fn invalid(encoding: &str, wrong: &[u8]) -> ValueError {
    let shown: Vec<String> = wrong.iter().map(|it| format!("0x{it:02x}")).collect();
    let shown = shown.join(" ");
    ValueError::new("22021", format!("invalid byte sequence for encoding \"{encoding}\": {shown}"))
}

fn no_equivalent(character: char) -> ValueError {
    let mut buffer = [0; 4];
    let shown: Vec<String> =
        character.encode_utf8(&mut buffer).bytes().map(|it| format!("0x{it:02x}")).collect();
    let shown = shown.join(" ");
    ValueError::new(
        "22P05",
        format!(
            "character with byte sequence {shown} in encoding \"UTF8\" has no equivalent \
             in encoding \"LATIN1\""
        ),
    )
}

//! What stands behind a backslash.

use value::ValueError;

use super::bracket::{DIGIT, NOT_DIGIT, NOT_SPACE, NOT_WORD, SPACE, WORD};
use super::invalid;
use super::translate::Input;

/// What an escape stands for.
pub(super) enum Escaped {
    /// One character.
    Character(char),
    /// The inside of a class.
    Class(&'static str),
    /// A place, not a character.
    Constraint(&'static str),
}

/// Reads what stands behind a backslash.
pub(super) fn escape(input: &mut Input) -> Result<Escaped, ValueError> {
    let letter = input.next().ok_or_else(invalid_escape)?;
    let character = match letter {
        'd' => return Ok(Escaped::Class(DIGIT)),
        's' => return Ok(Escaped::Class(SPACE)),
        'w' => return Ok(Escaped::Class(WORD)),
        'D' => return Ok(Escaped::Class(NOT_DIGIT)),
        'S' => return Ok(Escaped::Class(NOT_SPACE)),
        'W' => return Ok(Escaped::Class(NOT_WORD)),
        'A' => return Ok(Escaped::Constraint(r"\A")),
        'Z' => return Ok(Escaped::Constraint(r"\z")),
        'm' => return Ok(Escaped::Constraint(r"\b{start}")),
        'M' => return Ok(Escaped::Constraint(r"\b{end}")),
        'y' => return Ok(Escaped::Constraint(r"\b")),
        'Y' => return Ok(Escaped::Constraint(r"\B")),
        'a' => '\x07',
        'b' => '\x08',
        'B' => '\\',
        'e' => '\x1B',
        'f' => '\x0C',
        'n' => '\n',
        'r' => '\r',
        't' => '\t',
        'v' => '\x0B',
        'c' => {
            let control = input.next().ok_or_else(invalid_escape)?;
            char::from((u32::from(control) & 0x1F) as u8)
        }
        'u' => hexadecimal(input, 4, 4)?,
        'U' => hexadecimal(input, 8, 8)?,
        'x' => hexadecimal(input, 1, 8)?,
        '0' => octal(input)?,
        '1'..='9' => return Err(invalid("references back to a group are not supported here")),
        letter if letter.is_alphanumeric() => return Err(invalid_escape()),
        plain => plain,
    };
    Ok(Escaped::Character(character))
}

fn hexadecimal(input: &mut Input, least: usize, most: usize) -> Result<char, ValueError> {
    let (mut code, mut count) = (0_u32, 0);
    while count < most
        && let Some(digit) = input.peek().and_then(|it| it.to_digit(16))
    {
        input.next();
        code = code << 4 | digit;
        count += 1;
    }
    if count < least {
        return Err(invalid_escape());
    }
    char::from_u32(code).ok_or_else(invalid_escape)
}

/// `\0`, or up to two more octal digits.
fn octal(input: &mut Input) -> Result<char, ValueError> {
    let mut code = 0;
    for _ in 0..2 {
        match input.peek().and_then(|it| it.to_digit(8)) {
            Some(digit) => code = code * 8 + digit,
            None => break,
        }
        input.next();
    }
    char::from_u32(code).ok_or_else(invalid_escape)
}

fn invalid_escape() -> ValueError {
    invalid("invalid escape \\ sequence")
}

//! ISO 8601's intervals: `P1Y2M3DT4H5M6S` and `P0001-02-03T04:05:06`.

use super::units::{Sum, Unit};
use crate::datetime::Wrong;

/// Reads one; the text has no white space at its ends.
pub(super) fn read(text: &str) -> Result<Sum, Wrong> {
    let rest = text.strip_prefix('P').ok_or(Wrong::Syntax)?;
    let (date, time) = match rest.split_once('T') {
        Some((date, time)) => (date, Some(time)),
        None => (rest, None),
    };
    if date.is_empty() && time.is_none() {
        return Err(Wrong::Syntax);
    }
    let mut sum = Sum::default();
    half(date, "-", &DATE, [Unit::Year, Unit::Month, Unit::Day], &mut sum)?;
    if let Some(time) = time {
        half(time, ":", &TIME, [Unit::Hour, Unit::Minute, Unit::Second], &mut sum)?;
    }
    Ok(sum)
}

const DATE: [(u8, Unit); 4] =
    [(b'Y', Unit::Year), (b'M', Unit::Month), (b'W', Unit::Week), (b'D', Unit::Day)];
const TIME: [(u8, Unit); 3] = [(b'H', Unit::Hour), (b'M', Unit::Minute), (b'S', Unit::Second)];

/// One side of the `T`: amounts with their letters, or three numbers with separators.
fn half(
    text: &str,
    separator: &str,
    letters: &[(u8, Unit)],
    places: [Unit; 3],
    sum: &mut Sum,
) -> Result<(), Wrong> {
    let mut rest = text;
    let mut place = 0;
    while !rest.is_empty() {
        let (whole, part, after) = amount(rest)?;
        let letter = after.as_bytes().first();
        if let Some((_, unit)) = letters.iter().find(|(name, _)| Some(name) == letter) {
            sum.add(whole, part, *unit);
            rest = &after[1..];
            continue;
        }
        sum.add(whole, part, *places.get(place).ok_or(Wrong::Syntax)?);
        place += 1;
        rest = match after.strip_prefix(separator) {
            Some(next) if !next.is_empty() => next,
            _ if after.is_empty() => after,
            _ => return Err(Wrong::Syntax),
        };
    }
    Ok(())
}

/// `-1.5` and what follows it.
fn amount(text: &str) -> Result<(i64, f64, &str), Wrong> {
    let signed = text.starts_with(['-', '+']);
    let end = text[usize::from(signed)..]
        .find(|c: char| !c.is_ascii_digit() && c != '.')
        .map_or(text.len(), |end| end + usize::from(signed));
    let (number, rest) = text.split_at(end);
    let value: f64 = number.parse().map_err(|_| Wrong::Syntax)?;
    if !(-1e15..1e15).contains(&value) {
        return Err(Wrong::Field);
    }
    Ok((value.trunc() as i64, value.fract(), rest))
}

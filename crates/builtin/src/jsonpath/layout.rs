//! Where a container is in PostgreSQL's binary form of a document: `keyvalue()` shows it as an object's id.

use crate::json::scan::{self, Kind};

/// The offset of the container that begins at a place in the text.
pub(super) fn offset(whole: &str, at: usize) -> Option<i64> {
    let mut found = None;
    walk(whole, 0, whole.as_ptr() as usize + at, &mut found);
    found.and_then(|offset| i64::try_from(offset).ok())
}

const fn aligned(offset: usize) -> usize {
    offset.next_multiple_of(4)
}

/// The offset behind a value that is stored at one; notes where the wanted container begins.
fn walk(text: &str, start: usize, wanted: usize, found: &mut Option<usize>) -> usize {
    match Kind::of(text) {
        Kind::Null | Kind::Boolean => start,
        Kind::String => start + string(text),
        Kind::Number => aligned(start) + number(text),
        Kind::Array => {
            let start = aligned(start);
            note(text, start, wanted, found);
            let mut end = start + 4 + 4 * scan::count(text);
            for element in scan::elements(text) {
                end = walk(element, end, wanted, found);
            }
            end
        }
        Kind::Object => {
            let start = aligned(start);
            note(text, start, wanted, found);
            let (count, keys) = scan::members(text)
                .fold((0, 0), |(count, length), member| (count + 1, length + string(member.key)));
            let mut end = start + 4 + 8 * count + keys;
            for member in scan::members(text) {
                end = walk(member.value, end, wanted, found);
            }
            end
        }
    }
}

fn note(text: &str, start: usize, wanted: usize, found: &mut Option<usize>) {
    if text.as_ptr() as usize == wanted {
        *found = Some(start);
    }
}

/// How many bytes a string has.
fn string(raw: &str) -> usize {
    value::json::unescape(raw).map_or(raw.len(), |text| text.len())
}

/// How many bytes a number has: its header, and two for each four digits.
fn number(text: &str) -> usize {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let whole = whole.trim_start_matches('0');
    let front = format!("{}{whole}", "0".repeat((4 - whole.len() % 4) % 4));
    let groups_before = front.len() / 4;
    let all = format!("{front}{fraction}{}", "0".repeat((4 - fraction.len() % 4) % 4));
    let used = |group: &&[u8]| group.iter().any(|it| *it != b'0');
    let groups: Vec<&[u8]> = all.as_bytes().chunks(4).collect();
    let first = groups.iter().position(&used);
    let last = groups.iter().rposition(used);
    let (Some(first), Some(last)) = (first, last) else { return 6 };
    let weight = groups_before as i64 - 1 - first as i64;
    let is_short = fraction.len() <= 63 && (-64..=63).contains(&weight);
    4 + if is_short { 2 } else { 4 } + 2 * (last - first + 1)
}

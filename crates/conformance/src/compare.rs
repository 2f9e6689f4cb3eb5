//! Whether an answer is the one that a case wants, and which part of an answer a case keeps.

use crate::case::{Answered, Exchange};

/// The headers that a case tells whenever there is one; of others only those that it names.
const TOLD: [&str; 10] = [
    "Allow",
    "Content-Profile",
    "Content-Range",
    "Content-Type",
    "Location",
    "Preference-Applied",
    "Retry-After",
    "Warning",
    "Www-Authenticate",
    "Content-Disposition",
];

/// What of an answer a case keeps that named these headers before.
pub fn kept(given: &Answered, before: &Answered) -> Answered {
    let named = |name: &str| before.headers.iter().any(|(before, _)| same(before, name));
    let told = |name: &str| TOLD.iter().any(|told| same(told, name)) || named(name);
    let mut headers: Vec<_> =
        given.headers.iter().filter(|(name, _)| told(name)).cloned().collect();
    headers.sort();
    Answered { status: given.status, headers, body: body(given, before) }
}

/// What was right before stays as it was written; of JSON the ends of lines between its parts are left out.
fn body(given: &Answered, before: &Answered) -> String {
    if compact(&given.body) == compact(&before.body) {
        before.body.clone()
    } else if is_json(&given.body) {
        given.body.lines().map(str::trim).collect()
    } else {
        given.body.clone()
    }
}

/// What is wrong with an answer; nothing when it is right.
pub fn differences(exchange: &Exchange, given: &Answered) -> Vec<String> {
    let mut found = Vec::new();
    let wanted = &exchange.answer;
    if wanted.status != given.status {
        found.push(format!("status {} instead of {}", given.status, wanted.status));
    }
    headers(wanted, &kept(given, wanted), &mut found);
    if compact(&wanted.body) != compact(&given.body) {
        found.push(format!("body\n  wanted {}\n  given  {}", wanted.body, given.body));
    }
    let whole = format!("{:?} {}", given.headers, given.body);
    for absent in &exchange.absent {
        if whole.contains(absent.as_str()) {
            found.push(format!("{absent:?} occurs in the answer"));
        }
    }
    found
}

fn headers(wanted: &Answered, given: &Answered, found: &mut Vec<String>) {
    let value = |answer: &Answered, name: &str| {
        let mut all = answer.headers.iter().filter(|(other, _)| same(other, name));
        all.next().map(|(_, value)| value.clone())
    };
    for (name, wanted) in &wanted.headers {
        match value(given, name) {
            None => found.push(format!("no header {name}")),
            Some(given) if given != *wanted => {
                found.push(format!("{name}: {given}\n  wanted {wanted}"));
            }
            Some(_) => {}
        }
    }
    for (name, given) in &given.headers {
        if value(wanted, name).is_none() {
            found.push(format!("{name}: {given}\n  not wanted"));
        }
    }
}

fn same(one: &str, other: &str) -> bool {
    one.eq_ignore_ascii_case(other)
}

/// JSON without the blanks between its parts, which mean nothing; numbers and the order of keys stay as they are.
/// Any other text stays as it is.
fn compact(text: &str) -> String {
    if !is_json(text) {
        return text.to_owned();
    }
    let (mut inside, mut escaped) = (false, false);
    let keep = |letter: &char| {
        let kept = inside || !letter.is_ascii_whitespace();
        match *letter {
            '"' if !escaped => inside = !inside,
            _ => {}
        }
        escaped = inside && *letter == '\\' && !escaped;
        kept
    };
    text.chars().filter(keep).collect()
}

fn is_json(text: &str) -> bool {
    text.starts_with(['[', '{'])
}

//! When two answers to a generated statement are the same, and what kind of difference they are if not.

use crate::agrees;

/// Whether the second database said what the first did. Rows have an order only where the statement asks for one,
/// and a statement over several rows may meet another of its errors first.
pub fn same(statement: &str, told: &str, given: &str) -> bool {
    if agrees(given, told) {
        return true;
    }
    if forbidden(told) && forbidden(given) {
        return true;
    }
    // With another order of conditions a row that would have raised may be out already; the other way around it
    // could show a row that is hidden, and is a difference.
    let filters = statement.starts_with("select") && statement.contains("where ");
    if filters && told.starts_with("error 22") && !given.starts_with("error") {
        return true;
    }
    if told.starts_with("error ") || given.starts_with("error") {
        let of_data = |answer: &str| {
            answer.starts_with("error 22") || answer.starts_with("error 23") || refused_row(answer)
        };
        return visits_rows(statement) && of_data(told) && of_data(given);
    }
    !statement.contains("\norder by ") && sorted(told) == sorted(given)
}

/// Whether privileges or circles of policies are looked at first is nobody's business.
fn forbidden(answer: &str) -> bool {
    answer.starts_with("error 42501: permission denied") || answer.starts_with("error 42P17")
}

fn refused_row(answer: &str) -> bool {
    answer.starts_with("error 42501: new row violates") || answer.starts_with("error 21000")
}

fn visits_rows(statement: &str) -> bool {
    let one_row = statement.starts_with("insert")
        && !statement.contains("\n, (")
        && !statement.contains("\nselect ");
    !one_row
}

fn sorted(rows: &str) -> Vec<&str> {
    let mut lines: Vec<&str> = rows.lines().collect();
    lines.sort_unstable();
    lines
}

/// A difference without its names and numbers, so that one cause is told once.
pub fn signature(statement: &str, told: &str, given: &str) -> String {
    let verb = statement.split_whitespace().next().unwrap_or_default();
    let first = |answer: &str| match answer.lines().next() {
        Some(line) if line.starts_with("error") => {
            line.chars().filter(|letter| !letter.is_ascii_digit()).collect()
        }
        Some(_) => "rows".to_owned(),
        None => "nothing".to_owned(),
    };
    format!("{verb}: {} -> {}", first(told), first(given))
}

//! PostgreSQL's order of queries: by their size first, then node by node from the root, right sides first.

use std::cmp::Ordering;

use super::query::{Item, Operator, Query};

/// Compares two queries as their btree index does.
pub fn compare_queries(a: &Query, b: &Query) -> Ordering {
    let length = |query: &Query| query.operands().map(|it| it.lexeme.len() + 1).sum::<usize>();
    a.items()
        .len()
        .cmp(&b.items().len())
        .then_with(|| length(a).cmp(&length(b)))
        .then_with(|| compare_trees(a, b))
}

/// An operator whose operands are being compared.
struct Above {
    missing: usize,
    distances: Ordering,
}

/// The distance of a phrase is looked at after what it joins.
fn compare_trees(a: &Query, b: &Query) -> Ordering {
    let mut above: Vec<Above> = Vec::new();
    for (a, b) in a.items().iter().rev().zip(b.items().iter().rev()) {
        let order = compare_items(a, b);
        if order.is_ne() {
            return order;
        }
        if let (Item::Operator { operator: a, .. }, Item::Operator { operator: b, .. }) = (a, b) {
            let missing = if *a == Operator::Not { 1 } else { 2 };
            let distances = match (a, b) {
                (Operator::Phrase(a), Operator::Phrase(b)) => b.cmp(a),
                _ => Ordering::Equal,
            };
            above.push(Above { missing, distances });
            continue;
        }
        while let Some(last) = above.last_mut() {
            last.missing -= 1;
            if last.missing > 0 {
                break;
            }
            if last.distances.is_ne() {
                return last.distances;
            }
            above.pop();
        }
    }
    Ordering::Equal
}

/// Compares two nodes without what is below them.
pub fn compare_items(a: &Item, b: &Item) -> Ordering {
    match (a, b) {
        (Item::Operator { .. }, Item::Operand(_)) => Ordering::Less,
        (Item::Operand(_), Item::Operator { .. }) => Ordering::Greater,
        (Item::Operator { operator: a, .. }, Item::Operator { operator: b, .. }) => {
            number(*b).cmp(&number(*a))
        }
        (Item::Operand(a), Item::Operand(b)) => {
            let (a, b) = (a.lexeme.as_bytes(), b.lexeme.as_bytes());
            checksum(b).cmp(&checksum(a)).then_with(|| a.cmp(b))
        }
    }
}

/// PostgreSQL's number of an operator.
const fn number(operator: Operator) -> u8 {
    match operator {
        Operator::Not => 1,
        Operator::And => 2,
        Operator::Or => 3,
        Operator::Phrase(_) => 4,
    }
}

/// The checksum that a query keeps of each word: the table of CRC-32, applied from the other end.
fn checksum(bytes: &[u8]) -> i32 {
    let sum = bytes.iter().fold(u32::MAX, |sum, byte| {
        let index = (sum >> 24) ^ u32::from(*byte);
        crc(index) ^ (sum << 8)
    });
    (sum ^ u32::MAX) as i32
}

/// A row of CRC-32's table.
const fn crc(index: u32) -> u32 {
    let mut row = index & 0xff;
    let mut bit = 0;
    while bit < 8 {
        row = if row & 1 == 1 { (row >> 1) ^ 0xedb8_8320 } else { row >> 1 };
        bit += 1;
    }
    row
}

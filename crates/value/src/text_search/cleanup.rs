//! Taking the words that are not looked for out of a query. The words of a phrase stay as far apart as they were.

use super::POSITIONS;
use super::query::Operator;
use super::reader::Draft;
use crate::ValueError;

/// What is left of a part of the query.
struct Part {
    /// Whether anything is left.
    exists: bool,
    /// By how much more a phrase to its left is longer.
    left: u32,
    /// By how much more a phrase to its right is longer.
    right: u32,
}

/// The nodes without the stops and without the operators that only joined them.
pub(super) fn without_stops(nodes: Vec<Draft>) -> Result<Vec<Draft>, ValueError> {
    let mut out: Vec<Draft> = Vec::with_capacity(nodes.len());
    let mut parts: Vec<Part> = Vec::new();
    let malformed = || ValueError::new("XX000", "malformed tsquery: operand not found");
    for node in nodes {
        let part = match node {
            Draft::Stop => Part { exists: false, left: 0, right: 0 },
            Draft::Operand(_) => {
                out.push(node);
                Part { exists: true, left: 0, right: 0 }
            }
            Draft::Operator(Operator::Not) => {
                let part = parts.pop().ok_or_else(malformed)?;
                if part.exists {
                    out.push(node);
                }
                part
            }
            Draft::Operator(operator) => {
                let right = parts.pop().ok_or_else(malformed)?;
                let left = parts.pop().ok_or_else(malformed)?;
                join(operator, &left, &right, &mut out)
            }
        };
        parts.push(part);
    }
    Ok(out)
}

fn join(operator: Operator, left: &Part, right: &Part, out: &mut Vec<Draft>) -> Part {
    let distance = match operator {
        Operator::Phrase(distance) => Some(u32::from(distance)),
        _ => None,
    };
    let exists = left.exists || right.exists;
    let (to_left, to_right) = match (left.exists, right.exists, distance) {
        (false, false, Some(distance)) => {
            let all = left.left + distance + right.left;
            (all, all)
        }
        (false, false, None) => {
            let most = left.left.max(right.left);
            (most, most)
        }
        (false, true, Some(distance)) => (left.left + distance + right.left, right.right),
        (false, true, None) => (right.left, right.right),
        (true, false, Some(distance)) => (left.left, left.right + distance + right.right),
        (true, false, None) => (left.left, left.right),
        (true, true, Some(distance)) => {
            let wider = (distance + left.right + right.left).min(POSITIONS);
            out.push(Draft::Operator(Operator::Phrase(wider as u16)));
            return Part { exists, left: left.left, right: right.right };
        }
        (true, true, None) => {
            out.push(Draft::Operator(operator));
            (0, 0)
        }
    };
    Part { exists, left: to_left, right: to_right }
}

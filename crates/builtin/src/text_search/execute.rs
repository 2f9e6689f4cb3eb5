//! Whether a query holds, given where each of its words is found. Positions matter below a phrase, where a
//! negation means every position but some; a match that can't be placed there is only possible.

use value::text_search::{Item, Operand, Operator, Query};

/// Whether something matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Match {
    No,
    /// It is there, but nobody knows where.
    Maybe,
    Yes,
}

/// Where something matches.
#[derive(Clone, Debug, Default)]
pub(crate) struct Positions {
    /// Where the match ends, in order; with `negated` where it doesn't.
    pub(crate) ends: Vec<u32>,
    negated: bool,
    /// How far before its end a match begins.
    width: u32,
}

/// What is searched.
pub(crate) trait Source {
    /// Whether the operand, which is the query's item of this index, is there.
    fn has(&self, index: usize, operand: &Operand) -> bool;
    /// Where it is.
    fn find(&self, index: usize, operand: &Operand) -> (Match, Vec<u32>);
}

/// What was computed for a node.
enum Outcome {
    Plain(bool),
    Placed(Match, Positions),
}

/// Whether the query holds. An empty one doesn't.
pub(crate) fn holds(query: &Query, source: &impl Source) -> bool {
    if let [Item::Operand(operand)] = query.items() {
        return source.has(0, operand);
    }
    let placed = below_phrases(query);
    let mut stack: Vec<Outcome> = Vec::new();
    for (index, item) in query.items().iter().enumerate() {
        let placed = placed.get(index).copied().unwrap_or(false);
        let result = match item {
            Item::Operand(operand) if placed => {
                let (found, ends) = source.find(index, operand);
                Outcome::Placed(found, Positions { ends, ..Positions::default() })
            }
            Item::Operand(operand) => Outcome::Plain(source.has(index, operand)),
            Item::Operator { operator, .. } => {
                let right = stack.pop();
                let left = if *operator == Operator::Not { None } else { stack.pop() };
                apply(*operator, left, right, placed)
            }
        };
        stack.push(result);
    }
    matches!(stack.pop(), Some(Outcome::Plain(true)))
}

/// Which nodes stand below a phrase.
fn below_phrases(query: &Query) -> Vec<bool> {
    let items = query.items();
    let mut below = vec![false; items.len()];
    for (index, item) in items.iter().enumerate().rev() {
        if let Item::Operator { operator, left } = item {
            let here = below[index] || matches!(operator, Operator::Phrase(_));
            for operand in [Some(*left), index.checked_sub(1)].into_iter().flatten() {
                if let Some(slot) = below.get_mut(operand) {
                    *slot = here;
                }
            }
        }
    }
    below
}

fn apply(
    operator: Operator,
    left: Option<Outcome>,
    right: Option<Outcome>,
    placed: bool,
) -> Outcome {
    match (operator, left, right) {
        (Operator::Not, _, Some(Outcome::Plain(truth))) => Outcome::Plain(!truth),
        (Operator::Not, _, Some(Outcome::Placed(found, at))) => {
            let (found, at) = negate(found, at);
            Outcome::Placed(found, at)
        }
        (Operator::And, Some(Outcome::Plain(a)), Some(Outcome::Plain(b))) => Outcome::Plain(a && b),
        (Operator::Or, Some(Outcome::Plain(a)), Some(Outcome::Plain(b))) => Outcome::Plain(a || b),
        (_, Some(Outcome::Placed(a, at_a)), Some(Outcome::Placed(b, at_b))) => {
            let (found, at) = join(operator, (a, at_a), (b, at_b));
            if placed { Outcome::Placed(found, at) } else { Outcome::Plain(found == Match::Yes) }
        }
        _ => Outcome::Plain(false),
    }
}

fn negate(found: Match, mut at: Positions) -> (Match, Positions) {
    match found {
        Match::Maybe => (Match::Maybe, at),
        Match::No => {
            (Match::Yes, Positions { negated: true, width: at.width, ..Positions::default() })
        }
        Match::Yes if !at.ends.is_empty() => {
            at.negated = !at.negated;
            (Match::Yes, at)
        }
        Match::Yes => (Match::No, Positions { width: at.width, ..Positions::default() }),
    }
}

type Placed = (Match, Positions);

fn join(operator: Operator, left: Placed, right: Placed) -> Placed {
    let ((a, mut left), (b, mut right)) = (left, right);
    let either = operator == Operator::Or;
    let none =
        if either { a == Match::No && b == Match::No } else { a == Match::No || b == Match::No };
    if none {
        return (Match::No, Positions::default());
    }
    if a == Match::Maybe || b == Match::Maybe {
        return (Match::Maybe, Positions::default());
    }
    if a == Match::No {
        left.width = 0;
    }
    if b == Match::No {
        right.width = 0;
    }
    let (width, shift_left, shift_right) = match operator {
        Operator::Phrase(distance) => {
            let distance = u32::from(distance);
            (distance + left.width + right.width, distance + right.width, 0)
        }
        _ => {
            let width = left.width.max(right.width);
            (width, width - left.width, width - right.width)
        }
    };
    // Which positions are the answer's: those of both, those of the left only, those of the right only.
    let (keep, negated) = match (either, left.negated, right.negated) {
        (false, true, true) => ([true, true, true], true),
        (false, true, false) => ([false, false, true], false),
        (false, false, true) => ([false, true, false], false),
        (false, false, false) => ([true, false, false], false),
        (true, true, true) => ([true, false, false], true),
        (true, true, false) => ([false, true, false], true),
        (true, false, true) => ([false, false, true], true),
        (true, false, false) => ([true, true, true], false),
    };
    let left: Vec<u32> = left.ends.iter().map(|end| end + shift_left).collect();
    let right: Vec<u32> = right.ends.iter().map(|end| end + shift_right).collect();
    let ends = merge(&left, &right, keep);
    let found = if negated || !ends.is_empty() { Match::Yes } else { Match::No };
    (found, Positions { ends, negated, width })
}

/// The positions of two lists that are kept.
fn merge(left: &[u32], right: &[u32], keep: [bool; 3]) -> Vec<u32> {
    let [both, only_left, only_right] = keep;
    let mut kept = Vec::new();
    let (mut left, mut right) = (left.iter().peekable(), right.iter().peekable());
    loop {
        let (position, keep) = match (left.peek(), right.peek()) {
            (None, None) => return kept,
            (Some(a), Some(b)) if a == b => {
                right.next();
                (left.next(), both)
            }
            (Some(a), b) if b.is_none_or(|b| a < b) => (left.next(), only_left),
            _ => (right.next(), only_right),
        };
        if let Some(position) = position.filter(|position| keep && **position > 0) {
            kept.push(*position);
        }
    }
}

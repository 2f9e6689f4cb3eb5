//! PostgreSQL's table of operator precedence, loosest first.

use super::flatten::Operator;

/// How tightly an operator binds.
pub(super) type Precedence = u8;

pub(super) const OR: Precedence = 1;
pub(super) const AND: Precedence = 2;
pub(super) const NOT: Precedence = 3;
pub(super) const IS: Precedence = 4;
pub(super) const COMPARISON: Precedence = 5;
pub(super) const LIKE: Precedence = 6;
pub(super) const ANY_OPERATOR: Precedence = 8;
pub(super) const SUM: Precedence = 9;
pub(super) const PRODUCT: Precedence = 10;
pub(super) const POWER: Precedence = 11;
pub(super) const AT: Precedence = 12;
pub(super) const COLLATE: Precedence = 13;
pub(super) const SIGN: Precedence = 14;

/// How tightly an operator between two operands, or behind one, binds; nothing if it can't stand there.
pub(super) fn infix(operator: &Operator) -> Option<Precedence> {
    Some(match operator {
        Operator::Or => OR,
        Operator::And => AND,
        Operator::Is(_) | Operator::IsNull(_) | Operator::Distinct(_) => IS,
        // Only `not between` is two words here.
        Operator::Not | Operator::Between | Operator::In(_) | Operator::Like(..) => LIKE,
        Operator::Overlaps => LIKE,
        Operator::AtTimeZone => AT,
        Operator::Collate => COLLATE,
        Operator::Symbol(text) => symbol(text),
        Operator::Escape | Operator::Symmetric => return None,
    })
}

fn symbol(text: &str) -> Precedence {
    match text {
        "<" | ">" | "=" | "<=" | ">=" | "<>" | "!=" => COMPARISON,
        "+" | "-" => SUM,
        "*" | "/" | "%" => PRODUCT,
        "^" => POWER,
        _ => ANY_OPERATOR,
    }
}

/// Whether `a op b op c` is an error.
pub(super) fn is_lonely(precedence: Precedence) -> bool {
    matches!(precedence, IS | COMPARISON | LIKE)
}

//! `tsquery`: words, and how they are joined.

use super::Operand;
use super::reader::{Grammar, Postfix};
use crate::ValueError;

/// What joins the words of a query.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Operator {
    /// `!a`
    Not,
    /// `a & b`
    And,
    /// `a | b`
    Or,
    /// `a <2> b`: the second stands so many words behind the first.
    Phrase(u16),
}

impl Operator {
    /// How strongly it binds.
    pub(super) const fn priority(self) -> u8 {
        match self {
            Self::Or => 1,
            Self::And => 2,
            Self::Phrase(_) => 3,
            Self::Not => 4,
        }
    }
}

/// A node of a query. A query lists them with each operator behind what it joins.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Item {
    /// A word.
    Operand(Operand),
    /// An operator behind its operands. `left` is where its left operand's root is listed; its right operand's,
    /// or the only one's, is just before it.
    Operator {
        /// What it does.
        operator: Operator,
        /// The index of the left operand's root; of a negation, that of its only operand.
        left: usize,
    },
}

/// A `tsquery`. Without items it is empty and matches nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Query {
    items: Vec<Item>,
}

/// Beyond this distance words of a phrase can't be told apart.
pub const TOO_FAR: u32 = super::POSITIONS;

impl Query {
    /// Reads a query whose words are lexemes already.
    pub fn read(text: &str) -> Result<Self, ValueError> {
        Grammar::Standard
            .read(text, &mut |postfix: &mut Postfix<'_>, operand| postfix.operand(operand))
    }

    /// A query of items that are in order.
    pub(super) fn of(items: Vec<Item>) -> Self {
        Self { items }
    }

    /// Its nodes, each operator behind what it joins; the last is the root.
    pub fn items(&self) -> &[Item] {
        &self.items
    }

    /// Whether there is nothing to look for.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// One word.
    pub fn word(operand: Operand) -> Self {
        Self { items: vec![Item::Operand(operand)] }
    }

    /// Two queries joined, or the one of them that isn't empty.
    pub fn join(mut self, operator: Operator, other: Self) -> Self {
        if self.is_empty() {
            return other;
        }
        if other.is_empty() {
            return self;
        }
        let before = self.items.len();
        self.items.extend(other.items.into_iter().map(|item| match item {
            Item::Operator { operator, left } => Item::Operator { operator, left: left + before },
            operand @ Item::Operand(_) => operand,
        }));
        self.items.push(Item::Operator { operator, left: before - 1 });
        self
    }

    /// The query that matches what this one doesn't; an empty one stays empty.
    pub fn negate(mut self) -> Self {
        if let Some(last) = self.items.len().checked_sub(1) {
            self.items.push(Item::Operator { operator: Operator::Not, left: last });
        }
        self
    }

    /// Its words.
    pub fn operands(&self) -> impl Iterator<Item = &Operand> {
        self.items.iter().filter_map(|item| match item {
            Item::Operand(operand) => Some(operand),
            Item::Operator { .. } => None,
        })
    }

    /// What of it must be found in a vector, without its negations; nothing if that isn't known.
    pub fn without_negations(&self) -> Option<Self> {
        let mut stack: Vec<Option<Self>> = Vec::new();
        for item in &self.items {
            let made = match item {
                Item::Operand(operand) => Some(Self::word(operand.clone())),
                Item::Operator { operator: Operator::Not, .. } => {
                    stack.pop();
                    None
                }
                Item::Operator { operator, .. } => {
                    let (right, left) = (stack.pop().flatten(), stack.pop().flatten());
                    match (left, right) {
                        (Some(left), Some(right)) => Some(left.join(*operator, right)),
                        _ if *operator == Operator::Or => None,
                        (left, right) => left.or(right),
                    }
                }
            };
            stack.push(made);
        }
        stack.pop().flatten()
    }
}

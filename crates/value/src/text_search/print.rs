//! A query as PostgreSQL prints it, with brackets only where they are needed.

use super::Operand;
use super::query::{Item, Operator, Query};
use super::vector::write_quoted;
use crate::Sink;

/// What is still to be printed. A list of it instead of recursion, because a query may be as deep as it is long.
enum Task {
    /// The node there, below an operator of this priority, as the right side of a phrase or not.
    Node {
        at: usize,
        above: u8,
        right_of_phrase: bool,
    },
    /// An operator and its right side.
    Right {
        at: usize,
        operator: Operator,
    },
    Close,
}

impl Query {
    /// As PostgreSQL prints it.
    pub fn write<S: Sink>(&self, out: &mut S) {
        let Some(root) = self.items().len().checked_sub(1) else { return };
        let mut tasks = vec![Task::Node { at: root, above: 0, right_of_phrase: false }];
        while let Some(task) = tasks.pop() {
            match task {
                Task::Close => out.put(" )"),
                Task::Right { at, operator } => {
                    write_operator(operator, out);
                    let right_of_phrase = matches!(operator, Operator::Phrase(_));
                    let above = operator.priority();
                    tasks.push(Task::Node { at, above, right_of_phrase });
                }
                Task::Node { at, above, right_of_phrase } => match self.items().get(at) {
                    Some(Item::Operand(operand)) => write_operand(operand, out),
                    Some(Item::Operator { operator, left }) => {
                        let priority = operator.priority();
                        let phrase = matches!(operator, Operator::Phrase(_));
                        if priority < above || (phrase && right_of_phrase) {
                            out.put("( ");
                            tasks.push(Task::Close);
                        }
                        if *operator == Operator::Not {
                            out.put_ascii(b'!');
                        } else {
                            tasks.push(Task::Right {
                                at: at.saturating_sub(1),
                                operator: *operator,
                            });
                        }
                        let below =
                            Task::Node { at: *left, above: priority, right_of_phrase: false };
                        tasks.push(below);
                    }
                    None => {}
                },
            }
        }
    }
}

impl std::fmt::Display for Query {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut out = String::new();
        self.write(&mut out);
        f.write_str(&out)
    }
}

fn write_operator<S: Sink>(operator: Operator, out: &mut S) {
    match operator {
        Operator::Not => {}
        Operator::And => out.put(" & "),
        Operator::Or => out.put(" | "),
        Operator::Phrase(1) => out.put(" <-> "),
        Operator::Phrase(distance) => {
            out.put(" <");
            out.put_int(i64::from(distance));
            out.put("> ");
        }
    }
}

fn write_operand<S: Sink>(operand: &Operand, out: &mut S) {
    write_quoted(&operand.lexeme, out);
    if operand.weights == 0 && !operand.prefix {
        return;
    }
    out.put_ascii(b':');
    if operand.prefix {
        out.put_ascii(b'*');
    }
    for (letter, bit) in [(b'A', 8), (b'B', 4), (b'C', 2), (b'D', 1)] {
        if operand.weights & bit != 0 {
            out.put_ascii(letter);
        }
    }
}

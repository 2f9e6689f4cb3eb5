//! The values of full-text search: `tsvector`, `tsquery` and the names of configurations, as PostgreSQL reads,
//! prints and orders them.

mod cleanup;
mod configuration;
mod letters;
mod operand;
mod order;
mod print;
mod query;
mod reader;
mod vector;
mod vector_order;
mod words;

#[cfg(test)]
mod tests;

pub use configuration::{CONFIGURATIONS, read_configuration};
pub use letters::{is_letter, is_letter_or_digit, is_mark, is_space, lower};
pub use operand::Operand;
pub use order::{compare_items, compare_queries};
pub use query::{Item, Operator, Query, TOO_FAR};
pub use reader::{Grammar, OnOperand, Postfix};
pub use vector::{Entry, Place, Vector};
pub use vector_order::compare_vectors;
pub use words::{Lexeme, lexemes, places};

use crate::ValueError;

/// The first length in bytes that a lexeme can't have.
pub const LONGEST_LEXEME: usize = 2047;

/// The most bytes that the lexemes of one vector or query may have together.
pub const LONGEST_VECTOR: usize = (1 << 20) - 1;

/// One more than the last position that is told from those behind it.
pub const POSITIONS: u32 = 1 << 14;

/// The most positions that a lexeme keeps.
pub const MOST_PLACES: usize = 256;

/// `54000`
fn too_much(message: impl Into<String>) -> ValueError {
    ValueError::new("54000", message)
}

/// `42601`
fn syntax(message: impl Into<String>) -> ValueError {
    ValueError::new("42601", message)
}

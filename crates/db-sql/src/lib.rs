//! What the databases that are asked in SQL share: a [`Writer`] through which nothing reaches a statement's
//! text but words of the program's own, quoted identifiers, literals that are escaped, and placeholders.
//!
//! It knows how a text is put together, not what it means: each database writes its own statements.
#![forbid(unsafe_code)]

mod dialect;
mod writer;

#[cfg(test)]
mod tests;

pub use dialect::{Dialect, Placeholder};
pub use writer::Writer;

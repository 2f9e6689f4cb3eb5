//! What comes from outside must not break a parser: no panic, no hang, no 5xx, none of our SQL in an answer.
//!
//! A [`Target`] takes any text. The kept inputs of each are in `corpus/<target>`, one a file; from them the
//! [`Mutator`] makes others, the same ones for the same seed. `cargo test -p fuzz` spends a few seconds on each target,
//! `FUZZ_SECONDS=600 FUZZ_SEED=7 cargo test -p fuzz --release -- select` ten minutes on some. What fails is written
//! below `target/fuzz`; once repaired, the file belongs in the corpus.
//!
//! The targets are plain functions, so that a fuzzer that is guided by coverage can call them too.
#![forbid(unsafe_code)]

mod mutator;
mod requests;
mod texts;
mod words;
mod world;

pub use mutator::Mutator;
pub use requests::{
    CALL_BODY, CALL_QUERY, CSV_BODY, FILTER, FORM_BODY, HEADERS, JSON_BODY, LOGIC, ORDER, PATH,
    QUERY, SELECT, TOKEN, UPDATE, UPSERT,
};
pub use texts::{SCRIPT, STATEMENT, VALUE};
pub use world::World;

/// Something that reads what comes from outside.
#[derive(Clone, Copy)]
pub struct Target {
    /// The name of its folder in the corpus.
    pub name: &'static str,
    /// What its inputs are put together from, beside the corpus.
    pub words: &'static [&'static str],
    /// Reads a text; the error is what must not have happened.
    pub read: fn(&World, &str) -> Result<(), String>,
}

/// Every target.
pub const TARGETS: &[Target] = &[
    QUERY, SELECT, LOGIC, FILTER, ORDER, JSON_BODY, CSV_BODY, FORM_BODY, UPDATE, UPSERT, HEADERS,
    PATH, TOKEN, CALL_QUERY, CALL_BODY, STATEMENT, SCRIPT, VALUE,
];

//! PostgreSQL's regular expressions ("advanced" ones), run by an engine that needs linear time.
//!
//! A pattern is translated to the engine's syntax. What that engine can't do in linear time (references
//! back to a group, looking around) is refused with 2201B. As in PostgreSQL a match is the leftmost one,
//! and there the longest, or the shortest if the first quantifier prefers few.

mod bracket;
mod compiled;
mod escape;
pub(crate) mod functions;
pub(crate) mod instances;
mod options;
pub(crate) mod similar;
mod translate;

use value::ValueError;

pub(crate) use compiled::{Compiled, Span, compile};
pub(crate) use options::Options;

/// 2201B with PostgreSQL's reason.
fn invalid(reason: &str) -> ValueError {
    ValueError::new("2201B", format!("invalid regular expression: {reason}"))
}

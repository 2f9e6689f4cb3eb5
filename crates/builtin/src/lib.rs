//! PostgreSQL's built-in functions, operators, aggregates and set-returning functions as tables, and the rules
//! by which PostgreSQL chooses one of them from a name and the types of its arguments.
//!
//! Whoever reads SQL or a URL resolves names here; a database that lacks PostgreSQL's functions registers the
//! implementations, each under its [`Builtin::id`]. Comparisons, `and`/`or`/`not`, `is null`, `coalesce`,
//! `case`, casts, `in`, `any`/`all`, `nullif`, `greatest` and `least` are no functions: they are forms of the
//! expression language, which [`resolve`] only types.
//!
//! Pure: time and randomness come in through [`Context`].
#![forbid(unsafe_code)]

mod aggregate;
mod aggregates;
mod arguments;
mod arrays;
mod format;
mod identity;
mod json;
mod jsonpath;
mod lookup;
mod numbers;
mod pattern;
mod ranges;
mod regex;
pub mod resolve;
mod set_returning;
mod sets;
mod table;
mod text;
mod text_search;
mod time;
mod window;

pub use aggregate::{Accumulate, Aggregate, Empty};
pub use lookup::{
    aggregates, aggregates_named, by_id, functions, functions_named, operators_named,
    set_returning_functions, set_returning_named, window_functions, window_functions_named,
};
pub use pattern::Pattern;
pub use set_returning::{Row, Rows, SetReturning};
pub use table::{Builtin, Context, Implementation, Outside, Volatility};
pub use window::WindowFunction;

#[cfg(test)]
mod tests;

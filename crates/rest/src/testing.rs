//! What tests of several stages share: a catalog of films, and plans as text.

mod films;
mod functions;
mod print;

pub(crate) use films::films;
pub(crate) use print::print;

//! Who may do what. The only place that makes a [`Permitted`], and nothing else can be run by a database.
//!
//! [`permit`] visits every relation that a statement names. For each it asks as whom it is checked (the caller,
//! or the owner of the view it stands in), whether that role has the privileges, whether the relation is closed
//! (no row security, see [`Rules`]), and which policies hold; and writes the policies into the tree, with
//! PostgreSQL's meaning. [`as_system`] is the server's own work: nothing is asked, so it is easy to find.
//!
//! Pure: no IO, no async.
#![forbid(unsafe_code)]

mod caller;
mod denied;
mod permit;
mod permitted;
mod policies;
mod privileges;
mod raising;
mod reads;

#[cfg(test)]
mod tests;

pub use caller::{Caller, Claims, RequestFacts};
pub use denied::{Denied, Verb};
pub use permit::{Rules, check_without_calls, permit, without_calls};
pub use permitted::{
    Part, Permitted, PermittedStep, Program, RowCheck, Sees, ViewCheck, Write, as_system,
};
pub use privileges::{sees_every_key, sees_every_row};

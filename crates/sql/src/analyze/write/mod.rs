//! Statements that write: `insert`, `update`, `delete`.

mod conflict;
mod delete;
mod insert;
mod returning;
mod set;
mod target;
mod update;

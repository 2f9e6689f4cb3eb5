//! Statements that write, and the trees that they become.

use super::check;

#[test]
fn inserts_give_columns_their_types() {
    check(&[]);
}

#[test]
fn conflicts_are_decided_by_unique_columns() {
    check(&[]);
}

#[test]
fn updates_deletes_and_what_they_return() {
    check(&[]);
}

//! Queries, and the trees that they become.

use super::check;

#[test]
fn from_joins_and_their_names() {
    check(&[]);
}

#[test]
fn functions_in_a_from_and_in_a_select_list() {
    check(&[]);
}

#[test]
fn queries_in_a_with() {
    check(&[]);
}

#[test]
fn unions_have_one_type_a_column() {
    check(&[]);
}

#[test]
fn groups_windows_and_distinct_rows() {
    check(&[]);
}

#[test]
fn queries_in_conditions() {
    check(&[]);
}

#[test]
fn values_tables_and_rows() {
    check(&[]);
}

//! Statements, and the trees that they become.

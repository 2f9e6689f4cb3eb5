//! db-sqlite
#![forbid(unsafe_code)]

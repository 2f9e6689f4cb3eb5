//! db-sql
#![forbid(unsafe_code)]

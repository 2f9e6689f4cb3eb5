//! access
#![forbid(unsafe_code)]

//! rest
#![forbid(unsafe_code)]

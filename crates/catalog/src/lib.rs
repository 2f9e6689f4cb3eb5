//! catalog
#![forbid(unsafe_code)]

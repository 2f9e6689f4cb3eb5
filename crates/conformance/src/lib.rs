//! conformance
#![forbid(unsafe_code)]

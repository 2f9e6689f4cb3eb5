//! builtin
#![forbid(unsafe_code)]

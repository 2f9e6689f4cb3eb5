//! engineroom
#![forbid(unsafe_code)]
#![allow(dead_code)]
mod configuration;
mod keys;
fn main() {}

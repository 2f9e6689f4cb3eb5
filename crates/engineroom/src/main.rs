//! engineroom
#![forbid(unsafe_code)]
#![allow(dead_code)]
mod configuration;
mod data_folder;
mod keys;
mod project;
mod server;
mod watch;
fn main() {}

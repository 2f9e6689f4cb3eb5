//! engineroom
#![forbid(unsafe_code)]
#![allow(dead_code)]
mod apply;
mod arguments;
mod commands;
mod configuration;
mod data_folder;
mod databases;
mod keys;
mod project;
mod server;
mod terminal;
mod watch;
fn main() {}

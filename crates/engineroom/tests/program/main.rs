//! The program as a black box: what a person types, reads and sends, and what they get. Every test starts its own program
//! on its own data, and stops it again.
#![forbid(unsafe_code)]
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "that is how a test fails"
)]
#![allow(clippy::print_stderr, reason = "a test that can't run here says why")]

mod http;
mod private_disk;
mod project;
mod running;
mod tokens;

mod absent_clients;
mod accounts;
mod bad_accounts;
mod bad_requests;
mod bad_tokens;
mod broken_files;
mod closed_by_default;
mod configuration;
mod data_folder;
mod following;
mod full_disk;
mod hosts;
mod keys_of_ones_own;
mod making;
mod migrations;
mod production;
mod questions;
mod random_requests;
mod seeds;
mod serving;
mod slow_clients;
mod stopping;
mod tls;
mod twice;

//! What developers run: `cargo xtask test`, `cargo xtask test --quick`, `cargo xtask tidy`.
//!
//! It depends on none of the house's crates, so that it builds fast and can judge all of them.
#![forbid(unsafe_code)]
// A command line tool prints; that is its answer.
#![allow(clippy::print_stdout)]

mod test;
mod tidy;
mod workspace;

use std::process::ExitCode;

use workspace::Workspace;

const USAGE: &str = "\
cargo xtask test [--quick]   everything CI runs (--quick: format, tidy, unit and conformance tests)
cargo xtask tidy             the rules of the house: arrows, names, sizes";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match run(&arguments) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::from(2)
        }
    }
}

fn run(arguments: &[&str]) -> anyhow::Result<bool> {
    match arguments {
        ["test"] => test::run(&Workspace::find()?, test::Extent::Whole),
        ["test", "--quick"] => test::run(&Workspace::find()?, test::Extent::Quick),
        ["tidy"] => tidy::run(&Workspace::find()?),
        ["help" | "--help" | "-h"] => {
            println!("{USAGE}");
            Ok(true)
        }
        _ => anyhow::bail!("unknown command `{}`\n{USAGE}", arguments.join(" ")),
    }
}

//! The program `engineroom`: reads the command line and runs one command. It knows all rooms of the house and decides
//! nothing that is theirs.
#![forbid(unsafe_code)]

mod apply;
mod arguments;
mod backend;
mod commands;
mod configuration;
mod control;
mod data_folder;
mod databases;
mod keys;
mod logging;
mod project;
mod question;
mod report;
mod server;
mod services;
mod terminal;
mod watch;

use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::Parser;

use arguments::{Arguments, Command, Database};
use question::Question;
use terminal::say;

fn main() -> ExitCode {
    match run(Arguments::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn run(arguments: Arguments) -> Result<()> {
    match arguments.command {
        Command::Init { dir } => say(commands::init::run(dir.as_deref())?),
        Command::Status { project, output } => say(commands::status::run(&project, output)?),
        Command::Completions { shell } => say(commands::completions::run(shell)),
        command => runtime()?.block_on(run_async(command))?,
    }
    Ok(())
}

async fn run_async(command: Command) -> Result<()> {
    match command {
        Command::Dev(serve) => commands::dev::run(&serve).await,
        Command::Start(serve) => commands::start::run(&serve).await,
        Command::Db { command: Database::Reset { project } } => {
            say(commands::db_reset::run(&project).await?);
            Ok(())
        }
        Command::Db { command: Database::Query { sql, project, role, sub, output } } => {
            let question = Question { sql, role, sub, form: output.into() };
            say(commands::db_query::run(&project, &question).await?);
            Ok(())
        }
        // These need no runtime and were run before.
        Command::Init { .. } | Command::Status { .. } | Command::Completions { .. } => Ok(()),
    }
}

fn runtime() -> Result<tokio::runtime::Runtime> {
    let mut builder = tokio::runtime::Builder::new_multi_thread();
    builder.enable_all().build().context("the threads can't be started")
}

//! `cargo xtask test`: the steps in order, one line each, the whole output only of those that fail, and one line at the end
//! that adds up everything.

mod clients;
mod step;
mod tools;

use std::process::Command;

use crate::workspace::{Workspace, cargo};
use crate::{test::step::Outcome, tidy};

/// How much is tested.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Extent {
    /// What CI runs.
    Whole,
    /// The inner loop: format, tidy, unit and conformance tests.
    Quick,
}

/// Runs the steps; true if nothing failed.
pub(crate) fn run(workspace: &Workspace, extent: Extent) -> anyhow::Result<bool> {
    let mut tally = Tally::default();
    tally.step("format", || format(workspace));
    tally.step("tidy", || check_tidy(workspace));
    if extent == Extent::Whole {
        tally.step("clippy", || clippy(workspace));
        tally.step("databases to compare with", tools::databases);
    }
    tally.step("unit and conformance tests", || unit(workspace, extent));
    if extent == Extent::Whole {
        whole(workspace, &mut tally);
    }
    println!("{} passed, {} failed", tally.passed, tally.failed);
    Ok(tally.failed == 0)
}

/// What needs the program as people run it.
fn whole(workspace: &Workspace, tally: &mut Tally) {
    if !tally.step("release build", || release(workspace)) {
        return;
    }
    let program = workspace.target.join("release").join(program_name());
    tally.step("clients: JavaScript", || clients::javascript(workspace, &program));
    tally.step("clients: Python", || clients::python(workspace, &program));
    tally.step("killed twenty times", || clients::kill(workspace, &program, "run.py"));
    tally.step("killed in writes with keys", || clients::kill(workspace, &program, "once.py"));
}

fn program_name() -> String {
    format!("engineroom{}", std::env::consts::EXE_SUFFIX)
}

fn format(workspace: &Workspace) -> Outcome {
    step::output(&mut cargo_at(workspace, &["fmt", "--all", "--", "--check"])).once()
}

fn check_tidy(workspace: &Workspace) -> Outcome {
    match tidy::check(workspace) {
        Ok(report) if report.findings.is_empty() => Outcome::passed(1),
        Ok(report) => Outcome::failed(report.findings.join("\n")),
        Err(error) => Outcome::failed(format!("{error:#}")),
    }
}

fn clippy(workspace: &Workspace) -> Outcome {
    let arguments =
        ["clippy", "--workspace", "--all-targets", "--locked", "--quiet", "--", "-D", "warnings"];
    step::output(&mut cargo_at(workspace, &arguments)).once()
}

/// The tests that start servers and processes, which the inner loop has no time for.
const SLOW: &str = "binary(program) | binary(postgres) | binary(generated)";

fn unit(workspace: &Workspace, extent: Extent) -> Outcome {
    if let Some(missing) = tools::missing_compiler() {
        return Outcome::failed(missing);
    }
    if tools::works(&cargo(), &["nextest", "--version"]) {
        let arguments = ["nextest", "run", "--workspace", "--locked", "--no-fail-fast"];
        let quiet = ["--cargo-quiet", "--no-tests=pass", "--color=never"];
        let mut command = cargo_at(workspace, &[&arguments[..], &quiet].concat());
        if extent == Extent::Quick {
            command.arg(format!("--filter-expr=not ({SLOW})"));
        }
        step::output(&mut command).counted()
    } else {
        let mut command = cargo_at(workspace, &["test", "--workspace", "--locked", "--quiet"]);
        command.arg("--no-fail-fast");
        if extent == Extent::Quick {
            command.args(["--lib", "--bins", "--test", "stories", "--test", "cases"]);
        }
        step::output(&mut command).counted()
    }
}

fn release(workspace: &Workspace) -> Outcome {
    let arguments = ["build", "--release", "--locked", "--quiet", "--package", "engineroom"];
    step::output(&mut cargo_at(workspace, &arguments)).once()
}

fn cargo_at(workspace: &Workspace, arguments: &[&str]) -> Command {
    let mut command = Command::new(cargo());
    command.args(arguments).current_dir(&workspace.root);
    command
}

/// What passed and failed so far.
#[derive(Default)]
struct Tally {
    passed: u64,
    failed: u64,
}

impl Tally {
    /// Runs one step, prints its line, and what it said if it failed.
    fn step(&mut self, name: &str, work: impl FnOnce() -> Outcome) -> bool {
        let start = std::time::Instant::now();
        let outcome = work();
        let seconds = start.elapsed().as_secs_f32();
        self.passed += outcome.passed;
        self.failed += outcome.failed;
        let result = match outcome.failed {
            0 => "ok".to_owned(),
            failed => format!("{failed} FAILED"),
        };
        let counts = if outcome.passed > 1 { outcome.passed.to_string() } else { String::new() };
        println!("{name:<28} {result:<10} {counts:>5} {seconds:>7.1} s");
        for note in &outcome.notes {
            println!("    {note}");
        }
        if outcome.failed > 0 {
            println!("{}\n", outcome.output.trim_end());
        }
        outcome.failed == 0
    }
}

//! The programs that tests need: whether they are here, how to get them, and one line that says so when we can't.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::step::Outcome;

/// Whether a command runs and succeeds.
pub(super) fn works(program: &str, arguments: &[&str]) -> bool {
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().is_ok_and(|status| status.success())
}

/// What to install if there is no C compiler, which the embedded database is built with.
pub(super) fn missing_compiler() -> Option<String> {
    let here = ["cc", "clang", "gcc", "cl"].iter().any(|name| works(name, &["--version"]));
    (!here)
        .then(|| "a C compiler is missing: install gcc or clang (Debian: build-essential)".into())
}

/// What to install if there is no Node.js.
pub(super) fn missing_node() -> Option<String> {
    let here = works("node", &["--version"]) && works(npm(), &["--version"]);
    (!here).then(|| "Node.js with npm is missing: install Node.js 20 or newer".into())
}

/// The name that npm has on this system.
pub(super) fn npm() -> &'static str {
    if cfg!(windows) { "npm.cmd" } else { "npm" }
}

/// Python 3's command, or what to install.
pub(super) fn python() -> Result<&'static str, String> {
    let newer = "import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 9))";
    ["python3", "python"].into_iter().find(|name| works(name, &["-c", newer])).ok_or_else(|| {
        "Python is missing: install Python 3.9 or newer with venv (python3-venv)".into()
    })
}

/// Finds PostgreSQL's server, with which answers are compared, or installs it where that is ours to do.
pub(super) fn databases() -> Outcome {
    if postgresql().is_some() {
        return Outcome::default();
    }
    if Path::new("/etc/debian_version").exists() && works("sh", &["-c", "test $(id -u) = 0"]) {
        works("apt-get", &["update"]);
        works("apt-get", &["install", "--yes", "--no-install-recommends", "postgresql"]);
    }
    match postgresql() {
        Some(folder) => Outcome::skipped(format!("installed PostgreSQL in {}", folder.display())),
        None => Outcome::skipped("not compared with PostgreSQL: install it (Debian: postgresql)"),
    }
}

/// The folder of the newest PostgreSQL server on this machine.
fn postgresql() -> Option<PathBuf> {
    let mut folders: Vec<PathBuf> = std::fs::read_dir("/usr/lib/postgresql")
        .map(|entries| entries.flatten().map(|entry| entry.path().join("bin")).collect())
        .unwrap_or_default();
    folders.sort();
    folders.reverse();
    folders.extend(std::env::split_paths(&std::env::var_os("PATH").unwrap_or_default()));
    folders.into_iter().find(|folder| folder.join("initdb").is_file())
}

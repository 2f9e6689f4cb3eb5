//! The tests under `tests/clients`, which use the program from outside as applications do. Each is a script that is told
//! the program by `ENGINEROOM_BIN` and ends with `N passed, N failed`.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::step::{self, Outcome};
use super::tools;
use crate::workspace::Workspace;

/// `@supabase/supabase-js`.
pub(super) fn javascript(workspace: &Workspace, program: &Path) -> Outcome {
    let folder = workspace.root.join("tests/clients/js");
    if let Some(missing) = tools::missing_node() {
        return Outcome::failed(missing);
    }
    if let Err(failure) = install_packages(&folder) {
        return failure;
    }
    script(workspace, program, Path::new("node"), &folder.join("run.mjs"))
}

/// PyPI's `supabase`.
pub(super) fn python(workspace: &Workspace, program: &Path) -> Outcome {
    let folder = workspace.root.join("tests/clients/python");
    match environment(workspace, &folder.join("requirements.txt")) {
        Ok(python) => script(workspace, program, &python, &folder.join("run.py")),
        Err(failure) => failure,
    }
}

/// Kills the program again and again and looks for what it acknowledged (`run.py`), or for what it did twice (`once.py`).
pub(super) fn kill(workspace: &Workspace, program: &Path, name: &str) -> Outcome {
    let path = workspace.root.join("tests/clients/kill").join(name);
    match tools::python() {
        Ok(python) => script(workspace, program, Path::new(python), &path),
        Err(missing) => Outcome::failed(missing),
    }
}

fn script(workspace: &Workspace, program: &Path, runner: &Path, script: &Path) -> Outcome {
    let mut command = Command::new(runner);
    command.arg(script).env("ENGINEROOM_BIN", program).current_dir(&workspace.root);
    step::output(&mut command).counted_at_end()
}

/// `npm ci`, unless what the lock file says is already there.
fn install_packages(folder: &Path) -> Result<(), Outcome> {
    let stamp = folder.join("node_modules/.installed-lock.json");
    once(&folder.join("package-lock.json"), &stamp, || {
        let mut command = Command::new(tools::npm());
        command.args(["ci", "--no-audit", "--no-fund", "--loglevel=error"]).current_dir(folder);
        step::output(&mut command).once()
    })
}

/// A virtual environment with the requirements in it; its Python.
fn environment(workspace: &Workspace, requirements: &Path) -> Result<PathBuf, Outcome> {
    let python = tools::python().map_err(Outcome::failed)?;
    let folder = workspace.target.join("clients/python");
    let inside = folder.join(if cfg!(windows) { "Scripts/python.exe" } else { "bin/python" });
    once(requirements, &folder.join("installed-requirements.txt"), || {
        let mut create = Command::new(python);
        let created = step::output(create.args(["-m", "venv", "--clear"]).arg(&folder)).once();
        if created.failed > 0 {
            return created;
        }
        let mut install = Command::new(&inside);
        install.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "-r"]);
        step::output(install.arg(requirements)).once()
    })?;
    Ok(inside)
}

/// Does `work` unless the stamp holds what the lock file holds.
fn once(lock: &Path, stamp: &Path, work: impl FnOnce() -> Outcome) -> Result<(), Outcome> {
    let wanted = std::fs::read_to_string(lock)
        .map_err(|error| Outcome::failed(format!("{}: {error}", lock.display())))?;
    if std::fs::read_to_string(stamp).is_ok_and(|done| done == wanted) {
        return Ok(());
    }
    let outcome = work();
    if outcome.failed > 0 {
        return Err(outcome);
    }
    std::fs::write(stamp, wanted)
        .map_err(|error| Outcome::failed(format!("{}: {error}", stamp.display())))
}

//! The workspace as `cargo metadata` describes it: where it is, where it builds, its crates and what they depend on.

use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context, bail};
use serde_json::Value;

/// The workspace this program was built from.
pub(crate) struct Workspace {
    /// The folder of the root manifest.
    pub(crate) root: PathBuf,
    /// Where cargo builds.
    pub(crate) target: PathBuf,
    /// Its crates, by name.
    pub(crate) crates: Vec<Crate>,
}

/// One crate of the workspace.
pub(crate) struct Crate {
    /// The package's name.
    pub(crate) name: String,
    /// The folder of its manifest.
    pub(crate) folder: PathBuf,
    /// What its manifest depends on.
    pub(crate) dependencies: Vec<Dependency>,
}

/// One line of a `[dependencies]` table.
pub(crate) struct Dependency {
    /// The package's name.
    pub(crate) name: String,
    /// Whether only tests use it.
    pub(crate) for_tests: bool,
}

impl Workspace {
    /// Asks cargo; the manifest is the one that `cargo xtask` was started for.
    pub(crate) fn find() -> anyhow::Result<Self> {
        let answer = Command::new(cargo())
            .args(["metadata", "--format-version=1", "--no-deps", "--offline"])
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .output()
            .context("cargo metadata can't be run")?;
        if !answer.status.success() {
            bail!("cargo metadata failed: {}", String::from_utf8_lossy(&answer.stderr));
        }
        read(&serde_json::from_slice(&answer.stdout)?)
    }
}

/// The cargo that runs us, else the one in the path.
pub(crate) fn cargo() -> String {
    std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned())
}

fn read(metadata: &Value) -> anyhow::Result<Workspace> {
    let packages = metadata["packages"].as_array().context("cargo metadata names no packages")?;
    Ok(Workspace {
        root: text(&metadata["workspace_root"])?.into(),
        target: text(&metadata["target_directory"])?.into(),
        crates: packages.iter().map(read_crate).collect::<anyhow::Result<_>>()?,
    })
}

fn read_crate(package: &Value) -> anyhow::Result<Crate> {
    let manifest = PathBuf::from(text(&package["manifest_path"])?);
    let dependencies = package["dependencies"].as_array().context("no dependencies")?;
    Ok(Crate {
        name: text(&package["name"])?,
        folder: manifest.parent().context("a manifest without a folder")?.to_owned(),
        dependencies: dependencies.iter().map(read_dependency).collect::<anyhow::Result<_>>()?,
    })
}

fn read_dependency(dependency: &Value) -> anyhow::Result<Dependency> {
    Ok(Dependency {
        name: text(&dependency["name"])?,
        for_tests: dependency["kind"].as_str() == Some("dev"),
    })
}

fn text(value: &Value) -> anyhow::Result<String> {
    Ok(value.as_str().context("cargo metadata has a form that we don't know")?.to_owned())
}

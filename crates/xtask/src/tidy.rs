//! The rules of the house, each a small file beside this one. What breaks one is a finding and fails; what is only worth
//! a look is a note.

mod arrows;
mod functions;
mod names;
mod sizes;
mod source;
#[cfg(test)]
mod tests;

use anyhow::Context;

use crate::workspace::Workspace;
use source::Source;

/// What the rules found.
#[derive(Default)]
pub(crate) struct Report {
    /// Broken rules, each with its place.
    pub(crate) findings: Vec<String>,
    /// What is worth a look but breaks nothing.
    pub(crate) notes: Vec<String>,
}

/// Prints the report; true if no rule is broken.
pub(crate) fn run(workspace: &Workspace) -> anyhow::Result<bool> {
    let report = check(workspace)?;
    for note in &report.notes {
        println!("note: {note}");
    }
    for finding in &report.findings {
        println!("{finding}");
    }
    println!("tidy: {} findings, {} notes", report.findings.len(), report.notes.len());
    Ok(report.findings.is_empty())
}

/// Applies every rule to every crate.
pub(crate) fn check(workspace: &Workspace) -> anyhow::Result<Report> {
    let mut report = Report::default();
    report.findings.extend(arrows::check(&workspace.crates));
    for member in &workspace.crates {
        let manifest = std::fs::read_to_string(member.folder.join("Cargo.toml"))
            .with_context(|| format!("the manifest of {}", member.name))?;
        report.findings.extend(names::check_manifest(&member.name, &manifest));
        for source in Source::of_crate(&workspace.root, &member.name, &member.folder)? {
            check_file(&source, &mut report);
        }
    }
    Ok(report)
}

fn check_file(source: &Source, report: &mut Report) {
    report.findings.extend(names::check_file_name(source));
    report.findings.extend(names::check_databases(source));
    report.findings.extend(sizes::check_forbidden(source));
    report.findings.extend(functions::check(source));
    report.notes.extend(sizes::note(source));
}

//! Migrations: each file runs once, in the order of its version, and is recorded with the hash of its text.

use aws_lc_rs::digest;
use db::{Database, HistoryEntry, Migration};

use super::Report;
use super::error::ApplyError;
use super::scripts::steps;
use crate::project::MigrationFile;

/// Runs those that haven't run.
pub(super) async fn run(
    database: &dyn Database,
    files: &[MigrationFile],
    report: &mut Report,
) -> Result<(), ApplyError> {
    let history = database.history().await.map_err(ApplyError::Database)?;
    report.notices.extend(remarks(&history, files));
    for file in files {
        if history.iter().any(|entry| entry.version == file.version) {
            continue;
        }
        let now = database.catalog();
        let read = steps(now.version, now.catalog, &file.file)?;
        let migration = Migration { steps: read.steps, record: vec![entry(file)] };
        let refused = |error| ApplyError::Refused { part: file.file.name.clone(), error };
        database.migrate(migration).await.map_err(refused)?;
        report.notices.extend(read.notices);
        report.migrations.push(file.file.name.clone());
    }
    Ok(())
}

/// What is odd about the history and the files together, and stops nothing.
pub(super) fn remarks(history: &[HistoryEntry], files: &[MigrationFile]) -> Vec<String> {
    let mut remarks = Vec::new();
    let last = history.iter().map(|entry| entry.version.as_str()).max().unwrap_or_default();
    for file in files {
        let name = &file.file.name;
        match history.iter().find(|entry| entry.version == file.version) {
            Some(entry) if entry.hash != hash(&file.file.text) => {
                remarks.push(format!("{name} was changed after it ran; it doesn't run again"));
            }
            None if file.version.as_str() < last => {
                remarks.push(format!("{name} runs after later migrations"));
            }
            _ => {}
        }
    }
    for entry in history {
        if !files.iter().any(|file| file.version == entry.version) {
            let HistoryEntry { version, name, .. } = entry;
            remarks.push(format!("migration {version}_{name} ran, and its file is gone"));
        }
    }
    remarks
}

fn entry(file: &MigrationFile) -> HistoryEntry {
    HistoryEntry {
        version: file.version.clone(),
        name: file.name.clone(),
        hash: hash(&file.file.text),
    }
}

fn hash(text: &str) -> String {
    let digest = digest::digest(&digest::SHA256, text.as_bytes());
    digest.as_ref().iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::project::SqlFile;

    fn file(version: &str, text: &str) -> MigrationFile {
        let name = format!("{version}_a.sql");
        let file = SqlFile { name, text: text.to_owned() };
        MigrationFile { version: version.to_owned(), name: "a".to_owned(), file }
    }

    #[test]
    fn odd_histories_are_told() {
        let check = |ran: &[(&str, &str)], files: &[(&str, &str)], expected: &[&str]| {
            let ran: Vec<HistoryEntry> =
                ran.iter().map(|(version, text)| entry(&file(version, text))).collect();
            let files: Vec<MigrationFile> =
                files.iter().map(|(version, text)| file(version, text)).collect();
            assert_eq!(remarks(&ran, &files), expected);
        };
        check(&[], &[("1", "x")], &[]);
        check(&[("1", "x")], &[("1", "x"), ("2", "y")], &[]);
        check(
            &[("1", "x")],
            &[("1", "z")],
            &["1_a.sql was changed after it ran; it doesn't run again"],
        );
        check(&[("2", "x")], &[("1", "y"), ("2", "x")], &["1_a.sql runs after later migrations"]);
        check(&[("1", "x")], &[], &["migration 1_a ran, and its file is gone"]);
    }
}

//! The answers in the stories are PostgreSQL's: each story is told to a private server and compared. With
//! `STORIES=write` the answers are written into the files instead.

use conformance::postgres::{Postgres, answered, installed};
use conformance::{Story, stories};
use libtest_mimic::{Arguments, Failed, Trial};
use std::path::{Path, PathBuf};
use std::sync::Arc;

fn main() -> anyhow::Result<()> {
    let arguments = Arguments::from_args();
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let found = stories(&root.join("cases/sql"))?;
    if arguments.list {
        let trials = found.into_iter().map(|(name, _)| Trial::test(name, || Ok(()))).collect();
        libtest_mimic::run(&arguments, trials).exit();
    }
    let Some(binaries) = installed() else {
        eprintln!("skipped: PostgreSQL is not installed (on Debian: apt-get install postgresql)");
        return Ok(());
    };
    let parent = std::env::temp_dir();
    let server = Arc::new(Postgres::start(&binaries, &parent)?);
    let trials = found.into_iter().map(|(name, path)| {
        let server = server.clone();
        Trial::test(name.clone(), move || compare(&server, &name, &path))
    });
    let conclusion = libtest_mimic::run(&arguments, trials.collect());
    drop(server);
    conclusion.exit();
}

fn compare(server: &Postgres, name: &str, path: &PathBuf) -> Result<(), Failed> {
    let text = std::fs::read_to_string(path)?;
    let story = Story::read(&text)?;
    let answered = answered(server, name, &story)?;
    if std::env::var("STORIES").is_ok_and(|mode| mode == "write") {
        std::fs::write(path, answered.write())?;
        return Ok(());
    }
    for (kept, given) in story.steps.iter().zip(&answered.steps) {
        if kept.answer != given.answer {
            let (kept, said) = (&kept.answer, &given.answer);
            return Err(format!("{}\nkept:\n{kept}PostgreSQL:\n{said}", given.statement).into());
        }
    }
    Ok(())
}

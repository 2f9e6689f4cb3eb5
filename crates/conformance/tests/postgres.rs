//! The answers in the stories are PostgreSQL's: all are told to one private server and compared. With
//! `STORIES=write` the answers are written into the files instead; `STORY=part` tells only those with that name.

use conformance::postgres::{Postgres, answered, installed};
use conformance::{Story, stories};
use libtest_mimic::{Arguments, Failed, Trial};
use std::path::Path;

fn main() {
    let arguments = Arguments::from_args();
    // One trial, since a runner may give each a process of its own, and each of those would start a server.
    let trial = Trial::test("the_answers_in_the_stories_are_those_of_postgresql", tell_all);
    libtest_mimic::run(&arguments, vec![trial]).exit();
}

fn tell_all() -> Result<(), Failed> {
    let Some(binaries) = installed() else {
        eprintln!("skipped: PostgreSQL is not installed (on Debian: apt-get install postgresql)");
        return Ok(());
    };
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("cases/sql");
    let part = std::env::var("STORY").unwrap_or_default();
    let server = Postgres::start(&binaries, &std::env::temp_dir())?;
    let mut differences = String::new();
    for (name, path) in stories(&folder)?.into_iter().filter(|(name, _)| name.contains(&part)) {
        if let Some(difference) = compare(&server, &name, &path)? {
            differences.push_str(&format!("{name}: {difference}\n"));
        }
    }
    if differences.is_empty() { Ok(()) } else { Err(differences.into()) }
}

fn compare(server: &Postgres, name: &str, path: &Path) -> Result<Option<String>, Failed> {
    let story = Story::read(&std::fs::read_to_string(path)?)?;
    let answered = answered(server, name, &story)?;
    if std::env::var("STORIES").is_ok_and(|mode| mode == "write") {
        std::fs::write(path, answered.write())?;
        return Ok(None);
    }
    let mut pairs = story.steps.iter().zip(&answered.steps);
    let different = pairs.find(|(kept, given)| kept.answer != given.answer);
    Ok(different.map(|(kept, given)| {
        let (kept, said) = (&kept.answer, &given.answer);
        format!("{}\nkept:\n{kept}PostgreSQL:\n{said}", given.statement)
    }))
}

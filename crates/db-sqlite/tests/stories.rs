//! Every story of `conformance`, told to a database file of its own.

use access::Rules;
use conformance::{Story, answer, apply, stories};
use db::Database;
use db_sqlite::{Options, Sqlite};
use libtest_mimic::{Arguments, Failed, Trial};
use std::path::{Path, PathBuf};

fn main() {
    let arguments = Arguments::from_args();
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("../conformance/cases/sql");
    let found = stories(&cases).unwrap();
    let trials = found.into_iter().map(|(name, path)| Trial::test(name, move || tell(&path)));
    libtest_mimic::run(&arguments, trials.collect()).exit();
}

fn tell(path: &PathBuf) -> Result<(), Failed> {
    let story = Story::read(&std::fs::read_to_string(path)?)?;
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    let folder = tempfile::tempdir()?;
    let options = Options { readers: 1, ..Options::default() };
    let database = Sqlite::open(&folder.path().join("story.db"), options)?;
    let told = runtime.block_on(tell_to(&database, path, &story));
    runtime.block_on(database.close())?;
    told
}

async fn tell_to(database: &dyn Database, path: &Path, story: &Story) -> Result<(), Failed> {
    apply(database, &path.display().to_string(), &story.schema).await?;
    let rules = Rules { require_row_security: false };
    let mut failures = String::new();
    for step in &story.steps {
        let given = answer(database, step, rules).await?;
        if given != step.answer {
            let (who, what) = (&step.speaker.role, step.statement.trim());
            failures.push_str(&format!(
                "as {who}: {what}\nPostgreSQL:\n{}here:\n{given}\n",
                step.answer
            ));
        }
    }
    if failures.is_empty() { Ok(()) } else { Err(failures.into()) }
}

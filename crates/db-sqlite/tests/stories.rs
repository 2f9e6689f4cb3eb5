//! Every story of `conformance`, told to a database file of its own. Those that tell of what isn't built are told
//! too, so that none stays on the list when it is.

use access::Rules;
use conformance::{Story, agrees, answer, apply, stories};
use db::Database;
use db_sqlite::{Options, Sqlite};
use libtest_mimic::{Arguments, Failed, Trial};
use std::path::{Path, PathBuf};

/// Stories that SQLite can't tell yet, and why.
const NOT_YET: [(&str, &str); 9] = [
    ("constraints/match_full", "keys of several columns with `match full` are refused"),
    ("queries/distinct_rows", "whole rows are compared as `=` does only"),
    ("queries/returning_of_others", "`returning` knows the written table only"),
    ("schema/deferrable_unique", "unique keys that are deferrable are refused"),
    ("schema/enum_labels_in_arrays", "a label that arrays spell out can't be renamed"),
    ("schema/unowned_sequences", "a sequence belongs to a column"),
    ("types/array_elements_are_set", "a part of a column can't be written"),
    ("types/char_is_padded", "`like` and `octet_length` don't see the blanks of char(n)"),
    ("types/domains_of_domains", "a domain over a domain is refused"),
];

fn main() -> anyhow::Result<()> {
    let arguments = Arguments::from_args();
    let cases = Path::new(env!("CARGO_MANIFEST_DIR")).join("../conformance/cases/sql");
    let found = stories(&cases)?;
    let trials = found.into_iter().map(|(name, path)| {
        match NOT_YET.iter().find(|(story, _)| *story == name) {
            None => Trial::test(name, move || tell(&path)),
            Some((_, why)) => Trial::test(format!("{name} (not yet: {why})"), move || still(&path)),
        }
    });
    libtest_mimic::run(&arguments, trials.collect()).exit();
}

/// Passes while the story is not told as PostgreSQL tells it.
fn still(path: &PathBuf) -> Result<(), Failed> {
    match tell(path) {
        Err(_) => Ok(()),
        Ok(()) => Err("it is told now: take it off the list".into()),
    }
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
        if !agrees(&given, &step.answer) {
            let (who, what) = (&step.speaker.role, step.statement.trim());
            failures.push_str(&format!(
                "as {who}: {what}\nPostgreSQL:\n{}here:\n{given}\n",
                step.answer
            ));
        }
    }
    if failures.is_empty() { Ok(()) } else { Err(failures.into()) }
}

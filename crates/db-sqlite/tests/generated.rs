//! Generated stories, told to PostgreSQL and to a database file: they must not disagree. `GENERATED=n` tells more of
//! them, `GENERATED_SEED=s` begins at another seed; each difference is shrunk, and `GENERATED_KEEP=folder` keeps it.

use access::Rules;
use conformance::generate::{same, shrink, signature, story};
use conformance::postgres::{Postgres, answered, installed};
use conformance::{Step, Story, answer, apply};
use db::Database;
use db_sqlite::{Options, Sqlite};
use libtest_mimic::{Arguments, Failed, Trial};
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};

/// As many as twenty seconds are enough for.
const STORIES: u64 = 24;

fn main() {
    let arguments = Arguments::from_args();
    let trial = Trial::test("generated_stories_are_told_as_postgresql_tells_them", tell_all);
    libtest_mimic::run(&arguments, vec![trial]).exit();
}

fn tell_all() -> Result<(), Failed> {
    let Some(binaries) = installed() else {
        eprintln!("skipped: PostgreSQL is not installed (on Debian: apt-get install postgresql)");
        return Ok(());
    };
    let server = Postgres::start(&binaries, &std::env::temp_dir())?;
    let first = number("GENERATED_SEED").unwrap_or(1);
    let count = number("GENERATED").unwrap_or(STORIES);
    let mut found: BTreeMap<String, String> = BTreeMap::new();
    let mut told = Told::default();
    for seed in first..first + count {
        let Some(difference) = told.tell(&server, &story(seed))? else { continue };
        let signature = difference.signature.clone();
        if found.contains_key(&signature) {
            continue;
        }
        let mut interesting = |shorter: &Story| {
            let difference = told.tell(&server, shorter);
            difference.is_ok_and(|found| found.is_some_and(|found| found.signature == signature))
        };
        let mut short = shrink(story(seed), &mut interesting);
        let shown = told.tell(&server, &short)?.map(|difference| difference.shown);
        let shown = format!("seed {seed}: {signature}\n{}", shown.unwrap_or_default());
        short.schema.insert_str(0, &format!("-- Found by seed {seed}.\n"));
        keep(&server, seed, short)?;
        eprintln!("{shown}");
        found.insert(signature, shown);
    }
    eprintln!("{told}");
    let texts: Vec<String> = found.into_values().collect();
    if texts.is_empty() { Ok(()) } else { Err(texts.join("\n\n").into()) }
}

fn number(name: &str) -> Option<u64> {
    std::env::var(name).ok()?.parse().ok()
}

fn keep(server: &Postgres, seed: u64, short: Story) -> anyhow::Result<()> {
    if let Ok(folder) = std::env::var("GENERATED_KEEP") {
        let kept = answered(server, "kept", &short).unwrap_or(short);
        server.forget("kept")?;
        std::fs::write(Path::new(&folder).join(format!("seed_{seed}.sql")), kept.write())?;
    }
    Ok(())
}

/// How much was compared.
#[derive(Default)]
struct Told {
    stories: usize,
    steps: usize,
    rows: usize,
    refused: BTreeMap<String, usize>,
    unreadable: usize,
    not_yet: usize,
}

impl std::fmt::Display for Told {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { stories, steps, rows, refused, unreadable, not_yet } = self;
        writeln!(f, "{stories} stories, {steps} statements, {rows} of them without an error")?;
        writeln!(f, "{not_yet} statements that are not supported here")?;
        writeln!(f, "{unreadable} schemas that PostgreSQL refused; errors by code: {refused:?}")
    }
}

struct Difference {
    signature: String,
    shown: String,
}

static NUMBER: AtomicUsize = AtomicUsize::new(0);

impl Told {
    /// The first difference of a story.
    fn tell(&mut self, server: &Postgres, story: &Story) -> anyhow::Result<Option<Difference>> {
        let name = format!("generated_{}", NUMBER.fetch_add(1, Ordering::Relaxed));
        let told = answered(server, &name, story);
        server.forget(&name)?;
        let told = match told {
            Ok(told) => told,
            Err(refused) => {
                self.unreadable += 1;
                if std::env::var("GENERATED_REFUSED").is_ok() {
                    eprintln!("{refused}\n{}", story.schema);
                }
                return Ok(None);
            }
        };
        self.stories += 1;
        let given = match given(&told) {
            Ok(given) => given,
            Err(refused) => {
                let message = refused.to_string();
                let kind: String =
                    message.chars().filter(|c| !c.is_ascii_digit()).take(120).collect();
                let signature = format!("schema: {kind}");
                let shown = format!("{}\n{message}\n", story.schema);
                return Ok(Some(Difference { signature, shown }));
            }
        };
        for (at, (step, given)) in told.steps.iter().zip(&given).enumerate() {
            self.note(step);
            if given.starts_with("error 0A000") {
                self.not_yet += 1;
                if step.statement.starts_with("select") {
                    continue;
                }
                // What it would have written is missing from here on.
                return Ok(None);
            }
            if !same(&step.statement, &step.answer, given) {
                let signature = signature(&step.statement, &step.answer, given);
                return Ok(Some(Difference { signature, shown: shown(&told, at, given) }));
            }
        }
        Ok(None)
    }

    fn note(&mut self, step: &Step) {
        self.steps += 1;
        match step.answer.strip_prefix("error ") {
            Some(error) => {
                let code = error.split(':').next().unwrap_or_default();
                *self.refused.entry(code.to_owned()).or_default() += 1;
            }
            None => self.rows += 1,
        }
    }
}

fn shown(told: &Story, at: usize, given: &str) -> String {
    let mut until = told.clone();
    until.steps.truncate(at + 1);
    format!("{}--- here\n{given}", until.write())
}

/// What the database file answers.
fn given(story: &Story) -> anyhow::Result<Vec<String>> {
    let runtime = tokio::runtime::Builder::new_current_thread().build()?;
    let folder = tempfile::tempdir()?;
    let options = Options { readers: 1, ..Options::default() };
    let database = Sqlite::open(&folder.path().join("story.db"), options)?;
    let given = runtime.block_on(async {
        apply(&database as &dyn Database, "story", &story.schema).await?;
        let mut answers = Vec::new();
        for step in &story.steps {
            let rules = Rules { require_row_security: false };
            answers.push(answer(&database, step, rules).await?);
        }
        anyhow::Ok(answers)
    });
    runtime.block_on(database.close())?;
    given
}

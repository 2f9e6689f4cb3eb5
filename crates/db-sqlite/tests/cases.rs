//! Every case of the data API in `conformance`, asked of a database file of its own. With `CASES=write` the answers
//! are written into the files instead. `CASES_FOLDER=…` names another folder of cases.

use conformance::{Case, apply, ask, cases, differences, kept, service};
use db::Database;
use db_sqlite::{Options, Sqlite};
use libtest_mimic::{Arguments, Failed, Trial};
use std::path::{Path, PathBuf};
use std::sync::Arc;

fn main() -> anyhow::Result<()> {
    let arguments = Arguments::from_args();
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("../conformance/cases/rest");
    let found = cases(&std::env::var_os("CASES_FOLDER").map_or(own, PathBuf::from))?;
    let trials = found.into_iter().map(|(name, path)| Trial::test(name, move || run(&path)));
    libtest_mimic::run(&arguments, trials.collect()).exit();
}

fn run(path: &PathBuf) -> Result<(), Failed> {
    let case = Case::read(&std::fs::read_to_string(path)?)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let folder = tempfile::tempdir()?;
    let options = Options { readers: 1, ..Options::default() };
    let database = Arc::new(Sqlite::open(&folder.path().join("case.db"), options)?);
    let done = runtime.block_on(play(database.clone(), path, case));
    runtime.block_on(database.close())?;
    done
}

async fn play(database: Arc<dyn Database>, path: &Path, mut case: Case) -> Result<(), Failed> {
    apply(&*database, &path.display().to_string(), &case.schema).await?;
    let router = service(database, &case)?;
    let write = std::env::var("CASES").is_ok_and(|mode| mode == "write");
    let mut failures = String::new();
    for exchange in &mut case.exchanges {
        let given = ask(&router, &exchange.request).await?;
        if write {
            exchange.answer = kept(&given, &exchange.answer);
        }
        for difference in differences(exchange, &given) {
            let (method, url) = (&exchange.request.method, &exchange.request.url);
            failures.push_str(&format!("{method} {url}\n{difference}\n\n"));
        }
    }
    if write {
        std::fs::write(path, case.write())?;
    }
    if failures.is_empty() { Ok(()) } else { Err(failures.into()) }
}

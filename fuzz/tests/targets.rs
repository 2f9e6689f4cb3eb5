//! Every target, first with what is kept and then with what is made of it, for `FUZZ_SECONDS` each (2 unless told).
//! With `FUZZ_TRACE` each input is written before it is read, for failures that end the process.

use fuzz::{Mutator, TARGETS, Target, World};
use libtest_mimic::{Arguments, Failed, Trial};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

fn main() {
    let arguments = Arguments::from_args();
    let trials = TARGETS.iter().map(|target| Trial::test(target.name, || run(*target)));
    libtest_mimic::run(&arguments, trials.collect()).exit();
}

fn run(target: Target) -> Result<(), Failed> {
    let world = World::new()?;
    let kept = kept(target.name)?;
    for (path, input) in &kept {
        read(&target, &world, input).map_err(|wrong| format!("{}: {wrong}", path.display()))?;
    }
    let (seconds, seed) = (setting("FUZZ_SECONDS", 2), setting("FUZZ_SEED", 1));
    let traced = std::env::var_os("FUZZ_TRACE").is_some();
    let inputs = kept.into_iter().map(|(_, input)| input).collect();
    let mut mutator = Mutator::new(seed, target.words, inputs);
    let end = Instant::now() + Duration::from_secs(seconds);
    while Instant::now() < end {
        let input = mutator.input();
        if traced {
            keep(target.name, &input)?;
        }
        if let Err(wrong) = read(&target, &world, &input) {
            let path = keep(target.name, &input)?;
            return Err(format!("{wrong}\nthe input is in {}", path.display()).into());
        }
    }
    Ok(())
}

fn read(target: &Target, world: &World, input: &str) -> Result<(), String> {
    let read = catch_unwind(AssertUnwindSafe(|| (target.read)(world, input)));
    read.unwrap_or_else(|_| Err("it panicked".to_owned()))
}

fn setting(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).ok().and_then(|value| value.parse().ok()).unwrap_or(otherwise)
}

/// What is kept for a target, by its file.
fn kept(name: &str) -> std::io::Result<Vec<(PathBuf, String)>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(name);
    let mut kept = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        let text = std::fs::read_to_string(&path)?;
        let input = text.strip_suffix('\n').unwrap_or(&text).to_owned();
        kept.push((path, input));
    }
    kept.sort();
    Ok(kept)
}

/// Writes an input that fails, to be repaired and then kept.
fn keep(name: &str, input: &str) -> std::io::Result<PathBuf> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("fuzz");
    std::fs::create_dir_all(&folder)?;
    let path = folder.join(format!("{name}.txt"));
    std::fs::write(&path, input)?;
    Ok(path)
}

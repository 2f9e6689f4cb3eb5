//! Compiled statements by the shape of their work: the whole structure is compared, not only its hash.

use crate::compile;
use crate::statement::Compiled;
use access::{Permitted, PermittedStep};
use catalog::Catalog;
use db::Error;
use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// After a run that took longer than a moment, so many runs aren't expected to be short.
const LONG_RUNS: u32 = 100;

/// A unit of work, compiled.
pub(super) struct Shape {
    /// The compiled form of every step.
    pub(super) steps: Vec<Compiled>,
    /// How many runs from now on are expected to be long.
    long_runs: AtomicU32,
}

impl Shape {
    /// Compiles every step.
    pub(super) fn compile(catalog: &Catalog, steps: &[PermittedStep]) -> Result<Self, Error> {
        let steps =
            steps.iter().map(|step| compile::step(catalog, step)).collect::<Result<_, _>>()?;
        Ok(Self { steps, long_runs: AtomicU32::new(0) })
    }

    /// Whether the next run may end in a moment.
    pub(super) fn may_be_short(&self) -> bool {
        let less = |runs: u32| runs.checked_sub(1);
        self.long_runs.fetch_update(Ordering::Relaxed, Ordering::Relaxed, less).is_err()
    }

    /// Notes that a run has taken longer than a moment.
    pub(super) fn was_long(&self) {
        self.long_runs.store(LONG_RUNS, Ordering::Relaxed);
    }
}

/// The kept shapes, bounded in (estimated) bytes.
pub(super) struct Shapes {
    kept: Mutex<Kept>,
    hasher: RandomState,
    bytes_max: usize,
}

/// What was compiled, and to what.
type Entry = (Arc<[PermittedStep]>, Arc<Shape>);

#[derive(Default)]
struct Kept {
    version: u64,
    bytes: usize,
    by_hash: HashMap<u64, Vec<Entry>>,
}

impl Shapes {
    pub(super) fn new(bytes_max: usize) -> Self {
        Self { kept: Mutex::default(), hasher: RandomState::new(), bytes_max }
    }

    /// The shape of this work, compiled now if it isn't kept.
    pub(super) fn shape(&self, catalog: &Catalog, work: &Permitted) -> Result<Arc<Shape>, Error> {
        let hash = self.hasher.hash_one(work.steps());
        if let Some(shape) = self.find(hash, work) {
            return Ok(shape);
        }
        let shape = Arc::new(Shape::compile(catalog, work.steps())?);
        self.keep(hash, work, shape.clone());
        Ok(shape)
    }

    /// The shape of this work if it is kept.
    pub(super) fn kept(&self, work: &Permitted) -> Option<Arc<Shape>> {
        self.find(self.hasher.hash_one(work.steps()), work)
    }

    fn find(&self, hash: u64, work: &Permitted) -> Option<Arc<Shape>> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.version != work.catalog_version() {
            return None;
        }
        let mut same = kept.by_hash.get(&hash)?.iter();
        same.find(|(steps, _)| steps == work.steps()).map(|(_, shape)| shape.clone())
    }

    fn keep(&self, hash: u64, work: &Permitted, shape: Arc<Shape>) {
        let size = shape.steps.iter().map(estimated_bytes).sum::<usize>();
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.version != work.catalog_version() || kept.bytes + size > self.bytes_max {
            *kept = Kept { version: work.catalog_version(), ..Kept::default() };
        }
        kept.bytes += size;
        kept.by_hash.entry(hash).or_default().push((work.steps().clone(), shape));
    }
}

/// The texts, and as much again several times for the trees that they were made from.
fn estimated_bytes(compiled: &Compiled) -> usize {
    const TREE_FACTOR: usize = 8;
    let text = match compiled {
        Compiled::Query(query) => query.sql.text.len(),
        Compiled::Write(write) => write.columns.len() * 64 + 512,
        Compiled::Program(program) => {
            return program.parts.iter().map(|part| estimated_bytes(&part.step)).sum();
        }
    };
    1024 + text * TREE_FACTOR
}

//! Compiled statements by the shape of their work: the whole structure is compared, not only its hash.

use crate::compile;
use crate::statement::Compiled;
use access::{Permitted, PermittedStep};
use catalog::Catalog;
use db::Error;
use std::collections::HashMap;
use std::hash::{BuildHasher, RandomState};
use std::sync::{Arc, Mutex, PoisonError};

/// The compiled form of every step of a unit of work.
pub(super) type Shape = Arc<[Compiled]>;

/// The kept shapes, bounded in (estimated) bytes.
pub(super) struct Shapes {
    kept: Mutex<Kept>,
    hasher: RandomState,
    bytes_max: usize,
}

/// What was compiled, and to what.
type Entry = (Arc<[PermittedStep]>, Shape);

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
    pub(super) fn shape(&self, catalog: &Catalog, work: &Permitted) -> Result<Shape, Error> {
        let hash = self.hasher.hash_one(work.steps());
        if let Some(shape) = self.find(hash, work) {
            return Ok(shape);
        }
        let compiled: Result<Vec<Compiled>, Error> =
            work.steps().iter().map(|step| compile::step(catalog, step)).collect();
        let shape: Shape = compiled?.into();
        self.keep(hash, work, shape.clone());
        Ok(shape)
    }

    fn find(&self, hash: u64, work: &Permitted) -> Option<Shape> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.version != work.catalog_version() {
            return None;
        }
        let mut same = kept.by_hash.get(&hash)?.iter();
        same.find(|(steps, _)| steps == work.steps()).map(|(_, shape)| shape.clone())
    }

    fn keep(&self, hash: u64, work: &Permitted, shape: Shape) {
        let size = shape.iter().map(estimated_bytes).sum::<usize>();
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
    };
    1024 + text * TREE_FACTOR
}

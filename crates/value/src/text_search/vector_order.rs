//! PostgreSQL's order of vectors: by their size first, then lexeme by lexeme.

use std::cmp::Ordering;

use super::vector::{Entry, Vector};

/// Compares two vectors as their btree index does.
pub fn compare_vectors(a: &Vector, b: &Vector) -> Ordering {
    let size = |vector: &Vector| 4 * vector.entries().len() + vector.stored_length();
    size(a).cmp(&size(b)).then_with(|| a.entries().len().cmp(&b.entries().len())).then_with(|| {
        let pairs = a.entries().iter().zip(b.entries());
        pairs.map(|(a, b)| compare_entries(a, b)).find(|it| it.is_ne()).unwrap_or(Ordering::Equal)
    })
}

/// What has positions, more of them, later ones and heavier ones comes first.
fn compare_entries(a: &Entry, b: &Entry) -> Ordering {
    let known = |entry: &Entry| !entry.places.is_empty();
    known(b)
        .cmp(&known(a))
        .then_with(|| a.lexeme.as_bytes().cmp(b.lexeme.as_bytes()))
        .then_with(|| b.places.len().cmp(&a.places.len()))
        .then_with(|| {
            let places = |entry: &Entry| {
                let places = entry.places.iter();
                places.map(|place| (place.position, place.weight)).collect::<Vec<_>>()
            };
            places(b).cmp(&places(a))
        })
}

//! Names of columns in the order in which they were first seen, found again fast however many there are.

use std::collections::HashMap;

#[derive(Default)]
pub(super) struct Columns {
    names: Vec<String>,
    places: HashMap<String, usize>,
}

impl Columns {
    /// Where a name is; it becomes the last if it is new.
    pub(super) fn add(&mut self, name: String) -> usize {
        if let Some(at) = self.places.get(&name) {
            return *at;
        }
        self.places.insert(name.clone(), self.names.len());
        self.names.push(name);
        self.names.len() - 1
    }

    /// Where a name is; objects mostly name their keys in one order, so `guess` is looked at first.
    pub(super) fn position(&self, name: &str, guess: usize) -> Option<usize> {
        if self.names.get(guess).is_some_and(|it| it == name) {
            return Some(guess);
        }
        self.places.get(name).copied()
    }

    pub(super) fn names(&self) -> &[String] {
        &self.names
    }

    pub(super) fn into_names(self) -> Vec<String> {
        self.names
    }
}

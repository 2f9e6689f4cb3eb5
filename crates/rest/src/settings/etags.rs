//! Which relations have entity tags, and the key by which these are made.

use std::collections::BTreeMap;
use std::fmt;
use value::{Name, QualifiedName};

/// Which relations have entity tags.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Etags {
    key: EtagKey,
    relations: BTreeMap<QualifiedName, EtagRule>,
}

/// What holds for a relation with entity tags.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct EtagRule {
    /// Who changes or removes a row has to say by `If-Match` which state of it they know (428).
    pub require_if_match: bool,
}

/// A secret of the server, without which nobody can tell from a tag what it was made of.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct EtagKey([u8; 32]);

impl Etags {
    /// Tags of these relations, made with this key.
    pub const fn new(key: EtagKey, relations: BTreeMap<QualifiedName, EtagRule>) -> Self {
        Self { key, relations }
    }

    /// What holds for a relation, if it has tags.
    pub(crate) fn rule(&self, relation: &QualifiedName) -> Option<EtagRule> {
        self.relations.get(relation).copied()
    }

    /// Whether a relation that is asked for by a name has tags.
    pub(crate) fn has(&self, schema: &Name, relation: &str) -> bool {
        !self.relations.is_empty()
            && self.relations.contains_key(&QualifiedName::new(schema.clone(), relation))
    }

    /// The relations that have tags.
    pub fn relations(&self) -> impl Iterator<Item = &QualifiedName> {
        self.relations.keys()
    }

    pub(crate) const fn key(&self) -> &EtagKey {
        &self.key
    }
}

impl EtagKey {
    /// A key of random bytes, or ones that were derived from a secret.
    pub const fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    pub(crate) const fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Debug for EtagKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("EtagKey(…)")
    }
}

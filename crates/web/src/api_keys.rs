//! The keys that say which application asks: `sb_publishable_…` and `sb_secret_…`, which stand for a role.

use access::{Caller, Claims};
use subtle::ConstantTimeEq;

/// Which role a key stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyRole {
    /// `anon`
    Anon,
    /// `service_role`
    Service,
}

/// The keys of a project.
#[derive(Clone)]
pub struct ApiKeys {
    keys: Vec<(String, KeyRole)>,
}

impl ApiKeys {
    /// The keys that are valid.
    pub const fn new(keys: Vec<(String, KeyRole)>) -> Self {
        Self { keys }
    }

    /// The role of a key. Every key is compared, each in constant time.
    pub fn role(&self, given: &str) -> Option<KeyRole> {
        let mut found = None;
        for (key, role) in &self.keys {
            if bool::from(key.as_bytes().ct_eq(given.as_bytes())) {
                found = Some(*role);
            }
        }
        found
    }

    /// Whether something has the form of such a key, and so can't be a token.
    pub fn is_opaque(given: &str) -> bool {
        given.starts_with("sb_publishable_") || given.starts_with("sb_secret_")
    }
}

impl KeyRole {
    /// The role's name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Anon => "anon",
            Self::Service => "service_role",
        }
    }

    /// Who asks with nothing but such a key.
    pub fn caller(self) -> Caller {
        let json = format!("{{\"role\":\"{}\"}}", self.name());
        Caller::with_claims(self.name(), Claims::new(json, None, Some(self.name()), None))
    }
}

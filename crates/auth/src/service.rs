//! What the program hands over, and what requests share of it.

use crate::accounts::Store;
use crate::keys::Keys;
use crate::limits::Limits;
use crate::password::Hasher;
use crate::settings::Settings;
use db::Database;
use std::sync::Arc;
use web::{ApiKeys, Verifier};

/// Everything that accounts and sign-in need of the program.
pub struct AuthService {
    /// Where accounts are.
    pub database: Arc<dyn Database>,
    /// The settings, which [`crate::check_settings`] found good.
    pub settings: Settings,
    /// The keys that tokens are signed with, from [`crate::keys::load`].
    pub keys: Keys,
    /// The keys of the application.
    pub api_keys: ApiKeys,
    /// Verifies tokens; the other services have the same.
    pub verifier: Arc<Verifier>,
}

/// What requests share.
pub(crate) struct Service {
    pub(crate) store: Store,
    pub(crate) settings: Settings,
    pub(crate) keys: Keys,
    pub(crate) api_keys: ApiKeys,
    pub(crate) verifier: Arc<Verifier>,
    pub(crate) hasher: Hasher,
    pub(crate) limits: Limits,
}

impl Service {
    pub(crate) fn new(given: AuthService) -> Self {
        let AuthService { database, settings, keys, api_keys, verifier } = given;
        Self {
            store: Store::new(database, settings.statement_timeout),
            hasher: Hasher::new(),
            limits: Limits::new(&settings.rate_limits),
            settings,
            keys,
            api_keys,
            verifier,
        }
    }
}

//! What of `Prefer` is applied, and how the transaction ends.

use crate::error::RestError;
use crate::parse::{Handling, Preferences, Transaction, Word};
use crate::settings::{Settings, TransactionEnd};
use ::plan::Ending;
use value::datetime::session;

/// What a kind of action applies beside what all do.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Applies {
    pub(super) resolution: bool,
    pub(super) missing: bool,
    pub(super) representation: bool,
    pub(super) max_affected: bool,
}

/// How the transaction ends.
pub(super) fn ending(settings: &Settings, preferences: &Preferences) -> Ending {
    let asked = preferences.transaction;
    match settings.transaction_end {
        TransactionEnd::Commit => Ending::Commit,
        TransactionEnd::Rollback => Ending::Rollback,
        TransactionEnd::CommitUnlessAsked if asked == Some(Transaction::Rollback) => {
            Ending::Rollback
        }
        TransactionEnd::RollbackUnlessAsked if asked != Some(Transaction::Commit) => {
            Ending::Rollback
        }
        TransactionEnd::CommitUnlessAsked | TransactionEnd::RollbackUnlessAsked => Ending::Commit,
    }
}

/// The value of `Preference-Applied`.
pub(super) fn applied(
    settings: &Settings,
    preferences: &Preferences,
    applies: Applies,
) -> Option<String> {
    fn word<W: Word>(preferred: Option<W>, applies: bool) -> Option<&'static str> {
        preferred.filter(|_| applies).map(Word::as_str)
    }
    let timezone = time_zone(preferences);
    let words = [
        word(preferences.resolution, applies.resolution),
        word(preferences.missing, applies.missing),
        word(preferences.representation, applies.representation),
        word(preferences.count, true),
        word(preferences.transaction, settings.transaction_end.may_be_asked()),
        word(preferences.handling, true),
    ];
    let mut all: Vec<String> = words.into_iter().flatten().map(str::to_owned).collect();
    all.extend(timezone.map(|zone| format!("timezone={zone}")));
    let strict = preferences.handling == Some(Handling::Strict);
    let most = preferences.max_affected.filter(|_| strict && applies.max_affected);
    all.extend(most.map(|most| format!("max-affected={most}")));
    (!all.is_empty()).then(|| all.join(", "))
}

/// A zone that there isn't is refused, however unknown preferences are handled.
pub(super) fn check(preferences: &Preferences) -> Result<(), RestError> {
    match &preferences.timezone {
        Some(zone) => Ok(session::check_zone(zone)?),
        None => Ok(()),
    }
}

/// In which zone moments are shown and read, if in another than UTC is preferred.
pub(crate) fn time_zone(preferences: &Preferences) -> Option<String> {
    preferences.timezone.clone().filter(|zone| session::check_zone(zone).is_ok())
}

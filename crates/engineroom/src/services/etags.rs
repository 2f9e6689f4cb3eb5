//! Which relations have entity tags, and the key that these are made with.

use std::collections::BTreeMap;

use aws_lc_rs::hmac;
use catalog::{Catalog, QualifiedName};
use rest::{EtagKey, EtagRule, Etags};

use crate::configuration::Api;

/// For what the key is derived; tags of another text are other tags.
const PURPOSE: &[u8] = b"engineroom: entity tags, 1";

/// The tags of a project. The key is derived from the project's secret, so that tags are the same after a restart and
/// nobody else can make them.
pub(super) fn etags(api: &Api, jwt_secret: &str) -> Etags {
    let tag = hmac::sign(&hmac::Key::new(hmac::HMAC_SHA256, jwt_secret.as_bytes()), PURPOSE);
    let mut key = [0; 32];
    key.copy_from_slice(tag.as_ref());
    let rules = api.etags.iter().map(|name| (name, false));
    let strict = api.require_if_match.iter().map(|name| (name, true));
    let relations: BTreeMap<_, _> = rules
        .chain(strict)
        .map(|((schema, name), require_if_match)| {
            let relation = QualifiedName::new(schema.as_str(), name.as_str());
            (relation, EtagRule { require_if_match })
        })
        .collect();
    Etags::new(EtagKey::new(key), relations)
}

/// Says which relations have tags and are not there: a wrong name would leave rows unprotected in silence.
pub(super) fn warn_of_missing(etags: &Etags, catalog: &Catalog) {
    for relation in etags.relations().filter(|relation| catalog.relation(relation).is_none()) {
        tracing::warn!(
            "[engineroom] etags or require_if_match names {relation}, which the schema doesn't have"
        );
    }
}

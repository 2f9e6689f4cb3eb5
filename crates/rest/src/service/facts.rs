//! What policies may ask of the request itself. Writing down a request's headers costs something, so it is done only
//! where an expression of the schema reads them.

use access::RequestFacts;
use axum::extract::ConnectInfo;
use catalog::walk::{Visitor, visit_expression, visit_statement};
use catalog::{Catalog, Expression, Generation, Relation, Session, UserType};
use db::Versioned;
use http::HeaderMap;
use http::request::Parts;
use serde_json::{Map, Value};
use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Whether the schema at a version asks; known once for each version.
#[derive(Default)]
pub(super) struct Asked {
    /// Twice the version plus two, and one more if it asks; 0 before the first request.
    known: AtomicU64,
}

impl Asked {
    /// What may be asked of a request.
    pub(super) fn of(
        &self,
        at: &Versioned,
        parts: &Parts,
        time_zone: Option<String>,
    ) -> Arc<RequestFacts> {
        let address = parts.extensions.get::<ConnectInfo<SocketAddr>>().map(|it| it.0.ip());
        let mut facts = RequestFacts { address, time_zone, ..RequestFacts::default() };
        if self.is_asked(at) {
            facts.method = parts.method.to_string();
            facts.path = parts.uri.path().to_owned();
            facts.headers = headers(&parts.headers);
            facts.cookies = cookies(&parts.headers);
        }
        Arc::new(facts)
    }

    fn is_asked(&self, at: &Versioned) -> bool {
        let of_version = at.version.wrapping_mul(2).wrapping_add(2);
        let known = self.known.load(Ordering::Relaxed);
        if known & !1 == of_version {
            return known & 1 == 1;
        }
        let asks = asks(&at.catalog);
        self.known.store(of_version | u64::from(asks), Ordering::Relaxed);
        asks
    }
}

/// Of several cookies of one name the first counts, as that is of the nearest path.
fn cookies(headers: &HeaderMap) -> String {
    let mut all = Map::new();
    for line in headers.get_all(http::header::COOKIE) {
        let line = String::from_utf8_lossy(line.as_bytes());
        let cookies = line.split(';').map(str::trim).filter(|cookie| !cookie.is_empty());
        for (name, value) in cookies.map(|it| it.split_once('=').unwrap_or((it, ""))) {
            all.entry(name).or_insert_with(|| Value::from(value));
        }
    }
    Value::Object(all).to_string()
}

/// Names are in small letters; of several headers of one name the values are joined.
fn headers(headers: &HeaderMap) -> String {
    let mut all = Map::new();
    for name in headers.keys() {
        let values = headers.get_all(name).iter();
        let values: Vec<_> =
            values.map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned()).collect();
        all.insert(name.to_string(), Value::String(values.join(", ")));
    }
    Value::Object(all).to_string()
}

/// Whether any expression of the schema reads a setting.
fn asks(catalog: &Catalog) -> bool {
    let mut finding = Finding(false);
    for relation in catalog.relations.values() {
        finding.relation(relation);
    }
    for of in catalog.types.values() {
        if let UserType::Domain(domain) = of {
            domain.default.iter().for_each(|default| finding.expression(default));
            domain.checks.iter().for_each(|check| finding.expression(&check.expression));
        }
    }
    for routine in catalog.routines.values() {
        routine.body.iter().for_each(|statement| visit_statement(&mut finding, statement));
        let defaults = routine.parameters.iter().filter_map(|it| it.default.as_ref());
        defaults.for_each(|default| finding.expression(default));
    }
    finding.0
}

struct Finding(bool);

impl Finding {
    fn relation(&mut self, relation: &Relation) {
        for policy in &relation.policies {
            policy.using.iter().chain(&policy.check).for_each(|it| self.expression(it));
        }
        for column in &relation.columns {
            if let Some(Generation::Default(default)) = &column.generation {
                self.expression(default);
            }
        }
        relation.checks.iter().for_each(|check| self.expression(&check.expression));
        if let Some(view) = relation.view() {
            self.query(&view.query);
        }
    }
}

impl Visitor for Finding {
    fn expression(&mut self, expression: &Expression) {
        self.0 |= matches!(expression, Expression::Session(Session::Setting { .. }));
        visit_expression(self, expression);
    }
}

//! Arrows only point down. `STANDS_ON` is the house's plan: what each crate stands on; it may use that, and whatever that
//! stands on in turn. The pure rooms also name what they must never need.

use std::collections::BTreeSet;

use crate::workspace::{Crate, Dependency};

/// Each crate and the crates directly under it. `*` is every other one.
const STANDS_ON: &[(&str, &[&str])] = &[
    ("value", &[]),
    ("builtin", &["value"]),
    ("catalog", &["value", "builtin"]),
    ("sql", &["catalog"]),
    ("plan", &["catalog"]),
    ("access", &["plan"]),
    ("db", &["access", "sql"]),
    ("db-sql", &["db"]),
    ("db-sqlite", &["db-sql"]),
    ("web", &["access"]),
    ("rest", &["web", "db", "plan"]),
    ("auth", &["web", "db", "plan"]),
    ("conformance", &["rest"]),
    ("engineroom", &["*"]),
    ("fuzz", &["*"]),
    ("xtask", &[]),
];

/// The services, whose tests may serve from the embedded database.
const SERVICES: &[&str] = &["rest", "auth"];
const EMBEDDED: &str = "db-sqlite";

/// The crates without IO, async or serialization, and the libraries that would bring them.
const PURE: &[&str] = &["value", "catalog", "plan", "access"];
const IMPURE: &[&str] = &["tokio", "serde", "axum", "hyper", "http", "tower", "reqwest"];

/// Every dependency that points up or sideways, and every crate without a place in the plan.
pub(super) fn check(crates: &[Crate]) -> Vec<String> {
    let names: BTreeSet<&str> = crates.iter().map(|member| member.name.as_str()).collect();
    crates.iter().flat_map(|member| check_crate(member, &names)).collect()
}

fn check_crate(member: &Crate, names: &BTreeSet<&str>) -> Vec<String> {
    let from = member.name.as_str();
    let Some(below) = below(from) else {
        return vec![format!("{from}: the crate has no place in xtask's table of arrows")];
    };
    let ours = |dependency: &&Dependency| names.contains(dependency.name.as_str());
    let mut findings = Vec::new();
    for dependency in member.dependencies.iter().filter(ours) {
        if !may_use(&below, from, dependency) {
            findings.push(format!("{from}: may not depend on {}", dependency.name));
        }
    }
    for dependency in &member.dependencies {
        let impure = IMPURE.contains(&dependency.name.as_str());
        if PURE.contains(&from) && impure && !dependency.for_tests {
            findings.push(format!("{from}: is pure and may not need {}", dependency.name));
        }
    }
    findings
}

fn may_use(below: &BTreeSet<&str>, from: &str, dependency: &Dependency) -> bool {
    let to = dependency.name.as_str();
    // Each database runs the cases itself, in its own tests.
    let runs_cases = dependency.for_tests && from.starts_with("db-") && to == "conformance";
    let serves_from_it = dependency.for_tests && SERVICES.contains(&from) && to == EMBEDDED;
    // What these rooms make of a schema is tested with schemas that a person can read.
    let reads_schemas = dependency.for_tests && ["plan", "access"].contains(&from) && to == "sql";
    below.contains("*") || below.contains(to) || runs_cases || serves_from_it || reads_schemas
}

/// All that `name` stands on, however far down.
fn below(name: &str) -> Option<BTreeSet<&'static str>> {
    let direct = STANDS_ON.iter().find(|(from, _)| *from == name)?.1;
    let mut all: BTreeSet<&str> = direct.iter().copied().collect();
    for lower in direct {
        all.extend(below(lower).unwrap_or_default());
    }
    Some(all)
}

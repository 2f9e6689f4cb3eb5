//! Random stories, for two databases to disagree about: tables, policies, views and grants, then what is said to
//! them by random people. The same seed gives the same story. A part a line, so that [`shrink`] can leave lines out.

mod conditions;
mod kinds;
mod policies;
mod random;
mod reads;
mod shrink;
mod tables;
mod values;
mod verdict;
mod writes;

pub use shrink::shrink;
pub use verdict::{same, signature};

use crate::story::{Speaker, Step, Story};
use policies::rights;
use random::Random;
use tables::{Table, tables, views};

/// The story of a seed.
pub fn story(seed: u64) -> Story {
    let mut random = Random::new(seed);
    let mut tables = tables(&mut random);
    let mut schema = format!("{TYPES}{}", tables::definitions(&tables, &mut random));
    schema.push_str(&tables::uniques(&mut tables, &mut random));
    schema.push_str(&rights(&tables, &mut random));
    let mut relations = tables.clone();
    relations.extend(views(&tables, &mut schema, &mut random));
    let mut steps = Vec::new();
    for table in &tables {
        for _ in 0..random.between(3, 6) {
            steps.push(step(speaker(OWNER), writes::row(table, &mut random)));
        }
    }
    for _ in 0..random.between(25, 40) {
        let who = speaker(*random.pick(&SPEAKERS));
        let what = statement(&tables, &relations, &mut random);
        steps.push(step(who, what));
    }
    Story { schema, steps }
}

const TYPES: &str = "create type mood as enum ('sad', 'ok', 'happy');\n";

fn statement(tables: &[Table], relations: &[Table], random: &mut Random) -> String {
    match random.below(10) {
        0..=4 => reads::select(relations, random),
        5 | 6 => writes::insert(tables, random),
        7 | 8 => writes::update(tables, random),
        _ => writes::delete(tables, random),
    }
}

fn step(speaker: Speaker, mut statement: String) -> Step {
    statement.push('\n');
    Step { speaker, statement, answer: String::new() }
}

/// The role, and the claims that come with it.
type Who = (&'static str, &'static str);

const OWNER: Who = ("postgres", "");
const ADA: Who = (
    "authenticated",
    r#"{"sub": "00000000-0000-0000-0000-00000000000a", "role": "authenticated", "email": "ada@x.org", "org": 1}"#,
);
const BOB: Who = (
    "authenticated",
    r#"{"sub": "00000000-0000-0000-0000-00000000000b", "role": "authenticated", "org": 2}"#,
);
const SPEAKERS: [Who; 9] = [
    OWNER,
    ADA,
    ADA,
    ADA,
    BOB,
    BOB,
    ("anon", r#"{"role": "anon"}"#),
    ("anon", ""),
    ("service_role", r#"{"role": "service_role"}"#),
];

fn speaker((role, claims): Who) -> Speaker {
    Speaker { role: role.to_owned(), claims: claims.to_owned() }
}

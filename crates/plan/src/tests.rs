//! What plans mean, as SQL: one table of cases over companies, their postings and the people who apply.

mod reads;
mod writes;

use crate::{
    Delete, Demand, Embed, Embedding, Insert, Join, Order, OrderBy, Plan, Read, ReadSource,
    Selected, Step, Update, lower,
};
use catalog::{Expression, Range, Ranges, Scalar};

/// By which number each part of a plan reads; 0 is a relation's own row.
const ABOVE: Range = Range(1);
const BELOW: Range = Range(2);
const BETWEEN: Range = Range(3);
const DEEPEST: Range = Range(4);

fn check(cases: Vec<(&str, Step, &str)>) {
    let mut wrong = String::new();
    for (name, step, expected) in cases {
        let plan = Plan::new(vec![step], Ranges::starting_at(5));
        let lowered = lower(&plan);
        let given = sql::write_statement(&lowered.steps[0].statement);
        if given != expected {
            wrong.push_str(&format!("{name}\nwanted:\n{expected}\ngiven:\n{given}\n\n"));
        }
    }
    assert!(wrong.is_empty(), "\n{wrong}");
}

/// `column` of a range, an `int4`.
fn column(range: Range, name: &str) -> Expression {
    Expression::column(range, name, Scalar::Int4.of())
}

fn equal(left: Expression, right: Expression) -> Expression {
    Expression::equal(left, right)
}

/// `$n`, an `int8`
fn parameter(index: u32) -> Expression {
    Expression::Parameter { index, of: Scalar::Int8.of() }
}

/// A node that shows these columns and nothing else.
fn read(relation: &str, range: Range, columns: &[&str]) -> Read {
    let select = columns
        .iter()
        .map(|name| Selected { name: (*name).into(), expression: column(range, name) })
        .collect();
    Read {
        source: ReadSource::Relation(catalog::QualifiedName::new("public", relation)),
        range,
        select,
        embeds: Vec::new(),
        filter: Expression::TRUE,
        group: Vec::new(),
        order: Vec::new(),
        limit: None,
        offset: None,
    }
}

fn written(range: Range, columns: &[&str]) -> Read {
    Read { source: ReadSource::Written, ..read("", range, columns) }
}

/// An embed by `above.from = below.to`.
fn embed(name: &str, read: Read, from: Expression, to: Expression, to_one: bool) -> Embed {
    let join = Join { junction: None, on: equal(to, from) };
    let (inner, embedding) = (false, Embedding::Nested);
    Embed { name: name.into(), read, join, to_one, inner, embedding }
}

/// `postings(id)` below a company.
fn postings() -> Embed {
    let read = read("postings", BELOW, &["id"]);
    embed("postings", read, column(ABOVE, "id"), column(BELOW, "company_id"), false)
}

/// `company(name)` below a posting.
fn company() -> Embed {
    let read = read("companies", BELOW, &["name"]);
    embed("company", read, column(ABOVE, "company_id"), column(BELOW, "id"), true)
}

fn with(read: Read, embed: Embed) -> Read {
    Read { embeds: vec![embed], ..read }
}

fn by(by: OrderBy) -> Order {
    Order { by, descending: true, nulls_first: false }
}

//! Cases: SQL in, the schema or the errors out; and that what is written reads back.

mod careers;
mod definitions;
mod differences;
mod dumps;
mod migrations;
mod partitions;
mod refusals;
mod routines;

use crate::{
    Definition, Error, File, base_catalog, compare, read_catalog, read_schema, write_catalog,
    write_change,
};
use catalog::Catalog;

/// What the project's files define.
fn schema(text: &str) -> Result<Definition, Vec<Error>> {
    read_schema(&base_catalog(), &[File { name: "a.sql", text }])
}

/// A schema that must be right.
#[track_caller]
fn right(text: &str) -> Definition {
    match schema(text) {
        Ok(definition) => definition,
        Err(errors) => panic!("{text}\n{}", shown(&errors)),
    }
}

fn shown(errors: &[Error]) -> String {
    errors.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

/// The statements that lead from one catalog to another.
fn written(from: &Catalog, to: &Catalog) -> String {
    let changes = compare(from, to);
    let texts = changes.iter().map(|change| write_change(change, from, to));
    texts.collect::<Vec<_>>().join("\n")
}

/// What is written of a catalog reads back to an equal one.
#[track_caller]
fn check_kept(catalog: &Catalog) {
    let text = write_catalog(catalog);
    match read_catalog(&text) {
        Ok(read) => {
            for (name, relation) in &catalog.relations {
                let kept = read.relations.get(name);
                assert!(kept == Some(relation), "{name}\n{kept:?}\n{relation:?}");
            }
            assert!(read == *catalog, "{text}");
        }
        Err(error) => panic!("{error}\n{text}"),
    }
}

#[test]
fn the_base_is_kept_as_it_is() {
    let base = base_catalog();
    assert!(base.relations.len() >= 5);
    check_kept(&base);
}

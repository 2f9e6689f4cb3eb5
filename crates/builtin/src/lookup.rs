//! The whole tables, and finding their rows by name, operator and id.

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::{
    Aggregate, Builtin, SetReturning, WindowFunction, aggregates as agg, arrays, format, identity,
    json, jsonpath, numbers, ranges, regex, sets, text, text_search, time, window,
};

/// The rows of all groups. A group is one file with its rows and implementations.
const GROUPS: &[&[Builtin]] = &[
    numbers::integer::TABLE,
    numbers::float::TABLE,
    numbers::numeric::TABLE,
    numbers::math::TABLE,
    numbers::bits::TABLE,
    numbers::degrees::TABLE,
    text::case::TABLE,
    text::measure::TABLE,
    text::cut::TABLE,
    text::build::TABLE,
    text::names::TABLE,
    text::quote::TABLE,
    text::format::TABLE,
    text::like::TABLE,
    text::bytes::TABLE,
    text::encoding::TABLE,
    regex::functions::TABLE,
    format::TABLE,
    regex::instances::TABLE,
    regex::similar::TABLE,
    arrays::shape::TABLE,
    arrays::contain::TABLE,
    arrays::bucket::TABLE,
    arrays::build::TABLE,
    arrays::change::TABLE,
    arrays::lists::TABLE,
    arrays::subscript::TABLE,
    json::access::TABLE,
    json::contain::TABLE,
    json::change::TABLE,
    json::build::TABLE,
    json::populate::TABLE,
    json::pretty::TABLE,
    jsonpath::TABLE,
    ranges::bounds::TABLE,
    ranges::combine::TABLE,
    ranges::construct::TABLE,
    ranges::relate::TABLE,
    time::now::TABLE,
    time::interval::TABLE,
    time::arithmetic::TABLE,
    time::age::TABLE,
    time::extract::TABLE,
    time::truncate::TABLE,
    time::make::TABLE,
    time::overlaps::TABLE,
    time::zone::TABLE,
    text_search::document::TABLE,
    text_search::asking::TABLE,
    text_search::search::TABLE,
    text_search::vectors::TABLE,
    text_search::queries::TABLE,
    text_search::rank::TABLE,
    text_search::headline::TABLE,
    text_search::dictionaries::TABLE,
    identity::any::TABLE,
    identity::digest::TABLE,
    identity::tag::TABLE,
    identity::enums::TABLE,
    identity::inet::TABLE,
    identity::setting::TABLE,
    identity::uuid::TABLE,
];

/// The aggregates of all groups.
const AGGREGATES: &[&[Aggregate]] = &[
    agg::count::TABLE,
    agg::sums::TABLE,
    agg::extremes::TABLE,
    agg::logic::TABLE,
    agg::gather::TABLE,
    agg::json::TABLE,
    agg::spread::TABLE,
    agg::ordered::TABLE,
    agg::regression::TABLE,
    agg::ranges::TABLE,
];

/// The set-returning functions of all groups.
const SETS: &[&[SetReturning]] = &[
    sets::series::TABLE,
    sets::lists::TABLE,
    sets::json::TABLE,
    sets::ranges::TABLE,
    jsonpath::SETS,
    text_search::sets::TABLE,
];

static FUNCTIONS: LazyLock<Vec<Builtin>> = LazyLock::new(|| GROUPS.concat());
static ALL_AGGREGATES: LazyLock<Vec<Aggregate>> = LazyLock::new(|| AGGREGATES.concat());
static ALL_SETS: LazyLock<Vec<SetReturning>> = LazyLock::new(|| SETS.concat());

type Index<T> = HashMap<&'static str, Vec<&'static T>>;

static BY_NAME: LazyLock<Index<Builtin>> = LazyLock::new(|| index(functions(), |row| row.name));
static AGGREGATES_BY_NAME: LazyLock<Index<Aggregate>> =
    LazyLock::new(|| index(aggregates(), |row| row.name));
static SETS_BY_NAME: LazyLock<Index<SetReturning>> =
    LazyLock::new(|| index(set_returning_functions(), |row| row.name));
static BY_OPERATOR: LazyLock<Index<Builtin>> = LazyLock::new(|| {
    let mut index: Index<Builtin> = HashMap::new();
    for row in functions() {
        if let Some(symbol) = row.operator {
            index.entry(symbol).or_default().push(row);
        }
    }
    index
});
static BY_ID: LazyLock<HashMap<String, &'static Builtin>> =
    LazyLock::new(|| functions().iter().map(|row| (row.id(), row)).collect());

/// Every function and operator.
pub fn functions() -> &'static [Builtin] {
    &FUNCTIONS
}

/// The functions of this name; an operator's implementation is found by its name too.
pub fn functions_named(name: &str) -> &'static [&'static Builtin] {
    BY_NAME.get(name).map_or(&[], Vec::as_slice)
}

/// The operators with this symbol.
pub fn operators_named(symbol: &str) -> &'static [&'static Builtin] {
    BY_OPERATOR.get(symbol).map_or(&[], Vec::as_slice)
}

/// The function with this [`Builtin::id`].
pub fn by_id(id: &str) -> Option<&'static Builtin> {
    BY_ID.get(id).copied()
}

/// Every aggregate.
pub fn aggregates() -> &'static [Aggregate] {
    &ALL_AGGREGATES
}

/// The aggregates of this name.
pub fn aggregates_named(name: &str) -> &'static [&'static Aggregate] {
    AGGREGATES_BY_NAME.get(name).map_or(&[], Vec::as_slice)
}

/// Every set-returning function.
pub fn set_returning_functions() -> &'static [SetReturning] {
    &ALL_SETS
}

/// The set-returning functions of this name.
pub fn set_returning_named(name: &str) -> &'static [&'static SetReturning] {
    SETS_BY_NAME.get(name).map_or(&[], Vec::as_slice)
}

/// Every window function.
pub fn window_functions() -> &'static [WindowFunction] {
    window::TABLE
}

/// The window functions of this name.
pub fn window_functions_named(name: &str) -> Vec<&'static WindowFunction> {
    window::TABLE.iter().filter(|row| row.name == name).collect()
}

fn index<T>(rows: &'static [T], name: fn(&T) -> &'static str) -> Index<T> {
    let mut index: Index<T> = HashMap::new();
    for row in rows {
        index.entry(name(row)).or_default().push(row);
    }
    index
}

//! The grammars of the query string's values. Each entry names its text in the error as PostgREST does, so that a
//! message means the same to whoever knows it.

mod complaint;
mod condition;
mod name;
mod order;
mod reader;
mod selection;

#[cfg(test)]
mod tests;

use self::reader::{Bounds, Parsed, Reader};
use super::{At, Condition, Filter, Limits, OrderTerm, ParseError, SelectItem};

/// A parameter that is a filter, or an argument of a function.
pub(super) enum Value {
    /// `id=eq.1`
    Filter(At<Filter>),
    /// `id=1`: the argument's name; its value is the whole text.
    Argument(String),
}

/// `select=…`
pub(super) fn select(value: &str, limits: &Limits) -> Result<Vec<SelectItem>, ParseError> {
    let bounds = Bounds { depth: limits.embed_depth, items: limits.select_items };
    reader::read("select parameter", value, value, bounds, selection::all)
}

/// `columns=…`, `on_conflict=…`
pub(super) fn columns(parameter: &str, value: &str) -> Result<Vec<String>, ParseError> {
    let what = format!("{parameter} parameter");
    reader::read(&what, value, value, Bounds::NONE, |r| {
        r.separated(name::field_name, |r| r.padded(|r| r.char(',')))
    })
}

/// `order=…`, `director.order=…`
pub(super) fn order(
    name: &str,
    value: &str,
    limits: &Limits,
) -> Result<At<Vec<OrderTerm>>, ParseError> {
    let path = embed_path(name)?;
    let bounds = Bounds { depth: usize::MAX, items: limits.filters };
    let item = reader::read("order", value, value, bounds, order::terms)?;
    Ok(At { path, item })
}

/// `id=…`, `director.data->>name=…`. An argument is what doesn't start as an operator does.
pub(super) fn filter(name: &str, value: &str, or_argument: bool) -> Result<Value, ParseError> {
    let (path, field) = tree_path(name)?;
    let test = reader::read("filter", value, value, Bounds::NONE, |r| {
        let operation =
            |r: &mut Reader<'_>| condition::operation(r, condition::whole_value).map(Some);
        if or_argument { r.either(operation, |_| Ok(None)) } else { operation(r) }
    })?;
    Ok(match test {
        Some((negated, test)) => Value::Filter(At { path, item: Filter { field, negated, test } }),
        None => Value::Argument(field.name),
    })
}

/// `and=(…)`, `not.or=(…)`, `director.and=(…)`
pub(super) fn logic(name: &str, value: &str, limits: &Limits) -> Result<At<Condition>, ParseError> {
    let (path, operator) =
        reader::read("logic path", name, name, Bounds::NONE, condition::logic_path)?;
    // The operator is read again with the value, so that the grammar is one at every level.
    let text = format!("{operator}{value}");
    let bounds = Bounds { depth: limits.filter_depth, items: limits.filters };
    let item = reader::read("logic tree", value, &text, bounds, condition::tree)?;
    Ok(At { path, item })
}

/// The embeds that a parameter's name leads through: `director.country` in `director.country.limit`.
pub(super) fn embed_path(name: &str) -> Result<Vec<String>, ParseError> {
    tree_path(name).map(|(path, _)| path)
}

fn tree_path(text: &str) -> Result<(Vec<String>, super::Field), ParseError> {
    reader::read("tree path", text, text, Bounds::NONE, name::tree_path)
}

//! Which views rows can be written through, and how. The rules are PostgreSQL's for views that are updatable by
//! themselves (`view_query_is_auto_updatable`), its words are the reasons.

use crate::expression::Expression;
use crate::query::{Body, CheckedAs, Distinct, From, Query, Range, Select};
use crate::relation::{Relation, View};
use crate::schema::Catalog;
use crate::walk::{Visitor, visit_expression};
use value::{Name, QualifiedName};

/// Views in views in views; deeper is taken for a circle.
const VIEW_DEPTH_MAX: usize = 64;

/// A view over one relation, row for row.
#[derive(Clone, Copy, Debug)]
pub struct Through<'a> {
    /// The relation below, a table or a view.
    pub base: &'a QualifiedName,
    /// By which number the view's query reads it.
    pub range: Range,
    /// Whose rights count below, as the query says.
    pub checked_as: &'a CheckedAs,
    /// The view's `where`.
    pub filter: Option<&'a Expression>,
    select: &'a Select,
}

impl<'a> Through<'a> {
    /// What a column of the view is, over the relation below.
    pub fn output(&self, at: usize) -> Option<&'a Expression> {
        self.select.output.get(at).map(|output| &output.expression)
    }

    /// The column below that a column of the view is.
    ///
    /// # Errors
    /// Why rows can't be written through it.
    pub fn column(&self, at: usize) -> Result<&'a Name, &'static str> {
        match self.output(at) {
            Some(Expression::Column { range, name, .. }) if *range == self.range => Ok(name),
            _ => Err("View columns that are not columns of their base relation are not updatable."),
        }
    }

    /// Every column below that the view's query reads.
    pub fn reads(&self) -> Vec<Name> {
        let mut reading = Reading { range: self.range, found: Vec::new() };
        self.select.output.iter().for_each(|output| reading.expression(&output.expression));
        self.filter.iter().for_each(|filter| reading.expression(filter));
        reading.found
    }
}

/// What can be done to a relation's rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Writable {
    /// `insert`
    pub insert: bool,
    /// `update`
    pub update: bool,
    /// `delete`
    pub delete: bool,
}

/// Through what rows of a view are written.
///
/// # Errors
/// Why they can't be.
pub fn through<'a>(catalog: &'a Catalog, view: &'a View) -> Result<Through<'a>, &'static str> {
    let select = plain(&view.query)?;
    let one = match &select.from {
        Some(From::Relation { relation, range, checked_as }) => {
            let below = catalog.relation(relation);
            let is_materialized =
                below.and_then(|below| below.view()).is_some_and(|view| view.materialized);
            (!is_materialized).then_some((relation, *range, checked_as))
        }
        _ => None,
    };
    let (base, range, checked_as) = one.ok_or(
        "Views that do not select from a single table or view are not automatically updatable.",
    )?;
    Ok(Through { base, range, checked_as, filter: select.filter.as_ref(), select })
}

/// The select of a query that is nothing but a select of rows.
fn plain(query: &Query) -> Result<&Select, &'static str> {
    let select = match &query.body {
        Body::Select(select) => select,
        Body::Values(_) => {
            return Err(
                "Views that do not select from a single table or view are not automatically updatable.",
            );
        }
        Body::Set { .. } => {
            return Err(
                "Views containing UNION, INTERSECT, or EXCEPT are not automatically updatable.",
            );
        }
    };
    let mut computing = Computing::default();
    select.output.iter().for_each(|output| computing.expression(&output.expression));
    let is_limited = query.limit.is_some() || query.offset.is_some();
    let reasons = [
        (
            select.distinct != Distinct::No,
            "Views containing DISTINCT are not automatically updatable.",
        ),
        (!select.group.is_empty(), "Views containing GROUP BY are not automatically updatable."),
        (select.having.is_some(), "Views containing HAVING are not automatically updatable."),
        (!query.with.is_empty(), "Views containing WITH are not automatically updatable."),
        (is_limited, "Views containing LIMIT or OFFSET are not automatically updatable."),
        (
            computing.aggregates,
            "Views that return aggregate functions are not automatically updatable.",
        ),
        (computing.windows, "Views that return window functions are not automatically updatable."),
    ];
    match reasons.iter().find(|(is, _)| *is) {
        Some((_, reason)) => Err(reason),
        None => Ok(select),
    }
}

/// What can be done to the rows of a relation: of a table everything, of a view what it and all below it let through.
pub fn writable(catalog: &Catalog, relation: &Relation) -> Writable {
    let all: Vec<&Name> = relation.columns.iter().map(|column| &column.name).collect();
    to_depth(catalog, relation, &all, VIEW_DEPTH_MAX)
}

/// The same where only these columns matter: a view without a column that can be written takes no row.
fn to_depth(catalog: &Catalog, relation: &Relation, columns: &[&Name], depth: usize) -> Writable {
    let Some(view) = relation.view() else {
        let any = !columns.is_empty();
        return Writable { insert: any, update: any, delete: true };
    };
    let (Ok(through), Some(depth)) = (through(catalog, view), depth.checked_sub(1)) else {
        return Writable::default();
    };
    let Some(base) = catalog.relation(through.base).filter(|_| !view.materialized) else {
        return Writable::default();
    };
    let named = relation.columns.iter().enumerate().filter(|(_, it)| columns.contains(&&it.name));
    let below: Vec<&Name> = named.filter_map(|(at, _)| through.column(at).ok()).collect();
    to_depth(catalog, base, &below, depth)
}

/// Finds which columns of one range are read.
struct Reading {
    range: Range,
    found: Vec<Name>,
}

impl Visitor for Reading {
    fn expression(&mut self, expression: &Expression) {
        if let Expression::Column { range, name, .. } = expression
            && *range == self.range
            && !self.found.contains(name)
        {
            self.found.push(name.clone());
        }
        visit_expression(self, expression);
    }
}

/// Finds what is computed over several rows, subqueries left out.
#[derive(Default)]
struct Computing {
    aggregates: bool,
    windows: bool,
}

impl Visitor for Computing {
    fn expression(&mut self, expression: &Expression) {
        self.aggregates |= matches!(expression, Expression::Aggregate { .. });
        self.windows |= matches!(expression, Expression::Window { .. });
        visit_expression(self, expression);
    }

    fn query(&mut self, _: &Query) {}
}

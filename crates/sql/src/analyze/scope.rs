//! Which names an expression can see, and what may stand where it stands.

use catalog::{Composite, Expression, From, Name, Range, Relation, Type};
use squawk_syntax::ast;
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

/// What is visible at one place of a statement; `outer` is what is visible around the query it stands in.
#[derive(Clone, Default)]
pub(super) struct Scope<'s> {
    /// The scope of the surrounding query.
    pub(super) outer: Option<&'s Scope<'s>>,
    /// The tables of this query's `from`, as far as they are visible here.
    pub(super) tables: Vec<Visible>,
    /// The queries of every surrounding `with`.
    pub(super) commons: Commons,
    /// In which clause it is.
    pub(super) place: Place,
    /// Where set-returning functions of a select list are collected.
    pub(super) sets: Option<&'s RefCell<Vec<From>>>,
    /// The windows that `window` names.
    pub(super) windows: &'s [(Name, ast::WindowSpec)],
}

/// One name in a `from`: its alias and its columns.
#[derive(Debug)]
pub(super) struct Table {
    /// The alias, or the relation's name; a join has none unless it is given one.
    pub(super) name: Option<Name>,
    /// The schema, where a relation has no alias.
    pub(super) schema: Option<Name>,
    /// The relation that it is.
    pub(super) relation: Option<(Arc<Relation>, Range)>,
    /// The composite type whose rows it has, where it is no relation.
    pub(super) of: Option<Arc<Composite>>,
    /// Column names, and what stands for each.
    pub(super) columns: Vec<(Name, Expression)>,
    /// It is the single value that a function gives: its name alone is that value, not a row.
    pub(super) is_scalar: bool,
}

/// A table and how it can be named.
#[derive(Clone, Debug)]
pub(super) struct Visible {
    /// The table.
    pub(super) table: Rc<Table>,
    /// By its own name.
    pub(super) by_name: bool,
    /// By its columns' names alone; not when a join's merged columns stand for them.
    pub(super) by_columns: bool,
    /// An outer join may make it a row of nulls.
    pub(super) nullable: bool,
}

impl Visible {
    /// A table that can be named in both ways.
    pub(super) fn new(table: Table) -> Self {
        Self { table: Rc::new(table), by_name: true, by_columns: true, nullable: false }
    }
}

/// The queries of the surrounding `with`s, innermost first.
#[derive(Clone, Debug, Default)]
pub(super) struct Commons(Option<Rc<Link>>);

#[derive(Debug)]
struct Link {
    common: Common,
    next: Commons,
}

/// A query of a `with`.
#[derive(Clone, Debug)]
pub(super) struct Common {
    /// As it is written.
    pub(super) name: Name,
    /// As it is called in the whole statement.
    pub(super) unique: Name,
    /// Its columns: as they are written, as they are called in the statement, and their types.
    pub(super) columns: Vec<(Name, Name, Type)>,
}

impl Commons {
    /// The same and one more, which hides others of its name.
    #[must_use]
    pub(super) fn with(&self, common: Common) -> Self {
        Self(Some(Rc::new(Link { common, next: self.clone() })))
    }

    /// The innermost of a name.
    pub(super) fn find(&self, name: &Name) -> Option<&Common> {
        let mut at = self;
        while let Some(link) = &at.0 {
            if link.common.name == *name {
                return Some(&link.common);
            }
            at = &link.next;
        }
        None
    }
}

/// The clause in which an expression stands; some things are allowed in some of them only.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Place {
    /// A default, a check, a policy.
    #[default]
    Alone,
    /// The select list.
    Select,
    /// `where`
    Where,
    /// `on`
    Join,
    /// `group by`
    Group,
    /// `having`
    Having,
    /// `order by`
    Order,
    /// An argument of a function in `from`.
    From,
    /// `limit` and `offset`
    Limit,
    /// `values`
    Values,
    /// `returning`
    Returning,
    /// `set`
    Set,
    /// `filter`
    Filter,
    /// Inside an aggregate's brackets.
    Aggregate,
    /// Inside `over (…)` or the brackets before it.
    Window,
    /// Inside a window's frame.
    Frame,
}

impl Place {
    /// The place in PostgreSQL's messages.
    pub(super) const fn words(self) -> &'static str {
        match self {
            Self::Alone => "this expression",
            Self::Select => "the select list",
            Self::Where => "WHERE",
            Self::Join => "JOIN conditions",
            Self::Group => "GROUP BY",
            Self::Having => "HAVING",
            Self::Order => "ORDER BY",
            Self::From => "functions in FROM",
            Self::Limit => "LIMIT",
            Self::Values => "VALUES",
            Self::Returning => "RETURNING",
            Self::Set => "UPDATE",
            Self::Filter => "FILTER",
            Self::Frame => "window frame clauses",
            Self::Aggregate => "aggregate functions",
            Self::Window => "window definitions",
        }
    }

    /// Whether an aggregate may stand here.
    pub(super) const fn allows_aggregates(self) -> bool {
        matches!(self, Self::Select | Self::Having | Self::Order | Self::Window)
    }

    /// Whether a window function may stand here.
    pub(super) const fn allows_windows(self) -> bool {
        matches!(self, Self::Select | Self::Order)
    }
}

impl<'s> Scope<'s> {
    /// The same names at another place of the query.
    #[must_use]
    pub(super) fn at(&self, place: Place) -> Self {
        Self { place, sets: None, ..self.clone() }
    }

    /// The scope that a query inside this one starts with.
    pub(super) fn inside(&'s self) -> Scope<'s> {
        Scope { outer: Some(self), commons: self.commons.clone(), ..Scope::default() }
    }

    /// This and the surrounding scopes, innermost first.
    pub(super) fn outwards(&'s self) -> impl Iterator<Item = &'s Scope<'s>> {
        std::iter::successors(Some(self), |scope| scope.outer)
    }
}

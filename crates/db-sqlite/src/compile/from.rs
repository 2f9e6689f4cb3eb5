//! Row sources.

use super::expression::Level;
use super::query::{Outputs, common_name};
use super::scope::is_volatile;
use super::{Done, Writing};
use crate::functions::depends_on_types;
use crate::statement::Bind;
use catalog::walk::{Visitor, visit_expression, visit_from};
use catalog::{Expression, From, JoinKind, Name, Query, Range};
use db::Error;

impl Writing<'_, '_> {
    pub(super) fn from(&mut self, from: &From) -> Done {
        match from {
            From::Relation { relation, range, .. } => {
                let found = self.scope.catalog.relation(relation).cloned();
                let Some(found) = found.filter(|found| found.is_table()) else {
                    return Err(Error::Internal(format!("{relation} is no table")));
                };
                self.table_name(&found);
                self.alias(*range);
                Ok(())
            }
            From::Query { query, range, lateral, barrier } => {
                if *lateral {
                    require_independence(query)?;
                }
                self.to.words("(");
                // SQLite would evaluate what is random as often as it is read.
                self.bounded_query(query, Outputs::NAMED, *barrier || is_volatile(query))?;
                self.to.words(")");
                self.alias(*range);
                Ok(())
            }
            From::Function { function, arguments, range, columns, .. } => {
                self.to.words("json_each(").routine("set_", &function.id()).words("(");
                if depends_on_types(function.arguments, builtin::Pattern::Record) {
                    let of = columns.first().map_or(value::Type::UNKNOWN, |(_, of)| of.clone());
                    self.descriptor(arguments, &of);
                }
                self.expressions(arguments)?;
                self.to.words("))");
                self.alias(*range);
                Ok(())
            }
            From::Common { name, range } => self.common(name, *range),
            From::Written { range } => self.written(*range),
            From::Join { kind, left, right, on } => self.join(*kind, left, right, on.as_ref()),
        }
    }

    fn alias(&mut self, range: Range) {
        self.to.words(" as ").numbered("r", range.0);
    }

    fn common(&mut self, name: &Name, range: Range) -> Done {
        if !self.commons.contains(name) {
            return Err(Error::Unsupported(format!(
                "reading `with {name}` in `returning` or `on conflict` is not supported on SQLite"
            )));
        }
        self.to.identifier(&common_name(name));
        self.alias(range);
        Ok(())
    }

    /// The rows that were written, found by their `rowid`; `cross join` makes SQLite read the list first.
    fn written(&mut self, range: Range) -> Done {
        let Some(relation) = self.scope.written() else {
            return Err(Error::Internal("nothing was written that could be read".to_owned()));
        };
        self.to.words("json_each(").bind(Bind::Written).words(") as ").numbered("w", range.0);
        self.to.words(" cross join ");
        self.table_name(relation);
        self.alias(range);
        self.to.words(" on ").numbered("r", range.0).words(".rowid = ");
        self.to.numbered("w", range.0).words(".value");
        Ok(())
    }

    fn join(&mut self, kind: JoinKind, left: &From, right: &From, on: Option<&Expression>) -> Done {
        self.from(left)?;
        self.to.words(match kind {
            JoinKind::Inner | JoinKind::Cross => " join ",
            JoinKind::Left => " left join ",
            JoinKind::Right => " right join ",
            JoinKind::Full => " full join ",
        });
        // Without a condition of its own the right side's joins can follow as they are.
        if is_compound(right) && !(on.is_none() && can_follow(right)) {
            self.to.words("(");
            self.from(right)?;
            self.to.words(")");
        } else {
            self.from(right)?;
        }
        if let Some(on) = on {
            self.to.words(" on ");
            self.expression(on, Level::Any)?;
        } else if matches!(kind, JoinKind::Left | JoinKind::Right | JoinKind::Full) {
            self.to.words(" on 1");
        }
        Ok(())
    }
}

/// Whether a row source is written as several.
const fn is_compound(from: &From) -> bool {
    matches!(from, From::Join { .. } | From::Written { .. })
}

/// Whether `a join (b …)` means the same without parentheses.
fn can_follow(from: &From) -> bool {
    match from {
        From::Join { kind, left, .. } => {
            matches!(kind, JoinKind::Inner | JoinKind::Cross | JoinKind::Left) && can_follow(left)
        }
        _ => true,
    }
}

/// SQLite has no `lateral`; a subquery that doesn't read what stands before it needs none.
fn require_independence(query: &Query) -> Done {
    let mut ranges = Ranges::default();
    ranges.query(query);
    if ranges.read.iter().all(|range| ranges.own.contains(range)) {
        return Ok(());
    }
    Err(Error::Unsupported(
        "a lateral subquery that reads the tables before it is not supported on SQLite; write it as a join or \
         as a subquery in the select list"
            .to_owned(),
    ))
}

#[derive(Default)]
struct Ranges {
    own: Vec<Range>,
    read: Vec<Range>,
}

impl Visitor for Ranges {
    fn from(&mut self, from: &From) {
        self.own.extend(from.range());
        visit_from(self, from);
    }

    fn expression(&mut self, expression: &Expression) {
        if let Expression::Column { range, .. } = expression {
            self.read.push(*range);
        }
        visit_expression(self, expression);
    }
}

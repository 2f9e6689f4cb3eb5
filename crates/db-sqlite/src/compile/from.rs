//! Row sources.

use super::expression::Level;
use super::findings::is_volatile;
use super::query::{Outputs, common_name, number};
use super::scope::Read;
use super::{Done, Writing};
use crate::functions::{gives_records, set_depends_on_types};
use crate::statement::Bind;
use catalog::{Expression, From, JoinKind, Name, Query, Range};
use db::Error;
use std::sync::Arc;
use value::{Composite, Field, Modifier, QualifiedName, Type};

impl Writing<'_, '_> {
    pub(super) fn from(&mut self, from: &From) -> Done {
        match from {
            From::Relation { relation, range, .. } => {
                let found = self.scope.catalog.relation(relation).cloned();
                let Some(found) = found.filter(|found| found.is_stored()) else {
                    return Err(Error::Internal(format!("{relation} is no table")));
                };
                self.table_name(&found);
                self.alias(*range);
                Ok(())
            }
            From::Query { query, range, .. } if self.is_elements(*range) => {
                self.lateral(query, *range)
            }
            From::Query { query, range, barrier, .. } => {
                self.to.words("(");
                // SQLite would evaluate what is random as often as it is read.
                self.bounded_query(query, Outputs::NAMED, *barrier || is_volatile(query))?;
                self.to.words(")");
                self.alias(*range);
                Ok(())
            }
            From::Function { function, arguments, range, columns, ordinality } => {
                self.to.words("json_each(").routine("set_", &function.id()).words("(");
                if set_depends_on_types(function) {
                    let own = columns.len() - usize::from(*ordinality);
                    let columns = columns.get(..own).unwrap_or(columns);
                    self.descriptor(arguments, &row_of(function, columns));
                }
                self.expressions(arguments)?;
                self.to.words("))");
                self.alias(*range);
                Ok(())
            }
            From::Routine { routine, .. } => Err(Error::Internal(format!(
                "the call of {} was not replaced by its body",
                routine.name
            ))),
            From::Kept { kept, range, .. } => {
                self.to.words("json_each(").bind(Bind::Kept(*kept)).words(")");
                self.alias(*range);
                Ok(())
            }
            From::Common { name, range } => self.common(name, *range),
            From::Written { range } => self.written(*range),
            From::Join { kind, left, right, on } => self.join(*kind, left, right, on.as_ref()),
        }
    }

    pub(super) fn is_elements(&self, range: Range) -> bool {
        let source = self.scope.source(range);
        source.is_some_and(|source| matches!(source.read, Read::Elements { .. }))
    }

    /// SQLite has no `lateral`, but what a function is called with may read the tables before it:
    /// `json_each((select pg_forms(q.c1) from (select …) as q)) as r1`.
    fn lateral(&mut self, query: &Query, range: Range) -> Done {
        self.to.words("json_each((select pg_forms(");
        self.list(", ", 0..query.columns().len(), |this, at| {
            this.to.numbered("q.c", number(at));
            Ok(())
        })?;
        self.to.words(") from ");
        self.numbered_subquery(query)?;
        self.to.words("))");
        self.alias(range);
        Ok(())
    }

    fn alias(&mut self, range: Range) {
        self.to.words(" as ").numbered("r", range.0);
    }

    fn common(&mut self, name: &Name, range: Range) -> Done {
        if !self.commons.contains(name) {
            return Err(Error::Unsupported(format!(
                "reading `with {name}` here is not supported on SQLite, only where rows are looked for"
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
        self.to.words("json_each(").bind(Bind::Written).words(") as ");
        if self.is_elements(range) {
            self.to.numbered("r", range.0);
            return Ok(());
        }
        self.to.numbered("w", range.0);
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

/// What a call is told of its rows: all columns that it names itself, else the type of the first.
fn row_of(function: &builtin::SetReturning, columns: &[(Name, Type)]) -> Type {
    if !gives_records(function) {
        return columns.first().map_or(Type::UNKNOWN, |(_, of)| of.clone());
    }
    let field = |(name, of): &(Name, Type)| Field {
        name: name.clone(),
        of: of.clone(),
        modifier: Modifier::None,
    };
    let name = QualifiedName::new("pg_catalog", "record");
    Type::Composite(Arc::new(Composite { name, fields: columns.iter().map(field).collect() }))
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

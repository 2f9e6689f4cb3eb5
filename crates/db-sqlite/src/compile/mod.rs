//! From what is permitted to SQLite's words; pure.
//!
//! Every comparison, sort, group, distinct and set operation takes its collation from the expression's
//! PostgreSQL type, and says so in the text: what a column was declared with doesn't matter. What SQLite lacks
//! is a call of a function that `functions` registers.

mod aggregate;
mod call;
mod cast;
mod collation;
mod column;
mod comparison;
mod expression;
mod findings;
mod frame;
mod from;
mod program;
mod query;
mod scope;
mod select;
mod set;
mod subquery;
mod write;

#[cfg(test)]
mod tests;

pub(crate) use collation::collation;

use crate::layout;
use crate::statement::{Bind, Compiled, CompiledQuery, Sql};
use access::PermittedStep;
use catalog::walk::Visitor;
use catalog::{Catalog, Expression, Name, Query, Relation};
use db::{Column, Error};
use db_sql::{Dialect, Placeholder};
use expression::Level;
use query::Outputs;
use scope::{Read, Scope};

const DIALECT: Dialect = Dialect {
    identifier_quote: '"',
    placeholder: Placeholder::Numbered('?'),
    backslash_escapes: false,
};

/// What SQLite runs for a step.
///
/// # Errors
/// [`Error::Unsupported`] where SQLite can't do it, and PostgreSQL's errors for what it would refuse as well.
pub(crate) fn step(catalog: &Catalog, step: &PermittedStep) -> Result<Compiled, Error> {
    match step {
        PermittedStep::Query(query) | PermittedStep::Require { query, .. } => {
            read(Scope::new(catalog), query).map(Compiled::Query)
        }
        PermittedStep::Write(write) => {
            write::compile(catalog, write).map(|write| Compiled::Write(Box::new(write)))
        }
        PermittedStep::Program(program) => {
            program::compile(catalog, program).map(Compiled::Program)
        }
    }
}

/// An expression over a relation's row for an index, where columns have no alias and nothing can be bound.
///
/// # Errors
/// [`Error::Unsupported`] where an index can't hold it.
pub(crate) fn schema_expression(
    expression: &Expression,
    relation: &Relation,
) -> Result<String, Error> {
    let Sql { text, binds } = row_expression(&Catalog::default(), expression, relation)?;
    if binds.is_empty() {
        return Ok(text);
    }
    Err(Error::Unsupported("an index can't depend on who asks".to_owned()))
}

/// An expression over a relation's row that may ask who runs the statement, its columns bare.
pub(crate) fn row_expression(
    catalog: &Catalog,
    expression: &Expression,
    relation: &Relation,
) -> Result<Sql, Error> {
    let mut scope = Scope::new(catalog);
    scope.relation(Relation::ROW, relation, Read::Bare);
    scope.expression(expression);
    let mut writing = Writing::new(&mut scope);
    writing.expression(expression, Level::Atom)?;
    Ok(writing.finish())
}

/// A query as a statement of its own.
fn read(mut scope: Scope<'_>, query: &Query) -> Result<CompiledQuery, Error> {
    scope.query(query);
    let mut writing = Writing::new(&mut scope);
    writing.query(query, Outputs::BARE)?;
    let sql = writing.finish();
    let shown = scope.columns(query).into_iter().zip(query.columns());
    let column = |(shown, (name, of)): (scope::Shown, (Name, value::Type))| Column {
        name,
        of,
        modifier: shown.modifier,
    };
    Ok(CompiledQuery { sql, columns: shown.map(column).collect() })
}

/// One SQL text while it is written.
struct Writing<'s, 'a> {
    scope: &'s mut Scope<'a>,
    to: db_sql::Writer<Bind>,
    /// The `with`s that may be named here.
    commons: Vec<Name>,
    /// How deep the expression is that is being written.
    depth: usize,
}

type Done = Result<(), Error>;

impl<'s, 'a> Writing<'s, 'a> {
    fn new(scope: &'s mut Scope<'a>) -> Self {
        Self { scope, to: db_sql::Writer::new(DIALECT), commons: Vec::new(), depth: 0 }
    }

    fn finish(self) -> Sql {
        let (text, binds) = self.to.finish();
        Sql { text, binds }
    }

    /// A list with something between its items.
    fn list<T>(
        &mut self,
        between: &'static str,
        items: impl IntoIterator<Item = T>,
        mut write: impl FnMut(&mut Self, T) -> Done,
    ) -> Done {
        for (at, item) in items.into_iter().enumerate() {
            if at > 0 {
                self.to.words(between);
            }
            write(self, item)?;
        }
        Ok(())
    }

    /// Expressions between commas.
    fn expressions(&mut self, items: &[Expression]) -> Done {
        self.list(", ", items, |this, item| this.expression(item, Level::Any))
    }

    /// The physical name of a column.
    fn column_name(&mut self, name: &str) {
        self.to.identifier(&layout::column_name(name));
    }

    /// The physical name of a table.
    fn table_name(&mut self, relation: &Relation) {
        self.to.identifier(&layout::table_name(&relation.name));
    }
}

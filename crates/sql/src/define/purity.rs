//! What may stand in a default, a check, a generated column, an index: PostgreSQL's limits on each.

use crate::define::uses;
use crate::error::{Result, SqlError};
use builtin::Volatility;
use catalog::walk::{Visitor, visit_expression};
use catalog::{Catalog, Expression, From, Generation, Relation, Type};
use squawk_syntax::SyntaxNode;
use value::{Name, Scalar};

/// A condition must be a boolean; an untyped literal is read as one.
pub(crate) fn condition(
    expression: Expression,
    clause: &str,
    at: &SyntaxNode,
) -> Result<Expression> {
    let of = expression.type_of();
    if *of.base() == Type::BOOL {
        return Ok(expression);
    }
    if of == Type::UNKNOWN {
        let cast = catalog::build::cast(expression, &Type::BOOL);
        return cast.map_err(|error| SqlError::build(at, error));
    }
    let message = format!("argument of {clause} must be type boolean, not type {of}");
    Err(SqlError::new("42804", at, message))
}

/// `default`
pub(crate) fn require_default(expression: &Expression, at: &SyntaxNode) -> Result<()> {
    Contents::of(expression).refuse_rows("DEFAULT expression", "DEFAULT expressions", at)
}

/// `check`
pub(crate) fn require_check(expression: &Expression, at: &SyntaxNode) -> Result<()> {
    Contents::of(expression).refuse_rows("check constraint", "check constraints", at)
}

/// `using`, `with check`
pub(crate) fn require_policy(expression: &Expression, at: &SyntaxNode) -> Result<()> {
    Contents::of(expression).refuse_aggregates("policy expressions", at)
}

/// `generated always as (…) stored`
pub(crate) fn require_computed(
    catalog: &Catalog,
    expression: &Expression,
    relation: &Relation,
    column: &Name,
    at: &SyntaxNode,
) -> Result<()> {
    let contents = Contents::in_catalog(expression, Some(catalog));
    contents.refuse_rows("column generation expression", "column generation expressions", at)?;
    for read in uses::own_columns(expression, &relation.name) {
        let computed = |of: &catalog::Column| {
            matches!(of.generation, Some(Generation::Computed(_))) || of.name == *column
        };
        if relation.column(&read).is_some_and(computed) {
            let message =
                format!("cannot use generated column \"{read}\" in column generation expression");
            return Err(SqlError::new("42P17", at, message)
                .detail("A generated column cannot reference another generated column."));
        }
    }
    if contents.volatility == Volatility::Immutable {
        return Ok(());
    }
    Err(SqlError::new("42P17", at, "generation expression is not immutable"))
}

/// An expression or a filter of an index.
pub(crate) fn require_index(
    catalog: &Catalog,
    expression: &Expression,
    what: &str,
    at: &SyntaxNode,
) -> Result<()> {
    let contents = Contents::in_catalog(expression, Some(catalog));
    contents.refuse_rows(&format!("index {what}"), &format!("index {what}s"), at)?;
    if contents.volatility == Volatility::Immutable {
        return Ok(());
    }
    let message = format!("functions in index {what} must be marked IMMUTABLE");
    Err(SqlError::new("42P17", at, message))
}

/// What an expression is made of.
struct Contents<'a> {
    /// Where the volatility of the schema's routines is looked up, if it counts.
    catalog: Option<&'a Catalog>,
    query: bool,
    aggregate: bool,
    window: bool,
    volatility: Volatility,
}

impl<'a> Contents<'a> {
    fn of(expression: &Expression) -> Self {
        Self::in_catalog(expression, None)
    }

    fn in_catalog(expression: &Expression, catalog: Option<&'a Catalog>) -> Self {
        let volatility = Volatility::Immutable;
        let mut contents =
            Self { catalog, query: false, aggregate: false, window: false, volatility };
        contents.expression(expression);
        contents
    }

    fn refuse_rows(&self, one: &str, many: &str, at: &SyntaxNode) -> Result<()> {
        if self.query {
            return Err(SqlError::new("0A000", at, format!("cannot use subquery in {one}")));
        }
        self.refuse_aggregates(many, at)
    }

    fn refuse_aggregates(&self, many: &str, at: &SyntaxNode) -> Result<()> {
        let refuse = |code, what: &str| {
            Err(SqlError::new(code, at, format!("{what} functions are not allowed in {many}")))
        };
        match (self.aggregate, self.window) {
            (true, _) => refuse("42803", "aggregate"),
            (_, true) => refuse("42P20", "window"),
            _ => Ok(()),
        }
    }

    fn at_least(&mut self, volatility: Volatility) {
        self.volatility = self.volatility.max(volatility);
    }
}

impl Visitor for Contents<'_> {
    fn expression(&mut self, expression: &Expression) {
        match expression {
            Expression::Exists(_)
            | Expression::Scalar { .. }
            | Expression::InQuery { .. }
            | Expression::QuantifiedQuery { .. }
            | Expression::ArrayQuery { .. }
            | Expression::Rows { .. } => {
                // What is below has its own aggregates.
                self.query = true;
                return;
            }
            Expression::Aggregate { .. } => self.aggregate = true,
            Expression::Window { .. } => self.window = true,
            Expression::Session(_) => self.at_least(Volatility::Stable),
            Expression::Call { function, .. } => self.at_least(function.volatility),
            Expression::Routine { routine, .. } => {
                let known = self.catalog.and_then(|catalog| catalog.routines.get(routine));
                self.at_least(known.map_or(Volatility::Volatile, |it| it.volatility));
            }
            Expression::Cast { operand, to, .. } => {
                self.at_least(volatility_of_cast(&operand.type_of(), to));
            }
            _ => {}
        }
        visit_expression(self, expression);
    }

    fn from(&mut self, _from: &From) {
        self.query = true;
    }
}

/// Whether a cast depends on settings: those between text and dates do, and those that need a time zone.
fn volatility_of_cast(from: &Type, to: &Type) -> Volatility {
    let (Some(from), Some(to)) = (from.scalar(), to.scalar()) else { return Volatility::Immutable };
    let is_moment =
        |of| matches!(of, Scalar::Date | Scalar::Time | Scalar::Timestamp | Scalar::Timestamptz);
    let is_text = |of| {
        matches!(of, Scalar::Text | Scalar::Varchar | Scalar::Char | Scalar::Name | Scalar::Unknown)
    };
    let zoned = (from == Scalar::Timestamptz) != (to == Scalar::Timestamptz);
    let time_to_text = from == Scalar::Time && is_text(to);
    let read = is_text(from) && (is_moment(to) || to == Scalar::Interval);
    let written = is_moment(from) && is_text(to) && !time_to_text;
    if read || written || (zoned && is_moment(from) && is_moment(to)) {
        return Volatility::Stable;
    }
    Volatility::Immutable
}

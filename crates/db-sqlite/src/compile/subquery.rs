//! Queries inside of expressions, and the rows of a query as JSON.

use super::collation::equality;
use super::expression::{Level, is_membership};
use super::query::{Outputs, number};
use super::{Done, Writing};
use crate::functions::Descriptor;
use catalog::{Body, Distinct, Expression, Field, Infix, Name, Query, Type};
use db::Error;

/// What SQLite allows a function to have, less the descriptor.
const MEMBERS_MAX: usize = 999;

impl Writing<'_, '_> {
    pub(super) fn exists(&mut self, query: &Query) -> Done {
        self.to.words("exists (");
        self.query(query, Outputs::BARE)?;
        self.to.words(")");
        Ok(())
    }

    /// SQLite takes the first row in silence; where a second one is possible, `pg_single` refuses it.
    pub(super) fn scalar(&mut self, query: &Query) -> Done {
        if let Some(fixed) = session_value(query) {
            return self.expression(fixed, Level::Any);
        }
        if self.scope.at_most_one(query) {
            self.to.words("(");
            self.query(query, Outputs::BARE)?;
            self.to.words(")");
            return Ok(());
        }
        self.to.words("(select pg_single(q.c1) from ");
        self.numbered_subquery(query)?;
        self.to.words(")");
        Ok(())
    }

    /// `(select a as c1, …) as q`
    pub(super) fn numbered_subquery(&mut self, query: &Query) -> Done {
        self.to.words("(");
        // Without a limit SQLite may drop the order of a subquery.
        self.bounded_query(query, Outputs::NUMBERED, !query.order.is_empty())?;
        self.to.words(") as q");
        Ok(())
    }

    pub(super) fn in_query(
        &mut self,
        operands: &[Expression],
        query: &Query,
        negated: bool,
    ) -> Done {
        if let [operand] = operands {
            self.collated(operand, equality(&operand.type_of())?)?;
        } else {
            self.to.words("(");
            self.list(", ", operands, |this, operand| {
                this.collated(operand, equality(&operand.type_of())?)
            })?;
            self.to.words(")");
        }
        self.to.words(if negated { " not in (" } else { " in (" });
        self.query(query, Outputs::BARE)?;
        self.to.words(")");
        Ok(())
    }

    pub(super) fn quantified_query(
        &mut self,
        operand: &Expression,
        operator: &Infix,
        query: &Query,
        all: bool,
    ) -> Done {
        if is_membership(operator, all) {
            return self.in_query(std::slice::from_ref(operand), query, all);
        }
        let of = query.columns().into_iter().next().map_or(Type::UNKNOWN, |(_, of)| of);
        let name = Name::from("value");
        let range = self.scope.fresh(super::scope::Read::Alias);
        self.each(operand, operator, Expression::column(range, name, of), all)?;
        self.to.words("(select c1 as \"value\" from ");
        self.numbered_subquery(query)?;
        self.to.words(") as ").numbered("r", range.0).words(")");
        Ok(())
    }

    pub(super) fn array_query(&mut self, query: &Query, of: &Type) -> Done {
        let element = of.element().unwrap_or(&Type::UNKNOWN);
        let shown = query.columns().into_iter().next().map_or(Type::UNKNOWN, |(_, of)| of);
        let nested = shown.element().is_some();
        self.to.words(if nested { "(select pg_array_nested_of(" } else { "(select pg_array_of(" });
        self.to.string(&Descriptor::of(element)).words(", q.c1) from ");
        self.numbered_subquery(query)?;
        self.to.words(")");
        Ok(())
    }

    /// The rows of a query as JSON: one object or null, or an array of objects.
    pub(super) fn rows(&mut self, query: &Query, one: bool) -> Done {
        let shown = self.scope.columns(query).into_iter().zip(query.columns());
        let fields: Vec<Field> =
            shown.map(|(shown, (name, of))| Field { name, of, modifier: shown.modifier }).collect();
        if fields.len() > MEMBERS_MAX {
            return Err(Error::Unsupported(format!(
                "an embedded row with more than {MEMBERS_MAX} columns is not supported on SQLite"
            )));
        }
        self.to.words(if one { "(select pg_row(" } else { "(select pg_rows(" });
        self.to.string(&Descriptor::columns(&fields));
        for at in 0..fields.len() {
            self.to.words(", ").numbered("q.c", number(at));
        }
        self.to.words(") from ");
        self.numbered_subquery(query)?;
        self.to.words(")");
        Ok(())
    }

    /// One output for each expression: `select a, b`.
    pub(super) fn outputs_of(&mut self, expressions: &[Expression]) -> Done {
        self.to.words("select ");
        self.list(", ", expressions, |this, item| this.expression(item, Level::Any))
    }
}

/// What `(select auth.uid())` gives: as it stands, without a query around it, SQLite sees that what is computed of it is
/// the same for every row.
fn session_value(query: &Query) -> Option<&Expression> {
    let Query { with, body: Body::Select(select), limit: None, offset: None, .. } = query else {
        return None;
    };
    let is_bare = with.is_empty()
        && select.from.is_none()
        && select.filter.is_none()
        && select.group.is_empty()
        && select.having.is_none()
        && select.distinct == Distinct::No;
    match &select.output[..] {
        [output] if is_bare => {
            Some(&output.expression).filter(|it| matches!(it, Expression::Session(_)))
        }
        _ => None,
    }
}

//! Queries inside expressions: scalar ones, `exists`, `array(select …)`.

use super::analyzer::Analyzer;
use super::membership::only_type;
use super::scope::Scope;
use crate::error::{Result, SqlError};
use catalog::{Expression, Query, Type};
use squawk_syntax::ast::{self, AstNode};

impl Analyzer<'_> {
    /// `(select a …)`
    pub(super) fn scalar_query(
        &mut self,
        query: &ast::SelectVariant,
        scope: &Scope<'_>,
    ) -> Result<Expression> {
        let inner = self.single_column(query, scope)?;
        let of = only_type(&inner);
        Ok(Expression::Scalar { query: Box::new(inner), of })
    }

    /// `exists (select …)`
    pub(super) fn exists(
        &mut self,
        query: &ast::SelectVariant,
        scope: &Scope<'_>,
    ) -> Result<Expression> {
        let inner = self.query(query, &scope.inside())?;
        Ok(Expression::Exists(Box::new(inner)))
    }

    /// `array(select a …)`
    pub(super) fn array_query(
        &mut self,
        query: &ast::SelectVariant,
        scope: &Scope<'_>,
    ) -> Result<Expression> {
        let inner = self.single_column(query, scope)?;
        let of = match only_type(&inner) {
            of @ Type::Array(_) => of,
            element => element.array(),
        };
        Ok(Expression::ArrayQuery { query: Box::new(inner), of })
    }

    /// A query of one column.
    pub(super) fn single_column(
        &mut self,
        query: &ast::SelectVariant,
        scope: &Scope<'_>,
    ) -> Result<Query> {
        let inner = self.query(query, &scope.inside())?;
        match inner.columns().len() {
            1 => Ok(inner),
            _ => Err(SqlError::syntax(query.syntax(), "subquery must return only one column")),
        }
    }
}

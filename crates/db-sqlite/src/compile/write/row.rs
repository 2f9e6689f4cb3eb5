//! What completes and checks a row by the relation's own rules: defaults, generated columns, constraints.

use super::*;
use crate::statement::{ConstraintName, Missing, WrittenColumn};
use catalog::walk::{Rewriter, rewrite_expression};
use catalog::{Check, Column, DomainDefinition, Type, UserType};

/// How a relation's own expressions read the row.
const ROW: &[(Range, Frame)] = &[(Relation::ROW, Frame::Row)];

impl Writes<'_> {
    pub(super) fn columns(&self) -> Result<Vec<WrittenColumn>, Error> {
        self.relation.columns.iter().map(|column| self.column(column)).collect()
    }

    fn column(&self, column: &Column) -> Result<WrittenColumn, Error> {
        let domain = self.domain(&column.of).filter(|domain| domain.not_null);
        Ok(WrittenColumn {
            name: column.name.clone(),
            of: column.of.clone(),
            not_null: column.not_null || domain.is_some(),
            domain_not_null: domain.map(|domain| domain.domain.name.name.clone()),
            missing: self.missing(column)?,
        })
    }

    fn missing(&self, column: &Column) -> Result<Missing, Error> {
        let default = match &column.generation {
            Some(Generation::Default(default)) => Some(default),
            Some(Generation::Computed(_)) => return Ok(Missing::Computed),
            Some(Generation::Identity(identity)) => {
                let schema = &self.relation.name.schema;
                let sequence = format!("{schema}.{}", identity.sequence);
                return Ok(Missing::Identity { sequence, always: identity.always });
            }
            None => self.domain(&column.of).and_then(|domain| domain.default.as_ref()),
        };
        let default = default.map(|default| self.meant(default));
        let default = default.map(std::slice::from_ref).unwrap_or_default();
        Ok(self.outputs(default, &[])?.map_or(Missing::Null, Missing::Default))
    }

    /// One output for each generated column.
    pub(super) fn computed(&self) -> Result<Option<Sql>, Error> {
        let computed = |column: &Column| match &column.generation {
            Some(Generation::Computed(expression)) => Some(self.meant(expression).clone()),
            _ => None,
        };
        let computed: Vec<Expression> = self.relation.columns.iter().filter_map(computed).collect();
        self.outputs(&computed, ROW)
    }

    /// Whether a partition of a partitioned table takes the row.
    pub(super) fn partition(&self) -> Result<Option<Sql>, Error> {
        let Some(partitioning) = &self.relation.partitioning else { return Ok(None) };
        let condition = partitioning.condition(&self.relation.columns).ok_or_else(|| {
            Error::Unsupported(format!(
                "{} is partitioned by hash, and its partitions don't take every remainder",
                self.relation.name
            ))
        })?;
        if condition.is_true() {
            return Ok(None);
        }
        self.outputs(&[condition], ROW)
    }

    /// The relation's checks by their names, as PostgreSQL takes them, and those of its columns' domains.
    pub(super) fn constraints(&self) -> Result<(Vec<ConstraintName>, Option<Sql>), Error> {
        let mut checks: Vec<&Check> = self.relation.checks.iter().collect();
        checks.sort_by(|a, b| a.name.cmp(&b.name));
        let own = checks.into_iter().map(|check| {
            (ConstraintName::Relation(check.name.clone()), self.meant(&check.expression).clone())
        });
        let domains = self.relation.columns.iter().flat_map(|column| self.domain_checks(column));
        let (names, conditions): (Vec<_>, Vec<_>) = own.chain(domains).unzip();
        let constraints = self.outputs(&conditions, ROW)?;
        Ok((names, constraints))
    }

    fn domain_checks<'c>(
        &'c self,
        column: &'c Column,
    ) -> impl Iterator<Item = (ConstraintName, Expression)> + 'c {
        let domain = self.domain(&column.of).into_iter();
        domain.flat_map(move |domain| {
            domain.checks.iter().map(move |check| {
                let mut condition = self.meant(&check.expression).clone();
                OfColumn(&column.name).expression(&mut condition);
                let domain = domain.domain.name.name.clone();
                (ConstraintName::Domain(domain, check.name.clone()), condition)
            })
        })
    }

    fn domain(&self, of: &Type) -> Option<&DomainDefinition> {
        let Type::Domain(domain) = of else { return None };
        match self.catalog.types.get(&domain.name) {
            Some(UserType::Domain(definition)) => Some(definition),
            _ => None,
        }
    }
}

/// Lets a domain's check, which reads `value`, read a column of that domain.
struct OfColumn<'a>(&'a Name);

impl Rewriter for OfColumn<'_> {
    fn expression(&mut self, expression: &mut Expression) {
        if let Expression::Column { range: Relation::ROW, name, .. } = expression {
            *name = self.0.clone();
        }
        rewrite_expression(self, expression);
    }
}

//! What a relation says by itself: defaults, generated columns, checks. They may call routines, which run as who
//! writes.

use super::{Permit, Rules};
use crate::denied::Denied;
use crate::permitted::Write;
use catalog::walk::{Rewriter, Visitor, visit_expression, visit_from};
use catalog::{
    Catalog, Column, Expression, From, Generation, Relation, Session, Statement, Type, UserType,
    rename,
};
use std::borrow::Cow;

impl Permit<'_> {
    /// Notes what the relation's own expressions mean for a write.
    pub(super) fn note_rules(&mut self, write: &mut Write) -> Result<(), Denied> {
        write.within.clone_from(&self.named);
        if self.catalog.routines.is_empty() {
            return Ok(());
        }
        let name = match &write.statement {
            Statement::Insert(insert) => &insert.relation,
            Statement::Update(update) => &update.relation,
            Statement::Delete(_) | Statement::Query(_) => return Ok(()),
        };
        let relation = self.relation(name)?;
        for expression in expressions(self.catalog, relation) {
            let mut needs = Needs { calls: false, user: false };
            needs.expression(expression);
            let again = write.rules.iter().any(|(known, _)| known == expression);
            if again || !(needs.calls || (needs.user && self.named.is_some())) {
                continue;
            }
            let row = Relation::ROW;
            let mut meant = rename::expression_over(expression, row, &mut self.ranges);
            self.visit_expression(&mut meant, self.caller.clone())?;
            write.rules.push((expression.clone(), meant));
        }
        Ok(())
    }
}

/// A relation whose own expressions call no routine any more: their bodies stand in the place of the calls. Nobody's
/// rights are asked for.
///
/// # Errors
/// When a routine is called that can't stand there.
pub fn without_calls<'r>(
    catalog: &Catalog,
    relation: &'r Relation,
) -> Result<Cow<'r, Relation>, Denied> {
    if catalog.routines.is_empty() {
        return Ok(Cow::Borrowed(relation));
    }
    let mut relation = relation.clone();
    let mut expressions: Vec<&mut Expression> = Vec::new();
    for column in &mut relation.columns {
        if let Some(Generation::Default(of) | Generation::Computed(of)) = &mut column.generation {
            expressions.push(of);
        }
    }
    expressions.extend(relation.checks.iter_mut().map(|check| &mut check.expression));
    for index in &mut relation.indexes {
        expressions.extend(index.parts.iter_mut().map(|part| &mut part.expression));
        expressions.extend(&mut index.filter);
    }
    for expression in expressions {
        inline(catalog, expression)?;
    }
    Ok(Cow::Owned(relation))
}

/// A domain's check that calls no routine any more. One that asks tables by a routine is refused, since nobody is known
/// here whose rights would count.
///
/// # Errors
/// When a routine is called that can't stand there.
pub fn check_without_calls<'e>(
    catalog: &Catalog,
    check: &'e Expression,
) -> Result<Cow<'e, Expression>, Denied> {
    if catalog.routines.is_empty() {
        return Ok(Cow::Borrowed(check));
    }
    let mut plain = check.clone();
    inline(catalog, &mut plain)?;
    let mut tables = Tables(false);
    tables.expression(&plain);
    if tables.0 {
        return Err(Denied::asks_tables());
    }
    Ok(Cow::Owned(plain))
}

struct Tables(bool);

impl Visitor for Tables {
    fn from(&mut self, from: &From) {
        self.0 |= matches!(from, From::Relation { .. });
        visit_from(self, from);
    }
}

fn inline(catalog: &Catalog, expression: &mut Expression) -> Result<(), Denied> {
    let mut needs = Needs { calls: false, user: false };
    needs.expression(expression);
    if !needs.calls {
        return Ok(());
    }
    let rules = Rules { require_row_security: false };
    // Above every number that a default or a check is likely to have.
    let mut permit = Permit::new(catalog, rules, None, 1 << 16);
    permit.expand(false, |expand| Rewriter::expression(expand, expression))
}

fn expressions<'c>(
    catalog: &'c Catalog,
    relation: &'c Relation,
) -> impl Iterator<Item = &'c Expression> {
    let columns = relation.columns.iter().flat_map(|column| of_column(catalog, column));
    columns.chain(relation.checks.iter().map(|check| &check.expression))
}

fn of_column<'c>(catalog: &'c Catalog, column: &'c Column) -> impl Iterator<Item = &'c Expression> {
    let own = match &column.generation {
        Some(Generation::Default(of) | Generation::Computed(of)) => Some(of),
        _ => None,
    };
    let domain = match &column.of {
        Type::Domain(domain) => match catalog.types.get(&domain.name) {
            Some(UserType::Domain(domain)) => Some(domain),
            _ => None,
        },
        _ => None,
    };
    let of_domain = domain.into_iter().flat_map(|domain| {
        domain.default.iter().chain(domain.checks.iter().map(|check| &check.expression))
    });
    own.into_iter().chain(of_domain)
}

/// What an expression needs before it can run.
struct Needs {
    calls: bool,
    user: bool,
}

impl Visitor for Needs {
    fn expression(&mut self, expression: &Expression) {
        match expression {
            Expression::Routine { .. } => self.calls = true,
            Expression::Session(Session::CurrentUser) => self.user = true,
            _ => {}
        }
        visit_expression(self, expression);
    }
}

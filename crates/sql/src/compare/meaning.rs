//! Two spellings of one meaning: what a person writes, and what `pg_dump` makes of it, aren't a difference.

use crate::define::trees::{edit_relation, edit_routine};
use catalog::walk::{Rewriter, rewrite_expression};
use catalog::{Catalog, Comparison, Expression, Infix, Relation, Type, UserType};
use std::sync::Arc;
use value::{Modifier, Moment};

/// Both catalogs with the relations and types in which they differ spelled one way.
pub(super) fn spelled_alike(from: &Catalog, to: &Catalog) -> (Catalog, Catalog) {
    let (mut old, mut new) = (from.clone(), to.clone());
    spell(&mut old, to);
    spell(&mut new, from);
    (old, new)
}

fn spell(catalog: &mut Catalog, other: &Catalog) {
    spell_routines(catalog, other);
    for (name, relation) in &mut catalog.relations {
        if !other.relation(name).is_some_and(|same| Arc::ptr_eq(same, relation)) {
            spell_relation(Arc::make_mut(relation));
        }
    }
    for (name, of) in &mut catalog.types {
        if let UserType::Domain(domain) = of
            && other.types.get(name).is_some_and(|other| *other != UserType::Domain(domain.clone()))
        {
            let checks = domain.checks.iter_mut().map(|check| &mut check.expression);
            checks.chain(&mut domain.default).for_each(|it| Spelling.expression(it));
        }
    }
}

fn spell_routines(catalog: &mut Catalog, other: &Catalog) {
    for (id, routine) in &mut catalog.routines {
        if !other.routines.get(id).is_some_and(|same| Arc::ptr_eq(same, routine)) {
            edit_routine(Arc::make_mut(routine), &mut |mut tree| tree.rewrite(&mut Spelling));
        }
    }
}

fn spell_relation(relation: &mut Relation) {
    edit_relation(relation, &mut |mut tree| tree.rewrite(&mut Spelling));
}

struct Spelling;

impl Rewriter for Spelling {
    fn expression(&mut self, expression: &mut Expression) {
        rewrite_expression(self, expression);
        match expression {
            // Whether a cast is written matters only where it fits a value to a length.
            Expression::Cast { operand, to, modifier: Modifier::None, explicit } => {
                *explicit = false;
                if let Some(number) = number(operand, to) {
                    *expression = number;
                }
            }
            Expression::Quantified { operand, operator: Infix::Compare(operator), array, all } => {
                let negated = match (operator, &*all) {
                    (Comparison::Equal, false) => false,
                    (Comparison::NotEqual, true) => true,
                    _ => return,
                };
                if let Expression::Array { items, .. } = array.as_mut()
                    && !items.is_empty()
                {
                    let operand = std::mem::replace(operand, Box::new(Expression::TRUE));
                    let items = std::mem::take(items);
                    *expression = Expression::InList { operand, items, negated };
                }
            }
            _ => {}
        }
    }
}

/// `0::numeric`, which is how `pg_dump` writes a 0 that is compared with a numeric.
fn number(operand: &Expression, to: &Type) -> Option<Expression> {
    let Expression::Constant { value, of } = operand else { return None };
    let is_number = |of: &Type| {
        use value::Scalar::{Float4, Float8, Int2, Int4, Int8, Numeric};
        matches!(of, Type::Scalar(Int2 | Int4 | Int8 | Numeric | Float4 | Float8))
    };
    if !is_number(of) || !is_number(to) {
        return None;
    }
    let cast = value::cast(of, to, Modifier::None, value, true, &Moment::default());
    Some(Expression::constant(cast.ok()?, to.clone()))
}

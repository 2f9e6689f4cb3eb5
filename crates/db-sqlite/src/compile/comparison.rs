//! Comparisons, each with the collation of the type that is compared.

use super::collation::{equality, ordering};
use super::expression::{Level, is_membership};
use super::scope::Read;
use super::{Done, Writing};
use crate::functions::Descriptor;
use catalog::{Comparison, Expression, Infix, Name, Range, Type};
use db::Error;

/// The one column of a range of our own.
const ELEMENT: &str = "value";

impl Writing<'_, '_> {
    pub(super) fn compare(
        &mut self,
        operator: Comparison,
        left: &Expression,
        right: &Expression,
    ) -> Done {
        if let (Expression::Row { items: left, .. }, Expression::Row { items: right, .. }) =
            (left, right)
        {
            return self.compare_rows(operator, left, right);
        }
        self.collated(left, collation_for(operator, &left.type_of())?)?;
        self.to.words(words(operator));
        self.expression(right, Level::Operator)
    }

    fn compare_rows(
        &mut self,
        operator: Comparison,
        left: &[Expression],
        right: &[Expression],
    ) -> Done {
        if left.len() != right.len() || left.is_empty() {
            return Err(Error::sql("42601", "unequal number of entries in row expressions"));
        }
        if let ([left], [right]) = (left, right) {
            return self.compare(operator, left, right);
        }
        self.to.words("(");
        self.list(", ", left, |this, item| {
            this.collated(item, collation_for(operator, &item.type_of())?)
        })?;
        self.to.words(")").words(words(operator)).words("(");
        self.expressions(right)?;
        self.to.words(")");
        Ok(())
    }

    pub(super) fn distinct(
        &mut self,
        left: &Expression,
        right: &Expression,
        negated: bool,
    ) -> Done {
        self.collated(left, equality(&left.type_of())?)?;
        self.to.words(if negated { " is " } else { " is not " });
        self.expression(right, Level::Operator)
    }

    pub(super) fn in_list(
        &mut self,
        operand: &Expression,
        items: &[Expression],
        negated: bool,
    ) -> Done {
        self.collated(operand, equality(&operand.type_of())?)?;
        self.to.words(if negated { " not in (" } else { " in (" });
        self.expressions(items)?;
        self.to.words(")");
        Ok(())
    }

    /// `a = any (array)`. As `in` it can use an index.
    pub(super) fn quantified(
        &mut self,
        operand: &Expression,
        operator: &Infix,
        array: &Expression,
        all: bool,
    ) -> Done {
        let of = array.type_of();
        let element = of.element().unwrap_or(&Type::UNKNOWN).clone();
        let read = Read::Elements { columns: vec![Name::from(ELEMENT)], ordinality: false };
        let range = self.scope.fresh(read);
        if is_membership(operator, all) {
            self.collated(operand, equality(&operand.type_of())?)?;
            self.to.words(if all { " not in (select " } else { " in (select " });
            self.expression(&Expression::column(range, ELEMENT, element.clone()), Level::Any)?;
            self.to.words(" from ");
            return self.elements(array, &element, range);
        }
        self.each(operand, operator, Expression::column(range, ELEMENT, element.clone()), all)?;
        self.elements(array, &element, range)
    }

    /// `json_each(pg_elements('int4', …)) as r1)`. A null array is one null, so that a comparison with it is null.
    fn elements(&mut self, array: &Expression, element: &Type, range: Range) -> Done {
        self.to.words("json_each(pg_elements(").string(&Descriptor::of(element)).words(", ");
        self.expression(array, Level::Any)?;
        self.to.words(")) as ").numbered("r", range.0).words(")");
        Ok(())
    }

    /// `(select pg_any(a < r1.value) from `
    pub(super) fn each(
        &mut self,
        operand: &Expression,
        operator: &Infix,
        element: Expression,
        all: bool,
    ) -> Done {
        let condition = match operator {
            Infix::Compare(operator) => Expression::compare(*operator, operand.clone(), element),
            Infix::Call(function) => Expression::Call {
                function,
                arguments: vec![operand.clone(), element],
                of: Type::BOOL,
            },
        };
        self.to.words(if all { "(select pg_all(" } else { "(select pg_any(" });
        self.expression(&condition, Level::Any)?;
        self.to.words(") from ");
        Ok(())
    }
}

/// `in` is a comparison; everything else is a subquery.
pub(super) fn quantified_level(operator: &Infix, all: bool) -> Level {
    if is_membership(operator, all) { Level::Compare } else { Level::Atom }
}

pub(super) fn collation_for(
    operator: Comparison,
    of: &Type,
) -> Result<Option<&'static str>, Error> {
    match operator {
        Comparison::Equal | Comparison::NotEqual => equality(of),
        _ => ordering(of),
    }
}

const fn words(operator: Comparison) -> &'static str {
    match operator {
        Comparison::Equal => " = ",
        Comparison::NotEqual => " <> ",
        Comparison::Less => " < ",
        Comparison::LessOrEqual => " <= ",
        Comparison::Greater => " > ",
        Comparison::GreaterOrEqual => " >= ",
    }
}

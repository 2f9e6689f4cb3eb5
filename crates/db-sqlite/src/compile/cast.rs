//! Casts: nothing at all where the form stays the same, SQLite's own where that is exact, else `pg_cast`.

use super::expression::{self, Level};
use super::findings::aggregates;
use super::scope::Read;
use super::{Done, Writing};
use crate::functions::Descriptor;
use catalog::{DomainDefinition, Expression, Modifier, Ranges, Scalar, Type, UserType, rename};
use db::Error;
use value::Domain;

/// How SQLite casts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    /// The form is the same.
    Same,
    /// The form is the same, but not how it is compared: `citext` as `text`.
    Uncollated,
    /// `cast(a as real)`
    Real,
    /// `cast(a as text)`
    Text,
    /// `pg_cast(…)`
    Function,
}

impl Writing<'_, '_> {
    pub(super) fn cast(
        &mut self,
        operand: &Expression,
        to: &Type,
        modifier: Modifier,
        explicit: bool,
    ) -> Done {
        if let (Type::Domain(domain), true) = (to, explicit)
            && let Some(definition) = self.definition(domain)
            && (definition.not_null || !definition.checks.is_empty())
        {
            return self.checked(operand, domain, &definition);
        }
        self.unchecked(operand, to, modifier, explicit)
    }

    fn unchecked(
        &mut self,
        operand: &Expression,
        to: &Type,
        modifier: Modifier,
        explicit: bool,
    ) -> Done {
        let from = operand.type_of();
        match way(&from, to, modifier) {
            Way::Same => self.expression(operand, expression::level(operand)),
            Way::Uncollated => self.collated(operand, Some("binary")),
            Way::Real => self.wrapped("cast(", operand, " as real)"),
            Way::Text => self.wrapped("cast(", operand, " as text)"),
            Way::Function => {
                let descriptor = Descriptor::cast(&from, to, modifier, explicit);
                self.to.words("pg_cast(").string(&descriptor);
                self.wrapped(", ", operand, ")")
            }
        }
    }

    fn wrapped(&mut self, before: &'static str, operand: &Expression, after: &'static str) -> Done {
        self.to.words(before);
        self.expression(operand, Level::Any)?;
        self.to.words(after);
        Ok(())
    }

    fn definition(&self, domain: &Domain) -> Option<DomainDefinition> {
        match self.scope.catalog.types.get(&domain.name) {
            Some(UserType::Domain(definition)) => Some(definition.clone()),
            _ => None,
        }
    }

    /// `(select pg_checked('email', 'email_check', r1.value, <check>) from (select … as "value") as r1)`
    fn checked(&mut self, operand: &Expression, domain: &Domain, of: &DomainDefinition) -> Done {
        if aggregates(operand) {
            return Err(Error::Unsupported(format!(
                "casting an aggregate to the domain {} is not supported on SQLite; cast its argument",
                domain.name.name
            )));
        }
        let range = self.scope.fresh(Read::Alias);
        let name = &domain.name.name;
        self.to.words("(select ");
        for check in &of.checks {
            self.to.words("pg_checked(").string(name).words(", ").string(&check.name).words(", ");
        }
        if of.not_null {
            self.to.words("pg_not_null(").string(name).words(", ");
        }
        self.to.numbered("r", range.0).words(".\"value\"");
        if of.not_null {
            self.to.words(")");
        }
        for check in of.checks.iter().rev() {
            let mut ranges = Ranges::starting_at(range.0 + 1);
            let condition = access::check_without_calls(self.scope.catalog, &check.expression)
                .map_err(|denied| Error::sql(denied.code(), denied.to_string()))?;
            let condition = rename::expression_over(&condition, range, &mut ranges);
            self.wrapped(", ", &condition, ")")?;
        }
        self.to.words(" from (select ");
        self.unchecked(operand, &domain.base, domain.modifier, true)?;
        self.to.words(" as \"value\") as ").numbered("r", range.0).words(")");
        Ok(())
    }
}

/// How strongly a cast holds together.
pub(super) fn level(operand: &Expression, to: &Type, modifier: Modifier) -> Level {
    match way(&operand.type_of(), to, modifier) {
        Way::Same => expression::level(operand),
        Way::Uncollated => Level::Operator,
        Way::Real | Way::Text | Way::Function => Level::Atom,
    }
}

fn way(from: &Type, to: &Type, modifier: Modifier) -> Way {
    let modifier = match to {
        Type::Domain(domain) => domain.modifier,
        _ => modifier,
    };
    let (from, to) = (from.base(), to.base());
    if modifier != Modifier::None {
        return Way::Function;
    }
    if from == to {
        return Way::Same;
    }
    match (from, to) {
        (Type::Scalar(from), Type::Scalar(to)) => scalars(*from, *to),
        _ => Way::Function,
    }
}

fn scalars(from: Scalar, to: Scalar) -> Way {
    use Scalar::{
        Bool, Char, Cidr, Citext, Float4, Float8, Inet, Int2, Int4, Int8, Interval, Json, Jsonb,
        Name, Numeric, Oid, Text, Unknown, Varchar,
    };
    match (from, to) {
        (Int2, Int4 | Int8) | (Int4, Int8) | (Oid, Int8) | (Bool, Int4) => Way::Same,
        (Int2 | Int4 | Int8, Float8) | (Int2, Float4) => Way::Real,
        (Float4, Float8) => Way::Same,
        (Int2 | Int4 | Int8, Numeric | Text | Varchar) => Way::Text,
        (Unknown | Text | Varchar | Name | Char, Text | Varchar | Citext) => Way::Same,
        (Citext | Numeric | Interval | Jsonb, Text | Varchar) | (Jsonb, Json) => Way::Uncollated,
        (Json, Text | Varchar) | (Cidr, Inet) => Way::Same,
        _ => Way::Function,
    }
}

//! Expressions.

use super::collation::equality;
use super::{Done, Writing};
use crate::functions::Descriptor;
use crate::statement::Bind;
use catalog::{Comparison, Expression, Field, Name, Test, Type, Value};
use db::Error;

/// How strongly an expression holds together; one that holds less than its place needs stands in parentheses.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Level {
    /// Anything.
    Any,
    /// `a or b`
    Or,
    /// `a and b`
    And,
    /// `not a`
    Not,
    /// `a = b`, `a is null`, `a in (…)`
    Compare,
    /// `a || b`, `a collate c`
    Operator,
    /// `a`, `f(a)`
    Atom,
}

/// Longer lists of `and` and `or` are written as halves, because SQLite bounds the depth of a tree.
const FLAT_MAX: usize = 16;
/// SQLite refuses trees that are deeper than 1000.
const DEPTH_MAX: usize = 900;

impl Writing<'_, '_> {
    /// An expression in a place that needs a level.
    pub(super) fn expression(&mut self, expression: &Expression, needed: Level) -> Done {
        if level(expression) >= needed {
            return self.bare(expression);
        }
        self.to.words("(");
        self.bare(expression)?;
        self.to.words(")");
        Ok(())
    }

    /// An expression whose comparisons take this collation.
    pub(super) fn collated(
        &mut self,
        expression: &Expression,
        collation: Option<&'static str>,
    ) -> Done {
        let Some(collation) = collation else {
            return self.expression(expression, Level::Operator);
        };
        self.expression(expression, Level::Atom)?;
        self.to.words(" collate ").words(collation);
        Ok(())
    }

    /// An expression without parentheses, unless the tree becomes too deep with it.
    fn bare(&mut self, expression: &Expression) -> Done {
        let levels = match expression {
            Expression::And(items) | Expression::Or(items) => depth(items.len()),
            _ => 2,
        };
        self.depth += levels;
        if self.depth > DEPTH_MAX {
            return Err(Error::sql("54001", "stack depth limit exceeded"));
        }
        self.form(expression)?;
        self.depth -= levels;
        Ok(())
    }

    fn form(&mut self, expression: &Expression) -> Done {
        use Expression as E;
        match expression {
            E::Constant { value, .. } => self.constant(value),
            E::Parameter { index, .. } => self.bind(Bind::Parameter(*index)),
            E::Argument { .. } | E::Routine { .. } => {
                Err(Error::Internal("a routine's call was not replaced by its body".to_owned()))
            }
            E::Session(session) => self.bind(Bind::Session(session.clone())),
            E::Column { range, name, of } => self.column(*range, name, of),
            E::And(items) => self.logic(items, (" and ", "1"), Level::And),
            E::Or(items) => self.logic(items, (" or ", "0"), Level::Or),
            E::Not(operand) => {
                self.to.words("not ");
                self.expression(operand, Level::Not)
            }
            E::Compare { operator, left, right } => self.compare(*operator, left, right),
            E::Distinct { left, right, negated } => self.distinct(left, right, *negated),
            E::Is { operand, test, negated } => self.is(operand, *test, *negated),
            E::InList { operand, items, negated } => self.in_list(operand, items, *negated),
            E::Quantified { operand, operator, array, all } => {
                self.quantified(operand, operator, array, *all)
            }
            E::Case { branches, otherwise, .. } => self.case(branches, otherwise.as_deref()),
            E::Coalesce { items, .. } => self.coalesce(items),
            E::NullIf { left, right } => self.null_if(left, right),
            E::Extreme { items, greatest, of } => self.extreme(items, *greatest, of),
            E::Cast { operand, to, modifier, explicit } => {
                self.cast(operand, to, *modifier, *explicit)
            }
            E::Call { function, arguments, of } => self.call(function, arguments, of),
            E::Aggregate { .. } => self.aggregate(expression),
            E::Window { .. } => self.window(expression),
            E::Array { items, of } => self.array(items, of),
            E::Row { items, of } => self.row(items, of),
            E::Field { operand, name, .. } => self.field(operand, name),
            E::Exists(query) => self.exists(query),
            E::Scalar { query, .. } => self.scalar(query),
            E::InQuery { operands, query, negated } => self.in_query(operands, query, *negated),
            E::QuantifiedQuery { operand, operator, query, all } => {
                self.quantified_query(operand, operator, query, *all)
            }
            E::ArrayQuery { query, of } => self.array_query(query, of),
            E::Rows { query, one } => self.rows(query, *one),
        }
    }

    pub(super) fn bind(&mut self, bind: Bind) -> Done {
        self.to.bind(bind);
        Ok(())
    }

    fn constant(&mut self, value: &Value) -> Done {
        match value {
            Value::Null => self.to.words("null"),
            Value::Int(int) => self.to.integer(*int),
            Value::Text(text) => self.to.string(text),
            Value::Bytes(bytes) => self.to.bytes(bytes),
            Value::Float(float) if is_short(*float) => self.to.real(*float),
            // SQLite may read many digits as the float beside the one that is meant.
            Value::Float(float) => {
                self.to.words("pg_float(").string(&format!("{float:?}")).words(")")
            }
        };
        Ok(())
    }

    fn logic(
        &mut self,
        items: &[Expression],
        (between, none): (&'static str, &'static str),
        level: Level,
    ) -> Done {
        match items {
            [] => {
                self.to.words(none);
                Ok(())
            }
            [one] => self.bare(one),
            many if many.len() > FLAT_MAX => {
                let (left, right) = many.split_at(many.len() / 2);
                self.to.words("(");
                self.logic(left, (between, none), level)?;
                self.to.words(")").words(between).words("(");
                self.logic(right, (between, none), level)?;
                self.to.words(")");
                Ok(())
            }
            many => self.list(between, many, |this, item| this.expression(item, level)),
        }
    }

    fn is(&mut self, operand: &Expression, test: Test, negated: bool) -> Done {
        if let (Expression::Row { items, .. }, Test::Null) = (operand, test) {
            return self.row_is_null(items, negated);
        }
        if let (Test::Null, Type::Composite(of)) = (test, operand.type_of().base()) {
            return self.whole_is_null(operand, &of.fields, negated);
        }
        self.expression(operand, Level::Operator)?;
        // Unlike `is true`, a comparison with a constant can be looked up in an index.
        self.to.words(match (test, negated) {
            (Test::Null | Test::Unknown, false) => " is null",
            (Test::Null | Test::Unknown, true) => " is not null",
            (Test::True, false) => " is 1",
            (Test::True, true) => " is not 1",
            (Test::False, false) => " is 0",
            (Test::False, true) => " is not 0",
        });
        Ok(())
    }

    /// The same of a row that is a value: `coalesce(a, '(,)') = '(,)'`.
    fn whole_is_null(&mut self, operand: &Expression, fields: &[Field], negated: bool) -> Done {
        if negated {
            let field = |field: &Field| Expression::Field {
                operand: Box::new(operand.clone()),
                name: field.name.clone(),
                of: field.of.clone(),
            };
            return self.row_is_null(&fields.iter().map(field).collect::<Vec<_>>(), true);
        }
        let empty = format!("({})", ",".repeat(fields.len().saturating_sub(1)));
        self.to.words("(coalesce(");
        self.expression(operand, Level::Any)?;
        self.to.words(", ").string(&empty).words(") = ").string(&empty).words(")");
        Ok(())
    }

    /// A row is null when all of its fields are, and not null when none is.
    fn row_is_null(&mut self, items: &[Expression], negated: bool) -> Done {
        if items.is_empty() {
            self.to.words("1");
            return Ok(());
        }
        let test = if negated { " is not null" } else { " is null" };
        self.to.words("(");
        self.list(" and ", items, |this, item| {
            this.expression(item, Level::Operator)?;
            this.to.words(test);
            Ok(())
        })?;
        self.to.words(")");
        Ok(())
    }

    fn case(
        &mut self,
        branches: &[(Expression, Expression)],
        otherwise: Option<&Expression>,
    ) -> Done {
        self.to.words("case");
        for (condition, result) in branches {
            self.to.words(" when ");
            self.expression(condition, Level::Any)?;
            self.to.words(" then ");
            self.expression(result, Level::Any)?;
        }
        if let Some(otherwise) = otherwise {
            self.to.words(" else ");
            self.expression(otherwise, Level::Any)?;
        }
        self.to.words(" end");
        Ok(())
    }

    fn coalesce(&mut self, items: &[Expression]) -> Done {
        if let [one] = items {
            return self.expression(one, Level::Atom);
        }
        self.to.words("coalesce(");
        self.expressions(items)?;
        self.to.words(")");
        Ok(())
    }

    fn null_if(&mut self, left: &Expression, right: &Expression) -> Done {
        let collation = equality(&left.type_of())?;
        self.to.words("nullif(");
        self.collated(left, collation)?;
        self.to.words(", ");
        self.expression(right, Level::Any)?;
        self.to.words(")");
        Ok(())
    }

    fn extreme(&mut self, items: &[Expression], greatest: bool, of: &Type) -> Done {
        if let [one] = items {
            return self.expression(one, Level::Atom);
        }
        self.to.words(if greatest { "pg_greatest(" } else { "pg_least(" });
        self.to.string(&Descriptor::of(of)).words(", ");
        self.expressions(items)?;
        self.to.words(")");
        Ok(())
    }

    fn array(&mut self, items: &[Expression], of: &Type) -> Done {
        let element = of.element().unwrap_or(&Type::UNKNOWN).clone();
        // An item that is an array itself is one more dimension.
        let nested = items.first().is_some_and(|item| item.type_of().element().is_some());
        self.to.words(if nested { "pg_array_nested(" } else { "pg_array(" });
        self.to.string(&Descriptor::of(&element));
        for item in items {
            self.to.words(", ");
            self.expression(item, Level::Any)?;
        }
        self.to.words(")");
        Ok(())
    }

    fn row(&mut self, items: &[Expression], of: &Type) -> Done {
        let fields: Vec<Field> = match of.base() {
            Type::Composite(of) => of.fields.clone(),
            _ => (1..).zip(items).map(|(at, item)| anonymous(at, item)).collect(),
        };
        self.to.words("pg_record(").string(&Descriptor::columns(&fields));
        for item in items {
            self.to.words(", ");
            self.expression(item, Level::Any)?;
        }
        self.to.words(")");
        Ok(())
    }

    fn field(&mut self, operand: &Expression, name: &Name) -> Done {
        let of = operand.type_of();
        let Type::Composite(composite) = of.base() else {
            return Err(Error::Unsupported(format!(
                "reading the field {name} of a value of type {of} is not supported on SQLite"
            )));
        };
        let position = composite.fields.iter().position(|field| field.name == *name);
        let Some(position) = position else {
            return Err(Error::Internal(format!("type {of} has no field {name}")));
        };
        self.to.words("pg_field(").string(&Descriptor::columns(&composite.fields)).words(", ");
        self.to.integer(position as i64).words(", ");
        self.expression(operand, Level::Any)?;
        self.to.words(")");
        Ok(())
    }
}

fn anonymous(at: usize, item: &Expression) -> Field {
    let modifier = value::Modifier::None;
    Field { name: format!("f{at}").into(), of: item.type_of(), modifier }
}

/// How deep a list of conditions is.
fn depth(items: usize) -> usize {
    if items > FLAT_MAX { depth(items.div_ceil(2)) + 1 } else { items }
}

/// Whether every reader of a float's shortest text gives the same float: fifteen digits always survive.
fn is_short(float: f64) -> bool {
    let text = format!("{float:?}");
    let digits = text.bytes().take_while(|byte| *byte != b'e').filter(u8::is_ascii_digit).count();
    float.is_finite() && digits <= 15 && !text.contains('e')
}

pub(super) fn level(expression: &Expression) -> Level {
    use Expression as E;
    match expression {
        E::And(items) | E::Or(items) if items.is_empty() => Level::Atom,
        E::And(items) | E::Or(items) if items.len() == 1 => level(&items[0]),
        E::And(_) => Level::And,
        E::Or(_) => Level::Or,
        E::Not(_) => Level::Not,
        E::Is { operand, test: Test::Null, .. } if matches!(**operand, E::Row { .. }) => {
            Level::Atom
        }
        E::Compare { .. }
        | E::Distinct { .. }
        | E::Is { .. }
        | E::InList { .. }
        | E::InQuery { .. } => Level::Compare,
        E::Quantified { operator, all, .. } | E::QuantifiedQuery { operator, all, .. } => {
            super::comparison::quantified_level(operator, *all)
        }
        E::Cast { operand, to, modifier, .. } => super::cast::level(operand, to, *modifier),
        E::Call { function, .. } => super::call::level(function),
        _ => Level::Atom,
    }
}

/// Whether `= any` or `<> all` is asked for, which are `in` and `not in`.
pub(super) fn is_membership(operator: &catalog::Infix, all: bool) -> bool {
    use catalog::Infix;
    matches!(
        (operator, all),
        (Infix::Compare(Comparison::Equal), false) | (Infix::Compare(Comparison::NotEqual), true)
    )
}

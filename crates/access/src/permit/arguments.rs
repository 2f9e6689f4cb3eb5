//! The arguments of a call in the place of the parameters: as they are where that is the same, else evaluated once,
//! in a `with` of the body.

use super::shape::select;
use crate::denied::Denied;
use catalog::walk::{Rewriter, Visitor, rewrite_expression, visit_expression};
use catalog::{
    Expression, From, Name, Output, Query, Ranges, Routine, Scalar, Test, Type, Value, Volatility,
    With, WithBody,
};

/// A larger argument is evaluated once instead of being repeated.
const REPEATED_MAX: usize = 16;

/// What stands for each parameter.
pub(super) struct Arguments {
    given: Vec<Given>,
    /// The `with` in which some are evaluated.
    common: Name,
    once: Vec<Output>,
}

enum Given {
    /// As it is, wherever the parameter is read.
    Direct(Expression),
    /// The column of this name of the `with`.
    Once(Name, Type),
}

impl Arguments {
    /// Decides for each argument of a call of this body.
    pub(super) fn settle(
        routine: &Routine,
        body: &Query,
        arguments: Vec<Expression>,
        ranges: &mut Ranges,
    ) -> Result<Self, Denied> {
        let uses = Uses::of(routine, body, arguments.len());
        let plain = super::shape::plain(body).is_some();
        let common = format!("arguments {}", ranges.fresh().0).into();
        let mut settled = Self { given: Vec::new(), common, once: Vec::new() };
        for (argument, Use { times, inside }) in arguments.into_iter().zip(uses) {
            let found = Found::of(&argument);
            let plain = plain && !inside;
            let direct = if found.aggregates {
                plain && !found.is_unique()
            } else {
                (times <= 1 && (plain || !found.volatile))
                    || (!found.is_unique() && found.size <= REPEATED_MAX)
            };
            if found.aggregates && !direct {
                return Err(Denied::aggregate_in_call(routine));
            }
            settled.take(argument, direct);
        }
        Ok(settled)
    }

    fn take(&mut self, argument: Expression, direct: bool) {
        if direct {
            self.given.push(Given::Direct(argument));
            return;
        }
        let name = Name::from(format!("a{}", self.once.len()));
        self.given.push(Given::Once(name.clone(), argument.type_of()));
        self.once.push(Output { name, expression: argument });
    }

    /// Whether one is known to be null.
    pub(super) fn has_null(&self) -> bool {
        let is_null = |given: &Given| matches!(given, Given::Direct(given) if is_null(given));
        self.given.iter().any(is_null)
    }

    /// Puts them into a body.
    pub(super) fn fill(&self, body: &mut Query, ranges: &mut Ranges) {
        Fill(|index| self.reference(index, ranges)).query(body);
    }

    fn reference(&self, index: usize, ranges: &mut Ranges) -> Option<Expression> {
        Some(match self.given.get(index)? {
            Given::Direct(given) => given.clone(),
            Given::Once(column, of) => {
                let range = ranges.fresh();
                let from = From::Common { name: self.common.clone(), range };
                one_cell(from, range, column, of)
            }
        })
    }

    /// What a strict routine asks of its arguments before it does anything.
    pub(super) fn not_null(&self, routine: &Routine, ranges: &mut Ranges) -> Option<Expression> {
        if !routine.strict {
            return None;
        }
        let given = (0..self.given.len()).filter_map(|index| self.reference(index, ranges));
        let asked = given.filter(|given| !is_known(given)).map(not_null);
        let condition = Expression::all(asked);
        (!condition.is_true()).then_some(condition)
    }

    /// The `with` that a body's references need, around everything that holds one.
    pub(super) fn around(self, query: &mut Query) {
        if self.once.is_empty() {
            return;
        }
        let columns = self.once.iter();
        let columns =
            columns.map(|output| (output.name.clone(), output.expression.type_of())).collect();
        let body = WithBody::Query(Box::new(select(self.once, None, None)));
        query.with.insert(0, With { name: self.common, columns, body, recursive: false });
    }

    /// The same of a value.
    pub(super) fn around_value(
        self,
        condition: Option<Expression>,
        value: Expression,
        of: &Type,
    ) -> Expression {
        let value = match condition {
            None => value,
            Some(condition) => Expression::Case {
                branches: vec![(condition, value)],
                otherwise: None,
                of: of.clone(),
            },
        };
        if self.once.is_empty() {
            return value;
        }
        let output = Output { name: "value".into(), expression: value };
        let mut query = select(vec![output], None, None);
        self.around(&mut query);
        Expression::Scalar { query: Box::new(query), of: of.clone() }
    }
}

/// `(select column from … limit 1)`
pub(super) fn one_cell(from: From, range: catalog::Range, column: &Name, of: &Type) -> Expression {
    let expression = Expression::column(range, column.clone(), of.clone());
    let mut query = select(vec![Output { name: column.clone(), expression }], Some(from), None);
    query.limit = Some(Expression::constant(Value::Int(1), Scalar::Int8.of()));
    Expression::Scalar { query: Box::new(query), of: of.clone() }
}

/// `a is not null`
pub(super) fn not_null(operand: Expression) -> Expression {
    // A row of nulls is a row, here.
    let operand = match operand.type_of() {
        Type::Composite(_) => Expression::Cast {
            operand: Box::new(operand),
            to: Type::TEXT,
            modifier: catalog::Modifier::None,
            explicit: true,
        },
        _ => operand,
    };
    Expression::Is { operand: Box::new(operand), test: Test::Null, negated: true }
}

pub(super) const fn is_null(expression: &Expression) -> bool {
    matches!(expression, Expression::Constant { value: Value::Null, .. })
}

/// What can't be null.
pub(super) const fn is_known(expression: &Expression) -> bool {
    match expression {
        Expression::Constant { .. } => !is_null(expression),
        Expression::Row { .. } | Expression::Array { .. } => true,
        _ => false,
    }
}

/// Replaces parameters.
pub(super) struct Fill<F>(pub(super) F);

impl<F: FnMut(usize) -> Option<Expression>> Rewriter for Fill<F> {
    fn expression(&mut self, expression: &mut Expression) {
        match expression {
            Expression::Argument { index, .. } => {
                if let Some(given) = (self.0)(*index as usize) {
                    *expression = given;
                }
            }
            _ => rewrite_expression(self, expression),
        }
    }
}

/// Where a parameter is read.
#[derive(Clone, Copy, Default)]
struct Use {
    times: usize,
    /// In a query within the body, so perhaps once for each of its rows.
    inside: bool,
}

struct Uses {
    of: Vec<Use>,
    queries: usize,
}

impl Uses {
    fn of(routine: &Routine, body: &Query, count: usize) -> Vec<Use> {
        let asked = Use { times: usize::from(routine.strict), inside: false };
        let mut uses = Self { of: vec![asked; count], queries: 0 };
        uses.query(body);
        uses.of
    }
}

impl Visitor for Uses {
    fn expression(&mut self, expression: &Expression) {
        if let Expression::Argument { index, .. } = expression
            && let Some(of) = self.of.get_mut(*index as usize)
        {
            of.times += 1;
            of.inside |= self.queries > 1;
        }
        visit_expression(self, expression);
    }

    fn query(&mut self, query: &Query) {
        self.queries += 1;
        catalog::walk::visit_query(self, query);
        self.queries -= 1;
    }
}

/// What decides how an argument is put into a body.
#[derive(Default)]
struct Found {
    size: usize,
    volatile: bool,
    queries: bool,
    aggregates: bool,
}

impl Found {
    fn of(expression: &Expression) -> Self {
        let mut found = Self { aggregates: aggregates(expression), ..Self::default() };
        found.expression(expression);
        found
    }

    /// It may stand in one place only: each evaluation may differ, or the ranges of its queries would stand in the
    /// statement twice.
    const fn is_unique(&self) -> bool {
        self.volatile || self.queries
    }
}

impl Visitor for Found {
    fn expression(&mut self, expression: &Expression) {
        self.size += 1;
        self.volatile |= matches!(expression, Expression::Call { function, .. }
            if function.volatility == Volatility::Volatile);
        visit_expression(self, expression);
    }

    fn query(&mut self, query: &Query) {
        self.queries = true;
        catalog::walk::visit_query(self, query);
    }
}

/// Whether an expression aggregates the rows of the select that it stands in, or looks at them through a window.
pub(super) fn aggregates(expression: &Expression) -> bool {
    struct Finding(bool);
    impl Visitor for Finding {
        fn expression(&mut self, expression: &Expression) {
            self.0 |=
                matches!(expression, Expression::Aggregate { .. } | Expression::Window { .. });
            visit_expression(self, expression);
        }
        fn query(&mut self, _: &Query) {}
    }
    let mut finding = Finding(false);
    finding.expression(expression);
    finding.0
}

/// Whether an expression reads columns that it doesn't bring itself; taken for granted where it has queries.
pub(super) fn reads_columns(expression: &Expression) -> bool {
    struct Finding(bool);
    impl Visitor for Finding {
        fn expression(&mut self, expression: &Expression) {
            self.0 |= matches!(expression, Expression::Column { .. });
            visit_expression(self, expression);
        }
    }
    let mut finding = Finding(false);
    finding.expression(expression);
    finding.0
}

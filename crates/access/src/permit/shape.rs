//! What a routine's query looks like where it is called: one value, one row, or rows with other names.

use super::Permit;
use catalog::{
    Body, Distinct, Expression, From, JoinKind, Name, Output, Query, Returns, Routine, Scalar,
    Select, Test, Type, Value, build,
};

/// The one expression that a query without a source is.
pub(super) fn plain(query: &Query) -> Option<&Expression> {
    match single_row(query)?.output.as_slice() {
        [output] => Some(&output.expression),
        _ => None,
    }
}

/// The select of a query that has no source, and so always one row.
fn single_row(query: &Query) -> Option<&Select> {
    let Query { with, body: Body::Select(select), limit: None, offset: None, .. } = query else {
        return None;
    };
    let bare = with.is_empty()
        && select.from.is_none()
        && select.filter.is_none()
        && select.group.is_empty()
        && select.having.is_none()
        && select.distinct == Distinct::No
        && !select.output.iter().any(|output| super::arguments::aggregates(&output.expression));
    bare.then_some(select)
}

/// Whether a call gives the value of its one column.
pub(super) fn is_single(routine: &Routine) -> bool {
    match &routine.returns {
        Returns::Void => false,
        Returns::Value(of) => !matches!(of, Type::Composite(_)),
        Returns::Columns(columns) => columns.len() == 1,
    }
}

/// The name of a role, as `current_user` gives it.
pub(super) fn user(name: &Name) -> Expression {
    Expression::constant(Value::text(name.as_str()), Scalar::Name.of())
}

/// What a routine gives as a domain is asked the domain's checks; where it is stored, the column asks them.
pub(super) fn ask_domains(query: &mut Query) {
    let Body::Select(select) = &mut query.body else { return };
    for output in &mut select.output {
        if let Expression::Cast { to: Type::Domain(_), explicit, .. } = &mut output.expression {
            *explicit = true;
        }
    }
}

/// A field of a row that is written out.
pub(super) fn field(operand: &Expression, name: &Name) -> Option<Expression> {
    let Expression::Row { items, of: Type::Composite(of) } = operand else { return None };
    let at = of.fields.iter().position(|field| field.name == *name)?;
    items.get(at).cloned()
}

impl Permit<'_> {
    /// The first row of a query as a value; null without one. Of `void` everything is done, and nothing given.
    pub(super) fn first_value(&mut self, routine: &Routine, query: Query, of: &Type) -> Expression {
        if matches!(routine.returns, Returns::Void) {
            if query.columns().is_empty() {
                return Expression::constant(Value::Null, of.clone());
            }
            let rows = Expression::Rows { query: Box::new(query), one: false };
            let operand = Box::new(rows);
            let done = Expression::Is { operand, test: Test::Null, negated: false };
            let nothing = || Expression::constant(Value::Null, of.clone());
            let otherwise = Some(Box::new(nothing()));
            return Expression::Case {
                branches: vec![(done, nothing())],
                otherwise,
                of: of.clone(),
            };
        }
        let query = if is_single(routine) { query } else { self.as_one_column(query, of) };
        let query = self.first(query);
        Expression::Scalar { query: Box::new(query), of: of.clone() }
    }

    /// `select row(a, b) from (…)`
    fn as_one_column(&mut self, query: Query, of: &Type) -> Query {
        let (from, columns) = self.source(query, false);
        let items = columns.into_iter().map(|output| output.expression).collect();
        let row = Expression::Row { items, of: of.clone() };
        select(vec![Output { name: "row".into(), expression: row }], Some(from), None)
    }

    /// A query as a row source, and its columns over that.
    fn source(&mut self, query: Query, barrier: bool) -> (From, Vec<Output>) {
        let range = self.ranges.fresh();
        let column = |(name, of): (Name, Type)| Output {
            expression: Expression::column(range, name.clone(), of),
            name,
        };
        let columns = query.columns().into_iter().map(column).collect();
        (From::Query { query: Box::new(query), range, lateral: false, barrier }, columns)
    }

    /// The first row.
    fn first(&mut self, mut query: Query) -> Query {
        if single_row(&query).is_some() {
            return query;
        }
        if query.limit.is_some() {
            let (from, columns) = self.source(query, false);
            query = select(columns, Some(from), None);
        }
        query.limit = Some(Expression::constant(Value::Int(1), Scalar::Int8.of()));
        query
    }

    /// Its rows where a condition of the call holds, which reads none of its columns.
    pub(super) fn only_if(&mut self, query: Query, condition: Expression) -> Query {
        let ordered = !query.order.is_empty() && query.limit.is_none();
        let (from, columns) = self.source(query, ordered);
        select(columns, Some(from), Some(condition))
    }

    /// The rows of a call under the names that the statement gives them: of a routine that gives no set exactly one.
    pub(super) fn shown(
        &mut self,
        routine: &Routine,
        query: Query,
        columns: &[(Name, Type)],
        ordinality: bool,
    ) -> Query {
        let own = columns.len() - usize::from(ordinality);
        let columns = columns.get(..own).unwrap_or(columns);
        let query = if routine.set { query } else { self.one_row(routine, query, columns) };
        if ordinality { self.numbered(query, columns) } else { self.named(query, columns) }
    }

    fn one_row(&mut self, routine: &Routine, query: Query, columns: &[(Name, Type)]) -> Query {
        let is_void = matches!(routine.returns, Returns::Void);
        if single_row(&query).is_some() && !is_void {
            return query;
        }
        if let ([(name, of)], true) = (columns, is_void || is_single(routine)) {
            let expression = self.first_value(routine, query, of);
            return select(vec![Output { name: name.clone(), expression }], None, None);
        }
        let one = Expression::constant(Value::Int(1), Scalar::Int4.of());
        let one = select(vec![Output { name: "one".into(), expression: one }], None, None);
        let (left, _) = self.source(one, false);
        let first = self.first(query);
        let (right, columns) = self.source(first, false);
        let (left, right) = (Box::new(left), Box::new(right));
        let on = Some(Expression::TRUE);
        select(columns, Some(From::Join { kind: JoinKind::Left, left, right, on }), None)
    }

    fn named(&mut self, mut query: Query, columns: &[(Name, Type)]) -> Query {
        let names = columns.iter().map(|(name, _)| name);
        if let Body::Select(select) = &mut query.body
            && select.output.len() == columns.len()
        {
            select
                .output
                .iter_mut()
                .zip(names)
                .for_each(|(output, name)| output.name = name.clone());
            return query;
        }
        let (from, mut outputs) = self.source(query, false);
        outputs.iter_mut().zip(names).for_each(|(output, name)| output.name = name.clone());
        select(outputs, Some(from), None)
    }

    /// `select …, row_number() over () from (…)`
    fn numbered(&mut self, query: Query, columns: &[(Name, Type)]) -> Query {
        let (from, mut outputs) = self.source(query, true);
        let names = columns.iter().map(|(name, _)| name);
        outputs.iter_mut().zip(names).for_each(|(output, name)| output.name = name.clone());
        let number = build::row_number();
        let number = number.map(|expression| Output { name: "ordinality".into(), expression });
        outputs.extend(number);
        select(outputs, Some(from), None)
    }
}

/// `select … from … where …`
pub(super) fn select(output: Vec<Output>, from: Option<From>, filter: Option<Expression>) -> Query {
    let (distinct, group, having) = (Distinct::No, Vec::new(), None);
    Query::select(Select { distinct, output, from, filter, group, having })
}

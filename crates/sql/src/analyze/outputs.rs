//! Changing a query's outputs afterwards: other types, names of their own.

use super::analyzer::Analyzer;
use super::expression::as_text_if_unknown;
use crate::error::{Result, SqlError};
use catalog::{
    Body, Distinct, Expression, From, Name, Output, Query, Select, Sort, SortBy, Type, build,
};
use squawk_syntax::SyntaxNode;
use std::collections::HashSet;

/// What is made of an output at a position.
type Convert<'c> = dyn FnMut(usize, Expression) -> Result<Expression> + 'c;

impl Analyzer<'_> {
    /// Outputs of these types, by casts that are allowed without being written.
    pub(super) fn outputs_as(
        &mut self,
        query: Query,
        types: &[Type],
        at: &SyntaxNode,
    ) -> Result<Query> {
        let needed: Vec<bool> =
            query.columns().iter().zip(types).map(|(column, of)| column.1 != *of).collect();
        self.converted(query, &needed, &mut |position, expression| match types.get(position) {
            Some(of) => build::cast(expression, of).map_err(|error| SqlError::build(at, error)),
            None => Ok(expression),
        })
    }

    /// Outputs without a type are text.
    pub(super) fn with_text_outputs(&mut self, query: Query, _at: &SyntaxNode) -> Result<Query> {
        let needed: Vec<bool> =
            query.columns().iter().map(|column| column.1 == Type::UNKNOWN).collect();
        self.converted(query, &needed, &mut |_, expression| Ok(as_text_if_unknown(expression)))
    }

    /// Outputs converted where it is needed: in place where that changes nothing else, else around the query.
    pub(super) fn converted(
        &mut self,
        mut query: Query,
        needed: &[bool],
        convert: &mut Convert<'_>,
    ) -> Result<Query> {
        if !needed.contains(&true) {
            return Ok(query);
        }
        match &mut query.body {
            Body::Values(rows) => {
                for row in rows {
                    each(row.iter_mut(), needed, convert)?;
                }
                Ok(query)
            }
            Body::Select(select)
                if only_untyped(select, needed) || select.distinct == Distinct::No =>
            {
                keep_order(&mut query.order, &select.output, needed);
                each(
                    select.output.iter_mut().map(|output| &mut output.expression),
                    needed,
                    convert,
                )?;
                Ok(query)
            }
            Body::Select(_) | Body::Set { .. } => self.around(query, needed, convert),
        }
    }

    /// `select a::type from (the query)`, in the query's order.
    fn around(
        &mut self,
        mut query: Query,
        needed: &[bool],
        convert: &mut Convert<'_>,
    ) -> Result<Query> {
        make_unique(&mut query);
        let range = self.fresh();
        let columns = query.columns();
        let read = |(name, of): &(Name, Type)| Expression::column(range, name.clone(), of.clone());
        let order = query.order.iter().filter_map(|sort| match sort.by {
            SortBy::Output(position) => {
                let by = SortBy::Expression(read(columns.get(position)?));
                Some(Sort { by, ..sort.clone() })
            }
            SortBy::Expression(_) => None,
        });
        let order = order.collect();
        let mut output: Vec<Output> = columns
            .iter()
            .map(|column| Output { name: column.0.clone(), expression: read(column) })
            .collect();
        each(output.iter_mut().map(|output| &mut output.expression), needed, convert)?;
        let from = From::Query { query: Box::new(query), range, lateral: false, barrier: false };
        let select = Select {
            distinct: Distinct::No,
            output,
            from: Some(from),
            filter: None,
            group: Vec::new(),
            having: None,
        };
        Ok(Query { order, ..Query::select(select) })
    }
}

fn each<'e>(
    expressions: impl Iterator<Item = &'e mut Expression>,
    needed: &[bool],
    convert: &mut Convert<'_>,
) -> Result<()> {
    for (position, (expression, needed)) in expressions.zip(needed).enumerate() {
        if *needed {
            let old = std::mem::replace(expression, Expression::TRUE);
            *expression = convert(position, old)?;
        }
    }
    Ok(())
}

/// Whether only literals without a type are converted, which are what they were meant to be.
fn only_untyped(select: &Select, needed: &[bool]) -> bool {
    let mut converted = select.output.iter().zip(needed).filter(|(_, needed)| **needed);
    converted.all(|(output, _)| output.expression.type_of() == Type::UNKNOWN)
}

/// A sort by an output that is converted is by what it was before.
fn keep_order(order: &mut [Sort], output: &[Output], needed: &[bool]) {
    for sort in order {
        let SortBy::Output(position) = sort.by else { continue };
        if needed.get(position) == Some(&true)
            && output[position].expression.type_of() != Type::UNKNOWN
        {
            sort.by = SortBy::Expression(output[position].expression.clone());
        }
    }
}

/// Names of which none comes twice: the second `id` is `id_2`.
pub(super) fn unique(names: &[Name]) -> Vec<Name> {
    let mut taken: HashSet<Name> = names.iter().cloned().collect();
    let mut seen = HashSet::new();
    let mut free = |name: &Name| {
        if seen.insert(name.clone()) {
            return name.clone();
        }
        let mut numbered = (2..).map(|number| Name::from(format!("{name}_{number}")));
        let found = numbered.find(|candidate| !taken.contains(candidate)).unwrap_or(name.clone());
        taken.insert(found.clone());
        found
    };
    names.iter().map(&mut free).collect()
}

/// Gives the outputs of a query that others read by name a name each.
pub(super) fn make_unique(query: &mut Query) {
    match &mut query.body {
        Body::Select(select) => {
            let names: Vec<Name> = select.output.iter().map(|output| output.name.clone()).collect();
            for (output, name) in select.output.iter_mut().zip(unique(&names)) {
                output.name = name;
            }
        }
        Body::Set { left, .. } => make_unique(left),
        Body::Values(_) => {}
    }
}

//! `select … from … where … group by … having …`.

use super::collation::{equality, ordering};
use super::expression::Level;
use super::query::{Outputs, number};
use super::{Done, Writing};
use catalog::{Distinct, Expression, From, Output, Query, Range, Select, Sort, SortBy, Type};
use db::Error;

impl Writing<'_, '_> {
    pub(super) fn select(&mut self, select: &Select, outputs: Outputs) -> Done {
        let distinct = matches!(select.distinct, Distinct::Rows);
        self.to.words(if distinct { "select distinct " } else { "select " });
        let outputs = Outputs { collated: outputs.collated || distinct, ..outputs };
        self.outputs(&select.output, outputs)?;
        self.rest(select)
    }

    fn outputs(&mut self, list: &[Output], outputs: Outputs) -> Done {
        if list.is_empty() {
            self.to.words("null");
        }
        self.list(", ", list.iter().enumerate(), |this, (at, output)| {
            if outputs.collated {
                this.collated(&output.expression, equality(&output.expression.type_of())?)?;
            } else {
                this.expression(&output.expression, Level::Any)?;
            }
            this.output_name(outputs.naming, at, &output.name);
            Ok(())
        })
    }

    /// Everything behind the select list.
    fn rest(&mut self, select: &Select) -> Done {
        if let Some(from) = &select.from {
            self.to.words(" from ");
            self.from(from)?;
        }
        if let Some(filter) = &select.filter {
            self.to.words(" where ");
            self.expression(filter, Level::Any)?;
        }
        if !select.group.is_empty() {
            self.to.words(" group by ");
            self.list(", ", &select.group, Self::group_key)?;
        }
        if let Some(having) = &select.having {
            self.to.words(" having ");
            self.expression(having, Level::Any)?;
        }
        Ok(())
    }

    /// ` order by …`. What was written comes in the order of writing where no other is asked for.
    pub(super) fn order(&mut self, sorts: &[Sort], list: &[Output], select: &Select) -> Done {
        if !sorts.is_empty() {
            self.to.words(" order by ");
            return self.sorts(sorts, &types(list));
        }
        let grouped = !select.group.is_empty()
            || list.iter().any(|output| super::findings::aggregates(&output.expression));
        if let (Some(range), false) = (select.from.as_ref().and_then(written), grouped)
            && select.distinct == Distinct::No
        {
            let alias = if self.is_elements(Range(range)) { "r" } else { "w" };
            self.to.words(" order by ").numbered(alias, range).words(".key");
        }
        Ok(())
    }

    /// `distinct on` keeps the first row of each group:
    /// `select d.c1 from (select a as c1, b as k1, row_number() over (…) as n from …) as d where d.n = 1`.
    pub(super) fn distinct_on(
        &mut self,
        query: &Query,
        select: &Select,
        by: &[Expression],
        outputs: Outputs,
    ) -> Done {
        self.to.words("select ");
        self.list(", ", select.output.iter().enumerate(), |this, (at, output)| {
            this.to.numbered("d.c", number(at));
            if outputs.collated {
                this.collation(equality(&output.expression.type_of())?);
            }
            this.output_name(outputs.naming, at, &output.name);
            Ok(())
        })?;
        self.to.words(" from (select ");
        self.outputs(&select.output, Outputs::NUMBERED)?;
        for (at, sort) in query.order.iter().enumerate() {
            self.to.words(", ");
            self.expression(sorted_expression(sort, select)?, Level::Any)?;
            self.to.numbered(" as k", number(at));
        }
        self.to.words(", row_number() over (");
        self.partition(by)?;
        if !query.order.is_empty() {
            self.to.words(" order by ");
            let sorts: Vec<Sort> = query
                .order
                .iter()
                .map(|sort| by_expression(sort, select))
                .collect::<Result<_, _>>()?;
            self.sorts(&sorts, &[])?;
        }
        self.to.words(") as n");
        self.rest(select)?;
        self.to.words(") as d where d.n = 1");
        if query.order.is_empty() {
            return Ok(());
        }
        self.to.words(" order by ");
        self.list(", ", query.order.iter().enumerate(), |this, (at, sort)| {
            this.to.numbered("d.k", number(at));
            this.collation(ordering(&sorted_expression(sort, select)?.type_of())?);
            this.direction(sort, false);
            Ok(())
        })
    }
}

fn types(list: &[Output]) -> Vec<Type> {
    list.iter().map(|output| output.expression.type_of()).collect()
}

fn sorted_expression<'a>(sort: &'a Sort, select: &'a Select) -> Result<&'a Expression, Error> {
    match &sort.by {
        SortBy::Expression(by) => Ok(by),
        SortBy::Output(position) => match select.output.get(*position) {
            Some(output) => Ok(&output.expression),
            None => Err(Error::Internal(format!("there is no output {position} to sort by"))),
        },
    }
}

fn by_expression(sort: &Sort, select: &Select) -> Result<Sort, Error> {
    let by = SortBy::Expression(sorted_expression(sort, select)?.clone());
    Ok(Sort { by, ..sort.clone() })
}

/// The range of what was written, if that is what a `from` begins with.
fn written(from: &From) -> Option<u32> {
    match from {
        From::Written { range } => Some(range.0),
        From::Join { left, .. } => written(left),
        _ => None,
    }
}

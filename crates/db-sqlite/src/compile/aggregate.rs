//! Aggregates and window functions.

use super::collation::{equality, ordering};
use super::expression::Level;
use super::{Done, Writing};
use crate::functions::{DistinctDescriptor, SortedBy, depends_on_types};
use builtin::Aggregate;
use catalog::{Expression, Sort, SortBy, Type, Windowed};
use db::Error;

/// The aggregates that SQLite computes itself, with PostgreSQL's meaning: the extremes by the argument's
/// collation, and those of booleans, which are 0 and 1.
const NATIVE: &[(&str, &str)] = &[
    ("count", "count("),
    ("min", "min("),
    ("max", "max("),
    ("bool_and", "min("),
    ("every", "min("),
    ("bool_or", "max("),
];

impl Writing<'_, '_> {
    pub(super) fn aggregate(&mut self, expression: &Expression) -> Done {
        let Expression::Aggregate { function, arguments, distinct, order, filter, of } = expression
        else {
            return Ok(());
        };
        match native(function) {
            Some(name) => self.native(name, arguments, *distinct)?,
            None if *distinct => self.distinct_aggregate(function, arguments, order, of)?,
            None => {
                self.registered(function, arguments, of)?;
                if !(order.is_empty() || arguments.is_empty()) {
                    self.to.words(" order by ");
                    self.sorts(order, &[])?;
                }
            }
        }
        self.to.words(")");
        if let Some(filter) = filter {
            self.to.words(" filter (where ");
            self.expression(filter, Level::Any)?;
            self.to.words(")");
        }
        Ok(())
    }

    pub(super) fn window(&mut self, expression: &Expression) -> Done {
        let Expression::Window { function, arguments, partition, order, filter, frame, of } =
            expression
        else {
            return Ok(());
        };
        match function {
            Windowed::Window(function) => {
                self.to.words(function.name).words("(");
                self.window_arguments(function.name, arguments)?;
            }
            Windowed::Aggregate(function) => match native(function) {
                Some(name) => self.native(name, arguments, false)?,
                None if frame.is_some() => self.moving(function, arguments, of)?,
                None => self.registered(function, arguments, of)?,
            },
        }
        self.to.words(")");
        if let Some(filter) = filter {
            self.to.words(" filter (where ");
            self.expression(filter, Level::Any)?;
            self.to.words(")");
        }
        self.to.words(" over (");
        self.partition(partition)?;
        if !(partition.is_empty() || order.is_empty()) {
            self.to.words(" ");
        }
        if !order.is_empty() {
            self.to.words("order by ");
            self.sorts(order, &[])?;
        }
        if let Some(frame) = frame {
            self.frame(frame, order)?;
        }
        self.to.words(")");
        Ok(())
    }

    /// What counts rows is looked at first, since SQLite's own error would not have PostgreSQL's code.
    fn window_arguments(&mut self, name: &'static str, arguments: &[Expression]) -> Done {
        let counts = matches!(name, "ntile" | "nth_value");
        self.list(", ", arguments.iter().enumerate(), |this, (at, argument)| {
            if !(counts && at + 1 == arguments.len()) {
                return this.expression(argument, Level::Any);
            }
            this.to.words("pg_positive(").string(name).words(", ");
            this.expression(argument, Level::Any)?;
            this.to.words(")");
            Ok(())
        })
    }

    /// `partition by a, b`
    pub(super) fn partition(&mut self, partition: &[Expression]) -> Done {
        if partition.is_empty() {
            return Ok(());
        }
        self.to.words("partition by ");
        self.list(", ", partition, Self::group_key)
    }

    /// `count(a`, without the end.
    fn native(&mut self, name: &'static str, arguments: &[Expression], distinct: bool) -> Done {
        self.to.words(name);
        let [argument] = arguments else {
            self.to.words("*");
            return Ok(());
        };
        let of = argument.type_of();
        if distinct && name == "count(" {
            self.to.words("distinct ");
            return self.collated(argument, equality(&of)?);
        }
        if name == "count(" {
            return self.expression(argument, Level::Any);
        }
        self.collated(argument, ordering(&of)?)
    }

    /// `agg_sum_int4(a`, without the end.
    fn registered(&mut self, function: &Aggregate, arguments: &[Expression], of: &Type) -> Done {
        self.to.routine("agg_", &function.id()).words("(");
        if depends_on_types(function.arguments, function.returns) {
            self.descriptor(arguments, of);
        }
        self.expressions(arguments)
    }

    /// `moving_sum_int4(a`, without the end: over a frame that rows leave too.
    fn moving(&mut self, function: &Aggregate, arguments: &[Expression], of: &Type) -> Done {
        self.to.routine("moving_", &function.id()).words("(");
        if depends_on_types(function.arguments, function.returns) {
            self.descriptor(arguments, of);
        }
        self.expressions(arguments)
    }

    /// `distinct` sorts, as it does in PostgreSQL; SQLite allows it for one argument only.
    fn distinct_aggregate(
        &mut self,
        function: &Aggregate,
        arguments: &[Expression],
        order: &[Sort],
        of: &Type,
    ) -> Done {
        for argument in arguments {
            ordering(&argument.type_of())?;
        }
        let sorted_by = order.iter().map(|sort| sorted_by(sort, arguments));
        let descriptor = DistinctDescriptor {
            arguments: catalog::build::types(arguments),
            returns: of.clone(),
            sorted_by: sorted_by.collect::<Result<_, _>>()?,
        };
        self.to.routine("distinct_", &function.id()).words("(").string(&descriptor.write());
        self.to.words(", ");
        self.expressions(arguments)
    }
}

fn sorted_by(sort: &Sort, arguments: &[Expression]) -> Result<SortedBy, Error> {
    let position = match &sort.by {
        SortBy::Expression(by) => arguments.iter().position(|argument| argument == by),
        SortBy::Output(_) => None,
    };
    let argument = position.ok_or_else(|| {
        let message =
            "in an aggregate with DISTINCT, ORDER BY expressions must appear in argument list";
        Error::sql("42P10", message)
    })?;
    Ok(SortedBy { argument, descending: sort.descending, nulls_first: sort.nulls_first })
}

fn native(function: &Aggregate) -> Option<&'static str> {
    NATIVE.iter().find(|(name, _)| *name == function.name).map(|(_, native)| *native)
}

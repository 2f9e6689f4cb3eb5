//! From a plan to relational algebra: embeds become subqueries, `!inner` becomes a condition.

mod groups;
mod spread;

use crate::read::{Embed, Embedding, Join, Order, OrderBy, Read, ReadSource};
use crate::write::{Delete, Demand, Insert, Update};
use crate::{Call, Plan, Step};
use catalog::build;
use catalog::query;
use catalog::rename;
use catalog::{
    CheckedAs, Distinct, Expression, From, JoinKind, Name, Output, Query, Ranges, Select, Sort,
    SortBy, Source, Statement, Type,
};

/// A plan as relational algebra, every relation still to be checked as the caller.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Lowered {
    /// One for each step of the plan.
    pub steps: Vec<LoweredStep>,
    /// Nothing may be written (25006).
    pub read_only: bool,
    /// The first range number that no step uses.
    pub next_range: u32,
}

/// One step.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct LoweredStep {
    /// What is run.
    pub statement: Statement,
    /// How many rows it may touch.
    pub demand: Demand,
    /// Its rows are kept for later steps by this number, and are not its answer.
    pub keep: Option<u32>,
}

impl Lowered {
    /// One statement that was read as SQL, with its relations as they are.
    pub fn of_statement(statement: Statement) -> Self {
        let next_range = catalog::rename::first_unused(&statement).0;
        let step = LoweredStep { statement, demand: Demand::Any, keep: None };
        Self { steps: vec![step], read_only: false, next_range }
    }
}

/// What a plan means.
pub fn lower(plan: &Plan) -> Lowered {
    let mut ranges = Ranges::starting_at(plan.next_range);
    let steps = plan.steps.iter().map(|step| lower_step(step, &mut ranges)).collect();
    Lowered { steps, read_only: plan.read_only, next_range: ranges.fresh().0 }
}

fn lower_step(step: &Step, ranges: &mut Ranges) -> LoweredStep {
    let (statement, demand) = match step {
        Step::Read(read) => (Statement::Query(rows(read, ranges)), Demand::Any),
        Step::Count(read) => (Statement::Query(count(read, ranges)), Demand::Any),
        Step::Require(require) => (Statement::Query(rows(&require.read, ranges)), require.demand),
        Step::Call(call) => (Statement::Query(called(call)), call.demand),
        Step::Insert(insert) => (Statement::Insert(lower_insert(insert, ranges)), insert.demand),
        Step::Update(update) => (Statement::Update(lower_update(update, ranges)), update.demand),
        Step::Delete(delete) => (Statement::Delete(lower_delete(delete, ranges)), delete.demand),
    };
    let keep = match step {
        Step::Call(call) => Some(call.kept),
        _ => None,
    };
    LoweredStep { statement, demand, keep }
}

/// `select * from routine(…)`
fn called(call: &Call) -> Query {
    let shown = |(name, of): &(Name, Type)| Output {
        name: name.clone(),
        expression: Expression::column(call.range, name.clone(), of.clone()),
    };
    let from = From::Routine {
        routine: call.routine.clone(),
        arguments: call.arguments.clone(),
        range: call.range,
        columns: call.columns.clone(),
        ordinality: false,
    };
    Query::select(Select {
        distinct: Distinct::No,
        output: call.columns.iter().map(shown).collect(),
        from: Some(from),
        filter: None,
        group: Vec::new(),
        having: None,
    })
}

fn lower_insert(insert: &Insert, ranges: &mut Ranges) -> query::Insert {
    query::Insert {
        with: Vec::new(),
        relation: insert.relation.clone(),
        checked_as: CheckedAs::Caller,
        range: insert.range,
        columns: insert.columns.clone(),
        source: Source::Inputs(insert.table),
        overriding: catalog::Overriding::No,
        conflict: insert.conflict.clone(),
        returning: returning(insert.returning.as_ref(), ranges),
    }
}

fn lower_update(update: &Update, ranges: &mut Ranges) -> query::Update {
    query::Update {
        with: Vec::new(),
        relation: update.relation.clone(),
        checked_as: CheckedAs::Caller,
        range: update.range,
        set: update.set.clone(),
        from: None,
        filter: condition(update.filter.clone()),
        limited: update.limited.clone(),
        returning: returning(update.returning.as_ref(), ranges),
    }
}

fn lower_delete(delete: &Delete, ranges: &mut Ranges) -> query::Delete {
    query::Delete {
        with: Vec::new(),
        relation: delete.relation.clone(),
        checked_as: CheckedAs::Caller,
        range: delete.range,
        using: None,
        filter: condition(delete.filter.clone()),
        limited: delete.limited.clone(),
        returning: returning(delete.returning.as_ref(), ranges),
    }
}

fn returning(read: Option<&Read>, ranges: &mut Ranges) -> Option<Box<Query>> {
    read.map(|read| Box::new(rows(read, ranges)))
}

/// The rows of a node.
fn rows(read: &Read, ranges: &mut Ranges) -> Query {
    linked(read, None, ranges)
}

/// The rows of a node, as far as they belong to a row of the node above.
fn linked(read: &Read, join: Option<&Join>, ranges: &mut Ranges) -> Query {
    if groups::is_needed(read) {
        groups::groups(read, join, ranges)
    } else {
        plain(read, join, ranges)
    }
}

/// The columns of a node first and then its embeds, as PostgREST orders them.
fn plain(read: &Read, join: Option<&Join>, ranges: &mut Ranges) -> Query {
    let mut output: Vec<Output> = read.select.iter().map(selected).collect();
    let mut from = with_junction(join, source(read));
    for embed in &read.embeds {
        match embed.embedding {
            Embedding::Hidden => {}
            Embedding::Nested => output.push(nested(embed, ranges)),
            Embedding::Spread => from = spread::spread(from, embed, &mut output, ranges),
        }
    }
    let on = join.map_or(Expression::TRUE, |join| join.on.clone());
    let filter = condition(on.and(filter(read, ranges)));
    let order = read.order.iter().map(|order| sort(read, order, ranges)).collect();
    let select = Select {
        distinct: Distinct::No,
        output,
        from: Some(from),
        filter,
        group: read.group.clone(),
        having: None,
    };
    Query { order, limit: read.limit.clone(), offset: read.offset.clone(), ..Query::select(select) }
}

/// `select count(*)` over the rows that a read's filters leave.
fn count(read: &Read, ranges: &mut Ranges) -> Query {
    let mut counted = Select {
        distinct: Distinct::No,
        output: Vec::new(),
        from: Some(source(read)),
        filter: condition(filter(read, ranges)),
        group: Vec::new(),
        having: None,
    };
    let aggregates = groups::aggregates(read);
    if aggregates || !read.group.is_empty() {
        let query = if aggregates {
            let (order, limit, offset) = (Vec::new(), None, None);
            rows(&Read { order, limit, offset, ..read.clone() }, ranges)
        } else {
            Query::select(Select { group: read.group.clone(), output: one(), ..counted.clone() })
        };
        let (query, range) = (Box::new(query), ranges.fresh());
        let from = From::Query { query, range, lateral: false, barrier: false };
        counted = Select { from: Some(from), filter: None, ..counted };
    }
    let count = build::aggregate("count", Vec::new()).ok();
    let named = |expression| Output { name: "count".into(), expression };
    counted.output = count.into_iter().map(named).collect();
    Query::select(counted)
}

fn source(read: &Read) -> From {
    match &read.source {
        ReadSource::Relation(relation) => From::Relation {
            relation: relation.clone(),
            range: read.range,
            checked_as: CheckedAs::Caller,
        },
        ReadSource::Written => From::Written { range: read.range },
        ReadSource::Routine { routine, arguments, columns } => From::Routine {
            routine: routine.clone(),
            arguments: arguments.clone(),
            range: read.range,
            columns: columns.clone(),
            ordinality: false,
        },
        ReadSource::Kept { kept, columns } => {
            From::Kept { kept: *kept, range: read.range, columns: columns.clone() }
        }
    }
}

fn selected(selected: &crate::Selected) -> Output {
    Output { name: selected.name.clone(), expression: selected.expression.clone() }
}

/// The node's own filter and the existence of every `!inner` embed.
fn filter(read: &Read, ranges: &mut Ranges) -> Expression {
    let inner = read.embeds.iter().filter(|embed| embed.inner).map(|embed| exists(embed, ranges));
    Expression::all(std::iter::once(read.filter.clone()).chain(inner))
}

/// Whether a row is embedded, as a condition over the node above. It has numbers of its own, since the embed
/// stands in the statement once more where it is shown.
pub fn exists(embed: &Embed, ranges: &mut Ranges) -> Expression {
    let select = Select {
        distinct: Distinct::No,
        output: one(),
        from: Some(joined(embed)),
        filter: condition(embed.join.on.clone().and(filter(&embed.read, ranges))),
        group: Vec::new(),
        having: None,
    };
    let query = rename::query_afresh(&Query::select(select), ranges);
    Expression::Exists(Box::new(query))
}

/// The embedded relation, with the junction that leads to it.
fn joined(embed: &Embed) -> From {
    with_junction(Some(&embed.join), source(&embed.read))
}

fn nested(embed: &Embed, ranges: &mut Ranges) -> Output {
    let query = Box::new(linked(&embed.read, Some(&embed.join), ranges));
    let expression = Expression::Rows { query, one: embed.to_one };
    Output { name: embed.name.clone(), expression }
}

fn with_junction(join: Option<&Join>, own: From) -> From {
    match join.and_then(|join| join.junction.as_ref()) {
        None => own,
        Some((junction, range)) => From::Join {
            kind: JoinKind::Cross,
            left: Box::new(From::Relation {
                relation: junction.clone(),
                range: *range,
                checked_as: CheckedAs::Caller,
            }),
            right: Box::new(own),
            on: None,
        },
    }
}

fn sort(read: &Read, order: &Order, ranges: &mut Ranges) -> Sort {
    let by = match &order.by {
        OrderBy::Own(expression) => expression.clone(),
        OrderBy::Embedded(at, expression) => match read.embeds.get(*at) {
            Some(embed) => related(embed, expression, ranges),
            None => expression.clone(),
        },
    };
    let (descending, nulls_first) = (order.descending, order.nulls_first);
    Sort { by: SortBy::Expression(by), descending, nulls_first }
}

/// The value of a to-one embed by which the node above is ordered.
fn related(embed: &Embed, expression: &Expression, ranges: &mut Ranges) -> Expression {
    let select = Select {
        distinct: Distinct::No,
        output: vec![Output { name: "order".into(), expression: expression.clone() }],
        from: Some(joined(embed)),
        filter: condition(embed.join.on.clone().and(filter(&embed.read, ranges))),
        group: Vec::new(),
        having: None,
    };
    let query = rename::query_afresh(&Query::select(select), ranges);
    Expression::Scalar { query: Box::new(query), of: expression.type_of() }
}

fn one() -> Vec<Output> {
    let expression = Expression::constant(value::Value::Int(1), catalog::Scalar::Int4.of());
    vec![Output { name: "one".into(), expression }]
}

fn condition(expression: Expression) -> Option<Expression> {
    (!expression.is_true()).then_some(expression)
}

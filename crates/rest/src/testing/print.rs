//! A plan as text, a line a node. Ranges are `t0`, `t1`; parameters `$0`.

use ::plan::{
    Cell, Delete, Demand, Embed, Embedding, Ending, Insert, Order, OrderBy, Plan, Read, ReadSource,
    Step, Update,
};
use catalog::{Assigned, ConflictAction, Expression, Infix, Test, Value};
use std::fmt::Write;

use crate::plan::Work;

/// The plan with its values.
pub(crate) fn print(work: &Work) -> String {
    let Plan { steps, ending, .. } = &work.plan;
    let mut out = String::new();
    for step in steps {
        print_step(work, step, &mut out);
    }
    if !work.inputs.parameters.is_empty() {
        let values: Vec<_> = work.inputs.parameters.iter().map(value).collect();
        writeln!(out, "with {}", values.join(", ")).unwrap();
    }
    if work.plan.read_only {
        out.push_str("read only\n");
    }
    if *ending == Ending::Rollback {
        out.push_str("rollback\n");
    }
    if let Some(late) = &work.late {
        writeln!(out, "late {late}").unwrap();
    }
    out
}

fn print_step(work: &Work, step: &Step, out: &mut String) {
    match step {
        Step::Read(read) => print_read("read ", read, 0, out),
        Step::Count(read) => print_read("count ", read, 0, out),
        Step::Require(require) => {
            print_read(&format!("require {:?} ", require.demand), &require.read, 0, out);
        }
        Step::Call(call) => {
            let called = called(&call.routine, &call.arguments);
            writeln!(out, "call {called} kept {}", call.kept).unwrap();
        }
        Step::Insert(insert) => print_insert(work, insert, out),
        Step::Update(Update { relation, range, set, filter, returning, demand, .. }) => {
            let set: Vec<String> = set
                .iter()
                .map(|set| format!("{} = {}", set.column, assigned(&set.value)))
                .collect();
            let (set, rows) = (set.join(", "), which(filter, *demand));
            writeln!(out, "update {} t{} set {set}{rows}", relation.name, range.0).unwrap();
            returned(returning.as_ref(), out);
        }
        Step::Delete(Delete { relation, range, filter, returning, demand, .. }) => {
            let rows = which(filter, *demand);
            writeln!(out, "delete {} t{}{rows}", relation.name, range.0).unwrap();
            returned(returning.as_ref(), out);
        }
    }
}

fn print_insert(work: &Work, insert: &Insert, out: &mut String) {
    let columns: Vec<&str> = insert.columns.iter().map(catalog::Name::as_str).collect();
    let rows = which(&Expression::TRUE, insert.demand);
    writeln!(out, "insert {} ({}){rows}", insert.relation.name, columns.join(", ")).unwrap();
    for row in &work.inputs.tables[insert.table as usize] {
        let cells: Vec<String> = row
            .iter()
            .map(|cell| match cell {
                Cell::Value(it) => value(it),
                Cell::Default => "default".to_owned(),
            })
            .collect();
        writeln!(out, "  ({})", cells.join(", ")).unwrap();
    }
    if let Some(conflict) = &insert.conflict {
        let target: Vec<&str> =
            conflict.target.iter().flatten().map(catalog::Name::as_str).collect();
        let action = match &conflict.action {
            ConflictAction::Nothing => "nothing".to_owned(),
            ConflictAction::Update { set, .. } => {
                let columns: Vec<&str> = set.iter().map(|set| set.column.as_str()).collect();
                format!("update {}", columns.join(", "))
            }
        };
        writeln!(out, "  on conflict ({}) {action}", target.join(", ")).unwrap();
    }
    returned(insert.returning.as_ref(), out);
}

fn returned(read: Option<&Read>, out: &mut String) {
    if let Some(read) = read {
        print_read("returning ", read, 1, out);
    }
}

fn which(filter: &Expression, demand: Demand) -> String {
    let mut text = String::new();
    if !filter.is_true() {
        write!(text, " where {}", expression(filter)).unwrap();
    }
    match demand {
        Demand::Any => {}
        Demand::One => text.push_str(" demand one"),
        Demand::Holds => text.push_str(" demand holds"),
        Demand::Absent => text.push_str(" demand absent"),
        Demand::AtMost(most) => write!(text, " demand at most {most}").unwrap(),
    }
    text
}

fn print_read(before: &str, read: &Read, depth: usize, out: &mut String) {
    let indent = "  ".repeat(depth);
    let from = match &read.source {
        ReadSource::Relation(relation) => relation.name.to_string(),
        ReadSource::Written => "written".to_owned(),
        ReadSource::Routine { routine, arguments, .. } => called(routine, arguments),
        ReadSource::Kept { kept, .. } => format!("kept {kept}"),
    };
    let select: Vec<String> = read
        .select
        .iter()
        .map(|it| match expression(&it.expression) {
            text if text == format!("t{}.{}", read.range.0, it.name) => it.name.to_string(),
            text => format!("{text} as {}", it.name),
        })
        .collect();
    write!(out, "{indent}{before}{from} t{} [{}]", read.range.0, select.join(", ")).unwrap();
    if !read.filter.is_true() {
        write!(out, " where {}", expression(&read.filter)).unwrap();
    }
    let list = |items: &[Expression]| items.iter().map(expression).collect::<Vec<_>>().join(", ");
    if !read.group.is_empty() {
        write!(out, " group {}", list(&read.group)).unwrap();
    }
    if !read.order.is_empty() {
        let order: Vec<String> = read.order.iter().map(|it| print_order(read, it)).collect();
        write!(out, " order {}", order.join(", ")).unwrap();
    }
    for (word, number) in [("limit", &read.limit), ("offset", &read.offset)] {
        if let Some(number) = number {
            write!(out, " {word} {}", expression(number)).unwrap();
        }
    }
    out.push('\n');
    for embed in &read.embeds {
        print_embed(embed, depth + 1, out);
    }
}

fn print_embed(embed: &Embed, depth: usize, out: &mut String) {
    let how = match embed.embedding {
        Embedding::Nested => "embed",
        Embedding::Spread => "spread",
        Embedding::Hidden => "hidden",
    };
    let count = if embed.to_one { "one" } else { "many" };
    let inner = if embed.inner { " inner" } else { "" };
    let over = embed.join.junction.as_ref();
    let over =
        over.map(|(name, range)| format!(" over {} t{}", name.name, range.0)).unwrap_or_default();
    let on = expression(&embed.join.on);
    let before = format!("{how} {} {count}{inner}{over} on {on}: ", embed.name);
    print_read(&before, &embed.read, depth, out);
}

fn print_order(read: &Read, order: &Order) -> String {
    let by = match &order.by {
        OrderBy::Own(by) => expression(by),
        OrderBy::Embedded(at, by) => format!("{}({})", read.embeds[*at].name, expression(by)),
    };
    let way = if order.descending { " desc" } else { "" };
    let nulls = match (order.nulls_first, order.descending) {
        (true, false) => " nulls first",
        (false, true) => " nulls last",
        _ => "",
    };
    format!("{by}{way}{nulls}")
}

fn assigned(value: &Assigned) -> String {
    match value {
        Assigned::Expression(value) => expression(value),
        Assigned::Default => "default".to_owned(),
    }
}

fn expression(it: &Expression) -> String {
    let list =
        |items: &[Expression], by: &str| items.iter().map(expression).collect::<Vec<_>>().join(by);
    match it {
        Expression::And(items) if items.is_empty() => "true".to_owned(),
        Expression::Or(items) if items.is_empty() => "false".to_owned(),
        Expression::And(items) => format!("({})", list(items, " and ")),
        Expression::Or(items) => format!("({})", list(items, " or ")),
        Expression::Not(operand) => format!("not {}", expression(operand)),
        Expression::Constant { value: it, .. } => value(it),
        Expression::Parameter { index, of } => format!("${index}::{of}"),
        Expression::Column { range, name, .. } => format!("t{}.{name}", range.0),
        Expression::Compare { operator, left, right } => {
            format!("{} {} {}", expression(left), operator.symbol(), expression(right))
        }
        Expression::Distinct { left, right, .. } => {
            format!("{} is distinct from {}", expression(left), expression(right))
        }
        Expression::Is { operand, test, negated } => {
            let test = match test {
                Test::Null => "null",
                Test::True => "true",
                Test::False => "false",
                Test::Unknown => "unknown",
            };
            let not = if *negated { "not " } else { "" };
            format!("{} is {not}{test}", expression(operand))
        }
        Expression::Quantified { operand, operator, array, all } => {
            let operator = match operator {
                Infix::Compare(operator) => operator.symbol(),
                Infix::Call(function) => function.operator.unwrap_or(function.name),
            };
            let all = if *all { "all" } else { "any" };
            format!("{} {operator} {all} ({})", expression(operand), expression(array))
        }
        Expression::Cast { operand, to, .. } => format!("{}::{to}", expression(operand)),
        Expression::Call { function, arguments, .. } => match function.operator {
            Some(symbol) => list(arguments, &format!(" {symbol} ")),
            None => format!("{}({})", function.name, list(arguments, ", ")),
        },
        Expression::Routine { routine, arguments, .. } => called(routine, arguments),
        Expression::Row { items, .. } => match items.first() {
            Some(Expression::Column { range, .. }) => format!("row t{}", range.0),
            _ => format!("row({})", list(items, ", ")),
        },
        Expression::Aggregate { function, arguments, .. } => {
            format!("{}({})", function.name, list(arguments, ", "))
        }
        Expression::Exists(query) => {
            let catalog::Body::Select(select) = &query.body else { panic!("{query:?}") };
            format!("exists ({})", select.filter.as_ref().map(expression).unwrap_or_default())
        }
        other => format!("{other:?}"),
    }
}

fn called(routine: &catalog::RoutineId, arguments: &[Expression]) -> String {
    let arguments: Vec<String> = arguments.iter().map(expression).collect();
    format!("{}({})", routine.name.name, arguments.join(", "))
}

fn value(it: &Value) -> String {
    match it {
        Value::Null => "null".to_owned(),
        Value::Int(int) => int.to_string(),
        Value::Float(float) => float.to_string(),
        Value::Text(text) => format!("'{text}'"),
        Value::Bytes(bytes) => format!("{bytes:02x?}"),
    }
}

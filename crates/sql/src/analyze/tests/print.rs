//! Trees as text: columns by their range's number, `::` for a written cast and `~` for one that PostgreSQL makes.

use catalog::{
    Assigned, Assignment, Body, ConflictAction, Distinct, Expression, From, Infix, Insert,
    JoinKind, Modifier, Query, Select, Session, SetOperator, Sort, SortBy, Source, Statement, Test,
    Type, Value, Windowed, With, WithBody,
};

pub(super) fn statement(of: &Statement) -> String {
    match of {
        Statement::Query(of) => query(of),
        Statement::Insert(of) => insert(of),
        Statement::Update(of) => {
            let from = of.from.as_ref().map(|it| format!(" from {}", from(it))).unwrap_or_default();
            let whole = format!(
                "{}update {} {} set {}{from}{}",
                withs(&of.with),
                of.relation,
                of.range.0,
                assignments(&of.set),
                clause("where", of.filter.as_ref())
            );
            whole + &returning(of.returning.as_deref())
        }
        Statement::Delete(of) => {
            let using =
                of.using.as_ref().map(|it| format!(" using {}", from(it))).unwrap_or_default();
            let whole = format!(
                "{}delete {} {}{using}{}",
                withs(&of.with),
                of.relation,
                of.range.0,
                clause("where", of.filter.as_ref())
            );
            whole + &returning(of.returning.as_deref())
        }
    }
}

fn insert(of: &Insert) -> String {
    let source = match &of.source {
        Source::Inputs(at) => format!("inputs {at}"),
        Source::Query(of) => query(of),
        Source::Rows(rows) => {
            let row = |row: &Vec<Assigned>| format!("({})", join(row.iter().map(assigned)));
            format!("rows {}", join(rows.iter().map(row)))
        }
    };
    let columns = of.columns.join(" ");
    let overriding = if of.overriding != catalog::Overriding::No { " overriding" } else { "" };
    let mut whole = format!(
        "{}insert {} {} ({columns}){overriding} {source}",
        withs(&of.with),
        of.relation,
        of.range.0
    );
    if let Some(conflict) = &of.conflict {
        let target =
            conflict.target.as_ref().map(|it| format!(" ({})", it.join(" "))).unwrap_or_default();
        whole += &format!(" conflict{target}");
        whole += &match &conflict.action {
            ConflictAction::Nothing => " nothing".to_owned(),
            ConflictAction::Update { set, filter, excluded } => {
                format!(
                    " update {} set {}{}",
                    excluded.0,
                    assignments(set),
                    clause("where", filter.as_ref())
                )
            }
        };
    }
    whole + &returning(of.returning.as_deref())
}

fn returning(of: Option<&Query>) -> String {
    of.map(|it| format!(" returning {}", query(it))).unwrap_or_default()
}

fn assignments(set: &[Assignment]) -> String {
    join(set.iter().map(|it| format!("{} = {}", it.column, assigned(&it.value))))
}

fn assigned(of: &Assigned) -> String {
    match of {
        Assigned::Expression(of) => expression(of),
        Assigned::Default => "default".to_owned(),
    }
}

fn withs(with: &[With]) -> String {
    with.iter().map(one_with).collect()
}

fn one_with(with: &With) -> String {
    let body = match &with.body {
        WithBody::Query(of) => query(of),
        WithBody::Write(of) => statement(of),
    };
    let recursive = if with.recursive { "recursive " } else { "" };
    let columns = join(with.columns.iter().map(|(name, of)| format!("{name} {of}")));
    format!("with {recursive}{}({columns}) as ({body}) ", with.name)
}

pub(super) fn query(of: &Query) -> String {
    let body = match &of.body {
        Body::Select(of) => select(of),
        Body::Values(rows) => {
            let row = |row: &Vec<Expression>| format!("({})", list(row));
            format!("values {}", join(rows.iter().map(row)))
        }
        Body::Set { operator, all, left, right } => {
            let word = match operator {
                SetOperator::Union => "union",
                SetOperator::Intersect => "intersect",
                SetOperator::Except => "except",
            };
            format!("({}) {word}{} ({})", query(left), if *all { " all" } else { "" }, query(right))
        }
    };
    let mut whole = format!("{}{body}", withs(&of.with));
    if !of.order.is_empty() {
        whole += &format!(" order by {}", sorts(&of.order));
    }
    whole += &clause("limit", of.limit.as_ref());
    whole + &clause("offset", of.offset.as_ref())
}

fn select(of: &Select) -> String {
    let distinct = match &of.distinct {
        Distinct::No => String::new(),
        Distinct::Rows => "distinct ".to_owned(),
        Distinct::On(on) => format!("distinct on ({}) ", list(on)),
    };
    let output =
        join(of.output.iter().map(|it| format!("{} {}", expression(&it.expression), it.name)));
    let mut whole = format!("select {distinct}{output}");
    if let Some(of) = &of.from {
        whole += &format!(" from {}", from(of));
    }
    whole += &clause("where", of.filter.as_ref());
    if !of.group.is_empty() {
        whole += &format!(" group by {}", list(&of.group));
    }
    whole + &clause("having", of.having.as_ref())
}

fn from(of: &From) -> String {
    match of {
        From::Relation { relation, range, .. } => format!("{} {}", relation.name, range.0),
        From::Query { query: of, range, lateral, .. } => {
            format!("{}({}) {}", if *lateral { "lateral " } else { "" }, query(of), range.0)
        }
        From::Function { function, arguments, range, columns, ordinality } => {
            let columns = join(columns.iter().map(|(name, of)| format!("{name} {of}")));
            let ordinality = if *ordinality { " with ordinality" } else { "" };
            format!("{}({}){ordinality} {}({columns})", function.name, list(arguments), range.0)
        }
        From::Routine { routine, arguments, range, .. } => {
            format!("routine {}({}) {}", routine.name, list(arguments), range.0)
        }
        From::Kept { kept, range, .. } => format!("kept{kept} {}", range.0),
        From::Common { name, range } => format!("with:{name} {}", range.0),
        From::Written { range } => format!("written {}", range.0),
        From::Join { kind, left, right, on } => {
            let word = match kind {
                JoinKind::Inner => "join",
                JoinKind::Left => "left",
                JoinKind::Right => "right",
                JoinKind::Full => "full",
                JoinKind::Cross => "cross",
            };
            format!("({} {word} {}{})", from(left), from(right), clause("on", on.as_ref()))
        }
    }
}

fn sorts(of: &[Sort]) -> String {
    join(of.iter().map(|sort| {
        let by = match &sort.by {
            SortBy::Expression(of) => expression(of),
            SortBy::Output(at) => format!("#{at}"),
        };
        let direction = if sort.descending { " desc" } else { "" };
        let nulls = if sort.nulls_first != sort.descending {
            if sort.nulls_first { " nulls first" } else { " nulls last" }
        } else {
            ""
        };
        format!("{by}{direction}{nulls}")
    }))
}

fn clause(word: &str, of: Option<&Expression>) -> String {
    of.map(|it| format!(" {word} {}", expression(it))).unwrap_or_default()
}

fn list(of: &[Expression]) -> String {
    join(of.iter().map(expression))
}

fn join(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join(", ")
}

fn modified(to: &Type, modifier: Modifier) -> String {
    match modifier {
        Modifier::None => to.to_string(),
        Modifier::Length(n) => format!("{to}({n})"),
        Modifier::Precision(p, s) => format!("{to}({p},{s})"),
        Modifier::Fraction(n) => format!("{to}({n})"),
    }
}

fn infix(of: &Infix) -> &'static str {
    match of {
        Infix::Compare(of) => of.symbol(),
        Infix::Call(of) => of.operator.unwrap_or(of.name),
    }
}

fn not(negated: bool) -> &'static str {
    if negated { "not " } else { "" }
}

pub(super) fn expression(of: &Expression) -> String {
    use Expression as E;
    match of {
        E::Constant { value, of } => constant(value, of),
        E::Parameter { index, .. } => format!("${index}"),
        E::Argument { index, .. } => format!("argument{index}"),
        E::Routine { routine, arguments, .. } => {
            format!("routine {}({})", routine.name, list(arguments))
        }
        E::Session(of) => match of {
            Session::Setting { name, missing_ok } => format!("setting({name}, {missing_ok})"),
            of => format!("{of:?}").to_lowercase(),
        },
        E::Column { range, name, .. } => format!("{}.{name}", range.0),
        E::And(parts) => {
            format!("({})", parts.iter().map(expression).collect::<Vec<_>>().join(" and "))
        }
        E::Or(parts) => {
            format!("({})", parts.iter().map(expression).collect::<Vec<_>>().join(" or "))
        }
        E::Not(of) => format!("not {}", expression(of)),
        E::Compare { operator, left, right } => {
            format!("({} {} {})", expression(left), operator.symbol(), expression(right))
        }
        E::Distinct { left, right, negated } => {
            format!(
                "({} is {}distinct from {})",
                expression(left),
                not(*negated),
                expression(right)
            )
        }
        E::Is { operand, test, negated } => {
            let test = match test {
                Test::Null => "null",
                Test::True => "true",
                Test::False => "false",
                Test::Unknown => "unknown",
            };
            format!("({} is {}{test})", expression(operand), not(*negated))
        }
        E::InList { operand, items, negated } => {
            format!("({} {}in ({}))", expression(operand), not(*negated), list(items))
        }
        E::Quantified { operand, operator, array, all } => {
            let word = if *all { "all" } else { "any" };
            format!("({} {} {word} ({}))", expression(operand), infix(operator), expression(array))
        }
        E::Case { branches, otherwise, .. } => {
            let branch = |(when, then): &(E, E)| {
                format!(" when {} then {}", expression(when), expression(then))
            };
            let branches: String = branches.iter().map(branch).collect();
            format!("case{branches}{} end", clause("else", otherwise.as_deref()))
        }
        E::Coalesce { items, .. } => format!("coalesce({})", list(items)),
        E::NullIf { left, right } => format!("nullif({}, {})", expression(left), expression(right)),
        E::Extreme { items, greatest, .. } => {
            format!("{}({})", if *greatest { "greatest" } else { "least" }, list(items))
        }
        E::Cast { operand, to, modifier, explicit } => {
            let sign = if *explicit { "::" } else { "~" };
            format!("{}{sign}{}", expression(operand), modified(to, *modifier))
        }
        E::Call { function, arguments, .. } => match (function.operator, arguments.as_slice()) {
            (Some(symbol), [left, right]) => {
                format!("({} {symbol} {})", expression(left), expression(right))
            }
            (Some(symbol), [operand]) => format!("({symbol} {})", expression(operand)),
            _ => format!("{}({})", function.name, list(arguments)),
        },
        E::Aggregate { function, arguments, distinct, order, filter, .. } => {
            let distinct = if *distinct { "distinct " } else { "" };
            let order = if order.is_empty() {
                String::new()
            } else {
                format!(" order by {}", sorts(order))
            };
            let filter = filter.as_deref().map(|it| format!(" filter {}", expression(it)));
            format!(
                "{}({distinct}{}{order}){}",
                function.name,
                list(arguments),
                filter.unwrap_or_default()
            )
        }
        E::Window { function, arguments, partition, order, .. } => {
            let name = match function {
                Windowed::Window(of) => of.name,
                Windowed::Aggregate(of) => of.name,
            };
            let order =
                if order.is_empty() { String::new() } else { format!(" order {}", sorts(order)) };
            format!("{name}({}) over ({}{order})", list(arguments), list(partition))
        }
        E::Array { items, of } => format!("array[{}]{of}", list(items)),
        E::Row { items, of } => format!("row({}){of}", list(items)),
        E::Field { operand, name, .. } => format!("({}).{name}", expression(operand)),
        E::Exists(of) => format!("exists ({})", query(of)),
        E::Scalar { query: of, .. } => format!("({})", query(of)),
        E::InQuery { operands, query: of, negated } => {
            format!("({} {}in ({}))", list(operands), not(*negated), query(of))
        }
        E::QuantifiedQuery { operand, operator, query: of, all } => {
            let word = if *all { "all" } else { "any" };
            format!("({} {} {word} ({}))", expression(operand), infix(operator), query(of))
        }
        E::ArrayQuery { query: of, .. } => format!("array({})", query(of)),
        E::Rows { query: of, .. } => format!("rows({})", query(of)),
    }
}

fn constant(value: &Value, of: &Type) -> String {
    let mut text = String::new();
    if !value.is_null() {
        value::write(of, value, &mut text);
    }
    match of {
        _ if value.is_null() => format!("null'{of}"),
        of if of.to_string() == "integer" || *of == Type::BOOL => text,
        of => format!("{text}'{of}"),
    }
}

//! The texts of queries.

use super::fixture::*;
use catalog::*;
use std::fmt::Write;

/// Each query under its name.
fn check(snapshot: &str, cases: Vec<(&str, Query)>) {
    let mut texts = String::new();
    let database = Database::new();
    for (name, query) in cases {
        let text = match compiled(&query) {
            Ok(sql) => {
                database.require_valid(&sql);
                shown(&sql)
            }
            Err(error) => format!("refused: {error}"),
        };
        writeln!(texts, "-- {name}\n{text}\n").unwrap();
    }
    insta::assert_snapshot!(snapshot, texts);
}

/// `select … from posts where` a condition.
fn that(condition: Expression) -> Query {
    select(vec![post(0, "id")], table("posts", 0), condition)
}

#[test]
fn plain_reads_call_no_functions() {
    let by_key = equal(post(0, "id"), parameter(0, Scalar::Int8.of()));
    let id_and_title = || vec![post(0, "id"), post(0, "title")];
    let page = Query {
        limit: Some(parameter(1, Scalar::Int8.of())),
        offset: Some(int8(20)),
        ..ordered(
            select(id_and_title(), table("posts", 0), None),
            vec![by(post(0, "id"), false), by(post(0, "price"), true), by(post(0, "price"), false)],
        )
    };
    let asked_once = scalar(select(vec![Expression::Session(Session::Uid)], None, None));
    check(
        "plain_reads",
        vec![
            ("by key", select(id_and_title(), table("posts", 0), by_key)),
            ("a page", page),
            ("own rows", that(equal(post(0, "key"), Expression::Session(Session::Uid)))),
            ("own rows, with a select around who asks", that(equal(post(0, "key"), asked_once))),
            ("no columns", select(Vec::new(), table("posts", 0), None)),
        ],
    );
}

#[test]
fn a_type_decides_the_collation_of_a_comparison() {
    let price = || post(0, "price");
    let tags = || post(0, "tags");
    let any = |operator| Expression::Quantified {
        operand: Box::new(post(0, "id")),
        operator,
        array: Box::new(parameter(0, Scalar::Int8.of().array())),
        all: false,
    };
    let in_list = Expression::InList {
        operand: Box::new(price()),
        items: vec![numeric("1"), numeric("2.0")],
        negated: true,
    };
    let distinct = Expression::Distinct {
        left: Box::new(price()),
        right: Box::new(parameter(0, Scalar::Numeric.of())),
        negated: false,
    };
    let nick = read(0, "authors", "nick");
    let as_text = equal(cast(nick.clone(), Type::TEXT), text("Ada"));
    check(
        "comparisons",
        vec![
            ("numeric", that(Expression::compare(Comparison::Less, price(), numeric("10.0")))),
            ("citext", select(vec![nick.clone()], table("authors", 0), equal(nick, text("ADA")))),
            ("citext as text", select(vec![int4(1)], table("authors", 0), as_text)),
            ("array", that(equal(tags(), literal("{a,b}", Type::TEXT.array())))),
            ("in", that(in_list)),
            ("distinct", that(distinct)),
            ("any", that(any(Infix::Compare(Comparison::Equal)))),
            ("less than any", that(any(Infix::Compare(Comparison::Less)))),
            (
                "logic",
                that(Expression::Or(vec![
                    Expression::And(vec![post(0, "public"), Expression::TRUE]),
                    equal(post(0, "id"), int8(1)).and(equal(price(), numeric("1"))).negate(),
                ])),
            ),
            (
                "is",
                that(Expression::Is {
                    operand: Box::new(post(0, "public")),
                    test: Test::True,
                    negated: true,
                }),
            ),
            (
                "rows",
                that(Expression::compare(
                    Comparison::Less,
                    row(vec![price(), post(0, "id")]),
                    row(vec![numeric("1"), int8(2)]),
                )),
            ),
        ],
    );
}

fn row(items: Vec<Expression>) -> Expression {
    Expression::Row { items, of: Scalar::Record.of() }
}

#[test]
fn calls_and_casts_say_their_types_only_where_types_decide() {
    let one = |expression| select(vec![expression], table("posts", 0), None);
    let extreme = Expression::Extreme {
        items: vec![post(0, "price"), numeric("1")],
        greatest: true,
        of: Scalar::Numeric.of(),
    };
    let array =
        Expression::Array { items: vec![post(0, "title"), text("b")], of: Type::TEXT.array() };
    let window = Expression::Window {
        function: Windowed::Aggregate(match aggregate("sum", vec![post(0, "price")]) {
            Expression::Aggregate { function, .. } => function,
            _ => unreachable!(),
        }),
        arguments: vec![post(0, "price")],
        partition: vec![post(0, "price")],
        order: vec![by(post(0, "id"), false)],
        filter: None,
        frame: None,
        of: Scalar::Numeric.of(),
    };
    let distinct = |name, arguments, order| match aggregate(name, arguments) {
        Expression::Aggregate { function, arguments, of, .. } => Expression::Aggregate {
            function,
            arguments,
            distinct: true,
            order,
            filter: Some(Box::new(post(0, "public"))),
            of,
        },
        other => other,
    };
    check(
        "calls",
        vec![
            ("native", one(call("length", vec![post(0, "title")]))),
            ("registered", one(call("lower", vec![post(0, "title")]))),
            ("operators", one(operator("+", post(0, "id"), int8(1)))),
            ("concatenation", one(operator("||", post(0, "title"), text("!")))),
            ("polymorphic", one(call("cardinality", vec![post(0, "tags")]))),
            ("same form", one(cast(post(0, "title"), Scalar::Varchar.of()))),
            ("to text", one(cast(post(0, "id"), Type::TEXT))),
            ("to a float", one(cast(post(0, "id"), Scalar::Float8.of()))),
            ("to an enum", one(cast(post(0, "title"), mood()))),
            ("to a domain", one(cast(post(0, "title"), email()))),
            ("greatest", one(extreme)),
            ("array", one(array)),
            ("count", one(aggregate("count", Vec::new()))),
            ("max", one(aggregate("max", vec![post(0, "price")]))),
            ("sum", one(aggregate("sum", vec![post(0, "price")]))),
            ("count distinct", one(distinct("count", vec![post(0, "price")], Vec::new()))),
            (
                "array_agg distinct",
                one(distinct(
                    "array_agg",
                    vec![post(0, "price")],
                    vec![by(post(0, "price"), true)],
                )),
            ),
            ("window", one(window)),
            ("short float", one(literal("0.1", Scalar::Float8.of()))),
            ("long float", one(literal("0.30000000000000004", Scalar::Float8.of()))),
            ("infinite", one(literal("infinity", Scalar::Float8.of()))),
        ],
    );
}

#[test]
fn subqueries_are_written_as_what_they_are() {
    let titles = |filter| select(vec![post(1, "title")], table("posts", 1), filter);
    let of_author = || equal(post(1, "author_id"), author(0, "id"));
    let one = |expression| select(vec![expression], table("authors", 0), None);
    let by_key = equal(post(1, "id"), author(0, "id"));
    let sorted = ordered(
        select(vec![post(1, "id"), post(1, "price")], table("posts", 1), of_author()),
        vec![by(post(1, "title"), false)],
    );
    let code = select(vec![author(1, "id"), author(1, "code")], table("authors", 1), None);
    let any = Expression::QuantifiedQuery {
        operand: Box::new(text("a")),
        operator: Infix::Compare(Comparison::Less),
        query: Box::new(titles(of_author())),
        all: true,
    };
    let in_query = Expression::InQuery {
        operands: vec![author(0, "id"), author(0, "nick")],
        query: Box::new(select(
            vec![post(1, "author_id"), cast(post(1, "title"), Scalar::Citext.of())],
            table("posts", 1),
            None,
        )),
        negated: true,
    };
    let array =
        Expression::ArrayQuery { query: Box::new(titles(of_author())), of: Type::TEXT.array() };
    check(
        "subqueries",
        vec![
            ("exists", one(Expression::Exists(Box::new(titles(of_author()))))),
            ("many", one(scalar(titles(of_author())))),
            ("by key", one(scalar(titles(by_key)))),
            ("limited", one(scalar(Query { limit: Some(int8(1)), ..titles(of_author()) }))),
            (
                "counted",
                one(scalar(select(vec![aggregate("count", vec![])], table("posts", 1), None))),
            ),
            ("in", one(in_query)),
            ("all", one(any)),
            ("array", one(array)),
            ("embed of many", one(rows(sorted, false))),
            ("embed of one", one(rows(code, true))),
        ],
    );
}

#[test]
fn row_sources_keep_their_shape() {
    let inner = || select(vec![post(1, "id"), post(1, "price")], table("posts", 1), None);
    let outer = |from| select(vec![column(Range(0), "a", Scalar::Int8.of())], from, None);
    let barrier = |query| From::Query {
        query: Box::new(query),
        range: Range(0),
        lateral: false,
        barrier: true,
    };
    let lateral = From::Query {
        query: Box::new(select(vec![author(5, "id"), post(1, "key")], table("posts", 1), None)),
        range: Range(0),
        lateral: true,
        barrier: false,
    };
    let series = |arguments: Vec<Expression>| {
        let resolved =
            builtin::resolve::set_returning("generate_series", &build::types(&arguments));
        From::Function {
            function: resolved.unwrap().of,
            arguments,
            range: Range(0),
            columns: vec![("a".into(), Scalar::Int8.of()), ("n".into(), Scalar::Int8.of())],
            ordinality: true,
        }
    };
    let on = equal(post(1, "author_id"), author(0, "id"));
    let nested = join(
        JoinKind::Cross,
        table("authors", 2),
        join(JoinKind::Left, table("authors", 0), table("posts", 1), Some(on.clone())),
        None,
    );
    let grouped = join(
        JoinKind::Left,
        table("authors", 2),
        join(JoinKind::Inner, table("authors", 0), table("posts", 1), Some(on)),
        Some(Expression::TRUE),
    );
    check(
        "sources",
        vec![
            ("subquery", outer(subquery(inner(), 0))),
            ("barrier", outer(barrier(inner()))),
            (
                "barrier of values",
                select(
                    vec![column(Range(0), "column1", Scalar::Int8.of())],
                    barrier(values(vec![vec![int8(1)]])),
                    None,
                ),
            ),
            ("random", outer(subquery(select(vec![call("random", vec![])], None, None), 0))),
            ("lateral", outer(join(JoinKind::Left, table("authors", 5), lateral, None))),
            (
                "function",
                select(
                    vec![
                        column(Range(0), "a", Scalar::Int8.of()),
                        column(Range(0), "n", Scalar::Int8.of()),
                    ],
                    series(vec![int8(1), int8(3)]),
                    None,
                ),
            ),
            ("joins in a cross join", select(vec![author(0, "name")], nested, None)),
            ("joins in a left join", select(vec![author(0, "name")], grouped, None)),
        ],
    );
}

#[test]
fn whole_queries() {
    let prices = |range| select(vec![post(range, "price")], table("posts", range), None);
    let on_author = selected(
        select(vec![post(0, "author_id"), post(0, "title")], table("posts", 0), None),
        |select| select.distinct = Distinct::On(vec![post(0, "author_id")]),
    );
    let on_author = Query {
        limit: Some(int8(5)),
        ..ordered(on_author, vec![by(post(0, "author_id"), false), by(post(0, "price"), true)])
    };
    let grouped = selected(
        select(vec![post(0, "price"), aggregate("count", vec![])], table("posts", 0), None),
        |select| {
            select.group = vec![post(0, "price"), int4(1)];
            select.having =
                Some(Expression::compare(Comparison::Greater, aggregate("count", vec![]), int8(1)));
        },
    );
    let by_position = |query| {
        let sort = Sort { by: SortBy::Output(0), descending: true, nulls_first: false };
        ordered(query, vec![sort])
    };
    let limited = Query { limit: Some(int8(1)), ..prices(1) };
    check(
        "queries",
        vec![
            ("distinct", selected(prices(0), |select| select.distinct = Distinct::Rows)),
            ("distinct on", on_author),
            ("grouped", grouped),
            ("union", by_position(set(SetOperator::Union, false, prices(0), limited))),
            ("union all", set(SetOperator::Union, true, prices(0), prices(1))),
            ("except all", set(SetOperator::Except, true, prices(0), prices(1))),
            ("values", by_position(values(vec![vec![int8(1)], vec![int8(2)]]))),
            ("with", with(false)),
            ("with recursive", with(true)),
        ],
    );
}

/// `with n(n) as (…) select n from n`
fn with(recursive: bool) -> Query {
    let number = |range| column(Range(range), "n", Scalar::Int8.of());
    let common = |range| From::Common { name: "n".into(), range: Range(range) };
    let start = select(vec![int8(1)], None, None);
    let step = select(
        vec![operator("+", number(1), int8(1))],
        common(1),
        Expression::compare(Comparison::Less, number(1), int8(3)),
    );
    let body = if recursive { set(SetOperator::Union, true, start, step) } else { start };
    let with = With {
        name: "n".into(),
        columns: vec![("n".into(), Scalar::Int8.of())],
        body: WithBody::Query(Box::new(body)),
        recursive,
    };
    Query { with: vec![with], ..select(vec![number(0)], common(0), None) }
}

#[test]
fn a_deep_tree_is_refused_in_time() {
    let deep = |depth| (0..depth).fold(post(0, "public"), |inner, _| inner.negate());
    let database = Database::new();
    assert_eq!(database.rows(&that(deep(400)), &[]).unwrap(), ["1", "4"]);
    let refused = compiled(&that(deep(600))).unwrap_err();
    assert_eq!(refused.to_string(), "stack depth limit exceeded (54001)");
}

#[test]
fn a_long_list_of_conditions_stays_shallow() {
    let conditions = (0..5000).map(|id| equal(post(0, "id"), int8(id))).collect();
    let database = Database::new();
    let query = that(Expression::Or(conditions));
    assert_eq!(database.rows(&query, &[]).unwrap(), ["1", "2", "3", "4"]);
}

//! What the compiled texts answer, against what PostgreSQL answers.

use super::fixture::*;
use catalog::*;

fn check(query: &Query, parameters: &[Value], expected: &[&str]) {
    let database = Database::new();
    let rows = database.rows(query, parameters);
    let text = compiled(query).map(|sql| sql.text);
    assert_eq!(rows, Ok(expected.iter().map(|&row| row.to_owned()).collect()), "{text:?}");
}

fn check_error(query: &Query, code: &str, message: &str) {
    let error = Database::new().rows(query, &[]).unwrap_err();
    assert_eq!((error.code, error.message.as_str()), (code, message));
}

fn one(expression: Expression) -> Query {
    select(vec![expression], None, None)
}

fn posts_where(condition: Expression) -> Query {
    ordered(
        select(vec![post(0, "id")], table("posts", 0), condition),
        vec![by(post(0, "id"), false)],
    )
}

#[test]
fn numbers_are_compared_as_numbers() {
    check(&one(Expression::compare(Comparison::Greater, numeric("10"), numeric("9"))), &[], &["1"]);
    check(&one(equal(numeric("1.0"), numeric("1.00"))), &[], &["1"]);
    check(&posts_where(equal(post(0, "price"), numeric("9.000"))), &[], &["2", "3"]);
    let sorted = ordered(
        select(vec![post(0, "price")], table("posts", 0), None),
        vec![by(post(0, "price"), false)],
    );
    let Sort { by: key, .. } = by(post(0, "price"), true);
    let descending = Sort { by: key, descending: true, nulls_first: true };
    check(&sorted, &[], &["9.00", "9", "10", "null"]);
    let descending = ordered(sorted, vec![descending, by(post(0, "id"), true)]);
    check(&descending, &[], &["null", "10", "9", "9.00"]);
}

#[test]
fn equal_numbers_are_one_in_distinct_group_and_union() {
    let prices = || select(vec![post(0, "price")], table("posts", 0), None);
    let distinct = selected(prices(), |select| select.distinct = Distinct::Rows);
    let count = |query| select(vec![aggregate("count", vec![])], subquery(query, 9), None);
    check(&count(distinct), &[], &["3"]);
    let grouped =
        selected(select(vec![aggregate("count", vec![])], table("posts", 0), None), |select| {
            select.group = vec![post(0, "price")];
        });
    let grouped = ordered(grouped, vec![by(aggregate("count", vec![]), true)]);
    check(&grouped, &[], &["2", "1", "1"]);
    let one_more = values(vec![vec![numeric("10.000")]]);
    let union = |operator, all| {
        set(
            operator,
            all,
            select(vec![post(0, "price")], table("posts", 0), None),
            one_more.clone(),
        )
    };
    check(&count(union(SetOperator::Union, false)), &[], &["3"]);
    check(&count(union(SetOperator::Union, true)), &[], &["5"]);
    check(&count(union(SetOperator::Except, true)), &[], &["3"]);
    check(&count(union(SetOperator::Except, false)), &[], &["2"]);
    check(&count(union(SetOperator::Intersect, true)), &[], &["1"]);
    let distinct = Expression::Aggregate {
        function: match aggregate("count", vec![post(0, "price")]) {
            Expression::Aggregate { function, .. } => function,
            _ => unreachable!(),
        },
        arguments: vec![post(0, "price")],
        distinct: true,
        order: Vec::new(),
        filter: None,
        of: Scalar::Int8.of(),
    };
    check(&select(vec![distinct], table("posts", 0), None), &[], &["2"]);
}

#[test]
fn citext_is_compared_without_case_and_its_text_with_it() {
    let names = |condition| select(vec![author(0, "id")], table("authors", 0), condition);
    let nick = || author(0, "nick");
    check(&names(equal(nick(), literal("bob", Scalar::Citext.of()))), &[], &["2"]);
    check(&names(equal(cast(nick(), Type::TEXT), text("bob"))), &[], &[]);
    check(&names(equal(cast(nick(), Type::TEXT), text("BOB"))), &[], &["2"]);
    let inside = subquery(select(vec![cast(nick(), Type::TEXT)], table("authors", 0), None), 1);
    let outside = column(Range(1), "a", Type::TEXT);
    check(&select(vec![outside.clone()], inside, equal(outside, text("bob"))), &[], &[]);
}

#[test]
fn any_and_all_follow_three_valued_logic() {
    let quantified =
        |operand: Expression, operator, array: Expression, all| Expression::Quantified {
            operand: Box::new(operand),
            operator: Infix::Compare(operator),
            array: Box::new(array),
            all,
        };
    let ids = || parameter(0, Scalar::Int8.of().array());
    let any = posts_where(quantified(post(0, "id"), Comparison::Equal, ids(), false));
    check(&any, &[Value::text("{2,4,9}")], &["2", "4"]);
    check(&any, &[Value::text("{}")], &[]);
    check(&any, &[Value::Null], &[]);
    let none = posts_where(quantified(post(0, "id"), Comparison::NotEqual, ids(), true));
    check(&none, &[Value::text("{2,4}")], &["1", "3"]);
    check(&none, &[Value::text("{2,NULL}")], &[]);
    check(&none, &[Value::text("{}")], &["1", "2", "3", "4"]);
    for (operator, array, all, expected) in [
        (Comparison::Less, "{1,NULL}", false, "null"),
        (Comparison::Less, "{9,NULL}", false, "1"),
        (Comparison::Less, "{1}", false, "0"),
        (Comparison::Less, "{9,NULL}", true, "null"),
        (Comparison::Less, "{1,NULL}", true, "0"),
        (Comparison::Less, "{}", true, "1"),
        (Comparison::Equal, "{1,NULL}", false, "null"),
    ] {
        let array = literal(array, Scalar::Int8.of().array());
        check(&one(quantified(int8(5), operator, array, all)), &[], &[expected]);
    }
    let uuids = parameter(0, Scalar::Uuid.of().array());
    let key = quantified(post(0, "key"), Comparison::Equal, uuids, false);
    let array = "{22222222-2222-2222-2222-222222222222}";
    check(&posts_where(key), &[Value::text(array)], &["2"]);
    let floats = parameter(0, Scalar::Float8.of().array());
    let rating = quantified(post(0, "rating"), Comparison::Equal, floats, false);
    check(&posts_where(rating), &[Value::text("{0.1,7}")], &["2"]);
}

#[test]
fn an_embed_is_postgresql_s_json_to_the_letter() {
    let posts = ordered(
        select(
            vec![
                post(1, "id"),
                post(1, "price"),
                post(1, "tags"),
                post(1, "key"),
                post(1, "at"),
                post(1, "data"),
                post(1, "public"),
            ],
            table("posts", 1),
            equal(post(1, "author_id"), author(0, "id")),
        ),
        vec![by(post(1, "id"), true)],
    );
    let query = ordered(
        select(vec![author(0, "id"), rows(posts, false)], table("authors", 0), None),
        vec![by(author(0, "id"), false)],
    );
    check(
        &query,
        &[],
        &[
            "1|[{\"a\":2,\"b\":9.00,\"c\":[],\"d\":\"22222222-2222-2222-2222-222222222222\",\
             \"e\":\"1970-01-01T00:00:01+00:00\",\"f\":null,\"g\":false}, \n \
             {\"a\":1,\"b\":10,\"c\":[\"a\",\"b\"],\"d\":\"11111111-1111-1111-1111-111111111111\",\
             \"e\":\"1970-01-01T00:00:00+00:00\",\"f\":{\"a\": 1},\"g\":true}]",
            "2|[{\"a\":3,\"b\":9,\"c\":[\"a\",null],\"d\":null,\"e\":null,\"f\":[],\"g\":null}]",
            "3|[]",
        ],
    );
    let author_of = select(
        vec![author(1, "name"), author(1, "mood"), author(1, "code")],
        table("authors", 1),
        equal(author(1, "id"), post(0, "author_id")),
    );
    let query = ordered(
        select(vec![rows(author_of, true)], table("posts", 0), None),
        vec![by(post(0, "id"), false)],
    );
    let ada = "{\"a\":\"Ada\",\"b\":\"happy\",\"c\":\"ab \"}";
    check(&query, &[], &[ada, ada, "{\"a\":\"Bob\",\"b\":\"sad\",\"c\":\"x  \"}", "null"]);
}

#[test]
fn an_embed_in_an_embed_is_spliced() {
    let inner = select(
        vec![author(2, "name")],
        table("authors", 2),
        equal(author(2, "id"), post(1, "author_id")),
    );
    let outer = select(
        vec![post(1, "id"), rows(inner, true)],
        table("posts", 1),
        equal(post(1, "author_id"), author(0, "id")),
    );
    let query =
        select(vec![rows(outer, false)], table("authors", 0), equal(author(0, "id"), int8(2)));
    check(&query, &[], &["[{\"a\":3,\"b\":{\"a\":\"Bob\"}}]"]);
}

#[test]
fn a_subquery_of_several_rows_is_an_error() {
    let titles = |id| {
        let filter = equal(post(1, "author_id"), int8(id));
        one(scalar(select(vec![post(1, "title")], table("posts", 1), filter)))
    };
    let message = "more than one row returned by a subquery used as an expression";
    check_error(&titles(1), "21000", message);
    check(&titles(2), &[], &["nine again"]);
    check(&titles(7), &[], &["null"]);
}

#[test]
fn errors_keep_postgresql_s_code() {
    check_error(&one(operator("/", int4(1), int4(0))), "22012", "division by zero");
    check_error(&one(operator("+", int8(i64::MAX), int8(1))), "22003", "bigint out of range");
    let cast_text = cast(text("x"), Scalar::Int4.of());
    check_error(&one(cast_text), "22P02", "invalid input syntax for type integer: \"x\"");
    let bad_mood = cast(text("angry"), mood());
    check_error(&one(bad_mood), "22P02", "invalid input value for enum mood: \"angry\"");
    let bad_email = cast(text("nobody"), email());
    let message = "value for domain email violates check constraint \"email_check\"";
    check_error(&one(bad_email), "23514", message);
    check(&one(cast(text("a@b"), email())), &[], &["a@b"]);
    let negative = Query { limit: Some(int8(-1)), ..one(int4(1)) };
    check_error(&negative, "2201W", "LIMIT must not be negative");
    let nan = cast(text("NaN"), Scalar::Float8.of());
    check_error(
        &one(nan),
        "0A000",
        "NaN of type double precision is not supported on SQLite; use numeric",
    );
}

#[test]
fn functions_answer_as_postgresql_does() {
    for (expression, expected) in [
        (call("now", vec![]), "1700000000000000"),
        (call("upper", vec![text("straße")]), "STRAßE"),
        (call("length", vec![text("straße")]), "6"),
        (call("cardinality", vec![literal("{a,b}", Type::TEXT.array())]), "2"),
        (operator("||", text("a"), text("b")), "ab"),
        (operator("+", numeric("10.10"), numeric("0.20")), "10.30"),
        (operator("->>", literal("{\"a\": 1.50}", Scalar::Jsonb.of()), text("a")), "1.50"),
        (cast(literal("happy", mood()), Type::TEXT), "happy"),
        (cast(text("ok"), mood()), "1"),
        (cast(numeric("2.5"), Scalar::Int4.of()), "3"),
        (cast(Expression::TRUE, Type::TEXT), "true"),
    ] {
        check(&one(expression), &[], &[expected]);
    }
}

#[test]
fn rows_and_arrays_are_made_and_taken_apart() {
    let array = |items, of: Scalar| Expression::Array { items, of: of.of().array() };
    let made =
        array(vec![text("a b"), Expression::constant(Value::Null, Type::TEXT)], Scalar::Text);
    check(&one(made), &[], &["{\"a b\",NULL}"]);
    let two = array(
        vec![
            array(vec![int4(1), int4(2)], Scalar::Int4),
            array(vec![int4(3), int4(4)], Scalar::Int4),
        ],
        Scalar::Int4,
    );
    check(&one(two), &[], &["{{1,2},{3,4}}"]);
    let gathered = Expression::ArrayQuery {
        query: Box::new(posts_where(Expression::TRUE)),
        of: Scalar::Int8.of().array(),
    };
    check(&one(gathered), &[], &["{1,2,3,4}"]);
    let field = |name: &str, of: Type| Field { name: name.into(), of, modifier: Modifier::None };
    let pair = Type::Composite(std::sync::Arc::new(Composite {
        name: QualifiedName::new("public", "pair"),
        fields: vec![field("a", Type::TEXT), field("b", mood())],
    }));
    let row = Expression::Row { items: vec![text("x,y"), literal("ok", mood())], of: pair };
    check(&one(row.clone()), &[], &["(\"x,y\",ok)"]);
    let of = mood();
    check(&one(Expression::Field { operand: Box::new(row), name: "b".into(), of }), &[], &["1"]);
}

#[test]
fn distinct_aggregates_come_sorted() {
    let distinct = |name: &str, arguments: Vec<Expression>, order| match aggregate(name, arguments)
    {
        Expression::Aggregate { function, arguments, of, .. } => {
            Expression::Aggregate { function, arguments, distinct: true, order, filter: None, of }
        }
        other => other,
    };
    let prices = |order| {
        let gathered = distinct("array_agg", vec![post(0, "price")], order);
        select(vec![gathered], table("posts", 0), None)
    };
    check(&prices(Vec::new()), &[], &["{9.00,10,NULL}"]);
    check(&prices(vec![by(post(0, "price"), true)]), &[], &["{NULL,10,9.00}"]);
    let sum = distinct("sum", vec![post(0, "price")], Vec::new());
    check(&select(vec![sum], table("posts", 0), None), &[], &["19.00"]);
    let ordered_titles = match aggregate("string_agg", vec![post(0, "title"), text(",")]) {
        Expression::Aggregate { function, arguments, of, .. } => Expression::Aggregate {
            function,
            arguments,
            distinct: false,
            order: vec![by(post(0, "price"), false), by(post(0, "id"), true)],
            filter: None,
            of,
        },
        other => other,
    };
    let query = select(vec![ordered_titles], table("posts", 0), None);
    check(&query, &[], &["nine again,nine,ten,none"]);
}

#[test]
fn aggregates_work_over_windows() {
    let function = match aggregate("sum", vec![post(0, "price")]) {
        Expression::Aggregate { function, .. } => function,
        _ => unreachable!(),
    };
    let running = Expression::Window {
        function: Windowed::Aggregate(function),
        arguments: vec![post(0, "price")],
        partition: Vec::new(),
        order: vec![by(post(0, "id"), false)],
        filter: None,
        frame: None,
        of: Scalar::Numeric.of(),
    };
    let query = select(vec![post(0, "id"), running], table("posts", 0), None);
    check(&query, &[], &["1|10", "2|19.00", "3|28.00", "4|28.00"]);
}

#[test]
fn window_functions_count_as_postgresql_does() {
    let ntile = |buckets| {
        let function = builtin::window_functions_named("ntile")[0];
        let over = Expression::Window {
            function: Windowed::Window(function),
            arguments: vec![int4(buckets)],
            partition: Vec::new(),
            order: vec![by(post(0, "id"), false)],
            filter: None,
            frame: None,
            of: Scalar::Int4.of(),
        };
        select(vec![over], table("posts", 0), None)
    };
    check(&ntile(3), &[], &["1", "1", "2", "3"]);
    check_error(&ntile(0), "22014", "argument of ntile must be greater than zero");
}

#[test]
fn distinct_on_keeps_the_first_row_of_each_group() {
    let query = selected(
        select(vec![post(0, "author_id"), post(0, "title")], table("posts", 0), None),
        |select| select.distinct = Distinct::On(vec![post(0, "author_id")]),
    );
    let order = vec![by(post(0, "author_id"), false), by(post(0, "price"), true)];
    check(&ordered(query, order), &[], &["1|ten", "2|nine again", "null|none"]);
}

#[test]
fn set_returning_functions_are_row_sources() {
    let function = |name: &str, arguments: Vec<Expression>, columns: Vec<(&str, Type)>| {
        let resolved = builtin::resolve::set_returning(name, &build::types(&arguments)).unwrap();
        let columns = columns.into_iter().map(|(name, of)| (name.into(), of)).collect();
        From::Function {
            function: resolved.of,
            arguments,
            range: Range(7),
            columns,
            ordinality: true,
        }
    };
    let at = |name: &str, of: Scalar| column(Range(7), name, of.of());
    let series = function(
        "generate_series",
        vec![int4(1), int4(3)],
        vec![("x", Scalar::Int4.of()), ("n", Scalar::Int8.of())],
    );
    let query = select(vec![at("x", Scalar::Int4), at("n", Scalar::Int8)], series, None);
    check(&query, &[], &["1|1", "2|2", "3|3"]);
    let tags = function(
        "unnest",
        vec![post(0, "tags")],
        vec![("x", Type::TEXT), ("n", Scalar::Int8.of())],
    );
    let from = join(JoinKind::Cross, table("posts", 0), tags, None);
    let query =
        select(vec![post(0, "id"), at("x", Scalar::Text), at("n", Scalar::Int8)], from, None);
    check(&query, &[], &["1|a|1", "1|b|2", "3|a|1", "3|null|2"]);
    let pairs = function(
        "jsonb_each_text",
        vec![literal("{\"b\": 2, \"a\": \"x\"}", Scalar::Jsonb.of())],
        vec![("key", Type::TEXT), ("value", Type::TEXT), ("n", Scalar::Int8.of())],
    );
    let query = select(vec![at("key", Scalar::Text), at("value", Scalar::Text)], pairs, None);
    check(&query, &[], &["a|x", "b|2"]);
}

#[test]
fn a_lateral_subquery_reads_the_tables_before_it() {
    let last = ordered(
        select(
            vec![post(1, "title"), post(1, "key"), post(1, "rating")],
            table("posts", 1),
            equal(post(1, "author_id"), author(0, "id")),
        ),
        vec![by(post(1, "id"), true)],
    );
    let lateral = |kind| {
        let query = Box::new(Query { limit: Some(int8(1)), ..last.clone() });
        let right = From::Query { query, range: Range(2), lateral: true, barrier: false };
        let from = join(kind, table("authors", 0), right, None);
        let of = |name: &str, of: Scalar| column(Range(2), name, of.of());
        let (a, b, c) = (of("a", Scalar::Text), of("b", Scalar::Uuid), of("c", Scalar::Float8));
        ordered(
            select(vec![author(0, "id"), a, b, c], from, None),
            vec![by(author(0, "id"), false)],
        )
    };
    let first = "1|nine|22222222222222222222222222222222|0.1";
    check(&lateral(JoinKind::Cross), &[], &[first, "2|nine again|null|null"]);
    check(&lateral(JoinKind::Left), &[], &[first, "2|nine again|null|null", "3|null|null|null"]);
}

#[test]
fn subqueries_in_conditions_answer() {
    let authors = |condition| select(vec![author(0, "id")], table("authors", 0), condition);
    let prices = |filter| select(vec![post(1, "price")], table("posts", 1), filter);
    let quantified = |operator, all| Expression::QuantifiedQuery {
        operand: Box::new(numeric("9.5")),
        operator: Infix::Compare(operator),
        query: Box::new(prices(equal(post(1, "author_id"), author(0, "id")))),
        all,
    };
    check(&authors(quantified(Comparison::Less, false)), &[], &["1"]);
    check(&authors(quantified(Comparison::Greater, true)), &[], &["2", "3"]);
    let pairs = Expression::InQuery {
        operands: vec![author(0, "id"), cast(author(0, "id"), Scalar::Numeric.of())],
        query: Box::new(values(vec![vec![int8(1), numeric("1.0")], vec![int8(2), numeric("3")]])),
        negated: false,
    };
    check(&authors(pairs), &[], &["1"]);
    let name_and_at = operator("||", author(0, "name"), text("@b"));
    check(
        &select(vec![cast(name_and_at, email())], table("authors", 0), None),
        &[],
        &["Ada@b", "Bob@b", "Cy@b"],
    );
}

#[test]
fn what_was_written_comes_in_the_order_of_writing() {
    let written = From::Written { range: Range(0) };
    let query = select(vec![post(0, "id"), post(0, "title")], written, None);
    let relation = catalog().relation(&QualifiedName::new("public", "posts")).unwrap().clone();
    let delete = Delete {
        with: Vec::new(),
        relation: relation.name.clone(),
        checked_as: CheckedAs::Nobody,
        range: Range(1),
        using: None,
        filter: None,
        limited: None,
        returning: Some(Box::new(query)),
    };
    let returning = match compiled_write(Statement::Delete(delete)).returning {
        Some(returning) => returning.sql,
        None => panic!("nothing is returned"),
    };
    let rows = Database::new().run(&returning, 2, &[]).unwrap();
    assert_eq!(rows, ["2|nine", "1|ten"]);
}

#[test]
fn recursion_and_outer_joins_answer() {
    let number = |range| column(Range(range), "n", Scalar::Int8.of());
    let common = |range| From::Common { name: "n".into(), range: Range(range) };
    let step = select(
        vec![operator("*", number(1), int8(2))],
        common(1),
        Expression::compare(Comparison::Less, number(1), int8(8)),
    );
    let with = With {
        name: "n".into(),
        columns: vec![("n".into(), Scalar::Int8.of())],
        body: WithBody::Query(Box::new(set(
            SetOperator::Union,
            true,
            select(vec![int8(1)], None, None),
            step,
        ))),
        recursive: true,
    };
    let on = equal(number(0), author(2, "id"));
    let from = join(JoinKind::Full, common(0), table("authors", 2), Some(on));
    let query = ordered(
        select(vec![number(0), author(2, "id")], from, None),
        vec![by(number(0), false), by(author(2, "id"), false)],
    );
    let query = Query { with: vec![with], ..query };
    check(&query, &[], &["1|1", "2|2", "4|null", "8|null", "null|3"]);
}

#[test]
fn bounds_may_be_parameters() {
    let page = |limit, offset| Query {
        limit: Some(parameter(limit, Scalar::Int8.of())),
        offset: Some(parameter(offset, Scalar::Int8.of())),
        ..posts_where(Expression::TRUE)
    };
    check(&page(0, 1), &[Value::Int(2), Value::Int(1)], &["2", "3"]);
    check(&page(0, 1), &[Value::Null, Value::Int(3)], &["4"]);
    check(&page(0, 1), &[Value::Int(1), Value::Null], &["1"]);
    check(&page(0, 1), &[Value::Int(0), Value::Null], &[]);
}

#[test]
fn indexes_serve_comparisons_in_every_collation() {
    let database = Database::new();
    database.connection.execute_batch("create index by_price on posts (price)").unwrap();
    let plan = |query: &Query| {
        let sql = compiled(query).unwrap();
        let text = format!("explain query plan {}", sql.text);
        let mut statement = database.connection.prepare(&text).unwrap();
        let detail = |row: &rusqlite::Row<'_>| row.get::<_, String>("detail");
        let lines: Result<Vec<_>, _> = statement.query_map([], detail).unwrap().collect();
        lines.unwrap().join("; ")
    };
    let price = |right| equal(post(0, "price"), right);
    let found = plan(&posts_where(price(numeric("9"))));
    assert!(found.contains("INDEX by_price (price=?)"), "{found}");
    let ids = Expression::Quantified {
        operand: Box::new(post(0, "id")),
        operator: Infix::Compare(Comparison::Equal),
        array: Box::new(literal("{1,2}", Scalar::Int8.of().array())),
        all: false,
    };
    let found = plan(&posts_where(ids));
    assert!(found.contains("USING INTEGER PRIMARY KEY (rowid=?)"), "{found}");
    let page = Query {
        limit: Some(int8(10)),
        ..ordered(
            select(vec![post(0, "id")], table("posts", 0), None),
            vec![Sort { nulls_first: true, ..by(post(0, "price"), false) }],
        )
    };
    let found = plan(&page);
    assert!(!found.contains("TEMP B-TREE"), "{found}");
}

//! A small schema, trees over it, and a database in memory that holds it.

use crate::compile;
use crate::functions::{Session, register};
use crate::layout;
use crate::statement::{Bind, Compiled, CompiledWrite, Sql};
use access::PermittedStep;
use catalog::*;
use rusqlite::types::{ToSqlOutput, Value as Stored};
use std::sync::Arc;
use value::{Moment, ValueError};

pub(super) const NOW: i64 = 1_700_000_000_000_000;

pub(super) fn catalog() -> Catalog {
    let mut catalog = Catalog::default();
    let email = DomainDefinition {
        domain: Arc::new(Domain {
            name: QualifiedName::new("public", "email"),
            base: Type::TEXT,
            modifier: Modifier::None,
        }),
        not_null: true,
        default: None,
        checks: vec![Check {
            name: "email_check".into(),
            expression: operator("~~", column(Relation::ROW, "value", Type::TEXT), text("%@%")),
        }],
    };
    catalog.types.insert(QualifiedName::new("public", "email"), UserType::Domain(email));
    for relation in [authors(), posts(), settings()] {
        catalog.relations.insert(relation.name.clone(), Arc::new(relation));
    }
    catalog
}

pub(super) fn mood() -> Type {
    let labels = ["sad", "ok", "happy"].map(Name::from).to_vec();
    Type::Enum(Arc::new(Enum { name: QualifiedName::new("public", "mood"), labels }))
}

pub(super) fn email() -> Type {
    let name = QualifiedName::new("public", "email");
    Type::Domain(Arc::new(Domain { name, base: Type::TEXT, modifier: Modifier::None }))
}

fn authors() -> Relation {
    let columns = vec![
        not_null(of("id", Scalar::Int8.of())),
        not_null(of("name", Type::TEXT)),
        of("nick", Scalar::Citext.of()),
        of("mood", mood()),
        Column { modifier: Modifier::Length(3), ..of("code", Scalar::Char.of()) },
    ];
    keyed(relation("authors", columns), &["id"])
}

fn posts() -> Relation {
    let columns = vec![
        not_null(of("id", Scalar::Int8.of())),
        of("author_id", Scalar::Int8.of()),
        not_null(of("title", Type::TEXT)),
        of("price", Scalar::Numeric.of()),
        of("tags", Type::TEXT.array()),
        of("key", Scalar::Uuid.of()),
        of("rating", Scalar::Float8.of()),
        of("at", Scalar::Timestamptz.of()),
        of("data", Scalar::Jsonb.of()),
        of("public", Type::BOOL),
    ];
    keyed(relation("posts", columns), &["id"])
}

/// A table whose rows complete and check themselves.
fn settings() -> Relation {
    let row = |name: &str, of: Type| column(Relation::ROW, name, of);
    let identity = Identity {
        always: true,
        serial: false,
        start: 1,
        increment: 1,
        sequence: "settings_id_seq".into(),
    };
    let now = build::function("now", Vec::new()).unwrap();
    let total = operator("*", row("count", Scalar::Int4.of()), row("count", Scalar::Int4.of()));
    let columns = vec![
        Column {
            generation: Some(Generation::Identity(identity)),
            ..not_null(of("id", Scalar::Int8.of()))
        },
        not_null(of("userId", Type::TEXT)),
        of("contact", email()),
        Column { generation: Some(Generation::Default(int4(1))), ..of("count", Scalar::Int4.of()) },
        Column { generation: Some(Generation::Computed(total)), ..of("total", Scalar::Int4.of()) },
        Column {
            generation: Some(Generation::Default(now)),
            ..of("since", Scalar::Timestamptz.of())
        },
        of("rank", Scalar::Numeric.of()),
    ];
    let mut settings = keyed(relation("settings", columns), &["id"]);
    let positive =
        Expression::compare(Comparison::Greater, row("count", Scalar::Int4.of()), int4(0));
    settings.checks = vec![Check { name: "settings_count_check".into(), expression: positive }];
    settings.uniques = vec![unique("settings_userId_rank_key", &["userId", "rank"])];
    settings
}

fn relation(name: &str, columns: Vec<Column>) -> Relation {
    Relation {
        name: QualifiedName::new("public", name),
        kind: RelationKind::Table,
        columns,
        primary_key: None,
        uniques: Vec::new(),
        foreign_keys: Vec::new(),
        checks: Vec::new(),
        indexes: Vec::new(),
        row_security: RowSecurity::default(),
        policies: Vec::new(),
        owner: "postgres".into(),
        privileges: Privileges::default(),
        comment: None,
        partitioning: None,
    }
}

fn keyed(mut relation: Relation, columns: &[&str]) -> Relation {
    relation.primary_key = Some(unique(&format!("{}_pkey", relation.name.name), columns));
    relation
}

fn unique(name: &str, columns: &[&str]) -> Unique {
    Unique {
        name: name.into(),
        columns: columns.iter().map(|column| Name::from(*column)).collect(),
        nulls_not_distinct: false,
        deferral: Deferral::Immediate,
    }
}

fn of(name: &str, of: Type) -> Column {
    Column {
        name: name.into(),
        of,
        modifier: Modifier::None,
        not_null: false,
        generation: None,
        privileges: Privileges::default(),
        comment: None,
    }
}

const fn not_null(mut column: Column) -> Column {
    column.not_null = true;
    column
}

// Trees.

pub(super) fn column(range: Range, name: &str, of: Type) -> Expression {
    Expression::column(range, name, of)
}

/// A column of a table of the schema.
pub(super) fn read(range: u32, table: &str, name: &str) -> Expression {
    let catalog = catalog();
    let relation = catalog.relation(&QualifiedName::new("public", table)).unwrap();
    column(Range(range), name, relation.column(name).unwrap().of.clone())
}

pub(super) fn author(range: u32, name: &str) -> Expression {
    read(range, "authors", name)
}

pub(super) fn post(range: u32, name: &str) -> Expression {
    read(range, "posts", name)
}

pub(super) fn text(text: &str) -> Expression {
    Expression::constant(Value::text(text), Type::TEXT)
}

pub(super) fn int4(int: i64) -> Expression {
    Expression::constant(Value::Int(int), Scalar::Int4.of())
}

pub(super) fn int8(int: i64) -> Expression {
    Expression::constant(Value::Int(int), Scalar::Int8.of())
}

/// A literal of a type, from its text.
pub(super) fn literal(literal: &str, of: Type) -> Expression {
    let value = value::read(&of, Modifier::None, literal, &Moment::default()).unwrap();
    Expression::constant(value, of)
}

pub(super) fn numeric(number: &str) -> Expression {
    literal(number, Scalar::Numeric.of())
}

pub(super) const fn parameter(index: u32, of: Type) -> Expression {
    Expression::Parameter { index, of }
}

pub(super) fn operator(symbol: &str, left: Expression, right: Expression) -> Expression {
    build::operator(symbol, Some(left), right).unwrap()
}

pub(super) fn equal(left: Expression, right: Expression) -> Expression {
    Expression::equal(left, right)
}

pub(super) fn call(name: &str, arguments: Vec<Expression>) -> Expression {
    build::function(name, arguments).unwrap()
}

pub(super) fn aggregate(name: &str, arguments: Vec<Expression>) -> Expression {
    build::aggregate(name, arguments).unwrap()
}

pub(super) fn cast(operand: Expression, to: Type) -> Expression {
    let operand = Box::new(operand);
    Expression::Cast { operand, to, modifier: Modifier::None, explicit: true }
}

pub(super) fn table(name: &str, range: u32) -> From {
    From::Relation {
        relation: QualifiedName::new("public", name),
        range: Range(range),
        checked_as: CheckedAs::Nobody,
    }
}

pub(super) fn subquery(query: Query, range: u32) -> From {
    let query = Box::new(query);
    From::Query { query, range: Range(range), lateral: false, barrier: false }
}

pub(super) fn join(kind: JoinKind, left: From, right: From, on: Option<Expression>) -> From {
    From::Join { kind, left: Box::new(left), right: Box::new(right), on }
}

/// `select` outputs that are called `a`, `b`, … `from … where …`
pub(super) fn select(
    output: Vec<Expression>,
    from: impl Into<Option<From>>,
    filter: impl Into<Option<Expression>>,
) -> Query {
    let names = ('a'..='z').map(|name| Name::from(name.to_string()));
    let output = names.zip(output).map(|(name, expression)| Output { name, expression }).collect();
    Query::select(Select {
        distinct: Distinct::No,
        output,
        from: from.into(),
        filter: filter.into(),
        group: Vec::new(),
        having: None,
    })
}

pub(super) fn selected(mut query: Query, change: impl FnOnce(&mut Select)) -> Query {
    if let Body::Select(select) = &mut query.body {
        change(select);
    }
    query
}

pub(super) fn ordered(query: Query, order: Vec<Sort>) -> Query {
    Query { order, ..query }
}

pub(super) const fn by(by: Expression, descending: bool) -> Sort {
    Sort { by: SortBy::Expression(by), descending, nulls_first: descending }
}

pub(super) fn values(rows: Vec<Vec<Expression>>) -> Query {
    let body = Body::Values(rows);
    Query { with: Vec::new(), body, order: Vec::new(), limit: None, offset: None }
}

pub(super) fn set(operator: SetOperator, all: bool, left: Query, right: Query) -> Query {
    let (left, right) = (Box::new(left), Box::new(right));
    let body = Body::Set { operator, all, left, right };
    Query { with: Vec::new(), body, order: Vec::new(), limit: None, offset: None }
}

pub(super) fn scalar(query: Query) -> Expression {
    let of = query.columns()[0].1.clone();
    Expression::Scalar { query: Box::new(query), of }
}

pub(super) fn rows(query: Query, one: bool) -> Expression {
    Expression::Rows { query: Box::new(query), one }
}

// Running.

pub(super) fn compiled(query: &Query) -> Result<Sql, db::Error> {
    match compile::step(&catalog(), &PermittedStep::Query(Box::new(query.clone())))? {
        Compiled::Query(query) => Ok(query.sql),
        Compiled::Write(_) | Compiled::Program(_) => unreachable!("a query was compiled"),
    }
}

pub(super) fn compiled_write(statement: Statement) -> CompiledWrite {
    let (checks, existing, updated) = (Vec::new(), Vec::new(), Vec::new());
    let (demand, row) = (plan::Demand::Any, Range(99));
    let (views, within, rules) = (Vec::new(), None, Vec::new());
    let write =
        access::Write { statement, demand, row, checks, existing, updated, views, within, rules };
    match compile::step(&catalog(), &PermittedStep::Write(Box::new(write))) {
        Ok(Compiled::Write(write)) => *write,
        other => panic!("{other:?}"),
    }
}

/// The text, and what is bound where that isn't nothing.
pub(super) fn shown(sql: &Sql) -> String {
    if sql.binds.is_empty() { sql.text.clone() } else { format!("{}\n  {:?}", sql.text, sql.binds) }
}

pub(super) struct Database {
    pub(super) connection: rusqlite::Connection,
    pub(super) session: Arc<Session>,
}

impl Database {
    pub(super) fn new() -> Self {
        let connection = rusqlite::Connection::open_in_memory().unwrap();
        let session = Arc::new(Session::default());
        session.begin(NOW);
        register(&connection, &session).unwrap();
        for relation in catalog().relations.values() {
            let body = layout::physical(relation).unwrap();
            let name = layout::table(&relation.name);
            connection
                .execute_batch(&format!("create table {name} ({}) strict", body.body))
                .unwrap();
            for (_, index) in body.indexes {
                connection.execute_batch(&index).unwrap();
            }
        }
        connection.execute_batch(include_str!("rows.sql")).unwrap();
        Self { connection, session }
    }

    /// SQLite has to understand what was compiled.
    pub(super) fn require_valid(&self, sql: &Sql) {
        if let Err(error) = self.connection.prepare(&sql.text) {
            panic!("{error}\n{}", sql.text);
        }
    }

    /// The rows of a query, their forms between bars.
    pub(super) fn rows(
        &self,
        query: &Query,
        parameters: &[Value],
    ) -> Result<Vec<String>, ValueError> {
        let sql = compiled(query).map_err(|error| ValueError::new("0A000", error.to_string()))?;
        let columns = query.columns().len();
        self.run(&sql, columns, parameters)
    }

    pub(super) fn run(
        &self,
        sql: &Sql,
        columns: usize,
        parameters: &[Value],
    ) -> Result<Vec<String>, ValueError> {
        let failed = |error: rusqlite::Error| {
            let raised = self.session.take_error();
            raised.unwrap_or_else(|| panic!("{error}\n{}", sql.text))
        };
        let mut statement = self.connection.prepare(&sql.text).map_err(failed)?;
        for (position, bind) in (1..).zip(&sql.binds) {
            let value = match bind {
                Bind::Parameter(index) => parameters[*index as usize].clone(),
                Bind::Written => Value::text("[2,1]"),
                Bind::Session(Session_::Role) => Value::text("anon"),
                other => panic!("{other:?} is not bound here"),
            };
            statement.raw_bind_parameter(position, ToSqlOutput::Owned(stored(&value))).unwrap();
        }
        let (mut found, mut rows) = (statement.raw_query(), Vec::new());
        while let Some(row) = found.next().map_err(failed)? {
            let cell = |at| cell(row.get::<_, Stored>(at).unwrap());
            rows.push((0..columns).map(cell).collect::<Vec<_>>().join("|"));
        }
        Ok(rows)
    }
}

use catalog::Session as Session_;

fn stored(value: &Value) -> Stored {
    match value {
        Value::Null => Stored::Null,
        Value::Int(int) => Stored::Integer(*int),
        Value::Float(float) => Stored::Real(*float),
        Value::Text(text) => Stored::Text(text.to_string()),
        Value::Bytes(bytes) => Stored::Blob(bytes.to_vec()),
    }
}

fn cell(value: Stored) -> String {
    match value {
        Stored::Null => "null".to_owned(),
        Stored::Integer(int) => int.to_string(),
        Stored::Real(float) => format!("{float:?}"),
        Stored::Text(text) => text,
        Stored::Blob(bytes) => bytes.iter().map(|byte| format!("{byte:02x}")).collect(),
    }
}

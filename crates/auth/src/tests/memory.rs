//! The accounts' tables in memory: as much of a database as accounts ask for, and nothing more.

use catalog::query::Body;
use catalog::relation::{Column, RowSecurity};
use catalog::{
    Assigned, Catalog, ConflictAction, Expression, From, Name, Privileges, QualifiedName, Query,
    Relation, RelationKind, Select, SortBy, Source, Statement,
};
use db::{
    Answer, Capabilities, Database, Error, HistoryEntry, Migration, Pending, Rows, SqlError,
    StepAnswer, Versioned,
};
use plan::{Cell, Demand, Inputs};
use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::Instant;
use value::{Enum, Modifier, Scalar, Type, Value};

/// `table: column type, …`
const TABLES: [&str; 6] = [
    "users: instance_id uuid, id uuid, aud varchar, role varchar, email varchar, encrypted_password varchar, \
     email_confirmed_at time, invited_at time, phone text, phone_confirmed_at time, confirmation_sent_at time, \
     confirmed_at time, recovery_sent_at time, email_change varchar, email_change_sent_at time, phone_change text, \
     phone_change_sent_at time, reauthentication_sent_at time, last_sign_in_at time, raw_app_meta_data jsonb, \
     raw_user_meta_data jsonb, created_at time, updated_at time, banned_until time, deleted_at time, \
     is_sso_user bool, is_anonymous bool",
    "identities: id uuid, provider_id text, user_id uuid, identity_data jsonb, provider text, last_sign_in_at time, \
     created_at time, updated_at time, email text",
    "sessions: id uuid, user_id uuid, created_at time, updated_at time, aal aal, not_after time, refreshed_at time, \
     user_agent text, ip inet",
    "mfa_amr_claims: id uuid, session_id uuid, created_at time, updated_at time, authentication_method text",
    "refresh_tokens: instance_id uuid, id int, token varchar, user_id varchar, revoked bool, created_at time, \
     updated_at time, parent varchar, session_id uuid",
    "signing_keys: kid text, algorithm text, private_key text, created_at time, current bool",
];

/// Which columns no two rows share.
const UNIQUE: [(&str, &[&str]); 5] = [
    ("users", &["id"]),
    ("users", &["email", "is_sso_user"]),
    ("identities", &["provider_id", "provider"]),
    ("refresh_tokens", &["token"]),
    ("signing_keys", &["kid"]),
];

/// What hangs on what by which column, parents first.
const HANGS: [(&str, &str, &str); 4] = [
    ("identities", "user_id", "users"),
    ("sessions", "user_id", "users"),
    ("mfa_amr_claims", "session_id", "sessions"),
    ("refresh_tokens", "session_id", "sessions"),
];

type Row = BTreeMap<Name, Value>;
type Tables = BTreeMap<Name, Vec<Row>>;

/// A database of nothing but accounts.
pub(super) struct Memory {
    catalog: Arc<Catalog>,
    tables: Mutex<Tables>,
    capabilities: Capabilities,
}

impl Memory {
    pub(super) fn new() -> Self {
        let mut catalog = Catalog::default();
        for table in TABLES {
            let relation = relation(table);
            catalog.relations.insert(relation.name.clone(), Arc::new(relation));
        }
        let capabilities =
            Capabilities { name: "memory".to_owned(), own_row_security: false, url: String::new() };
        Self { catalog: Arc::new(catalog), tables: Mutex::default(), capabilities }
    }
}

impl Database for Memory {
    fn catalog(&self) -> Versioned {
        Versioned { version: 1, catalog: self.catalog.clone() }
    }

    fn run(&self, work: access::Permitted, _: Instant) -> Pending<'_, Answer> {
        let mut tables = self.tables.lock().unwrap();
        let mut changed = tables.clone();
        let steps: Result<Vec<StepAnswer>, Error> =
            work.steps().iter().map(|step| run(&mut changed, step, work.inputs())).collect();
        if steps.is_ok() {
            *tables = changed;
        }
        let answer = steps.map(|steps| Answer { steps, commit: None });
        Box::pin(std::future::ready(answer))
    }

    fn migrate(&self, _: Migration) -> Pending<'_, Versioned> {
        Box::pin(std::future::ready(Err(Error::Unsupported("migrations".to_owned()))))
    }

    fn history(&self) -> Pending<'_, Vec<HistoryEntry>> {
        Box::pin(std::future::ready(Ok(Vec::new())))
    }

    fn capabilities(&self) -> &Capabilities {
        &self.capabilities
    }

    fn close(&self) -> Pending<'_, ()> {
        Box::pin(std::future::ready(Ok(())))
    }
}

fn relation(text: &str) -> Relation {
    let (name, columns) = text.split_once(": ").unwrap();
    let column = |text: &str| {
        let (name, of) = text.trim().split_once(' ').unwrap();
        Column {
            name: name.into(),
            of: type_of(of),
            modifier: Modifier::None,
            not_null: false,
            generation: None,
            privileges: Privileges::default(),
            comment: None,
        }
    };
    Relation {
        name: QualifiedName::new("auth", name),
        kind: RelationKind::Table,
        columns: columns.split(',').map(column).collect(),
        primary_key: None,
        uniques: Vec::new(),
        foreign_keys: Vec::new(),
        checks: Vec::new(),
        indexes: Vec::new(),
        row_security: RowSecurity::default(),
        policies: Vec::new(),
        owner: "supabase_auth_admin".into(),
        privileges: Privileges::default(),
        comment: None,
    }
}

fn type_of(name: &str) -> Type {
    match name {
        "uuid" => Scalar::Uuid.of(),
        "varchar" => Scalar::Varchar.of(),
        "time" => Scalar::Timestamptz.of(),
        "jsonb" => Scalar::Jsonb.of(),
        "bool" => Scalar::Bool.of(),
        "int" => Scalar::Int8.of(),
        "inet" => Scalar::Inet.of(),
        "aal" => {
            let name = QualifiedName::new("auth", "aal_level");
            Type::Enum(Arc::new(Enum { name, labels: vec!["aal1".into(), "aal2".into()] }))
        }
        _ => Type::TEXT,
    }
}

fn run(
    tables: &mut Tables,
    step: &access::PermittedStep,
    inputs: &Inputs,
) -> Result<StepAnswer, Error> {
    match step {
        access::PermittedStep::Query(query) => Ok(read(tables, query, inputs)),
        access::PermittedStep::Write(write) => {
            let affected = write_rows(tables, &write.statement, inputs)?;
            if write.demand == Demand::One && affected != 1 {
                return Err(Error::Demand { demand: Demand::One, affected });
            }
            Ok(StepAnswer { rows: Rows::default(), affected, inserted: 0 })
        }
    }
}

fn read(tables: &Tables, query: &Query, inputs: &Inputs) -> StepAnswer {
    let Body::Select(select) = &query.body else { panic!("not a select") };
    let rows = matching(tables, select, inputs);
    let count = |limit: &Option<Expression>| {
        limit.as_ref().map(|limit| match evaluate(limit, &Row::new(), inputs) {
            Value::Int(count) => usize::try_from(count).unwrap(),
            other => panic!("{other:?}"),
        })
    };
    let mut ordered = rows;
    ordered.sort_by(|a, b| {
        let sorts = query.order.iter().map(|sort| {
            let SortBy::Expression(by) = &sort.by else { panic!("sorted by output") };
            let ordering = order(&evaluate(by, a, inputs), &evaluate(by, b, inputs));
            if sort.descending { ordering.reverse() } else { ordering }
        });
        sorts.fold(Ordering::Equal, Ordering::then)
    });
    let total = ordered.len();
    let shown: Vec<&Row> = ordered
        .into_iter()
        .skip(count(&query.offset).unwrap_or(0))
        .take(count(&query.limit).unwrap_or(usize::MAX))
        .collect();
    let columns: Vec<db::Column> = select
        .output
        .iter()
        .map(|output| db::Column {
            name: output.name.clone(),
            of: output.expression.type_of(),
            modifier: Modifier::None,
        })
        .collect();
    let mut answer = Rows::of(columns.into());
    if let [output] = &select.output[..]
        && matches!(output.expression, Expression::Aggregate { .. })
    {
        assert!(answer.push(Value::Int(total as i64).as_ref()));
        return StepAnswer { rows: answer, affected: 1, inserted: 0 };
    }
    for row in &shown {
        for output in &select.output {
            assert!(answer.push(evaluate(&output.expression, row, inputs).as_ref()));
        }
    }
    StepAnswer { rows: answer, affected: shown.len() as u64, inserted: 0 }
}

fn matching<'a>(tables: &'a Tables, select: &Select, inputs: &Inputs) -> Vec<&'a Row> {
    let Some(From::Relation { relation, .. }) = &select.from else { panic!("{:?}", select.from) };
    let Some(rows) = tables.get(&relation.name) else { return Vec::new() };
    rows.iter().filter(|row| is_true(select.filter.as_ref(), row, inputs)).collect()
}

fn write_rows(tables: &mut Tables, statement: &Statement, inputs: &Inputs) -> Result<u64, Error> {
    match statement {
        Statement::Insert(insert) => {
            let Source::Inputs(at) = insert.source else { panic!("{:?}", insert.source) };
            let quiet = matches!(
                insert.conflict.as_ref().map(|conflict| &conflict.action),
                Some(ConflictAction::Nothing)
            );
            let mut affected = 0;
            for cells in &inputs.tables[at as usize] {
                let mut row: Row =
                    insert.columns.iter().cloned().zip(cells.iter().map(cell)).collect();
                let rows = tables.entry(insert.relation.name.clone()).or_default();
                row.entry("id".into()).or_insert(Value::Int(rows.len() as i64 + 1));
                rows.push(row);
                match check_unique(tables, &insert.relation.name) {
                    Ok(()) => affected += 1,
                    Err(_) if quiet => drop(tables.get_mut(&insert.relation.name).unwrap().pop()),
                    Err(error) => return Err(error),
                }
            }
            Ok(affected)
        }
        Statement::Update(update) => {
            let mut affected = 0;
            for row in tables.entry(update.relation.name.clone()).or_default() {
                if is_true(update.filter.as_ref(), row, inputs) {
                    for assignment in &update.set {
                        let Assigned::Expression(value) = &assignment.value else { panic!() };
                        let value = evaluate(value, row, inputs);
                        row.insert(assignment.column.clone(), value);
                    }
                    affected += 1;
                }
            }
            check_unique(tables, &update.relation.name)?;
            Ok(affected)
        }
        Statement::Delete(delete) => {
            let rows = tables.entry(delete.relation.name.clone()).or_default();
            let before = rows.len();
            rows.retain(|row| !is_true(delete.filter.as_ref(), row, inputs));
            let affected = (before - rows.len()) as u64;
            cascade(tables);
            Ok(affected)
        }
        Statement::Query(_) => panic!("a query among the writes"),
    }
}

/// Rows go with what they hang on.
fn cascade(tables: &mut Tables) {
    for (child, column, parent) in HANGS {
        let there: Vec<Value> =
            tables.get(parent).into_iter().flatten().map(|row| row["id"].clone()).collect();
        if let Some(rows) = tables.get_mut(child) {
            rows.retain(|row| there.contains(&row[column]));
        }
    }
}

fn cell(cell: &Cell) -> Value {
    match cell {
        Cell::Value(value) => value.clone(),
        Cell::Default => Value::Null,
    }
}

fn check_unique(tables: &Tables, table: &str) -> Result<(), Error> {
    for (_, columns) in UNIQUE.iter().filter(|(name, _)| *name == table) {
        let key = |row: &Row| -> Option<Vec<Value>> {
            let values = columns.iter().map(|column| row.get(*column).cloned().unwrap_or_default());
            let values: Vec<Value> = values.collect();
            (!values.iter().any(Value::is_null)).then_some(values)
        };
        let keys: Vec<_> = tables[table].iter().filter_map(key).collect();
        if keys.iter().enumerate().any(|(at, key)| keys[..at].contains(key)) {
            let message = "duplicate key value violates unique constraint".to_owned();
            let error = SqlError { code: "23505".into(), message, ..SqlError::default() };
            return Err(Error::Sql(Box::new(error)));
        }
    }
    Ok(())
}

fn is_true(filter: Option<&Expression>, row: &Row, inputs: &Inputs) -> bool {
    filter.is_none_or(|filter| evaluate(filter, row, inputs) == Value::Int(1))
}

fn evaluate(expression: &Expression, row: &Row, inputs: &Inputs) -> Value {
    let of = |expression: &Expression| evaluate(expression, row, inputs);
    match expression {
        Expression::Parameter { index, .. } => inputs.parameters[*index as usize].clone(),
        Expression::Column { name, .. } => row.get(name).cloned().unwrap_or_default(),
        Expression::Cast { operand, .. } => of(operand),
        Expression::And(parts) => Value::bool(parts.iter().all(|part| of(part) == Value::Int(1))),
        Expression::Not(operand) => match of(operand) {
            Value::Int(truth) => Value::bool(truth == 0),
            _ => Value::Null,
        },
        Expression::Compare { left, right, .. } => match (of(left), of(right)) {
            (Value::Null, _) | (_, Value::Null) => Value::Null,
            (left, right) => Value::bool(left == right),
        },
        Expression::Distinct { left, right, negated: true } => Value::bool(of(left) == of(right)),
        Expression::Is { operand, .. } => Value::bool(of(operand).is_null()),
        Expression::Call { arguments, .. } => match of(&arguments[0]) {
            Value::Text(text) => Value::text(text.to_lowercase()),
            other => other,
        },
        other => panic!("{other:?}"),
    }
}

fn order(one: &Value, other: &Value) -> Ordering {
    match (one, other) {
        (Value::Int(one), Value::Int(other)) => one.cmp(other),
        (Value::Text(one), Value::Text(other)) => one.cmp(other),
        (Value::Bytes(one), Value::Bytes(other)) => one.cmp(other),
        _ => Ordering::Equal,
    }
}

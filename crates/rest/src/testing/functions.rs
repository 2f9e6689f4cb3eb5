//! Functions over the films, a line each. `?` marks a parameter with a default, `query` one that is one query.

use catalog::{
    Catalog, Distinct, Expression, Output, Parameter, ParameterMode, Privilege, Privileges, Query,
    Returns, Routine, Select, Statement, Type, Volatility,
};
use std::sync::Arc;
use value::{QualifiedName, Value};

const FUNCTIONS: &str = "
    add(a int4, b int4) -> int4 immutable query
    bump(a int4) -> int4 volatile
    defaults(a int4, b text ?) -> text stable query
    noop() -> void volatile
    checked() -> void stable query
    same(a int4) -> int4 stable query
    same(a text) -> text stable query
    same(b text, c text ?) -> text stable query
    upload(bytea) -> void volatile
    note(text) -> text volatile
    whole(jsonb) -> jsonb immutable query
    whole(a int4) -> int4 immutable query
    hidden_from_rpc(int4) -> int4 stable query
    words(variadic v text[]) -> text[] stable query
    numbers() -> setof int4 stable query
    top(n int4) -> setof films stable query
    touch(n int4) -> setof films volatile
    one_film(n int8) -> films stable query
    pair() -> table(a int4; b text) stable query
    wide(d jsonb, t text[], g genre) -> text stable query
    full_title(films) -> text stable query
    loud(films, times int4 ?) -> text stable query
    similar_films(films) -> setof films stable query
    director(films) -> setof-one people stable query
    debut(people) -> films stable query
    roles(actors) -> setof roles stable query
";

/// Adds the functions to a catalog that has the relations.
pub(super) fn declare(catalog: &mut Catalog) {
    for line in FUNCTIONS.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let routine = routine(catalog, line);
        catalog.routines.insert(routine.id(), Arc::new(routine));
    }
}

fn routine(catalog: &Catalog, line: &str) -> Routine {
    let (head, tail) = line.split_once(" -> ").unwrap();
    let (name, inputs) = head.strip_suffix(')').unwrap().split_once('(').unwrap();
    let (tail, body) = match tail.strip_suffix(" query") {
        Some(tail) => (tail, vec![nothing()]),
        None => (tail, Vec::new()),
    };
    let (returns, volatility) = tail.rsplit_once(' ').unwrap();
    let mut privileges = Privileges::default();
    privileges.grant(&"public".into(), Privilege::Execute, false);
    let inputs = inputs.split(", ").filter(|it| !it.is_empty()).map(|it| input(catalog, it));
    let (returns, set, rows) = match returns.split_once(' ') {
        Some(("setof", of)) => (Returns::Value(type_of(catalog, of)), true, None),
        Some(("setof-one", of)) => (Returns::Value(type_of(catalog, of)), true, Some(1)),
        _ if returns.starts_with("table(") => (table(catalog, returns), true, None),
        _ if returns == "void" => (Returns::Void, false, None),
        _ => (Returns::Value(type_of(catalog, returns)), false, None),
    };
    Routine {
        name: QualifiedName::new("public", name),
        parameters: inputs.collect(),
        returns,
        set,
        rows,
        volatility: match volatility {
            "immutable" => Volatility::Immutable,
            "stable" => Volatility::Stable,
            _ => Volatility::Volatile,
        },
        strict: false,
        security_definer: false,
        settings: Vec::new(),
        body,
        owner: "owner".into(),
        privileges,
        comment: None,
    }
}

fn table(catalog: &Catalog, text: &str) -> Returns {
    let columns = text.trim_start_matches("table(").trim_end_matches(')');
    let column = |text: &str| {
        let (name, of) = text.split_once(' ').unwrap();
        (name.into(), type_of(catalog, of))
    };
    Returns::Columns(columns.split("; ").map(column).collect())
}

fn input(catalog: &Catalog, text: &str) -> Parameter {
    let (text, optional) = match text.strip_suffix(" ?") {
        Some(text) => (text, true),
        None => (text, false),
    };
    let (text, mode) = match text.strip_prefix("variadic ") {
        Some(text) => (text, ParameterMode::Variadic),
        None => (text, ParameterMode::In),
    };
    let (name, of) = match text.split_once(' ') {
        Some((name, of)) => (Some(name.into()), of),
        None => (None, text),
    };
    let of = type_of(catalog, of);
    let default = optional.then(|| Expression::constant(Value::Null, of.clone()));
    Parameter { name, mode, of, default }
}

fn type_of(catalog: &Catalog, name: &str) -> Type {
    match name.strip_suffix("[]") {
        Some(element) => type_of(catalog, element).array(),
        None => match builtin::resolve::scalar_named(name) {
            Some(scalar) => scalar.of(),
            None => catalog.type_named(&QualifiedName::new("public", name)).unwrap(),
        },
    }
}

fn nothing() -> Statement {
    let expression = Expression::constant(Value::Int(1), catalog::Scalar::Int4.of());
    Statement::Query(Query::select(Select {
        distinct: Distinct::No,
        output: vec![Output { name: "one".into(), expression }],
        from: None,
        filter: None,
        group: Vec::new(),
        having: None,
    }))
}

//! What PostgreSQL 15 said for thousands of values (`cases/*.tsv`), and what this crate says.

use std::sync::Arc;

use crate::{
    Composite, Domain, Enum, Field, Modifier, Moment, QualifiedName, RangeOf, Scalar, Type, Value,
    ValueError, cast, compare, read, read_json, write_json_cell, write_output,
};

/// One line of a file of cases, as its header describes them.
pub(crate) struct Case {
    pub(crate) kind: String,
    pub(crate) of: String,
    pub(crate) value: String,
    pub(crate) second: String,
    /// The output; or nothing with the error in the fields below.
    pub(crate) output: Option<String>,
    json: String,
    error: Option<ValueError>,
}

/// The cases in a file that COPY wrote.
pub(crate) fn cases(file: &str) -> Vec<Case> {
    let lines = file.lines().filter(|line| !line.starts_with('#'));
    lines.map(|line| case(&line.split('\t').map(unescape).collect::<Vec<_>>())).collect()
}

fn case(fields: &[Option<String>]) -> Case {
    let field = |at: usize| fields[at].clone().unwrap_or_default();
    let optional = |at: usize| Some(field(at)).filter(|text| !text.is_empty());
    let fine = field(4) == "t";
    let error = (!fine).then(|| ValueError {
        code: Box::leak(field(6).into_boxed_str()),
        message: field(5),
        detail: optional(7),
        hint: optional(8),
        chosen: None,
    });
    Case {
        kind: field(0),
        of: field(1),
        value: field(2),
        second: field(3),
        output: fine.then(|| fields[5].clone().unwrap_or_else(|| "NULL".to_owned())),
        json: field(6),
        error,
    }
}

fn unescape(field: &str) -> Option<String> {
    if field == "\\N" {
        return None;
    }
    let mut out = String::new();
    let mut chars = field.chars();
    while let Some(c) = chars.next() {
        out.push(match (c, c == '\\') {
            (_, true) => match chars.next() {
                Some('t') => '\t',
                Some('n') => '\n',
                Some('r') => '\r',
                Some('v') => '\u{b}',
                Some('f') => '\u{c}',
                Some('b') => '\u{8}',
                other => other.unwrap_or('\\'),
            },
            _ => c,
        });
    }
    Some(out)
}

/// The type that SQL writes so, among those of the cases.
pub(crate) fn type_named(sql: &str) -> (Type, Modifier) {
    if let Some(element) = sql.strip_suffix("[]") {
        let (element, modifier) = type_named(element);
        return (element.array(), modifier);
    }
    let (name, modifier) = sql.split_once('(').unwrap_or((sql, ""));
    let numbers: Vec<i16> = modifier
        .trim_end_matches(')')
        .split(',')
        .filter_map(|number| number.parse().ok())
        .collect();
    let modifier = match (name, numbers.as_slice()) {
        (_, []) => Modifier::None,
        ("numeric", [precision, rest @ ..]) => {
            Modifier::Precision(*precision as u16, rest.first().copied().unwrap_or(0))
        }
        ("varchar" | "char", [length]) => Modifier::Length(*length as u32),
        (_, [digits, ..]) => Modifier::Fraction(*digits as u8),
    };
    (plain_type(name), modifier)
}

fn plain_type(name: &str) -> Type {
    let scalar = match name {
        "bool" => Scalar::Bool,
        "int2" => Scalar::Int2,
        "int4" | "int" => Scalar::Int4,
        "int8" => Scalar::Int8,
        "oid" => Scalar::Oid,
        "float4" => Scalar::Float4,
        "float8" => Scalar::Float8,
        "numeric" => Scalar::Numeric,
        "text" => Scalar::Text,
        "varchar" => Scalar::Varchar,
        "char" => Scalar::Char,
        "name" => Scalar::Name,
        "citext" => Scalar::Citext,
        "uuid" => Scalar::Uuid,
        "date" => Scalar::Date,
        "time" => Scalar::Time,
        "timestamp" => Scalar::Timestamp,
        "timestamptz" => Scalar::Timestamptz,
        "interval" => Scalar::Interval,
        "json" => Scalar::Json,
        "jsonb" => Scalar::Jsonb,
        "bytea" => Scalar::Bytea,
        "inet" => Scalar::Inet,
        "cidr" => Scalar::Cidr,
        "macaddr" => Scalar::Macaddr,
        "tsvector" => Scalar::Tsvector,
        "tsquery" => Scalar::Tsquery,
        "regconfig" => Scalar::Regconfig,
        _ if ranges(name).is_some() => return ranges(name).unwrap().of(),
        "mood" => return mood(),
        "short" => return short(),
        "pair" => return pair(),
        other => panic!("no type {other}"),
    };
    scalar.of()
}

fn ranges(name: &str) -> Option<Scalar> {
    RangeOf::ALL.into_iter().find_map(|of| {
        let both = [Scalar::Range(of), Scalar::Multirange(of)];
        both.into_iter().find(|scalar| scalar.name() == name)
    })
}

fn mood() -> Type {
    let labels = ["sad", "ok", "happy"].map(Into::into).to_vec();
    Type::Enum(Arc::new(Enum { name: QualifiedName::new("public", "mood"), labels }))
}

fn short() -> Type {
    let name = QualifiedName::new("public", "short");
    let (base, modifier) = type_named("varchar(3)");
    Type::Domain(Arc::new(Domain { name, base, modifier }))
}

fn pair() -> Type {
    let fields = [("a", "int"), ("b", "text"), ("c", "char(3)"), ("d", "timestamptz")];
    let fields = fields.map(|(name, sql)| {
        let (of, modifier) = type_named(sql);
        Field { name: name.into(), of, modifier }
    });
    let name = QualifiedName::new("public", "pair");
    Type::Composite(Arc::new(Composite { name, fields: fields.to_vec() }))
}

/// Compares an answer with PostgreSQL's; a difference is a line of the report.
pub(crate) fn difference(case: &Case, got: &Result<String, ValueError>) -> Option<String> {
    let wanted = match (&case.output, &case.error) {
        (Some(output), _) => Ok(output.clone()),
        // The name of a column is not known here.
        (None, Some(error)) if error.message == "expected JSON array" => {
            Err(ValueError { hint: None, ..error.clone() })
        }
        (None, Some(error)) => Err(error.clone()),
        (None, None) => return Some("a case without an answer".to_owned()),
    };
    let short = |answer: &Result<String, ValueError>| match answer {
        Ok(text) => text.chars().take(300).collect(),
        Err(error) => format!("{error:?}"),
    };
    (*got != wanted).then(|| {
        let Case { kind, of, value, second, .. } = case;
        let (got, wanted) = (short(got), short(&wanted));
        format!("{kind} {of} {value:?} {second}\n   got    {got}\n   wanted {wanted}")
    })
}

/// Fails with all differences.
pub(crate) fn report(differences: &[String]) {
    let count = differences.len();
    assert!(differences.is_empty(), "{count} differences:\n{}", differences.join("\n"));
}

fn text_of(of: &Type, modifier: Modifier, value: &Value) -> String {
    match value {
        Value::Null => "NULL".to_owned(),
        _ => crate::write::nested(of, modifier, value.as_ref()),
    }
}

fn check_input(case: &Case) -> Vec<String> {
    let (of, modifier) = type_named(&case.of);
    let value = read(&of, modifier, &case.value, &Moment::default());
    let text = value.as_ref().map(|value| text_of(&of, modifier, value)).map_err(Clone::clone);
    let mut wrong: Vec<String> = difference(case, &text).into_iter().collect();
    if let Ok(value) = value {
        let mut json = Vec::new();
        write_json_cell(&of, modifier, value.as_ref(), &mut json);
        let json = String::from_utf8(json).unwrap();
        if json != case.json && case.output.is_some() {
            wrong.push(format!(
                "JSON of {} {:?}: {json}, wanted {}",
                case.of, case.value, case.json
            ));
        }
        let mut output = String::new();
        write_output(&of, &value, &mut output);
        let again = crate::read_output(&of, &output).unwrap();
        if again != value && !case.of.starts_with("char") {
            wrong.push(format!("{} {:?} does not read back from {output:?}", case.of, case.value));
        }
    }
    wrong
}

#[test]
fn text_is_read_as_postgresql_reads_it() {
    let cases = cases(include_str!("../cases/input.tsv"));
    report(&cases.iter().flat_map(check_input).collect::<Vec<_>>());
}

#[test]
fn json_is_read_as_postgresql_reads_it() {
    let check = |case: &Case| {
        let (of, modifier) = type_named(&case.of);
        let value = read_json(&of, modifier, &case.value, &Moment::default());
        difference(case, &value.map(|value| text_of(&of, modifier, &value)))
    };
    report(&cases(include_str!("../cases/json.tsv")).iter().filter_map(check).collect::<Vec<_>>());
}

fn check_order(case: &Case) -> Option<String> {
    let (of, modifier) = type_named(&case.of);
    let value = |text: &str| read(&of, modifier, text, &Moment::default()).unwrap();
    let order = compare(&of, &value(&case.value), &value(&case.second)) as i8;
    difference(case, &Ok(order.to_string()))
}

fn check_cast(case: &Case) -> Option<String> {
    let ((from, from_modifier), (to, modifier)) = (type_named(&case.of), type_named(&case.second));
    let at = Moment::default();
    let explicit = case.kind == "cast";
    let value = read(&from, from_modifier, &case.value, &at).unwrap();
    let allowed = crate::cast_context(&from, &to)
        .is_some_and(|least| explicit || least < crate::Context::Explicit);
    if !allowed {
        let refused = case.error.as_ref().is_some_and(|e| matches!(e.code, "42804" | "42846"));
        return (!refused).then(|| format!("{} {} is refused here", case.of, case.second));
    }
    let got = cast(&from, &to, modifier, &value, explicit, &at);
    let text = got.map(|value| match (&to, &value) {
        (Type::Scalar(Scalar::Bool), Value::Int(_)) => {
            let mut out = String::new();
            write_output(&to, &value, &mut out);
            out
        }
        _ => text_of(&to, modifier, &value),
    });
    difference(case, &text)
}

#[test]
fn values_are_ordered_as_postgresql_orders_them() {
    let cases = cases(include_str!("../cases/compare.tsv"));
    report(&cases.iter().filter_map(check_order).collect::<Vec<_>>());
}

#[test]
fn values_are_cast_as_postgresql_casts_them() {
    let cases = cases(include_str!("../cases/cast.tsv"));
    report(&cases.iter().filter_map(check_cast).collect::<Vec<_>>());
}

#[test]
fn ranges_are_as_in_postgresql() {
    let check = |case: &Case| match case.kind.as_str() {
        "input" => check_input(case),
        "compare" => check_order(case).into_iter().collect(),
        _ => check_cast(case).into_iter().collect(),
    };
    report(&cases(include_str!("../cases/range.tsv")).iter().flat_map(check).collect::<Vec<_>>());
}

//! The schema of the tests: companies, their postings, and one thing of each kind.

use crate::analyze::{Environment, type_name};
use catalog::{
    Catalog, Column, Deferral, Expression, Generation, Identity, Index, IndexMethod, IndexPart,
    Modifier, Name, Privileges, QualifiedName, Relation, RelationKind, RowSecurity, Scalar, Type,
    Unique, UserType, Value,
};
use squawk_syntax::SourceFile;
use squawk_syntax::ast::{self, AstNode};
use std::sync::Arc;
use value::{Composite, Domain, Enum, Field};

pub(super) fn catalog() -> Catalog {
    let mut catalog = Catalog::default();
    types(&mut catalog);
    table(
        &mut catalog,
        "companies",
        "id uuid, name varchar(80), slug slug, website text, country char(2), tags text[], founded int2",
        &["id"],
    );
    table(
        &mut catalog,
        "postings",
        "id int8, company_id uuid, title text, level level, salary money_a_year, data jsonb, note json, \
         published_at timestamptz, closes_on date, open bool, score float8",
        &["id"],
    );
    table(
        &mut catalog,
        "members",
        "company_id uuid, person_id uuid, rank citext",
        &["company_id", "person_id"],
    );
    table(&mut catalog, "offices", "id int4, at place, opens time", &["id"]);
    change(&mut catalog, "companies", |table| {
        let made = Expression::constant(Value::text("https://"), Type::TEXT);
        table.columns[3].generation = Some(Generation::Computed(made));
        table.indexes.push(unique_index("companies_by_name", "name", None));
        table.indexes.push(unique_index("companies_by_tag", "tags", Some(Expression::TRUE)));
    });
    change(&mut catalog, "postings", |table| {
        table.columns[0].generation = Some(identity(true));
    });
    change(&mut catalog, "offices", |table| {
        table.columns[0].generation = Some(identity(false));
    });
    catalog
}

fn types(catalog: &mut Catalog) {
    let name = |name: &str| QualifiedName::new("public", name);
    let labels = ["entry", "mid", "senior"].into_iter().map(Name::from).collect();
    let level = Enum { name: name("level"), labels };
    catalog.types.insert(name("level"), UserType::Enum(Arc::new(level)));
    domain(catalog, "slug", Type::TEXT, Modifier::None);
    domain(catalog, "money_a_year", Scalar::Numeric.of(), Modifier::Precision(12, 2));
    let field = |name: &str, of: Type| Field { name: name.into(), of, modifier: Modifier::None };
    let fields = vec![field("city", Type::TEXT), field("zip", Scalar::Int4.of())];
    let place = Composite { name: name("place"), fields };
    catalog.types.insert(name("place"), UserType::Composite(Arc::new(place)));
}

fn domain(catalog: &mut Catalog, name: &str, base: Type, modifier: Modifier) {
    let name = QualifiedName::new("public", name);
    let domain = Arc::new(Domain { name: name.clone(), base, modifier });
    let definition =
        catalog::DomainDefinition { domain, not_null: false, default: None, checks: Vec::new() };
    catalog.types.insert(name, UserType::Domain(definition));
}

fn table(catalog: &mut Catalog, name: &str, columns: &str, key: &[&str]) {
    let key: Vec<Name> = key.iter().map(|column| (*column).into()).collect();
    let columns = columns.split(", ").map(|column| {
        let (name, of) = column.split_once(' ').expect("a name and a type");
        let (of, modifier) = type_of(catalog, of);
        let not_null = key.contains(&Name::from(name));
        Column {
            name: name.into(),
            of,
            modifier,
            not_null,
            generation: None,
            privileges: Privileges::default(),
            comment: None,
        }
    });
    let qualified = QualifiedName::new("public", name);
    let relation = Relation {
        name: qualified.clone(),
        kind: RelationKind::Table,
        columns: columns.collect(),
        primary_key: Some(Unique {
            name: format!("{name}_pkey").into(),
            columns: key,
            nulls_not_distinct: false,
            deferral: Deferral::Immediate,
        }),
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
    };
    catalog.relations.insert(qualified, Arc::new(relation));
}

fn change(catalog: &mut Catalog, name: &str, with: impl FnOnce(&mut Relation)) {
    let table = catalog.relations.get_mut(&QualifiedName::new("public", name)).expect("the table");
    with(Arc::make_mut(table));
}

fn unique_index(name: &str, column: &str, filter: Option<Expression>) -> Index {
    let expression = Expression::column(Relation::ROW, column, Type::TEXT);
    let part =
        IndexPart { expression, descending: false, nulls_first: false, operator_class: None };
    Index {
        name: name.into(),
        unique: true,
        method: IndexMethod::Btree,
        parts: vec![part],
        include: Vec::new(),
        filter,
        nulls_not_distinct: false,
    }
}

fn identity(always: bool) -> Generation {
    let sequence = "ids".into();
    Generation::Identity(Identity { always, serial: false, start: 1, increment: 1, sequence })
}

fn type_of(catalog: &Catalog, text: &str) -> (Type, Modifier) {
    let path: Vec<Name> = vec!["public".into()];
    let parsed = SourceFile::parse(&format!("select null::{text};"));
    let of = parsed.tree().syntax().descendants().find_map(ast::Type::cast).expect("a type");
    type_name(Environment { catalog, search_path: &path }, &of).expect("a type that is known")
}

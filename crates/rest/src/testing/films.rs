//! A small catalog: films, their directors, actors over a junction, details one to one.

use catalog::{
    Catalog, CheckedAs, Column, Enum, Expression, ForeignKey, From, Generation, Identity, Output,
    Privilege, Query, Range, Relation, RelationKind, Role, Scalar, Schema, Select, Type, Unique,
    UserType, View,
};
use std::sync::Arc;
use value::{Modifier, Name, QualifiedName, Value};

/// The catalog. `films.director_id` and `films.writer_id` both lead to `people`.
pub(crate) fn films() -> Catalog {
    let mut catalog = Catalog::default();
    for schema in ["public", "v2"] {
        let mut found = Schema::default();
        found.privileges.grant(&"public".into(), Privilege::Usage, true);
        catalog.schemas.insert(schema.into(), found);
    }
    for role in ["anon", "authenticated", "service_role", "owner"] {
        catalog.roles.insert(role.into(), Role::default());
    }
    let genre = Enum {
        name: QualifiedName::new("public", "genre"),
        labels: vec!["drama".into(), "comedy".into()],
    };
    catalog.types.insert(genre.name.clone(), UserType::Enum(Arc::new(genre)));
    for (name, columns) in [
        ("countries", "code text key; name text not null"),
        ("people", "id int4 key; name text not null; country text -> countries.code"),
        (
            "films",
            "id int8 always key; title varchar(80) not null; year int4; genre genre; tags text[]; data jsonb; \
             doc json; score numeric(3,1); seen bool; director_id int4 -> people.id; writer_id int4 -> people.id",
        ),
        ("details", "film_id int8 key -> films.id; text text"),
        ("actors", "id int4 key; name text not null; born date"),
        ("roles", "film_id int8 key -> films.id; actor_id int4 key -> actors.id; name text"),
        ("folders", "id int4 key; name text default; parent_id int4 -> folders.id"),
        ("loose", "a int4; b text"),
    ] {
        let relation = table(&catalog, name, columns);
        catalog.relations.insert(relation.name.clone(), Arc::new(relation));
    }
    let view = view(
        &catalog,
        "film_titles",
        "films",
        &[("id", "film"), ("title", "title"), ("director_id", "by")],
    );
    catalog.relations.insert(view.name.clone(), Arc::new(view));
    super::functions::declare(&mut catalog);
    catalog
}

/// A view that shows columns of a table by other names.
fn view(catalog: &Catalog, name: &str, of: &str, columns: &[(&str, &str)]) -> Relation {
    let of = catalog.relation(&QualifiedName::new("public", of)).unwrap();
    let mut view = Relation::clone(of);
    view.name = QualifiedName::new("public", name);
    (view.primary_key, view.foreign_keys) = (None, Vec::new());
    let range = Range(1);
    let mut output = Vec::new();
    view.columns = Vec::new();
    for (column, shown) in columns {
        let column = of.column(column).unwrap();
        let expression = Expression::column(range, column.name.clone(), column.of.clone());
        output.push(Output { name: (*shown).into(), expression });
        view.columns.push(Column { name: (*shown).into(), generation: None, ..column.clone() });
    }
    let from = From::Relation { relation: of.name.clone(), range, checked_as: CheckedAs::Caller };
    let query = Query::select(Select {
        distinct: catalog::Distinct::No,
        output,
        from: Some(from),
        filter: None,
        group: Vec::new(),
        having: None,
    });
    view.kind = RelationKind::View(View { security_invoker: true, ..View::over(query) });
    view
}

fn table(catalog: &Catalog, name: &str, columns: &str) -> Relation {
    let mut relation = Relation {
        name: QualifiedName::new("public", name),
        kind: RelationKind::Table,
        columns: Vec::new(),
        primary_key: None,
        uniques: Vec::new(),
        foreign_keys: Vec::new(),
        checks: Vec::new(),
        indexes: Vec::new(),
        row_security: catalog::RowSecurity::default(),
        policies: Vec::new(),
        owner: "owner".into(),
        privileges: catalog::Privileges::default(),
        comment: None,
        partitioning: None,
    };
    for privilege in [Privilege::Select, Privilege::Insert, Privilege::Update, Privilege::Delete] {
        relation.privileges.grant(&"public".into(), privilege, true);
    }
    let mut keys = Vec::new();
    for column in columns.split("; ") {
        let words: Vec<&str> = column.split_whitespace().collect();
        add_column(catalog, &mut relation, &words);
        if words.contains(&"key") {
            keys.push(Name::from(words[0]));
        }
    }
    if !keys.is_empty() {
        relation.primary_key = Some(Unique {
            name: format!("{name}_pkey").into(),
            columns: keys,
            nulls_not_distinct: false,
            deferral: catalog::Deferral::Immediate,
        });
    }
    relation
}

fn add_column(catalog: &Catalog, relation: &mut Relation, words: &[&str]) {
    let (of, modifier) = type_of(catalog, words[1]);
    let generation = if words.contains(&"always") {
        let sequence = format!("{}_{}_seq", relation.name.name, words[0]).into();
        let (start, increment) = (1, 1);
        Some(Generation::Identity(Identity {
            always: true,
            serial: false,
            start,
            increment,
            sequence,
        }))
    } else if words.contains(&"default") {
        Some(Generation::Default(Expression::constant(Value::text("new"), Type::TEXT)))
    } else {
        None
    };
    if let Some(at) = words.iter().position(|word| *word == "->") {
        let (target, column) = words[at + 1].split_once('.').unwrap();
        relation.foreign_keys.push(ForeignKey {
            name: format!("{}_{}_fkey", relation.name.name, words[0]).into(),
            columns: vec![words[0].into()],
            target: QualifiedName::new("public", target),
            target_columns: vec![column.into()],
            on_update: catalog::ReferentialAction::NoAction,
            on_delete: catalog::ReferentialAction::NoAction,
            matching: catalog::Match::Simple,
            deferral: catalog::Deferral::Immediate,
        });
    }
    relation.columns.push(Column {
        name: words[0].into(),
        of,
        modifier,
        not_null: words.contains(&"not") || words.contains(&"key"),
        generation,
        privileges: catalog::Privileges::default(),
        comment: None,
    });
}

fn type_of(catalog: &Catalog, name: &str) -> (Type, Modifier) {
    match name {
        "varchar(80)" => (Scalar::Varchar.of(), Modifier::Length(80)),
        "numeric(3,1)" => (Scalar::Numeric.of(), Modifier::Precision(3, 1)),
        "text[]" => (Type::TEXT.array(), Modifier::None),
        _ => match builtin::resolve::scalar_named(name) {
            Some(scalar) => (scalar.of(), Modifier::None),
            None => {
                (catalog.type_named(&QualifiedName::new("public", name)).unwrap(), Modifier::None)
            }
        },
    }
}

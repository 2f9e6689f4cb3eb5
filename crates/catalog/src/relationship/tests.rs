//! How long it takes to trace the keys of a large schema.

use super::Relationships;
use crate::query::{CheckedAs, Distinct, From, Output, Query, Range, Select};
use crate::relation::{
    Column, Deferral, ForeignKey, Match, ReferentialAction, Relation, RelationKind, RowSecurity,
    Unique, View,
};
use crate::{Catalog, Expression, Privileges, Scalar};
use std::sync::Arc;
use value::{Modifier, Name, QualifiedName};

#[test]
fn keys_of_a_thousand_relations_are_traced_at_once() {
    let mut catalog = Catalog::default();
    for at in 0..500 {
        let table = table(at);
        let view = view(&table, at);
        catalog.relations.insert(table.name.clone(), Arc::new(table));
        catalog.relations.insert(view.name.clone(), Arc::new(view));
    }
    let begin = std::time::Instant::now();
    let all = Relationships::of(&catalog);
    let took = begin.elapsed();
    let found = all.starting_at(&QualifiedName::new("public", "v250"));
    let named: Vec<&str> = found.iter().map(|one| &*one.target.name).collect();
    assert_eq!(named, ["t249", "t251", "v249", "v251"]);
    assert_eq!(all.key_columns(&QualifiedName::new("public", "v250")), [Name::from("shown id")]);
    assert!(took.as_millis() < 1000, "{took:?}");
}

fn table(at: usize) -> Relation {
    let name = |name: String| QualifiedName::new("public", name);
    let foreign = ForeignKey {
        name: format!("t{at}_before_fkey").into(),
        columns: vec!["before".into()],
        target: name(format!("t{}", at.saturating_sub(1))),
        target_columns: vec!["id".into()],
        on_update: ReferentialAction::NoAction,
        on_delete: ReferentialAction::NoAction,
        matching: Match::Simple,
        deferral: Deferral::Immediate,
    };
    Relation {
        name: name(format!("t{at}")),
        kind: RelationKind::Table,
        columns: vec![column("id"), column("before")],
        primary_key: Some(Unique {
            name: format!("t{at}_pkey").into(),
            columns: vec!["id".into()],
            nulls_not_distinct: false,
            deferral: Deferral::Immediate,
        }),
        uniques: Vec::new(),
        foreign_keys: if at == 0 { Vec::new() } else { vec![foreign] },
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

fn view(table: &Relation, at: usize) -> Relation {
    let range = Range(0);
    let shown = |column: &Column| Output {
        name: format!("shown {}", column.name).into(),
        expression: Expression::column(range, column.name.clone(), column.of.clone()),
    };
    let relation = table.name.clone();
    let select = Select {
        distinct: Distinct::No,
        output: table.columns.iter().map(shown).collect(),
        from: Some(From::Relation { relation, range, checked_as: CheckedAs::Caller }),
        filter: None,
        group: Vec::new(),
        having: None,
    };
    Relation {
        name: QualifiedName::new("public", format!("v{at}")),
        kind: RelationKind::View(View::over(Query::select(select))),
        columns: table.columns.iter().map(|it| column(&format!("shown {}", it.name))).collect(),
        primary_key: None,
        foreign_keys: Vec::new(),
        ..table.clone()
    }
}

fn column(name: &str) -> Column {
    Column {
        name: name.into(),
        of: Scalar::Int4.of(),
        modifier: Modifier::None,
        not_null: true,
        generation: None,
        privileges: Privileges::default(),
        comment: None,
    }
}

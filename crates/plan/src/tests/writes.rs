//! Writing, and what is shown of what was written.

use super::*;
use catalog::{Assigned, Assignment, Conflict, ConflictAction};

fn insert() -> Insert {
    Insert {
        relation: catalog::QualifiedName::new("public", "postings"),
        range: ABOVE,
        columns: vec!["id".into(), "company_id".into()],
        table: 0,
        conflict: None,
        returning: None,
        demand: Demand::Any,
    }
}

fn set(name: &str, value: Assigned) -> Assignment {
    Assignment { column: name.into(), value }
}

fn update() -> Update {
    Update {
        relation: catalog::QualifiedName::new("public", "postings"),
        range: ABOVE,
        set: vec![
            set("company_id", Assigned::Expression(parameter(0))),
            set("level", Assigned::Default),
        ],
        filter: equal(column(ABOVE, "id"), column(ABOVE, "level")),
        limited: None,
        returning: None,
        demand: Demand::One,
    }
}

fn delete() -> Delete {
    Delete {
        relation: catalog::QualifiedName::new("public", "postings"),
        range: ABOVE,
        filter: Expression::TRUE,
        returning: None,
        demand: Demand::AtMost(3),
        limited: None,
    }
}

/// `id, company(name)` of what was written.
fn returning() -> Option<Read> {
    let below = read("companies", DEEPEST, &["name"]);
    let company =
        embed("company", below, column(BETWEEN, "company_id"), column(DEEPEST, "id"), true);
    Some(with(written(BETWEEN, &["id"]), company))
}

#[test]
fn a_write_names_its_inputs_and_shows_what_it_wrote() {
    let merge = Conflict {
        target: Some(vec!["id".into()]),
        index: None,
        action: ConflictAction::Update {
            set: vec![set("company_id", Assigned::Expression(column(BELOW, "company_id")))],
            filter: None,
            excluded: BELOW,
        },
    };
    let ignore = Conflict { target: None, index: None, action: ConflictAction::Nothing };
    check(vec![
        (
            "insert",
            Step::Insert(insert()),
            "insert into public.postings as r1 (id, company_id) values (input 0)",
        ),
        (
            "merge",
            Step::Insert(Insert { conflict: Some(merge), ..insert() }),
            "insert into public.postings as r1 (id, company_id) values (input 0) \
             on conflict (id) do update set company_id = excluded.company_id",
        ),
        (
            "ignore",
            Step::Insert(Insert { conflict: Some(ignore), ..insert() }),
            "insert into public.postings as r1 (id, company_id) values (input 0) \
             on conflict do nothing",
        ),
        (
            "insert and show",
            Step::Insert(Insert { returning: returning(), ..insert() }),
            "insert into public.postings as r1 (id, company_id) values (input 0) \
             returning id as id, (select row_to_json(r) from (select r4.name as name \
             from public.companies as r4 where r4.id = company_id) as r) as company",
        ),
        (
            "update",
            Step::Update(update()),
            "update public.postings as r1 set company_id = $1::bigint, level = default \
             where r1.id = r1.level",
        ),
        (
            "update and show",
            Step::Update(Update { returning: returning(), ..update() }),
            "update public.postings as r1 set company_id = $1::bigint, level = default \
             where r1.id = r1.level returning id as id, (select row_to_json(r) from \
             (select r4.name as name from public.companies as r4 \
             where r4.id = company_id) as r) as company",
        ),
        ("delete", Step::Delete(delete()), "delete from public.postings as r1"),
        (
            "delete and show",
            Step::Delete(Delete { returning: returning(), ..delete() }),
            "delete from public.postings as r1 returning id as id, (select row_to_json(r) \
             from (select r4.name as name from public.companies as r4 \
             where r4.id = company_id) as r) as company",
        ),
    ]);
}

#[test]
fn the_demand_of_a_step_is_kept() {
    let demands = |step: Step| {
        let plan = Plan::new(vec![step], Ranges::starting_at(5));
        lower(&plan).steps[0].demand
    };
    assert_eq!(demands(Step::Update(update())), Demand::One);
    assert_eq!(demands(Step::Delete(delete())), Demand::AtMost(3));
    assert_eq!(demands(Step::Insert(insert())), Demand::Any);
}

#[test]
fn no_number_is_given_out_twice() {
    let steps = vec![Step::Insert(Insert { returning: returning(), ..insert() })];
    let lowered = lower(&Plan::new(steps, Ranges::starting_at(5)));
    let first_unused = catalog::rename::first_unused(&lowered.steps[0].statement);
    assert!(first_unused <= Range(lowered.next_range), "{first_unused:?}");
}

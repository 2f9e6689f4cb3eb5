//! Reading: embeds become subqueries, `!inner` becomes a condition.

use super::*;
use catalog::build;

fn companies() -> Read {
    read("companies", ABOVE, &["id", "name"])
}

fn openings() -> Read {
    read("postings", ABOVE, &["id"])
}

fn count_all() -> Expression {
    build::aggregate("count", Vec::new()).unwrap()
}

#[test]
fn a_read_is_a_query() {
    let filtered = Read {
        filter: equal(column(ABOVE, "id"), column(ABOVE, "size")),
        order: vec![by(OrderBy::Own(column(ABOVE, "name")))],
        limit: Some(parameter(0)),
        offset: Some(parameter(1)),
        ..companies()
    };
    let grouped = Read {
        select: vec![
            Selected { name: "size".into(), expression: column(ABOVE, "size") },
            Selected { name: "count".into(), expression: count_all() },
        ],
        group: vec![column(ABOVE, "size")],
        ..companies()
    };
    check(vec![
        (
            "plain",
            Step::Read(companies()),
            "select r1.id as id, r1.name as name from public.companies as r1",
        ),
        (
            "filter, order, limit, offset",
            Step::Read(filtered.clone()),
            "select r1.id as id, r1.name as name from public.companies as r1 \
             where r1.id = r1.size \
             order by r1.name desc nulls last limit ($1::bigint) offset ($2::bigint)",
        ),
        (
            "its count",
            Step::Count(filtered),
            "select count(*) as count from public.companies as r1 where r1.id = r1.size",
        ),
        (
            "grouped",
            Step::Read(grouped.clone()),
            "select r1.size as size, count(*) as count \
             from public.companies as r1 group by r1.size",
        ),
        (
            "the count of groups",
            Step::Count(grouped),
            "select count(*) as count from (select r1.size as size, count(*) as count \
             from public.companies as r1 group by r1.size) as r5",
        ),
        (
            "nothing is shown",
            Step::Read(read("companies", ABOVE, &[])),
            "select from public.companies as r1",
        ),
    ]);
}

#[test]
fn an_embed_is_a_subquery() {
    let limited = Embed {
        read: Read {
            filter: equal(column(BELOW, "open"), column(BELOW, "id")),
            order: vec![by(OrderBy::Own(column(BELOW, "id")))],
            limit: Some(parameter(0)),
            ..read("postings", BELOW, &["id"])
        },
        ..postings()
    };
    let inner = Embed { inner: true, ..limited.clone() };
    let hidden = Embed { embedding: Embedding::Hidden, ..inner.clone() };
    let spread = Embed { embedding: Embedding::Spread, ..company() };
    let nested =
        Embed { read: with(read("postings", BELOW, &["id"]), applications()), ..postings() };
    let deep_inner = Embed {
        inner: true,
        read: with(read("postings", BELOW, &["id"]), Embed { inner: true, ..applications() }),
        ..postings()
    };
    check(vec![
        (
            "to many",
            Step::Read(with(companies(), postings())),
            "select r1.id as id, r1.name as name, \
             (select coalesce(json_agg(row_to_json(r)), '[]') from (select r2.id as id \
             from public.postings as r2 where r2.company_id = r1.id) as r) as postings \
             from public.companies as r1",
        ),
        (
            "to one",
            Step::Read(with(openings(), company())),
            "select r1.id as id, (select row_to_json(r) from (select r2.name as name \
             from public.companies as r2 where r2.id = r1.company_id) as r) as company \
             from public.postings as r1",
        ),
        (
            "filtered, ordered, limited",
            Step::Read(with(companies(), limited)),
            "select r1.id as id, r1.name as name, \
             (select coalesce(json_agg(row_to_json(r)), '[]') from (select r2.id as id \
             from public.postings as r2 where r2.company_id = r1.id and r2.open = r2.id \
             order by r2.id desc nulls last limit ($1::bigint)) as r) as postings \
             from public.companies as r1",
        ),
        (
            "inner",
            Step::Read(with(companies(), inner.clone())),
            "select r1.id as id, r1.name as name, \
             (select coalesce(json_agg(row_to_json(r)), '[]') from (select r2.id as id \
             from public.postings as r2 where r2.company_id = r1.id and r2.open = r2.id \
             order by r2.id desc nulls last limit ($1::bigint)) as r) as postings \
             from public.companies as r1 where exists (select 1 as one \
             from public.postings as r5 where r5.company_id = r1.id and r5.open = r5.id)",
        ),
        (
            "the count with inner",
            Step::Count(with(companies(), inner)),
            "select count(*) as count from public.companies as r1 where exists \
             (select 1 as one from public.postings as r5 \
             where r5.company_id = r1.id and r5.open = r5.id)",
        ),
        (
            "hidden",
            Step::Read(with(companies(), hidden)),
            "select r1.id as id, r1.name as name from public.companies as r1 where exists \
             (select 1 as one from public.postings as r5 \
             where r5.company_id = r1.id and r5.open = r5.id)",
        ),
        (
            "spread",
            Step::Read(with(openings(), spread)),
            "select r1.id as id, r5.name as name from public.postings as r1 left join \
             (select r2.name as name, r2.id as \"join id\" \
             from public.companies as r2) as r5 on r5.\"join id\" = r1.company_id",
        ),
        (
            "nested",
            Step::Read(with(companies(), nested)),
            "select r1.id as id, r1.name as name, \
             (select coalesce(json_agg(row_to_json(r)), '[]') from (select r2.id as id, \
             (select coalesce(json_agg(row_to_json(r)), '[]') from (select r4.id as id \
             from public.applications as r4 \
             where r4.posting_id = r2.id) as r) as applications from public.postings as r2 \
             where r2.company_id = r1.id) as r) as postings from public.companies as r1",
        ),
        (
            "inner within inner",
            Step::Read(with(companies(), deep_inner)),
            "select r1.id as id, r1.name as name, \
             (select coalesce(json_agg(row_to_json(r)), '[]') from (select r2.id as id, \
             (select coalesce(json_agg(row_to_json(r)), '[]') from (select r4.id as id \
             from public.applications as r4 \
             where r4.posting_id = r2.id) as r) as applications from public.postings as r2 \
             where r2.company_id = r1.id and exists (select 1 as one \
             from public.applications as r5 where r5.posting_id = r2.id)) as r) as postings \
             from public.companies as r1 where exists (select 1 as one \
             from public.postings as r7 where r7.company_id = r1.id and exists \
             (select 1 as one from public.applications as r8 where r8.posting_id = r7.id))",
        ),
        (
            "through a junction",
            Step::Read(with(openings(), skills(false))),
            "select r1.id as id, (select coalesce(json_agg(row_to_json(r)), '[]') from \
             (select r2.name as name \
             from public.posting_skills as r3 cross join public.skills as r2 \
             where r3.posting_id = r1.id and r3.skill_id = r2.id) as r) as skills \
             from public.postings as r1",
        ),
        (
            "inner through a junction",
            Step::Read(with(openings(), skills(true))),
            "select r1.id as id, (select coalesce(json_agg(row_to_json(r)), '[]') from \
             (select r2.name as name \
             from public.posting_skills as r3 cross join public.skills as r2 \
             where r3.posting_id = r1.id and r3.skill_id = r2.id) as r) as skills \
             from public.postings as r1 where exists (select 1 as one \
             from public.posting_skills as r5 cross join public.skills as r6 \
             where r5.posting_id = r1.id and r5.skill_id = r6.id)",
        ),
        (
            "ordered by what belongs to a row",
            Step::Read(by_company()),
            "select r1.id as id, (select row_to_json(r) from (select r2.name as name \
             from public.companies as r2 where r2.id = r1.company_id) as r) as company \
             from public.postings as r1 order by (select r5.name as \"order\" \
             from public.companies as r5 where r5.id = r1.company_id) desc nulls last",
        ),
    ]);
}

/// `applications(id)` below a posting that is below a company.
fn applications() -> Embed {
    let read = read("applications", DEEPEST, &["id"]);
    embed("applications", read, column(BELOW, "id"), column(DEEPEST, "posting_id"), false)
}

/// `skills(name)` below a posting, by a table between them.
fn skills(inner: bool) -> Embed {
    let first = equal(column(BETWEEN, "posting_id"), column(ABOVE, "id"));
    let second = equal(column(BETWEEN, "skill_id"), column(BELOW, "id"));
    let junction = Some((catalog::QualifiedName::new("public", "posting_skills"), BETWEEN));
    Embed {
        join: Join { junction, on: first.and(second) },
        inner,
        ..embed(
            "skills",
            read("skills", BELOW, &["name"]),
            column(ABOVE, "id"),
            column(BELOW, "id"),
            false,
        )
    }
}

fn by_company() -> Read {
    let order = vec![by(OrderBy::Embedded(0, column(BELOW, "name")))];
    Read { order, ..with(openings(), company()) }
}

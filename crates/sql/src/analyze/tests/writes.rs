//! Statements that write.

use super::check;

#[test]
fn tmp() {
    check(&[
        (
            "insert into postings (title, salary) values ('a', 1), ('b', default) returning id, title as t",
            "",
        ),
        ("insert into postings values (default, null, 'a')", ""),
        ("insert into postings default values", ""),
        ("insert into postings (id, title) overriding system value values (1, 'a')", ""),
        ("insert into postings (id, title) overriding user value values (1, 'a')", ""),
        (
            "insert into companies (id, name, country) values (gen_random_uuid(), 'Larkspur', 'DE')",
            "",
        ),
        ("insert into companies (name) values ('a' || 'b')", ""),
        ("insert into companies (name, tags) select title, '{a}' from postings order by title", ""),
        ("insert into companies (name) select distinct title from postings order by title", ""),
        (
            "insert into postings (level, open) select 'mid', 'true' union all select 'entry', null",
            "",
        ),
        ("insert into postings (salary) select founded from companies order by 1", ""),
        (
            "insert into companies (id, name) values (gen_random_uuid(), 'a') on conflict (id) do update set name = excluded.name || companies.name where companies.founded is null returning *",
            "",
        ),
        ("insert into companies (id) values (gen_random_uuid()) on conflict do nothing", ""),
        (
            "insert into members values (gen_random_uuid(), auth.uid(), 'x') on conflict on constraint members_pkey do update set (rank) = row('y')",
            "",
        ),
        ("insert into offices (id, at) values (1, row('a', 1)), (2, '(b,2)')", ""),
        (
            "with x as (select 'a' as t) insert into postings as p (title) select t from x returning p.id",
            "",
        ),
        (
            "update postings p set title = c.name, open = default, (salary, score) = (1, 2), (level, data) = (select 'mid', '{}') from companies c where c.id = p.company_id returning p.id, title",
            "",
        ),
        ("update only offices set opens = '10:00' where id = 1", ""),
        (
            "delete from postings p using companies c, members m where c.id = p.company_id and m.person_id = auth.uid() returning *",
            "",
        ),
        ("insert into postings (title) values (null), ('now')", ""),
        ("insert into postings (published_at, closes_on) values ('now', 'infinity')", ""),
    ]);
}

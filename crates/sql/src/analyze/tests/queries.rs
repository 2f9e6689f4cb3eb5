//! Queries.

use super::check;

#[test]
fn tmp() {
    check(&[
        (
            "select p.title as t, c.name from postings p join companies c on c.id = p.company_id where p.open order by t desc, p.id limit 10 offset 5",
            "",
        ),
        ("select * from postings p left join members m using (company_id)", ""),
        ("select company_id from postings full join members using (company_id)", ""),
        ("select c.* from companies c natural join members m cross join offices o", ""),
        ("select id from offices a cross join members b join postings using (id)", ""),
        (
            "select n.name from postings p left join lateral (select c.name from companies c where c.id = p.company_id) n on true",
            "",
        ),
        ("select j.title from (postings p join companies c on c.id = p.company_id) as j", ""),
        ("select s.a_2, s.x from (select 1 as a_2, 2 as x, 3 as x) s (a, b)", ""),
        ("select b from (select 1 as a, 2 as a) s (a, b)", ""),
        ("select p from offices o left join postings p on p.id = o.id", ""),
        ("select a.x, b.y from (values (1, 'a'), (2.5, 'b')) as a (x, y), (values (1)) b (y)", ""),
        ("select n, i from generate_series(1, 3) with ordinality as g (n, i)", ""),
        ("select e, e.value from jsonb_array_elements('[1]') as e", ""),
        ("select x.a, b from json_to_recordset('[]') as x (a int, b varchar(3))", ""),
        ("select city from jsonb_populate_recordset(null::place, '[]')", ""),
        ("select n from now() as n", ""),
        ("select c.id, unnest(c.tags) as tag from companies c where c.founded > 1900", ""),
        ("select generate_series(1, 3)", ""),
        (
            "with a as (select 1 as x, 2 as x), b as (select a.x from a as a (y, x)) select * from b, (with a as (select 'c' as z) select z from a) c",
            "",
        ),
        (
            "with recursive t (n) as (select 1 union all select n + 1 from t where n < 5) select n from t",
            "",
        ),
        ("with x as (select 1 as a) select a from x union all select 2 order by a limit 1", ""),
        ("select 1 union select 2.5", ""),
        ("select 'a' union select title from postings order by 1 desc nulls last", ""),
        ("(select id from postings order by title limit 1) union all (select 5 limit 2)", ""),
        ("select distinct id from offices union all select 1.5", ""),
        ("(select id from offices) order by opens", ""),
        (
            "select company_id, count(*) as n from postings group by 1 having count(*) > 1 order by n desc",
            "",
        ),
        (
            "select c.id, c.name, count(p.id) filter (where p.open) from companies c left join postings p on p.company_id = c.id group by c.id",
            "",
        ),
        (
            "select distinct on (company_id) company_id, title from postings order by company_id, published_at desc",
            "",
        ),
        ("select distinct lower(title) from postings order by lower(title)", ""),
        ("select string_agg(distinct title, ', ' order by title desc) from postings", ""),
        (
            "select rank() over w, sum(id) over (w order by id), count(*) over () from postings window w as (partition by company_id)",
            "",
        ),
        (
            "select level, (select max(q.score) from postings q where q.level = p.level) from postings p group by level",
            "",
        ),
        ("table offices", ""),
        ("values (1, 'a'), (2.5, null) order by 2", ""),
        ("select (o.at).city, (o.at).* from offices o", ""),
        ("select row_to_json(p) from offices p", ""),
        (
            "select id from postings where (company_id, 'x') in (select company_id, rank from members)",
            "",
        ),
        (
            "select id from postings where company_id not in (select m.company_id from members m)",
            "",
        ),
        ("select id from postings where id > any (select id from offices)", ""),
        ("select array(select tags from companies), array(select id from offices)", ""),
        ("select count(*) from public.postings where postings.open", ""),
        ("select p.id from offices p fetch first row only", ""),
    ]);
}

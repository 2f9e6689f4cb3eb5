//! Reading: what stands in the place of each relation.

use super::check;

#[test]
fn each_relation_shows_what_the_role_may_see() {
    let cases = [
        (
            "anon",
            "select id, note_id from open",
            "select r1.id as id, r1.note_id as note_id from public.open as r1",
        ),
        ("service_role", "select id from notes", "select r1.id as id from public.notes as r1"),
        ("postgres", "select id from notes", "select r1.id as id from public.notes as r1"),
        (
            "anon",
            "select id from notes",
            "select r1.id as id from (select r2.id as id from public.notes as r2 where r2.level < 3) as r1",
        ),
        (
            "authenticated",
            "select id, body from notes where level > 1",
            "select r1.id as id, r1.body as body from (select r2.body as body, r2.id as id, r2.level as level from public.notes as r2 where r2.author = auth.uid() or r2.level < 3) as r1 where r1.level > 1",
        ),
        (
            "authenticated",
            "select id from notes where body::int = 1",
            "select r1.id as id from (select r2.body as body, r2.id as id from public.notes as r2 where r2.author = auth.uid() or r2.level < 3) as r1 where r1.body::integer = 1\n\
             barrier r1",
        ),
        (
            "anon",
            "select * from silent",
            "select r1.id as id from (select r2.id as id from public.silent as r2 where false) as r1",
        ),
        ("clerk", "select 1", "select 1 as \"?column?\""),
        (
            "authenticated",
            "select n.body from open o left join notes n on n.id = o.note_id",
            "select r2.body as body from public.open as r1 left join (select r4.body as body, r4.id as id from public.notes as r4 where r4.author = auth.uid() or r4.level < 3) as r2 on r2.id = r1.note_id",
        ),
        (
            "authenticated",
            "select name from teams",
            "select r1.name as name from (select r2.name as name from public.teams as r2 where (r2.id in (select r3.team_id as team_id from (select r4.team_id as team_id from public.members as r4 where r4.person = auth.uid()) as r3))) as r1",
        ),
        (
            "anon",
            "select (select max(body) from notes) from open",
            "select (select max(r2.body) as max from (select r3.body as body from public.notes as r3 where r3.level < 3) as r2) as max from public.open as r1",
        ),
        (
            "authenticated",
            "select id from open where exists (select from notes where notes.id = open.note_id)",
            "select r1.id as id from public.open as r1 where exists (select from (select r4.id as id from public.notes as r4 where r4.author = auth.uid() or r4.level < 3) as r2 where r2.id = r1.note_id)",
        ),
        (
            "authenticated",
            "with n as (select id from notes) select id from n",
            "with n(id) as (select r1.id as id from (select r3.id as id from public.notes as r3 where r3.author = auth.uid() or r3.level < 3) as r1) select r2.id as id from n as r2",
        ),
        (
            "anon",
            "select id from notes union select id from open",
            "(select r1.id as id from (select r3.id as id from public.notes as r3 where r3.level < 3) as r1) union (select r2.id as id from public.open as r2)",
        ),
        (
            "anon",
            "select count(*) from notes",
            "select count(*) as count from (select r2.id as id from public.notes as r2 where r2.level < 3) as r1",
        ),
        (
            "authenticated",
            "select id from by_owner",
            "select r1.id as id from (select r2.id as id, r2.body as body from public.notes as r2) as r1",
        ),
        (
            "authenticated",
            "select id from by_caller",
            "select r1.id as id from (select r2.id as id, r2.level as level from (select r3.id as id, r3.level as level from public.notes as r3 where r3.author = auth.uid() or r3.level < 3) as r2) as r1",
        ),
        (
            "authenticated",
            "select id from outer_view",
            "select r1.id as id from (select r2.id as id from (select r3.id as id, r3.level as level from (select r4.id as id, r4.level as level from public.notes as r4 where r4.author = auth.uid() or r4.level < 3) as r3) as r2 where r2.level > 0) as r1",
        ),
        (
            "authenticated",
            "select id from by_caller where level / 0 > 1",
            "select r1.id as id from (select r2.id as id, r2.level as level from (select r3.id as id, r3.level as level from public.notes as r3 where r3.author = auth.uid() or r3.level < 3) as r2) as r1 where r1.level / 0 > 1\n\
             barrier r1",
        ),
        (
            "authenticated",
            "select id from (select * from notes) x where x.body::int = 1",
            "select r2.id as id from (select r1.id as id, r1.author as author, r1.body as body, r1.level as level from (select r3.author as author, r3.body as body, r3.id as id, r3.level as level from public.notes as r3 where r3.author = auth.uid() or r3.level < 3) as r1) as r2 where r2.body::integer = 1\n\
             barrier r1",
        ),
        (
            "authenticated",
            "select id, name from staff",
            "select r1.id as id, r1.name as name from public.staff as r1",
        ),
    ];
    check(&cases, false);
}
